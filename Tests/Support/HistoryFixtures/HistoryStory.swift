@testable import Auditing
@testable import Comparison
@testable import History
@testable import Output
@testable import Platform
@testable import Schema
@testable import TestSupport
@testable import Text

/// Eight weeks of daily audits, from Monday, 2026-03-02, in which drift appears, is accepted, expires, is repaired and
/// comes back.
enum HistoryStory {
  static let firstDay = CalendarDay("2026-03-02") ?? CalendarDay(daysSince1970: 0)
  static let weeks = 8

  /// The first day of week `number`, from 1.
  static func monday(_ number: Int) -> CalendarDay { firstDay.advanced(by: 7 * (number - 1)) }

  /// The weekly report on week `number`, made on the Monday behind it.
  static func report(week number: Int) throws -> WeeklyReport {
    let folder = try TemporaryFolder()
    var outputs = RunOutputs()
    for run in runs { try HistoryFolder.record(run, in: folder.path + "/history", &outputs) }
    var history = HistoryFolder(reading: folder.path + "/history")
    // The folder's own name differs from test to test.
    history = HistoryFolder(path: "history", entries: history.entries, problems: history.problems)
    let monday = monday(number)
    return WeeklyReport(
      history, since: monday, until: monday.advanced(by: 6),
      now: Moment(seconds: monday.advanced(by: 7).start.seconds + 7 * 3600) ?? monday.start)
  }

  /// One run each morning at 06:00, but on one day of the fifth week.
  static let runs: [HistoryRun] = (0..<weeks * 7).compactMap { offset in
    let day = firstDay.advanced(by: offset)
    return day.description == "2026-04-01" ? nil : run(on: day)
  }

  private static func run(on day: CalendarDay) -> HistoryRun {
    let date = day.description
    let isComplete = date != "2026-04-03"
    // The tables are dropped at the end.
    let tables = date >= "2026-04-25" ? 0 : 40 + day.daysSince1970 - firstDay.daysSince1970
    let findings = tables == 0 || !isComplete ? [] : self.findings(on: date, tables: tables)
    let fails = findings.contains { $0.status.counts }
    let family = HistoryRun.Family(
      name: "staging", tables: tables, drifted: fails ? tables : 0, unreadable: isComplete ? 0 : 3,
      shapes: tables == 0 ? 0 : fails ? 2 : 1)
    return HistoryRun(
      time: Moment(seconds: day.start.seconds + 6 * 3600) ?? day.start, version: "0.1.0",
      verdict: isComplete ? (fails ? .fail : .pass) : .error, problems: isComplete ? 0 : 2,
      audits: [
        HistoryRun.Audit(
          table: "shop.sales.orders", columns: date < "2026-03-11" ? 20 : 21, families: [family],
          findings: findings)
      ])
  }

  private static func findings(on date: String, tables: Int) -> [HistoryRun.Finding] {
    var findings: [HistoryRun.Finding] = []
    // Main got a column; accepted, expired, repaired, and lost once more.
    if date >= "2026-03-11" && date < "2026-04-14" || date >= "2026-04-22" {
      findings.append(
        finding(
          "missing-column", "discount", main: ColumnSide(type: "NUMERIC", mode: .nullable),
          status: status(on: date),
          tables: tables))
    }
    // There from the first run on; repaired, and back.
    if date < "2026-03-19" || date >= "2026-04-09" {
      findings.append(
        finding(
          "type-changed", "amount", severity: .error, main: ColumnSide(type: "NUMERIC", mode: .required),
          staging: ColumnSide(type: "STRING", mode: .nullable), tables: 7))
    }
    // Comes and goes within a week.
    if date >= "2026-04-15" && date < "2026-04-17" {
      findings.append(
        finding("extra-column", "debug_note", staging: ColumnSide(type: "STRING", mode: .nullable), tables: 2)
      )
    }
    return findings
  }

  private static func status(on date: String) -> Finding.Status {
    let acceptance = Finding.Acceptance(
      reason: "the writer follows in April", expires: "2026-04-05", owner: "payments")
    if date < "2026-03-17" || date >= "2026-04-22" { return .new }
    return date <= "2026-04-05" ? .accepted(acceptance) : .expired(acceptance)
  }

  static func finding(
    _ rule: String, _ column: String?, severity: Severity = .warning, main: ColumnSide? = nil,
    staging: ColumnSide? = nil, status: Finding.Status = .new, tables: Int
  ) -> HistoryRun.Finding {
    HistoryRun.Finding(
      id: Digest.hex([rule, column ?? ""], digits: 16), rule: RuleID(rawValue: rule), severity: severity,
      status: status, family: "staging", column: column, main: main, staging: staging, tables: tables)
  }
}
