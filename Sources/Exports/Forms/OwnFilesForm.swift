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

  private static func isReport(_ value: JSONValue) -> Bool {
    value.member("schemaVersion") != nil && value.member("audits") != nil
  }

  /// Whether a file holds a report of an earlier run.
  package static func isReport(fileAt path: String) -> Bool {
    guard let stream = try? ExportStream(InputFile(path: path), number: 0) else { return false }
    let window = ExportWindow()
    guard (try? stream.next(into: window)) == true, case .texts = window.content else { return false }
    var isReport = false
    let isWhole = JSONParser().parseTexts(window.text) { value, _ in isReport = Self.isReport(value) }
    return isWhole && isReport
  }

  /// Whether a JSON value is a snapshot's manifest, of whichever version: a file of that name may be another program's.
  package static func isSnapshotManifest(_ value: JSONValue) -> Bool {
    value.member("schemaVersion") != nil && value.member("takenAt") != nil && value.member("files") != nil
  }
}
