import Comparison

/// A finding that is accepted on purpose. Nothing in it names a staging table, since those come and go.
package struct BaselineEntry: Hashable, Sendable {
  /// The rule.
  package var rule: RuleID
  /// Main's table id.
  package var table: String
  /// The family of staging tables.
  package var family: String
  /// The column path; nil for what concerns no single column. Compared without regard to case, unless
  /// `isSpelledExactly`.
  package var column: String?
  /// Whether only a column of this very spelling is meant, because another one differs in case alone.
  package var isSpelledExactly: Bool
  /// Main's type text, or nil where main lacks the column.
  package var main: String?
  /// Staging's type text, or nil where staging lacks the column.
  package var staging: String?
  /// Why it is accepted, until when, and by whom.
  package var acceptance: Finding.Acceptance

  /// An entry from its parts.
  package init(
    rule: RuleID, table: String, family: String, column: String?, isSpelledExactly: Bool = false,
    main: String?, staging: String?, acceptance: Finding.Acceptance
  ) {
    self.rule = rule
    self.table = table
    self.family = family
    self.column = column
    self.isSpelledExactly = isSpelledExactly
    self.main = main
    self.staging = staging
    self.acceptance = acceptance
  }
}
