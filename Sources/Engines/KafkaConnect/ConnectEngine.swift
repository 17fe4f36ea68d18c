import Schema

/// Schemas of Kafka Connect and of Debezium, which say so themselves.
package enum ConnectEngine: EngineDefinition {
  package static let id = "kafka-connect"
  package static let isNameable = false
  package static let types: any TypeSystem = ConnectTypes()
}

extension Engine {
  package static var connect: Engine { Engine(ConnectEngine.self) }
}
