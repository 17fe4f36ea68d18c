import Schema

/// Schemas of dlt, which say so themselves.
package enum DltEngine: EngineDefinition {
  package static let id = "dlt"
  package static let isNameable = false
  package static let types: any TypeSystem = DltTypes()

  /// What names of columns and tables begin with that dlt adds by itself (dlt documentation, "Destination tables").
  package static let ownPrefix = "_dlt_"
}

extension Engine {
  package static var dlt: Engine { Engine(DltEngine.self) }
}
