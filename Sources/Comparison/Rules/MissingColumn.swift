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
    if main.isComputed, pair.loading.skipsGenerated { return [] }
    let effects = effects(of: main, pair)
    let isError =
      TableLoad.unfilled(main, pair.loading) == .fails && !pair.isField
      || pair.isField && (effects.position.isSevere || effects.name.isSevere)
    return [
      pair.difference(
        id, isError ? .error : .warning, effects, consequence(of: main, effects, pair), hint: pair.renameHint)
    ]
  }

  private func effects(of main: Column, _ pair: ColumnPair) -> Effects {
    guard pair.isField, let root = pair.root else { return pair.load.effects(ofMissing: main) }
    let isFilled = main.attributes.hasDefault
    return pair.load.effects(ofFieldIn: root) { missing, _ in
      !pair.isListShared || missing == .fails && !isFilled ? .fails : .nullFilled
    }
  }

  private func consequence(of main: Column, _ effects: Effects, _ pair: ColumnPair) -> String {
    let words = pair.words
    if pair.loading.isReader { return effects.name == .fails ? words.unreadable : words.filledIn }
    if pair.isField {
      return words.fields(
        effects, isInsideArray: pair.isInsideArray, why: words.otherFields(isInsideArray: pair.isInsideArray),
        harmless: "the field keeps its values")
    }
    let filling =
      main.isComputed
      ? "to what main computes"
      : main.attributes.generation.value != nil
        ? "to its next number"
        : pair.loading.hasDefault(main)
          ? "to its default" : main.type.isArray && pair.types.arraysAreNeverNull ? "empty" : "NULL"
    let position = words.missing(main, effects.position, pair.load, filling)
    return position + " " + words.named(effects, filling)
  }

  func sentence(_ group: GroupedFindings) -> String {
    let are = group.verb("is", "are")
    if let tables = group.everyTable { return "\(group.columns) of main \(are) in none of the \(tables)" }
    return "\(group.columns) of main \(are) missing from \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { "missing" }
}

extension EngineWords {
  fileprivate func named(_ effects: Effects, _ filling: String) -> String {
    if effects.name == .fails {
      return
        "\(mergeFirst) cannot insert\(effects.position == .fails ? " either" : ""), because main has the column REQUIRED "
        + "and without a default; updates leave it unchanged."
    }
    if filling == "to what main computes" { return "\(mergeFirst) works: main computes the column itself." }
    let value =
      filling == "empty"
      ? "an empty ARRAY"
      : filling == "NULL"
        ? "NULL" : filling == "to its next number" ? "the next number" : "the column's default"
    return "\(mergeFirst) works: \(value) on insert, unchanged on update."
  }
  fileprivate var unreadable: String {
    "A reader with main's schema fails: staging's records lack the field, and main gives it no default."
  }
  fileprivate var filledIn: String { "A reader with main's schema fills in main's default." }
}
