import Schema

/// Files of Avro, whose schemas say so themselves.
package enum AvroEngine: EngineDefinition {
  package static let id = "avro"
  package static let isNameable = false
  package static let types: any TypeSystem = AvroTypes()
}

extension Engine {
  package static var avro: Engine { Engine(AvroEngine.self) }
}
