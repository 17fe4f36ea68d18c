/// The name of a rule, such as `missing-column`: what users write in driftaudit.yml and see in reports.
package struct RuleID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// Lower-case words with hyphens.
  package let rawValue: String

  /// A rule's name; whether there is such a rule is a `RuleSet`'s to say.
  package init(rawValue: String) { self.rawValue = rawValue }

  /// A rule's name as a literal.
  package init(stringLiteral value: String) { self.rawValue = value }

  /// The name itself.
  package var description: String { rawValue }

  /// By name.
  package static func < (left: RuleID, right: RuleID) -> Bool { left.rawValue < right.rawValue }
}

/// One kind of drift: what it finds, how bad that is, and what to do about it.
///
/// A rule is one file: its id as a member of `RuleID`, what it finds, and all words that reports need of it. It sees pairs
/// of columns, pairs of field lists and the pair of tables, and implements the checks that concern it; the others find
/// nothing. What a rule says has no defaults: each rule decides.
package protocol Rule: Sendable {
  /// The rule's name.
  var id: RuleID { get }
  /// The severity as the list of rules shows it, with its cases, in a few words.
  var defaultSeverity: String { get }
  /// Whether the rule runs where the configuration does not name it.
  var isOnByDefault: Bool { get }
  /// What a user reads in docs/rules.md and from `explain`.
  var documentation: RuleDocumentation { get }
  /// A heading over the rule's findings.
  var title: String { get }
  /// A sign for a cell of a matrix, which colour alone would not tell apart from another rule's.
  var sign: String { get }
  /// What is wrong with one column or field that stands on one or both sides.
  func check(_ pair: ColumnPair) -> [Difference]
  /// What is wrong with one list of columns or of fields that stands on both sides.
  func check(_ pair: FieldListPair) -> [Difference]
  /// What is wrong with the table as a whole.
  func check(_ pair: TablePair) -> [Difference]
  /// What a group of the rule's findings says, in one sentence without a full stop.
  func sentence(_ group: GroupedFindings) -> String
  /// What `compare` shows of a finding: a few words beside its column, or, where it has no column, a sentence below the
  /// table; nil for nothing.
  func inComparison(_ finding: Finding) -> String?
}

extension Rule {
  /// Most rules run unless they are switched off.
  package var isOnByDefault: Bool { true }
  /// Finds nothing.
  package func check(_ pair: ColumnPair) -> [Difference] { [] }
  /// Finds nothing.
  package func check(_ pair: FieldListPair) -> [Difference] { [] }
  /// Finds nothing.
  package func check(_ pair: TablePair) -> [Difference] { [] }
}

/// What a rule tells its reader. Plain Markdown, no headings.
package struct RuleDocumentation: Sendable, Hashable {
  /// One line: what the rule finds.
  package var summary: String
  /// What breaks.
  package var rationale: String
  /// What to do about it.
  package var remedy: String
  /// A short example: main's side, staging's side, what is reported.
  package var example: String

  /// A rule's page.
  package init(summary: String, rationale: String, remedy: String, example: String) {
    self.summary = summary
    self.rationale = rationale
    self.remedy = remedy
    self.example = example
  }
}
