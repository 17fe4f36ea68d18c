import JSONInput

/// A schema as an object, `{"fields": […]}`: one table, named after its file.
final class SchemaObjectForm: ExportForm {
  static let name = "a schema object with a list of fields"
  static let leavesUnknown = SchemaArrayForm.leavesUnknown
  static let recognisedBy = "fields, a list of objects with name and type, and no type beside it"
  static let combination = ExportCombination.whole

  private let fields = FieldReader()

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard let list = element.value.member("fields"), list.isArray, element.value.member("type") == nil,
      list.elements.allSatisfy({ fields.isField($0) })
    else { return false }
    let table = collector.table(calledAfter: element.input)
    let records = SchemaFields.records(
      list, of: table, in: element, path: "/fields", reader: fields, collector: collector)
    collector.addWhole(records, to: [table], at: element)
    return true
  }
}
