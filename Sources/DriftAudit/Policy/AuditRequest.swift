extension AuditRun {
  /// What is audited, and how the outcome is judged.
  public struct Request: Sendable {
    /// The audits to make.
    public var audits: [Audit] = []
    /// From which severity on new or expired drift fails the run.
    public var failOn = FailLevel.warning
    /// Whether stale baseline entries fail the run.
    public var failOnStale = false
    /// The baseline's file as the user named it, and what it holds; nil where the run has none.
    public var baseline: (file: String, content: Baseline)?
    /// The configuration's file as the user named it; nil where the run has none.
    public var configuration: String?
    /// Which staging tables the JSON report lists.
    public var listing = ReportedTables()
    /// Problems that were met before the run, in the configuration or the baseline.
    public var problems: [Problem] = []
    /// Sources that stand for a part of a live catalog, with the snapshot that was taken of it for this run.
    public var snapshots: [String: TakenSnapshot] = [:]
    /// When the report is made, UTC, as `2026-11-24T04:00:00Z`; its day decides which acceptances have expired.
    public var generatedAt: String

    /// A request without audits.
    public init(generatedAt: String) { self.generatedAt = generatedAt }

    /// The files of sources, snapshots of live catalogs among them.
    public func inputFiles(_ sources: [String]) -> InputFiles {
      InputFiles(sources, standingFor: snapshots.mapValues(\.files))
    }

    /// What is decided about the drift of one of the audits.
    public func policy(of audit: Audit) -> DriftPolicy {
      var policy = DriftPolicy(
        settings: audit.settings.rules, ignored: audit.settings.ignore, baseline: baseline?.content,
        today: String(generatedAt.prefix(10)))
      policy.familySettings = Dictionary(
        audit.settings.families.map { ($0.name, $0.rules) }, uniquingKeysWith: { first, _ in first })
      return policy
    }
  }

  /// One audit to make.
  public struct Audit: Hashable, Sendable {
    /// Main: a file that holds one table, or the name of a table among the sources.
    public var main: String
    /// Main as a path, should it be a file.
    public var mainPath: String
    /// Where main is named; nil for the command line.
    public var place: SourcePlace?
    /// Patterns, rules, ignored columns, and the sources.
    public var settings: AuditSettings
    /// Whether staging patterns were narrowed for this run, so that what is not found says nothing about the baseline.
    public var isNarrowed: Bool
    /// Patterns of the batches to compare, which `settings.batch` tells; empty for all.
    public var batches: [Glob] = []
    /// When the staging tables to compare were created.
    public var created = CreationWindow()
    /// Whether driftaudit.yml alone says all of this.
    public var isAsConfigured = false
    /// The sources and the engine of those that do not tell it.
    var exports: Exports { Exports(sources: settings.sources, engine: settings.engine) }

    /// An audit from its parts.
    public init(
      main: String, mainPath: String, place: SourcePlace? = nil, settings: AuditSettings,
      isNarrowed: Bool = false
    ) {
      self.main = main
      self.mainPath = mainPath
      self.place = place
      self.settings = settings
      self.isNarrowed = isNarrowed
    }

    /// An audit that the configuration describes.
    public init(_ audit: Configuration.Audit) {
      self.init(main: audit.main, mainPath: audit.mainPath, place: audit.place, settings: audit.settings)
      isAsConfigured = true
    }
  }

  /// What came of a run.
  public struct Outcome: Sendable {
    /// What every report format renders.
    public var report: DriftReport
    /// Bytes read, packed where files are packed.
    public var bytesRead: Int
    /// The paths of the files that were read and are not reports or baselines of earlier runs.
    public var exports: [String]
    /// Tables among the sources that no audit claims and none excludes, sorted by name.
    public var unmatched: [TableName]
  }

  /// Exports that are read together.
  struct Exports: Hashable {
    var sources: [String]
    /// The engine of exports that do not tell it; nil to find out.
    var engine: Engine?
  }
}

extension AuditRun.Audit {
  /// What selects the same tables for another command; nil where no words do.
  ///
  /// - Parameter name: Main's file, or its whole name.
  func selection(main name: String) -> ComparedAudit.Origin.Selection? {
    if isAsConfigured { return .configured(main: main) }
    guard created.isOpen, batches.isEmpty else { return nil }
    // Patterns of families that come first take tables from those behind them, but all are staging tables.
    var words = settings.sources + ["--main", name]
    for pattern in settings.families.flatMap(\.patterns) { words += ["--staging", pattern.text] }
    for pattern in settings.exclude { words += ["--exclude", pattern.text] }
    if let engine = settings.engine { words += ["--engine", engine.rawValue] }
    if settings.includeViews { words.append("--include-views") }
    return .words(words)
  }
}
