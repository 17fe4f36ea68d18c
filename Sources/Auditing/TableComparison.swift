import Baselines
import Comparison
import Exports
import JSONInput
import Schema
import Settings
import Snapshots
import Text

/// Compares main with a single staging table: two files, or two tables among exports. It is judged as an audit of the same
/// two tables judges it.
package struct TableComparison: Sendable {
  private let main: String
  private let staging: String
  private let sources: [String]
  private let configuration: Configuration
  /// The engine of exports that do not name theirs; nil for that of the configuration.
  package var engine: Engine?
  /// The way by which rows get into main; nil for what the configuration says.
  package var loadedBy: Way?
  /// The accepted findings; nil where the run has no baseline.
  package var baseline: (file: String, content: Baseline)?
  /// From which severity on new or expired drift fails the run.
  package var failOn = FailLevel.warning
  /// Whether the configuration could be read: what a broken one would have meant is not guessed at.
  package var isConfigured = true
  /// Problems that were met before the comparison.
  package var problems: [Problem] = []
  /// The rules that there are; the settings say which of them run.
  package var rules = RuleSet.standard

  /// A comparison; each table is a file or folder that holds one table, or a table's name among `sources`, or among the
  /// sources of the configured audit.
  package init(
    main: String, staging: String, sources: [String], configuration: Configuration = Configuration()
  ) {
    self.main = main
    self.staging = staging
    self.sources = sources
    self.configuration = configuration
  }

  /// What came of it.
  package struct Outcome: Sendable {
    /// What every report format renders.
    package var report: DriftReport
    /// Both tables and what differs; nil where one of them could not be read.
    package var pair: ComparedPair?
  }

  /// Compares the two tables.
  ///
  /// - Parameters:
  ///   - generatedAt: When the report says that it was made, as `2026-11-24T04:00:00Z`.
  ///   - today: The day that decides which acceptances have expired, UTC; that of `generatedAt` if not named.
  package func outcome(generatedAt: String, today: String? = nil, loader: ExportLoader) -> Outcome {
    var report = DriftReport(generatedAt: generatedAt, failOn: failOn, audits: [], problems: problems)
    report.rules = rules
    guard isConfigured, let found = found(loader, &report.problems) else {
      return Outcome(report: report, pair: nil)
    }
    let (one, other) = (found.main, found.staging)
    var settings = found.settings
    settings.loadedBy = loadedBy ?? settings.loadedBy
    let family =
      StagingSelection.first(of: settings.families, matching: other.table.name)
      .map { settings.families[$0.0].name } ?? FamilyPattern.unnamed
    let families = [
      StagingFamily(name: family, tables: [StagingTable(name: other.table.name, schema: 0)])
    ]
    var catalog = Catalog()
    catalog.schemas = [other.table.schema]
    let translation = CatalogTranslation(catalog, families: families, main: one.table.schema)
    report.problems = (report.problems + translation.problems).sorted()
    let policy = DriftPolicy(
      settings, baseline: baseline?.content, today: today ?? String(generatedAt.prefix(10)))
    func compared(by rules: [any Rule]) -> ComparedAudit {
      AuditComparer.compare(
        main: one.table, mainSource: one.source, families: translation.families(families),
        schemas: translation.schemas,
        rules: rules)
    }
    let own = policy.rules(for: rules.all)
    var audit = policy.applied(to: compared(by: own))
    audit.tellPlaces { _ in other.place }
    report.audits = [audit]
    // One table says nothing about entries that others may still match.
    report.baseline = baseline.map { DriftReport.BaselineStatus(file: $0.file, stale: []) }
    let running = Set(own.map(\.id))
    let everything = compared(by: rules.all.filter { $0.isOnByDefault || running.contains($0.id) })
    return Outcome(
      report: report,
      pair: ComparedPair(
        main: one.table, staging: Table(name: other.table.name, schema: translation.schemas[0]),
        found: everything.findings, judged: audit.findings, by: policy))
  }

  // MARK: Finding the tables

  /// Both tables, and the settings that they are judged by.
  private struct Found {
    var main: TableSearch.Found
    let staging: TableSearch.Found
    let settings: AuditSettings
  }

  private func found(_ loader: ExportLoader, _ problems: inout [Problem]) -> Found? {
    let audits = ConfiguredAudits(configuration, loader: loader)
    var audit = main == "-" ? nil : audits.audits(ofMain: main).first
    var search = search(audit, loader)
    var one = search.table(main)
    if audit == nil, let found = one {
      audit = audits.audits(ofTableNamed: found.table.name.description, calledFor: main).first
      // What came through standard input is gone.
      if let audit, main != "-", staging != "-" {
        search = self.search(audit, loader)
        one = search.table(main)
      }
    }
    let other = search.table(staging)
    problems += search.problems
    defer { problems.sort() }
    guard var one, let other else { return nil }
    guard one.table.schema.sampledRecords == nil else {
      var problem = MainSelection.sampled(one.table.name, at: nil)
      problem.table = one.table.name.description
      problems.append(problem)
      return nil
    }
    if one.isFile, let loaded = search.loaded {
      let (table, problem) = loaded.completing(one.table, ofFile: main)
      one.table = table
      if let problem { problems.append(problem) }
    }
    if let audit, let problem = Self.leavesOut(audit, other.table.name, main: one.table.name) {
      problems.append(problem)
    }
    return Found(main: one, staging: other, settings: audit?.settings ?? configuration.settings)
  }

  private func search(_ audit: AuditSpec?, _ loader: ExportLoader) -> TableSearch {
    let settings = audit?.settings ?? configuration.settings
    return TableSearch(
      sources: sources.isEmpty ? settings.sources : sources, isGiven: !sources.isEmpty,
      loader: loader.reading(engine ?? settings.engine).besides(
        mains: mainFiles ?? audit?.mainFiles ?? []))
  }

  /// The files that main names; nil where it is a table's name.
  private var mainFiles: [String]? {
    let inputs = main == "-" ? InputFiles([]) : InputFiles([main])
    return inputs.files.isEmpty ? nil : inputs.files.map(\.path)
  }

  /// What is said of a table that the configured audit does not look at.
  private static func leavesOut(_ audit: AuditSpec, _ name: TableName, main: TableName) -> Problem? {
    guard name != main else { return nil }
    let why: String
    if let pattern = audit.settings.exclude.first(where: { $0.matches(name) }) {
      why = "'\(pattern.text.clipped())' excludes it"
    } else if audit.settings.families.isEmpty
      || StagingSelection.first(of: audit.settings.families, matching: name) != nil
    {
      return nil
    } else {
      why = "no pattern of its staging tables matches"
    }
    return Problem(
      .warning, at: audit.place,
      "the audit of '\(audit.main.clipped())' does not look at '\(name.description.clipped())': \(why).")
  }
}

