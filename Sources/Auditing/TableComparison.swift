import Baselines
import Comparison
import Exports
import JSONInput
import Schema
import Settings
import Snapshots
import Text

/// Compares main with a single staging table: two files, or two tables among exports.
package struct TableComparison: Sendable {
  private let main: String
  private let staging: String
  private let sources: [String]
  private let settings: AuditSettings
  private let baseline: (file: String, content: Baseline)?
  /// From which severity on new or expired drift fails the run.
  package var failOn = FailLevel.warning
  /// Problems that were met before the comparison.
  package var problems: [Problem] = []
  /// The rules that there are; the settings say which of them run.
  package var rules = RuleSet.standard

  /// A comparison; each table is a file that holds one table, or a table's name among `sources`.
  package init(
    main: String, staging: String, sources: [String], settings: AuditSettings,
    baseline: (file: String, content: Baseline)? = nil
  ) {
    self.main = main
    self.staging = staging
    self.sources = sources
    self.settings = settings
    self.baseline = baseline
  }

  /// What came of it.
  package struct Outcome: Sendable {
    /// What every report format renders.
    package var report: DriftReport
    /// Both tables and what differs; nil where one of them could not be read.
    package var pair: (main: Table, staging: Table, findings: [Finding])?
  }

  /// Compares the two tables.
  ///
  /// - Parameter generatedAt: When the report is made, as `2026-11-24T04:00:00Z`.
  package func outcome(generatedAt: String, loader: ExportLoader) -> Outcome {
    var search = TableSearch(
      sources: sources, loader: loader.reading(settings.engine), problems: problems)
    let one = search.table(main)
    let other = search.table(staging)
    var report = DriftReport(
      generatedAt: generatedAt, failOn: failOn, audits: [], problems: search.problems.sorted())
    report.rules = rules
    guard let one, let other else { return Outcome(report: report, pair: nil) }
    guard one.table.schema.sampledRecords == nil else {
      var problem = MainSelection.sampled(one.table.name, at: nil)
      problem.table = one.table.name.description
      report.problems.append(problem)
      return Outcome(report: report, pair: nil)
    }
    let families = [
      StagingFamily(
        name: FamilyPattern.unnamed, tables: [StagingTable(name: other.table.name, schema: 0)])
    ]
    var catalog = Catalog()
    catalog.schemas = [other.table.schema]
    let translation = CatalogTranslation(catalog, families: families, main: one.table.schema)
    report.problems = (report.problems + translation.problems).sorted()
    var policy = DriftPolicy(
      settings: settings.rules, ignored: settings.ignore, baseline: baseline?.content,
      today: String(generatedAt.prefix(10)))
    policy.loadedBy = settings.loadedBy
    var audit = policy.applied(
      to: AuditComparer.compare(
        main: one.table, mainSource: one.source,
        families: families, schemas: translation.schemas, rules: policy.rules(for: rules.all)))
    audit.tellPlaces { _ in other.place }
    report.audits = [audit]
    // One table says nothing about entries that others may still match.
    report.baseline = baseline.map { DriftReport.BaselineStatus(file: $0.file, stale: []) }
    let staging = Table(name: other.table.name, schema: translation.schemas[0])
    return Outcome(report: report, pair: (one.table, staging, audit.findings))
  }
}

/// Finds single tables by file or by name.
private struct TableSearch {
  let sources: [String]
  let loader: ExportLoader
  var problems: [Problem]
  private var catalog: Catalog?

  init(sources: [String], loader: ExportLoader, problems: [Problem]) {
    self.sources = sources
    self.loader = loader
    self.problems = problems
  }

  /// A table, the file that holds it, and where it begins there; no place in standard input.
  typealias Found = (table: Table, source: String, place: SourcePlace?)

  mutating func table(_ text: String) -> Found? {
    if InputFiles.isFile(text) || text == "-" { return tableOfFile(text) }
    guard !sources.isEmpty else {
      problems += InputFiles([text]).problems.map { problem in
        var problem = problem
        problem.message += " To compare tables by name, say with --from where their exports are."
        return problem
      }
      return nil
    }
    let found = loadSources()
    let selection = MainSelection(
      named: text, among: found.tables.map(\.name), inputs: sources.joined(separator: ", "))
    switch selection {
    case .failed(let problem):
      if let problem { problems.append(problem) }
      return nil
    case .found(let index):
      let table = found.tables[index]
      return schema(of: table, in: found).map { ($0, found.source(of: table), found.place(of: table)) }
    }
  }

  private mutating func tableOfFile(_ path: String) -> Found? {
    let own = loader.load([InputFile(path: path)])
    problems += own.problems
    switch MainSelection(
      inFile: path, holding: own.tables.map(\.name), isReadInFull: own.problems.isEmpty, as: .compared)
    {
    case .failed(let problem):
      if let problem { problems.append(problem) }
      return nil
    case .found(let index):
      let table = own.tables[index]
      return schema(of: table, in: own).map { ($0, path, own.place(of: table)) }
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
    if let catalog { return catalog }
    let inputs = InputFiles(sources)
    let loaded = loader.load(inputs.files)
    problems += inputs.problems + loaded.problems + SnapshotCheck.problems(of: inputs.files)
    catalog = loaded
    return loaded
  }
}
