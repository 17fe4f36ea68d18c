import Engines
import Comparison

/// What a table's repair goes by.
struct RepairContext {
  let dialect: any AlterDialect
  let settings: RepairSettings
  /// The findings of the table that are neither ignored nor accepted.
  let active: Set<FindingKey>
  /// Whether descriptions are compared, so that new columns get them too.
  let comparesDescriptions: Bool
  /// Columns, in lower case, that the other side has in several types, so that no one of them can be chosen.
  var divided: Set<String> = []

  /// The rule that finds what the altered table lacks.
  var lacking: RuleID { settings.target == .staging ? .missingColumn : .extraColumn }
  /// The rule that finds what the altered table alone has.
  var surplus: RuleID { settings.target == .staging ? .extraColumn : .missingColumn }

  /// Whether a finding is to be removed.
  func has(_ rule: RuleID, _ path: String?) -> Bool { active.contains(FindingKey(rule, path)) }
}

/// A finding that stays, or would without `--rewrite`, and why.
struct FoundObstacle: Hashable, Sendable {
  let key: FindingKey
  let obstacle: RepairObstacle
}
