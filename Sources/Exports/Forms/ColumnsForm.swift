import Engines
import JSONInput
import Schema
import Text

/// Rows of INFORMATION_SCHEMA.COLUMNS, as `bq query` or an EXPORT DATA job writes them.
///
/// Source: BigQuery, "COLUMNS view". Values are strings; the word `NULL` stands for no default and no collation.
final class ColumnsForm: ExportForm {
  static let name = "rows of INFORMATION_SCHEMA.COLUMNS"
  static let leavesUnknown = ["modes of nested fields", "policy tags", "descriptions"]
  static let recognisedBy =
    "table_name and column_name beside a key that BigQuery alone writes (is_hidden, is_partitioning_column, rounding_mode)"
  static let combination = ExportCombination.rows

  enum Key: Int, CaseIterable, Sendable {
    case catalog, schema, table, column, ordinal, isNullable, dataType, isHidden, isPartitioning,
      clusteringOrdinal
    case collation, columnDefault, roundingMode, fieldPath

    var name: String {
      switch self {
      case .catalog: "table_catalog"
      case .schema: "table_schema"
      case .table: "table_name"
      case .column: "column_name"
      case .ordinal: "ordinal_position"
      case .isNullable: "is_nullable"
      case .dataType: "data_type"
      case .isHidden: "is_hidden"
      case .isPartitioning: "is_partitioning_column"
      case .clusteringOrdinal: "clustering_ordinal_position"
      case .collation: "collation_name"
      case .columnDefault: "column_default"
      case .roundingMode: "rounding_mode"
      case .fieldPath: "field_path"
      }
    }
  }

  private let keys = JSONKeys<Key>(\.name)

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard keys.select(from: element.value), keys[.fieldPath].isAbsent, !keys[.table].isAbsent,
      !keys[.column].isAbsent, isBigQuery
    else { return false }
    guard let table = collector.table(keys.slots(.catalog, through: .table)) else {
      collector.faultOfTableName(
        keys.slots(.catalog, through: .table), "a row without table_name", at: element, path: "/table_name")
      return true
    }
    if let record = record(of: table, in: element, at: "", into: collector) {
      collector.addRow(record, to: table, at: element)
    }
    return true
  }

  /// The record of a row that stands inside of another value, at `path` there; nil where it tells too little, which is
  /// noted then.
  func record(
    ofColumn row: JSONValue, of table: UInt32, in element: ExportElement, at path: String,
    into collector: SchemaCollector
  ) -> UInt32? {
    _ = keys.select(from: row)
    return record(of: table, in: element, at: path, into: collector)
  }

  /// The record of the row that was selected last.
  private func record(
    of table: UInt32, in element: ExportElement, at path: String,
    into collector: SchemaCollector
  ) -> UInt32? {
    guard !keys[.dataType].isAbsentOrNull, keys[.column].isString else {
      collector.faultOfColumnRow(
        lacking: keys[.column].isString ? "data_type" : "column_name", of: table, at: element)
      return nil
    }
    collector.beginRecord()
    collector.append(keys.slots(.column, through: .fieldPath))
    return collector.record(of: table, in: element) { () throws(RecordFault) in
      try SchemaRecord.Content.below(path) { () throws(RecordFault) in try contents() }
    }
  }

  /// Whether a row inside of another value has a key that BigQuery alone writes.
  func isBigQuery(_ row: JSONValue) -> Bool { keys.select(from: row) && isBigQuery }

  /// Whether the row has a key that BigQuery alone writes; rows without one may be any engine's.
  private var isBigQuery: Bool {
    !keys[.isHidden].isAbsent || !keys[.isPartitioning].isAbsent || !keys[.clusteringOrdinal].isAbsent
      || !keys[.roundingMode].isAbsent
  }

  private func contents() throws(RecordFault) -> [SchemaRecord.Content] {
    let name = keys[.column].text ?? ""
    let ordinal = try TypedRow.ordinal(keys[.ordinal], of: name)
    let isPartitioning = keys[.isPartitioning].isAbsent ? nil : keys[.isPartitioning].isYes
    let clusteringOrdinal: Fact<Int> =
      keys[.clusteringOrdinal].isAbsent ? .unknown : Fact(known: keys[.clusteringOrdinal].integer)
    var contents: [SchemaRecord.Content] = []
    if isPartitioning != nil || clusteringOrdinal.isKnown {
      contents.append(
        .layoutOfColumn(
          name, isPartitioning: isPartitioning.map { .present($0) } ?? .unknown,
          clusteringOrdinal: clusteringOrdinal))
    }
    if keys[.isHidden].isYes || ["_PARTITIONTIME", "_PARTITIONDATE"].contains(name) {
      contents.append(.pseudoColumn(ordinal: ordinal))
      return contents
    }
    let column = try column(name)
    contents += BigQueryName.faults(in: column, path: "/column_name")
    contents.append(.column(column, ordinal: ordinal))
    contents.append(
      .keys(
        RowKeys(
          filled: [Key.ordinal, .isNullable, .isHidden, .isPartitioning],
          others: [.clusteringOrdinal, .collation, .columnDefault, .roundingMode], name: \.name
        ) { keys[$0] }))
    return contents
  }

  private func column(_ name: String) throws(RecordFault) -> Column {
    let typed = try TypedRow.type(keys[.dataType], of: name, path: "/data_type")
    let mode = try TypedRow.mode(keys[.isNullable], of: name) ?? typed.mode
    return Column(
      name, typed.type, mode: mode,
      attributes: Column.Attributes(
        defaultExpression: TypedRow.fact(keys[.columnDefault]), collation: TypedRow.fact(keys[.collation]),
        roundingMode: TypedRow.roundingMode(keys[.roundingMode])))
  }
}

