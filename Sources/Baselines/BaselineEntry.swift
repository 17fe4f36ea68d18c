import Comparison

/// A finding that is accepted on purpose. Nothing in it names a staging table, since those come and go.
package struct BaselineEntry: Hashable, Sendable {
  /// The rule.
  package var rule: RuleID
  /// Main's table id.
  package var table: String
  /// The family of staging tables.
  package var family: String
  /// The column path; nil for what concerns no single column. Compared without regard to case.
  package var column: String?
  /// Main's type text, or nil where main lacks the column.
  package var main: String?
  /// Staging's type text, or nil where staging lacks the column.
  package var staging: String?
  /// Why it is accepted, until when, and by whom.
  package var acceptance: Finding.Acceptance

  /// An entry from its parts.
  package init(
    rule: RuleID, table: String, family: String, column: String?, main: String?, staging: String?,
    acceptance: Finding.Acceptance
  ) {
    self.rule = rule
    self.table = table
    self.family = family
    self.column = column
    self.main = main
    self.staging = staging
    self.acceptance = acceptance
  }
}
