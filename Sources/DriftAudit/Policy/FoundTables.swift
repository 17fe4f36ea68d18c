extension Catalog {
  /// The tables that could be read, for guessing what is main and what is staging.
  public var foundTables: [FoundTable] {
    tables.compactMap { table in
      table.schema.map { FoundTable(name: table.name, columns: schemas[$0].columns.count, shape: $0) }
    }
  }

  /// The views and external tables: indices into `tables`.
  var views: Set<Int> { Set(tables.indices.filter { tables[$0].facts?.kind?.holdsRows == false }) }
}
