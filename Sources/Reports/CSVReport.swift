import Auditing
import Comparison
import Output
import Schema
import Text

/// All findings as a table, for spreadsheets: a line for each, accepted ones too.
///
/// Source: RFC 4180; owasp.org, "CSV Injection", for what a spreadsheet takes for a formula.
struct CSVReport: ReportFormat {
  /// `csv`.
  let name = "csv"
  /// The name of a file that a report in this format goes into.
  let defaultFileName = "drift.csv"

  /// The columns, in their order: readers refer to them by name and by place.
  static let columns = [
    "status", "severity", "rule", "main table", "family", "column", "main type", "main mode", "staging type",
    "staging mode", "tables", "first example", "first batch", "last batch", "created from", "created to",
    "consequence", "hint", "reason", "expires", "owner", "id",
  ]

  /// A spreadsheet's cell holds 32,767 characters at most.
  private static let longestCell = 8000

  /// The format; it has no settings.
  init() {}

  /// Writes the header, what kept the audit from seeing everything, and the findings in the report's order.
  func write(_ report: DriftReport, to sink: ReportSink) throws(ReportError) {
    try write(Self.columns, to: sink)
    for problem in report.toldProblems { try write(Self.cells(problem), to: sink) }
    for audit in report.audits {
      for finding in audit.findings { try write(Self.cells(finding, of: audit), to: sink) }
    }
  }

  private static func cells(_ finding: Finding, of audit: ComparedAudit) -> [String] {
    let acceptance = finding.status.acceptance
    return [
      finding.status.name, finding.severity.rawValue, finding.rule.rawValue, audit.main.name.description,
      finding.family, finding.column ?? "", finding.main?.type ?? "", finding.main?.mode.rawValue ?? "",
      finding.staging?.type ?? "", finding.staging?.mode.rawValue ?? "", String(finding.tableCount),
      finding.examples.first ?? "", finding.batches?.first ?? "", finding.batches?.last ?? "",
      finding.created?.first.description ?? "", finding.created?.last.description ?? "", finding.consequence,
      finding.hintText ?? "", acceptance?.reason ?? "", acceptance?.expires ?? "", acceptance?.owner ?? "",
      finding.id,
    ]
  }

  private static func cells(_ problem: Problem) -> [String] {
    var place = problem.file ?? ""
    if let line = problem.line { place += ":\(line)" + (problem.column.map { ":\($0)" } ?? "") }
    let text = place.isEmpty ? problem.message : "\(place): \(problem.message)"
    let named = [
      "status": "problem", "severity": problem.severity.rawValue, "first example": problem.table ?? "",
      "consequence": text,
    ]
    return columns.map { named[$0] ?? "" }
  }

  private func write(_ cells: [String], to sink: ReportSink) throws(ReportError) {
    try sink.write(cells.map(Self.cell).joined(separator: ",") + "\r\n")
  }

  /// A text on one line that stays a text in a spreadsheet.
  static func cell(_ text: String) -> String {
    // What would be a control character stands as \u{…}, but might have begun a formula.
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
    let content = (isFormula ? "'" : "") + SafeText.line(text, limit: longestCell)
    guard content.unicodeScalars.contains(where: { "\",".unicodeScalars.contains($0) }) else {
      return content
    }
    return "\"" + content.escaping { byte, _ in byte == UInt8(ascii: "\"") ? "\"\"" : nil } + "\""
  }
}
