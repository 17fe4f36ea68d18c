import Schema

/// How values of staging's length, precision and scale fit into main's.
package struct ParameterFit {
  /// Whether a value may be longer, or have more digits before the point, than main takes.
  package let overflows: Bool
  /// Whether a value may have more digits behind the point, or behind the second, than main keeps.
  package let loses: Bool
  /// Whether main's numbers are a precision and a scale.
  package let isDecimal: Bool
  /// How many letters, bytes or digits before the point main takes; nil without a limit.
  package let whole: Int?

  /// Values of one scalar type written into the same type, or into one that the engine coerces them to; nil where an
  /// export leaves the numbers out, so that nothing is known.
  package init?(
    from staging: (type: String, parameters: [Int]), into main: (type: String, parameters: [Int]),
    in engine: any TypeSystem
  ) {
    guard let limits = engine.limits(main.type, main.parameters),
      let actual = Self.size(of: staging, as: Written(main, engine), in: engine)
    else { return nil }
    isDecimal =
      if case .decimal = engine.meaning(.scalar(main.type, parameters: main.parameters)) { true } else {
        false
      }
    whole = limits.whole == .max ? nil : limits.whole
    loses = limits.fraction < actual.fraction
    // Rounding carries: 99.96 becomes 100.0, which has a digit more before the point.
    overflows =
      limits.whole < actual.whole
      || isDecimal && loses && limits.whole == actual.whole && limits.whole != .max
  }

  /// What a value is written as.
  private enum Written {
    case text, bytes, itself

    init(_ type: (type: String, parameters: [Int]), _ engine: any TypeSystem) {
      self =
        switch engine.meaning(.scalar(type.type, parameters: type.parameters)) {
        case .text: .text
        case .binary: .bytes
        default: .itself
        }
    }
  }

  /// How large values are: digits or letters, and letters where they become text or its bytes.
  private static func size(
    of staging: (type: String, parameters: [Int]), as written: Written, in engine: any TypeSystem
  ) -> TypeLimits? {
    let asText = written != .itself
    guard let limits = engine.limits(staging.type, staging.parameters) else { return nil }
    switch engine.meaning(.scalar(staging.type, parameters: staging.parameters)) {
    case .text where written == .bytes && limits.whole != .max:
      // A letter takes up to four bytes.
      return TypeLimits(whole: limits.whole * 4, fraction: limits.fraction)
    case .text, .binary: return limits
    case .integer(let bits, let isSigned) where limits == .none:
      let digits = bits <= 8 ? 3 : bits <= 16 ? 5 : bits <= 32 ? 10 : bits <= 64 ? (isSigned ? 19 : 20) : 39
      return TypeLimits(whole: digits + (asText && isSigned ? 1 : 0), fraction: 0)
    case .boolean where asText: return TypeLimits(whole: 5, fraction: 0)
    case .decimal where asText && limits.whole != .max && limits.fraction != .max:
      // A sign, and a point with a zero before it.
      return TypeLimits(whole: limits.whole + limits.fraction + 3, fraction: 0)
    default: return asText ? TypeLimits.none : limits
    }
  }
}
