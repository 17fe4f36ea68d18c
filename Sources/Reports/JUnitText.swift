import Comparison
import Schema
import Text

/// What a test says of its findings, a line each.
enum JUnitText {
  private static let longestList = 50

  /// Everything about the findings, worst first, the headline of the first as the first line.
  static func of(_ findings: [Finding]) -> String {
    var blocks = findings.prefix(longestList).map { block($0).joined(separator: "\n") }
    if findings.count > longestList {
      blocks.append("and \(Count.of(findings.count - longestList, "more finding"))")
    }
    return blocks.joined(separator: "\n\n")
  }

  /// `missing-column: INT64 in main, no such column in staging (1,665 tables, warning, new)`.
  static func headline(_ finding: Finding) -> String {
    let tables = Count.of(finding.tableCount, "table")
    let what: String? =
      switch (finding.main, finding.staging) {
      case (let main?, let staging?): "\(side(main)) in main, \(side(staging)) in staging"
      case (let main?, nil): "\(side(main)) in main, no such column in staging"
      case (nil, let staging?): "no such column in main, \(side(staging)) in staging"
      case (nil, nil): nil
      }
    let start = what.map { "\(finding.rule): \($0)" } ?? finding.rule.rawValue
    return SafeText.line("\(start) (\(tables), \(finding.severity.rawValue), \(finding.status.name))")
  }

  /// `accepted until 2027-03-31: Not used (ml)`.
  static func acceptance(_ finding: Finding) -> String? {
    guard let acceptance = finding.status.acceptance else { return nil }
    let until = acceptance.expires.map { " until \($0)" } ?? ""
    let owner = acceptance.owner.map { " (\($0))" } ?? ""
    return SafeText.line("accepted\(until): \(acceptance.reason)\(owner)")
  }

  private static func side(_ side: ColumnSide) -> String {
    let type = SafeText.printable(side.type, limit: 400)
    return side.mode == .required ? type + " REQUIRED" : type
  }

  private static func block(_ finding: Finding) -> [String] {
    var lines = [headline(finding), SafeText.line(finding.consequence)]
    if let hint = finding.hintText { lines.append(SafeText.line(hint)) }
    if let acceptance = acceptance(finding) { lines.append(acceptance) }
    var tables = finding.examples.map { SafeText.printable($0, limit: 400) }.joined(separator: ", ")
    let others = finding.tableCount - finding.examples.count
    if others > 0 { tables += " and \(Count.grouped(others)) more" }
    lines.append("tables: \(tables)")
    lines.append("finding: \(finding.id)")
    return lines
  }
}
