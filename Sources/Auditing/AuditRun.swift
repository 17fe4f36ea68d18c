import Baselines
import Comparison
import Exports
import JSONInput
import Schema
import Settings
import Snapshots
import Text

/// One run: exports are loaded, each main is compared with its staging tables, and the outcome is judged.
package struct AuditRun: Sendable {
  private let loader: ExportLoader
  private var catalogs: [Exports: Catalog] = [:]
  private var problems: [Problem]
  private var bytesRead = 0
  private var exports: [String] = []
  /// The mains of all audits, as they are named.
  private let mains: [String]
  /// The indices of these among the tables of exports.
  private var namedMains: [Exports: Set<Int>] = [:]
  /// The files of sources that stand for a part of a live catalog.
  private let snapshots: [String: [InputFile]]

  /// Makes all audits of a request.
  package static func run(_ request: Request, loader: ExportLoader) -> Outcome {
    var run = AuditRun(
      loader: loader, problems: request.problems, mains: request.audits.map(\.main),
      snapshots: request.snapshots.mapValues(\.files))
    return run.outcome(request)
  }

  private init(
    loader: ExportLoader, problems: [Problem], mains: [String], snapshots: [String: [InputFile]]
  ) {
    self.loader = loader
    self.mains = mains
    self.snapshots = snapshots
    self.problems = problems
  }

  private mutating func outcome(_ request: Request) -> Outcome {
    let prepared = withoutRepetitions(request.audits.map { prepare($0, of: request) })
    addConflicts(prepared)
    var audits: [ComparedAudit] = []
    var asked: [TableName: AskedAudit] = [:]
    var forBaseline: [(audit: ComparedAudit, isComplete: Bool)] = []
    let isRead = !problems.contains { $0.severity == .error }
    for audit in prepared.compactMap(\.self) {
      let policy = request.policy(of: audit.request)
      let compared = policy.applied(
        to: AuditComparer.compare(
          main: audit.main, mainSource: audit.source, families: audit.families,
          schemas: audit.translation.schemas,
          rules: policy.rules(for: request.rules.all)))
      problems += audit.translation.problems
      var folded = compared
      folded.isFolded = catalogs[audit.request.exports]?.folded != nil
      var (divided, problem) = BatchSelection(audit.request).divided(folded)
      asked[audit.main.name] = self.asked(audit)
      divided.tellPlaces { catalogs[audit.request.exports]?.place(ofTableNamed: $0) }
      audits.append(divided)
      if let problem { problems.append(problem) }
      forBaseline.append((compared, isRead && !audit.request.isNarrowed))
    }
    audits.sort { $0.main.name < $1.main.name }
    let baseline = request.baseline.map {
      DriftReport.BaselineStatus(file: $0.file, stale: $0.content.stale(after: forBaseline))
    }
    var seen: Set<Problem> = []
    var report = DriftReport(
      generatedAt: request.generatedAt, failOn: request.failOn, audits: audits,
      problems: problems.sorted().filter { seen.insert($0).inserted }, baseline: baseline,
      failOnStale: request.failOnStale)
    report.rules = request.rules
    report.asked = asked
    report.configuration = request.configuration
    report.listing = request.listing
    return Outcome(report: report, bytesRead: bytesRead, exports: exports, unmatched: unmatched(prepared))
  }

  private func asked(_ audit: Prepared) -> AskedAudit {
    var asked = AskedAudit()
    asked.isNarrowed = audit.request.isNarrowed
    asked.place = audit.request.place
    asked.origin = origin(of: audit)
    return asked
  }

  /// How an audit's tables can be read again: what came through standard input, or from a live catalog, cannot.
  private func origin(of audit: Prepared) -> AskedAudit.Origin? {
    let sources = audit.request.settings.sources
    guard !sources.contains("-"), !sources.contains(where: { snapshots[$0] != nil }) else { return nil }
    var origin = AskedAudit.Origin(
      main: audit.mainIsFile ? audit.request.mainPath : audit.main.name.description,
      sources: audit.request.settings.sources, engine: audit.request.settings.engine)
    origin.selection = audit.request.selection
    origin.hasKey = !audit.request.settings.merge.keys.isEmpty
    return origin
  }

  // MARK: Preparing

  /// An audit of which main and staging tables are known.
  private struct Prepared {
    let request: AuditSpec
    let main: Table
    let source: String
    let mainIsFile: Bool
    let families: [StagingFamily]
    let translation: CatalogTranslation
    let selection: StagingSelection
    let tables: [TableName]
  }

  private mutating func prepare(_ audit: AuditSpec, of request: Request) -> Prepared? {
    let catalog = catalog(of: audit.exports, request)
    let names = catalog.tables.map(\.name)
    let inputs = audit.settings.sources.joined(separator: ", ")
    guard let main = main(of: audit, in: catalog, names: names) else { return nil }
    let others = otherMains(than: main.index, of: audit.exports, names: names)
    let selection = StagingSelection(
      from: names, main: main.index, otherMains: others, excluding: audit.settings.exclude,
      views: audit.settings.includeViews ? [] : catalog.views, patterns: audit.settings.families,
      inputs: inputs, tableCount: catalog.tableCount,
      allowsNone: audit.settings.allowNoStaging,
      isReadInFull: catalog.isReadInFull, place: audit.place)
    // That no table matches an export of which nothing could be read is no news.
    if !catalog.tables.isEmpty || catalog.isReadInFull { problems += selection.problems }
    let batches = BatchSelection(audit)
    let dated = selection.families.map { batches.created($0.tables, of: catalog) }
    if let problem = batches.undated(among: selection.families.flatMap(\.tables), of: catalog) {
      problems.append(problem)
    }
    problems += CountedSelection.problems(of: catalog, selection, audit)
    let periods = CountedSelection.periods(of: catalog)
    let families = zip(selection.families, dated).map { family, tables in
      StagingFamily(
        name: family.name,
        tables: batches.chosen(tables, names: names).map {
          StagingTable(
            name: names[$0], schema: catalog.tables[$0].schema, facts: catalog.tables[$0].facts,
            count: catalog.tables[$0].count)
        }, periods: periods)
    }
    let candidates = dated.flatMap(\.self)
    if candidates.isEmpty, !audit.settings.allowNoStaging, !selection.families.allSatisfy(\.tables.isEmpty) {
      problems.append(Problem(at: audit.place, "no staging table was created between --since and --until."))
    }
    if !candidates.isEmpty, !audit.settings.allowNoStaging, families.allSatisfy(\.tables.isEmpty) {
      problems.append(batches.nothing(among: candidates.map { names[$0] }))
    }
    if let problem = catalog.unexported(for: audit, main: main.table.name, inputs: inputs) {
      problems.append(problem)
    }
    let translation = CatalogTranslation(catalog, families: families, main: main.table.schema)
    return Prepared(
      request: audit, main: main.table, source: main.source, mainIsFile: main.isFile,
      families: translation.families(families), translation: translation,
      selection: selection, tables: names)
  }

  /// Leaves out audits of a main that another audit before has under another name.
  private mutating func withoutRepetitions(_ prepared: [Prepared?]) -> [Prepared?] {
    var first: [TableName: AuditSpec] = [:]
    return prepared.map { audit in
      guard let audit else { return nil }
      guard let other = first[audit.main.name] else {
        first[audit.main.name] = audit.request
        return audit
      }
      let line = other.place.map { ", in line \($0.line)" } ?? ""
      problems.append(
        Problem(
          at: audit.request.place,
          "there is an audit of '\(audit.main.name.description.clipped())' already\(line): give that one all patterns."
        ))
      return nil
    }
  }

  private mutating func catalog(of exports: Exports, _ request: Request) -> Catalog {
    if let known = catalogs[exports] { return known }
    let inputs = InputFiles(exports.sources, standingFor: snapshots)
    let mains = request.audits.filter { $0.exports == exports }.flatMap(\.mainFiles)
    let catalog = loader.reading(exports.engine).besides(mains: mains).folding(folding(exports, request))
      .load(inputs.files)
    problems += inputs.problems + catalog.problems + SnapshotCheck.problems(of: inputs.files)
    bytesRead += catalog.bytesRead
    self.exports += catalog.files.filter(\.isExport).map(\.name)
    catalogs[exports] = catalog
    return catalog
  }

  /// Which tables of the exports need not be kept one by one, since no report names them.
  private func folding(_ exports: Exports, _ request: Request) -> TableFolding? {
    let audits = request.audits.filter { $0.exports == exports }
    // Days do not tell which tables were created within a window.
    guard let named = request.listing.named, audits.allSatisfy(\.created.isOpen) else { return nil }
    let mains = audits.filter { InputFiles.isFile($0.mainPath) }.flatMap { audit in
      loader.reading(audit.settings.engine).load([InputFile(path: audit.mainPath)]).tables.map(\.name)
    }
    return Self.folding(audits, named: named, mains: mains)
  }

  /// The other audits' mains, so that they are not taken for staging tables where no pattern says what is one.
  private mutating func otherMains(than main: Int?, of exports: Exports, names: [TableName]) -> Set<Int> {
    let all =
      namedMains[exports]
      ?? Set(mains.flatMap { name in names.indices.filter { names[$0].isNamed(name) } })
    namedMains[exports] = all
    return all.subtracting(main.map { [$0] } ?? [])
  }

  private func unmatched(_ prepared: [Prepared?]) -> [TableName] {
    let audits = prepared.compactMap(\.self)
    let groups = Dictionary(grouping: audits, by: \.request.exports)
    return groups.values.flatMap { group in
      let tables = group[0].tables
      var isClaimed = [Bool](repeating: false, count: tables.count)
      for audit in group {
        for index in audit.selection.families.flatMap(\.tables) + audit.selection.excluded {
          isClaimed[index] = true
        }
        if let main = tables.firstIndex(of: audit.main.name) { isClaimed[main] = true }
      }
      return tables.indices.filter { !isClaimed[$0] }.map { tables[$0] }
    }.sorted()
  }

  private mutating func addConflicts(_ prepared: [Prepared?]) {
    let audits = prepared.compactMap(\.self)
    for group in Dictionary(grouping: audits, by: \.request.exports).sorted(by: {
      $0.key.sources.lexicographicallyPrecedes($1.key.sources)
    })
    where group.value.count > 1 {
      problems += StagingSelection.conflicts(
        among: group.value.map { ($0.main.name.description, $0.selection) }, tables: group.value[0].tables)
    }
  }
}

