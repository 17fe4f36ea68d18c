import Engines
import Schema

extension RuleID {
  /// Another partitioning.
  package static let partitioningChanged: RuleID = "partitioning-changed"
}

/// The tables are partitioned differently.
struct PartitioningChanged: Rule {
  let id = RuleID.partitioningChanged
  let defaultSeverity = "off"
  let isOnByDefault = false
  let title = "Other partitioning"
  let sign = "K"
  let documentation = RuleDocumentation(
    summary: "The tables are partitioned differently; only where both exports tell it.",
    rationale: """
      Nothing breaks: staging tables are seldom partitioned as main is. Switch the rule on where they are large enough for \
      it to matter what a query on them costs.
      """,
    remedy: "Create staging tables with main's `PARTITION BY`.",
    example: """
      main     PARTITION BY game_date
      staging  not partitioned
      finds    partitioning-changed
      """)

  func check(_ pair: TablePair) -> [Difference] {
    guard pair.main.partitioning.isKnown, pair.staging.partitioning.isKnown,
      Self.differ(pair.main.partitioning.value, pair.staging.partitioning.value)
    else { return [] }
    return [
      Difference(
        rule: id, severity: .note, column: nil, position: nil, main: nil, staging: nil,
        effects: .none,
        consequence: pair.main.engine.types.words.rowsAreTheSame(pair.main.engine.types.loading))
    ]
  }

  /// What one side does not tell is no difference.
  private static func differ(_ main: Partitioning?, _ staging: Partitioning?) -> Bool {
    guard let main, let staging else { return main != staging }
    func differ<Value: Equatable>(_ one: Value?, _ other: Value?) -> Bool {
      if let one, let other { return one != other }
      return false
    }
    return main.column?.lowercased() != staging.column?.lowercased()
      || differ(main.granularity, staging.granularity)
      || differ(main.requiresFilter, staging.requiresFilter)
  }

  func sentence(_ group: GroupedFindings) -> String {
    "partitioned in another way than main: \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { "They are partitioned in another way." }
}
