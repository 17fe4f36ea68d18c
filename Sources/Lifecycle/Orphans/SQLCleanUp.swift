import Engines
import Output
import Schema
import Text

/// A clean-up as a GoogleSQL script. As it stands it drops nothing and tells which of the tables are still there.
///
/// Source: GoogleSQL, "Procedural language" (DECLARE, IF) and "DROP TABLE statement"; BigQuery, "Quotas and limits": 1 MiB of
/// text a query.
struct SQLCleanUp: CleanUpScript {
  let name = "sql"

  /// Bytes that BigQuery takes at once.
  private static let mostBytes = 1 << 20

  private let dialect = BigQueryDialect()

  func write(_ plan: CleanUpPlan, to sink: ReportSink) throws(ReportError) {
    let taken = Self.taken(plan)
    let left = plan.total.tables - taken.reduce(0) { $0 + $1.tables.count }
    let limit = plan.limit.map { limit in
      "Of these it holds the first \(Count.grouped(min(limit, plan.total.tables))), as --limit wants"
        + (left > 0 ? "; \(Count.grouped(left)) left for another script." : ".")
    }
    let blocks = taken.map(block)
    var lines = plan.head(limitText: limit)
    lines += [
      "", "As it stands it drops nothing: it tells which of the tables are still there.",
      "With TRUE behind DEFAULT it drops them. It can be run again: what is gone is passed over.",
    ]
    let bytes = blocks.reduce(0) { $0 + $1.utf8.count }
    if bytes > Self.mostBytes {
      let most = taken.reduce(0) { $0 + $1.tables.count } * Self.mostBytes / bytes * 9 / 10
      lines.append(
        "\(Count.grouped(bytes)) bytes are more than the 1 MiB that BigQuery takes at once: --limit \(most) makes a script "
          + "that fits, and --script bq has no such limit.")
    }
    try sink.write(lines.map { $0.isEmpty ? "--\n" : "-- \($0)\n" }.joined())
    guard !blocks.isEmpty else { return try sink.write("\nSELECT 'nothing to drop' AS outcome;\n") }
    try sink.write("\nDECLARE drop_tables BOOL DEFAULT FALSE;\n")
    for block in blocks { try sink.write("\n" + block) }
  }

  /// The batches with as many tables as the limit allows.
  private static func taken(_ plan: CleanUpPlan) -> [CleanUpPlan.Batch] {
    guard var room = plan.limit else { return plan.batches }
    var taken: [CleanUpPlan.Batch] = []
    for var batch in plan.batches where room > 0 {
      batch.tables = Array(batch.tables.prefix(room))
      room -= batch.tables.count
      taken.append(batch)
    }
    return taken
  }

  private func block(_ batch: CleanUpPlan.Batch) -> String {
    let day = batch.day.map { "\($0), " } ?? ""
    var lines = [
      "-- \(day)\(SafeText.printable(batch.name, limit: 200)): \(Count.of(batch.tables.count, "table"))",
      "IF drop_tables THEN",
    ]
    lines += batch.tables.map { "  DROP TABLE IF EXISTS \(dialect.path($0));" }
    lines.append("ELSE")
    for (dataset, tables) in Self.byDataset(batch.tables) {
      lines += [
        "  SELECT table_catalog, table_schema, table_name, table_type, creation_time",
        "  FROM \(dataset.map(GoogleSQLIdentifier.quoted).joined(separator: ".")).INFORMATION_SCHEMA.TABLES",
        "  WHERE table_name IN (",
        tables.map { "    \(dialect.string($0))" }.joined(separator: ",\n"),
        "  )",
        "  ORDER BY table_name;",
      ]
    }
    return lines.joined(separator: "\n") + "\nEND IF;\n"
  }

  /// Tables in the order of their names stand together by dataset.
  private static func byDataset(_ tables: [TableName]) -> [(dataset: [String], tables: [String])] {
    var groups: [(dataset: [String], tables: [String])] = []
    for table in tables {
      let dataset = [table.project, table.dataset].compactMap(\.self)
      if groups.last?.dataset == dataset {
        groups[groups.count - 1].tables.append(table.table)
      } else {
        groups.append((dataset, [table.table]))
      }
    }
    return groups
  }
}
