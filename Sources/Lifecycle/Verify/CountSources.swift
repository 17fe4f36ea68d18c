import Engines
import Merging
import Schema
import Settings

/// The parts of the statements that count: staging rows with their keys, and the same of main.
struct CountSources {
  /// Whether main has to be read in full, since nobody named partitions.
  let readsAllPartitions: Bool
  private let subject: VerifySubject
  private let dialect = BigQueryDialect()
  private let keys: [MergePlan.Key]
  private let condition: String?
  /// Main's columns that the key reads, in lower case.
  private let keyColumns: [String]
  private let mainColumns: [String: Column]
  private let batch: String
  private let table: String

  init(_ subject: VerifySubject, _ settings: MergeSettings) throws(MergeRefusal) {
    self.subject = subject
    let main = subject.main
    var planner = MergePlanner(
      MergeInput(main: main, shapes: []), settings, dialect: BigQueryDialect())
    let keys = planner.keys()
    let columns = main.schema.columns.map { MergePlan.PlannedColumn(column: $0, sources: []) }
    let partitions = planner.partitions(keys, columns)
    if main.schema.engine != .bigQuery {
      planner.reasons.append(
        .otherEngine(
          table: main.name.description, engine: main.schema.engine.name, dialect: Engine.bigQuery.name))
    }
    planner.reasons += Self.missing(keys, subject)
    if !planner.reasons.isEmpty { throw MergeRefusal(reasons: planner.reasons) }
    self.keys = keys
    mainColumns = planner.mainColumns
    var seen: Set<String> = []
    keyColumns = keys.flatMap(\.columns).filter { seen.insert($0).inserted }
    func free(_ name: String) -> String {
      planner.mainColumns[name] == nil ? name : free(name + "_")
    }
    batch = free("driftaudit_batch")
    table = free("driftaudit_table")
    let plan = MergePlan(
      dialect: dialect, main: main, shapes: [], columns: [], keys: keys, orders: [], set: [],
      partitions: partitions, names: planner.names)
    let isRequired = main.schema.partitioning.value?.requiresFilter == true
    switch partitions {
    case .all:
      (condition, readsAllPartitions) = (nil, false)
    case .named, .ingested:
      (condition, readsAllPartitions) = (MergeStatement(plan, MergeRows(plan)).partitionCondition, false)
    case .ofRows(let partitioned):
      condition = isRequired ? Self.everything(partitioned, dialect) : nil
      readsAllPartitions = true
    }
  }

  /// Columns of the key that a staging table lacks, each with the first such table.
  private static func missing(_ keys: [MergePlan.Key], _ subject: VerifySubject) -> [MergeRefusal.Reason] {
    var reasons: [MergeRefusal.Reason] = []
    let tables = subject.schemas.sorted { $0.key < $1.key }.map { ($0.key, $0.value.columns.byFoldedName) }
    for column in Set(keys.flatMap(\.columns)).sorted() {
      let lacking = tables.filter { $0.1[column] == nil }
      if let first = lacking.first {
        reasons.append(
          .keyNotStaged(column: column, table: first.0.description, others: lacking.count - 1))
      }
    }
    return reasons
  }

  /// A filter that every row passes: main wants one.
  private static func everything(_ partitioned: MergePlan.Partitioned, _ dialect: BigQueryDialect) -> String {
    let column = "T.\(dialect.identifier(partitioned.column.name))"
    let least =
      switch partitioned.type {
      case "INT64": "-9223372036854775807"
      case "TIMESTAMP": "TIMESTAMP '0001-01-01 00:00:00+00'"
      case "DATETIME": "DATETIME '0001-01-01 00:00:00'"
      default: "DATE '0001-01-01'"
      }
    let condition = "\(column) >= \(least)"
    return partitioned.canBeNull ? "(\(condition) OR \(column) IS NULL)" : condition
  }

  // MARK: Parts

  /// The key as one text, in which NULL is a value like any other and numbers read the same in all types.
  private func rowKey(_ alias: String) -> String {
    let parts = keys.enumerated().map { number, key in
      "\(key.expression.qualified(by: alias, among: mainColumns, dialect)) AS k\(number + 1)"
    }
    return "TO_JSON_STRING(STRUCT(\(parts.joined(separator: ", "))))"
  }

