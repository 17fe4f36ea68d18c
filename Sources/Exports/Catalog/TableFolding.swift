import Schema
import Text

/// Which tables count with others instead of having a place of their own in the catalog, so that memory does not grow with
/// their number.
///
/// Tables of one group, one schema and one day of creation differ in their names alone. The first of them by name keep
/// theirs; the last one that does stands for the others too.
package struct TableFolding: Sendable {
  /// How many tables of a group and schema keep their names: findings show three.
  package static let fewest = 3

  /// How many keep their names.
  package var named = TableFolding.fewest
  /// What tells the tables that an audit treats alike from others; nil for a table that has to keep its name.
  var group: @Sendable (TableName) -> String?

  /// A folding that keeps so many names in each group.
  package init(named: Int = TableFolding.fewest, group: @escaping @Sendable (TableName) -> String?) {
    self.named = named
    self.group = group
  }
}

/// Counts tables of one kind while a catalog is put together, in the order of their names.
struct FoldedTables {
  private struct Kind: Hashable {
    let group: Int
    let schema: Int
    let day: Int
    let kind: TableFacts.Kind?
  }

  /// When the tables for which one stands were created, by its index in the catalog.
  private(set) var periods: [Int: Span<Moment>] = [:]
  private let folding: TableFolding
  private var groups: [String: Int] = [:]
  private var counts: [Kind: (number: Int, last: Int)] = [:]

  init(_ folding: TableFolding) { self.folding = folding }

  /// Counts a table; the index in the catalog of the one that stands for it, or nil where it takes the place `index`
  /// itself.
  mutating func fold(_ name: TableName, schema: Int?, facts: TableFacts?, at index: Int) -> Int? {
    // Of views it has to be said which they are.
    guard facts?.kind?.holdsRows != false, let group = folding.group(name) else { return nil }
    let number = groups[group] ?? groups.count
    groups[group] = number
    let created = facts?.created
    let kind = Kind(
      group: number, schema: schema ?? -1, day: created.map { $0.seconds / 86_400 } ?? -1, kind: facts?.kind)
    guard let known = counts[kind], known.number >= folding.named else {
      counts[kind] = ((counts[kind]?.number ?? 0) + 1, index)
      if let created { periods[index] = Span(created) }
      return nil
    }
    if let created { periods[known.last]?.stretch(to: created, by: <) }
    return known.last
  }
}
