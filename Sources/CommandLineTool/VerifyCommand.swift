import Auditing
import Lifecycle
import Output
import Reports
import Settings
import ArgumentParser

/// Tells after a merge whether everything arrived.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Tell after a merge whether every batch arrived, and which columns no new row fills.",
    discussion: """
      Reads what queries counted, as `bq query --format=json` prints it, and beside it schemas, lists of tables and sample \
      records of writers; each is found by its content. --print-queries prints the statements that count. Nothing is run.

      Exit codes: 0 all batches are in main whole, and every column is filled somewhere; 1 not so; 2 something could not be \
      read; 64 wrong use.
      """)

  @OptionGroup var audit: AuditOptions

  @Flag(
    name: .long,
    help: "Print a shell script of the bq statements that count, from schemas and lists of tables; no report."
  )
  var printQueries = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --print-queries: a part of the key, as for merge (repeatable).", valueName: "COLUMN-OR-EXPRESSION"
    ))
  var key: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --print-queries: read only these values of main's partitioning column (repeatable).",
      valueName: "VALUE,…"))
  var partitionValues: [String] = []

  @OptionGroup var output: LifecycleReportOptions<VerifyFormats>

  func validate() throws {
    try LifecycleAudit.requireFiles(audit.inputs, for: "verify")
    if !printQueries, !key.isEmpty || !partitionValues.isEmpty {
      throw ValidationError("--key and --partition-values are for --print-queries.")
    }
    if printQueries, !output.report.isEmpty {
      throw ValidationError("--print-queries prints statements: there is nothing yet to report.")
    }
  }

  func run() throws {
    let plan = try audit.planOfOne(for: "verified")
    guard let audit = plan.request.audits.first else {
      Console.printProblems(plan.request.problems)
      throw ExitCode(2)
    }
    let progress = ProgressBar.onStandardError("reading", total: plan.sourceBytes)
    let loader = Loaders.standard(isStrict: self.audit.strictInputs) { progress?.update(done: $0) }
    if printQueries {
      try LifecycleAudit.requirePatterns(audit)
      let settings = try settings(over: audit.settings.merge)
      let (queries, problems) = VerifySearch.queries(
        audit, settings, problems: plan.request.problems, loader: loader)
      progress?.finish()
      Console.printProblems(problems)
      guard let queries else { throw ExitCode(2) }
      Console.print(queries.script(command: Self.next(CommandLine.arguments)))
    } else {
      let report = VerifySearch.run(audit, problems: plan.request.problems, loader: loader)
      progress?.finish()
      try output.show(report, problems: report.problems, verdict: report.verdict, plan.reads)
    }
  }

  private func settings(over configured: MergeSettings) throws -> MergeSettings {
    var settings = configured
    if !key.isEmpty { settings.keys = key }
    if !partitionValues.isEmpty { settings.partitionValues = MergeCommand.parts(partitionValues) }
    guard !settings.keys.isEmpty else { throw MergeCommand.lacksKey }
    return settings
  }

  /// The command that reads what the statements print.
  private static func next(_ arguments: [String]) -> [String] {
    var words = ["driftaudit"]
    var skips = false
    for word in arguments.dropFirst() {
      defer { skips = ["--key", "--partition-values"].contains(word) }
      if skips || word == "--print-queries" || ["--key", "--partition-values"].contains(word) { continue }
      if word.hasPrefix("--key=") || word.hasPrefix("--partition-values=") { continue }
      words.append(word)
    }
    return words
  }
}
