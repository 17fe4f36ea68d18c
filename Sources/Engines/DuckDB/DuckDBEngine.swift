import Schema

/// DuckDB and MotherDuck.
package enum DuckDBEngine: EngineDefinition {
  package static let id = "duckdb"
  package static let aliases = ["motherduck"]
  package static let types: any TypeSystem = DuckDBTypes()
  package static let sqlDialect: (any SQLDialect)? = DuckDBDialect()
  package static let alterDialect: (any AlterDialect)? = DuckDBDialect()
  package static let catalog: CatalogAccess? = .statement(DuckDBCatalog())
  package static let snapshotClient: (any SnapshotClient)? = DuckDBClient()
}

extension Engine {
  package static var duckDB: Engine { Engine(DuckDBEngine.self) }
}
