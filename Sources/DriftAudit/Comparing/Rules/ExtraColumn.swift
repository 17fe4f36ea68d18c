/// A column of staging that main lacks.
struct ExtraColumn: Rule {
  let id: RuleID = "extra-column"
  let defaultSeverity = "error for a field of a STRUCT that main has, else warning"
  let documentation = RuleDocumentation(
    summary: "A column of staging that main lacks. Of an extra STRUCT only the topmost path is told.",
    rationale: """
      `INSERT ROW` has a value too many and fails. A MERGE that names its columns works and drops the values: what the \
      writer took care to record never arrives. An extra field of a STRUCT makes the whole STRUCT unfit, because BigQuery \
      assigns a STRUCT by position and number of fields.
      """,
    remedy: """
      Add the column to main (`ALTER TABLE … ADD COLUMN`), or stop writing it. A column that only staging needs, such as \
      a load time, is what `ignore` in driftaudit.yml is for.
      """,
    example: """
      main     id INT64
      staging  id INT64, debug_note STRING
      finds    extra-column  debug_note
      """)

  func check(_ pair: ColumnPair) -> [Difference] {
    guard pair.main == nil, let staging = pair.staging else { return [] }
    let consequence =
      pair.isField
      ? pair.isInsideArray ? Consequence.arrayNoLongerFits : Consequence.structNoLongerFits : String.dropped
    return [
      Difference(
        rule: id, severity: pair.isField ? .error : .warning, column: pair.path, position: pair.position,
        main: nil,
        staging: ColumnSide(staging), consequence: consequence, hint: pair.renameHint)
    ]
  }
}

extension String {
  fileprivate static let dropped =
    Consequence.valueTooMany + " A MERGE with explicit columns works and drops the values."
}
