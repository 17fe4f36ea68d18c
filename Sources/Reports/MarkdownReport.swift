import Auditing
import Comparison
import Output
import Schema
import Text

/// The report for a pull request's comment and for a person.
struct MarkdownReport: ReportFormat {
  /// `markdown`.
  let name = "markdown"
  /// The name of a file that a report in this format goes into.
  let defaultFileName = "drift.md"

  /// Bytes that the report may have; nil without limit.
  private let maxBytes: Int?

  /// A report that stays within `maxBytes`, and says what it left out for that.
  init(maxBytes: Int? = nil) { self.maxBytes = maxBytes }

  /// The same report with a run's limit.
  func with(_ settings: ReportSettings) -> any ReportFormat {
    MarkdownReport(maxBytes: settings.maxBytes)
  }

  /// Writes as much of the report as there is room for.
  func write(_ report: DriftReport, to sink: ReportSink) throws(ReportError) {
    let document = MarkdownDocument(report)
    guard let maxBytes else { return try sink.write(document.text(.whole)) }
    try sink.write(document.text(fitting: maxBytes))
  }
}

/// The report's parts, from which as much is taken as there is room for.
struct MarkdownDocument {
  /// How much is shown.
  struct Extent {
    /// Rows of each table at most.
    var rows: Int
    /// Sections behind the counts at most.
    var sections: Int
    /// What to say of what is missing; nil where all is there.
    var limit: Int?

    /// Everything.
    static let whole = Extent(rows: .max, sections: .max, limit: nil)
  }

  private let report: DriftReport
  private let heads: [String]
  private let sections: [MarkdownSection]

  init(_ report: DriftReport) {
    self.report = report
    heads = MarkdownHead.lines(report)
    var sections: [MarkdownSection] = []
    let hasSeveral = report.audits.count > 1
    let groups = report.audits.map(FindingGroups.init)
    var told = [Set<String>](repeating: [], count: groups.count)
    for status in FindingGroup.Status.allCases {
      for (index, audit) in report.audits.enumerated() {
        sections += MarkdownSection.findings(
          groups[index], status: status, audit: hasSeveral ? audit : nil, told: &told[index])
      }
    }
    sections += report.audits.compactMap { MarkdownSection.shapes(of: $0, isNamed: hasSeveral) }
    sections += report.audits.compactMap { MarkdownSection.batches(of: $0, isNamed: hasSeveral) }
    if let problems = MarkdownSection.problems(report.problems) { sections.append(problems) }
    if let stale = report.baseline.flatMap(MarkdownSection.stale) { sections.append(stale) }
    if let ways = MarkdownWaysOn(report).section(groups) { sections.append(ways) }
    self.sections = sections
  }

  /// The text within a limit: first with fewer rows in each table, then with fewer sections, then with the verdict alone.
  func text(fitting limit: Int) -> String {
    let whole = text(.whole)
    if whole.utf8.count <= limit { return whole }
    let mostRows = sections.map(\.rows.count).max() ?? 0
    if let rows = Self.largest(
      0...mostRows, fitting: { fits(Extent(rows: $0, sections: .max, limit: limit)) })
    {
      return text(Extent(rows: rows, sections: .max, limit: limit))
    }
    let counted = 0...sections.count
    if let count = Self.largest(counted, fitting: { fits(Extent(rows: 0, sections: $0, limit: limit)) }) {
      return text(Extent(rows: 0, sections: count, limit: limit))
    }
    for short in ["\(title)\n\n\(leftOut(limit))\n", title + "\n", "drift"] where short.utf8.count <= limit {
      return short
    }
    return ""
  }

  private func fits(_ extent: Extent) -> Bool { text(extent).utf8.count <= extent.limit ?? .max }

  /// The largest number that fits, where every smaller one does too.
  private static func largest(_ range: ClosedRange<Int>, fitting fits: (Int) -> Bool) -> Int? {
    guard fits(range.lowerBound) else { return nil }
    var (good, bad) = (range.lowerBound, range.upperBound + 1)
    while bad - good > 1 {
      let middle = (good + bad) / 2
      if fits(middle) { good = middle } else { bad = middle }
    }
    return good
  }

  /// The text to a given extent.
  func text(_ extent: Extent) -> String {
    var lines = [title, ""]
    lines += heads + [""]
    lines += MarkdownHead.counts(report)
    let shown = sections.prefix(extent.sections)
    for section in shown { lines += [""] + section.lines(rows: extent.rows) }
    if let limit = extent.limit { lines += ["", leftOut(limit, sections: sections.count - shown.count)] }
    return lines.joined(separator: "\n") + "\n"
  }

  private func leftOut(_ limit: Int, sections count: Int = 0) -> String {
    let what = count > 0 ? "\(Count.of(count, "section")) and rows of tables" : "Rows of tables"
    return
      "*\(what) are left out to stay below \(Count.grouped(limit)) bytes; the JSON report has everything.*"
  }

  private var title: String { "# Schema drift: \(report.headline)" }
}

/// The first lines: verdict, mains and counts.
enum MarkdownHead {
  /// The verdict and what each audit came to: one line where there is one audit, else a list.
  static func lines(_ report: DriftReport) -> [String] {
    let verdict = "**\(report.verdict.rawValue.uppercased())**"
    let errors = report.problems.count { $0.severity == .error }
    let problems = errors > 0 ? " · not audited in full: \(Count.of(errors, "problem"))" : ""
    if report.audits.count == 1, let audit = report.audits.first {
      return ["\(verdict)\(problems) · \(line(audit))"]
    }
    guard !report.audits.isEmpty else { return ["\(verdict)\(problems)"] }
    return ["\(verdict)\(problems) · \(Count.of(report.audits.count, "audit"))", ""]
      + report.audits.map { "- \(line($0))" }
  }

  /// What an audit came to, in one line.
  static func line(_ audit: ComparedAudit) -> String {
    let drifting = audit.driftingVariants
    let drifted = audit.tables.tableCount { $0.variant.map { drifting[$0] } ?? false }
    let unreadable = audit.tables.tableCount { $0.variant == nil }
    var parts = [
      "\(MarkdownText.code(audit.main.name.table)) (\(Count.of(audit.main.schema.columns.count, "column")))"
    ]
    let tables = Count.of(audit.tables.tableCount, "staging table")
    switch drifted {
    case 0: parts.append("\(tables), none drifting")
    case audit.tables.tableCount: parts.append("\(tables), \(drifted == 1 ? "drifting" : "all drifting")")
    default: parts.append("\(tables), \(Count.grouped(drifted)) drifting")
    }
    if unreadable > 0 { parts.append("\(Count.grouped(unreadable)) unreadable") }
    parts.append(Count.of(audit.shapes.count, "shape"))
    if !audit.batches.isEmpty { parts.append(Count.of(audit.batches.count, "batch", plural: "batches")) }
    return parts.joined(separator: " · ")
  }

  /// The table of findings by severity and status.
  static func counts(_ report: DriftReport) -> [String] {
    let findings = report.audits.flatMap(\.findings)
    var lines = ["| | new | expired | accepted |", "|---|--:|--:|--:|"]
    for severity in [Severity.error, .warning, .note] {
      let own = findings.filter { $0.severity == severity }
      let counts = ["new", "expired", "accepted"].map { status in own.count { $0.status.name == status } }
      let cells = counts.enumerated().map { index, count in
        count > 0 && index < 2 ? "**\(Count.grouped(count))**" : Count.grouped(count)
      }
      lines.append("| \(severity.rawValue) | \(cells.joined(separator: " | ")) |")
    }
    return lines
  }
}
