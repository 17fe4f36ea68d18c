/// The same type with another length, precision or scale.
struct ParametersChanged: Rule {
  let id: RuleID = "parameters-changed"
  let defaultSeverity = "note where every staging value fits main, else warning"
  let documentation = RuleDocumentation(
    summary: "A column has the same type with another length, precision or scale.",
    rationale: """
      Where staging allows longer texts or more digits than main, some day a value arrives that main refuses, and the \
      whole MERGE fails with it. More decimals than main keeps are rounded without a word.
      """,
    remedy:
      "Give both sides the same parameters; widening a column is `ALTER TABLE … ALTER COLUMN … SET DATA TYPE`.",
    example: """
      main     name STRING(50)
      staging  name STRING
      finds    parameters-changed  name  STRING(50) → STRING
      """)

  func check(_ pair: ColumnPair) -> [Difference] {
    guard let main = pair.main, let staging = pair.staging, main.type.isArray == staging.type.isArray,
      case .scalar(let name, let limits) = main.type.element,
      case .scalar(let other, let actual) = staging.type.element, name == other, limits != actual
    else { return [] }
    let fits = Self.fits(actual, into: limits, of: name)
    return [
      Difference(
        rule: id, severity: fits ? .note : .warning, column: pair.path, position: pair.position,
        main: ColumnSide(main), staging: ColumnSide(staging),
        consequence: fits
          ? Consequence.everyValueFits : ["STRING", "BYTES"].contains(name) ? .tooLong : .tooManyDigits)
    ]
  }

  /// Whether every value with one list of parameters fits the other.
  static func fits(_ staging: [Int], into main: [Int], of type: String) -> Bool {
    guard let limit = main.first else { return true }
    let actual = staging.first ?? defaults[type]?[0]
    guard let actual else { return false }
    guard type == "NUMERIC" || type == "BIGNUMERIC" else { return actual <= limit }
    let scale = main.count > 1 ? main[1] : 0
    let actualScale = staging.isEmpty ? defaults[type]?[1] ?? 0 : staging.count > 1 ? staging[1] : 0
    return actualScale <= scale && actual - actualScale <= limit - scale
  }

  /// Precision and scale of a type without parameters. Source: GoogleSQL "Decimal types"; BIGNUMERIC holds part of a
  /// 77th digit.
  private static let defaults = ["NUMERIC": [38, 9], "BIGNUMERIC": [77, 38], "TIMESTAMP": [6]]
}

extension String {
  fileprivate static let tooLong =
    "INSERT ROW and a MERGE with explicit columns both work until a value is longer than main allows, and fail then."
  fileprivate static let tooManyDigits =
    "INSERT ROW and a MERGE with explicit columns both work until a value has more digits before the point than main "
    + "allows, and fail then; decimals that main does not keep are rounded."
}
