import Auditing
import Exports
import JSONInput
import Schema
import Settings
import Text

/// Tells of several audits what became of their staging tables: everything that their inputs suffice for.
///
/// What each search makes of the inputs is told as it is; the inputs are read once for all of them.
package struct LifecycleSearch {
  private let loader: ExportLoader
  private let now: Moment
  private var lists: StagingLists
  private var evidence: [LifecycleSettings: BatchEvidence] = [:]
  private var problems: [Problem] = []

  /// The outcome of some audits.
  ///
  /// - Parameters:
  ///   - audits: The audits; `settings.lifecycle` says which files tell of their batches.
  ///   - protecting: All audits that are configured: no main of theirs is ever taken for a staging table.
  ///   - now: The moment from which ages are counted.
  package static func run(
    _ audits: [AuditRun.Audit], protecting: [AuditRun.Audit], now: Moment, loader: ExportLoader
  ) -> LifecycleReport {
    var search = LifecycleSearch(loader: loader.remembering(), now: now)
    return search.report(audits.map { $0.withCountsApart() }, protecting: protecting)
  }

  /// - Parameter loader: A loader that keeps what it has read.
  package init(loader: ExportLoader, now: Moment) {
    self.loader = loader
    self.now = now
    lists = StagingLists(loader: loader, problems: [])
  }

  /// - Parameter isTold: Whether it is told already of an audit that its main, or its staging tables, are not among the inputs.
  package mutating func report(
    _ audits: [AuditRun.Audit], protecting: [AuditRun.Audit],
    isTold: (AuditRun.Audit) -> Bool = { _ in false }
  ) -> LifecycleReport {
    let mains = audits.map { audit in
      let before = lists.problems
      let main = lists.main(of: audit)
      if main == nil, isTold(audit) { lists.problems = before }
      return main
    }
    let audits = audits.map { audit in
      var audit = audit
      if isTold(audit) { audit.settings.allowNoStaging = true }
      return audit
    }
    for audit in audits where evidence[audit.settings.lifecycle.evidence] == nil {
      let found = BatchEvidence(audit.settings.lifecycle.evidence, need: .completed)
      evidence[audit.settings.lifecycle.evidence] = found
      problems += found.problems
    }
    let found = zip(audits, mains).filter { $1 != nil }.map(\.0)
    let orphans = orphans(found, protecting: protecting + audits)
    var report = LifecycleReport(now: now)
    report.audits = zip(audits, mains).map { audit, main in
      let isRead = main != nil
      let verified = verified(audit, isRead: isRead)
      return LifecycleReport.Audit(
        main: main?.description ?? audit.main,
        orphans: told(orphans, of: main, audit), batches: batches(audit, isRead: isRead),
        arrival: verified.arrival, columns: verified.columns)
    }
    problems += lists.problems
    var seen: Set<Problem> = []
    report.problems = problems.sorted().filter { seen.insert($0).inserted }
    return report
  }

  // MARK: What is left over

  /// All audits are judged together, since a batch is one wherever it writes; those with evidence of their own by that.
  private mutating func orphans(_ audits: [AuditRun.Audit], protecting: [AuditRun.Audit]) -> [Judged] {
    let able = audits.filter { Self.gap($0) == nil }
    var said: [LifecycleSettings] = []
    for audit in able where !said.contains(audit.settings.lifecycle.evidence) {
      said.append(audit.settings.lifecycle.evidence)
    }
    return said.flatMap { settings -> [Judged] in
      var request = AuditRun.Request(generatedAt: now.description)
      request.audits = able
      let evidence = evidence[settings] ?? BatchEvidence(settings, need: .completed)
      let report = OrphanSearch.run(
        request, protecting: protecting, settings: OrphanSettings(settings, evidence, now: now),
        loader: loader)
      problems += report.problems
      return report.audits.map { audit in
        var own = OrphanReport(settings: report.settings)
        own.audits = [audit]
        return Judged(by: settings, main: audit.main, report: own)
      }
    }
  }

  /// What is left over of one main, by some evidence.
  private struct Judged {
    let settings: LifecycleSettings
    let main: TableName
    let report: OrphanReport

    init(by settings: LifecycleSettings, main: TableName, report: OrphanReport) {
      (self.settings, self.main, self.report) = (settings, main, report)
    }
  }

  private func told(_ judged: [Judged], of main: TableName?, _ audit: AuditRun.Audit) -> Told<
    OrphanReport
  > {
    if let gap = Self.gap(audit) { return .untold(gap) }
    let own = judged.first { $0.main == main && $0.settings == audit.settings.lifecycle.evidence }
    guard let report = own?.report else {
      return .untold(.unread)
    }
    // Exports of columns name tables, and tell nothing by which one could be dropped.
    let isListed = report.audits.flatMap(\.families).contains { family in
      (family.loose + family.batches.flatMap(\.tables)).contains { $0.hold != .unknownKind }
    }
    return report.tableCount > 0 && !isListed ? .untold(.lists) : .told(report)
  }

  /// What an audit has to say before anything can be told of its batches.
  private static func gap(_ audit: AuditRun.Audit) -> Gap? {
    if audit.settings.families.isEmpty { return .staging }
    return audit.settings.batch == nil ? .batches : nil
  }

  // MARK: What was lost

  private mutating func batches(_ audit: AuditRun.Audit, isRead: Bool) -> Told<BatchReport> {
    guard let evidence = evidence[audit.settings.lifecycle.evidence], let records = evidence.records else {
      return .untold(.completions)
    }
    if let gap = Self.gap(audit) { return .untold(gap) }
    guard isRead, records.count > 0 || !evidence.hasBrokenRecords else { return .untold(.unread) }
    let report = BatchSearch.run(
      audit, records, limit: audit.settings.lifecycle.maxLost ?? .none, loader: loader)
    problems += report.problems
    return .told(report)
  }

  // MARK: What arrived, and what nobody fills

  private mutating func verified(_ audit: AuditRun.Audit, isRead: Bool) -> (
    arrival: Told<VerifyReport>, columns: Told<VerifyReport>
  ) {
    let exports = InputFiles(audit.settings.sources).files
    let evidence = evidence[audit.settings.lifecycle.evidence]
    let counts = evidence?.counts
    let catalog = loader.reading(audit.settings.engine).load(exports)
    let hasSamples = catalog.schemas.contains { $0.sampledRecords != nil }
    let hasCounts = counts.map { !$0.isEmpty } ?? false
    guard isRead, hasCounts || hasSamples else {
      let isNamed = counts != nil
      return (.untold(isNamed ? .unread : .rows), .untold(isNamed ? .unread : .records))
    }
    let report = VerifySearch.run(
      audit, counts ?? VerifyCounts([]), exports: exports, problems: [], loader: loader)
    problems += report.problems
    let isBroken = evidence?.hasBrokenCounts ?? false
    return (
      report.batches == nil ? .untold(isBroken ? .unread : .rows) : .told(report),
      report.columns == nil ? .untold(isBroken ? .unread : .records) : .told(report)
    )
  }
}

extension AuditRun.Audit {
  /// The audit without what queries counted among its sources: these are found by their content, and count instead of those
  /// that the configuration names.
  package func withCountsApart() -> AuditRun.Audit {
    let inputs = InputFiles(settings.sources)
    let counted = inputs.files.filter(VerifyCounts.areIn)
    guard !counted.isEmpty else { return self }
    var audit = self
    // Inputs that are not there stay, so that it is told.
    audit.settings.sources =
      inputs.files.filter { !counted.contains($0) }.map(\.path) + inputs.problems.compactMap(\.file)
    audit.settings.lifecycle.counts = counted.map(\.path)
    return audit
  }
}
