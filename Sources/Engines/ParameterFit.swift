import Schema

/// How values of staging's length, precision and scale fit into main's.
package struct ParameterFit {
  /// Whether a value may be longer, or have more digits before the point, than main takes.
  package let overflows: Bool
  /// Whether a value may have more digits behind the point, or behind the second, than main keeps.
  package let loses: Bool

  /// Values of one scalar type written into the same type, or into one that the engine coerces them to; nil where an
  /// export leaves the numbers out, so that nothing is known.
  package init?(
    from staging: (type: String, parameters: [Int]), into main: (type: String, parameters: [Int]),
    in engine: any TypeSystem
  ) {
    guard let actual = engine.limits(staging.type, staging.parameters),
      let limits = engine.limits(main.type, main.parameters)
    else { return nil }
    // Letters or bytes are no digits: whatever a number has of them, its text may have more.
    let isAlike =
      staging.type == main.type || Self.isCounted(staging.type, engine) == Self.isCounted(main.type, engine)
    overflows = isAlike ? limits.whole < actual.whole : limits.whole < .max
    loses = limits.fraction < actual.fraction
  }

  /// Whether a type's limits are digits, and not letters or bytes.
  private static func isCounted(_ name: String, _ engine: any TypeSystem) -> Bool {
    switch engine.meaning(.scalar(name, parameters: [])) {
    case .integer, .decimal, .float, .date, .time, .dateTime, .instant: true
    case .boolean, .text, .binary, .json, .uuid, .array, .structure, .map, nil: false
    }
  }
}
