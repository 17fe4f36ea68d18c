@testable import Baselines
@testable import Comparison
@testable import ComparisonFixtures
@testable import Schema

extension PolicyFixtures {
  static func entry(
    _ rule: RuleID, _ column: String?, table: String = main.description,
    family: String = "staging", main: String? = "INT64", staging: String? = nil,
    reason: String = "on purpose",
    expires: String? = nil, owner: String? = nil
  ) -> BaselineEntry {
    BaselineEntry(
      rule: rule, table: table, family: family, column: column, main: main, staging: staging,
      acceptance: Finding.Acceptance(reason: reason, expires: expires, owner: owner))
  }

  /// An entry for a column that staging lacks.
  static func entry(
    _ column: String?, table: String = main.description, family: String = "staging", main: String? = "INT64",
    reason: String = "on purpose", expires: String? = nil, owner: String? = nil
  ) -> BaselineEntry {
    entry(
      "missing-column", column, table: table, family: family, main: main, reason: reason, expires: expires,
      owner: owner)
  }
}
