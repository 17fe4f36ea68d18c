import Auditing
import Comparison
import Exports
import History
import JSONInput
import Lifecycle
import Schema
import Settings
import Text

/// Brings together what audits, what becomes of staging tables, and a history tell at one moment.
package enum StatusSearch {
  /// What is asked for.
  package struct Request: Sendable {
    /// The audits, the baseline, and the problems that were met before.
    var audit: AuditRun.Request
    /// All audits that are configured: no main of theirs is ever taken for a staging table.
    var protecting: [AuditSpec]
    /// The moment of which is told.
    var now: Moment
    /// The folder of the history; nil where there is none.
    var history: String?
    /// How many tables may be left over; nil for any number.
    var mostOrphans: Int?

    /// Whether the folder of the history may be missing, since the first audit that is recorded makes it.
    package var mayLackHistory = false
    /// Whether driftaudit.yml alone says all of this but the moment.
    package var isAsConfigured = false
    /// The moment as the user wrote it; nil where it is the clock's.
    package var namedMoment: String?

    /// A request from its parts.
    package init(
      audit: AuditRun.Request, protecting: [AuditSpec], now: Moment, history: String? = nil,
      mostOrphans: Int? = nil
    ) {
      self.audit = audit
      self.protecting = protecting
      self.now = now
      self.history = history
      self.mostOrphans = mostOrphans
    }
  }

  /// How everything stands. The inputs are read once for all of it.
  package static func run(_ request: Request, loader: ExportLoader) -> StatusReport {
    let loader = loader.remembering()
    let audits = request.audit.audits.map { $0.withCountsApart() }
    var drifting = request.audit
    drifting.audits = audits.filter { $0.hasColumns(loader) }
    let drift = AuditRun.run(drifting, loader: loader).report
    var search = LifecycleSearch(loader: loader, now: request.now)
    // Lists name what exports do and more: what an audit does not find, they would not either.
    let lifecycle = search.report(audits, protecting: request.protecting, drift: drift.audits) {
      drifting.audits.contains($0)
    }
    let history = history(request)
    let mains = zip(audits, lifecycle.audits).map { audit, lifecycle in
      let compared = compared(audit, lifecycle.main, isMade: drifting.audits.contains(audit), drift)
      return StatusReport.Main(
        main: lifecycle.main, drift: compared, lifecycle: lifecycle,
        lastRun: lastRun(of: lifecycle.main, compared.value, history, before: request.now),
        selection: request.isAsConfigured ? selection(of: audit, request) : nil)
    }
    var seen: Set<Problem> = []
    let problems = (drift.problems + lifecycle.problems + (history?.problems ?? [])).sorted()
    var report = StatusReport(
      now: request.now, drift: drift,
      mains: mains.sorted { $0.main.utf8.lexicographicallyPrecedes($1.main.utf8) },
      mostOrphans: request.mostOrphans, problems: problems.filter { seen.insert($0).inserted })
    report.namedMoment = request.namedMoment
    return report
  }

  /// What selects an audit that driftaudit.yml describes.
  private static func selection(of audit: AuditSpec, _ request: Request) -> StatusReport.Selection {
    let file = request.audit.configuration
    return StatusReport.Selection(
      main: request.protecting.count > 1 ? audit.main : nil,
      configuration: file == Configuration.usualFile ? nil : file)
  }

  // MARK: Drift

  private static func compared(
    _ audit: AuditSpec, _ main: String, isMade: Bool, _ drift: DriftReport
  ) -> Availability<ComparedAudit> {
    guard isMade else { return .missing(.columns) }
    return drift.audits.first { $0.main.name.description == main }.map(Availability.available)
      ?? .missing(.unread)
  }

  // MARK: The history

  private static func history(_ request: Request) -> HistoryFolder? {
    request.history.map { path in
      request.mayLackHistory && !InputFiles.exists(path)
        ? HistoryFolder(path: path, entries: [], problems: [])
        : HistoryFolder(reading: path, mayBeEmpty: request.mayLackHistory)
    }
  }

  private static func lastRun(
    of main: String, _ compared: ComparedAudit?, _ history: HistoryFolder?, before now: Moment
  ) -> Availability<StatusReport.LastRun> {
    guard let history else { return .missing(.history) }
    let runs = history.entries.lazy.map(\.run).filter { $0.time <= now }
    guard let run = runs.last(where: { run in run.audits.contains { $0.table == main } }),
      let audit = run.audits.first(where: { $0.table == main })
    else { return .missing(history.problems.isEmpty ? .runs : .unread) }
    var last = StatusReport.LastRun(
      time: run.time, verdict: run.verdict, problems: run.problems, audit: audit)
    if let compared {
      let (before, after) = (Set(audit.findings.map(\.id)), Set(compared.findings.map(\.id)))
      last.new = compared.findings.filter { !before.contains($0.id) }
      last.gone = audit.findings.filter { !after.contains($0.id) }
    }
    return .available(last)
  }
}
