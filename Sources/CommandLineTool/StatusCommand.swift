import Auditing
import Output
import Reports
import Settings
import Status
import Text
import ArgumentParser

/// Tells on one page how everything stands.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract:
      "Tell on one page how everything stands: drift, orphans, lost completions, unpopulated columns.",
    discussion: """
      For the person on call. Reads schemas, lists of tables, sample records of writers and what queries counted, each found \
      by its content, beside completion records and a history. What an input is missing for is left out, with the input that \
      would tell it.

      Exit codes: 0 nothing to do, or nothing that fails; 1 new or expired drift at or above --fail-on, a batch that lost more \
      than --max-lost or has not arrived, or more orphans than --fail-over; 2 something could not be read; 64 wrong use.
      """)

  @OptionGroup var audit: AuditOptions
  @OptionGroup var age: AgeOptions
  @OptionGroup var records: CompletionOptions
  @OptionGroup var limit: LostLimitOptions

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "What the queries of verify counted: files, folders, globs (repeatable, or several at once).",
      valueName: "FILE"),
    completion: .exports)
  var counts: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The history that `audit --record` writes; `history` of driftaudit.yml if not named.", valueName: "DIR"),
    completion: .directory)
  var history: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "From which severity on new or expired drift fails the run: \(FailLevel.choices).", valueName: "LEVEL"))
  var failOn: FailLevel?

  @Option(
    name: .long, help: ArgumentHelp("Exit with 1 where there are more orphans than this.", valueName: "N"))
  var failOver: Int?

  @OptionGroup var output: LifecycleReportOptions<StatusFormats>

  func validate() throws {
    if history == "" { throw ValidationError("--history is empty. Is a variable not set?") }
    if counts.contains("") { throw ValidationError("--counts is empty. Is a variable not set?") }
    if let failOver, failOver < 0 { throw ValidationError("--fail-over takes a number from 0.") }
    try LifecycleAudit.requireFiles(audit.inputs + counts + records.completions, for: "status")
  }

  func run() throws {
    var plan = try audit.plan()
    for index in plan.request.audits.indices {
      try LifecycleAudit.requireFiles(plan.request.audits[index].settings.sources, for: "status")
      try apply(to: &plan.request.audits[index].settings.lifecycle)
    }
    let now = try age.moment()
    plan.request.generatedAt = try RunTime.stamp(now)
    plan.request.today = CalendarDay(containing: now).description
    if let failOn { plan.request.failOn = failOn }
    let progress = ProgressBar.onStandardError("reading", total: plan.sourceBytes)
    var request = StatusSearch.Request(
      audit: plan.request, protecting: plan.configuration.audits.map(AuditSpec.init), now: now,
      history: history ?? plan.configuration.history, mostOrphans: failOver)
    request.mayLackHistory = history == nil
    request.isAsConfigured = isAsConfigured(plan)
    request.namedMoment = age.now
    var report = StatusSearch.run(
      request,
      loader: Loaders.standard(isStrict: audit.strictInputs) { progress?.update(done: $0) })
    progress?.finish()
    report.generatedAt = plan.request.generatedAt
    try output.show(
      report, problems: report.problems, verdict: report.verdict,
      plan.reads.adding(records.completions + counts).adding(history: history))
  }

  /// Whether other commands need no more flags to see the same.
  private func isAsConfigured(_ plan: AuditOptions.Plan) -> Bool {
    let configured = Dictionary(
      plan.configuration.audits.map { ($0.main, $0.settings.lifecycle) },
      uniquingKeysWith: { first, _ in first })
    return audit.baseline == nil
      && plan.request.audits.allSatisfy {
        $0.isAsConfigured && $0.settings.lifecycle == configured[$0.main]
      }
  }

  private func apply(to settings: inout LifecycleSettings) throws {
    try age.apply(to: &settings)
    try records.apply(to: &settings)
    if let limit = try limit.limit() { settings.maxLost = limit }
    if !counts.isEmpty { settings.counts = counts }
  }
}
