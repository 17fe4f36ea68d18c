import Engines

/// A plan as its engine runs it: one MERGE, or a script over a temporary table.
///
/// Source: BigQuery, "Quotas and limits", "Multi-statement transactions"; GoogleSQL "MERGE statement", "Set operators" (BY
/// NAME fails where columns are not the same).
package struct MergeScript: Sendable {
  /// The script, with a newline at its end.
  package let text: String

  /// The script of a plan.
  package init(_ plan: MergePlan) { self.init(plan, limits: plan.dialect.limits) }

  init(_ plan: MergePlan, limits: StatementLimits) {
    let rows = MergeRows(plan)
    let statement = MergeStatement(plan, rows)
    let tables = plan.shapes.reduce(0) { $0 + $1.tables.count }
    if tables < limits.tables, !statement.needsPartitionsOfRows {
      let text = statement.text(from: .query(rows.all))
      if text.utf8.count <= limits.bytes ?? .max {
        self.text = MergeComment(plan, kind: .statement).text + plan.dialect.prelude(of: text) + text
        return
      }
    }
    let chunks = rows.chunks(tables: limits.tablesPerChunk, bytes: limits.bytesPerChunk)
    let script = Self.script(plan, rows, statement, chunks)
    let size = script.utf8.count
    let tooLong = limits.bytes.flatMap { size > $0 ? size : nil }
    self.text =
      MergeComment(plan, kind: .script(chunks: chunks.count, bytes: tooLong)).text
      + plan.dialect.prelude(of: script) + script
  }

  private static func script(
    _ plan: MergePlan, _ rows: MergeRows, _ statement: MergeStatement, _ chunks: [MergeRows.Chunk]
  ) -> String {
    let table = rows.dialect.identifier(plan.names.rows)
    let transaction = rows.dialect.transaction
    var statements = statement.declarations
    // The MERGE alone is whole or not at all; what several statements read, and when, is not.
    let isTransaction = chunks.count > 1 || rows.dialect.temporaryTableEndsWithTransaction
    if isTransaction { statements.append(transaction.begin) }
    for (index, chunk) in chunks.enumerated() {
      statements.append(
        index == 0
          ? rows.dialect.temporaryTable(table, query: rows.query(chunk, indentation: ""))
          : "INSERT INTO \(table) (\n  \(rows.columnList.joined(separator: ",\n  "))\n)\n"
            + "\(rows.query(chunk, indentation: ""));\n")
    }
    statements += statement.assignments
    statements.append(statement.text(from: .table(table)))
    if isTransaction { statements.append(transaction.end) }
    return statements.joined(separator: "\n")
  }
}
