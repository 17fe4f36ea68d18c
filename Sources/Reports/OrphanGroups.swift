import Lifecycle
import Schema
import Settings
import Text

/// What is left over and what is kept of one family, in the groups in which every format shows it.
struct OrphanGroups {
  /// The batches of one day that are left over.
  struct Day {
    /// Nil where nothing tells it.
    var day: CalendarDay?
    var batches: [Batch]
    var total: TableTotal { batches.reduce(TableTotal([])) { $0 + $1.total } }
  }

  /// One batch with the tables that are meant.
  struct Batch {
    var batch: OrphanReport.Batch
    var total: TableTotal
  }

  /// Tables that are kept for one reason of their own.
  struct Kept {
    var hold: TableHold
    var total: TableTotal
    /// The first of them.
    var example: TableName
  }

  /// What is left over, by day.
  private(set) var days: [Day] = []
  /// The batches that are kept whole.
  private(set) var keptBatches: [Batch] = []
  /// The tables that are kept whatever their batch.
  private(set) var keptTables: [Kept] = []

  init(_ family: OrphanReport.Family) {
    var kept: [TableHold: Kept] = [:]
    for table in family.loose + family.batches.lazy.flatMap(\.tables) {
      guard let hold = table.hold else { continue }
      if kept[hold] == nil { kept[hold] = Kept(hold: hold, total: TableTotal([]), example: table.name) }
      kept[hold]?.total.add(table)
    }
    keptTables = kept.values.sorted { $0.hold.order < $1.hold.order }
    for batch in family.batches {
      let own = batch.tables.filter { $0.hold == nil }
      guard !own.isEmpty else { continue }
      let group = Batch(batch: batch, total: TableTotal(own))
      if !batch.holds.isEmpty {
        keptBatches.append(group)
      } else if let last = days.last, last.day == batch.day {
        days[days.count - 1].batches.append(group)
      } else {
        days.append(Day(day: batch.day, batches: [group]))
      }
    }
  }

  /// Everything that is left over.
  var orphans: TableTotal { days.reduce(TableTotal([])) { $0 + $1.total } }

  /// Everything that is kept.
  var kept: TableTotal {
    keptTables.reduce(keptBatches.reduce(TableTotal([])) { $0 + $1.total }) { $0 + $1.total }
  }
}

/// What is said of what is left over in the same words everywhere. Names are not in it.
enum OrphanWords {
  /// `1,665 orphaned staging tables of 19 batches, 12.3 GB`.
  static func headline(_ report: OrphanReport) -> String {
    let orphans = report.orphans
    return orphans.tables > 0
      ? headline(orphans, batches: report.orphanedBatches) : "no orphaned staging tables"
  }

  /// The same of some, but not of none.
  static func headline(_ orphans: TableTotal, batches: Int) -> String {
    "\(Count.of(orphans.tables, "orphaned staging table")) of \(BatchWords.batches(batches))"
      + (orphans.sizeText.map { ", \($0)" } ?? "")
  }

  /// `2026-01-30`, or that nothing tells it.
  static func day(_ day: CalendarDay?) -> String { day?.description ?? "no day" }

  /// How long ago a batch began, or its first table was created; empty where nothing tells it.
  static func age(_ batch: OrphanReport.Batch, _ settings: OrphanSettings) -> String {
    guard let moment = batch.began ?? batch.created?.first, moment <= settings.now else { return "" }
    return MinimumAge.text(ofSeconds: settings.now.seconds - moment.seconds)
  }

  /// How many of a batch's rows are in main; nil where nobody counted.
  static func rows(_ batch: OrphanReport.Batch) -> String? {
    batch.rows.map { "\(Count.grouped($0.inMain)) of \(Count.grouped($0.staged))" }
  }

  /// All reasons for which a batch is kept.
  static func reasons(_ batch: OrphanReport.Batch) -> String {
    batch.holds.map(\.text).joined(separator: "; ")
  }
}
