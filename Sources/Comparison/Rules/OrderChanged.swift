import Engines
import Schema
import Text

extension RuleID {
  /// Another order of columns or fields.
  package static let orderChanged: RuleID = "order-changed"
}

/// Columns or fields that both sides have stand in another order.
struct OrderChanged: Rule {
  let id = RuleID.orderChanged
  let defaultSeverity =
    "warning where a statement by position puts values into other columns, else note; error in a STRUCT"
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
      Name the columns in the MERGE; where all statements do, say `loadedBy: name` in driftaudit.yml. Rebuild a STRUCT by name: `STRUCT(S.s.a AS a, S.s.b AS b)`.
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
    let loading = pair.engine.types.loading
    let words = pair.engine.types.words
    let effects =
      pair.root.map { pair.load.effects(ofFieldIn: $0) { _, _ in .works } } ?? pair.load.effectsOfOrder
    let severity: Severity =
      if pair.root == nil {
        effects.position == .wrongValues ? .warning : .note
      } else {
        effects.position.isSevere || effects.name.isSevere ? .error : .note
      }
    let consequence =
      if loading.isReader || effects == .none && pair.root != nil {
        words.everyValueFits(loading)
      } else if pair.root == nil {
        words.columns(effects, pair.load)
      } else {
        words.fields(
          effects, isInsideArray: pair.isInsideArray,
          why: "Fields go by position and not by name, and those that line up have incompatible types",
          harmless: "every value lands in its own field")
      }
    return [
      Difference(
        rule: id, severity: severity, column: pair.path, position: pair.position,
        main: pair.mainParent.map { ColumnSide($0, in: pair.engine) },
        staging: pair.stagingParent.map { ColumnSide($0, in: pair.engine) }, effects: effects,
        consequence: consequence)
    ]
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
  /// What becomes of columns in another order, by a statement that goes by position and by one that names them.
  fileprivate func columns(_ effects: Effects, _ load: TableLoad) -> String {
    let what: String
    if effects.position == .wrongValues {
      what = "puts values into other columns without an error: \(load.exchanges(limit: 100))"
    } else if let landing = load.landing, landing.isRefused {
      what =
        "fails: \(Count.of(load.staging.columns.count, "value")) for \(Count.of(landing.wanted, "column"))"
    } else {
      what = "fails, because values meet columns of types that they do not fit"
    }
    return "\(insertAll) goes by position and \(what). \(mergeFirst) is not affected by the order."
  }
}
