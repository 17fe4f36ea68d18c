import Engines
import Platform
import Snapshots
import Text
import ArgumentParser

/// How live catalogs are asked: the arguments that `snapshot` and `audit --from` share.
struct CatalogOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "An argument for bq, psql or duckdb itself, before all others (repeatable): --project_id=my-project.",
      valueName: "ARG"))
  var toolArgument: [String] = []

  @Flag(name: .long, help: "Ask BigQuery for COLUMN_FIELD_PATHS too: descriptions and policy tags.")
  var fieldPaths = false

  @Option(
    name: .long,
    help: ArgumentHelp("Seconds that a call of bq, psql or duckdb may take (600).", valueName: "SECONDS"))
  var timeout: Int?

  @Option(
    name: .long,
    help: ArgumentHelp("How often is asked at most where something fails that passes (5).", valueName: "N"))
  var attempts: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Seconds before the second attempt, twice as long before each further one (1).", valueName: "SECONDS"))
  var retryWait: Int?

  @Option(
    name: .long, help: ArgumentHelp("How many datasets are asked about at once (4).", valueName: "N"))
  var jobs: Int?

  func validate() throws {
    for (name, value, least) in [
      ("--timeout", timeout, 1), ("--attempts", attempts, 1), ("--retry-wait", retryWait, 0),
      ("--jobs", jobs, 1),
    ] {
      if let value, value < least || value > 86_400 {
        throw ValidationError("\(name) takes a number from \(least) to 86400.")
      }
    }
    if toolArgument.contains(where: { $0.utf8.contains(0) }) {
      throw ValidationError("--tool-argument takes no NUL.")
    }
  }

  /// Whether anything is said.
  var isGiven: Bool {
    !toolArgument.isEmpty || fieldPaths || [timeout, attempts, retryWait, jobs].contains { $0 != nil }
  }

  /// A run that asks as these arguments say.
  func run(_ addresses: [CatalogAddress], takenAt: String, interruption: Interruption) -> SnapshotRun {
    var run = SnapshotRun(addresses, takenAt: takenAt, interruption: interruption)
    run.options.arguments = toolArgument
    run.options.includesFieldPaths = fieldPaths
    run.timeout = timeout ?? run.timeout
    run.retry = RetryPolicy(
      attempts: attempts ?? run.retry.attempts, firstWait: retryWait ?? run.retry.firstWait)
    run.jobs = jobs ?? run.jobs
    run.note = { Console.printError("note: \(SafeText.line($0))\n") }
    return run
  }

  /// An address as an argument gives it.
  static func address(
    of option: String, _ text: String, _ make: () throws(CatalogAddressError) -> CatalogAddress
  )
    throws -> CatalogAddress
  {
    do throws(CatalogAddressError) {
      return try make()
    } catch {
      throw ValidationError(
        "\(option) '\(SafeText.printable(text, limit: 200))': \(SafeText.printable(error.message))")
    }
  }

  /// Ends the process as the signal that came would have.
  static func end(_ signal: Int32, _ interruption: Interruption) -> ExitCode {
    Console.printError("interrupted: nothing was written.\n")
    interruption.release()
    return ExitCode(128 + signal)
  }
}
