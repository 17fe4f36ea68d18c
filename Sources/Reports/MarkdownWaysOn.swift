import Auditing
import Comparison
import Schema
import Settings
import Text

/// The shortest way on from each group of findings, as commands that can be copied as they are.
struct MarkdownWaysOn {
  private let report: DriftReport
  /// Findings that count, by rule: a command that names a rule alone is about all of them.
  private let countOfRule: [RuleID: Int]

  init(_ report: DriftReport) {
    self.report = report
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
    let commands = StatementCommand(audit, in: report)
    guard let merge = commands.merge, let repair = commands.repair,
      max(merge.utf8.count, repair.utf8.count) <= Self.longest
    else { return nil }
    let name = report.audits.count > 1 ? "\(MarkdownText.code(audit.main.name.table)): " : ""
    return """
      - \(name)\(Count.of(audit.tables.tableCount, "staging table")) as they are
        - merge safely: \(MarkdownText.code(merge, limit: Self.longest))
        - make them as main: \(MarkdownText.code(repair, limit: Self.longest))
      """
  }

  /// - Parameter told: The commands that the reader has met already.
  private func item(
    _ group: FindingGroup, _ groups: FindingGroups, _ audit: ComparedAudit, told: inout Set<String>
  ) -> String {
    let what = groups.sentence(group) { "family \(MarkdownText.code($0))" }
    let name = report.audits.count > 1 ? "\(MarkdownText.code(audit.main.name.table)): " : ""
    let commands = [
      ("look", comparison(of: group, in: audit)), ("accept on purpose", acceptance(of: group)),
      ("understand", "driftaudit explain \(group.rule)"),
    ]
    var lines = ["- \(name)\(what)"]
    for case (let purpose, let command?) in commands where told.insert(command).inserted {
      lines.append("  - \(purpose): \(MarkdownText.code(command, limit: Self.longest))")
    }
    return lines.joined(separator: "\n")
  }

  /// Longer commands are no help.
  private static let longest = 4000

  /// The command that accepts exactly this group's findings.
  private func acceptance(of group: FindingGroup) -> String? {
    guard let command = report.acceptCommand else { return nil }
    if group.findings.count == countOfRule[group.rule] { return command.text(rule: group.rule) }
    let text = command.text(ids: group.findings.map(\.id))
    return text.utf8.count <= Self.longest ? text : nil
  }

  /// The command that shows the first of the group's tables beside main; nil where no shell could say its name.
  private func comparison(of group: FindingGroup, in audit: ComparedAudit) -> String? {
    guard let origin = audit.origin, let table = group.findings.first?.examples.first else { return nil }
    var words = [origin.main, table]
    for source in origin.sources { words += ["--from", source] }
    if let engine = origin.engine { words += ["--engine", engine.rawValue] }
    if let configuration = report.configuration, configuration != Configuration.usualFile {
      words += ["--config", configuration]
    }
    if let baseline = report.acceptCommand?.baselinePath { words += ["--baseline", baseline] }
    let quoted = words.compactMap(ShellWord.exact)
    // What begins like an option would be taken for one.
    guard quoted.count == words.count, !origin.main.hasPrefix("-"), !table.hasPrefix("-") else { return nil }
    let text = "driftaudit compare " + quoted.joined(separator: " ")
    return text.utf8.count <= Self.longest ? text : nil
  }
}
