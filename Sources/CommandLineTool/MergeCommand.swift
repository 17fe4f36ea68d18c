import Auditing
import Comparison
import JSONInput
import Merging
import Settings
import Text
import ArgumentParser

/// Prints the statement that merges staging tables into main.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Print the MERGE that is safe for the schemas that are there.",
    discussion: """
      The script goes to standard output. Nothing is run. Each column is named, so that columns that staging lacks \
      or has in another order do no harm; where no statement would be safe, the reasons are told and nothing is printed.

      What no option says stands in driftaudit.yml, under `merge`.

      With --check, a MERGE that is there already is read, GoogleSQL only, and what it misses is told.

      Exit codes: 0 printed, or safe; 1 not safe; 2 refused, not understood in full, or something could not be read; \
      64 wrong use.
      """)

  @OptionGroup var audit: AuditOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A part of the key: a column of main, or an expression over its columns (repeatable).",
      valueName: "COLUMN-OR-EXPRESSION"))
  var key: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Of several rows with one key the one that has most of this is taken (repeatable).",
      valueName: "COLUMN-OR-EXPRESSION"))
  var orderBy: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Columns of main that an update leaves as they are (repeatable).", valueName: "COLUMN,…"))
  var keep: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What an update sets a column of main to; T is main, S staging (repeatable).",
      valueName: "COLUMN=EXPRESSION"))
  var set: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What stands in a column of main where staging has no value (repeatable).",
      valueName: "COLUMN=EXPRESSION"))
  var fill: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where a CAST may fail or lose a part of a value: let the merge fail (error), write NULL or what is left (safe-cast), "
        + "or leave the column out (skip). Default: error.", valueName: "HOW"))
  var onLossy: MergeSettings.Lossy?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Merge only these values of main's partitioning column (repeatable); without it those of the staging rows.",
      valueName: "VALUE,…"))
  var partitionValues: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Whose statements are written: bigquery, postgres (15 or later) or duckdb (1.4 or later). Default: main's engine, "
        + "else bigquery.", valueName: "ENGINE"))
  var dialect: DialectArgument?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Print nothing to run: say whether this BigQuery script, - for standard input, merges the staging tables safely; "
        + "--keep names what its UPDATE leaves out on purpose, * all.", valueName: "FILE"),
    completion: .file(extensions: ["sql"]))
  var check: String?

  /// What the flags say, and what driftaudit.yml says where they say nothing.
  private func settings(over configured: MergeSettings = MergeSettings()) throws -> MergeSettings {
    var settings = configured
    if !key.isEmpty { settings.keys = key }
    if !orderBy.isEmpty { settings.orderBy = orderBy }
    if !keep.isEmpty { settings.keep = Self.parts(keep) }
    if !set.isEmpty { settings.set = try Self.assignments(set, of: "--set") }
    if !fill.isEmpty { settings.fill = try Self.assignments(fill, of: "--fill") }
    if let onLossy { settings.onLossy = onLossy }
    if !partitionValues.isEmpty { settings.partitionValues = Self.parts(partitionValues) }
    if let dialect { settings.dialect = dialect.engine }
    return settings
  }

  func validate() throws {
    if check == "-", audit.inputs.contains("-") {
      throw ValidationError("the script and the exports cannot both come from standard input.")
    }
    _ = try settings()
  }

  func run() throws {
    let plan = try audit.planOfOne(for: "merged")
    let settings = try settings(over: plan.request.audits.first?.settings.merge ?? MergeSettings())
    guard !settings.keys.isEmpty || plan.request.audits.isEmpty || check != nil else {
      throw Self.lacksKey
    }
    let compared = try plan.comparedAudit()
    if let check { throw ExitCode(try checked(check, compared, kept: settings.keep)) }
    do throws(MergeRefusal) {
      Console.print(MergeScript(try MergePlan(MergeInput(compared), settings)).text)
    } catch {
      Console.printProblems(error.problems)
      throw ExitCode(2)
    }
  }

  /// The exit code of a check, of which everything else is printed.
  private func checked(_ path: String, _ audit: ComparedAudit, kept: [String]) throws -> Int32 {
    switch FileBytes.read(path) {
    case .failure(let error):
      Console.printProblems([error.problem])
      return 2
    case .success(let bytes):
      let check = MergeCheck(bytes, file: path, MergeInput(audit), kept: kept)
      Console.print(check.text)
      return check.verdict.exitCode
    }
  }

  /// What is said where neither options nor driftaudit.yml name a key.
  static let lacksKey = ValidationError(
    "nothing says which rows belong together: give --key, once for each part of the key, or `merge` with a `key` in "
      + "driftaudit.yml.")

  /// The parts of values with commas between them.
  static func parts(_ texts: [String]) -> [String] {
    texts.flatMap { $0.split(separator: ",") }.map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }

  private static func assignments(_ texts: [String], of option: String) throws -> [MergeSettings.Assignment] {
    try texts.map { text in
      guard let assignment = MergeSettings.Assignment(text) else {
        throw ValidationError(
          "\(option) '\(SafeText.printable(text, limit: 200))' is not COLUMN=EXPRESSION.")
      }
      return assignment
    }
  }
}

extension MergeSettings.Lossy: ExpressibleByArgument {}
