import Comparison
import Schema

/// One difference between main and staging, with all tables of a family that show it: never one for each table.
public struct Finding: Sendable, Hashable {
  /// 16 hexadecimal digits that stay the same while rule, column and types do.
  public let id: String
  /// The rule's name: `missing-column`.
  public let rule: String
  /// How bad it is, the configured severity included.
  public let severity: Severity
  /// Whether it is accepted.
  public let status: Status
  /// The family of staging tables: `staging` where none is configured.
  public let family: String
  /// The column path in main's spelling, `parent.child` for a field; nil for what concerns no single column.
  public let column: String?
  /// What main has; nil where main lacks the column.
  public let main: Side?
  /// What staging has; nil where staging lacks the column.
  public let staging: Side?
  /// How many staging tables show it.
  public let tableCount: Int
  /// The first three of these tables by name.
  public let examples: [String]
  /// What happens to a statement that goes by position and to a MERGE with explicit columns.
  public let consequence: String
  /// What it does to rows on each way into main.
  public let effects: Effects
  /// For a probable rename: the other name, and what makes it likely.
  public let hint: String?

  /// One side of a finding.
  public struct Side: Sendable, Hashable {
    /// The type as its engine writes it.
    public let type: String
    /// Whether it may be NULL.
    public let mode: Mode

    init(_ side: ColumnSide) {
      type = side.type
      mode = Mode(side.mode)
    }
  }

  /// Whether a finding is accepted by the baseline.
  public enum Status: Sendable, Hashable {
    case new
    case accepted(Acceptance)
    /// Accepted once, and the last day has passed: it counts as new drift again.
    case expired(Acceptance)
  }

  /// Why a finding is accepted, until when, and by whom.
  public struct Acceptance: Sendable, Hashable {
    /// The reason.
    public let reason: String
    /// The last day, UTC and inclusive, as `YYYY-MM-DD`; nil without end.
    public let expires: String?
    /// Who answers for it; nil where nobody is named.
    public let owner: String?

    init(_ acceptance: Comparison.Finding.Acceptance) {
      (reason, expires, owner) = (acceptance.reason, acceptance.expires, acceptance.owner)
    }
  }

  init(_ finding: Comparison.Finding) {
    id = finding.id
    rule = finding.rule.rawValue
    severity = Severity(finding.severity)
    status =
      switch finding.status {
      case .new: .new
      case .accepted(let acceptance): .accepted(Acceptance(acceptance))
      case .expired(let acceptance): .expired(Acceptance(acceptance))
      }
    (family, column) = (finding.family, finding.column)
    (main, staging) = (finding.main.map(Side.init), finding.staging.map(Side.init))
    (tableCount, examples) = (finding.tableCount, finding.examples)
    (consequence, hint) = (finding.consequence, finding.hintText)
    effects = Effects(finding.effects)
  }
}
