import Schema

/// Tables of Apache Iceberg, whose metadata says so itself.
package enum IcebergEngine: EngineDefinition {
  package static let id = "iceberg"
  package static let isNameable = false
  package static let types: any TypeSystem = IcebergTypes()
}

extension Engine {
  package static var iceberg: Engine { Engine(IcebergEngine.self) }
}
