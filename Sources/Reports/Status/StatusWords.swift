import Auditing
import Lifecycle
import Schema
import Status
import Text

/// What is said of how everything stands in the same words everywhere. Names are not in it.
enum StatusWords {
  /// What needs doing, worst first; nothing where nothing does.
  static func todo(_ report: StatusReport) -> [String] {
    let summary = report.drift.summary
    let lifecycles = report.mains.map(\.lifecycle)
    var parts: [String] = []
    if summary.new + summary.expired > 0 { parts.append(report.drift.headline) }
    if report.drift.failOnStale, let stale = report.drift.baseline?.stale.count, stale > 0 {
      parts.append(Count.of(stale, "stale baseline entry", plural: "stale baseline entries"))
    }
    return parts + todo(lifecycles)
  }

  /// The same of what became of staging tables.
  static func todo(_ lifecycles: [LifecycleReport.Audit]) -> [String] {
    var parts: [String] = []
    let arrivals = lifecycles.compactMap(\.arrival.value)
    let absent = arrivals.reduce(0) { $0 + $1.absent.count }
    if absent > 0 {
      let all = arrivals.reduce(0) { $0 + ($1.batches?.count ?? 0) }
      parts.append(
        "\(Count.grouped(absent)) of \(BatchWords.batches(all)) \(absent == 1 ? "has" : "have") not arrived whole"
      )
    }
    let batches = lifecycles.compactMap(\.batches.value)
    let lost = batches.reduce(0) { $0 + $1.lost }
    if lost > 0 {
      parts.append(BatchWords.headline(lost: lost, staged: batches.reduce(0) { $0 + $1.staged }))
    }
    let orphans = lifecycles.compactMap(\.orphans.value)
    let total = orphans.reduce(TableTotal([])) { $0 + $1.orphans }
    if total.tables > 0 {
      let count = orphans.reduce(0) { $0 + $1.orphanedBatches }
      parts.append(OrphanWords.headline(total, batches: count))
    }
    let columns = lifecycles.reduce(0) { $0 + ($1.columns.value?.columns?.count ?? 0) }
    if columns > 0 {
      parts.append("\(Count.of(columns, "column")) \(columns == 1 ? "is" : "are") never filled")
    }
    return parts
  }

  /// All of it in one line, with what could not be seen in front.
  static func verdict(_ report: StatusReport) -> String {
    let todo = todo(report)
    let told = todo.isEmpty ? "nothing to do" : todo.joined(separator: "; ")
    let errors = report.problems.count { $0.severity == .error }
    return errors > 0 ? "not seen in full: \(Count.of(errors, "problem")); \(told)" : told
  }

  /// Which input would tell it.
  static func missing(_ input: MissingInput, of kind: StatusSection.Kind) -> String {
    switch input {
    case .columns:
      "no export among the inputs holds staging tables' columns, such as INFORMATION_SCHEMA.COLUMNS"
    case .staging:
      "nothing says which tables are staging tables; --staging GLOB, or staging in driftaudit.yml"
    case .batches:
      "nothing says how a table's name tells its batch; --batch-pattern PATTERN, or batch in driftaudit.yml"
    case .lists:
      "no list among the inputs tells what the tables are, such as INFORMATION_SCHEMA.TABLES or what bq ls prints"
    case .completions:
      "no completion records; --completions FILE, or lifecycle.completions in driftaudit.yml"
    case .rows:
      "no counts of rows; --counts FILE, or lifecycle.counts in driftaudit.yml, with what driftaudit verify "
        + "--print-queries counts"
    case .records:
      "no sample records of writers among the inputs, and no counts of columns; --counts FILE, or lifecycle.counts in "
        + "driftaudit.yml"
    case .history: "no history; --history DIR, or history in driftaudit.yml"
    case .runs: "the history holds no run of this main yet; driftaudit audit --record DIR adds one"
    case .unread: unread(kind)
    }
  }

  private static func unread(_ kind: StatusSection.Kind) -> String {
    switch kind {
    case .drift, .orphans: "the inputs could not be read"
    case .lostCompletions: "the inputs, or the completion records, could not be read"
    case .arrival, .unpopulatedColumns: "the inputs, or the counts, could not be read"
    case .lastRun: "the history could not be read"
    }
  }

  /// What becomes of a batch, in the words of an overview.
  static func state(_ state: BatchState) -> String {
    switch state {
    case .orphaned: "left over"
    case .running: "running"
    case .unclear: "unclear"
    case .unmerged: "rows not in main"
    case .unverified: "unverified"
    }
  }
}
