import Schema
import Text

extension RuleID {
  /// A column of main that a writer never fills.
  package static let unpopulatedColumn: RuleID = "unpopulated-column"
}

/// A column of main that a writer's sample records never hold.
package struct UnpopulatedColumn: Rule {
  package let id = RuleID.unpopulatedColumn
  package let defaultSeverity = "warning"
  package let title = "Never filled by the writer"
  package let sign = "U"
  package let documentation = RuleDocumentation(
    summary: """
      A column of main that a writer never fills: its sample records lack the key, or hold null there in every record. The \
      hint tells the two apart, and how many records were seen.
      """,
    rationale: """
      The column exists, the statements work, and every new row has NULL in it. No schema shows that: main and its staging \
      tables can be the same to the last column while the writer knows only some of them.
      """,
    remedy: """
      Let the writer fill the column, or accept the finding where somebody else fills it. Where the records are few, look at \
      more of them first: a column that is filled once a week is not in an hour's records.
      """,
    example: """
      main     id INT64, score FLOAT64
      staging  {"id": 1}, {"id": 2}
      finds    unpopulated-column  score  absent from every record: 2 records seen
      """)

  package init() {}

  package func check(_ pair: ColumnPair) -> [Difference] {
    guard let records = pair.sampledRecords, pair.main != nil else { return [] }
    if let occurrence = pair.staging?.occurrence, occurrence.filled > 0 { return [] }
    let hint =
      switch pair.staging?.occurrence?.records ?? 0 {
      case 0: "absent from every record"
      case records: "null in every record"
      default: "null in some records, absent from the others"
      }
    var difference = pair.difference(id, .warning, Effects(both: .nullFilled), .neverFilled, hint: hint)
    difference.records = records
    return [difference]
  }

  package func sentence(_ group: GroupedFindings) -> String {
    let records = Count.of(group.findings.compactMap(\.records).max() ?? 0, "sample record")
    return "\(group.columns) of main \(group.verb("is", "are")) never filled in \(records) of \(group.tables)"
  }

  package func inComparison(_ finding: Finding) -> String? {
    let absence = finding.hint.flatMap { $0.split(separator: " ").first }
    return "never filled" + (absence.map { " (\($0))" } ?? "")
  }
}

extension String {
  fileprivate static let neverFilled =
    "The writer's records never hold a value for the column: it is NULL, or its default, on every row they become, however "
    + "the rows are merged."
}
