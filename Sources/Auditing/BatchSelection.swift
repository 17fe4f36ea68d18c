import Comparison
import Exports
import Schema
import Settings
import Text

/// The batches of an audit's staging tables, and when these were created: which are compared, and what comes of each.
struct BatchSelection {
  private let audit: AuditSpec

  init(_ audit: AuditSpec) { self.audit = audit }

  /// Of these tables, indices into `names`, those of the batches that are asked for.
  func chosen(_ tables: [Int], names: [TableName]) -> [Int] {
    guard !audit.batches.isEmpty, let pattern = audit.settings.batch else { return tables }
    let batches = pattern.batches(of: tables.map { names[$0].table })
    return zip(tables, batches).filter { _, batch in
      batch.map { batch in audit.batches.contains { $0.matches(batch) } } ?? false
    }.map(\.0)
  }

  /// Of these tables those that were created when the audit asks for.
  func created(_ tables: [Int], of catalog: Catalog) -> [Int] {
    guard !audit.created.isOpen else { return tables }
    return zip(tables, isCreated(tables, of: catalog)).filter { $0.1 == true }.map(\.0)
  }

  /// Whether each table, with those for which it stands, was created when the audit asks for; nil where that is not told.
  ///
  /// Where no export tells when a table was created, its batch tells when that began.
  private func isCreated(_ tables: [Int], of catalog: Catalog) -> [Bool?] {
    let batches =
      audit.settings.batch?.batches(of: tables.map { catalog.tables[$0].name.table })
      ?? tables.map { _ in nil }
    var counted: [Int: Span<Moment>] = [:]
    for tables in catalog.counted {
      guard let created = tables.created else { continue }
      for table in tables.named where catalog.tables[table].facts?.created == nil || tables.isOpen {
        counted[table] = created
      }
    }
    return zip(tables, batches).map { table, batch in
      if let span = counted[table] { return audit.created.contains(span) }
      return (catalog.tables[table].facts?.created ?? batch.flatMap(BatchTime.moment)).map(
        audit.created.contains)
    }
  }

  /// What is said of tables of which no export tells when they were created, where that is asked for.
  func undated(among tables: [Int], of catalog: Catalog) -> Problem? {
    guard !audit.created.isOpen else { return nil }
    let unknown = zip(tables, isCreated(tables, of: catalog)).filter { $0.1 == nil }.map(\.0)
    guard let first = unknown.first else { return nil }
    let count = unknown.reduce(0) { $0 + Int(catalog.tables[$1].count) }
    return Problem(
      at: audit.place,
      "of \(Count.of(count, "staging table")), such as '\(catalog.tables[first].name.description.clipped())', no export "
        + "tells when \(count == 1 ? "it was" : "they were") created: --since and --until leave them out. Give rows of "
        + "INFORMATION_SCHEMA.TABLES too, or a batch pattern whose batches have a time in their names.")
  }

  /// What is said where no table is of a batch that is asked for.
  func nothing(among names: [TableName]) -> Problem {
    let known = Set(audit.settings.batch?.batches(of: names.map(\.table)).compactMap(\.self) ?? [])
    let patterns = audit.batches.map(\.pattern)
    let nearest = patterns.first.flatMap { NearestName.find($0, among: known.sorted()) }
    return Problem(
      at: audit.place,
      "no staging table is of a batch named \(Counted.alternatives(patterns)) among "
        + Count.of(known.count, "batch", plural: "batches")
        + (nearest.map { " (nearest: \($0.clipped()))" } ?? "")
        + ".")
  }

  /// The audit with its batches, where a pattern tells them; a problem where it tells none.
  func divided(_ compared: ComparedAudit) -> (ComparedAudit, Problem?) {
    guard let pattern = audit.settings.batch, let table = compared.tables.first else {
      return (compared, nil)
    }
    guard compared.isFolded || !compared.hasUnnamedTables else {
      let unnamed = compared.tables.tableCount - compared.tables.count
      return (
        compared,
        Problem(
          .warning, at: audit.place,
          "the batches are not told, since \(Count.of(unnamed, "staging table")) \(unnamed == 1 ? "is" : "are") counted and "
            + "not named: driftaudit sql --names asks for the names.")
      )
    }
    var divided = compared
    divided.divide(by: pattern.batches(of: compared.tables.map(\.name.table)))
    guard divided.batches.isEmpty else { return (divided, nil) }
    return (
      divided,
      Problem(
        .warning, at: audit.place,
        "no name of a staging table tells a batch by '\(pattern.text.clipped())', such as "
          + "'\(table.name.table.clipped())'.")
    )
  }
}
