import JSONInput
import Schema

/// The manifest of a snapshot, which belongs beside its exports.
package final class OwnFilesForm: ExportForm {
  package static let name = "the manifest of a snapshot"
  package static let leavesUnknown = ["all schemas"]
  package static let recognisedBy = "schemaVersion, takenAt and files"
  package static let combination = ExportCombination.none

  package init() {}

  package func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    // It belongs beside the exports that it tells about.
    if Self.isSnapshotManifest(value) {
      collector.countElement()
      return true
    }
    return false
  }

  /// Whether a JSON value is a snapshot's manifest, of whichever version: a file of that name may be another program's.
  package static func isSnapshotManifest(_ value: JSONValue) -> Bool {
    value.member("schemaVersion") != nil && value.member("takenAt") != nil && value.member("files") != nil
  }
}
