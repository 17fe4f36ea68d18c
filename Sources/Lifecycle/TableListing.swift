import Exports
import Schema

/// All tables that exports and lists name, with what these tell of them besides columns.
struct TableListing {
  /// Sorted by name; each name once.
  private(set) var tables: [ListedTable]
  /// What is wrong with the exports, and what looks wrong with the lists.
  private(set) var problems: [Problem] = []
  /// Whether the exports could be read in full.
  private(set) var isReadInFull = true
  /// Whether a list has exactly as many tables as tools print at most, so that others may be missing.
  private(set) var mayBeCut = false

  init(_ catalog: Catalog) {
    tables = catalog.listed
    if !catalog.tables.isEmpty {
      // No table stands in both.
      tables += catalog.tables.map { ListedTable(name: $0.name, facts: $0.facts ?? TableFacts()) }
      tables.sort { $0.name < $1.name }
    }
    problems = catalog.problems
    isReadInFull = !problems.contains { $0.severity == .error }
    let cut = catalog.files.compactMap(Self.cut)
    mayBeCut = !cut.isEmpty
    problems += cut
  }

  /// The tables' names.
  var names: [TableName] { tables.map(\.name) }

  /// Lists of exactly as many tables as tools print unless told otherwise.
  private static func cut(_ file: Catalog.FileSummary) -> Problem? {
    for (form, most, tool) in [
      (TableListForm.name, 50, "bq ls"), (TablesForm.name, 100, "bq query"),
      (DatasetTablesForm.name, 100, "bq query"),
    ] where file.forms.contains(where: { $0.name == form && $0.elements == most }) {
      return Problem(
        .warning, file: file.name, line: 1, column: 1,
        "exactly \(most) tables, which is all that `\(tool)` prints unless -n is given: the list may be cut short, and tables "
          + "of its batches missing. Export it with -n 100000000.")
    }
    return nil
  }
}
