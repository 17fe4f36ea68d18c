/// A column of main that staging lacks.
struct MissingColumn: Rule {
  let id: RuleID = "missing-column"
  let defaultSeverity =
    "error where main has it REQUIRED without a default, and for a field of a STRUCT; else warning"
  let documentation = RuleDocumentation(
    summary: "A column of main that staging lacks. Of a missing STRUCT only the topmost path is told.",
    rationale: """
      `INSERT ROW` needs one value for each column of main, so that it fails. A MERGE that names its columns works: the \
      column is NULL, or its default, on every new row, and unchanged on rows that are updated. That is quiet, and is \
      often noticed weeks later.

      Where main has the column REQUIRED and without a default, no new row can be inserted at all. A missing field of a \
      STRUCT is worse than a missing column, because BigQuery assigns a STRUCT by position and number of fields: the \
      whole column no longer fits.
      """,
    remedy: """
      Let the writer fill the column and create its staging tables from main's schema (`CREATE TABLE … LIKE`). Where the \
      column is meant to be filled by somebody else, accept the finding with a reason. A STRUCT has to be rebuilt by name \
      in the MERGE: `STRUCT(S.a.x AS x, NULL AS y)`.
      """,
    example: """
      main     id INT64, score NUMERIC(5, 2)
      staging  id INT64
      finds    missing-column  score
      """)

  func check(_ pair: ColumnPair) -> [Difference] {
    guard let main = pair.main, pair.staging == nil else { return [] }
    let isNeeded = main.mode == .required && main.attributes.defaultExpression.value == nil
    return [
      Difference(
        rule: id, severity: pair.isField || isNeeded ? .error : .warning, column: pair.path,
        position: pair.position,
        main: ColumnSide(main), staging: nil, consequence: consequence(of: main, pair, isNeeded: isNeeded),
        hint: pair.renameHint)
    ]
  }

  private func consequence(of main: Column, _ pair: ColumnPair, isNeeded: Bool) -> String {
    if pair.isField {
      return pair.isInsideArray ? Consequence.arrayNoLongerFits : Consequence.structNoLongerFits
    }
    if isNeeded { return .needed }
    if main.attributes.defaultExpression.value != nil { return .defaulted }
    return main.type.isArray ? .empty : .null
  }
}

extension String {
  fileprivate static let needed =
    Consequence.valueMissing + " A MERGE with explicit columns cannot insert either, "
    + "because main has the column REQUIRED and without a default; updates leave it unchanged."
  fileprivate static let null =
    Consequence.valueMissing + " A MERGE with explicit columns works: NULL on insert, "
    + "unchanged on update."
  fileprivate static let empty =
    Consequence.valueMissing
    + " A MERGE with explicit columns works: an empty ARRAY on insert, unchanged on update."
  fileprivate static let defaulted =
    Consequence.valueMissing + " A MERGE with explicit columns works: the column's "
    + "default on insert, unchanged on update."
}
