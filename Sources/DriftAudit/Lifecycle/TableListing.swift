/// All tables that exports and lists name, with what these tell of them besides columns.
struct TableListing {
  /// Sorted; each name once.
  private(set) var names: [TableName] = []
  /// What is told of each.
  private(set) var facts: [TableFacts] = []
  /// What is wrong with the exports, and what looks wrong with the lists.
  private(set) var problems: [Problem] = []
  /// Whether the exports could be read in full.
  private(set) var isReadInFull = true

  init(_ catalog: Catalog) {
    names.reserveCapacity(catalog.tables.count + catalog.listed.count)
    facts.reserveCapacity(names.capacity)
    // Both are sorted, and no table stands in both.
    var listed = catalog.listed[...]
    for table in catalog.tables {
      while let next = listed.first, next.name < table.name {
        append(next.name, next.facts)
        listed.removeFirst()
      }
      append(table.name, table.facts ?? TableFacts())
    }
    for next in listed { append(next.name, next.facts) }
    problems = catalog.problems
    isReadInFull = !problems.contains { $0.severity == .error }
    problems += catalog.files.compactMap(Self.cut)
  }

  private mutating func append(_ name: TableName, _ told: TableFacts) {
    names.append(name)
    facts.append(told)
  }

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
