/// The comment at the top of a merge: what drift there is, and what it does to the rows.
struct MergeComment {
  /// Lines that begin with `--`, and an empty one.
  let text: String
  private static let width = 110
  private static let mostNames = 100

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
        + "\(Diagnostics.printable(plan.main.name.description, limit: 200)), "
        + "\(Count.of(plan.main.schema.columns.count, "column"))."
    ]
    for index in plan.shapes.indices {
      lines.append("")
      lines += Self.shape(index, plan)
    }
    lines.append("")
    lines += Self.rows(plan)
    lines += Self.running(kind)
    text = lines.flatMap(Self.wrapped).map { $0.isEmpty ? "--\n" : "-- \($0)\n" }.joined() + "\n"
  }

  // MARK: Shapes

  private static func shape(_ index: Int, _ plan: MergePlan) -> [String] {
    let shape = plan.shapes[index]
    var lines = [
      "\(shape.name.id): \(Count.of(shape.tables.count, "table")) of \(Count.of(shape.schema.columns.count, "column")), such as "
        + Diagnostics.printable(shape.name.example, limit: 200),
      "  \(plan.main.schema.engine.types.words.insertAll) \(Diagnostics.printable(shape.insertRow))",
    ]
    var (null, byDefault, filled): ([String], [String], [String]) = ([], [], [])
    var notes: [ConvertedValue.Note] = []
    var mayBeNull: [String] = []
    let own = shape.schema.columns.byFoldedName
    for planned in plan.columns {
      switch planned.sources[index] {
      case .missing:
        if planned.column.attributes.defaultExpression.value == nil {
          null.append(planned.column.name)
        } else {
          byDefault.append(planned.column.name)
        }
      case .filled: filled.append(planned.column.name)
      case .staging(let value):
        notes += value.notes
        if planned.column.mode == .required, own[planned.column.foldedName]?.mode == .nullable,
          !value.sql.hasPrefix("COALESCE(")
        {
          mayBeNull.append(planned.column.name)
        }
      }
    }
    lines += told(null, "missing, NULL on insert and unchanged on update")
    lines += told(byDefault, "missing, main's default on insert and unchanged on update")
    lines += told(filled, "filled by --fill on insert and unchanged on update")
    lines += told(
      shape.extra, "left out, since main lacks the column", plural: "left out, since main lacks them")
    lines += told(
      mayBeNull, "REQUIRED in main: a row that has NULL there makes the merge fail",
      plural: "REQUIRED in main: a row that has NULL there makes the merge fail")
    return lines + told(notes)
  }

  private static func told(_ names: [String], _ what: String, plural: String? = nil) -> [String] {
    guard !names.isEmpty else { return [] }
    return [
      "  \(Count.of(names.count, "column")) \(names.count == 1 ? what : plural ?? what): \(list(names))"
    ]
  }

  private static func told(_ notes: [ConvertedValue.Note]) -> [String] {
    var (rebuilt, missing, leftOut): ([String], [String], [String]) = ([], [], [])
    var casts: [String] = []
    func cast(_ path: String, _ from: String, _ to: String, _ rest: String) {
      casts.append(
        "  cast \(Diagnostics.printable(path, limit: 80)) from \(from.clipped()) to \(to.clipped())\(rest)")
    }
    for note in notes {
      switch note {
      case .cast(let path, let from, let to): cast(path, from, to, "")
      case .checkedCast(let path, let from, let to):
        cast(path, from, to, ": fails on a value that does not convert whole")
      case .safeCast(let path, let from, let to):
        cast(path, from, to, ": NULL where a value does not convert, and what does not fit is lost")
      case .rebuilt(let path): rebuilt.append(path)
      case .fieldMissing(let path): missing.append(path)
      case .fieldLeftOut(let path): leftOut.append(path)
      }
    }
    if !rebuilt.isEmpty { casts.append("  rebuilt field by field, by name: \(list(rebuilt))") }
    if !missing.isEmpty {
      casts.append(
        "  fields that staging lacks, NULL on insert, and on update as they are, or NULL inside of an ARRAY: \(list(missing))"
      )
    }
    if !leftOut.isEmpty { casts.append("  fields left out, since main lacks them: \(list(leftOut))") }
    return casts
  }

  // MARK: Rows

  private static func rows(_ plan: MergePlan) -> [String] {
    let keys = list(plan.keys.map(\.expression.text))
    let newest =
      plan.orders.isEmpty
      ? "Of several no --order-by tells the newest: one is taken by its content"
      : "Of several the newest by \(list(plan.orders.map(\.expression.text))), then one by its content"
    var lines = ["One row for each key: \(keys). \(newest)."]
    let incomplete = plan.orders.filter { !$0.missing.isEmpty }
    if !incomplete.isEmpty {
      lines.append(
        "Rows of tables without \(list(incomplete.map(\.expression.text))) count as the oldest: "
          + "\(list(incomplete.flatMap { $0.missing.map { plan.shapes[$0].name.id } })).")
    }
    let updated = plan.columns.filter(\.isUpdated).count
    var update = "An update writes \(Count.of(updated, "column")) of staging"
    if !plan.set.isEmpty { update += ", and sets \(list(plan.set.map(\.column.name)))" }
    let left = [(MergePlan.PlannedColumn.Left.key, "the key's"), (.kept, "kept")].compactMap { left, word in
      let names = plan.columns.filter { $0.isLeft == left }.map(\.column.name)
      return names.isEmpty ? nil : "\(word) \(list(names))"
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
      let name = Diagnostics.printable(partitioned.column.name, limit: 80)
      return [
        "Merges only rows of the partitions of \(name) that --partition-values names."
          + (partitioned.isInKey ? "" : " " + elsewhere)
      ]
    case .ofRows(let partitioned):
      let name = Diagnostics.printable(partitioned.column.name, limit: 80)
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

  // MARK: Text

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(mostNames).map { Diagnostics.printable($0, limit: 80) }.joined(separator: ", ")
    return names.count > mostNames ? "\(shown) and \(Count.grouped(names.count - mostNames)) more" : shown
  }

  /// The line in lines that a reader sees whole; those behind the first stand further in.
  private static func wrapped(_ line: String) -> [String] {
    let start = line.prefix { $0 == " " }
    var lines: [String] = []
    var current = String(start)
    var isEmpty = true
    for word in line.dropFirst(start.count).split(separator: " ") {
      if !isEmpty, current.count + 1 + word.count > width {
        lines.append(current)
        current = "\(start)  "
        isEmpty = true
      }
      current += isEmpty ? String(word) : " \(word)"
      isEmpty = false
    }
    return lines + [current]
  }
}
