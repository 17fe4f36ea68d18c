import Schema
import Auditing
import Comparison
import History
import Lifecycle
import Output
import Text

/// The weekly report for a person, and for a chat or an issue.
struct WeeklyMarkdown: WeeklyFormat {
  /// `markdown`.
  let name = "markdown"
  /// The name of a file that a report in this format goes into.
  let defaultFileName = "weekly.md"

  /// Rows of one table at most.
  private static let mostRows = 100

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: WeeklyReport, to sink: ReportSink) throws(ReportError) {
    var lines = ["# Schema drift \(WeeklyText.period(report)): \(WeeklyText.headline(report))", ""]
    lines.append(
      WeeklyText.runs(report).map { $0.isWarning ? "**\($0.text)**" : $0.text }.joined(separator: " "))
    for audit in report.audits { lines += Self.lines(of: audit, report) }
    for audit in report.lifecycle?.withAvailableSections ?? [] {
      lines += [
        "", "## \(MarkdownText.code(audit.main)) as of \(report.lifecycle?.now.toTheMinute ?? "") UTC",
      ]
      for section in StatusSection.available(of: audit) { lines += StatusMarkdown.lines(of: section) }
    }
    if let runs = Self.runs(report) { lines += [""] + runs.lines(rows: Self.mostRows) }
    if let problems = MarkdownSection.problems(report.problems, of: "report") {
      lines += [""] + problems.lines(rows: Self.mostRows)
    }
    try sink.write(lines.joined(separator: "\n") + "\n")
  }

  private static func lines(of audit: WeeklyReport.Audit, _ report: WeeklyReport) -> [String] {
    let columns = WeeklyText.moved(audit.columns.after, from: audit.columns.before)
    var lines = ["", "## \(MarkdownText.code(audit.table))", ""]
    if let absence = WeeklyText.absence(audit, report) { lines += ["**\(absence)**", ""] }
    lines += ["\(columns) \(audit.columns.after == 1 ? "column" : "columns").", ""]
    lines += figures(audit)
    let isNamed = audit.families.count > 1
    for part in WeeklyText.parts {
      for family in audit.families {
        let items = part.items(family)
        guard !items.isEmpty else { continue }
        let name = isNamed ? " · \(MarkdownText.code(family.name))" : ""
        let section = section(
          items, of: part, title: "\(part.title): \(Count.of(items.count, "finding"))\(name)")
        lines += [""] + section.lines(rows: mostRows)
      }
    }
    if audit.families.allSatisfy(\.isQuiet) { lines += ["", "Nothing happened, and nothing is open."] }
    return lines
  }

  private static func figures(_ audit: WeeklyReport.Audit) -> [String] {
    let shown = WeeklyText.figures.filter { figure in
      // Columns of nothing but zeros tell nothing.
      !["unreadable", "unpopulated"].contains(figure.key)
        || audit.families.contains { figure.value($0.after) > 0 || $0.before.map(figure.value) ?? 0 > 0 }
    }
    let head = ["family"] + shown.map(\.title)
    let rows = audit.families.map { family in
      [MarkdownText.code(family.name, inTable: true)]
        + shown.map { WeeklyText.moved($0.value(family.after), from: family.before.map($0.value)) }
    }
    return [row(head), "|---|" + String(repeating: "--:|", count: shown.count)] + rows.map(row)
  }

  private static func section(_ items: [WeeklyReport.Item], of part: WeeklyText.Part, title: String)
    -> MarkdownSection
  {
    let rows = items.map { item in
      let finding = item.finding
      var notes = WeeklyText.events(item, in: part)
      if let acceptance = finding.status.acceptance {
        notes.append(
          MarkdownText.plain(acceptance.reason)
            + (acceptance.owner.map { " (\(MarkdownText.plain($0)))" } ?? ""))
      }
      return row([
        finding.column.map { MarkdownText.code($0, inTable: true) } ?? "(table)", finding.rule.rawValue,
        MarkdownText.code(finding.sidesText, inTable: true), finding.severity.rawValue,
        Count.grouped(finding.tables), WeeklyText.since(item), notes.joined(separator: "; "),
      ])
    }
    let head = ["column", "rule", "type", "severity", "tables", "since", "note"]
    return MarkdownSection(
      head: ["### \(title)", "", row(head), "|---|---|---|---|--:|---|---|"], rows: rows, noun: "finding",
      tableColumns: head.count)
  }

  /// How each run stood, folded.
  private static func runs(_ report: WeeklyReport) -> MarkdownSection? {
    guard !report.runs.isEmpty else { return nil }
    let rows = report.runs.map { run in
      let points = report.audits.flatMap(\.families).flatMap(\.points).filter { $0.time == run.time }
      func sum(_ value: (WeeklyReport.Figures) -> Int) -> String {
        Count.grouped(points.reduce(0) { $0 + value($1.figures) })
      }
      return row(
        [run.time.toTheMinute, run.verdict.rawValue, Count.grouped(run.problems)]
          + [sum(\.tables), sum(\.drifted), sum(\.new), sum(\.expired), sum(\.accepted)])
    }
    let head = ["run, UTC", "verdict", "problems", "tables", "drifting", "new", "expired", "accepted"]
    return MarkdownSection(
      head: [
        "<details><summary>\(report.runs.count == 1 ? "The run" : "Each run")</summary>", "", row(head),
        "|---|---|--:|--:|--:|--:|--:|--:|",
      ], rows: rows, noun: "run", tableColumns: head.count, foot: ["", "</details>"])
  }

  private static func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
}

extension HistoryRun.Finding {
  /// Both sides as `main → staging`, or the only one; with modes where these alone differ.
  var sidesText: String {
    guard let main, let staging else { return (main ?? staging)?.type ?? "" }
    if main.type != staging.type { return "\(main.type) → \(staging.type)" }
    if main.mode != staging.mode { return "\(main.type) \(main.mode.rawValue) → \(staging.mode.rawValue)" }
    return main.type
  }
}
