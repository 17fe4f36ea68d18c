/// Reads lists of tables, picks the staging tables of each audit, and decides which are left over.
public struct OrphanSearch {
  private let loader: ExportLoader
  private let settings: OrphanSettings
  private var listings: [AuditRun.Exports: TableListing] = [:]
  private var problems: [Problem]
  private var protected = ProtectedTables()
  /// The mains that files hold, by the files' paths; nil where one holds none.
  private var mains: [String: TableName?] = [:]

  /// The outcome of a request's audits.
  ///
  /// - Parameters:
  ///   - request: The audits, and the problems that were met before.
  ///   - protecting: All audits that are configured, those included that the request leaves out: no main of theirs is ever
  ///     taken for a staging table.
  public static func run(
    _ request: AuditRun.Request, protecting: [AuditRun.Audit], settings: OrphanSettings, loader: ExportLoader
  ) -> OrphanReport {
    var search = OrphanSearch(loader: loader, settings: settings, problems: request.problems)
    return search.report(request, protecting: protecting)
  }

  private init(loader: ExportLoader, settings: OrphanSettings, problems: [Problem]) {
    var loader = loader
    loader.needsOnlyNames = true
    self.loader = loader
    self.settings = settings
    self.problems = problems
  }

  private mutating func report(_ request: AuditRun.Request, protecting: [AuditRun.Audit]) -> OrphanReport {
    let listed = request.audits.compactMap { list($0) }
    for audit in protecting + request.audits { protect(audit) }
    for audit in listed { protected.insert(audit.main) }
    addConflicts(listed)
    var judge = BatchJudge(settings)
    for audit in listed { add(audit, to: &judge) }
    var report = OrphanReport(settings: settings)
    report.audits = listed.map { OrphanAudit($0, judge, settings, protected).audit }
      .sorted { $0.main < $1.main }
    problems += unmatchedActive(Set(listed.flatMap(\.batches)))
    var seen: Set<Problem> = []
    report.problems = problems.sorted().filter { seen.insert($0).inserted }
    return report
  }

  // MARK: Reading

  private mutating func list(_ audit: AuditRun.Audit) -> StagingListing? {
    guard !audit.settings.families.isEmpty else {
      problems.append(
        Problem(
          at: audit.place,
          "nothing says which tables are staging tables: without a pattern every one would be."))
      return nil
    }
    let listing = listing(audit.exports)
    guard let main = main(of: audit, listing) else { return nil }
    let staging = StagingListing(audit, main: main, listing: listing)
    if !listing.tables.isEmpty || listing.problems.isEmpty { problems += staging.selection.problems }
    return staging
  }

  private mutating func listing(_ exports: AuditRun.Exports) -> TableListing {
    if let known = listings[exports] { return known }
    let inputs = InputFiles(exports.sources)
    let listing = TableListing(loader.reading(exports.engine).load(inputs.files))
    problems += inputs.problems + listing.problems
    listings[exports] = listing
    return listing
  }

  private mutating func main(of audit: AuditRun.Audit, _ listing: TableListing) -> TableName? {
    if InputFiles.isFile(audit.mainPath) { return mainOfFile(audit.mainPath) }
    if listing.tables.isEmpty, !listing.problems.isEmpty { return nil }
    let inputs = audit.settings.sources.joined(separator: ", ")
    switch MainSelection(named: audit.main, among: listing.names, inputs: inputs, place: audit.place) {
    case .found(let index): return listing.tables[index].name
    case .failed(let problem):
      problems.append(problem)
      return nil
    }
  }

  private mutating func mainOfFile(_ path: String) -> TableName? {
    if let known = mains[path] { return known }
    let listing = TableListing(loader.load([InputFile(path: path)]))
    problems += listing.problems
    let name = listing.tables.count == 1 ? listing.tables.first?.name : nil
    if name == nil, listing.isReadInFull {
      problems.append(
        Problem(
          file: path,
          "main: the file holds \(Count.of(listing.tables.count, "table")), where it has to be one. Name main with --main, and "
            + "give the file as an input."))
    }
    mains[path] = .some(name)
    return name
  }

  /// Keeps the main of an audit from being dropped, whether or not the lists hold it.
  private mutating func protect(_ audit: AuditRun.Audit) {
    if InputFiles.isFile(audit.mainPath) {
      if let name = mainOfFile(audit.mainPath) { protected.insert(name) }
    } else {
      protected.insert(named: audit.main)
    }
  }

  // MARK: Deciding

  private func add(_ staging: StagingListing, to judge: inout BatchJudge) {
    let numbers = staging.batches.map { judge.number(of: $0) }
    for (family, batches) in zip(staging.families, staging.batchOf) {
      for (table, batch) in zip(family.tables, batches) where batch >= 0 {
        judge.add(staging.listing.tables[table].facts, toBatch: numbers[Int(batch)])
      }
    }
  }

  private mutating func addConflicts(_ listed: [StagingListing]) {
    let groups = Dictionary(grouping: listed, by: \.audit.exports)
    for group in groups.sorted(by: { $0.key.sources.lexicographicallyPrecedes($1.key.sources) })
    where group.value.count > 1 {
      problems += StagingSelection.conflicts(
        among: group.value.map { ($0.main.description, $0.selection) }, tables: group.value[0].listing.names)
    }
  }

  /// Names of running batches of which there is no table: a slip would leave the batch that is meant without protection.
  private func unmatchedActive(_ batches: Set<String>) -> [Problem] {
    guard !batches.isEmpty else { return [] }
    return settings.active.filter { active in !batches.contains(where: active.matches) }.map { active in
      let nearest = NearestName.find(active.text, among: TableGroups.finalists(active.text, among: batches))
      return Problem(
        .warning,
        "--active '\(active.text.clipped())' is none of \(Count.of(batches.count, "batch", plural: "batches"))"
          + (nearest.map { " (nearest: \($0.clipped()))" } ?? "") + ".")
    }
  }
}
