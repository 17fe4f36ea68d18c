import Auditing
import Baselines
import Comparison
import Schema
import Text

/// A part of the report that can do with fewer rows, or be left out.
struct MarkdownSection {
  /// Lines in front of the rows.
  var head: [String]
  /// Rows of a table, or items of a list.
  var rows: [String] = []
  /// What a row stands for, for counting those that are left out.
  var noun = "row"
  /// Columns of the table; 0 for a list.
  var tableColumns = 0
  /// Lines behind the rows.
  var foot: [String] = []

  /// The section with at most `limit` rows.
  func lines(rows limit: Int) -> [String] {
    guard rows.count > limit else { return head + rows + foot }
    let nouns =
      ["entry": "entries", "batch": "batches", "group of findings": "groups of findings"][noun] ?? noun + "s"
    let more = limit > 0 ? "more " : ""
    let rest = "… \(Count.of(rows.count - limit, more + noun, plural: more + nouns))"
    let row =
      tableColumns == 0 ? "- \(rest)" : "| \(rest) |" + String(repeating: " |", count: tableColumns - 1)
    return head + rows.prefix(limit) + [row] + foot
  }

  /// A table of a head, a ruler and rows; nil where there are no rows.
  static func table(
    _ head: [String], _ ruler: String, _ rows: [[String]], noun: String, title: String? = nil
  ) -> MarkdownSection? {
    func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
    guard !rows.isEmpty else { return nil }
    return MarkdownSection(
      head: (title.map { [$0, ""] } ?? []) + [row(head), ruler], rows: rows.map(row), noun: noun,
      tableColumns: head.count)
  }

  // MARK: Findings

  /// The findings of one status: a heading for each rule, a table for each set of tables. Accepted ones are folded.
  ///
  /// - Parameter told: The consequences that the reader has met already.
  static func findings(
    _ groups: FindingGroups, status: FindingGroup.Status, audit: ComparedAudit?, told: inout Set<String>
  ) -> [MarkdownSection] {
    let own = groups.groups(status)
    let name = audit.map { " · \(MarkdownText.code($0.main.name.table))" } ?? ""
    if status == .accepted { return accepted(own, name: name).map { [$0] } ?? [] }
    var sections: [MarkdownSection] = []
    var headings: Set<String> = []
    for rule in order(own) {
      let ofRule = own.filter { $0.rule == rule }
      let count = ofRule.reduce(0) { $0 + $1.findings.count }
      let hasColumns = ofRule.contains { $0.findings.contains { $0.column != nil } }
      let expired = status == .expired ? ", accepted once and expired" : ""
      let counted = hasColumns ? ": \(Count.of(count, "column"))" : ""
      for group in ofRule {
        var head: [String] = []
        if headings.insert(rule.rawValue).inserted {
          head = ["## \(groups.rules[rule].title)\(counted)\(expired)\(name)", ""]
        }
        head.append(
          introduction(group, groups, tellsConsequence: told.insert(group.consequence).inserted))
        sections.append(section(group, head: head))
      }
    }
    return sections
  }

  /// Rules in the order in which their worst group stands.
  private static func order(_ groups: [FindingGroup]) -> [RuleID] {
    var seen: Set<RuleID> = []
    return groups.map(\.rule).filter { seen.insert($0).inserted }
  }

  private static func introduction(_ group: FindingGroup, _ groups: FindingGroups, tellsConsequence: Bool)
    -> String
  {
    let tables = groups.tables(of: group) { "family \(MarkdownText.code($0))" }
    var text = "In \(tables)"
    let isAll = ["all ", "both ", "the only "].contains(where: tables.hasPrefix)
    if !isAll, let example = group.findings.first?.examples.first {
      text += ", such as \(MarkdownText.code(TableText.short(example)))"
    }
    if let period = group.findings.first?.created { text += ", created \(Self.text(period))" }
    if let span = group.findings.first?.batches {
      let (first, last) = (MarkdownText.code(span.first), MarkdownText.code(span.last))
      text += span.first == span.last ? ", batch \(first)" : ", from batch \(first) to \(last)"
    }
    text += "."
    return tellsConsequence ? text + " " + MarkdownText.sentence(group.consequence) : text
  }

