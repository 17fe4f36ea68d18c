import Comparison
import Text

/// One finding through all runs that could have made it.
struct FindingTimeline {
  /// An unbroken time in which runs made the finding.
  struct Presence {
    /// The first run that made it.
    var since: Sighting
    /// Each run in which its status was another than before, the first one included.
    var changes: [Sighting]
    /// The last run that made it.
    var last: Sighting
    /// The first run after it that saw everything, and not the finding; nil while it is found.
    var gone: Gone?

    /// The run in which it last became what it is.
    var changed: Sighting { changes.last ?? since }
  }

  /// A run in which the finding was made.
  struct Sighting {
    var time: Moment
    var finding: HistoryRun.Finding
    /// Whether it is the first run of the audit at all, so that the finding may be older.
    var isFirstRun: Bool
  }

  /// When the finding was not made any more.
  struct Gone {
    var time: Moment
    /// Whether the family had no staging tables any more in which it could have been found.
    var hasNoTables: Bool
  }

  /// The times in which the finding was made, in order.
  private(set) var presences: [Presence] = []

  /// The time that goes on; nil where the finding is not made any more.
  var current: Presence? { presences.last.flatMap { $0.gone == nil ? $0 : nil } }

  /// Takes note of a run that made the finding.
  mutating func see(_ sighting: Sighting) {
    if let index = presences.indices.last, presences[index].gone == nil {
      if presences[index].changed.finding.status.name != sighting.finding.status.name {
        presences[index].changes.append(sighting)
      }
      presences[index].last = sighting
    } else {
      presences.append(Presence(since: sighting, changes: [sighting], last: sighting))
    }
  }

  /// Takes note of a run that saw everything and did not make the finding.
  mutating func miss(at time: Moment, hasTables: Bool) {
    guard let index = presences.indices.last, presences[index].gone == nil else { return }
    presences[index].gone = Gone(time: time, hasNoTables: !hasTables)
  }

  /// How the finding stood before `moment`: nil where it was not made then.
  func sighting(before moment: Moment) -> Sighting? {
    let earlier = presences.last { $0.since.time < moment }
    guard let earlier, earlier.gone.map({ $0.time >= moment }) ?? true else { return nil }
    return earlier.changes.last { $0.time < moment }
  }
}

/// A main table through all runs that audited it.
struct MainHistory {
  /// Main's table id.
  let table: String
  /// The audit in each run, by time.
  let points: [Point]
  /// Each finding that was ever made, in the order in which they were first made.
  let timelines: [FindingTimeline]

  /// The audit in one run.
  struct Point {
    var time: Moment
    var audit: HistoryRun.Audit
    /// Whether the run saw everything, so that what it did not find was not there.
    var isComplete: Bool
  }

  /// The histories of all mains in `runs`, which are in order of time; by main's table id.
  static func all(of runs: [HistoryRun]) -> [MainHistory] {
    var points: [String: [Point]] = [:]
    for run in runs {
      for audit in run.audits {
        points[audit.table, default: []].append(
          Point(time: run.time, audit: audit, isComplete: run.isComplete))
      }
    }
    return points.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { table, points in
      // A run that was narrowed to some tables says nothing of the others; where all were, they are of one kind.
      let whole = points.filter { !$0.audit.isNarrowed }
      return MainHistory(table: table, points: whole.isEmpty ? points : whole)
    }
  }

  private init(table: String, points: [Point]) {
    self.table = table
    self.points = points
    var timelines: [FindingTimeline] = []
    var numbers: [String: Int] = [:]
    var present: Set<Int> = []
    for (index, point) in points.enumerated() {
      var seen: Set<Int> = []
      for finding in point.audit.findings {
        let number = numbers[finding.id] ?? timelines.count
        if number == timelines.count {
          timelines.append(FindingTimeline())
          numbers[finding.id] = number
        }
        timelines[number].see(.init(time: point.time, finding: finding, isFirstRun: index == 0))
        seen.insert(number)
      }
      guard point.isComplete else {
        present.formUnion(seen)
        continue
      }
      let filled = Set(point.audit.families.filter { $0.tables > 0 }.map(\.name))
      for number in present.subtracting(seen) {
        let family = timelines[number].presences.last?.last.finding.family ?? ""
        timelines[number].miss(at: point.time, hasTables: filled.contains(family))
      }
      present = seen
    }
    self.timelines = timelines
  }
}
