import Auditing
import Comparison
import Exports
import JSONInput
import Schema
import Settings
import Text

/// What is verified: main and its staging tables, as exports tell them.
struct VerifySubject: Sendable {
  /// Main.
  var main: Table
  /// The batches by name, each with its staging tables, sorted.
  var batches: [Batch] = []
  /// The schemas of staging tables, where exports tell them.
  var schemas: [TableName: TableSchema] = [:]
  /// The schemas that sample records of writers tell.
  var records: [TableSchema] = []

  /// One batch.
  struct Batch: Sendable, Hashable {
    var name: String
    var tables: [TableName]
  }

  /// How many staging tables have each column, by the name by which it is matched, of how many whose columns are told.
  var columnTables: (counts: [String: Int], total: Int) {
    var counts: [String: Int] = [:]
    for schema in schemas.values {
      for column in schema.columns { counts[column.foldedName, default: 0] += 1 }
    }
    return (counts, schemas.count)
  }

  /// Reads exports.
  ///
  /// - Returns: What they tell, nil where main is not found; and everything that is wrong.
  static func load(_ audit: AuditSpec, files: [InputFile], loader: ExportLoader) -> (
    VerifySubject?, [Problem]
  ) {
    let catalog = loader.reading(audit.settings.engine).besides(mains: audit.mainFiles).load(files)
    var problems = catalog.problems
    let search = MainSearch(audit, in: catalog, names: catalog.tables.map(\.name), loader: loader)
    problems += search.problems
    guard let main = search.found?.table else { return (nil, problems) }
    var subject = VerifySubject(main: main)
    let samples = catalog.tables.filter { table in
      table.schema.map { catalog.schemas[$0].sampledRecords != nil } ?? false
    }
    let family = StagingFamily(
      name: "records", tables: samples.map { StagingTable(name: $0.name, schema: $0.schema) })
    let translation = CatalogTranslation(catalog, families: [family], main: main.schema)
    subject.records = samples.compactMap(\.schema).map { translation.schemas[$0] }
    problems += translation.problems
    if !audit.settings.families.isEmpty {
      let staging = StagingListing(audit, main: main.name, listing: TableListing(catalog))
      problems += staging.selection.problems
      subject.add(staging, catalog, &problems)
    }
    return (subject, problems)
  }

  private mutating func add(_ staging: StagingListing, _ catalog: Catalog, _ problems: inout [Problem]) {
    let home = HomeTables(staging)
    if let warning = home.warning { problems.append(warning) }
    let names = home.tables.map { staging.listing.tables[$0].name }
    let read = staging.audit.settings.batch?.batches(of: names.map(\.table)) ?? names.map { _ in nil }
    var tables: [String: [TableName]] = [:]
    var loose: [TableName] = []
    for (name, batch) in zip(names, read) {
      if let batch { tables[batch, default: []].append(name) } else { loose.append(name) }
    }
    if let first = loose.min(), staging.audit.settings.batch != nil {
      problems.append(
        Problem(
          .error,
          "\(Count.of(loose.count, "staging table")) such as '\(first.description.clipped(to: 200))' "
            + "\(loose.count == 1 ? "tells" : "tell") no batch by the pattern, and \(loose.count == 1 ? "is" : "are") not verified."
        ))
    }
    let wanted = tables.filter { batch, _ in
      staging.audit.batches.isEmpty || staging.audit.batches.contains { $0.matches(batch) }
    }
    batches = wanted.map { Batch(name: $0.key, tables: $0.value.sorted()) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let taken = Set(batches.flatMap(\.tables))
    for table in catalog.tables where taken.contains(table.name) {
      if let schema = table.schema, catalog.schemas[schema].sampledRecords == nil {
        schemas[table.name] = SchemaTranslation(catalog.schemas[schema], to: main.schema).schema
      }
    }
  }
}
