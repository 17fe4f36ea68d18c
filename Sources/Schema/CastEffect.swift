/// What it takes to write a value of staging's type into a column of main's type.
package enum CastEffect: Hashable, Sendable {
  /// The types are the same.
  case none
  /// The engine coerces the value by itself; with `losesDigits`, a floating-point number keeps 15 to 17 digits of it.
  case coercion(losesDigits: Bool)
  /// The engine coerces the value by itself, and fails on values that do not convert.
  case coercionCanFail
  /// The engine coerces the value by itself, and a part of it may be lost: decimals, the time of day, digits.
  case coercionCanLose
  /// The engine coerces the value by itself, and may both fail and lose something.
  case coercionCanFailOrLose
  /// A CAST is needed and always succeeds.
  case cast
  /// A CAST is needed, and values that do not convert make it fail.
  case castCanFail
  /// A CAST is needed, and a part of the value may be lost: decimals, the time of day, digits.
  case castCanLose
  /// A CAST is needed that may both fail and lose something.
  case castCanFailOrLose
  /// Two STRUCTs, ARRAYs or MAPs whose insides differ: to be rebuilt by name.
  case rebuild
  /// There is no CAST between the types.
  case impossible

  /// A coercion that keeps every value.
  package static let coercion = CastEffect.coercion(losesDigits: false)

  /// What it takes for whole columns or fields of `staging`'s type and `main`'s, both of one engine.
  package init(from staging: DataType, to main: DataType, in engine: any TypeSystem) {
    guard staging != main, staging.isKnown, main.isKnown else {
      self = .none
      return
    }
    switch (staging, main) {
    case (.array, .array), (.structure, .structure), (.map, .map): self = .rebuild
    case (.scalar(let from, _), .scalar(let to, let limits)):
      let effect = from == to ? .none : engine.effect(from, to)
      // A text that is longer than `STRING(3)` allows does not convert.
      self = effect == .cast && !limits.isEmpty ? .castCanFail : effect
    default: self = engine.effect(Self.word(staging), Self.word(main))
    }
  }

  /// The word by which tables of casts know a type: its name, or what kind of type with parts it is.
  private static func word(_ type: DataType) -> String {
    switch type {
    case .scalar(let name, _): name
    case .range: "RANGE"
    case .structure: "STRUCT"
    case .array: "ARRAY"
    case .map: "MAP"
    case .unknown: ""
    }
  }

  /// Whether a part of some values is lost without a word.
  package var canLose: Bool {
    switch self {
    case .coercion(let losesDigits): losesDigits
    case .coercionCanLose, .coercionCanFailOrLose, .castCanLose, .castCanFailOrLose: true
    case .none, .coercionCanFail, .cast, .castCanFail, .rebuild, .impossible: false
    }
  }

  /// Whether the engine writes the value without a CAST.
  package var needsNoCast: Bool {
    switch self {
    case .none, .coercion, .coercionCanFail, .coercionCanLose, .coercionCanFailOrLose: true
    case .cast, .castCanFail, .castCanLose, .castCanFailOrLose, .rebuild, .impossible: false
    }
  }
}
