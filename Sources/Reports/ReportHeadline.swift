import Auditing
import Comparison
import Text

extension DriftReport {
  /// What the run found, in a few words: `14 new findings`, `2 new and 1 expired finding`, `no new findings`.
  var headline: String {
    let summary = summary
    switch (summary.new, summary.expired) {
    case (0, 0): return verdict == .error ? "not audited in full" : "no new findings"
    case (_, 0): return Count.of(summary.new, "new finding")
    case (0, _): return Count.of(summary.expired, "expired finding")
    default: return "\(Count.grouped(summary.new)) new and \(Count.of(summary.expired, "expired finding"))"
    }
  }
}

extension ComparedAudit {
  /// How many of the staging tables drift, do not, or could not be read.
  struct TableCounts: Hashable {
    var drifting = 0
    var clean = 0
    var unreadable = 0

    var total: Int { drifting + clean + unreadable }

    /// Counts a table more. `isDrifting` nil: it could not be read.
    mutating func add(isDrifting: Bool?) {
      switch isDrifting {
      case .some(true): drifting += 1
      case .some(false): clean += 1
      case .none: unreadable += 1
      }
    }
  }

  /// The counts over all staging tables.
  var tableCounts: TableCounts {
    let drifting = driftingVariants
    return tables.reduce(into: TableCounts()) { counts, table in
      counts.add(isDrifting: table.variant.map { drifting[$0] })
    }
  }
}
