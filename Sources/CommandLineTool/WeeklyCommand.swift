import Auditing
import History
import Lifecycle
import Output
import Reports
import Schema
import Settings
import Text
import ArgumentParser

/// Tells from a history what became of drift in a week.
struct WeeklyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weekly",
    abstract: "Tell from a history what is new, resolved, still open and accepted.",
    discussion: """
      Writes weekly.md, weekly.json and weekly.html into reports/, and prints a short summary. Without --since and --until \
      the seven whole days (UTC) before today. Where `lifecycle` of driftaudit.yml names the inputs, it tells orphans, lost \
      completions and unpopulated columns too, as of now.

      Exit codes: 0; 2 where the history or those inputs cannot be read in full, or there is no run of these days; 64 wrong \
      use.
      """)

  @OptionGroup var options: HistoryOptions
  @OptionGroup var clock: ClockOptions

  @Option(name: .long, help: ArgumentHelp("The first day, UTC.", valueName: "YYYY-MM-DD"))
  var since: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The last day, UTC; six days behind --since if not named.", valueName: "YYYY-MM-DD"))
  var until: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How often audits run, such as 1d or 1w, to tell which are missing; what is usual in the history if not named.",
      valueName: "SPAN"))
  var every: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write exactly this report (repeatable); PATH - is standard output. FORMAT: "
        + WeeklyFormats.names.joined(separator: ", ") + ".", valueName: "FORMAT=PATH"),
    completion: .weeklyReports)
  var report: [String] = []

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder for the reports.", valueName: "DIR"),
    completion: .directory)
  var output: String?

  func validate() throws {
    if output == "" { throw ValidationError("--output is empty. Is a variable not set?") }
    if output != nil, !report.isEmpty {
      throw ValidationError("--output is for the usual reports; with --report each names its own path.")
    }
    let paths = try targets(Configuration()).map(\.path)
    if let twice = paths.first(where: { path in paths.count { $0 == path } > 1 }) {
      throw ValidationError("two reports go to '\(SafeText.printable(twice))'.")
    }
  }

  func run() throws {
    let now = try clock.moment()
    let period = try period(now)
    let every = try HistoryOptions.retention(every, of: "--every")?.days
    let (history, configuration, reads) = try options.read(mayBeEmpty: true)
    let targets = try targets(configuration)
    var weekly = WeeklyReport(
      history, since: period.since, until: period.until, every: every, now: now)
    weekly.generatedAt = try RunTime.stamp(now)
    if let lifecycle = try lifecycle(configuration, now) {
      weekly.lifecycle = lifecycle
      weekly.problems = (weekly.problems + lifecycle.problems).sorted()
    }
    Console.printProblems(weekly.problems)
    var failed = weekly.problems.contains { $0.severity == .error }
    var written: [String] = []
    var outputs = reads.outputs
    for target in targets {
      do throws(ReportError) {
        try outputs.write(weekly, as: target.format, to: target.path)
        written.append(target.path)
      } catch {
        Console.printProblems([error.problem])
        failed = true
      }
    }
    let summary = WeeklySummary(weekly, paths: written.filter { $0 != "-" }).text
    Console.print(summary, toError: written.contains("-"))
    if failed { throw ExitCode(2) }
  }

  /// What became of staging tables; nil where `lifecycle` of driftaudit.yml says of no main which inputs tell it.
  private func lifecycle(_ configuration: Configuration, _ now: Moment) throws -> LifecycleReport? {
    let all = configuration.audits.map(AuditSpec.init)
    let audits = all.filter { !$0.settings.lifecycle.isEmpty }
    guard !audits.isEmpty else { return nil }
    for audit in audits { try LifecycleAudit.requireFiles(audit.settings.sources, for: "weekly") }
    return LifecycleSearch.run(audits, protecting: all, now: now, loader: Loaders.standard())
  }

  private func period(_ now: Moment) throws -> (since: CalendarDay, until: CalendarDay) {
    let first = try HistoryOptions.day(since, of: "--since")
    let last = try HistoryOptions.day(until, of: "--until")
    let usual = WeeklyReport.lastSevenDays(before: now)
    let period = (
      since: first ?? last?.advanced(by: -6) ?? usual.since,
      until: last ?? first?.advanced(by: 6) ?? usual.until
    )
    if period.until < period.since { throw ValidationError("--until is before --since.") }
    return period
  }

  private func targets(_ configuration: Configuration) throws -> [(format: any WeeklyFormat, path: String)] {
    if report.isEmpty {
      let folder = output ?? configuration.output ?? "reports"
      return WeeklyFormats.all.map {
        ($0, RelativePath.file($0.defaultFileName, in: folder))
      }
    }
    return try report.map { text in
      let (name, path) = try ReportOptions.parts(text)
      guard let format = WeeklyFormats.named(name) else {
        throw ReportOptions.unknown(name, among: WeeklyFormats.names)
      }
      return (format, path)
    }
  }
}
