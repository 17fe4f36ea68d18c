import Schema

/// What a drift does to rows on one way into main.
public enum Effect: String, Sendable, Hashable, CaseIterable {
  /// Every value arrives as it is.
  case works
  /// The statement works, and main gets NULL or its default.
  case nullFilled = "null-filled"
  /// The statement works, and values of staging, or parts of them, are lost.
  case dropsValues = "drops-values"
  /// It depends on the values: a cast, a length, a NULL.
  case mayFail = "may-fail"
  /// The engine refuses the statement, or every row.
  case fails
  /// The statement works, and values land in another column or field.
  case wrongValues = "wrong-values"

  init(_ effect: Schema.Effect) {
    self =
      switch effect {
      case .works: .works
      case .nullFilled: .nullFilled
      case .dropsValues: .dropsValues
      case .mayFail: .mayFail
      case .fails: .fails
      case .wrongValues: .wrongValues
      }
  }

  var inner: Schema.Effect {
    switch self {
    case .works: .works
    case .nullFilled: .nullFilled
    case .dropsValues: .dropsValues
    case .mayFail: .mayFail
    case .fails: .fails
    case .wrongValues: .wrongValues
    }
  }
}

/// What a drift does on each of the two ways into main.
public struct Effects: Sendable, Hashable {
  /// What it does where values go by position: `INSERT ROW`, `INSERT … SELECT *`.
  public let position: Effect
  /// What it does where columns are named: a MERGE or INSERT with explicit columns.
  public let name: Effect

  /// The effects by position and by name.
  public init(_ position: Effect, _ name: Effect) {
    self.position = position
    self.name = name
  }

  init(_ effects: Schema.Effects) { self.init(Effect(effects.position), Effect(effects.name)) }

  var inner: Schema.Effects { Schema.Effects(position: position.inner, name: name.inner) }
}
