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
    let fit = ParameterFit(from: (name, actual), into: (name, limits))
    return [
      Difference(
        rule: id, severity: fit.overflows || fit.loses ? .warning : .note, column: pair.path,
        position: pair.position,
        main: ColumnSide(main), staging: ColumnSide(staging), consequence: Self.consequence(of: fit, name))
    ]
  }

  private static func consequence(of fit: ParameterFit, _ type: String) -> String {
    switch (fit.overflows, fit.loses) {
    case (false, false): Consequence.everyValueFits
    case (false, true): type == "TIMESTAMP" ? .fewerFractions : .rounded
    case (true, false): ["STRING", "BYTES"].contains(type) ? .tooLong : .tooManyDigits
    case (true, true): .tooManyDigitsAndRounded
    }
  }
}

extension String {
  fileprivate static let tooLong =
    "INSERT ROW and a MERGE with explicit columns both work until a value is longer than main allows, and fail then."
  fileprivate static let tooManyDigits =
    "INSERT ROW and a MERGE with explicit columns both work until a value has more digits before the point than main "
    + "allows, and fail then."
  fileprivate static let tooManyDigitsAndRounded =
    "INSERT ROW and a MERGE with explicit columns both work until a value has more digits before the point than main "
    + "allows, and fail then; decimals that main does not keep are rounded."
  fileprivate static let rounded =
    "INSERT ROW and a MERGE with explicit columns both work, but decimals that main does not keep are rounded."
  fileprivate static let fewerFractions =
    "Neither INSERT ROW nor a MERGE with explicit columns can keep all of staging's fractions of a second: main has fewer "
    + "digits for them."
}