  private static func section(_ group: FindingGroup, head: [String]) -> MarkdownSection {
    let columns = group.findings.filter { $0.column != nil }
    guard !columns.isEmpty else { return MarkdownSection(head: head) }
    let hasBothSides = columns.contains {
      $0.main != nil && $0.staging != nil && $0.sides.main != $0.sides.staging
    }
    let notes = columns.map(note)
    let hasNotes = notes.contains { !$0.isEmpty }
    var titles = ["column"] + (hasBothSides ? ["main", "staging"] : ["type"]) + ["tables", "severity"]
    var ruler = titles.map { $0 == "tables" ? "--:" : "---" }
    if hasNotes {
      titles.append("note")
      ruler.append("---")
    }
    let rows = zip(columns, notes).map { finding, note in
      let sides = finding.sides
      let types =
        hasBothSides ? [sides.main, sides.staging] : [finding.main == nil ? sides.staging : sides.main]
      var cells = [MarkdownText.code(finding.column ?? "", inTable: true)]
      cells += types.map { MarkdownText.code($0, inTable: true) }
      cells += [Count.grouped(finding.tableCount), finding.severity.rawValue]
      if hasNotes { cells.append(MarkdownText.plain(note)) }
      return row(cells)
    }
    return MarkdownSection(
      head: head + ["", row(titles), "|\(ruler.joined(separator: "|"))|"], rows: rows, noun: "column",
      tableColumns: titles.count)
  }

  /// A probable rename or what changed, and why an expired finding was accepted.
  private static func note(_ finding: Finding) -> String {
    var parts = finding.hintText.map { [$0] } ?? []
    if case .expired(let acceptance) = finding.status {
      let until = acceptance.expires.map { " until \($0)" } ?? ""
      let owner = acceptance.owner.map { " (\($0))" } ?? ""
      parts.append("Accepted\(until): \(acceptance.reason)\(owner)")
    }
    return parts.joined(separator: " · ")
  }

