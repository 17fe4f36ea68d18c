import Comparison
import Engines
import Merging
import Schema
import Text

/// The comment at the top of a repair: what it removes, what stays and why, and what comes instead.
struct RepairComment {
  /// Lines that begin with `--`.
  let text: String

  /// - Parameter bytes: The script's size where it is too long for one request.
  init(_ plan: RepairPlan, bytes: Int?) {
    var lines = [Self.verdict(plan)]
    if !plan.removed.isEmpty {
      lines += ["", "Removed:"]
      lines += Self.byRule(plan.removed, plan.rules).map { "  \($0.rule): \(ScriptComment.list($0.columns))" }
      lines += plan.removed.compactMap(Self.hint)
    }
    if !plan.remaining.isEmpty {
      lines += ["", "Left:"] + Self.left(plan.remaining)
    }
    if !plan.appearing.isEmpty {
      lines += ["", "Found instead from then on:"]
      lines += plan.appearing.map { finding in
        let sides = [finding.main, finding.staging].map {
          $0.map { "\($0.type) \($0.mode.rawValue)" } ?? "none"
        }
        let what = finding.column == nil ? "" : " (main: \(sides[0]); staging: \(sides[1]))"
        return "  \(finding.rule): \(Self.name(finding))\(SafeText.printable(what, limit: 300)), "
          + Count.of(finding.tableCount, "table")
      }
    }
    let notes = Self.notes(plan, bytes: bytes)
    if !notes.isEmpty { lines += [""] + notes }
    text = ScriptComment.text(lines)
  }

  /// What stands above the statements of one group.
  static func heading(_ group: RepairPlan.Group) -> [String] {
    guard let shape = group.shape, let first = group.tables.first else { return ["Main"] }
    return [
      "\(shape): \(Count.of(group.tables.count, "table")), "
        + (group.tables.count > 1 ? "the first " : "")
        + SafeText.printable(first.name.description, limit: 200)
    ]
  }

  private static func verdict(_ plan: RepairPlan) -> String {
    let main = SafeText.printable(plan.main.name.description, limit: 200)
    let all = plan.removed.count + plan.remaining.count
    let findings = Count.of(all, "finding")
    let tables = plan.groups.reduce(0) { $0 + $1.tables.count }
    guard !plan.groups.isEmpty else {
      return all == 0
        ? "Nothing to repair: \(main) and its staging tables have no drift."
        : "Nothing is altered: no ALTER of \(plan.settings.target == .main ? main : "staging tables") removes \(findings)."
    }
    let what = plan.settings.target == .main ? main : "\(Count.of(tables, "staging table")) of \(main)"
    return "Alters \(what), which removes \(Count.grouped(plan.removed.count)) of \(findings)."
  }

  // MARK: Findings

  private static func name(_ finding: Finding) -> String {
    finding.column.map { SafeText.printable($0, limit: 120) } ?? "(table)"
  }

  private static func byRule(_ findings: [Finding], _ rules: RuleSet) -> [(rule: RuleID, columns: [String])] {
    rules.sorted(findings.map(\.rule)).map { rule in
      var seen: Set<String> = []
      let columns = findings.filter { $0.rule == rule }.map { $0.column ?? "(table)" }
        .filter { seen.insert($0).inserted }
      return (rule, columns)
    }
  }

  /// Findings of one rule that stay for one reason stand together.
  private static func left(_ remaining: [RepairPlan.Remaining]) -> [String] {
    struct Reason: Hashable {
      let rule: RuleID
      let text: String
    }
    var order: [Reason] = []
    var columns: [Reason: [String]] = [:]
    for one in remaining {
      let reason = Reason(rule: one.finding.rule, text: one.reasons.joined(separator: " "))
      if columns[reason] == nil { order.append(reason) }
      let column = one.finding.column ?? "(table)"
      if columns[reason]?.contains(column) != true { columns[reason, default: []].append(column) }
    }
    return order.map { "  \($0.rule): \(ScriptComment.list(columns[$0] ?? [])). \($0.text)" }
  }

  private static func hint(_ finding: Finding) -> String? {
    guard [.missingColumn, .extraColumn].contains(finding.rule), let hint = finding.hint else {
      return nil
    }
    return
      "  \(name(finding)): \(SafeText.printable(hint, limit: 200)). RENAME COLUMN would keep the values."
  }

  // MARK: Notes

  private static func notes(_ plan: RepairPlan, bytes: Int?) -> [String] {
    let steps = plan.groups.flatMap(\.steps)
    let engine = plan.dialect.engine.name
    var (defaults, digits, rewritten): ([String], [String], [String]) = ([], [], [])
    var addsColumns = false
    let added = Set(
      steps.compactMap { if case .addColumn(let column, nil) = $0 { column.name } else { nil } })
    for step in steps {
      switch step {
      case .addColumn: addsColumns = true
      case .setDefault(let name, _?) where added.contains(name): defaults.append(name)
      case .setType(let column, let from)
      where plan.dialect.widening(from: from, to: column.type) == .losingDigits:
        digits.append(column.name)
      case .rewrite(let rewrite): rewritten.append(rewrite.column.name)
      case .addField, .setType, .dropNotNull, .setDefault, .setRoundingMode, .setDescription, .setNotNull:
        break
      }
    }
    var notes: [String] = []
    if addsColumns {
      notes.append("New columns stand behind the others, and are NULL in rows that are there.")
    }
    if !defaults.isEmpty {
      notes.append(
        "A default counts for rows to come; UPDATE … SET column = DEFAULT WHERE column IS NULL fills those that are there: "
          + "\(list(defaults)).")
    }
    let relaxed = plan.appearing.filter { $0.rule == .nullabilityChanged }.compactMap(\.column)
    if !relaxed.isEmpty, plan.settings.target == .staging {
      notes.append(
        (plan.dialect.setsNotNull
          ? "Rows that are there have no value for what main has REQUIRED"
          : "\(engine) adds no REQUIRED column, and makes none REQUIRED")
          + ": a merge fails where \(list(relaxed)) \(relaxed.count == 1 ? "is" : "are") NULL.")
    }
    if !digits.isEmpty { notes.append("FLOAT64 keeps 15 to 17 digits of a number: \(list(digits)).") }
    if !rewritten.isEmpty { notes.append(rewriting(rewritten, plan.dialect)) }
    if !plan.unalterable.isEmpty {
      notes.append(
        "No ALTER reaches \(Count.of(plan.unalterable.count, "view, external table or snapshot", plural: "views, external tables or snapshots")): "
          + "\(ScriptComment.list(plan.unalterable.map(\.description))).")
    }
    if plan.acceptedCount > 0 {
      notes.append(
        "\(Count.of(plan.acceptedCount, "accepted finding")) in the baseline: nothing is done about them.")
    }
    if let bytes {
      notes.append(
        "\(Count.grouped(bytes)) bytes are more than the 1 MiB that \(engine) takes at once: run the statements one by one."
      )
    }
    return notes
  }

  private static func list(_ names: [String]) -> String {
    var seen: Set<String> = []
    return ScriptComment.list(names.filter { seen.insert($0).inserted })
  }

  private static func rewriting(_ names: [String], _ dialect: some AlterDialect) -> String {
    dialect.convertsInPlace
      ? "Values written anew, or none of them where one does not convert: \(list(names))."
      : "Values written into a new column that takes the old one's place: \(list(names)). The script stops before that where a "
        + "value does not convert; it can be run again from its beginning."
  }
}
