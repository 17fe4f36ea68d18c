import Auditing
import Exports
import History
import JSONInput
import Output
import Platform
import Reports
import Schema
import Settings
import Snapshots
import Text
import ArgumentParser

/// The main job: compares main with every staging table and writes the reports.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Compare main with every staging table and report the drift.",
    discussion: """
      Writes drift.md, drift.junit.xml and drift.json into reports/, and prints a short summary.

      Exit codes: 0 nothing new; 1 new or expired drift at or above --fail-on; 2 not audited, or not in full; 64 wrong use.
      """)

  @OptionGroup var audit: AuditOptions
  @OptionGroup var live: LiveCatalogs
  @OptionGroup var clock: ClockOptions
  @OptionGroup var report: ReportOptions

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder for the reports.", valueName: "DIR"),
    completion: .directory)
  var output: String?

  @Flag(name: .long, help: "Fail where the baseline accepts what is no longer found.")
  var failOnStale = false

  @Option(
    name: .long,
    help: ArgumentHelp("Add what the run came to to this history, for `weekly`.", valueName: "DIR"),
    completion: .directory)
  var record: String?

  @Flag(name: .long, help: "Record nothing, whatever driftaudit.yml says.")
  var noRecord = false

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "Print annotations for GitHub Actions, and add the report to the step's summary; by default where GITHUB_ACTIONS is true."
    ))
  var github: Bool?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Which staging tables the JSON report lists: all (default), drifted, or none, where memory does not grow with their number.",
      valueName: "WHICH"))
  var tables = ReportedTables.Which.all

  @Option(
    name: .long,
    help: ArgumentHelp(
      "List at most this many tables of each shape and family, the first by name; memory does not grow with the others.",
      valueName: "N"))
  var namesLimit: Int?

  @Flag(name: .long, help: "List the tables among the exports that belong to no audit.")
  var listUnmatched = false

  func validate() throws {
    if record == "" { throw ValidationError("--record is empty. Is a variable not set?") }
    if record != nil, noRecord { throw ValidationError("--record and --no-record do not go together.") }
    if let namesLimit, namesLimit < 1 { throw ValidationError("--names-limit takes a number from 1.") }
    if output == "" { throw ValidationError("--output is empty. Is a variable not set?") }
    if output != nil, !report.report.isEmpty {
      throw ValidationError("--output is for the usual reports; with --report each names its own path.")
    }
  }

  func run() throws {
    let start = PassingTime.seconds()
    let now = try clock.moment()
    var plan = try audit.plan(from: live.sources(), now: now)
    if let level = report.failOn { plan.request.failOn = level }
    plan.request.listing = ReportedTables(tables, limit: namesLimit)
    if failOnStale { plan.request.failOnStale = true }
    let outcome = try outcome(&plan)
    Console.printProblems(outcome.report.problems)

    var result = outcome.report
    result.repository = RunFolder.repository
    let targets = try targets(plan.configuration)
    result.acceptance = ReportOutput.acceptance(for: targets, baseline: plan.baselinePath)
    var outputs = plan.reads.outputs
    let (written, problems) = ReportOutput.write(&result, to: targets, &outputs)
    Console.printProblems(problems)
    result.acceptance = ReportOutput.acceptance(for: written, baseline: plan.baselinePath)
    record(&result, at: now, plan, &outputs)
    printSummary(
      result, targets: written, bytes: outcome.bytesRead, seconds: PassingTime.seconds() - start)
    if github ?? (Console.environment("GITHUB_ACTIONS") == "true") {
      annotate(result, targets: written, &outputs)
    }
    if listUnmatched { printUnmatched(outcome.unmatched, toError: written.contains { $0.path == "-" }) }
    throw ExitCode(result.verdict.exitCode)
  }

  /// Reads and compares. What is read of live catalogs is in folders that are gone then, whatever happens.
  private func outcome(_ plan: inout AuditOptions.Plan) throws -> AuditRun.Outcome {
    // What a broken configuration would have meant is not guessed at.
    guard !live.from.isEmpty, !plan.request.audits.isEmpty else { return read(plan) }
    // What driftaudit.yml names as sources may be the snapshot of yesterday, which this one is to follow.
    let named = ReadFiles().adding(
      audit.inputs + [audit.main, audit.config, plan.baselinePath].compactMap(\.self))
    if let folder = live.keepSnapshot, let problem = named.problem(ofReplacing: folder) {
      plan.request.problems.append(problem)
      plan.request.audits = []
      return read(plan)
    }
    let interruption = Interruption.hold()
    let taken = try live.take(takenAt: plan.request.generatedAt, interruption: interruption)
    plan.request.snapshots = taken.snapshots
    plan.request.problems += taken.problems
    // What the others would have come to is not guessed at.
    if !taken.problems.isEmpty { plan.request.audits = [] }
    let outcome = read(plan)
    taken.discard()
    if let signal = interruption.signal { throw CatalogOptions.end(signal, interruption) }
    interruption.release()
    return outcome
  }

  private func read(_ plan: AuditOptions.Plan) -> AuditRun.Outcome {
    let progress = ProgressBar.onStandardError("reading", total: plan.sourceBytes)
    defer { progress?.finish() }
    return AuditRun.run(
      plan.request, loader: Loaders.standard(isStrict: audit.strictInputs) { progress?.update(done: $0) })
  }

  /// Adds the run to its history. One that cannot be written is a problem of the run.
  private func record(
    _ report: inout DriftReport, at now: Moment, _ plan: AuditOptions.Plan, _ outputs: inout RunOutputs
  ) {
    guard !noRecord, let folder = record ?? plan.configuration.history else { return }
    if record == nil, plan.request.audits.contains(where: \.isNarrowed) {
      return Console.printError(
        "note: not recorded in \(SafeText.printable(folder)), since flags narrow the audit. --record DIR records it "
          + "all the same.\n")
    }
    do throws(ReportError) {
      try HistoryFolder.record(HistoryRun(report, time: now), in: folder, &outputs)
    } catch {
      Console.printProblems([error.problem])
      report.problems = (report.problems + [error.problem]).sorted()
    }
  }

  /// Tells GitHub what was found, which reads both streams. A summary that cannot be written leaves the audit as it is.
  private func annotate(_ report: DriftReport, targets: [ReportTarget], _ outputs: inout RunOutputs) {
    let toError = targets.contains { $0.path == "-" }
    let annotations = GitHubReport()
    // Whoever asked for them on standard output has them already.
    if !targets.contains(where: { $0.path == "-" && $0.format.name == annotations.name }) {
      let sink = ReportSink.memory()
      // Memory takes everything.
      try? annotations.write(report, to: sink)
      Console.print(sink.text, toError: toError)
    }
    guard let path = Console.environment("GITHUB_STEP_SUMMARY"), !path.isEmpty else { return }
    do throws(ReportError) {
      try outputs.claim(path)
      try StepSummary.append(report, to: path)
    } catch {
      var problem = error.problem
      problem.severity = .warning
      Console.printProblems([problem])
    }
  }

  private func printUnmatched(_ tables: [TableName], toError: Bool) {
    let be = tables.count == 1 ? "belongs" : "belong"
    let lines = ["", "\(Count.of(tables.count, "table")) \(be) to no audit" + (tables.isEmpty ? "." : ":")]
    let names = tables.map { "  " + SafeText.printable($0.description, limit: 300) }
    let text = (lines + names).joined(separator: "\n") + "\n"
    Console.print(text, toError: toError)
  }

  private func targets(_ configuration: Configuration) throws -> [ReportTarget] {
    let named = try report.reports()
    if !named.isEmpty { return named }
    if output == nil, !configuration.reports.isEmpty {
      return configuration.reports.compactMap { wanted in
        report.format(wanted.format).map { ReportTarget(format: $0, path: wanted.path) }
      }
    }
    let folder = output ?? configuration.output ?? "reports"
    return ["markdown", "junit", "json"].compactMap(report.format).map { format in
      ReportTarget(format: format, path: RelativePath.file(format.defaultFileName, in: folder))
    }
  }

  /// Standard output holds only what was asked for: where a report goes there, the summary goes to standard error.
  private func printSummary(_ report: DriftReport, targets: [ReportTarget], bytes: Int, seconds: Double) {
    let toError = targets.contains { $0.path == "-" }
    let isTerminal = (toError ? FileDescriptor.standardError : .standardOutput).isTerminal
    let summary = TextReport(
      width: isTerminal ? Console.width : 80,
      colour: toError ? Console.errorIsColoured : Console.outputIsColoured,
      reportPaths: targets.map(\.path).filter { $0 != "-" }, readBytes: bytes,
      seconds: isTerminal ? seconds : nil)
    let sink = ReportSink.memory()
    // Memory takes everything.
    try? summary.write(report, to: sink)
    Console.print(sink.text, toError: toError)
  }
}

