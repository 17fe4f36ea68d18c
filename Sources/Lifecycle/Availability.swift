/// What inputs say, or which input is missing for them to say it.
package enum Availability<Value: Sendable>: Sendable {
  case available(Value)
  case missing(MissingInput)

  /// What the inputs say; nil where one is missing.
  package var value: Value? {
    switch self {
    case .available(let value): value
    case .missing: nil
    }
  }

  /// The input that is missing; nil where none is.
  package var missingInput: MissingInput? {
    switch self {
    case .available: nil
    case .missing(let input): input
    }
  }
}
