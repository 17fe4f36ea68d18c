import JSONInput

/// The list of fields that `bq show --schema --format=prettyjson` prints: one table, named after its file.
final class SchemaArrayForm: ExportForm {
  static let name = "a schema, as bq show --schema --format=prettyjson prints it"
  static let leavesUnknown = ["the table's name (the file's is taken)", "partitioning and clustering"]
  static let recognisedBy = "a list of objects with name and type"
  static let combination = ExportCombination.rowsOfOneFile

  private let fields = FieldReader()

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard element.window.content == .elements, fields.isField(element.value) else { return false }
    let table = collector.table(calledAfter: element.input)
    guard element.window.array == 0 else {
      collector.fault(
        "a second schema in one file: a bare schema has no table name, so that each needs a file of its own.",
        at: element)
      collector.suspect(table)
      return true
    }
    let record = SchemaFields.record(
      element.value, ordinal: element.window.firstIndex + element.index + 1, of: table, in: element, path: "",
      reader: fields, collector: collector)
    collector.addRecord(record, to: table, at: element.place)
    return true
  }
}
