import Engines
import Schema

extension RuleID {
  /// The same type with another length, precision or scale.
  package static let parametersChanged: RuleID = "parameters-changed"
}

/// The same type with another length, precision or scale.
struct ParametersChanged: Rule {
  let id = RuleID.parametersChanged
  let defaultSeverity = "note where every staging value fits main, else warning"
  let title = "Other lengths, precisions or scales"
  let sign = "P"
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
      case .scalar(let other, let actual) = staging.type.element, name == other, limits != actual,
      let fit = ParameterFit(from: (name, actual), into: (name, limits), in: pair.types)
    else { return [] }
    return [
      pair.difference(
        id, fit.overflows || fit.loses ? .warning : .note, consequence(of: fit, name, main.type, pair))
    ]
  }

  private func consequence(
    of fit: ParameterFit, _ type: String, _ main: DataType, _ pair: ColumnPair
  ) -> String {
    let words = pair.words
    if words.isReader { return words.unreadableNumbers }
    let upper = type.uppercased()
    switch (fit.overflows, fit.loses) {
    case (false, false): return words.everyValueFits
    case (false, true):
      return upper.hasPrefix("TIME") || upper.hasPrefix("DATETIME") ? words.fewerFractions : words.rounded
    case (true, false): return isDecimal(main, pair) ? words.tooManyDigits : words.tooLong
    case (true, true): return words.tooManyDigitsAndRounded
    }
  }

  /// Whether the numbers are precision and scale, and not a length.
  private func isDecimal(_ type: DataType, _ pair: ColumnPair) -> Bool {
    guard case .decimal = pair.types.meaning(type.element) else { return false }
    return true
  }

  func sentence(_ group: GroupedFindings) -> String {
    "\(group.columns) \(group.have) another length, precision or scale in \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { finding.severity == .note ? "fits" : "may not fit" }
}

extension EngineWords {
  private var untilThen: String { "\(both) both work until a value" }

  fileprivate var tooLong: String { "\(untilThen) is longer than main allows, and fail then." }
  fileprivate var tooManyDigits: String {
    "\(untilThen) has more digits before the point than main allows, and fail then."
  }
  fileprivate var tooManyDigitsAndRounded: String {
    "\(untilThen) has more digits before the point than main allows, and fail then; decimals that main does not keep are "
      + "rounded."
  }
  fileprivate var rounded: String { "\(both) both work, but decimals that main does not keep are rounded." }
  fileprivate var fewerFractions: String {
    "Neither \(insertAll) nor \(merge) can keep all of staging's fractions of a second: main has fewer digits for them."
  }
  fileprivate var unreadableNumbers: String {
    "A reader with main's schema fails: precision, scale and size have to be the same."
  }
}
