import Auditing
import Comparison
import Exports
import JSONInput
import Schema
import Settings
import Text

/// Finds out for several audits what became of their staging tables: everything that their inputs suffice for.
///
/// It finds the mains and hands each question to the search that answers it: `OrphanAvailability`,
/// `BatchSearch.availability` and `VerifyAvailability`. The inputs are read once for all of them.
package struct LifecycleSearch {
  private let loader: ExportLoader
  private let now: Moment
  private var lists: StagingLists

  /// The outcome of some audits.
  ///
  /// - Parameters:
  ///   - audits: The audits; `settings.lifecycle` names the files with evidence of their batches.
  ///   - protecting: All audits that are configured: no main of theirs is ever taken for a staging table.
  ///   - now: The moment from which ages are counted.
  package static func run(
    _ audits: [AuditSpec], protecting: [AuditSpec], now: Moment, loader: ExportLoader
  ) -> LifecycleReport {
    let loader = loader.remembering()
    var search = LifecycleSearch(loader: loader, now: now)
    let audits = audits.map { $0.withCountsApart() }
    var request = AuditRun.Request(generatedAt: now.description)
    request.audits = audits
    return search.report(
      audits, protecting: protecting, drift: OrphanSearch.drift(request, loader: loader))
  }

  /// - Parameter loader: A loader that keeps what it has read.
  package init(loader: ExportLoader, now: Moment) {
    self.loader = loader
    self.now = now
    lists = StagingLists(loader: loader, problems: [])
  }

  /// - Parameters:
  ///   - drift: The drift of the audits, as far as it is known.
  ///   - isReported: Whether it is reported already that an audit's main, or its staging tables, are not among the inputs.
  package mutating func report(
    _ audits: [AuditSpec], protecting: [AuditSpec], drift: [ComparedAudit],
    isReported: (AuditSpec) -> Bool = { _ in false }
  ) -> LifecycleReport {
    let mains = audits.map { main(of: $0, isReported: isReported($0)) }
    let audits = audits.map { audit in
      var audit = audit
      if isReported(audit) { audit.settings.allowNoStaging = true }
      return audit
    }
    let evidence = EvidenceOfAudits(audits)
    var problems = evidence.problems
    let found = zip(audits, mains).filter { $1 != nil }.map(\.0)
    let orphans = OrphanAvailability(
      found, protecting: protecting + audits, drift: drift, evidence, now: now, loader: loader)
    problems += orphans.problems
    var report = LifecycleReport(now: now)
    report.audits = zip(audits, mains).map { audit, main in
      let own = evidence.of(audit)
      let verified = VerifyAvailability(audit, own, isRead: main != nil, loader: loader)
      let batches = BatchSearch.availability(audit, own, isRead: main != nil, loader: loader)
      problems += verified.problems + (batches.value?.problems ?? [])
      return LifecycleReport.Audit(
        main: main?.description ?? audit.main, orphans: orphans.of(audit, main: main), batches: batches,
        arrival: verified.arrival, columns: verified.columns)
    }
    problems += lists.problems
    var seen: Set<Problem> = []
    report.problems = problems.sorted().filter { seen.insert($0).inserted }
    return report
  }

  /// The main of an audit; nil where it is not known, which is not reported twice.
  private mutating func main(of audit: AuditSpec, isReported: Bool) -> TableName? {
    let before = lists.problems
    let main = lists.main(of: audit)
    if main == nil, isReported { lists.problems = before }
    return main
  }
}
