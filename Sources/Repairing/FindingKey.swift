import Comparison

/// What a finding is about, whatever types it names.
struct FindingKey: Hashable, Sendable {
  let rule: RuleID
  /// The column path in lower case; nil for the table as a whole.
  let column: String?

  init(_ rule: RuleID, _ column: String?) {
    self.rule = rule
    self.column = column?.lowercased()
  }

  init(_ finding: Finding) { self.init(finding.rule, finding.column) }
}
