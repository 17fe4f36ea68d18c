import Engines
import JSONInput
import Schema
import Text

/// Rows of information_schema.columns of PostgreSQL, Redshift, MySQL, DuckDB, Databricks and Snowflake, and those of
/// BigQuery that only some columns were asked for.
///
/// Source: ISO/IEC 9075-11, and each engine's documentation as its types name it. Some engines' rows tell by their keys
/// whose they are; of others the types tell it, when all of them are known.
final class InformationSchemaForm: ExportForm {
  static let name = "rows of information_schema.columns"
  static let leavesUnknown = ["modes of nested fields", "policy tags", "partitioning and clustering"]
  static let recognisedBy = "table_name and column_name, without keys that BigQuery alone writes"
  static let combination = ExportCombination.rows

  enum Key: Int, CaseIterable, Sendable {
    case catalog, schema, table, column, ordinal, isNullable, dataType, columnDefault, characterLength,
      precision, scale
    case fraction, udtName, columnType, fullDataType, collation, comment, columnComment, remarks
    case isIdentity, identityGeneration, isGenerated, generationExpression, extra, schemaEvolution, fieldPath
    // What tells a row of BigQuery's, which another form reads.
    case isHidden, isPartitioning, clusteringOrdinal, roundingMode

    var name: String {
      switch self {
      case .catalog: "table_catalog"
      case .schema: "table_schema"
      case .table: "table_name"
      case .column: "column_name"
      case .ordinal: "ordinal_position"
      case .isNullable: "is_nullable"
      case .dataType: "data_type"
      case .columnDefault: "column_default"
      case .characterLength: "character_maximum_length"
      case .precision: "numeric_precision"
      case .scale: "numeric_scale"
      case .fraction: "datetime_precision"
      case .udtName: "udt_name"
      case .columnType: "column_type"
      case .fullDataType: "full_data_type"
      case .collation: "collation_name"
      case .comment: "comment"
      case .columnComment: "column_comment"
      case .remarks: "remarks"
      case .isIdentity: "is_identity"
      case .identityGeneration: "identity_generation"
      case .isGenerated: "is_generated"
      case .generationExpression: "generation_expression"
      case .extra: "extra"
      case .schemaEvolution: "schema_evolution_record"
      case .fieldPath: "field_path"
      case .isHidden: "is_hidden"
      case .isPartitioning: "is_partitioning_column"
      case .clusteringOrdinal: "clustering_ordinal_position"
      case .roundingMode: "rounding_mode"
      }
    }
  }

  private let keys = JSONKeys<Key>(\.name)
  /// In this order, since some engines' keys stand in other engines' rows too.
  private var engines: [(engine: Engine, present: [Key], filled: [Key])] = []

  init() {}

