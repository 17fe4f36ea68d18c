import JSONInput

/// A JSON Schema of one row: one table, named after its file.
///
/// Source: JSON Schema, drafts 4 to 2020-12.
final class JSONSchemaForm: ExportForm {
  static let name = "a JSON Schema"
  static let recognisedBy = "$schema of json-schema.org, or type object with properties"
  static let leavesUnknown = [
    "the table's name (the file's is taken)",
    "types beyond those of JSON: an integer is of any number of bits",
    "order of columns", "defaults", "partitioning and clustering",
  ]
  static let combination = ExportCombination.whole

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard element.window.content == .texts, JSONSchemaTable.isSchema(element.value) else { return false }
    JSONSchemaTable(schema: element.value, path: "")
      .add(to: collector.table(calledAfter: element.input), collector, element)
    return true
  }
}
