import Engines
import JSONInput
import Schema

/// A schema of Iceberg alone: one table, named after its file. It is not Spark's: fields are required, and not nullable.
final class IcebergSchemaForm: ExportForm {
  static let name = "a schema of Iceberg"
  static let recognisedBy = "type struct with fields that have id and required"
  static let leavesUnknown = ["the table's name (the file's is taken)", "partitioning and clustering"]
  static let combination = ExportCombination.whole

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    guard IcebergFieldReader.isSchema(value) else { return false }
    let table = collector.table(calledAfter: element.input)
    collector.addWhole(table, at: element) { () throws(RecordFault) in
      try IcebergFieldReader().columns(value, path: "")
    } contents: { column, ordinal in
      [.engine(.iceberg), .column(column, ordinal: ordinal)]
    }
    return true
  }
}
