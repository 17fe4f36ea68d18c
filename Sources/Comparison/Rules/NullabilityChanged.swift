import Engines
import Schema

extension RuleID {
  /// NULLABLE on one side, REQUIRED on the other.
  package static let nullabilityChanged: RuleID = "nullability-changed"
}

/// NULLABLE on one side, REQUIRED on the other.
struct NullabilityChanged: Rule {
  let id = RuleID.nullabilityChanged
  let defaultSeverity = "warning where main is REQUIRED, else note"
  let title = "NULL on one side only"
  let sign = "N"
  let documentation = RuleDocumentation(
    summary: """
      A column is NULLABLE on one side and REQUIRED on the other. REPEATED is an ARRAY, and ARRAY against scalar is \
      type-changed.
      """,
    rationale: """
      Where main has the column REQUIRED and staging allows NULL, the first row with a NULL makes the whole MERGE fail. \
      The other way round nothing breaks.
      """,
    remedy: """
      Make staging REQUIRED too, or give the MERGE a value for NULL (`COALESCE`), or relax main with \
      `ALTER COLUMN … DROP NOT NULL`.
      """,
    example: """
      main     is_active BOOL NOT NULL
      staging  is_active BOOL
      finds    nullability-changed  is_active  REQUIRED → NULLABLE
      """)

  func check(_ pair: ColumnPair) -> [Difference] {
    guard let wanted = pair.main?.mode, let actual = pair.staging?.mode, wanted != actual,
      wanted != .repeated,
      actual != .repeated, !(pair.main?.takesNoValue ?? false)
    else { return [] }
    if wanted == .required, pair.main?.attributes.generation.value != nil, pair.loading.numbersNull {
      return [pair.difference(id, .note, Effects(both: .nullFilled), pair.words.nullIsNumbered)]
    }
    return [
      pair.difference(
        id, wanted == .required ? .warning : .note,
        wanted == .required ? Effects(both: .mayFail) : .none,
        wanted == .required ? pair.words.nullFails(pair.loading) : pair.words.everyValueFits(pair.loading))
    ]
  }

  func sentence(_ group: GroupedFindings) -> String {
    "\(group.columns) may be NULL on one side and not on the other, in \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? {
    finding.main?.mode == .required ? "may be NULL" : "never NULL"
  }
}

extension EngineWords {
  fileprivate var nullIsNumbered: String {
    "\(both) both work: a row that has NULL here gets the column's next number."
  }
  fileprivate func nullFails(_ loading: LoadingRules) -> String {
    loading.isReader
      ? "A reader with main's schema works until a record has null here, and fails then."
      : "\(both) both work until a row has NULL here, and fail then, because main has the column REQUIRED."
  }
}
