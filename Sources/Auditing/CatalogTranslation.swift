import Comparison
import Engines
import Exports
import Schema
import Text

/// The schemas of a catalog as main's engine has them, and what could not be brought there.
package struct CatalogTranslation {
  /// As many as the catalog has; those that no staging table has are as they were.
  package private(set) var schemas: [TableSchema]
  /// One for each column that cannot be compared, with the number of tables.
  package private(set) var problems: [Problem] = []

  /// What is said where sample records stand in main's place.
  package static func isSampled(main: TableName) -> String {
    "main '\(main.description.clipped())' is told by sample records alone, which hold no types: give its schema."
  }

  package init(_ catalog: Catalog, families: [StagingFamily], main: TableSchema) {
    schemas = catalog.schemas
    var tables: [Int: (count: Int, first: TableName)] = [:]
    var isPaired = [Bool](repeating: false, count: schemas.count)
    let wanted = main.columns.byFoldedName
    for table in families.lazy.flatMap(\.tables) {
      guard let schema = table.schema else { continue }
      if catalog.schemas[schema].engine == main.engine {
        if isPaired[schema] { continue }
        isPaired[schema] = true
        if let columns = NamePairing.paired(schemas[schema].columns, wanted) {
          schemas[schema].columns = columns
        }
        continue
      }
      let known = tables[schema]
      tables[schema] = ((known?.count ?? 0) + Int(table.count), known?.first ?? table.name)
    }
    struct Undecided: Hashable {
      let path: String
      let type: String
      let engine: Engine
    }
    var undecided: [Undecided: (count: Int, first: TableName)] = [:]
    for (schema, found) in tables.sorted(by: { $0.value.first < $1.value.first }) {
      let own = catalog.schemas[schema]
      if own.sampledRecords != nil, !own.columns.contains(where: { wanted.named($0.name) != nil }) {
        problems.append(
          Problem(
            table: found.first.description,
            "\(found.first.table.clipped(to: 120)) was taken for sample records of a writer, and no key in it is a column of "
              + "main: it is something else, or another table's."))
      }
      let translation = SchemaTranslation(catalog.schemas[schema], to: main)
      schemas[schema] = translation.schema
      for column in translation.undecided {
        let key = Undecided(path: column.path, type: column.type, engine: catalog.schemas[schema].engine)
        let known = undecided[key]
        undecided[key] = ((known?.count ?? 0) + found.count, known?.first ?? found.first)
      }
    }
    problems += undecided.map { key, found in
      let others = found.count > 1 ? " and \(Count.of(found.count - 1, "other table"))" : ""
      return Problem(
        table: found.first.description,
        "type '\(key.type.clipped())' of column \(key.path.clipped()) in \(found.first.table.clipped(to: 120))\(others): "
          + "\(key.engine.name) and \(main.engine.name) have no types that mean the same, so that the column was not compared."
      )
    }
    problems.sort()
  }
}
