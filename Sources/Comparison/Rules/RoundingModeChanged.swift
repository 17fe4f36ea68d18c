import Engines
import Schema

extension RuleID {
  /// Another rounding mode.
  package static let roundingModeChanged: RuleID = "rounding-mode-changed"
}

/// Another rounding mode.
struct RoundingModeChanged: Rule {
  let id = RuleID.roundingModeChanged
  let defaultSeverity = "note"
  let title = "Other rounding modes"
  let sign = "R"
  let documentation = RuleDocumentation(
    summary: "A NUMERIC or BIGNUMERIC column has another rounding mode; only where both exports tell it.",
    rationale:
      "A value with too many decimals, such as 0.125, is rounded to another number in staging than in main.",
    remedy: "Set the same rounding mode: `ALTER COLUMN … SET OPTIONS (rounding_mode = 'ROUND_HALF_EVEN')`.",
    example: """
      main     price NUMERIC(10, 2) with ROUND_HALF_EVEN
      staging  price NUMERIC(10, 2)
      finds    rounding-mode-changed  price
      """)

  func check(_ pair: ColumnPair) -> [Difference] {
    AttributeChange.differences(id, .note, pair, \.roundingMode, consequence: pair.words.otherRounding) { $0 }
  }

  func sentence(_ group: GroupedFindings) -> String {
    "\(group.columns) \(group.have) another rounding mode in \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { "rounding" }
}

extension EngineWords {
  fileprivate var otherRounding: String {
    "\(both) both work, but values that were rounded on their way into staging can differ in the last digit from what main would have made of them."
  }
}
