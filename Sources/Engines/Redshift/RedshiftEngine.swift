import Schema

/// Amazon Redshift.
package enum RedshiftEngine: EngineDefinition {
  package static let id = "redshift"
  package static let types: any TypeSystem = RedshiftTypes()
}

extension Engine {
  package static var redshift: Engine { Engine(RedshiftEngine.self) }
}
