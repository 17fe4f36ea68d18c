import Engines
import Schema

extension RuleID {
  /// Another default.
  package static let defaultChanged: RuleID = "default-changed"
}

/// Another default.
struct DefaultChanged: Rule {
  let id = RuleID.defaultChanged
  let defaultSeverity = "note"
  let title = "Other defaults"
  let sign = "D"
  let documentation = RuleDocumentation(
    summary: "A column has another default; only where both exports tell defaults.",
    rationale: "Writers that leave the column out get another value in staging than they would in main.",
    remedy: "Set the same default on both sides: `ALTER COLUMN … SET DEFAULT …`.",
    example: """
      main     status STRING DEFAULT 'new'
      staging  status STRING
      finds    default-changed  status
      """)

  func check(_ pair: ColumnPair) -> [Difference] {
    AttributeChange.differences(
      id, .note, pair, \.defaultExpression, consequence: pair.words.otherDefault(pair.loading)
    ) {
      $0
    }
  }

  func sentence(_ group: GroupedFindings) -> String {
    "\(group.columns) \(group.have) another default in \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { "default" }
}

extension EngineWords {
  fileprivate func otherDefault(_ loading: LoadingRules) -> String {
    let how =
      loading.isContract
      ? "Rows are as valid as before" : loading.isReader ? "Records are read as before" : "\(both) both work"
    return
      "\(how); rows that were written to staging without this column hold another value than they would in main."
  }
}
