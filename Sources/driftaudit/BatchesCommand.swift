import ArgumentParser
import DriftAudit

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

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Completion records (repeatable, or several at once); pages of one list in their order.",
      valueName: "FILE"),
    completion: .json)
  var completions: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What a field of the records is called (repeatable). NAME: "
        + CompletionFields.Name.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "NAME=FIELD"),
    completion: .list(CompletionFields.Name.allCases.map { "\($0.rawValue)=" }))
  var field: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many staging tables of a batch may be lost: a number, or a share of them such as 5%. Default: 0.",
      valueName: "N"))
  var maxLost: String?

  @OptionGroup var output: LifecycleReportOptions

  func validate() throws {
    if completions.isEmpty {
      throw ValidationError("--completions names no file: there is nothing to hold the tables against.")
    }
    if completions.contains("") { throw ValidationError("--completions is empty. Is a variable not set?") }
    _ = try fields()
    _ = try limit()
  }

  func run() throws {
    let plan = try audit.plan(needsBaseline: false)
    guard plan.request.audits.count < 2 else {
      throw ValidationError(
        "driftaudit.yml has \(plan.request.audits.count) audits: --main says whose batches are meant.")
    }
    guard let audit = plan.request.audits.first else {
      Console.printProblems(plan.request.problems)
      throw ExitCode(2)
    }
    try LifecycleAudit.requirePatterns(audit)
    let files = InputFiles(completions)
    let records = CompletionRecords(files.files.map(\.path), try fields())
    let progress = ProgressBar.onStandardError("reading", total: plan.sourceBytes)
    let report = BatchSearch.run(
      audit, records, limit: try limit(), problems: plan.request.problems + files.problems,
      loader: Loaders.standard { progress?.update(done: $0) })
    progress?.finish()
    try output.show(report, as: BatchesFormats.all, problems: report.problems, verdict: report.verdict)
  }

  private func fields() throws -> CompletionFields {
    var fields = CompletionFields()
    for text in field {
      if let fault = fields.set(text) {
        throw ValidationError("--field '\(Diagnostics.printable(text, limit: 200))': \(fault).")
      }
    }
    return fields
  }

  private func limit() throws -> LostLimit {
    guard let maxLost else { return .none }
    guard let limit = LostLimit(maxLost) else {
      throw ValidationError(
        "--max-lost '\(Diagnostics.printable(maxLost, limit: 60))' is no number of tables like 12 and no share like 5%."
      )
    }
    return limit
  }
}

/// What commands on batches need to know of an audit.
enum LifecycleAudit {
  /// Without a pattern every table but main would be a staging table.
  static func requireStaging(_ audit: AuditRun.Audit) throws {
    if audit.settings.families.isEmpty {
      throw ValidationError(
        "nothing says which tables are staging tables of '\(Diagnostics.printable(audit.main))': use --staging, or `staging` "
          + "in driftaudit.yml.")
    }
  }

  /// Staging tables have to be told, and how their names tell a batch: without that no table would have one.
  static func requirePatterns(_ audit: AuditRun.Audit) throws {
    try requireStaging(audit)
    if audit.settings.batch == nil {
      throw ValidationError(
        "nothing says how a table's name tells its batch (main '\(Diagnostics.printable(audit.main))'): use --batch-pattern, or `batch` in driftaudit.yml."
      )
    }
  }
}
