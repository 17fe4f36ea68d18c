@testable import Engines
@testable import Comparison
@testable import Schema

/// Findings and audits in the shape that comparing makes them.
enum PolicyFixtures {
  static let main = TableName(project: "nba", dataset: "pred", table: "predictions")

  static func finding(
    _ rule: RuleID, _ column: String?, family: String = "staging", main: String? = "INT64",
    staging: String? = nil,
    severity: Severity = .warning, status: Finding.Status = .new
  ) -> Finding {
    Finding(
      id: "0123456789abcdef", rule: rule, severity: severity, status: status, family: family, column: column,
      position: 0, main: main.map { ColumnSide(type: $0, mode: .nullable) },
      staging: staging.map { ColumnSide(type: $0, mode: .nullable) }, tableCount: 1, examples: ["s1"],
      shapes: [0],
      consequence: "")
  }

  /// An audit with one readable table for each list of finding indices.
  static func audit(
    _ findings: [Finding], variants: [[Int]] = [[]], main: TableName = main, families: [String] = ["staging"]
  ) -> ComparedAudit {
    ComparedAudit(
      main: Table(name: main, schema: TableSchema(columns: [])), mainSource: "main.json", families: families,
      findings: findings, shapes: [],
      tables: variants.indices.map { variant in
        ComparedAudit.Row(
          name: TableName(table: "s\(variant)"), family: families[variant % families.count], shape: 0,
          variant: variant)
      },
      findingsByVariant: variants)
  }

  /// A rule that finds nothing.
  struct QuietRule: Rule {
    let id: RuleID
    let isOnByDefault: Bool
    let defaultSeverity = "warning"
    let documentation = RuleDocumentation(summary: "", rationale: "", remedy: "", example: "")
    let title = "Nothing"
    let sign = "0"

    func sentence(_ group: GroupedFindings) -> String { "nothing in \(group.tables)" }

    func inComparison(_ finding: Finding) -> String? { nil }
  }
}
