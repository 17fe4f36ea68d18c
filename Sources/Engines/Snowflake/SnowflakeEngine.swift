import Schema

/// Snowflake.
package enum SnowflakeEngine: EngineDefinition {
  package static let id = "snowflake"
  package static let types: any TypeSystem = SnowflakeTypes()
  package static let catalog: CatalogAccess? = .statement(SnowflakeCatalog())
}

extension Engine {
  package static var snowflake: Engine { Engine(SnowflakeEngine.self) }
}
