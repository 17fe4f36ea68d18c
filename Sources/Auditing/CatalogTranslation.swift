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
  /// Schemas that are no schemas of tables for this main.
  private var refused: Set<Int> = []

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
      if own.sampledRecords != nil {
        let leaves = SampledLeaves(own.columns, in: main.columns)
        if !leaves.areMostlyColumns {
          refused.insert(schema)
          problems.append(
            Problem(
              table: found.first.description,
              "\(found.first.table.clipped(to: 120)) was taken for sample records of a writer, and \(leaves.description) of main: it "
                + "is something else, or another table's. It is left out of the audit."))
        }
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
      // That the engine does not know it has been said where it was read.
      return Problem(
        key.engine.knows(key.type) ? .error : .warning, table: found.first.description,
        "type '\(key.type.clipped())' of column \(key.path.clipped()) in \(found.first.table.clipped(to: 120))\(others): "
          + "\(key.engine.name) and \(main.engine.name) have no types that mean the same, so that the column was not compared."
      )
    }
    problems.sort()
  }

  /// The families without the schemas of tables that are none.
  package func families(_ families: [StagingFamily]) -> [StagingFamily] {
    guard !refused.isEmpty else { return families }
    return families.map { family in
      var family = family
      for index in family.tables.indices {
        if let schema = family.tables[index].schema, refused.contains(schema) {
          family.tables[index].schema = nil
        }
      }
      return family
    }
  }
}

extension Engine {
  /// Whether a text names a type that the engine knows.
  fileprivate func knows(_ text: String) -> Bool {
    do throws(TypeTextError) {
      _ = try types.type(text)
      return true
    } catch {
      return !error.isUnknownType
    }
  }
}

/// How many of the keys of sample records that hold values are columns of main, or fields in them.
struct SampledLeaves {
  private(set) var all = 0
  private(set) var known = 0

  init(_ samples: [Column], in main: [Column]) { add(samples, in: main) }

  private mutating func add(_ samples: [Column], in main: [Column]) {
    let wanted = main.byFoldedName
    for sample in samples {
      let column = wanted.named(sample.name)
      if let fields = sample.type.fields, !fields.isEmpty, column == nil || column?.type.fields != nil {
        add(fields, in: column?.type.fields ?? [])
      } else {
        all += 1
        if column != nil { known += 1 }
      }
    }
  }

  /// Whether most are.
  var areMostlyColumns: Bool { known * 2 > all }

  /// `only 2 of its 9 keys are columns`.
  var description: String {
    switch known {
    case 0: "no key in it is a column"
    case 1: "only 1 of its \(Count.of(all, "key")) is a column"
    default: "only \(known) of its \(Count.of(all, "key")) are columns"
    }
  }
}
