import Auditing
import Comparison
import History
import Lifecycle
import Schema
import Text

/// How everything stands at one moment: one page for the person on call.
package struct StatusReport: Sendable {
  /// The moment of which the page tells.
  package var now: Moment
  /// When the report says that it was made, as `2026-11-24T04:00:00Z`.
  package var generatedAt: String
  /// The audits that could be made.
  package var drift: DriftReport
  /// The mains in the order of their names.
  package var mains: [Main]
  /// How many tables may be left over; nil for any number.
  package var mostOrphans: Int?
  /// What kept the tool from seeing everything, sorted and each once.
  package var problems: [Problem]
  /// The moment as the user wrote it, for others who count ages from it; nil where it is the clock's.
  package var namedMoment: String?

  /// One main with its staging tables.
  package struct Main: Sendable {
    /// Main's whole name, or as the user names it where it was not found.
    package var main: String
    /// Main against its staging tables.
    package var drift: Availability<ComparedAudit>
    /// What became of its staging tables.
    package var lifecycle: LifecycleReport.Audit
    /// The last run that a history holds of it.
    package var lastRun: Availability<LastRun>
    /// What selects the same tables again; nil where driftaudit.yml does not say all of it.
    package var selection: Selection?
  }

  /// What selects a main and its staging tables that a configuration describes.
  package struct Selection: Hashable, Sendable {
    /// Main as the configuration names it; nil where it names no other.
    package var main: String?
    /// The configuration's file; nil for the usual one.
    package var configuration: String?
  }

  /// A run of a history against how it is now.
  package struct LastRun: Sendable {
    /// When it took place.
    package var time: Moment
    /// What it came to.
    package var verdict: Verdict
    /// Problems that kept it from seeing everything.
    package var problems: Int
    /// What it found of this main.
    package var audit: HistoryRun.Audit
    /// Findings of now that it did not make; nil where drift is not told.
    package var new: [Finding]?
    /// Findings of it that are not made any more; nil where drift is not told.
    package var gone: [HistoryRun.Finding]?
  }

  /// A report from its parts.
  init(
    now: Moment, drift: DriftReport, mains: [Main], mostOrphans: Int? = nil, problems: [Problem]
  ) {
    self.now = now
    generatedAt = now.description
    self.drift = drift
    self.mains = mains
    self.mostOrphans = mostOrphans
    self.problems = problems
  }
}

extension StatusReport {
  /// How many staging tables of all mains are left over.
  var orphans: Int {
    mains.compactMap(\.lifecycle.orphans.value).reduce(0) { $0 + $1.orphans.tables }
  }

  /// How the run ends: `error` where something could not be read, else `fail` where there is new drift at or above the fail
  /// level, where a batch lost more than it may or has not arrived, or where more is left over than may be.
  package var verdict: Verdict {
    if problems.contains(where: { $0.severity == .error }) { return .error }
    let fails =
      drift.verdict != .pass
      || mains.contains { main in
        main.lifecycle.batches.value.map { !$0.failing.isEmpty } ?? false
          || main.lifecycle.arrival.value.map { !$0.absent.isEmpty } ?? false
      }
    return fails || mostOrphans.map { orphans > $0 } ?? false ? .fail : .pass
  }
}

extension VerifyReport {
  /// Batches whose rows were counted and are not known to be in main whole.
  package var absent: [Batch] { wanting.filter { $0.state != .uncounted } }
}
