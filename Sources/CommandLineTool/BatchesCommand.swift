import Auditing
import JSONInput
import Lifecycle
import Output
import Reports
import Settings
import ArgumentParser

/// Holds staging tables against completion records.
struct BatchesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batches",
    abstract: "Hold each batch's staging tables against its completion records.",
    discussion: """
      Reads lists of tables as `orphans` does, and completion records: Firestore documents as the REST API writes them, an \
      export of them by name or in an array, objects one a line, or rows of a table. Tells of each batch how many tables are \
      lost (nothing recorded that they completed) and how many completed without a table.

      Exit codes: 0 no batch lost more than --max-lost; 1 one did; 2 something could not be read; 64 wrong use.
      """)

  @OptionGroup var audit: AuditOptions
  @OptionGroup var records: CompletionOptions
  @OptionGroup var limit: LostLimitOptions
  @OptionGroup var output: LifecycleReportOptions<BatchesFormats>

  func run() throws {
    let plan = try audit.planOfOne(for: "meant")
    guard let audit = plan.request.audits.first else {
      Console.printProblems(plan.request.problems)
      throw ExitCode(2)
    }
    try LifecycleAudit.requirePatterns(audit)
    var settings = audit.settings.lifecycle
    try records.apply(to: &settings)
    guard !settings.completions.isEmpty else {
      throw ValidationError(
        "--completions names no file, and `lifecycle.completions` in driftaudit.yml none: there is nothing to hold the tables "
          + "against.")
    }
    let files = InputFiles(settings.completions)
    let read = CompletionRecords(files.files.map(\.path), settings.completionFields)
    let progress = ProgressBar.onStandardError("reading", total: plan.sourceBytes)
    let report = BatchSearch.run(
      audit, read, limit: try limit.limit() ?? settings.maxLost ?? .none,
      problems: plan.request.problems + files.problems,
      loader: Loaders.standard(isStrict: self.audit.strictInputs) { progress?.update(done: $0) })
    progress?.finish()
    try output.show(
      report, problems: report.problems, verdict: report.verdict, plan.reads.adding(records.completions))
  }
}
