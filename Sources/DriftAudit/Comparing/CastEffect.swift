/// What it takes to write a value of staging's type into a column of main's type.
///
/// Source: GoogleSQL "Conversion rules"; the list of casts was read off ZetaSQL, BigQuery's analyzer.
public enum CastEffect: Hashable, Sendable {
  /// The types are the same.
  case none
  /// BigQuery coerces the value by itself; with `losesDigits`, FLOAT64 keeps 15 to 17 digits of it.
  case coercion(losesDigits: Bool)
  /// A CAST is needed and always succeeds.
  case cast
  /// A CAST is needed, and values that do not convert make it fail.
  case castCanFail
  /// A CAST is needed, and a part of the value may be lost: decimals, the time of day, digits.
  case castCanLose
  /// A CAST is needed that may both fail and lose something.
  case castCanFailOrLose
  /// Two STRUCTs, or two ARRAYs, whose insides differ: to be rebuilt by name.
  case rebuild
  /// There is no CAST between the types.
  case impossible

  /// What it takes for whole columns or fields of `staging`'s type and `main`'s.
  public init(from staging: DataType, to main: DataType) {
    guard staging != main else {
      self = .none
      return
    }
    switch (staging, main) {
    case (.array, .array), (.structure, .structure): self = .rebuild
    case (.scalar(let from, _), .scalar(let to, let limits)):
      let effect = from == to ? .none : Self.scalars(from, to)
      // A text that is longer than `STRING(3)` allows does not convert.
      self = effect == .cast && !limits.isEmpty ? .castCanFail : effect
    case (.range, .scalar("STRING", _)): self = .cast
    case (.scalar("STRING", _), .range): self = .castCanFail
    case (.array, _), (.structure, _), (.range, _), (.scalar, _): self = .impossible
    }
  }

  /// Whether BigQuery coerces one scalar type to another, outside of ARRAYs.
  static func coerces(_ from: String, to: String) -> Bool {
    switch (from, to) {
    case ("INT64", "NUMERIC"), ("INT64", "BIGNUMERIC"), ("INT64", "FLOAT64"), ("NUMERIC", "BIGNUMERIC"),
      ("NUMERIC", "FLOAT64"), ("BIGNUMERIC", "FLOAT64"), ("DATE", "DATETIME"):
      true
    default: false
    }
  }

  private static let numbers: Set<String> = ["INT64", "FLOAT64", "NUMERIC", "BIGNUMERIC"]
  private static let textual: Set<String> = [
    "BYTES", "INT64", "FLOAT64", "BOOL", "NUMERIC", "BIGNUMERIC", "DATE", "DATETIME", "TIME", "TIMESTAMP",
    "INTERVAL",
  ]

  private static func scalars(_ from: String, _ to: String) -> CastEffect {
    if coerces(from, to: to) { return .coercion(losesDigits: to == "FLOAT64") }
    switch (from, to) {
    case ("STRING", "BYTES"): return .cast
    case ("BYTES", "STRING"): return .castCanFail
    case ("STRING", _) where textual.contains(to): return .castCanFail
    case (_, "STRING") where textual.contains(from): return .cast
    case ("FLOAT64", _) where numbers.contains(to), ("BIGNUMERIC", _) where numbers.contains(to),
      ("NUMERIC", "INT64"):
      return .castCanFailOrLose
    case ("INT64", "BOOL"): return .castCanLose
    case ("BOOL", "INT64"), ("DATE", "TIMESTAMP"), ("DATETIME", "TIMESTAMP"), ("TIMESTAMP", "DATETIME"):
      return .cast
    case ("DATETIME", "DATE"), ("TIMESTAMP", "DATE"), ("DATETIME", "TIME"), ("TIMESTAMP", "TIME"):
      return .castCanLose
    default: return .impossible
    }
  }
}
