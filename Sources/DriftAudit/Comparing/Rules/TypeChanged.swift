/// Another type on each side.
struct TypeChanged: Rule {
  let id: RuleID = "type-changed"
  let defaultSeverity = "warning where BigQuery coerces staging's type to main's, else error"
  let documentation = RuleDocumentation(
    summary: """
      A column has another type in staging than in main, after aliases are resolved (INTEGER is INT64, RECORD is STRUCT). \
      Two STRUCTs are compared field by field instead.
      """,
    rationale: """
      BigQuery coerces INT64 to NUMERIC, BIGNUMERIC and FLOAT64, NUMERIC to BIGNUMERIC and FLOAT64, BIGNUMERIC to FLOAT64, \
      and DATE to DATETIME; nothing else, and nothing at all inside of an ARRAY. Any other pair makes `INSERT ROW` and a \
      MERGE fail until somebody writes a cast, and a cast can fail on values that do not convert, or lose a part of them.
      """,
    remedy: """
      Let the writer use main's type. Until then, cast in the MERGE: `SAFE_CAST(S.line_margin AS NUMERIC)` makes values \
      that do not convert NULL instead of failing.
      """,
    example: """
      main     line_margin NUMERIC(5, 2)
      staging  line_margin STRING
      finds    type-changed  line_margin  NUMERIC(5, 2) → STRING
      """)

  func check(_ pair: ColumnPair) -> [Difference] {
    guard let main = pair.main, let staging = pair.staging, Self.differ(main.type, staging.type) else {
      return []
    }
    let effect = CastEffect(from: staging.type.element, to: main.type.element)
    let isInsideArray = pair.isInsideArray || main.type.isArray && staging.type.isArray
    var severity = Severity.error
    var consequence: String
    if main.type.isArray != staging.type.isArray {
      consequence = main.type.isArray ? .scalarToArray : .arrayToScalar
    } else if isInsideArray {
      consequence = .insideArray(effect)
    } else {
      if case .coercion = effect { severity = .warning }
      consequence = .outsideArray(effect) + .limits(effect, from: staging.type, to: main.type)
    }
    return [
      Difference(
        rule: id, severity: severity, column: pair.path, position: pair.position, main: ColumnSide(main),
        staging: ColumnSide(staging), consequence: consequence)
    ]
  }

  /// Whether two types differ in more than parameters and the fields of STRUCTs.
  static func differ(_ main: DataType, _ staging: DataType) -> Bool {
    switch (main, staging) {
    case (.array(let one), .array(let other)): differ(one, other)
    case (.structure, .structure): false
    case (.scalar(let one, _), .scalar(let other, _)): one != other
    case (.range(let one), .range(let other)): one != other
    case (.array, _), (.structure, _), (.scalar, _), (.range, _): true
    }
  }
}

extension String {
  fileprivate static let scalarToArray =
    "INSERT ROW fails on the type, and there is no cast: a MERGE with explicit columns has to make an ARRAY of the single "
    + "value, `[value]`."
  fileprivate static let arrayToScalar =
    "INSERT ROW fails on the type, and there is no cast: a MERGE with explicit columns has to choose one element, "
    + "`value[SAFE_OFFSET(0)]`, and drops the others."

  private static let coerced =
    "BigQuery coerces the values by itself: INSERT ROW and a MERGE with explicit columns both work"

  /// What main's precision and scale do to values that are coerced; nothing where every value fits.
  fileprivate static func limits(_ effect: CastEffect, from staging: DataType, to main: DataType) -> String {
    guard case .coercion = effect, case .scalar(let from, let actual) = staging,
      case .scalar(let to, let limits) = main, !limits.isEmpty
    else { return "" }
    let fit = ParameterFit(from: (from, actual), into: (to, limits))
    return switch (fit.overflows, fit.loses) {
    case (false, false): ""
    case (true, false):
      " That is so until a value has more digits before the point than main allows; both fail then."
    case (false, true): " Decimals that main does not keep are rounded."
    case (true, true):
      " That is so until a value has more digits before the point than main allows; both fail then. Decimals that main "
        + "does not keep are rounded."
    }
  }

  fileprivate static func outsideArray(_ effect: CastEffect) -> String {
    let failing = "INSERT ROW fails on the type. A MERGE with explicit columns needs a cast"
    return switch effect {
    case .none, .coercion(losesDigits: false): coerced + "."
    case .coercion(losesDigits: true): coerced + ", but FLOAT64 keeps only 15 to 17 digits."
    case .cast: "\(failing), which always succeeds."
    case .castCanFail: "\(failing), which fails on values that do not convert; SAFE_CAST makes those NULL."
    case .castCanLose: "\(failing), which loses a part of the value."
    case .castCanFailOrLose:
      "\(failing), which rounds values and fails on those out of range; SAFE_CAST makes those NULL."
    case .rebuild, .impossible:
      "INSERT ROW fails on the type, and there is no cast: a MERGE with explicit columns needs an expression of its own."
    }
  }

  fileprivate static func insideArray(_ effect: CastEffect) -> String {
    let failing =
      "Nothing is coerced inside of an ARRAY: INSERT ROW and a MERGE with explicit columns both fail until the "
    return switch effect {
    case .none, .coercion, .cast, .rebuild: failing + "ARRAY is rebuilt with a cast of each element."
    case .castCanFail, .castCanFailOrLose:
      failing + "ARRAY is rebuilt with a cast of each element, which fails on values that do not convert."
    case .castCanLose:
      failing + "ARRAY is rebuilt with a cast of each element, which loses a part of the value."
    case .impossible: failing + "ARRAY is rebuilt; there is no cast between the elements' types."
    }
  }
}
