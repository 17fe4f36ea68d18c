import Engines
import Schema
import Text

extension RuleID {
  /// A policy tag in main and none in staging.
  package static let policyTagMissing: RuleID = "policy-tag-missing"
}

/// Main's column has a policy tag, staging's has none.
struct PolicyTagMissing: Rule {
  let id = RuleID.policyTagMissing
  let defaultSeverity = "warning"
  let title = "Policy tags missing"
  let sign = "G"
  let documentation = RuleDocumentation(
    summary: "Main's column has a policy tag and staging's has none; only where both exports tell tags.",
    rationale: """
      A policy tag decides who may read a column. The same values stand in staging without it, open to everyone who may \
      read the staging tables.
      """,
    remedy:
      "Give the staging column the tag in its schema, or restrict the staging dataset and accept the finding.",
    example: """
      main     email STRING with a policy tag
      staging  email STRING
      finds    policy-tag-missing  email
      """)

  func check(_ pair: ColumnPair) -> [Difference] {
    guard let main = pair.main, let staging = pair.staging,
      case .present(let tags) = main.attributes.policyTags,
      staging.attributes.policyTags == .absent
    else { return [] }
    return [
      pair.difference(
        id, .warning, .none, pair.words.unprotected,
        hint: "main: \(tags.joined(separator: ", ").clipped(to: 120))")
    ]
  }

  func sentence(_ group: GroupedFindings) -> String {
    "\(group.columns) \(group.have) a policy tag in main and none in \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { "no policy tag" }
}

extension EngineWords {
  fileprivate var unprotected: String {
    "\(both) both work, but staging holds the values without the access control that "
      + "main gives them."
  }
}
