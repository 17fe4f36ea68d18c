import Schema

/// JSON Schemas, and the catalogs that are made of them: Singer's and Airbyte's.
package enum JSONSchemaEngine: EngineDefinition {
  package static let id = "json-schema"
  package static let isNameable = false
  package static let types: any TypeSystem = LogicalTypes(
    words: .contract("JSON Schema"), dateTime: "date-time")
}

/// Data contracts that name logical types and no types of an engine.
package enum ContractEngine: EngineDefinition {
  package static let id = "data-contract"
  package static let isNameable = false
  package static let types: any TypeSystem = LogicalTypes(
    words: .contract("data contract"), dateTime: "timestamp")
}

extension Engine {
  package static var jsonSchema: Engine { Engine(JSONSchemaEngine.self) }
  package static var contract: Engine { Engine(ContractEngine.self) }
}
