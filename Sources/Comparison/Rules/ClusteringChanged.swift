import Engines
import Schema

extension RuleID {
  /// Another clustering.
  package static let clusteringChanged: RuleID = "clustering-changed"
}

/// The tables are clustered differently.
struct ClusteringChanged: Rule {
  let id = RuleID.clusteringChanged
  let defaultSeverity = "off"
  let isOnByDefault = false
  let title = "Other clustering"
  let sign = "L"
  let documentation = RuleDocumentation(
    summary: "The tables are clustered by other columns; only where both exports tell it.",
    rationale: "Nothing breaks: clustering decides what a query costs and not what it returns.",
    remedy: "Create staging tables with main's `CLUSTER BY`.",
    example: """
      main     CLUSTER BY player_lookup, game_id
      staging  not clustered
      finds    clustering-changed
      """)

  func check(_ pair: TablePair) -> [Difference] {
    guard pair.main.clustering.isKnown, pair.staging.clustering.isKnown,
      pair.main.clustering.value?.map({ $0.lowercased() })
        != pair.staging.clustering.value?.map({ $0.lowercased() })
    else { return [] }
    return [
      Difference(
        rule: id, severity: .note, column: nil, position: nil, main: nil, staging: nil,
        effects: .none,
        consequence: pair.main.engine.types.words.rowsAreTheSame(pair.main.engine.types.loading))
    ]
  }

  func sentence(_ group: GroupedFindings) -> String {
    "clustered in another way than main: \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { "They are clustered in another way." }
}
