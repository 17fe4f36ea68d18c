import Auditing
import Baselines
import Comparison
import Engines
import JSONInput
import Output
import Schema
import Settings
import Text
import ArgumentParser

/// What is audited: the arguments that `audit` and `baseline` share. Flags win over driftaudit.yml, and that over
/// defaults.
struct AuditOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Exports: files, folders (searched in full), globs, or - for standard input; .gz is read as it is.",
      valueName: "INPUT"), completion: .exports)
  var inputs: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Main: an existing file that holds one table, the folder of a Delta or Iceberg table, or a table among the inputs "
        + "(table, dataset.table or project.dataset.table).", valueName: "X"), completion: .exports)
  var main: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Which tables are staging tables, by name (repeatable); without it every table but main, unless a command has to be told.",
      valueName: "GLOB"))
  var staging: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Which tables are no staging tables, whatever --staging says (repeatable).", valueName: "GLOB"))
  var exclude: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The configuration; driftaudit.yml in the working folder if it is there.", valueName: "FILE"),
    completion: .configuration)
  var config: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Accepted drift; driftaudit.baseline.json in the working folder if it is there.", valueName: "FILE"),
    completion: .json)
  var baseline: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How names of staging tables tell their batch: _staging_{batch}_{worker}, or /REGEX/ with a group 'batch'.",
      valueName: "PATTERN"))
  var batchPattern: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Only staging tables of these batches (repeatable).", valueName: "GLOB"))
  var batch: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only staging tables created from then on, UTC.", valueName: "YYYY-MM-DD[Thh:mm:ss]"))
  var since: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only staging tables created until then, UTC; a day counts whole.",
      valueName: "YYYY-MM-DD[Thh:mm:ss]"))
  var until: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The engine of exports that do not tell which engine wrote them: "
        + EngineSet.all.nameable.map(\.rawValue).joined(separator: ", ") + ".", valueName: "ENGINE"))
  var engine: Engine?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How rows get into main: position (INSERT ROW, INSERT … SELECT *) or name (explicit columns). The other way no "
        + "longer counts for severities.", valueName: "WAY"))
  var loadedBy: Way?

  @Flag(name: .long, help: "Take views and external tables for staging tables too.")
  var includeViews = false

  @Flag(
    name: .long,
    help:
      "Fail on JSON of kinds that are not read in folders too, where it is otherwise left out with a warning."
  )
  var strictInputs = false

  @Flag(name: .long, help: "Take it as right that there are no staging tables.")
  var allowNoStaging = false

  func validate() throws {
    for (name, value) in [("--main", main), ("--config", config), ("--baseline", baseline)] where value == ""
    {
      throw ValidationError("\(name) is empty. Is a variable not set?")
    }
  }

  static let configurationFile = Configuration.usualFile
  static let baselineFile = "driftaudit.baseline.json"

  /// What flags, configuration and defaults come to.
  struct Plan {
    var request: AuditRun.Request
    var configuration: Configuration
    /// The baseline's path, whether or not there is such a file.
    var baselinePath: String
    /// What the run reads.
    var reads: ReadFiles
    /// Whether JSON of kinds that are not read is an error in folders too.
    var isStrict = false

    /// Bytes of the sources' files, for the progress bar.
    var sourceBytes: Int {
      let files = request.inputFiles(Set(request.audits.flatMap(\.settings.sources)).sorted()).files
      let sizes = files.compactMap(\.size)
      // Of what comes through a pipe nobody knows how much it is.
      return sizes.count < files.count ? 0 : sizes.reduce(0, +)
    }

    /// The first audit, read and compared, with a progress bar and the problems on standard error.
    ///
    /// - Throws: `ExitCode(2)` where something could not be read.
    func comparedAudit() throws -> ComparedAudit {
      let progress = ProgressBar.onStandardError("reading", total: sourceBytes)
      let report = AuditRun.run(
        request, loader: Loaders.standard(isStrict: isStrict) { progress?.update(done: $0) }
      ).report
      progress?.finish()
      Console.printProblems(report.problems)
      guard !report.problems.contains(where: { $0.severity == .error }), let compared = report.audits.first
      else {
        throw ExitCode(2)
      }
      return compared
    }
  }

  /// Brings flags, configuration and baseline together. Problems in them are in the plan's request.
  ///
  /// - Parameters:
  ///   - needsBaseline: Whether a baseline that was named but is not there is a problem.
  ///   - catalogs: Sources besides the inputs.
  ///   - now: The moment that decides what has expired; the clock's if not named.
  func plan(needsBaseline: Bool = true, from catalogs: [String] = [], now: Moment? = nil) throws -> Plan {
    let settings = settings(needsBaseline: needsBaseline)
    let now = try now ?? RunTime.now()
    var request = AuditRun.Request(generatedAt: try RunTime.stamp(now))
    request.today = CalendarDay(containing: now).description
    request.problems = settings.problems
    request.configuration = settings.configurationPath
    request.baseline = settings.baseline
    request.failOn = settings.configuration.failOn ?? .usual
    request.failOnStale = settings.configuration.failOnStale ?? false
    // What a broken configuration would have meant is not guessed at.
    request.audits = settings.isConfigured ? try audits(settings.configuration, from: catalogs) : []
    return Plan(
      request: request, configuration: settings.configuration, baselinePath: settings.baselinePath,
      reads: ReadFiles(settings, inputs: inputs, main: main), isStrict: strictInputs)
  }

  /// The plan of the one audit that is meant.
  ///
  /// - Parameter purpose: What is done with it: `merged`.
  /// - Throws: `ValidationError` where several are meant.
  func planOfOne(for purpose: String) throws -> Plan {
    let plan = try plan(needsBaseline: false)
    guard plan.request.audits.count < 2 else {
      throw ValidationError(
        "driftaudit.yml has \(plan.request.audits.count) audits: --main says which one is \(purpose).")
    }
    return plan
  }

  /// The configuration and the baseline, as far as they can be read.
  struct Settings {
    var configuration: Configuration
    /// The configuration's path; nil where there is none.
    var configurationPath: String?
    var isConfigured: Bool
    var baselinePath: String
    var baseline: (file: String, content: Baseline)?
    var problems: [Problem]
  }

  /// Reads the configuration and the baseline that flags, or the configuration, or defaults name.
  func settings(needsBaseline: Bool = true) -> Settings {
    let (configuration, problems) = ConfigurationFile.load(config)
    var settings = Settings(
      configuration: configuration,
      configurationPath: config ?? (InputFiles.exists(Self.configurationFile) ? Self.configurationFile : nil),
      isConfigured: !problems.contains { $0.severity == .error },
      baselinePath: baseline ?? configuration.baseline ?? Self.baselineFile, problems: problems)
    let isNamed = baseline != nil || configuration.baseline != nil
    if InputFiles.exists(settings.baselinePath) || isNamed && needsBaseline {
      let (content, problems) = Self.loadBaseline(settings.baselinePath)
      settings.problems += problems
      settings.baseline = content.map { (settings.baselinePath, $0) }
    }
    return settings
  }

  static func loadBaseline(_ path: String) -> (Baseline?, [Problem]) {
    switch FileBytes.read(path) {
    case .failure(let error): (nil, [error.problem])
    case .success(let bytes): Baseline.load(bytes: bytes, file: path, knownRules: Rules.names)
    }
  }

  private func audits(
    _ configuration: Configuration, from catalogs: [String]
  ) throws -> [AuditSpec] {
    let inputs = inputs + catalogs
    let patterns = try Self.patterns(staging, of: "--staging")
    let excluded = try Self.patterns(exclude, of: "--exclude")
    let batchPattern = try batchPattern.map {
      try Self.compiled($0, of: "--batch-pattern") { text throws(GlobError) in try BatchPattern(text) }
    }
    let batches = try batch.map {
      try Self.compiled($0, of: "--batch") { text throws(GlobError) in try Glob(text) }
    }
    let window = try window()
    var audits = configuration.audits.map(AuditSpec.init)
    if let main {
      audits = ConfiguredAudits(configuration, loader: Loaders.standard()).audits(ofMain: main)
      if audits.isEmpty {
        audits = [AuditSpec(main: main, mainPath: main, settings: configuration.settings)]
      }
    }
    let hasFlags =
      !(staging + exclude + batch + inputs).isEmpty || batchPattern != nil || engine != nil || includeViews
      || loadedBy != nil
      || !window.isOpen
    for index in audits.indices {
      if hasFlags { audits[index].isAsConfigured = false }
      if !patterns.isEmpty {
        audits[index].isNarrowed = !audits[index].settings.families.isEmpty
        audits[index].settings.families = [FamilyPattern(name: FamilyPattern.unnamed, patterns: patterns)]
      }
      if !excluded.isEmpty {
        audits[index].isNarrowed = true
        audits[index].settings.exclude += excluded
      }
      if let batchPattern { audits[index].settings.batch = batchPattern }
      if !batches.isEmpty {
        guard audits[index].settings.batch != nil else {
          throw ValidationError(
            "--batch needs --batch-pattern, or `batch` in driftaudit.yml, to know a table's batch.")
        }
        audits[index].isNarrowed = true
        audits[index].batches = batches
      }
      if !window.isOpen {
        audits[index].isNarrowed = true
        audits[index].created = window
      }
      if !inputs.isEmpty { audits[index].settings.sources = inputs }
      if let engine { audits[index].settings.engine = engine }
      if let loadedBy { audits[index].settings.loadedBy = loadedBy }
      if includeViews { audits[index].settings.includeViews = true }
      if allowNoStaging { audits[index].settings.allowNoStaging = true }
    }
    guard !audits.isEmpty else {
      throw Self.noMain
    }
    if let audit = audits.first(where: { $0.settings.sources.isEmpty }) {
      throw ValidationError(
        "nothing says where the exports are (audit of '\(SafeText.printable(audit.main))'): name files or folders, or "
          + "`sources` in driftaudit.yml.")
    }
    return audits
  }

  private func window() throws -> CreationWindow {
    func moment(_ text: String?, _ option: String, _ read: (String) -> Moment?) throws -> Moment? {
      guard let text else { return nil }
      guard let moment = read(text) else {
        throw ValidationError(
          "\(option) '\(SafeText.printable(text, limit: 60))' is no day like 2026-01-30 and no moment like 2026-01-30T18:12:23."
        )
      }
      return moment
    }
    var window = CreationWindow()
    window.since = try moment(since, "--since", CreationWindow.beginning)
    window.until = try moment(until, "--until", CreationWindow.end)
    if let since = window.since, let until = window.until, until < since {
      throw ValidationError("--until is before --since.")
    }
    return window
  }

  /// The error of a run that is not told what main is.
  static let noMain = ValidationError(
    "nothing says what main is: use --main, or driftaudit.yml (`driftaudit init` writes one).")

  /// Patterns of names, as an option gives them.
  static func patterns(_ texts: [String], of option: String) throws -> [TablePattern] {
    try texts.map { try compiled($0, of: option) { text throws(GlobError) in try TablePattern(text) } }
  }

  private static func compiled<Pattern>(
    _ text: String, of option: String, as make: (String) throws(GlobError) -> Pattern
  ) throws -> Pattern {
    do throws(GlobError) {
      return try make(text)
    } catch {
      throw ValidationError("\(option) '\(SafeText.printable(text))': \(error.message).")
    }
  }
}
