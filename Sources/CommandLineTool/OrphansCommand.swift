import Exports
import Auditing
import Lifecycle
import Output
import Reports
import Settings
import Text
import ArgumentParser

/// Tells which staging tables are left over, and writes the script that drops them.
struct OrphansCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "orphans",
    abstract: "Tell which staging tables are left over, and write the script that drops them.",
    discussion: """
      Reads lists of tables: rows of INFORMATION_SCHEMA.TABLES or TABLE_STORAGE, what `bq ls` or `bq show` print, rows of \
      __TABLES__. Nothing is run and nothing is dropped. What is unclear is kept, with the reason.

      Exit codes: 0 told; 1 more orphans than --fail-over; 2 something could not be read, and then no script is written; 64 \
      wrong use.
      """)

  @OptionGroup var audit: AuditOptions
  @OptionGroup var evidence: OrphanEvidence

  @Flag(name: .long, help: "Print only how many staging tables there are: the number, the family, main.")
  var count = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write a clean-up script (repeatable), to standard output unless a path is named. KIND: "
        + CleanUpScripts.names.joined(separator: ", ") + ".", valueName: "KIND[=PATH]"),
    completion: .list(CleanUpScripts.names))
  var script: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Let a run of the script stop after this many tables.", valueName: "N"))
  var limit: Int?

  @Option(
    name: .long, help: ArgumentHelp("Exit with 1 where there are more orphans than this.", valueName: "N"))
  var failOver: Int?

  @OptionGroup var output: LifecycleReportOptions<OrphansFormats>

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1.") }
    if limit != nil, script.isEmpty { throw ValidationError("--limit is for --script.") }
    if let failOver, failOver < 0 { throw ValidationError("--fail-over takes a number from 0.") }
    if count, !script.isEmpty || !output.report.isEmpty {
      throw ValidationError("--count prints a number: it goes with neither --report nor --script.")
    }
    try LifecycleReportOptions<OrphansFormats>.requireDistinct(
      try output.targets().map(\.path) + cleanUps().map(\.path),
      what: ("report or script", "reports or scripts"))
  }

  func run() throws {
    let plan = try audit.plan(needsBaseline: false)
    try requirePatterns(plan)
    let (settings, problems) = try evidence.settings(plan.request.audits)
    var request = plan.request
    request.problems += problems
    let progress = ProgressBar.onStandardError("reading", total: plan.sourceBytes)
    let loader = Loaders.standard(isStrict: self.audit.strictInputs) { progress?.update(done: $0) }
      .remembering()
    var outcome = OrphanSearch.run(
      request, protecting: plan.configuration.audits.map(AuditSpec.init),
      drift: settings.mainRows == nil ? OrphanSearch.drift(request, loader: loader) : [],
      settings: settings, loader: loader)
    progress?.finish()
    outcome.generatedAt = try RunTime.stamp(settings.now)
    outcome.command = ["driftaudit"] + CommandLine.arguments.dropFirst()
    Console.printProblems(outcome.problems)
    try show(
      outcome, plan.reads.adding(evidence.records.completions).adding([evidence.mainRows].compactMap(\.self)))
  }

  /// Without a pattern every table but main would be a staging table, and without a batch nothing could be dropped.
  private func requirePatterns(_ plan: AuditOptions.Plan) throws {
    for audit in plan.request.audits {
      try LifecycleAudit.requireStaging(audit)
      if !script.isEmpty, audit.settings.batch == nil {
        throw ValidationError(
          "--script needs --batch-pattern, or `batch` in driftaudit.yml, to know a table's batch (main '\(SafeText.printable(audit.main))')."
        )
      }
    }
  }

  private func show(_ outcome: OrphanReport, _ reads: ReadFiles) throws {
    if count {
      Console.print(OrphanCounts(outcome).text)
      return try end(outcome, failed: false)
    }
    var outputs = reads.outputs
    var written = try output.write(outcome, &outputs)
    try writeScripts(outcome, &written, &outputs)
    var summary = outcome
    // Whoever has the script needs no command that writes it.
    if !script.isEmpty { summary.command = [] }
    output.printText(of: summary, written)
    try end(outcome, failed: written.hasFailed)
  }

  private func writeScripts(
    _ outcome: OrphanReport, _ written: inout LifecycleReportOptions<OrphansFormats>.Written,
    _ outputs: inout RunOutputs
  ) throws {
    let scripts = try cleanUps()
    if scripts.contains(where: { $0.path == "-" }) { written.onOutput = "script" }
    guard !scripts.isEmpty else { return }
    guard outcome.isComplete else {
      return Console.printError("note: no script was written, since not everything could be read.\n")
    }
    guard !outcome.mayBeCut else {
      Console.printError("error: no script was written, since a list may be cut short.\n")
      written.hasFailed = true
      return
    }
    for (kind, path) in scripts {
      do throws(ReportError) {
        try outputs.write(CleanUpPlan(outcome, limit: limit), as: kind, to: path)
      } catch {
        Console.printProblems([error.problem])
        written.hasFailed = true
      }
    }
  }

  private func end(_ outcome: OrphanReport, failed: Bool) throws {
    if failed || !outcome.isComplete { throw ExitCode(2) }
    if let failOver, outcome.orphans.tables > failOver { throw ExitCode(1) }
  }

  private func cleanUps() throws -> [(kind: any CleanUpScript, path: String)] {
    try script.map(cleanUp)
  }

  private func cleanUp(_ script: String) throws -> (kind: any CleanUpScript, path: String) {
    let parts = script.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let kind = CleanUpScripts.named(parts[0]) else {
      throw ValidationError(
        "--script takes \(CleanUpScripts.names.joined(separator: " or ")), not '\(SafeText.printable(parts[0]))'."
      )
    }
    let path = parts.count > 1 ? parts[1] : "-"
    if path.isEmpty { throw ValidationError("--script \(kind.name)= names no path. Is a variable not set?") }
    return (kind, path)
  }
}
