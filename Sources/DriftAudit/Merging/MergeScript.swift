/// A plan as BigQuery runs it: one MERGE, or a script over a temporary table.
///
/// Source: BigQuery, "Quotas and limits" (1 MiB of text and 1,000 tables a query), "Multi-statement transactions";
/// GoogleSQL "MERGE statement", "Set operators" (BY NAME fails where columns are not the same).
public struct MergeScript: Sendable {
  /// The script, with a newline at its end.
  public let text: String

  /// How much one statement may hold.
  struct Limits {
    /// Tables that one query may name, main included.
    var tables = 1_000
    /// Bytes of text.
    var bytes = 1 << 20
    /// Tables whose rows one statement of a script takes: far from the limit, so that none is too complex either.
    var tablesPerChunk = 500
    /// Bytes of text of one such statement.
    var bytesPerChunk = 1 << 19
  }

  /// The script of a plan.
  public init(_ plan: MergePlan) { self.init(plan, limits: Limits()) }

  init(_ plan: MergePlan, limits: Limits) {
    let rows = MergeRows(plan)
    let statement = MergeStatement(plan, rows)
    let tables = plan.shapes.reduce(0) { $0 + $1.tables.count }
    if tables < limits.tables, !statement.needsPartitionsOfRows {
      let text = statement.text(from: .query(rows.all))
      if text.utf8.count <= limits.bytes {
        self.text = MergeComment(plan, kind: .statement).text + text
        return
      }
    }
    let chunks = rows.chunks(tables: limits.tablesPerChunk, bytes: limits.bytesPerChunk)
    let script = Self.script(plan, rows, statement, chunks)
    let size = script.utf8.count
    self.text =
      MergeComment(plan, kind: .script(chunks: chunks.count, bytes: size > limits.bytes ? size : nil)).text
      + script
  }

  private static func script(
    _ plan: MergePlan, _ rows: MergeRows, _ statement: MergeStatement, _ chunks: [MergeRows.Chunk]
  ) -> String {
    let table = rows.dialect.identifier(plan.names.rows)
    var statements = statement.declarations
    // The MERGE alone is whole or not at all; what several statements read, and when, is not.
    if chunks.count > 1 { statements.append("BEGIN TRANSACTION;\n") }
    for (index, chunk) in chunks.enumerated() {
      statements.append(
        index == 0
          ? "CREATE TEMP TABLE \(table) AS\n\(rows.query(chunk, indentation: ""));\n"
          : "INSERT INTO \(table) (\n  \(rows.columnList.joined(separator: ",\n  "))\n)\n"
            + "\(rows.query(chunk, indentation: ""));\n")
    }
    statements += statement.assignments
    statements.append(statement.text(from: .table(table)))
    if chunks.count > 1 { statements.append("COMMIT TRANSACTION;\n") }
    return statements.joined(separator: "\n")
  }
}
