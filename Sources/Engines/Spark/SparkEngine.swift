import Schema

/// Spark.
package enum SparkEngine: EngineDefinition {
  package static let id = "spark"
  package static let types: any TypeSystem = SparkTypes()
  package static let catalog: CatalogAccess? = .script(SparkCatalog.script)
}

extension Engine {
  package static var spark: Engine { Engine(SparkEngine.self) }
}
