import Auditing
import Comparison
import Exports
import JSONInput
import Schema
import Settings
import Text

/// Reads lists of tables, picks the staging tables of each audit, and decides which are left over.
package struct OrphanSearch {
  private let settings: OrphanSettings
  private var lists: StagingLists
  private var protected = ProtectedTables()

  /// The outcome of a request's audits.
  ///
  /// - Parameters:
  ///   - request: The audits, and the problems that were met before.
  ///   - protecting: All audits that are configured, those included that the request leaves out: no main of theirs is ever
  ///     taken for a staging table.
  ///   - drift: The drift of these audits, as far as it is known. Where it breaks a family's merge, and nobody counted rows in
  ///     main, the family's batches are unverified.
  package static func run(
    _ request: AuditRun.Request, protecting: [AuditSpec], drift: [ComparedAudit] = [],
    settings: OrphanSettings,
    loader: ExportLoader
  ) -> OrphanReport {
    var search = OrphanSearch(loader: loader, settings: settings, problems: request.problems)
    return search.report(request, protecting: protecting, drift)
  }

  /// The drift of those of some audits whose inputs hold columns; what is wrong with the inputs is for the search to say.
  ///
  /// - Parameter loader: A loader that keeps what it has read.
  package static func drift(_ request: AuditRun.Request, loader: ExportLoader) -> [ComparedAudit] {
    var drifting = request
    drifting.audits = request.audits.filter { $0.hasColumns(loader) }
    return drifting.audits.isEmpty ? [] : AuditRun.run(drifting, loader: loader).report.audits
  }

  private init(loader: ExportLoader, settings: OrphanSettings, problems: [Problem]) {
    lists = StagingLists(loader: loader, problems: problems)
    self.settings = settings
  }

  private mutating func report(
    _ request: AuditRun.Request, protecting: [AuditSpec], _ drift: [ComparedAudit]
  ) -> OrphanReport {
    let listed = request.audits.compactMap { lists.list($0) }
    for audit in protecting + request.audits { protect(audit) }
    for audit in listed { protected.insert(audit.main) }
    addConflicts(listed)
    var judge = BatchJudge(settings)
    for audit in listed { add(audit, to: &judge) }
    var report = OrphanReport(settings: settings)
    report.audits = listed.map { staging in
      OrphanAudit(staging, judge, settings, protected, unverified: unverified(staging, drift)).audit
    }
    .sorted { $0.main < $1.main }
    lists.problems += unmatchedActive(Set(listed.flatMap(\.batches)))
    report.problems = lists.sortedProblems
    report.mayBeCut = lists.mayBeCut
    return report
  }

  /// The families whose batches need somebody to look whether they are in main: their drift breaks a merge, by the way that is
  /// configured or else by either, and no rows were counted.
  private func unverified(_ staging: StagingListing, _ drift: [ComparedAudit]) -> Set<String> {
    guard settings.mainRows == nil, let audit = drift.first(where: { $0.main.name == staging.main }) else {
      return []
    }
    let way = staging.audit.settings.loadedBy
    let breaking = audit.findings.filter { finding in
      (way.map { finding.effects[$0] } ?? finding.effects.worstOfBoth).isSevere
    }
    return Set(breaking.map(\.family))
  }

  /// Keeps the main of an audit from being dropped, whether or not the lists hold it.
  private mutating func protect(_ audit: AuditSpec) {
    if InputFiles.isFile(audit.mainPath) {
      if let name = lists.mainOfFile(audit.mainPath) { protected.insert(name) }
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
    // Which tables are looked at is the user's choice; whether a batch is running is not. What excluded tables, and those
    // of narrower patterns, tell of a batch counts as well.
    for (facts, batch) in staging.otherTablesOfBatches {
      judge.add(timesOf: facts, toBatch: judge.number(of: batch))
    }
  }

  private mutating func addConflicts(_ listed: [StagingListing]) {
    let groups = Dictionary(grouping: listed, by: \.audit.exports)
    for group in groups.sorted(by: { $0.key.sources.lexicographicallyPrecedes($1.key.sources) })
    where group.value.count > 1 {
      lists.problems += StagingSelection.conflicts(
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
