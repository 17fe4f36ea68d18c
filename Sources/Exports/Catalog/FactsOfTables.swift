import Schema

/// What exports tell of tables besides their columns, by the tables' numbers.
///
/// Lists name tables by the million and in the order of their numbers, so that this is an array and no dictionary.
struct FactsOfTables {
  private struct Entry {
    var facts = TableFacts()
    /// Whether anything is told.
    var isTold = false
    /// Whether it stands in a list of tables.
    var isListed = false
  }

  private var entries: [Entry] = []
  /// Whether any table stands in a list.
  private(set) var hasListed = false

  /// How many tables stand in lists.
  var listedCount: Int { hasListed ? entries.count { $0.isListed } : 0 }

  /// What is told of a table; nil where nothing is.
  subscript(table: UInt32) -> TableFacts? {
    let number = Int(table)
    guard number < entries.count, entries[number].isTold else { return nil }
    return entries[number].facts
  }

  /// Whether a table stands in a list of tables.
  func isListed(_ table: UInt32) -> Bool { Int(table) < entries.count && entries[Int(table)].isListed }

  /// Notes what is told of a table.
  mutating func note(_ told: TableFacts, of table: UInt32, isListed: Bool = false) {
    let number = Int(table)
    while entries.count <= number { entries.append(Entry()) }
    entries[number].facts = entries[number].isTold ? entries[number].facts.merged(with: told) : told
    entries[number].isTold = true
    guard isListed else { return }
    entries[number].isListed = true
    hasListed = true
  }

  /// Takes over what another thread has found.
  ///
  /// - Parameter numbers: Of each of its tables the number here.
  mutating func merge(_ other: FactsOfTables, numbers: [UInt32]) {
    for (number, entry) in other.entries.enumerated() where entry.isTold {
      note(entry.facts, of: numbers[number], isListed: entry.isListed)
    }
  }
}