  private static func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }

  private static func accepted(_ groups: [FindingGroup], name: String) -> MarkdownSection? {
    let findings = groups.flatMap(\.findings)
    guard !findings.isEmpty else { return nil }
    let titles = ["rule", "column", "tables", "reason", "until", "owner"]
    let rows = findings.map { finding in
      let acceptance = finding.status.acceptance
      return row([
        finding.rule.rawValue, finding.column.map { MarkdownText.code($0, inTable: true) } ?? "(table)",
        Count.grouped(finding.tableCount), MarkdownText.plain(acceptance?.reason ?? ""),
        acceptance?.expires ?? "",
        MarkdownText.plain(acceptance?.owner ?? ""),
      ])
    }
    return MarkdownSection(
      head: [
        "<details><summary>Accepted: \(Count.of(findings.count, "finding"))</summary>", "",
      ] + (name.isEmpty ? [] : [String(name.dropFirst(3)), ""]) + [row(titles), "|---|---|--:|---|---|---|"],
      rows: rows, noun: "finding", tableColumns: titles.count, foot: ["", "</details>"])
  }

  // MARK: What stands behind

  /// The shapes of an audit.
  static func shapes(of audit: ComparedAudit, isNamed: Bool) -> MarkdownSection? {
    guard !audit.shapes.isEmpty else { return nil }
    let total = audit.shapes.reduce(0) { $0 + $1.tableCount }
    let rows = audit.shapes.map { shape in
      row([
        shape.id, Count.grouped(shape.columns), Count.grouped(shape.tableCount),
        share(shape.tableCount, of: total),
        MarkdownText.code(TableText.short(shape.example), inTable: true),
      ])
    }
    let name = isNamed ? " · \(MarkdownText.code(audit.main.name.table))" : ""
    return MarkdownSection(
      head: [
        "## Shapes\(name)", "", "| shape | columns | tables | share | example |", "|---|--:|--:|--:|---|",
      ],
      rows: rows, noun: "shape", tableColumns: 5)
  }

  private static func text(_ period: Span<Moment>) -> String {
    let (first, last) = (period.first.toTheMinute, period.last.toTheMinute)
    return first == last ? "on \(first) UTC" : "from \(first) to \(last) UTC"
  }

  /// The batches of an audit, so that a reader sees when drift began and whether it has stopped.
  static func batches(of audit: ComparedAudit, isNamed: Bool) -> MarkdownSection? {
    guard !audit.batches.isEmpty else { return nil }
    let rows = audit.batches.map { batch in
      row([
        MarkdownText.code(batch.name, inTable: true), Count.grouped(batch.tableCount),
        Count.grouped(batch.driftedTables),
        batch.shapes.prefix(5).map { audit.shapes[$0].id }.joined(separator: ", ")
          + (batch.shapes.count > 5 ? " and \(Count.grouped(batch.shapes.count - 5)) more" : ""),
      ])
    }
    let name = isNamed ? " · \(MarkdownText.code(audit.main.name.table))" : ""
    let others = audit.tablesWithoutBatch
    let foot = others == 0 ? [] : ["", "The names of \(Count.of(others, "more table")) tell no batch."]
    return MarkdownSection(
      head: ["## Batches\(name)", "", "| batch | tables | drifting | shapes |", "|---|--:|--:|---|"],
      rows: rows, noun: "batch", tableColumns: 4, foot: foot)
  }

  /// A share in whole percent; `100 %` is all and `<1 %` is some.
  static func share(_ part: Int, of total: Int) -> String {
    guard total > 0, part > 0 else { return "0 %" }
    if part == total { return "100 %" }
    let percent = min((part * 200 + total) / (total * 2), 99)
    return percent == 0 ? "<1 %" : "\(percent) %"
  }

  /// What kept the tool from seeing everything.
  ///
  /// - Parameter work: What they kept from being whole.
  static func problems(_ problems: [Problem], of work: String = "audit") -> MarkdownSection? {
    guard !problems.isEmpty else { return nil }
    let items = problems.map { problem in
      var place = problem.file ?? ""
      if let line = problem.line { place += ":\(line)" + (problem.column.map { ":\($0)" } ?? "") }
      let location = place.isEmpty ? "" : "\(MarkdownText.code(place)): "
      return "- \(problem.severity.rawValue): \(location)\(MarkdownText.plain(problem.message))"
    }
    return MarkdownSection(
      head: ["## Problems", "", "What follows kept the \(work) from seeing everything.", ""], rows: items,
      noun: "problem")
  }

  /// Entries of the baseline that match nothing.
  static func stale(_ baseline: DriftReport.BaselineStatus) -> MarkdownSection? {
    guard !baseline.stale.isEmpty else { return nil }
    let items = baseline.stale.map { entry in
      let column = entry.column.map { " \(MarkdownText.code($0))" } ?? ""
      return "- \(entry.rule)\(column) of \(MarkdownText.code(entry.table))"
    }
    return MarkdownSection(
      head: [
        "## Stale baseline entries", "",
        "\(Count.of(items.count, "entry", plural: "entries")) of \(MarkdownText.code(baseline.file)) "
          + "\(items.count == 1 ? "matches" : "match") nothing any more: `\(NextCommands.prune)` drops "
          + "\(items.count == 1 ? "it" : "them").", "",
      ], rows: items, noun: "entry")
  }
}

/// Names of tables as reports show them.
enum TableText {
  /// The table's own name: the last part of a whole name.
  static func short(_ name: String) -> String {
    name.split(separator: ".").last.map(String.init) ?? name
  }
}
