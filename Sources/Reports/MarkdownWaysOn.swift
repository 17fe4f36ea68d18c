import Auditing
import Comparison
import Schema
import Settings
import Text

/// The shortest way on from each group of findings, as commands that can be copied as they are.
struct MarkdownWaysOn {
  private let report: DriftReport
  private let commands: NextCommands
  /// Findings that count, by rule: a command that names a rule alone is about all of them.
  private let countOfRule: [RuleID: Int]

  init(_ report: DriftReport) {
    self.report = report
    commands = NextCommands(report)
    countOfRule = report.audits.flatMap(\.findings).filter(\.status.counts).reduce(into: [:]) {
      counts, finding in
      counts[finding.rule, default: 0] += 1
    }
  }

  /// A folded list with an item for each group; nil where nothing is new or expired.
  func section(_ groups: [FindingGroups]) -> MarkdownSection? {
    var items: [String] = []
    var told: Set<String> = []
    for severity in [Severity.error, .warning, .note] {
      for (audit, groups) in zip(report.audits, groups) {
        for group in groups.all where group.status != .accepted && group.severity == severity {
          items.append(item(group, groups, audit, told: &told))
        }
      }
    }
    guard !items.isEmpty else { return nil }
    items += report.audits.compactMap(statements)
    return MarkdownSection(
      head: ["<details><summary>How to go on</summary>", ""], rows: items, noun: "group of findings",
      foot: ["", "</details>"])
  }

  /// The commands that write statements for all tables of an audit; nil where there are none.
  private func statements(_ audit: ComparedAudit) -> String? {
    guard let (merge, repair) = commands.statements(for: audit),
      max(merge.utf8.count, repair.utf8.count) <= NextCommands.longest
    else { return nil }
    let name = report.audits.count > 1 ? "\(MarkdownText.code(audit.main.name.table)): " : ""
    return """
      - \(name)\(Count.of(audit.tables.tableCount, "staging table")) as they are
        - merge safely: \(MarkdownText.code(merge, limit: NextCommands.longest))
        - make them as main: \(MarkdownText.code(repair, limit: NextCommands.longest))
      """
  }

  /// - Parameter told: The commands that the reader has met already.
  private func item(
    _ group: FindingGroup, _ groups: FindingGroups, _ audit: ComparedAudit, told: inout Set<String>
  ) -> String {
    let what = groups.sentence(group) { "family \(MarkdownText.code($0))" }
    let name = report.audits.count > 1 ? "\(MarkdownText.code(audit.main.name.table)): " : ""
    let ways = [
      ("look", comparison(of: group, in: audit)), ("accept on purpose", acceptance(of: group)),
      ("understand", NextCommands.explain(group.rule)),
    ]
    var lines = ["- \(name)\(what)"]
    for case (let purpose, let command?) in ways where told.insert(command).inserted {
      lines.append("  - \(purpose): \(MarkdownText.code(command, limit: NextCommands.longest))")
    }
    return lines.joined(separator: "\n")
  }

  /// The command that accepts exactly this group's findings.
  private func acceptance(of group: FindingGroup) -> String? {
    if group.findings.count == countOfRule[group.rule] { return commands.accept(rule: group.rule) }
    return commands.accept(ids: group.findings.map(\.id)).flatMap {
      $0.utf8.count <= NextCommands.longest ? $0 : nil
    }
  }

  /// The command that shows the first of the group's tables beside main.
  private func comparison(of group: FindingGroup, in audit: ComparedAudit) -> String? {
    group.findings.first?.examples.first.flatMap { commands.compare($0, of: audit) }
  }
}