/// What rows of INFORMATION_SCHEMA views have in common.
enum TypedRow {
  /// The type behind a key, checked for names that clash.
  static func type(_ value: JSONValue, of column: String, path: String) throws(RecordFault)
    -> GoogleSQLTypeParser.ColumnType
  {
    guard let text = value.text else {
      throw RecordFault(
        message: "the type of column \(column.clipped()) is \(value.kindName)", nearest: nil, path: path)
    }
    let type: GoogleSQLTypeParser.ColumnType
    do throws(TypeTextError) {
      type = try GoogleSQLTypeParser.parseColumn(text)
    } catch {
      type = GoogleSQLTypeParser.ColumnType(
        try DataType(unknown: error, text: text.uppercased(), column: column, path: path))
    }
    if let clash = clash(in: type.type, of: column) {
      throw RecordFault(message: clash, nearest: nil, path: path)
    }
    return type
  }

  private static func clash(in type: DataType, of column: String) -> String? {
    guard let fields = type.fields else { return nil }
    if let clash = ColumnNames.clash(fields) { return "in \(column), \(clash.message)" }
    for field in fields {
      if let clash = clash(in: field.type, of: "\(column).\(field.name)") { return clash }
    }
    return nil
  }

  /// The place of a column, from 1; nil where the row does not tell it.
  static func ordinal(_ value: JSONValue, of column: String) throws(RecordFault) -> Int? {
    if value.isAbsentOrNull { return nil }
    guard let ordinal = value.integer, ordinal > 0 else {
      throw RecordFault(
        message: "the ordinal_position of column \(column.clipped()) is not a number from 1", nearest: nil,
        path: "/ordinal_position")
    }
    return ordinal
  }

  /// What is_nullable says; nil where the row does not tell it.
  static func mode(_ value: JSONValue, of column: String) throws(RecordFault) -> Mode? {
    if value.isAbsentOrNull { return nil }
    if value.isNo { return .required }
    if value.isYes { return .nullable }
    throw RecordFault(
      message: "is_nullable of column \(column.clipped()) is neither YES nor NO", nearest: nil,
      path: "/is_nullable")
  }

  /// A rounding mode; the usual one counts as none.
  static func roundingMode(_ value: JSONValue) -> Fact<String> {
    let fact = fact(value)
    return fact.value.map(BigQueryScalar.isUsualRounding) ?? false ? .absent : fact
  }

  /// An attribute: unknown where the key is missing, none where it is null or the word NULL.
  static func fact(_ value: JSONValue) -> Fact<String> {
    if value.isAbsent { return .unknown }
    guard let text = value.text, !text.isEmpty, !value.equals("NULL") else { return .absent }
    return .present(text)
  }
}
