import Schema

/// Databricks, whose types are those of Spark.
package enum DatabricksEngine: EngineDefinition {
  package static let id = "databricks"
  package static let aliases = ["databricks_sql"]
  package static let types: any TypeSystem = SparkTypes(
    databricks: TellingKeys(filled: ["full_data_type"], turn: 1))
  package static let catalog: CatalogAccess? = .statement(DatabricksCatalog())
}

extension Engine {
  package static var databricks: Engine { Engine(DatabricksEngine.self) }
}
