import Schema

/// Engines among which one is looked up: by a name, or by what it writes.
package struct EngineSet: Sendable {
  /// What describes each engine, in the order of lists that users see.
  package let definitions: [any EngineDefinition.Type]

  /// Engines by their descriptions.
  package init(_ definitions: [any EngineDefinition.Type]) { self.definitions = definitions }

  /// The engines that driftaudit knows. Every other list of engines derives from this one.
  package static let all = EngineSet([
    BigQueryEngine.self,
    PostgreSQLEngine.self,
    RedshiftEngine.self,
    MySQLEngine.self,
    DuckDBEngine.self,
    DatabricksEngine.self,
    DeltaEngine.self,
    SparkEngine.self,
    SnowflakeEngine.self,
    IcebergEngine.self,
    AvroEngine.self,
    JSONSchemaEngine.self,
    ContractEngine.self,
    DltEngine.self,
    ConnectEngine.self,
    RecordsEngine.self,
  ])

  /// The engines.
  package var engines: [Engine] { engines { _ in true } }
  /// The engines that a user can name: those whose exports do not always tell which engine wrote them.
  package var nameable: [Engine] { engines { $0.isNameable } }
  /// The engines for which a merge is written.
  package var merging: [Engine] { engines { $0.sqlDialect != nil } }
  /// The engines whose catalog can be asked to count tables by their columns.
  package var counting: [Engine] { engines { $0.catalog != nil } }
  /// The engines of which a snapshot can be taken.
  package var withSnapshots: [Engine] { engines { $0.snapshotClient != nil } }
  /// The programs that take snapshots.
  package var snapshotClients: [any SnapshotClient] { definitions.compactMap { $0.snapshotClient } }

  private func engines(where isWanted: (any EngineDefinition.Type) -> Bool) -> [Engine] {
    definitions.filter(isWanted).map { Engine($0) }
  }

  /// An engine from the name that a user, or dbt, gives it; nil where no engine has that name.
  package func engine(named name: String) -> Engine? {
    let word = name.lowercased()
    return definitions.first { $0.id == word || $0.aliases.contains(word) }.map { Engine($0) }
  }

  /// The engines that rows of columns can be of which do not say their engine, the engines with such a view first.
  package var writersOfRows: [Engine] {
    engines { $0.types.writesInformationSchema }
      + engines { !$0.types.writesInformationSchema && $0.types.writesCatalogRows }
  }

  /// The engines that rows tell by their keys, in the order in which these are looked for.
  package var told: [(engine: Engine, keys: TellingKeys)] {
    engines.compactMap { engine in engine.types.tellingKeys.map { (engine, $0) } }
      .sorted { $0.keys.turn < $1.keys.turn }
  }

  /// Engines in the order of the list; those that are not in it come last, by name.
  package func sorted(_ found: Set<Engine>) -> [Engine] {
    let known = engines
    return known.filter(found.contains) + found.subtracting(known).sorted { $0.rawValue < $1.rawValue }
  }
}

extension Engine {
  /// The engine of exports that name none, and whose rows could be its own: the program began with it.
  package static var usual: Engine { .bigQuery }

  /// An engine from the name that a user, or dbt, gives it; nil where no engine has that name.
  package init?(named name: String, among engines: EngineSet = .all) {
    guard let engine = engines.engine(named: name) else { return nil }
    self = engine
  }
}
