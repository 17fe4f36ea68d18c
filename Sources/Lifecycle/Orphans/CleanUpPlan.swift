import Schema
import Text

/// What a clean-up script drops: exact names, batch by batch, and what has to be said before.
package struct CleanUpPlan: Sendable {
  /// One batch with the tables to drop, one at least.
  struct Batch: Sendable {
    var name: String
    var day: CalendarDay?
    /// Sorted by name.
    var tables: [TableName]
    var total: TableTotal
  }

  /// In the report's order.
  let batches: [Batch]
  /// The mains whose staging tables these are.
  let mains: [TableName]
  /// Tables after which a run stops; nil to go through all.
  let limit: Int?
  /// What a reader has to know before anything is dropped, a sentence each.
  let notes: [String]
  /// As of when it was decided.
  let now: Moment

  /// The plan of a report.
  ///
  /// - Parameter limit: Tables after which a run stops, from 1; nil to go through all.
  package init(_ report: OrphanReport, limit: Int? = nil) {
    batches = report.allBatches.compactMap { batch in
      let orphans = batch.orphans
      guard !orphans.isEmpty else { return nil }
      return Batch(name: batch.name, day: batch.day, tables: orphans.map(\.name), total: TableTotal(orphans))
    }
    mains = report.audits.map(\.main)
    self.limit = limit
    now = report.settings.now
    notes = OrphanNotes.notes(report)
  }

  /// Everything that is dropped.
  var total: TableTotal { batches.reduce(TableTotal([])) { $0 + $1.total } }

  /// `1,665 staging tables of 19 batches: 12.3 GB`.
  var headline: String {
    let size = total.sizeText.map { ": \($0)" } ?? ""
    return
      "\(Count.of(total.tables, "staging table")) of \(Count.of(batches.count, "batch", plural: "batches"))\(size)"
  }

  /// What a script begins with, without signs of a comment: what it drops, who checked, and each batch with its numbers.
  func head(limitText: String?) -> [String] {
    var lines = [
      "Drops \(headline).",
      "Written by driftaudit \(driftauditVersion) as of \(now). Staging of:",
    ]
    lines += mains.map { "  \(SafeText.printable($0.description, limit: 300)), which is not touched" }
    lines += [""] + notes
    if let limitText { lines += [limitText] }
    lines +=
      [""]
      + batches.map { batch in
        let size = batch.total.sizeText.map { "  \($0)" } ?? ""
        return
          "  \(batch.day?.description ?? "no day    ")  \(SafeText.printable(batch.name, limit: 200))  "
          + "\(Count.of(batch.total.tables, "table"))\(size)"
      }
    return lines
  }
}