/// Finds single tables by file, by folder or by name.
private struct TableSearch {
  private let sources: [String]
  /// Whether the command names the sources, and not the configuration.
  private let isGiven: Bool
  private let loader: ExportLoader
  private(set) var problems: [Problem] = []
  /// What the sources hold, where a table was looked for among them.
  private(set) var loaded: Catalog?

  init(sources: [String], isGiven: Bool, loader: ExportLoader) {
    self.sources = sources
    self.isGiven = isGiven
    self.loader = loader
  }

  /// A table with the file that holds it.
  struct Found {
    var table: Table
    let source: String
    /// Where it begins in its file; nil in standard input.
    let place: SourcePlace?
    /// Whether a file of its own holds it.
    var isFile = false
  }

  mutating func table(_ text: String) -> Found? {
    if InputFiles.isFile(text) || text == "-" {
      return table(of: [InputFile(path: text)], namedBy: text, kind: "file")
    }
    // A table's name may be a folder's too, and a path may hold no table's name.
    let inputs = InputFiles([text])
    let isPath = InputFiles.exists(text) || inputs.problems.isEmpty
    if !sources.isEmpty, !isPath || isGiven {
      let found = loadSources()
      let selection = MainSelection(
        named: text, among: found.tables.map(\.name), inputs: sources.joined(separator: ", "))
      switch selection {
      case .found(let index):
        let table = found.tables[index]
        return schema(of: table, in: found).map {
          Found(table: $0, source: found.source(of: table), place: found.place(of: table))
        }
      case .failed(let problem):
        if !isPath {
          let isMissingFile = !isGiven && (text.contains("/") || InputFiles.isExport(text))
          problems += isMissingFile ? inputs.problems : problem.map { [$0] } ?? []
          return nil
        }
      }
    }
    guard isPath, inputs.problems.isEmpty else {
      problems += inputs.problems.map { problem in
        var problem = problem
        if !isPath {
          problem.message += " To compare tables by name, say with --from where their exports are."
        }
        return problem
      }
      return nil
    }
    return table(of: inputs.files, namedBy: text, kind: InputFiles.exists(text) ? "folder" : "pattern")
  }

  /// The only table of files that one path names.
  private mutating func table(of files: [InputFile], namedBy path: String, kind: String) -> Found? {
    let own = loader.load(files)
    problems += own.problems
    switch MainSelection(
      inFile: path, holding: own.tables.map(\.name), isReadInFull: own.isReadInFull, as: .compared,
      kind: kind)
    {
    case .failed(let problem):
      if let problem { problems.append(problem) }
      return nil
    case .found(let index):
      let table = own.tables[index]
      return schema(of: table, in: own).map {
        Found(
          table: $0, source: kind == "file" ? path : own.source(of: table), place: own.place(of: table),
          isFile: kind == "file" && path != "-")
      }
    }
  }

  private mutating func schema(of table: CatalogTable, in catalog: Catalog) -> Table? {
    guard let schema = table.schema else {
      problems.append(Problem(table: table.name.description, "the table \(table.name) could not be read."))
      return nil
    }
    return Table(name: table.name, schema: catalog.schemas[schema])
  }

  private mutating func loadSources() -> Catalog {
    if let loaded { return loaded }
    let inputs = InputFiles(sources)
    let catalog = loader.load(inputs.files)
    problems += inputs.problems + catalog.problems + SnapshotCheck.problems(of: inputs.files)
    loaded = catalog
    return catalog
  }
}
