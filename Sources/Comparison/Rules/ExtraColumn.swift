import Engines
import Schema

extension RuleID {
  /// A column of staging that main lacks.
  package static let extraColumn: RuleID = "extra-column"
}

/// A column of staging that main lacks.
struct ExtraColumn: Rule {
  let id = RuleID.extraColumn
  let defaultSeverity = "error for a field of a STRUCT that main has, else warning"
  let title = "Not in main"
  let sign = "+"
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
    guard pair.main == nil, pair.staging != nil, !pair.mayBeUntold else { return [] }
    let effects =
      pair.root.map { root in
        pair.load.effects(ofFieldIn: root) { _, extra in pair.isListShared ? extra : .fails }
      } ?? pair.load.effectsOfExtra
    let isError =
      pair.isField && pair.sampledRecords == nil && (effects.position.isSevere || effects.name.isSevere)
    return [
      pair.difference(
        id, isError ? .error : .warning, effects, consequence(effects, pair), hint: pair.renameHint)
    ]
  }

  private func consequence(_ effects: Effects, _ pair: ColumnPair) -> String {
    if pair.sampledRecords != nil { return .noPlace }
    if pair.loading.isReader { return pair.words.skipped }
    if pair.isField {
      return pair.words.fields(
        effects, isInsideArray: pair.isInsideArray,
        why: pair.words.otherFields(isInsideArray: pair.isInsideArray),
        harmless: "the other fields keep their values")
    }
    return pair.words.extra(effects.position, pair.load) + " " + pair.words.dropped
  }

  func sentence(_ group: GroupedFindings) -> String {
    "\(group.columns) that main lacks \(group.verb("stands", "stand")) in \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { "extra" }
}

extension EngineWords {
  fileprivate var dropped: String { "\(mergeFirst) works and drops the values." }
  fileprivate var skipped: String { "A reader with main's schema skips the field: its values are dropped." }
}

extension String {
  fileprivate static let noPlace =
    "Main has no column for what the writer records: the values are dropped, or the load fails where unknown columns are "
    + "not allowed."
}
