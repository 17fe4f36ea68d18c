import Engines
import JSONInput
import Schema

/// Rows of INFORMATION_SCHEMA.COLUMN_FIELD_PATHS: one a column and one a nested field.
///
/// Source: BigQuery, "COLUMN_FIELD_PATHS view". The row whose path is the column's name has the column's whole type;
/// rows of nested fields add descriptions, collations, rounding modes and policy tags.
final class FieldPathsForm: ExportForm {
  static let name = "rows of INFORMATION_SCHEMA.COLUMN_FIELD_PATHS"
  static let leavesUnknown = [
    "modes", "order of columns (unless joined with COLUMNS)", "defaults", "partitioning and clustering",
  ]
  static let recognisedBy = "table_name and field_path"
  static let combination = ExportCombination.rows

  enum Key: Int, CaseIterable, Sendable {
    case catalog, schema, table, column, fieldPath, dataType, description, collation, roundingMode, policyTags
    case ordinal, isNullable, isHidden

    var name: String {
      switch self {
      case .catalog: "table_catalog"
      case .schema: "table_schema"
      case .table: "table_name"
      case .column: "column_name"
      case .fieldPath: "field_path"
      case .dataType: "data_type"
      case .description: "description"
      case .collation: "collation_name"
      case .roundingMode: "rounding_mode"
      case .policyTags: "policy_tags"
      case .ordinal: "ordinal_position"
      case .isNullable: "is_nullable"
      case .isHidden: "is_hidden"
      }
    }
  }

  private let keys = JSONKeys<Key>(\.name)

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard keys.select(from: element.value), !keys[.table].isAbsent, !keys[.fieldPath].isAbsent else {
      return false
    }
    guard let table = collector.table(keys.slots(.catalog, through: .table)) else {
      collector.faultOfTableName(
        keys.slots(.catalog, through: .table), "a row without table_name", at: element, path: "/table_name")
      return true
    }
    guard !keys[.dataType].isAbsentOrNull, keys[.fieldPath].isString else {
      collector.faultOfColumnRow(
        lacking: keys[.fieldPath].isString ? "data_type" : "field_path", of: table, at: element)
      return true
    }
    collector.beginRecord()
    collector.append(keys.slots(.column, through: .isHidden))
    for tag in keys[.policyTags].elements { collector.append(tag) }
    let record = collector.record(of: table, in: element) { () throws(RecordFault) in try contents() }
    collector.addRow(record, to: table, at: element)
    return true
  }

  private func contents() throws(RecordFault) -> [SchemaRecord.Content] {
    let path = keys[.fieldPath].text ?? ""
    let root = keys[.column].text ?? path
    let typed = try TypedRow.type(keys[.dataType], of: path, path: "/data_type")
    let attributes = Column.Attributes(
      collation: TypedRow.fact(keys[.collation]), roundingMode: TypedRow.roundingMode(keys[.roundingMode]),
      policyTags: policyTags, description: TypedRow.fact(keys[.description]))
    guard path == root else {
      return [.path(path, of: root, Column(path, typed.type, attributes: attributes))]
    }
    let ordinal = keys[.ordinal].isAbsentOrNull ? nil : keys[.ordinal].integer
    if keys[.isHidden].isYes || ["_PARTITIONTIME", "_PARTITIONDATE"].contains(path) {
      return [.pseudoColumn(ordinal: ordinal)]
    }
    let mode: Mode? =
      keys[.isNullable].isNo ? .required : keys[.isNullable].isYes ? .nullable : typed.mode
    let column = Column(path, typed.type, mode: mode, attributes: attributes)
    let rowKeys = RowKeys(
      filled: [Key.ordinal, .isNullable, .isHidden],
      others: [.description, .collation, .roundingMode, .policyTags], name: \.name
    ) { keys[$0] }
    return BigQueryName.faults(in: column, path: "/field_path") + [
      .column(column, ordinal: ordinal), .keys(rowKeys),
    ]
  }

  private var policyTags: Fact<[String]> {
    let value = keys[.policyTags]
    if value.isAbsent { return .unknown }
    var tags = value.elements.compactMap(\.text)
    if let text = value.text, !text.isEmpty, text != "NULL" { tags.append(text) }
    return Fact(known: tags.isEmpty ? nil : tags.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}
