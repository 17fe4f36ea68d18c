import Engines
import Schema

extension RuleID {
  /// Another collation.
  package static let collationChanged: RuleID = "collation-changed"
}

/// Another collation.
struct CollationChanged: Rule {
  let id = RuleID.collationChanged
  let defaultSeverity = "warning"
  let title = "Other collations"
  let sign = "C"
  let documentation = RuleDocumentation(
    summary: "A column has another collation; only where both exports tell collations.",
    rationale:
      "Texts that are equal under one collation differ under the other, so that the join condition of a MERGE can match other rows than intended: rows are inserted twice, or overwrite one another.",
    remedy:
      "Give both sides the same collation, or name it in the join condition: `COLLATE(S.name, 'und:ci')`.",
    example: """
      main     name STRING COLLATE 'und:ci'
      staging  name STRING
      finds    collation-changed  name
      """)

  func check(_ pair: ColumnPair) -> [Difference] {
    // A column that is no text has no collation to differ.
    guard let main = pair.main, let staging = pair.staging, !TypeChanged.differ(main.type, staging.type)
    else {
      return []
    }
    return AttributeChange.differences(
      id, .warning, pair, \.collation, consequence: pair.words.otherCollation
    ) {
      $0
    }
  }

  func sentence(_ group: GroupedFindings) -> String {
    "\(group.columns) \(group.have) another collation in \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { "collation" }
}

extension EngineWords {
  fileprivate var otherCollation: String {
    "\(both) both work, but a join on this column can match other rows than intended."
  }
}
