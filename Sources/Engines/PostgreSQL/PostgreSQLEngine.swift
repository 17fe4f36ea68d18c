import Schema

/// PostgreSQL.
package enum PostgreSQLEngine: EngineDefinition {
  package static let id = "postgres"
  package static let aliases = ["postgresql"]
  package static let types: any TypeSystem = PostgreSQLTypes()
  package static let sqlDialect: (any SQLDialect)? = PostgreSQLDialect()
  package static let alterDialect: (any AlterDialect)? = PostgreSQLDialect()
  package static let catalog: CatalogAccess? = .statement(PostgreSQLCatalog())
  package static let snapshotClient: (any SnapshotClient)? = PostgreSQLClient()
}

extension Engine {
  package static var postgreSQL: Engine { Engine(PostgreSQLEngine.self) }
}
