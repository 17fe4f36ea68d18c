import Schema
import Settings
import Text

/// Holds a batch's staging tables against its completion records.
struct BatchAccounts {
  /// One batch: its tables, and what records tell.
  struct Entry {
    /// As the tables' names, or else the records, have it.
    let name: String
    var tables: [Table] = []
    var tally: CompletionTally?
    /// When the first of its tables was created.
    var created: Moment?

    /// When it began.
    var began: Moment? { BatchTime.moment(of: name) ?? created ?? tally?.start }
  }

  /// A staging table, and by what records can name it besides its own name.
  struct Table {
    let name: TableName
    let parts: [String]
  }

  /// How completed names fit one batch's tables.
  private struct Match {
    /// Places of tables that completed.
    var tables: Set<Int> = []
    /// Completed names without a table.
    var others: [String] = []
  }

  private let entries: [Entry]

  init(_ entries: [Entry]) { self.entries = entries }

  /// The batches by when they began, those of which nothing tells it last, then by name.
  var batches: [BatchReport.Batch] {
    let matches = entries.map(Self.match)
    // Where no name at all is a table's, names mean something else; where some are, each other one is without a table.
    let namesTell = matches.contains { !$0.tables.isEmpty }
    return zip(entries, matches).map { Self.batch($0, $1, namesTell: namesTell) }.sorted(by: Self.precedes)
  }

  private static func match(_ entry: Entry) -> Match {
    var match = Match()
    guard let names = entry.tally?.completed.spellings, !names.isEmpty else { return match }
    var places: [String: [Int]] = [:]
    for (place, table) in entry.tables.enumerated() {
      for key in keys(of: table) { places[key, default: []].append(place) }
    }
    for (key, spelling) in names {
      // A part that several tables share, such as a revision, tells none of them.
      if let found = places[key], found.count == 1 {
        match.tables.formUnion(found)
      } else {
        match.others.append(spelling)
      }
    }
    return match
  }

  private static func keys(of table: Table) -> Set<String> {
    let name = table.name
    var keys = table.parts + [name.table, name.description]
    if let dataset = name.dataset { keys.append("\(dataset).\(name.table)") }
    return Set(keys.map(WorkerName.folded))
  }

  private static func batch(_ entry: Entry, _ match: Match, namesTell: Bool) -> BatchReport.Batch {
    let tally = entry.tally
    let (staged, completed) = (entry.tables.count, tally?.completed.total ?? 0)
    var batch = BatchReport.Batch(
      name: entry.name, began: entry.began, expected: tally?.expected, staged: staged, completed: completed,
      failed: tally?.failed.total ?? 0, failedNames: tally?.failed.sorted ?? [], lost: 0, missing: 0,
      hasRecord: tally != nil, isComplete: tally?.isComplete)
    let areAllNamed = tally?.completed.areAllNamed ?? true
    if areAllNamed, namesTell || completed == 0 || staged == 0 {
      let lost = entry.tables.indices.filter { !match.tables.contains($0) }.map { entry.tables[$0].name }
      batch.lostTables = lost.sorted()
      batch.lost = lost.count
      batch.missingNames = match.others.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      batch.missing = match.others.count
    } else {
      batch.lost = max(0, staged - completed)
      batch.missing = max(0, completed - staged)
      if batch.lost == 0 { batch.lostTables = [] }
      if batch.missing == 0 { batch.missingNames = [] }
    }
    return batch
  }

  private static func precedes(_ one: BatchReport.Batch, _ other: BatchReport.Batch) -> Bool {
    guard one.began == other.began else {
      guard let first = one.began, let second = other.began else { return one.began != nil }
      return first < second
    }
    return one.name.utf8.lexicographicallyPrecedes(other.name.utf8)
  }
}
