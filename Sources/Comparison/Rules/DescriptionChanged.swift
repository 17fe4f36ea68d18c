import Schema

extension RuleID {
  /// Another description.
  package static let descriptionChanged: RuleID = "description-changed"
}

/// Another description.
struct DescriptionChanged: Rule {
  let id = RuleID.descriptionChanged
  let defaultSeverity = "off"
  let isOnByDefault = false
  let title = "Other descriptions"
  let sign = "A"
  let documentation = RuleDocumentation(
    summary: "A column has another description; only where both exports tell descriptions.",
    rationale:
      "Nothing breaks. Switch the rule on where staging tables are meant to be documented as main is.",
    remedy: "Create staging tables with `CREATE TABLE … LIKE`, which copies descriptions.",
    example: """
      main     score NUMERIC, described as 'points a game'
      staging  score NUMERIC
      finds    description-changed  score
      """)

  func check(_ pair: ColumnPair) -> [Difference] {
    AttributeChange.differences(
      id, .note, pair, \.description, consequence: pair.words.rowsAreTheSame(pair.loading)
    ) { $0 }
  }

  func sentence(_ group: GroupedFindings) -> String {
    "\(group.columns) \(group.have) another description in \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { "description" }
}
