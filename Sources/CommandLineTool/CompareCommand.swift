import Platform
import Auditing
import Reports
import Schema
import Settings
import ArgumentParser

/// Compares main with one staging table, side by side.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare main with one staging table, side by side.",
    discussion: """
      MAIN and STAGING are files or folders that hold one table each, or names of tables in --from, or in the sources of \
      driftaudit.yml. They are judged as `audit` does: by its families, severities, ignored columns and baseline.

      Exit codes as in audit: 0, 1 where there is drift at or above --fail-on, 2, 64.
      """)

  @Argument(
    help: ArgumentHelp("A file or folder that holds one table, or a table's name.", valueName: "MAIN"),
    completion: .exports)
  var main: String

  @Argument(
    help: ArgumentHelp("A file or folder that holds one table, or a table's name.", valueName: "STAGING"),
    completion: .exports)
  var staging: String

  @Option(
    name: .long,
    help: ArgumentHelp("Exports that hold the tables that are named (repeatable).", valueName: "INPUT"),
    completion: .exports)
  var from: [String] = []

  @Flag(name: .long, help: "Show equal columns too.")
  var all = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The configuration; driftaudit.yml in the working folder if it is there.", valueName: "FILE"),
    completion: .configuration)
  var config: String?

  @Option(name: .long, help: ArgumentHelp("Accepted drift.", valueName: "FILE"), completion: .json)
  var baseline: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The engine of exports that do not tell which engine wrote them.", valueName: "ENGINE"))
  var engine: Engine?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How rows get into main: position or name, as for audit. The other way no longer counts for severities.",
      valueName: "WAY"))
  var loadedBy: Way?

  @Flag(
    name: .long,
    help:
      "Fail on JSON of kinds that are not read in folders too, where it is otherwise left out with a warning."
  )
  var strictInputs = false

  @OptionGroup var clock: ClockOptions
  @OptionGroup var report: ReportOptions

  func validate() throws {
    if main == "-", staging == "-" { throw ValidationError("only one table can come from standard input.") }
  }

  func run() throws {
    var options = AuditOptions()
    options.config = config
    options.baseline = baseline
    let settings = options.settings()
    var run = TableComparison(
      main: main, staging: staging, sources: from, configuration: settings.configuration)
    run.engine = engine
    run.loadedBy = loadedBy
    run.baseline = settings.baseline
    run.failOn = report.failOn ?? settings.configuration.failOn ?? .usual
    run.problems = settings.problems
    run.isConfigured = settings.isConfigured
    let outcome = run.outcome(
      generatedAt: try RunTime.stamp(try clock.moment()), today: try clock.today(),
      loader: Loaders.standard(isStrict: strictInputs)
    )
    var result = outcome.report
    result.configuration = settings.configurationPath
    result.repository = RunFolder.repository
    Console.printProblems(result.problems)
    let targets = try report.reports()
    result.acceptance = ReportOutput.acceptance(for: targets, baseline: settings.baselinePath)
    var outputs = ReadFiles(settings).adding([main, staging] + from).outputs
    Console.printProblems(ReportOutput.write(&result, to: targets, &outputs).problems)
    if let pair = outcome.pair {
      let toError = targets.contains { $0.path == "-" }
      let isTerminal = (toError ? FileDescriptor.standardError : .standardOutput).isTerminal
      let table = ComparisonTable(
        pair, report: result, showsAll: all, width: isTerminal ? Console.width : 80,
        colour: toError ? Console.errorIsColoured : Console.outputIsColoured)
      Console.print(table.text, toError: toError)
    }
    throw ExitCode(result.verdict.exitCode)
  }
}
