import Comparison
import Schema
import Text

/// Staging tables in order of time: by batch where batches are known, else by the day on which they were created.
struct DriftTimeline {
  /// What a slot is: `batch` or `day`.
  let noun: String
  /// The slots' names, in order.
  let labels: [String]
  /// What the tables of each slot came to.
  let counts: [ComparedAudit.TableCounts]
  /// Earlier slots without a place.
  let leftOut: Int
  /// For each variant, the slots in which its tables stand, ascending.
  private let slotsOfVariant: [[Int]]

  /// With more slots than this, bars would be thinner than a line.
  static let mostSlots = 200

  /// nil where neither batches nor times are told, or times only of many tables together.
  init?(_ audit: ComparedAudit) {
    let numbers: [Int?]
    let all: [String]
    if !audit.batches.isEmpty {
      noun = "batch"
      all = audit.batches.map(\.name)
      numbers = audit.tables.map(\.batch)
    } else if audit.created != nil, audit.periods.isEmpty {
      noun = "day"
      (all, numbers) = Self.days(audit.tables.map { $0.facts?.created })
    } else {
      return nil
    }
    let leftOut = max(all.count - Self.mostSlots, 0)
    self.leftOut = leftOut
    labels = Array(all.dropFirst(leftOut))
    var counts = [ComparedAudit.TableCounts](repeating: .init(), count: labels.count)
    var slots = [Set<Int>](repeating: [], count: audit.findingsByVariant.count)
    let drifting = audit.driftingVariants
    for (table, number) in zip(audit.tables, numbers) {
      guard let slot = number.map({ $0 - leftOut }), slot >= 0 else { continue }
      counts[slot].add(isDrifting: table.variant.map { drifting[$0] })
      if let variant = table.variant { slots[variant].insert(slot) }
    }
    self.counts = counts
    slotsOfVariant = slots.map { $0.sorted() }
  }

  /// The slots in which tables of these variants stand, ascending.
  func slots(of variants: [Int]) -> [Int] {
    guard variants.count > 1 else { return variants.first.map { slotsOfVariant[$0] } ?? [] }
    return Set(variants.flatMap { slotsOfVariant[$0] }).sorted()
  }

  /// Days in between on which no table was created are slots too, unless there are very many.
  private static func days(_ moments: [Moment?]) -> ([String], [Int?]) {
    let days = moments.map { $0.map { ($0.seconds >= 0 ? $0.seconds : $0.seconds - 86_399) / 86_400 } }
    let present = Set(days.compactMap(\.self)).sorted()
    guard let first = present.first, let last = present.last else { return ([], []) }
    let shown = last - first < mostSlots ? Array(first...last) : present
    let places = Dictionary(uniqueKeysWithValues: zip(shown, shown.indices))
    return (
      shown.map { CalendarDay(daysSince1970: $0).description }, days.map { $0.flatMap { places[$0] } }
    )
  }
}
