import Engines
import Schema

extension RuleID {
  /// Another order of columns or fields.
  package static let orderChanged: RuleID = "order-changed"
}

/// Columns or fields that both sides have stand in another order.
struct OrderChanged: Rule {
  let id = RuleID.orderChanged
  let defaultSeverity = "note at the top level, error in a STRUCT"
  let title = "Other order"
  let sign = "O"
  let documentation = RuleDocumentation(
    summary: """
      Columns common to both sides stand in another order: one finding for the table, and one for each STRUCT, or ARRAY of \
      STRUCTs, whose common fields do.
      """,
    rationale: """
      `INSERT ROW` goes by position, so that values land in the wrong columns wherever the types happen to fit. A MERGE \
      that names its columns does not care. In a STRUCT names do not count at all: `STRUCT<b INT64, a INT64>` goes into \
      `STRUCT<a INT64, b INT64>` without a word, and every value lands in the wrong field.
      """,
    remedy: """
      Name the columns in the MERGE. Rebuild a STRUCT by name: `STRUCT(S.s.a AS a, S.s.b AS b)`.
      """,
    example: """
      main     s STRUCT<a INT64, b INT64>
      staging  s STRUCT<b INT64, a INT64>
      finds    order-changed  s
      """)

  func check(_ pair: FieldListPair) -> [Difference] {
    guard pair.orderIsKnown else { return [] }
    let inMain = Set(pair.main.map(\.foldedName))
    let inStaging = Set(pair.staging.map(\.foldedName))
    let common = pair.main.lazy.map(\.foldedName).filter(inStaging.contains)
    guard !common.elementsEqual(pair.staging.lazy.map(\.foldedName).filter(inMain.contains)) else {
      return []
    }
    let isTop = pair.path == nil
    let words = pair.engine.types.words
    let isHarmless = isTop || !words.fieldsGoByPosition
    return [
      Difference(
        rule: id, severity: isHarmless ? .note : .error, column: pair.path, position: pair.position,
        main: pair.mainParent.map { ColumnSide($0, in: pair.engine) },
        staging: pair.stagingParent.map { ColumnSide($0, in: pair.engine) },
        consequence: words.isReader
          ? words.everyValueFits
          : isTop ? words.columnsMixedUp : isHarmless ? words.everyValueFits : consequence(of: pair, words))
    ]
  }

  private func consequence(of pair: FieldListPair, _ words: EngineWords) -> String {
    guard let main = pair.mainParent, let staging = pair.stagingParent,
      Assignment(pair.engine).fits(staging.type, to: main.type, isInsideArray: pair.isInsideArray)
    else { return pair.isInsideArray ? words.elementsDoNotFit : words.fieldsDoNotFit }
    return pair.isInsideArray ? words.elementsMixedUp : words.fieldsMixedUp
  }

  func sentence(_ group: GroupedFindings) -> String {
    let isTop = group.findings.allSatisfy { $0.column == nil }
    let what = isTop ? "the columns" : "the fields of \(group.columns)"
    return "\(what) stand in another order in \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? {
    finding.column == nil ? "They stand in another order." : "order of fields"
  }
}

extension EngineWords {
  private var byPosition: String { "\(both) both go by position here and not by name" }
  private var landsElsewhere: String {
    "\(byPosition): every value lands in the field that stands at its place, without a word."
  }
  private var doesNotFit: String {
    "\(byPosition), and fail, because the fields that meet so do not fit, until the"
  }

  fileprivate var columnsMixedUp: String {
    "\(insertAll) goes by position: it fails, or puts values into the wrong columns where the types fit. \(mergeFirst) "
      + "works."
  }
  fileprivate var fieldsMixedUp: String { "\(landsElsewhere) The STRUCT has to be rebuilt by name." }
  fileprivate var elementsMixedUp: String {
    "\(landsElsewhere) The ARRAY has to be rebuilt element by element, by name."
  }
  fileprivate var fieldsDoNotFit: String { "\(doesNotFit) STRUCT is rebuilt by name." }
  fileprivate var elementsDoNotFit: String { "\(doesNotFit) ARRAY is rebuilt element by element, by name." }
}
