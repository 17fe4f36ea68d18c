import Engines
import GoogleSQL
import Schema
import Text

/// The comment at the top of a merge: what drift there is, and what it does to the rows.
struct MergeComment {
  /// Lines that begin with `--`, and an empty one.
  let text: String

  /// How the merge is run.
  enum Kind {
    case statement
    /// A script with so many statements that fill the temporary table; its size in bytes where it is too long for one
    /// request.
    case script(chunks: Int, bytes: Int?)
  }

  init(_ plan: MergePlan, kind: Kind) {
    let tables = plan.shapes.reduce(0) { $0 + $1.tables.count }
    var lines = [
      "Merges \(Count.of(tables, "staging table")) of \(Count.of(plan.shapes.count, "shape")) into "
        + "\(SafeText.printable(plan.main.name.description, limit: 200)), "
        + "\(Count.of(plan.main.schema.columns.count, "column"))."
    ]
    for index in plan.shapes.indices {
      lines.append("")
      lines += Self.shape(index, plan)
    }
    lines.append("")
    lines += Self.rows(plan)
    lines += Self.running(kind)
    let marks = KeptMark.lines(plan.columns.filter { $0.isLeft == .kept }.map(\.column.name))
    // A mark that is broken into lines would say less.
    text = ScriptComment.text(lines) + marks.map { "-- \($0)\n" }.joined() + "\n"
  }

  // MARK: Shapes

  private static func shape(_ index: Int, _ plan: MergePlan) -> [String] {
    let shape = plan.shapes[index]
    var lines = [
      "\(shape.name.id): \(Count.of(shape.tables.count, "table")) of \(Count.of(shape.schema.columns.count, "column")), such as "
        + SafeText.printable(shape.name.example, limit: 200),
      "  \(plan.main.schema.engine.types.words.insertAll) \(SafeText.printable(shape.insertRow))",
    ]
    let fates = MergeFates(
      plan.columns.map { ($0.column, $0.sources[index]) }, extra: shape.extra, in: shape.schema)
    for fate in fates.columns {
      lines.append(
        "  \(Count.of(fate.names.count, "column")) \(fate.text): \(ScriptComment.list(fate.names))")
    }
    return lines + fates.values.map { "  \($0)" }
  }

  // MARK: Rows

  private static func rows(_ plan: MergePlan) -> [String] {
    let keys = ScriptComment.list(plan.keys.map(\.expression.text))
    let newest =
      plan.orders.isEmpty
      ? "Of several no --order-by tells the newest: one is taken by its content"
      : "Of several the newest by \(ScriptComment.list(plan.orders.map(\.expression.text))), then one by its content"
    var lines = ["One row for each key: \(keys). \(newest)."]
    let incomplete = plan.orders.filter { !$0.missing.isEmpty }
    if !incomplete.isEmpty {
      lines.append(
        "Rows of tables without \(ScriptComment.list(incomplete.map(\.expression.text))) count as the oldest: "
          + "\(ScriptComment.list(incomplete.flatMap { $0.missing.map { plan.shapes[$0].name.id } })).")
    }
    let updated = plan.columns.filter(\.isUpdated).count
    var update = "An update writes \(Count.of(updated, "column")) of staging"
    if !plan.set.isEmpty { update += ", and sets \(ScriptComment.list(plan.set.map(\.column.name)))" }
    let left = [(MergePlan.PlannedColumn.Left.key, "the key's"), (.kept, "kept")].compactMap { left, word in
      let names = plan.columns.filter { $0.isLeft == left }.map(\.column.name)
      return names.isEmpty ? nil : "\(word) \(ScriptComment.list(names))"
    }
    lines.append(update + (left.isEmpty ? "." : ". It leaves as they are: \(left.joined(separator: "; "))."))
    return lines + partitions(plan.partitions)
  }

  private static func partitions(_ rule: MergePlan.PartitionRule) -> [String] {
    let elsewhere =
      "A row of main with the same key in another partition is not seen, and the key comes twice."
    switch rule {
    case .all: return []
    case .ingested: return ["Looks only at the days of ingestion that --partition-values names. " + elsewhere]
    case .named(let partitioned, _):
      let name = SafeText.printable(partitioned.column.name, limit: 80)
      return [
        "Merges only rows of the partitions of \(name) that --partition-values names."
          + (partitioned.isInKey ? "" : " " + elsewhere)
      ]
    case .ofRows(let partitioned):
      let name = SafeText.printable(partitioned.column.name, limit: 80)
      let which = partitioned.isOneValue ? "that staging rows name" : "between staging's first and last"
      return [
        "Looks only at the partitions of \(name) \(which)." + (partitioned.isInKey ? "" : " " + elsewhere)
      ]
    }
  }

  private static func running(_ kind: Kind) -> [String] {
    guard case .script(let chunks, let bytes) = kind else { return [] }
    var lines: [String] = []
    if chunks > 1 {
      lines.append(
        "More than one query may hold: \(chunks) statements fill a temporary table, and one transaction is around all."
      )
    }
    if let bytes {
      lines.append(
        "\(Count.grouped(bytes)) bytes are more than the 1 MiB that BigQuery takes at once: run the statements one by one in "
          + "one session.")
    }
    return lines
  }
}
