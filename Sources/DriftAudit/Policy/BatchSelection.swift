/// The batches of an audit's staging tables, and when these were created: which are compared, and what comes of each.
struct BatchSelection {
  private let audit: AuditRun.Audit

  init(_ audit: AuditRun.Audit) { self.audit = audit }

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
    return zip(tables, moments(tables, of: catalog)).filter { _, moment in
      moment.map(audit.created.contains) ?? false
    }.map(\.0)
  }

  /// When each table was created or, where no export tells, when its batch began.
  private func moments(_ tables: [Int], of catalog: Catalog) -> [Moment?] {
    let batches =
      audit.settings.batch?.batches(of: tables.map { catalog.tables[$0].name.table })
      ?? tables.map { _ in nil }
    return zip(tables, batches).map { table, batch in
      catalog.tables[table].facts?.created ?? batch.flatMap(BatchTime.moment)
    }
  }

  /// What is said of tables of which no export tells when they were created, where that is asked for.
  func undated(among tables: [Int], of catalog: Catalog) -> Problem? {
    guard !audit.created.isOpen else { return nil }
    let unknown = zip(tables, moments(tables, of: catalog)).filter { $0.1 == nil }.map(\.0)
    guard let first = unknown.first else { return nil }
    return Problem(
      at: audit.place,
      "of \(Count.of(unknown.count, "staging table")), such as '\(catalog.tables[first].name.description.clipped())', no export "
        + "tells when \(unknown.count == 1 ? "it was" : "they were") created: --since and --until leave them out. Give rows of "
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
