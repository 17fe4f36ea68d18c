import Schema
import Text

/// One difference between main and staging, with all tables of a family that show it: never one finding per table.
package struct Finding: Hashable, Sendable {
  /// 16 hexadecimal digits of SHA-256 over main's table id, family, rule, column in lower case, from and to.
  package var id: String
  /// The rule that found it.
  package var rule: RuleID
  /// How bad it is, the configuration's word included.
  package var severity: Severity
  /// Whether the baseline accepts it.
  package var status: Status
  /// The family of staging tables.
  package var family: String
  /// The column path in main's spelling; nil for what concerns no single column.
  package var column: String?
  /// Whether main or staging has another column whose path differs in case alone, so that the id, `ignore` and the baseline
  /// mean the path as it is spelled.
  package var isSpelledExactly = false
  /// The place of `column` in main, counting fields depth first from 0; nil where main lacks it.
  package var position: Int?
  /// What main has; nil where main lacks the column.
  package var main: ColumnSide?
  /// What staging has; nil where staging lacks the column.
  package var staging: ColumnSide?
  /// How many staging tables show it.
  package var tableCount: Int
  /// The first three of these tables by name.
  package var examples: [String]
  /// The shapes that show it: indices into the audit's shapes, ascending.
  package var shapes: [Int]
  /// The worst that it does, in any of the tables, on each of the two ways into main.
  package var effects: Effects
  /// What happens to `INSERT ROW` and to a MERGE with explicit columns.
  package var consequence: String
  /// For a probable rename: the other name and what makes it likely.
  package var hint: String?
  /// How many sample records were seen; nil where schemas tell.
  package var records: Int?
  /// The first and the last batch that shows it; nil where batches are not told.
  package var batches: Span<String>?
  /// When the first and the last of the tables that show it were created; nil where that is not told.
  package var created: Span<Moment>?

  /// Where the first of the tables that show it stands in the exports; nil where that is not known.
  package var place: SourcePlace?

  /// The hint, with the number of sample records where these tell.
  package var hintText: String? {
    guard let records else { return hint }
    return [hint, "\(Count.of(records, "record")) seen"].compactMap(\.self).joined(separator: ": ")
  }

  /// What the baseline says of a finding.
  package enum Status: Hashable, Sendable {
    case new
    case accepted(Acceptance)
    /// Accepted once, but the last day has passed: counts as new drift again.
    case expired(Acceptance)

    /// `new`, `accepted` or `expired`.
    package var name: String {
      switch self {
      case .new: "new"
      case .accepted: "accepted"
      case .expired: "expired"
      }
    }

    /// Whether the finding counts as drift: new or expired.
    package var counts: Bool {
      if case .accepted = self { return false }
      return true
    }

    /// What the baseline entry says, for accepted and expired findings.
    package var acceptance: Acceptance? {
      switch self {
      case .new: nil
      case .accepted(let acceptance), .expired(let acceptance): acceptance
      }
    }
  }

  /// Why a finding is accepted, until when, and by whom.
  package struct Acceptance: Hashable, Sendable {
    /// The reason in a person's words.
    package var reason: String
    /// The last day (UTC, inclusive) as `YYYY-MM-DD`; nil without end.
    package var expires: String?
    /// Who answers for it; nil where not said.
    package var owner: String?

    /// An acceptance from its parts.
    package init(reason: String, expires: String? = nil, owner: String? = nil) {
      self.reason = reason
      self.expires = expires
      self.owner = owner
    }
  }

  /// A finding from its parts.
  init(
    id: String, rule: RuleID, severity: Severity, status: Status = .new, family: String, column: String?,
    position: Int?, main: ColumnSide?, staging: ColumnSide?, tableCount: Int, examples: [String],
    shapes: [Int], effects: Effects = .none, consequence: String, hint: String? = nil
  ) {
    self.id = id
    self.rule = rule
    self.severity = severity
    self.status = status
    self.family = family
    self.column = column
    self.position = position
    self.main = main
    self.staging = staging
    self.tableCount = tableCount
    self.examples = examples
    self.shapes = shapes
    self.effects = effects
    self.consequence = consequence
    self.hint = hint
  }
}
