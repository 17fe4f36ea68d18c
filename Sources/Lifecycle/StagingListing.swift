import Auditing
import Exports
import Schema
import Settings

/// The staging tables of one audit, picked from lists as `audit` picks them from exports of columns.
struct StagingListing {
  let audit: AuditSpec
  let main: TableName
  let listing: TableListing
  /// Indices into the listing's names, by family.
  let families: [StagingSelection.Family]
  let selection: StagingSelection
  /// The names of the batches that the tables' names tell.
  private(set) var batches: [String] = []
  /// Of each table of each family, the number of its batch; -1 where its name tells none.
  private(set) var batchOf: [[Int32]] = []

  init(_ audit: AuditSpec, main: TableName, listing: TableListing) {
    self.audit = audit
    self.main = main
    self.listing = listing
    let names = listing.names
    selection = StagingSelection(
      from: names, main: names.firstIndex(of: main), excluding: audit.settings.exclude,
      patterns: audit.settings.families, inputs: audit.settings.sources.joined(separator: ", "),
      allowsNone: audit.settings.allowNoStaging, isReadInFull: listing.isReadInFull, place: audit.place)
    families = selection.families
    var numbers: [String: Int32] = [:]
    batchOf = families.map { family in batchNumbers(of: family.tables, &numbers) }
  }

  private mutating func batchNumbers(of tables: [Int], _ numbers: inout [String: Int32]) -> [Int32] {
    guard let pattern = audit.settings.batch else { return [Int32](repeating: -1, count: tables.count) }
    var found: [Int32] = []
    found.reserveCapacity(tables.count)
    // A stretch at a time, so that a million names of batches are not in memory at once.
    for start in stride(from: 0, to: tables.count, by: 4096) {
      let stretch = tables[start..<min(start + 4096, tables.count)]
      for batch in pattern.batches(of: stretch.map { listing.tables[$0].name.table }) {
        guard let batch else {
          found.append(-1)
          continue
        }
        if numbers[batch] == nil {
          numbers[batch] = Int32(batches.count)
          batches.append(batch)
        }
        found.append(numbers[batch] ?? -1)
      }
    }
    return found
  }

  /// The tables that are not among those that are asked about, be it for a pattern or an exclusion, and whose names tell
  /// one of the batches.
  var otherTablesOfBatches: [(facts: TableFacts, batch: String)] {
    guard let pattern = audit.settings.batch, !batches.isEmpty else { return [] }
    var isAsked = [Bool](repeating: false, count: listing.tables.count)
    for family in families { for table in family.tables { isAsked[table] = true } }
    let known = Set(batches.map(BatchName.init))
    let others = listing.tables.indices.filter { !isAsked[$0] && listing.tables[$0].name != main }
    var found: [(facts: TableFacts, batch: String)] = []
    for start in stride(from: 0, to: others.count, by: 4096) {
      let stretch = others[start..<min(start + 4096, others.count)]
      for (table, batch) in zip(stretch, pattern.batches(of: stretch.map { listing.tables[$0].name.table })) {
        guard let batch, known.contains(BatchName(batch)) else { continue }
        found.append((listing.tables[table].facts, batch))
      }
    }
    return found
  }

  /// Why a table is kept whatever its batch; nil where its batch decides.
  func hold(of name: TableName, _ facts: TableFacts, family: Int, hasBatch: Bool, protected: ProtectedTables)
    -> TableHold?
  {
    if name == main || protected.contains(name) { return .main }
    if !isAtHome(name, family: family) { return .elsewhere }
    if let hold = DroppableName.hold(name) { return hold }
    guard let kind = facts.kind else { return .unknownKind }
    if kind != .table { return .kind(kind) }
    return hasBatch ? nil : .noBatch
  }

  /// Whether a table stands where main does, or where a pattern of its family says by name. A pattern without a dataset
  /// means main's.
  private func isAtHome(_ name: TableName, family: Int) -> Bool {
    if name.dataset == main.dataset, name.project == main.project { return true }
    return audit.settings.families[family].patterns.contains { pattern in
      switch pattern.scope {
      case .table: false
      case .dataset: name.project == main.project && pattern.matches(name)
      case .whole: pattern.matches(name)
      }
    }
  }
}