extension AuditRun {
  // MARK: Main

  private struct Main {
    let table: Table
    let source: String
    /// Main's index among the tables of the sources; nil where only a file holds it.
    let index: Int?
    /// Whether a file of its own holds it.
    var isFile = false
  }

  private mutating func main(of audit: AuditSpec, in catalog: Catalog, names: [TableName]) -> Main? {
    let search = MainSearch(audit, in: catalog, names: names, loader: loader)
    problems += search.problems
    if let own = search.ownFile {
      bytesRead += own.bytesRead
      exports.append(audit.mainPath)
    }
    guard let found = search.found else { return nil }
    guard search.ownFile == nil else { return mainOfFile(audit, found.table, in: catalog, names: names) }
    return Main(table: found.table, source: catalog.source(of: found.entry), index: found.index)
  }

  /// Main of a file of its own, with what the inputs say of it besides.
  private mutating func mainOfFile(
    _ audit: AuditSpec, _ table: Table, in catalog: Catalog, names: [TableName]
  ) -> Main {
    let (completed, problem) = catalog.completing(table, ofFile: audit.mainPath)
    if let problem { problems.append(problem) }
    return Main(
      table: completed, source: audit.mainPath, index: names.firstIndex(of: table.name), isFile: true)
  }
}

extension Catalog {
  /// Main of a file of its own, with what the inputs say of it besides; and a problem where they say something else.
  func completing(_ table: Table, ofFile path: String) -> (Table, Problem?) {
    guard let other = tables.first(where: { $0.name == table.name }), let number = other.schema,
      schemas[number].engine == table.schema.engine
    else { return (table, nil) }
    if let conflict = SchemaMerge.conflict(table.schema, schemas[number]) {
      return (
        table,
        Problem(
          .warning, file: source(of: other), line: Int(other.line), column: 1,
          table: table.name.description,
          "main has other columns here than in \(path) (\(conflict)). \(path) counts.")
      )
    }
    return (Table(name: table.name, schema: SchemaMerge.merge(table.schema, schemas[number])), nil)
  }
}
