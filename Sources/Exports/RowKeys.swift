import JSONInput
import Schema
import Text

/// Which of the keys that a form does not insist on a row of a column lacks.
///
/// A query that leaves a key out leaves it out of all rows, and what it would say is not exported. A key that only some of a
/// table's rows lack was lost, and with it what the check of those columns needs. It is found once for each distinct list
/// of columns, where they are put together, and never looked for in rows that are like others.
package struct RowKeys: Hashable, Sendable {
  /// The keys' names, by their bits.
  private let names: [String]
  /// Keys that every row has a value for.
  private let filled: UInt32
  /// Keys that are not there; those that every row has a value for also where they are null.
  private var lacking: UInt32 = 0
  /// Keys that are there and null.
  private var null: UInt32 = 0

  /// - Parameters:
  ///   - filled: Keys for which engines give every column a value: `is_nullable`.
  ///   - others: Keys that may be null. Some programs leave out what is null; only where a table's rows have the key with
  ///     null is a row without it one that lost it.
  ///   - value: The value of a key.
  init<Key>(filled: [Key], others: [Key] = [], name: (Key) -> String, _ value: (Key) -> JSONValue) {
    let keys = filled + others
    names = keys.map(name)
    self.filled = (1 << UInt32(filled.count)) - 1
    for (bit, key) in keys.enumerated() {
      let value = value(key)
      if value.isAbsent || bit < filled.count && value.isAbsentOrNull {
        lacking |= 1 << UInt32(bit)
      } else if value.isAbsentOrNull {
        null |= 1 << UInt32(bit)
      }
    }
  }

  /// What is said of a table where only some of its columns' rows lack a key; nil where none does.
  ///
  /// - Parameter columns: Each column's name and keys, in the table's order.
  static func fault(_ columns: [(name: String, keys: RowKeys)]) -> String? {
    guard let first = columns.first?.keys else { return nil }
    var (some, all, null) = (UInt32(0), UInt32.max, UInt32(0))
    for (_, keys) in columns {
      some |= keys.lacking
      all &= keys.lacking
      null |= keys.null
    }
    let lost = some & ~all & (first.filled | null)
    guard lost != 0 else { return nil }
    let keys = first.names.enumerated().filter { lost & (1 << UInt32($0.offset)) != 0 }.map(\.element)
    let lacking = columns.filter { $0.keys.lacking & lost != 0 }
    let shown =
      lacking.prefix(3).map { $0.name.clipped(to: 60) }.joined(separator: ", ")
      + (lacking.count > 3 ? " and \(Count.grouped(lacking.count - 3)) more" : "")
    let rows = lacking.count == 1 ? "the row of column \(shown) has" : "the rows of columns \(shown) have"
    return
      "\(rows) no \(keys.joined(separator: ", ")), which other rows of the table have: export the key in all rows or in none"
  }
}
