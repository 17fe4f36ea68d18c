import Text

/// Findings of one rule with one fate in one set of tables, as the rule's sentence speaks of them.
package struct GroupedFindings: Sendable {
  /// In main's column order; at least one.
  package let findings: [Finding]
  /// `all 1,665 staging tables`, `70 of the 1,665 staging tables`.
  package let tables: String
  /// `1,665 staging tables` where these are all tables and more than one; else nil.
  package let everyTable: String?

  /// A group from its parts.
  package init(_ findings: [Finding], tables: String, everyTable: String? = nil) {
    self.findings = findings
    self.tables = tables
    self.everyTable = everyTable
  }

  /// `3 columns`.
  package var columns: String { Count.of(findings.count, "column") }
  /// `has` of one column, `have` of several.
  package var have: String { verb("has", "have") }

  /// The form of a verb that fits the number of columns.
  package func verb(_ ofOne: String, _ ofSeveral: String) -> String {
    findings.count == 1 ? ofOne : ofSeveral
  }
}
