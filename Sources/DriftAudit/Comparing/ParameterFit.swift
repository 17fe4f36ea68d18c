/// How values of staging's length, precision and scale fit into main's.
struct ParameterFit {
  /// Whether a value may be longer, or have more digits before the point, than main takes.
  let overflows: Bool
  /// Whether a value may have more digits behind the point, or behind the second, than main keeps.
  let loses: Bool

  /// Values of one scalar type written into the same type, or into one that BigQuery coerces them to.
  init(from staging: (type: String, parameters: [Int]), into main: (type: String, parameters: [Int])) {
    let actual = Self.limits(staging.type, staging.parameters)
    let limits = Self.limits(main.type, main.parameters)
    overflows = limits.whole < actual.whole
    loses = limits.fraction < actual.fraction
  }

  /// How many letters, bytes or digits a value may have, and how many behind the point or the second.
  ///
  /// Source: GoogleSQL "Decimal types" and "Timestamp type": NUMERIC is NUMERIC(38, 9), TIMESTAMP is TIMESTAMP(6), and
  /// BIGNUMERIC has 38 decimals and part of a 39th digit before the point. Numbers that have no such limit, or none
  /// that a coercion could meet, count as the widest.
  private static func limits(_ type: String, _ parameters: [Int]) -> (whole: Int, fraction: Int) {
    let first = parameters.first
    switch type {
    case "NUMERIC", "BIGNUMERIC":
      guard let first else { return type == "NUMERIC" ? (29, 9) : (39, 38) }
      let scale = parameters.count > 1 ? parameters[1] : 0
      return (first - scale, scale)
    case "INT64": return (19, 0)
    case "TIMESTAMP": return (0, first ?? 6)
    default: return (first ?? .max, .max)
    }
  }
}
