import Schema

/// Tables of Delta Lake, whose logs say so themselves. Databricks has such tables too, but its own catalog exports more.
package enum DeltaEngine: EngineDefinition {
  package static let id = "delta"
  package static let isNameable = false
  package static let types: any TypeSystem = SparkTypes(delta: "Delta Lake")
}

extension Engine {
  package static var delta: Engine { Engine(DeltaEngine.self) }
}
