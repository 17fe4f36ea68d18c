import JSONInput
import CSimdjson

/// Records that a writer writes: objects of column → value. They tell which columns it fills, and nothing about types that
/// JSON cannot tell.
final class SampleRecordForm: ExportForm {
  static let name = "sample records of a writer"
  static let leavesUnknown = [
    "the table's name (the file's is taken)", "types", "modes", "order of columns",
    "columns that no record holds",
  ]
  static let recognisedBy = "objects that are of no other form"
  static let combination = ExportCombination.samples

  private enum Key: Int, CaseIterable, Sendable {
    case tableName, columnName, dataType, fieldPath, tableSchema, tableCatalog, ordinal, isNullable
    case tableReference, schema, fields

    var name: String {
      switch self {
      case .tableName: "table_name"
      case .columnName: "column_name"
      case .dataType: "data_type"
      case .fieldPath: "field_path"
      case .tableSchema: "table_schema"
      case .tableCatalog: "table_catalog"
      case .ordinal: "ordinal_position"
      case .isNullable: "is_nullable"
      case .tableReference, .schema, .fields: "\(self)"
      }
    }

    /// Keys of rows of a catalog.
    static let ofRows: [Key] = [
      .tableName, .columnName, .dataType, .fieldPath, .tableSchema, .tableCatalog, .ordinal, .isNullable,
    ]
  }

  /// Keys of fields of a schema: an object that has no other is a broken field, and no record.
  private static let fieldKeys: Set<String> = [
    "name", "type", "mode", "fields", "description", "precision", "scale", "maxLength",
    "defaultValueExpression",
    "collation", "roundingMode", "policyTags", "rangeElementType",
  ]

  /// Keys of exports: see `isPartOfExport`.
  private let keys = JSONKeys<Key>(\.name)

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard keys.select(from: element.value), !isPartOfExport, !element.value.hasOnlyKeys(of: Self.fieldKeys)
    else { return false }
    let table = collector.table(calledAfter: element.input)
    collector.beginRecord()
    append(element.value, to: collector, depth: 0)
    let record = collector.record(of: table, in: element) { () throws(RecordFault) in
      let value = SampledValue(element.value)
      if case .object(let members) = value, members.contains(where: \.name.isEmpty) {
        throw RecordFault(message: "a record with a key without a name", nearest: nil, path: "")
      }
      return [.sample(value)]
    }
    collector.addSample(record, to: table, at: element)
    if element.window.content == .texts, element.window.sequence == 0, element.index == 0,
      element.value.holdsObjects
    {
      collector.noteFirstNested(at: element)
    }
    return true
  }

  /// Whether the object that was selected is a broken part of an export, and no record: two keys of a catalog's rows, or a
  /// key of a table with the value that it has there. A record may have any one of these keys as a column.
  private var isPartOfExport: Bool {
    Key.ofRows.count { !keys[$0].isAbsent } > 1 || keys[.tableReference].isObject
      || keys[.schema].member("fields") != nil || keys[.fields].isArray && holdsFields(keys[.fields])
  }

  private func holdsFields(_ list: JSONValue) -> Bool {
    list.elements.contains {
      $0.member("name") != nil && ($0.member("type") != nil || $0.member("mode") != nil)
    }
  }

  /// Adds what tells a record from others: its keys, and the kinds of their values.
  private func append(_ value: JSONValue, to collector: SchemaCollector, depth: Int) {
    let kind = value.slot.kind
    collector.append(Int(kind == CSJ_FALSE ? CSJ_TRUE.rawValue : kind.rawValue))
    guard depth < SampledValue.deepest else { return }
    if value.isArray {
      collector.appendFolded(value.elements) { append($0, to: collector, depth: depth + 1) }
      collector.append(-1)
    }
    value.forEachMember { key, value in
      collector.append(key)
      append(value, to: collector, depth: depth + 1)
    }
    collector.append(-2)
  }
}

extension JSONValue {
  /// Whether an object holds objects, or lists of them.
  fileprivate var holdsObjects: Bool {
    var holds = false
    forEachMember { _, value in
      var elements = value.elements
      if value.isObject || elements.next()?.isObject ?? false { holds = true }
    }
    return holds
  }

  /// Whether all keys of an object are among these; so are those of an object that holds nothing.
  fileprivate func hasOnlyKeys(of names: Set<String>) -> Bool {
    var isSubset = true
    forEachMember { key, _ in
      if isSubset { isSubset = names.contains(String(decoding: key, as: UTF8.self)) }
    }
    return isSubset
  }
}
