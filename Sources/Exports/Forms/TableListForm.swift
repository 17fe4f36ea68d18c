import JSONInput
import Schema

/// The list of tables that `bq ls --format=prettyjson` prints: names without schemas.
package final class TableListForm: ExportForm {
  package static let name = "a list of tables, as bq ls prints it"
  package static let leavesUnknown = ["all schemas"]
  package static let recognisedBy = "tableReference without schema"
  package static let combination = ExportCombination.none

  private enum Key: Int, CaseIterable, Sendable {
    case tableReference, schema, creationTime, type, numRows, numBytes, lastModifiedTime
  }

  private let keys = JSONKeys<Key> { "\($0)" }
  private let reference = TableReferenceReader()

  package init() {}

  package func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard keys.select(from: element.value), !keys[.tableReference].isAbsent else { return false }
    guard keys[.schema].isAbsent else {
      // Behind a list this form is asked first: a reference that can name a table is for the form of table resources.
      guard reference.names(keys[.tableReference]) == nil else { return false }
      collector.fault(
        "a table resource whose tableReference names no table.", at: element, path: "/tableReference")
      return true
    }
    collector.countListed(
      TableReferenceReader.facts(
        creationTime: keys[.creationTime], type: keys[.type], numRows: keys[.numRows],
        numBytes: keys[.numBytes], lastModifiedTime: keys[.lastModifiedTime]),
      of: reference.names(keys[.tableReference]).flatMap(collector.table), at: element,
      elseSaying:
        "a list of tables as `bq ls` prints it holds no schemas. Export them with: \(ExportCommand.columns)")
    return true
  }
}
