/// How everything stands at one moment: one page for the person on call.
public struct StatusReport: Sendable {
  /// The moment of which the page tells.
  public var now: Moment
  /// The audits that could be made.
  public var drift: DriftReport
  /// The mains in the order of their names.
  public var mains: [Main]
  /// How many tables may be left over; nil for any number.
  public var mostOrphans: Int?
  /// What kept the tool from seeing everything, sorted and each once.
  public var problems: [Problem]
  /// What makes other commands count ages from the same moment; empty where that is now.
  public var ages: [String] = []

  /// One main with its staging tables.
  public struct Main: Sendable {
    /// Main's whole name, or as the user names it where it was not found.
    public var main: String
    /// Main against its staging tables.
    public var drift: Told<ComparedAudit>
    /// What became of its staging tables.
    public var lifecycle: LifecycleReport.Audit
    /// The last run that a history holds of it.
    public var lastRun: Told<LastRun>
    /// What selects the same tables for other commands; nil where driftaudit.yml does not say all of it.
    public var words: [String]?
  }

  /// A run of a history against how it is now.
  public struct LastRun: Sendable {
    /// When it took place.
    public var time: Moment
    /// What it came to.
    public var verdict: Verdict
    /// Problems that kept it from seeing everything.
    public var problems: Int
    /// What it found of this main.
    public var audit: HistoryRun.Audit
    /// Findings of now that it did not make; nil where drift is not told.
    public var new: [Finding]?
    /// Findings of it that are not made any more; nil where drift is not told.
    public var gone: [HistoryRun.Finding]?
  }

  /// A report from its parts.
  public init(
    now: Moment, drift: DriftReport, mains: [Main], mostOrphans: Int? = nil, problems: [Problem]
  ) {
    self.now = now
    self.drift = drift
    self.mains = mains
    self.mostOrphans = mostOrphans
    self.problems = problems
  }
}

extension StatusReport {
  /// How many staging tables of all mains are left over.
  public var orphans: Int {
    mains.compactMap(\.lifecycle.orphans.value).reduce(0) { $0 + $1.orphans.tables }
  }

  /// How the run ends: `error` where something could not be read, else `fail` where there is new drift at or above the fail
  /// level, where a batch lost more than it may or has not arrived, or where more is left over than may be.
  public var verdict: Verdict {
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
  public var absent: [Batch] { wanting.filter { $0.state != .uncounted } }
}
