/// What became of drift in a period, as a history tells it.
public struct WeeklyReport: Sendable {
  /// When the report was made, UTC, as `2026-02-02T06:00:00Z`.
  public var generatedAt: String
  /// The period's first day, UTC.
  public var since: CalendarDay
  /// The period's last day, UTC, which belongs to it.
  public var until: CalendarDay
  /// The runs of the period, by time.
  public var runs: [Run]
  /// Days from one run to the next as a rule; nil where too few runs tell.
  public var interval: Int?
  /// Days of the period without a run on which one was due.
  public var missingDays: [CalendarDay]
  /// The audits, by main's table id.
  public var audits: [Audit]
  /// What kept the report from being complete; sorted.
  public var problems: [Problem]
  /// What became of staging tables, as of when the report is made; nil where nothing says which inputs tell it.
  public var lifecycle: LifecycleReport?

  /// Up to how many days behind the period an acceptance that ends is told of.
  public static let expiryNotice = 28

  /// A run of the period.
  public struct Run: Hashable, Sendable {
    /// When it took place.
    public var time: Moment
    /// What it came to.
    public var verdict: Verdict
    /// Number of problems that kept it from seeing everything.
    public var problems: Int
  }

  /// A main table in the period.
  public struct Audit: Hashable, Sendable {
    /// Main's table id.
    public var table: String
    /// Number of the period's runs that audited it. Where there is none, what follows is how it stood before.
    public var runs: Int
    /// Main's top-level columns before the period (nil where no run tells) and at its end.
    public var columns: Change
    /// The families, in the configuration's order.
    public var families: [Family]
  }

  /// A figure before the period and at its end.
  public struct Change: Hashable, Sendable {
    /// Before the period; nil where no run tells.
    public var before: Int?
    /// At the period's end.
    public var after: Int
  }

  /// A family of staging tables in the period.
  public struct Family: Hashable, Sendable {
    /// The family's name.
    public var name: String
    /// How it stood in the last run before the period that saw everything; nil where there is none.
    public var before: Figures?
    /// How it stood in the period's last run.
    public var after: Figures
    /// How it stood in each run of the period.
    public var points: [Point]
    /// Found at the end, not before, and not accepted.
    public var new: [Item]
    /// Accepted once, and not any more since the period.
    public var expired: [Item]
    /// Found before, and at the end, and not accepted.
    public var open: [Item]
    /// Found before or in the period, and not any more.
    public var resolved: [Item]
    /// Accepted at the end, and not before.
    public var accepted: [Item]
    /// Accepted before and at the end.
    public var standing: [Item]

    /// What is accepted at the end and ends within four weeks behind the period, soonest first.
    public var expiring: [Item]

    /// Whether nothing happened and nothing is open.
    public var isQuiet: Bool {
      new.isEmpty && expired.isEmpty && open.isEmpty && resolved.isEmpty && accepted.isEmpty
        && expiring.isEmpty
    }
  }

  /// How a family stood in a run.
  public struct Point: Hashable, Sendable {
    /// When the run took place.
    public var time: Moment
    /// How it stood.
    public var figures: Figures
    /// Whether the run saw everything.
    public var isComplete: Bool
  }

  /// Counts of a family in one run.
  public struct Figures: Hashable, Sendable {
    /// Staging tables.
    public var tables = 0
    /// Tables that a new or expired finding of severity warning or error names.
    public var drifted = 0
    /// Tables that could not be read.
    public var unreadable = 0
    /// Distinct shapes.
    public var shapes = 0
    /// Findings that nobody accepted.
    public var new = 0
    /// Findings whose acceptance has ended.
    public var expired = 0
    /// Findings that are accepted.
    public var accepted = 0
    /// Columns that the writer never fills, accepted ones included.
    public var unpopulated = 0
  }

  /// A finding in the period.
  public struct Item: Hashable, Sendable {
    /// The finding as the last run that made it tells it.
    public var finding: HistoryRun.Finding
    /// The first run that made it without a break.
    public var since: Moment
    /// Whether that is the first run of the history, so that it may be older.
    public var isSinceFirstRun: Bool
    /// When its status became what it is.
    public var changed: Moment
    /// The first run without it; nil while it is found.
    public var gone: Moment?
    /// Whether it is gone because the family has no staging tables any more.
    public var isGoneWithTables: Bool
    /// When it was there before it came back; nil where it did not come back.
    public var earlier: Span<Moment>?
  }

  /// A report from its parts.
  public init(
    generatedAt: String, since: CalendarDay, until: CalendarDay, runs: [Run], interval: Int?,
    missingDays: [CalendarDay], audits: [Audit], problems: [Problem]
  ) {
    self.generatedAt = generatedAt
    self.since = since
    self.until = until
    self.runs = runs
    self.interval = interval
    self.missingDays = missingDays
    self.audits = audits
    self.problems = problems
  }
}
