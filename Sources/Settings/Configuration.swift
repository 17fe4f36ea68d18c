import Comparison
import JSONInput
import Schema

/// What driftaudit.yml says. What it does not say is nil or empty: flags and defaults decide then.
package struct Configuration: Hashable, Sendable {
  /// The file that is read where none is named.
  package static let usualFile = "driftaudit.yml"

  /// The audits, in the file's order; empty where the file names no main.
  package var audits: [Audit] = []
  /// What the top level says: audits of the file have it in them already, an audit from the command line takes it.
  package var settings = AuditSettings()
  /// From which severity on new or expired drift fails the run.
  package var failOn: FailLevel?
  /// Whether stale baseline entries fail the run.
  package var failOnStale: Bool?
  /// The baseline's path.
  package var baseline: String?
  /// The folder in which each audit is recorded; nil to record none.
  package var history: String?
  /// The folder for the reports.
  package var output: String?
  /// Exactly the reports to write instead of the usual ones in `output`, in the file's order.
  package var reports: [Report] = []

  /// One report to write.
  package struct Report: Hashable, Sendable {
    /// The format's name.
    package var format: String
    /// The file's path; `-` is standard output.
    package var path: String

    /// A report from its parts.
    init(format: String, path: String) {
      self.format = format
      self.path = path
    }
  }

  /// One main with its staging tables.
  package struct Audit: Hashable, Sendable {
    /// Main as written: a file that holds one table, or the name of a table among the sources.
    package var main: String
    /// Main as a path, should it be a file.
    package var mainPath: String
    /// Where the audit is written.
    package var place: SourcePlace
    /// The audit's settings, the top level's included.
    package var settings: AuditSettings

    /// An audit from its parts.
    init(main: String, mainPath: String, place: SourcePlace, settings: AuditSettings) {
      self.main = main
      self.mainPath = mainPath
      self.place = place
      self.settings = settings
    }
  }

  /// A configuration that says nothing.
  package init() {}

  /// The keys of the top level.
  static let keys =
    (["audits", "baseline", "failOn", "failOnStale", "history", "output", "reports"] + auditKeys)
    .sorted()
  /// The keys of an audit.
  static let auditKeys = [
    "allowNoStaging", "batch", "engine", "exclude", "families", "ignore", "includeViews", "lifecycle",
    "loadedBy", "main", "merge",
    "rules", "sources", "staging",
  ]

  /// The keys of a family that is written as a mapping.
  static let familyKeys = ["rules", "staging"]
  /// The keys of what is said about merging.
  static let mergeKeys = [
    "dialect", "fill", "keep", "key", "onLossy", "orderBy", "partitionValues", "set",
  ]
  /// The keys of what is said about the lifecycle of staging tables.
  static let lifecycleKeys = [
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
  static func load(
    text: String, file: String, knownRules: [String], knownFormats: [String]
  ) -> (Configuration?, [Problem]) {
    let document = YAMLDocument(text: text, file: file)
    var reader = ConfigurationReader(document: document, knownRules: knownRules, knownFormats: knownFormats)
    let configuration = reader.configuration()
    let problems = reader.problems.sorted()
    return (problems.contains { $0.severity == .error } ? nil : configuration, problems)
  }

  /// Reads a configuration from a file's bytes, which have to be UTF-8.
  package static func load(
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
package struct AuditSettings: Hashable, Sendable {
  /// The families in order, first match first; empty takes every table other than main into family `staging`.
  package var families: [FamilyPattern] = []
  /// The inputs, relative to the working folder.
  package var sources: [String] = []
  /// Tables that are no staging tables whatever the families say.
  package var exclude: [TablePattern] = []
  /// How a table's name tells its batch; nil where it does not.
  package var batch: BatchPattern?
  /// Severities by rule.
  package var rules: [RuleID: RuleSetting] = [:]
  /// Column paths about which nothing is reported.
  package var ignore: [ColumnPattern] = []
  /// The engine of exports that do not tell which engine wrote them; nil to find out from their types.
  package var engine: Engine?
  /// The way by which rows get into main; nil where both count.
  package var loadedBy: Way?
  /// Whether views and external tables can be staging tables.
  package var includeViews = false
  /// Whether an audit without staging tables is in order.
  package var allowNoStaging = false
  /// How staging rows become rows of main.
  package var merge = MergeSettings()
  /// What tells left over from running, and lost from complete.
  package var lifecycle = LifecycleSettings()

  /// Settings that change nothing.
  package init() {}
}

/// What a configuration says about one rule.
package enum RuleSetting: Hashable, Sendable {
  case off
  case severity(Severity)

  /// The words that a user writes.
  static let words = Severity.allCases.reversed().map(\.rawValue) + ["off"]

  /// A setting from its word. YAML 1.1 reads a plain `off` or `no` as false, and editors may write it back so.
  init?(_ word: String) {
    if let severity = Severity(rawValue: word) {
      self = .severity(severity)
    } else if ["off", "no", "false"].contains(word.lowercased()) {
      self = .off
    } else {
      return nil
    }
  }
}
