import Schema

/// Sample records of a writer: JSON objects, which tell names and kinds of values and no types.
package enum RecordsEngine: EngineDefinition {
  package static let id = "records"
  package static let isNameable = false
  package static let types: any TypeSystem = RecordTypes()
}

extension Engine {
  package static var records: Engine { Engine(RecordsEngine.self) }
}
