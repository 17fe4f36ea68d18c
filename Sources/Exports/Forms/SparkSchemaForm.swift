import Engines
import JSONInput
import Schema
import Text

/// A schema as Spark's `df.schema.json()` writes it: one table, named after its file.
///
/// Source: Spark, `org.apache.spark.sql.types.DataType.json`. Whether elements of arrays and values of maps may be null
/// (`containsNull`, `valueContainsNull`) is no column's mode and is not compared.
final class SparkSchemaForm: ExportForm {
  static let name = "a schema of Spark, as df.schema.json() prints it"
  static let leavesUnknown = [
    "the table's name (the file's is taken)", "defaults", "partitioning and clustering",
  ]
  static let recognisedBy = "type struct with a list of fields"
  static let combination = ExportCombination.whole

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    guard value.isObject, value.member("type")?.equals("struct") ?? false,
      let fields = value.member("fields"),
      fields.isArray,
      // Iceberg's fields have an id, and say what is required and not what may be null.
      !fields.elements.contains(where: { $0.member("required") != nil && $0.member("id") != nil })
    else { return false }
    let reader = SparkFieldReader(engine: .spark)
    let table = collector.table(calledAfter: element.input)
    collector.addWhole(table, at: element) { () throws(RecordFault) in
      try reader.columns(fields, path: "/fields")
    } contents: { column, ordinal in
      [.engine(.spark), .column(column, ordinal: ordinal)]
    }
    return true
  }
}
