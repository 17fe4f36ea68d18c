/// What inputs tell, or what would be needed for them to tell it.
package enum Told<Value: Sendable>: Sendable {
  case told(Value)
  case untold(Gap)

  /// What is told; nil where nothing is.
  package var value: Value? {
    switch self {
    case .told(let value): value
    case .untold: nil
    }
  }

  /// What is needed; nil where it is told.
  package var gap: Gap? {
    switch self {
    case .told: nil
    case .untold(let gap): gap
    }
  }
}
