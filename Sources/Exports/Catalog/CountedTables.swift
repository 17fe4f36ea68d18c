import Engines
import JSONInput
import Schema
import Text

/// Tables of one schema that an engine has counted, and of which it may have named only some.
package struct CountedTables: Hashable, Sendable {
  /// Those that are named: indices into the catalog's tables, ascending. The first stands for those that are not.
  package var named: [Int]
  /// How many there are, the named ones included.
  package var count: Int
  /// When the first and the last of them were created; nil where that is not told.
  package var created: Span<Moment>?
  /// The family into which the engine put them; nil where it was not asked to.
  package var family: String?
  /// What tells the patterns by which the engine chose them from others; nil where that is not told.
  package var selection: String?

  /// Whether some of them are not named.
  package var isOpen: Bool { count > named.count }
}

extension CountedTables {
  /// Brings what engines have counted into a catalog whose tables are known.
  ///
  /// - Parameters:
  ///   - indices: For each table's number its index in the catalog; -1 for one that is not among its tables.
  /// - Returns: What is said of tables that would count twice.
  static func add(
    _ counted: [TableNotes.Counted], to catalog: inout Catalog, indices: [Int32], files: [InputFile]
  ) -> [Problem] {
    var problems: [Problem] = []
    var owners: [Int: Int] = [:]
    for tables in counted.sorted(by: { $0.place < $1.place }) {
      let named = tables.tables.map { Int(indices[Int($0)]) }.filter { $0 >= 0 }.sorted()
      guard let first = named.first else { continue }
      let own = CountedTables(
        named: named, count: tables.count, created: tables.created, family: tables.family,
        selection: tables.selection)
      let twice = named.first { index in
        owners[index].map { own.isOpen || catalog.counted[$0].isOpen } ?? false
      }
      if let twice {
        problems.append(
          Problem(
            at: tables.place, in: files, table: catalog.tables[twice].name.description,
            "\(catalog.tables[twice].name.table.clipped(to: 120)) stands in two rows of shapes, so that tables would count "
              + "twice: this row's are left out of the count."))
        continue
      }
      for index in named { owners[index] = catalog.counted.count }
      catalog.tables[first].count = Int32(clamping: tables.count - named.count + 1)
      catalog.counted.append(own)
    }
    return problems
  }

  /// What is said of files of exactly 100 shapes of BigQuery's: `bq query` prints no more without `-n`.
  static func cut(
    _ tallies: [WindowTallies.Tally], forms: [any ExportForm.Type], by engines: Set<Engine>,
    files: [InputFile]
  ) -> [Problem] {
    guard engines.contains(.bigQuery) else { return [] }
    var rows: [Int32: Int] = [:]
    for tally in tallies where forms[Int(tally.form)].combination == .shapes {
      rows[tally.file, default: 0] += Int(tally.elements)
    }
    return rows.filter { $0.value == 100 }.map { file, _ in
      Problem(
        file: files[Int(file)].displayName, line: 1, column: 1,
        "exactly 100 shapes, which is all that `bq query` prints unless -n is given: others may be missing. Run the "
          + "statement with -n 100000000.")
    }
  }
}
