import Schema

/// BigQuery.
package enum BigQueryEngine: EngineDefinition {
  package static let id = "bigquery"
  package static let types: any TypeSystem = BigQueryTypes()
  package static let sqlDialect: (any SQLDialect)? = BigQueryDialect()
  package static let alterDialect: (any AlterDialect)? = BigQueryDialect()
  package static let catalog: CatalogAccess? = .statement(BigQueryCatalog())
  package static let snapshotClient: (any SnapshotClient)? = BigQueryClient()
}

extension Engine {
  package static var bigQuery: Engine { Engine(BigQueryEngine.self) }
}
