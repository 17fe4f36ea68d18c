import Engines
import Schema

extension RuleID {
  /// A column of main that staging lacks.
  package static let missingColumn: RuleID = "missing-column"
}

/// A column of main that staging lacks.
struct MissingColumn: Rule {
  let id = RuleID.missingColumn
  let defaultSeverity =
    "error where main has it REQUIRED without a default, and for a field of a STRUCT; else warning"
  let title = "Missing from staging"
  let sign = "−"
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
    // What a writer's records do not hold may still be a column: that is unpopulated-column's.
    guard let main = pair.main, pair.staging == nil, pair.sampledRecords == nil, !pair.mayBeUntold else {
      return []
    }
    // Main computes it as before, and nothing else moves.
    if main.isComputed, pair.types.skipsComputedColumns { return [] }
    let hasDefault = main.attributes.hasDefault
    // A reader of files has nothing to put in the place of a field, where tables have NULL.
    let isNeeded = !hasDefault && (main.mode == .required || pair.words.isReader)
    let isError = isNeeded || pair.isField && pair.words.fieldsGoByPosition
    return [
      pair.difference(
        id, isError ? .error : .warning, consequence(of: main, pair, isNeeded: isNeeded),
        hint: pair.renameHint)
    ]
  }

  private func consequence(of main: Column, _ pair: ColumnPair, isNeeded: Bool) -> String {
    if pair.words.isReader { return isNeeded ? pair.words.unreadable : pair.words.filledIn }
    if pair.isField, !pair.words.fieldsGoByPosition { return pair.words.fieldIsNull }
    if pair.isField {
      return pair.isInsideArray ? pair.words.arrayNoLongerFits : pair.words.structNoLongerFits
    }
    if isNeeded { return pair.words.needed }
    if let generation = main.attributes.generation.value {
      return generation.isComputed ? pair.words.computed : pair.words.numbered
    }
    if main.attributes.hasDefault { return pair.words.defaulted }
    return main.type.isArray && pair.types.arraysAreNeverNull ? pair.words.empty : pair.words.null
  }

  func sentence(_ group: GroupedFindings) -> String {
    let are = group.verb("is", "are")
    if let tables = group.everyTable { return "\(group.columns) of main \(are) in none of the \(tables)" }
    return "\(group.columns) of main \(are) missing from \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { "missing" }
}

extension EngineWords {
  fileprivate var needed: String {
    "\(valueMissing) \(mergeFirst) cannot insert either, because main has the column REQUIRED and without a default; "
      + "updates leave it unchanged."
  }
  fileprivate var null: String {
    "\(valueMissing) \(mergeFirst) works: NULL on insert, unchanged on update."
  }
  fileprivate var empty: String {
    "\(valueMissing) \(mergeFirst) works: an empty ARRAY on insert, unchanged on update."
  }
  fileprivate var defaulted: String {
    "\(valueMissing) \(mergeFirst) works: the column's default on insert, unchanged on update."
  }
  fileprivate var computed: String { "\(valueMissing) \(mergeFirst) works: main computes the column itself." }
  fileprivate var numbered: String {
    "\(valueMissing) \(mergeFirst) works: the next number on insert, unchanged on update."
  }
  fileprivate var unreadable: String {
    "A reader with main's schema fails: staging's records lack the field, and main gives it no default."
  }
  fileprivate var filledIn: String { "A reader with main's schema fills in main's default." }
}
