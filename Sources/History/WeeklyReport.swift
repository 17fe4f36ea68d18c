import Auditing
import Lifecycle
import Schema
import Text

/// What became of drift in a period, as a history tells it.
package struct WeeklyReport: Sendable {
  /// When the report was made, UTC, as `2026-02-02T06:00:00Z`.
  package var generatedAt: String
  /// The period's first day, UTC.
  package var since: CalendarDay
  /// The period's last day, UTC, which belongs to it.
  package var until: CalendarDay
  /// The runs of the period, by time.
  package var runs: [Run]
  /// Days from one run to the next as a rule; nil where too few runs tell.
  package var interval: Int?
  /// Days of the period without a run on which one was due.
  package var missingDays: [CalendarDay]
  /// The audits, by main's table id.
  package var audits: [Audit]
  /// What kept the report from being complete; sorted.
  package var problems: [Problem]
  /// What became of staging tables, as of when the report is made; nil where nothing says which inputs tell it.
  package var lifecycle: LifecycleReport?

  /// Up to how many days behind the period an acceptance that ends is told of.
  static let expiryNotice = 28

  /// A run of the period.
  package struct Run: Hashable, Sendable {
    /// When it took place.
    package var time: Moment
    /// What it came to.
    package var verdict: Verdict
    /// Number of problems that kept it from seeing everything.
    package var problems: Int
  }

  /// A main table in the period.
  package struct Audit: Hashable, Sendable {
    /// Main's table id.
    package var table: String
    /// Number of the period's runs that audited it. Where there is none, what follows is how it stood before.
    package var runs: Int
    /// Main's top-level columns before the period (nil where no run tells) and at its end.
    package var columns: Change
    /// The families, in the configuration's order.
    package var families: [Family]
  }

  /// A figure before the period and at its end.
  package struct Change: Hashable, Sendable {
    /// Before the period; nil where no run tells.
    package var before: Int?
    /// At the period's end.
    package var after: Int
  }

  /// A family of staging tables in the period.
  package struct Family: Hashable, Sendable {
    /// The family's name.
    package var name: String
    /// How it stood in the last run before the period that saw everything; nil where there is none.
    package var before: Figures?
    /// How it stood in the period's last run.
    package var after: Figures
    /// How it stood in each run of the period.
    package var points: [Point]
    /// Found at the end, not before, and not accepted.
    package var new: [Item]
    /// Accepted once, and not any more since the period.
    package var expired: [Item]
    /// Found before, and at the end, and not accepted.
    package var open: [Item]
    /// Found before or in the period, and not any more.
    package var resolved: [Item]
    /// Accepted at the end, and not before.
    package var accepted: [Item]
    /// Accepted before and at the end.
    package var standing: [Item]

    /// What is accepted at the end and ends within four weeks behind the period, soonest first.
    package var expiring: [Item]

    /// Whether nothing happened and nothing is open.
    package var isQuiet: Bool {
      new.isEmpty && expired.isEmpty && open.isEmpty && resolved.isEmpty && accepted.isEmpty
        && expiring.isEmpty
    }
  }

  /// How a family stood in a run.
  package struct Point: Hashable, Sendable {
    /// When the run took place.
    package var time: Moment
    /// How it stood.
    package var figures: Figures
    /// Whether the run saw everything.
    package var isComplete: Bool
  }

  /// Counts of a family in one run.
  package struct Figures: Hashable, Sendable {
    /// Staging tables.
    package var tables = 0
    /// Tables that a new or expired finding of severity warning or error names.
    package var drifted = 0
    /// Tables that could not be read.
    package var unreadable = 0
    /// Distinct shapes.
    package var shapes = 0
    /// Findings that nobody accepted.
    package var new = 0
    /// Findings whose acceptance has ended.
    package var expired = 0
    /// Findings that are accepted.
    package var accepted = 0
    /// Columns that the writer never fills, accepted ones included.
    package var unpopulated = 0
  }

  /// A finding in the period.
  package struct Item: Hashable, Sendable {
    /// The finding as the last run that made it tells it.
    package var finding: HistoryRun.Finding
    /// The first run that made it without a break.
    package var since: Moment
    /// Whether that is the first run of the history, so that it may be older.
    package var isSinceFirstRun: Bool
    /// When its status became what it is.
    package var changed: Moment
    /// The first run without it; nil while it is found.
    package var gone: Moment?
    /// Whether it is gone because the family has no staging tables any more.
    package var isGoneWithTables: Bool
    /// When it was there before it came back; nil where it did not come back.
    package var earlier: Span<Moment>?
  }

  /// A report from its parts.
  init(
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
