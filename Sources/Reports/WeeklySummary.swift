import History
import Lifecycle
import Text

/// The few lines that `weekly` prints.
package struct WeeklySummary {
  /// The text, with a newline at its end.
  package let text: String

  /// A summary.
  ///
  /// - Parameter paths: Where the reports are.
  package init(_ report: WeeklyReport, paths: [String]) {
    var lines = ["Schema drift \(WeeklyText.period(report)): \(WeeklyText.headline(report))"]
    lines += WeeklyText.runs(report).flatMap { DisplayWidth.wrapped($0.text, to: 78) }.map { "  " + $0 }
    for audit in report.audits {
      lines += ["", SafeText.line(audit.table, limit: 200)]
      if let absence = WeeklyText.absence(audit, report) { lines.append("  " + absence) }
      for family in audit.families {
        lines.append("  " + SafeText.line(Self.line(of: family, isNamed: audit.families.count > 1)))
      }
    }
    if let lifecycle = report.lifecycle {
      let todo = StatusWords.todo(lifecycle.audits)
      let told = todo.isEmpty ? "nothing to do" : todo.joined(separator: "; ")
      lines +=
        [""]
        + DisplayWidth.wrapped("As of \(lifecycle.now.toTheMinute) UTC: \(told)", to: 78).map { "  " + $0 }
    }
    if !paths.isEmpty {
      lines += ["", SafeText.line("  " + paths.map { SafeText.printable($0) }.joined(separator: "  "))]
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func line(of family: WeeklyReport.Family, isNamed: Bool) -> String {
    let name = isNamed ? SafeText.printable(family.name, limit: 60) + ": " : ""
    let tables = WeeklyText.moved(family.after.tables, from: family.before?.tables)
    let drifting = WeeklyText.moved(family.after.drifted, from: family.before?.drifted)
    let counts = WeeklyText.parts.map { (title: $0.title.lowercased(), count: $0.items(family).count) }
      .filter { $0.count > 0 }.map { "\(Count.grouped($0.count)) \($0.title)" }
    return ([name + "\(tables) staging tables, \(drifting) drifting"] + counts).joined(separator: "; ")
  }
}
