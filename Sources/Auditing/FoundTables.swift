import Exports
import Schema
import Settings
import Text

extension Catalog {
  /// The tables that could be read, for guessing what is main and what is staging.
  package var foundTables: [FoundTable] {
    tables.compactMap { table in
      table.schema.map { schema in
        FoundTable(
          name: table.name, columns: schemas[schema].columns.count, shape: schema, count: Int(table.count))
      }
    }
  }

  /// Whether nothing is wrong with what was read, apart from warnings.
  var isReadInFull: Bool { !problems.contains { $0.severity == .error } }

  /// The views and external tables: indices into `tables`.
  var views: Set<Int> { Set(tables.indices.filter { tables[$0].facts?.kind?.holdsRows == false }) }

  /// What is said of staging tables that a list names and whose columns no export holds.
  func unexported(for audit: AuditSpec, main: TableName, inputs: String) -> Problem? {
    let missing = listed.filter { table in
      table.name != main && (audit.settings.includeViews || table.facts.kind?.holdsRows != false)
        && StagingSelection.picks(
          table.name, patterns: audit.settings.families, excluding: audit.settings.exclude)
    }
    // Where nothing was exported at all, that is told already.
    guard let first = missing.first, !tables.isEmpty else { return nil }
    return Problem(
      .warning, at: audit.place,
      "\(Count.of(missing.count, "staging table")) of the lists in \(inputs.clipped()) \(missing.count == 1 ? "is" : "are") not "
        + "audited, since no export there holds the columns: '\(first.name.description.clipped())'"
        + (missing.count > 1 ? " is the first." : "."))
  }
}