  /// Finds the keys that tell engines; an engine with a key that no row is asked for is told by none.
  private func findKeys(of known: EngineSet) {
    let numbers = Dictionary(uniqueKeysWithValues: Key.allCases.map { ($0.name, $0) })
    engines = known.told.compactMap { engine, keys in
      let (present, filled) = (
        keys.present.compactMap { numbers[$0] }, keys.filled.compactMap { numbers[$0] }
      )
      let isComplete = present.count == keys.present.count && filled.count == keys.filled.count
      return isComplete ? (engine, present, filled) : nil
    }
  }

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard keys.select(from: element.value), keys[.fieldPath].isAbsent, !keys[.table].isAbsent,
      !keys[.column].isAbsent,
      [Key.isHidden, .isPartitioning, .clusteringOrdinal, .roundingMode].allSatisfy({ keys[$0].isAbsent })
    else { return false }
    guard let table = collector.table(keys.slots(.catalog, through: .table)) else {
      collector.faultOfTableName(
        keys.slots(.catalog, through: .table), "a row without table_name", at: element, path: "/table_name")
      return true
    }
    let engine = engine(among: collector.knownEngines)
    if let record = record(of: table, engine: engine, in: element, at: "", into: collector) {
      collector.addRow(record, to: table, at: element, isOfFile: engine == nil)
    }
    return true
  }

  /// The record of a row that stands inside of another value, at `path` there; nil where it tells too little, which is
  /// noted then.
  ///
  /// - Parameter engine: The engine, where what stands beside the row tells it.
  func record(
    ofColumn row: JSONValue, of table: UInt32, engine: Engine?, in element: ExportElement, at path: String,
    into collector: SchemaCollector
  ) -> UInt32? {
    _ = keys.select(from: row)
    return record(
      of: table, engine: engine ?? self.engine(among: collector.knownEngines), in: element, at: path,
      into: collector)
  }

  /// The record of the row that was selected last.
  private func record(
    of table: UInt32, engine: Engine?, in element: ExportElement, at path: String,
    into collector: SchemaCollector
  ) -> UInt32? {
    let hasType = [Key.dataType, .columnType, .fullDataType].contains { !keys[$0].isAbsentOrNull }
    guard hasType, keys[.column].isString else {
      collector.faultOfColumnRow(
        lacking: keys[.column].isString ? "data_type" : "column_name", of: table, at: element)
      return nil
    }
    collector.beginRecord()
    // Of rows that do not tell the engine, each file's are judged by themselves.
    if engine == nil { collector.append(element.window.file) }
    // What stands beside these rows tells the engine, and not what is in them.
    if !path.isEmpty { collector.append(engine?.rawValue) }
    collector.append(keys.slots(.column, through: .fieldPath))
    return collector.record(of: table, in: element) { () throws(RecordFault) in
      try SchemaRecord.Content.below(path) { () throws(RecordFault) in try contents(engine) }
    }
  }

  /// The engine that the row's keys tell.
  private func engine(among known: EngineSet) -> Engine? {
    if engines.isEmpty { findKeys(of: known) }
    return engines.first { _, present, filled in
      present.allSatisfy { !keys[$0].isAbsent } && filled.allSatisfy { keys[$0].isString }
    }?.engine
  }

  private func contents(_ engine: Engine?) throws(RecordFault) -> [SchemaRecord.Content] {
    let name = keys[.column].text ?? ""
    if name.isEmpty {
      throw RecordFault(message: "column without a name", nearest: nil, path: "/column_name")
    }
    let ordinal = try TypedRow.ordinal(keys[.ordinal], of: name)
    if engine == nil, ["_PARTITIONTIME", "_PARTITIONDATE"].contains(name) {
      return [.pseudoColumn(ordinal: ordinal)]
    }
    let row = try typeRow(of: name)
    let path =
      keys[.fullDataType].isString
      ? "/full_data_type" : keys[.columnType].isString ? "/column_type" : "/data_type"
    let undecided = UndecidedColumn(
      name: name, row: row, mode: try TypedRow.mode(keys[.isNullable], of: name),
      attributes: Column.Attributes(
        defaultExpression: TypedRow.fact(keys[.columnDefault]), collation: TypedRow.fact(keys[.collation]),
        description: description),
      generation: generation, path: path)
    let rowKeys = RowKeys(
      filled: [Key.ordinal, .isNullable],
      others: [
        .columnDefault, .characterLength, .precision, .scale, .fraction, .collation, .comment, .columnComment,
        .remarks,
      ], name: \.name
    ) { keys[$0] }
    guard let engine else { return [.undecided(undecided, ordinal: ordinal), .keys(rowKeys)] }
    do throws(TypeTextError) {
      return [
        .engine(engine),
        .column(undecided.column(try engine.types.type(of: row), in: engine), ordinal: ordinal),
        .keys(rowKeys),
      ]
    } catch {
      return [
        .engine(engine),
        .column(undecided.column(try undecided.type(unknown: error), in: engine), ordinal: ordinal),
      ]
    }
  }

  private var generation: GenerationRow {
    var row = GenerationRow()
    row.isIdentity = TypedRow.fact(keys[.isIdentity])
    row.identityGeneration = TypedRow.fact(keys[.identityGeneration])
    row.isGenerated = TypedRow.fact(keys[.isGenerated])
    row.expression = TypedRow.fact(keys[.generationExpression])
    row.extra = TypedRow.fact(keys[.extra])
    return row
  }

  private var description: Fact<String> {
    guard let key = [Key.comment, .columnComment, .remarks].first(where: { !keys[$0].isAbsent }) else {
      return .unknown
    }
    return TypedRow.fact(keys[key])
  }

  private func typeRow(of column: String) throws(RecordFault) -> TypeRow {
    var row = TypeRow(keys[.dataType].text ?? "")
    row.udtName = keys[.udtName].isString ? keys[.udtName].text : nil
    row.columnType = keys[.columnType].isString ? keys[.columnType].text : nil
    row.fullDataType = keys[.fullDataType].isString ? keys[.fullDataType].text : nil
    row.characterLength = try number(.characterLength, of: column)
    row.precision = try number(.precision, of: column)
    row.scale = try number(.scale, of: column)
    row.fraction = try number(.fraction, of: column)
    row.isForeignToBigQuery = [Key.characterLength, .precision, .scale, .fraction, .udtName, .remarks]
      .contains {
        !keys[$0].isAbsent
      }
    return row
  }

  private func number(_ key: Key, of column: String) throws(RecordFault) -> Fact<Int> {
    if keys[key].isAbsent { return .unknown }
    if keys[key].isAbsentOrNull || keys[key].isString && keys[key].bytes.isEmpty { return .absent }
    guard let number = keys[key].integer else {
      throw RecordFault(
        message: "\(key.name) of column \(column.clipped()) is not a number", nearest: nil,
        path: "/\(key.name)")
    }
    return .present(number)
  }
}