  /// One table's columns that the key reads, in main's types.
  private func select(_ name: TableName, in batch: VerifySubject.Batch) -> String {
    let own = subject.schemas[name]?.columns.byFoldedName
    let columns = keyColumns.compactMap { mainColumns[$0] }.map { column in
      let identifier = dialect.identifier(column.name)
      guard let staging = own?[column.foldedName] else { return identifier }
      let value = dialect.identifier(staging.name)
      guard dialect.type(staging.type) != dialect.type(column.type) else {
        return value == identifier || dialect.engine.types.names.key(staging.name) == column.foldedName
          ? identifier : "\(value) AS \(identifier)"
      }
      return "\(dialect.cast(value, to: column.type, isSafe: false)) AS \(identifier)"
    }
    let texts = [
      "\(dialect.string(batch.name)) AS \(self.batch)", "\(dialect.string(name.description)) AS \(table)",
    ]
    return "    SELECT \((texts + columns).joined(separator: ", ")) FROM \(dialect.path(name))"
  }

  /// Bytes that a table takes in the longest statement.
  func size(of name: TableName, in batch: VerifySubject.Batch) -> Int {
    select(name, in: batch).utf8.count + dialect.string(name.description).utf8.count + 32
  }

  private func staged(_ batches: [VerifySubject.Batch]) -> String {
    let tables = batches.flatMap { batch in batch.tables.map { select($0, in: batch) } }
    return """
      staged AS (
        SELECT \(batch), \(table), \(rowKey("S")) AS row_key
        FROM (
      \(tables.joined(separator: " UNION ALL\n"))
        ) AS S
      )
      """
  }

  private var mainPath: String { dialect.path(subject.main.name) }

  // MARK: Statements

  /// Rows of each batch in its staging tables, its keys, and those of them that main has.
  func arrival(_ batches: [VerifySubject.Batch]) -> String {
    let counts = batches.map {
      "  STRUCT(\(dialect.string($0.name)) AS batch_id, \($0.tables.count) AS tables)"
    }
    let filter = condition.map { "\n  WHERE \($0)" } ?? ""
    return """
      WITH \(staged(batches)),
      in_main AS (
        SELECT DISTINCT \(rowKey("T")) AS row_key
        FROM \(mainPath) AS T\(filter)
      )
      SELECT B.batch_id, B.tables, COUNT(S.row_key) AS table_rows, COUNT(DISTINCT S.row_key) AS staged_rows,
        COUNT(DISTINCT M.row_key) AS main_rows
      FROM UNNEST([
      \(counts.joined(separator: ",\n"))
      ]) AS B
      LEFT JOIN staged AS S ON S.\(batch) = B.batch_id
      LEFT JOIN in_main AS M ON M.row_key = S.row_key
      GROUP BY B.batch_id, B.tables
      ORDER BY B.batch_id
      """
  }

  /// Rows and keys of each staging table.
  func tables(_ batches: [VerifySubject.Batch]) -> String {
    let names = batches.flatMap(\.tables).map { "  \(dialect.string($0.description))" }
    return """
      WITH \(staged(batches))
      SELECT table_name, COUNT(S.row_key) AS row_count, COUNT(DISTINCT S.row_key) AS distinct_keys
      FROM UNNEST([
      \(names.joined(separator: ",\n"))
      ]) AS table_name
      LEFT JOIN staged AS S ON S.\(table) = table_name
      GROUP BY table_name
      ORDER BY table_name
      """
  }

  /// In how many of main's rows that have a staged key each column is NULL, or an ARRAY empty.
  func nulls(_ batches: [VerifySubject.Batch]) -> String {
    let columns = subject.main.schema.columns
    let counts = columns.enumerated().map { number, column in
      let value = "T.\(dialect.identifier(column.name))"
      let filled = column.type.isArray ? "COUNTIF(ARRAY_LENGTH(\(value)) > 0)" : "COUNT(\(value))"
      return "    \(filled) AS c\(number + 1)"
    }
    let names = columns.enumerated().map { number, column in
      "  STRUCT(\(dialect.string(column.name)) AS column_name, counted.c\(number + 1) AS filled)"
    }
    let filter = condition.map { "\($0)\n    AND " } ?? ""
    return """
      WITH \(staged(batches)),
      counted AS (
        SELECT COUNT(*) AS new_rows,
      \(counts.joined(separator: ",\n"))
        FROM \(mainPath) AS T
        WHERE \(filter)\(rowKey("T")) IN (SELECT row_key FROM staged)
      )
      SELECT C.column_name, counted.new_rows, counted.new_rows - C.filled AS null_rows
      FROM counted CROSS JOIN UNNEST([
      \(names.joined(separator: ",\n"))
      ]) AS C WITH OFFSET AS place
      ORDER BY place
      """
  }
}
