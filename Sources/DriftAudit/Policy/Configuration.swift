/// What driftaudit.yml says. What it does not say is nil or empty: flags and defaults decide then.
public struct Configuration: Hashable, Sendable {
  /// The file that is read where none is named.
  public static let usualFile = "driftaudit.yml"

  /// The audits, in the file's order; empty where the file names no main.
  public var audits: [Audit] = []
  /// What the top level says: audits of the file have it in them already, an audit from the command line takes it.
  public var settings = AuditSettings()
  /// From which severity on new or expired drift fails the run.
  public var failOn: FailLevel?
  /// Whether stale baseline entries fail the run.
  public var failOnStale: Bool?
  /// The baseline's path.
  public var baseline: String?
  /// The folder in which each audit is recorded; nil to record none.
  public var history: String?
  /// The folder for the reports.
  public var output: String?
  /// Exactly the reports to write instead of the usual ones in `output`, in the file's order.
  public var reports: [Report] = []

  /// One report to write.
  public struct Report: Hashable, Sendable {
    /// The format's name.
    public var format: String
    /// The file's path; `-` is standard output.
    public var path: String

    /// A report from its parts.
    public init(format: String, path: String) {
      self.format = format
      self.path = path
    }
  }

  /// One main with its staging tables.
  public struct Audit: Hashable, Sendable {
    /// Main as written: a file that holds one table, or the name of a table among the sources.
    public var main: String
    /// Main as a path, should it be a file.
    public var mainPath: String
    /// Where the audit is written.
    public var place: SourcePlace
    /// The audit's settings, the top level's included.
    public var settings: AuditSettings

    /// An audit from its parts.
    public init(main: String, mainPath: String, place: SourcePlace, settings: AuditSettings) {
      self.main = main
      self.mainPath = mainPath
      self.place = place
      self.settings = settings
    }
  }

  /// A configuration that says nothing.
  public init() {}

  /// The keys of the top level.
  public static let keys =
    (["audits", "baseline", "failOn", "failOnStale", "history", "output", "reports"] + auditKeys)
    .sorted()
  /// The keys of an audit.
  public static let auditKeys = [
    "allowNoStaging", "batch", "engine", "exclude", "families", "ignore", "includeViews", "lifecycle", "main",
    "merge",
    "rules", "sources", "staging",
  ]

  /// The keys of a family that is written as a mapping.
  public static let familyKeys = ["rules", "staging"]
  /// The keys of what is said about merging.
  public static let mergeKeys = [
    "dialect", "fill", "keep", "key", "onLossy", "orderBy", "partitionValues", "set",
  ]
  /// The keys of what is said about the lifecycle of staging tables.
  public static let lifecycleKeys = [
    "active", "completionFields", "completions", "counts", "maxLost", "minAge",
  ]

  /// Reads a configuration.
  ///
  /// - Parameters:
  ///   - text: The file's content.
  ///   - file: The file's path: paths in it are taken as relative to its folder.
  ///   - knownRules: The names of all rules.
  ///   - knownFormats: The names of all report formats.
  /// - Returns: The configuration, or nil where it has errors; and everything that is wrong with it.
  public static func load(
    text: String, file: String, knownRules: [String], knownFormats: [String]
  ) -> (Configuration?, [Problem]) {
    let document = YAMLDocument(text: text, file: file)
    var reader = ConfigurationReader(document: document, knownRules: knownRules, knownFormats: knownFormats)
    let configuration = reader.configuration()
    let problems = reader.problems.sorted()
    return (problems.contains { $0.severity == .error } ? nil : configuration, problems)
  }

  /// Reads a configuration from a file's bytes, which have to be UTF-8.
  public static func load(
    bytes: [UInt8], file: String, knownRules: [String], knownFormats: [String]
  ) -> (Configuration?, [Problem]) {
    if let text = String(validating: bytes, as: UTF8.self) {
      return load(text: text, file: file, knownRules: knownRules, knownFormats: knownFormats)
    }
    let place = BytePlaces(bytes).place(of: BytePlaces.invalidUTF8(in: bytes), in: file)
    return (nil, [Problem(at: place, "the file is not UTF-8 text.")])
  }
}

/// What can be said for all audits at the top level, and for one audit in its own entry.
public struct AuditSettings: Hashable, Sendable {
  /// The families in order, first match first; empty takes every table other than main into family `staging`.
  public var families: [FamilyPattern] = []
  /// The inputs, relative to the working folder.
  public var sources: [String] = []
  /// Tables that are no staging tables whatever the families say.
  public var exclude: [TablePattern] = []
  /// How a table's name tells its batch; nil where it does not.
  public var batch: BatchPattern?
  /// Severities by rule.
  public var rules: [RuleID: RuleSetting] = [:]
  /// Column paths about which nothing is reported.
  public var ignore: [ColumnPattern] = []
  /// The engine of exports that do not tell which engine wrote them; nil to find out from their types.
  public var engine: Engine?
  /// Whether views and external tables can be staging tables.
  public var includeViews = false
  /// Whether an audit without staging tables is in order.
  public var allowNoStaging = false
  /// How staging rows become rows of main.
  public var merge = MergeSettings()
  /// What tells left over from running, and lost from complete.
  public var lifecycle = LifecycleSettings()

  /// Settings that change nothing.
  public init() {}
}

/// What a configuration says about one rule.
public enum RuleSetting: Hashable, Sendable {
  case off
  case severity(Severity)

  /// The words that a user writes.
  public static let words = Severity.allCases.reversed().map(\.rawValue) + ["off"]

  /// A setting from its word. YAML 1.1 reads a plain `off` or `no` as false, and editors may write it back so.
  public init?(_ word: String) {
    if let severity = Severity(rawValue: word) {
      self = .severity(severity)
    } else if ["off", "no", "false"].contains(word.lowercased()) {
      self = .off
    } else {
      return nil
    }
  }
}
