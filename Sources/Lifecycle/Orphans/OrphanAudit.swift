import Auditing
import Exports
import Schema
import Settings
import Text

/// What is left over of one audit's staging tables.
struct OrphanAudit {
  private let staging: StagingListing
  private let judge: BatchJudge
  private let settings: OrphanSettings
  private let protected: ProtectedTables
  /// Families of which nobody knows whether their rows are in main, though their drift breaks a merge.
  private let unverified: Set<String>

  init(
    _ staging: StagingListing, _ judge: BatchJudge, _ settings: OrphanSettings, _ protected: ProtectedTables,
    unverified: Set<String>
  ) {
    self.unverified = unverified
    self.staging = staging
    self.judge = judge
    self.settings = settings
    self.protected = protected
  }

  var audit: OrphanReport.Audit {
    OrphanReport.Audit(
      main: staging.main, families: staging.families.indices.map(family))
  }

  private func family(_ number: Int) -> OrphanReport.Family {
    var tables = [[OrphanReport.Table]](repeating: [], count: staging.batches.count)
    var created = [Span<Moment>?](repeating: nil, count: staging.batches.count)
    var loose: [OrphanReport.Table] = []
    let isWanted = staging.batches.map(isWanted)
    for (place, index) in staging.families[number].tables.enumerated() {
      let batch = Int(staging.batchOf[number][place])
      let facts = staging.listing.tables[index].facts
      if batch >= 0 ? !isWanted[batch] : !staging.audit.batches.isEmpty { continue }
      guard isInWindow(facts, batch: batch) else { continue }
      let name = staging.listing.tables[index].name
      let table = OrphanReport.Table(
        name: name, bytes: facts.bytes, tellsChange: facts.modified != nil,
        hold: staging.hold(of: name, facts, family: number, hasBatch: batch >= 0, protected: protected))
      guard batch >= 0 else {
        loose.append(table)
        continue
      }
      tables[batch].append(table)
      if let moment = facts.created {
        if created[batch] == nil { created[batch] = Span(moment) }
        created[batch]?.stretch(to: moment, by: <)
      }
    }
    let isUnverified = unverified.contains(staging.families[number].name)
    var batches: [OrphanReport.Batch] = []
    for (batch, name) in staging.batches.enumerated() where !tables[batch].isEmpty {
      let began = BatchTime.moment(of: name)
      batches.append(
        OrphanReport.Batch(
          name: name, day: (began ?? created[batch]?.first).map(CalendarDay.init(containing:)),
          began: began, created: created[batch],
          holds: judge.holds(of: name) + (isUnverified ? [.unverified] : []),
          rows: settings.mainRows?.count(of: name), tables: tables[batch]))
    }
    return OrphanReport.Family(
      name: staging.families[number].name, batches: batches.sorted(by: Self.precedes), loose: loose)
  }

  /// Whether the batch is among those that are asked for.
  private func isWanted(_ batch: String) -> Bool {
    staging.audit.batches.isEmpty || staging.audit.batches.contains { $0.matches(batch) }
  }

  private func isInWindow(_ facts: TableFacts, batch: Int) -> Bool {
    let window = staging.audit.created
    guard !window.isOpen else { return true }
    let moment = facts.created ?? (batch >= 0 ? BatchTime.moment(of: staging.batches[batch]) : nil)
    return moment.map(window.contains) ?? false
  }

  /// By day, those without one last, then by name in byte order.
  private static func precedes(_ one: OrphanReport.Batch, _ other: OrphanReport.Batch) -> Bool {
    guard one.day == other.day else {
      guard let first = one.day, let second = other.day else { return one.day != nil }
      return first < second
    }
    return one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
  }
}