extension ReportedTables.Which: ExpressibleByArgument {}

/// How exports are read here.
enum Loaders {
  /// On two threads, as many as pay: one cuts and parses while the other parses.
  ///
  /// - Parameter isStrict: Whether JSON of kinds that are not read is an error in folders too.
  static func standard(
    isStrict: Bool = false, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> ExportLoader {
    var loader = ExportLoader(threads: min(max(CurrentProcess.processors, 1), 8), progress: progress)
    loader.isStrict = isStrict
    return loader
  }
}

/// Writes reports.
enum ReportOutput {
  /// Writes each report whole or not at all. A report that cannot be written is a problem of the run: those behind it
  /// say so, and the run's verdict.
  ///
  static func write(
    _ report: inout DriftReport, to targets: [ReportTarget], _ outputs: inout RunOutputs
  ) -> (written: [ReportTarget], problems: [Problem]) {
    var problems: [Problem] = []
    var written: [ReportTarget] = []
    for target in targets {
      do throws(ReportError) {
        try outputs.write(report, as: target.format, to: target.path)
        written.append(target)
      } catch {
        guard !problems.contains(error.problem) else { continue }
        problems.append(error.problem)
        report.problems = (report.problems + [error.problem]).sorted()
      }
    }
    return (written, problems)
  }

  /// How the findings of a run that writes these reports can be accepted.
  static func acceptance(for targets: [ReportTarget], baseline: String) -> DriftReport.Acceptance? {
    targets.first { $0.format.name == "json" && $0.path != "-" }.map { target in
      DriftReport.Acceptance(
        reportPath: target.path, baselinePath: baseline == AuditOptions.baselineFile ? nil : baseline)
    }
  }
}
