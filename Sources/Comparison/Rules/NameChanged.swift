import Engines
import Schema
import Text

extension RuleID {
  /// The same column under another spelling.
  package static let nameChanged: RuleID = "name-changed"
}

/// The same column under another spelling, on an engine that tells the two apart.
struct NameChanged: Rule {
  let id = RuleID.nameChanged
  let defaultSeverity = "error where a statement with either spelling fails, else warning"
  let title = "Name spelled differently"
  let sign = "S"
  let documentation = RuleDocumentation(
    summary: """
      The same column under another spelling, in case or in Unicode form, on an engine to which these are two names.
      """,
    rationale: """
      PostgreSQL, Redshift and Snowflake compare names as they are stored: `"basePrice"` is not `baseprice`. DuckDB and \
      GoogleSQL take no other letters than ASCII ones for one in either case: `état` and `ÉTAT` are two names. Avro compares \
      names exactly. No engine compares Unicode forms: `é` as one scalar and as `e` with an accent after it look the same and are two \
      names.

      `INSERT … SELECT *` goes by position and works. A MERGE fails with either spelling, because one of the two tables has no \
      such column. MySQL, Databricks and Spark compare without regard to case.
      """,
    remedy: """
      Rename the column (`ALTER TABLE … RENAME COLUMN`), or write each side's own spelling, in quotes, as `driftaudit merge` \
      does. For Avro an alias in main's schema helps.
      """,
    example: """
      main     "basePrice" numeric(10,2)
      staging  baseprice numeric(10,2)
      finds    name-changed  basePrice
      """)

  func check(_ pair: ColumnPair) -> [Difference] {
    guard let main = pair.main, let staging = pair.staging, staging.isRespelled else { return [] }
    let effects = effects(of: main, pair)
    let isError = effects.name == .fails
    return [
      pair.difference(
        id, isError ? .error : .warning, effects, consequence(of: main, effects, pair),
        hint: Self.hint(main.name, staging.name))
    ]
  }

  private func effects(of main: Column, _ pair: ColumnPair) -> Effects {
    let isFilled = main.attributes.hasDefault
    if pair.isField, let root = pair.root {
      return pair.load.effects(ofFieldIn: root) { missing, extra in
        !pair.isListShared || missing == .fails && !isFilled
          ? .fails : max(missing == .fails ? .works : missing, extra)
      }
    }
    if pair.loading.isReader { return Effects(both: isFilled ? .dropsValues : .fails) }
    return Effects(position: .works, name: .fails)
  }

  private func consequence(of main: Column, _ effects: Effects, _ pair: ColumnPair) -> String {
    let words = pair.words
    if pair.loading.isReader { return effects.name == .fails ? words.notFound : words.defaultIsRead }
    guard pair.isField else { return words.twoNames }
    if case .byPosition = pair.loading.fields(.name) { return words.fieldHasTwoNames }
    return effects.name == .fails ? words.noCommonField : words.fieldIsAnother
  }

  /// Both spellings, and where they look alike what is behind them.
  private static func hint(_ main: String, _ staging: String) -> String {
    guard main == staging else {
      return "main: \(main.clipped(to: 60)); staging: \(staging.clipped(to: 60))"
    }
    let (one, other) = (Array(main.unicodeScalars), Array(staging.unicodeScalars))
    let common = zip(one, other).prefix { $0 == $1 }.count
    func codes(_ scalars: [Unicode.Scalar]) -> String {
      scalars.dropFirst(common).prefix(2).map { scalar in
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
      }.joined(separator: " ")
    }
    return "two Unicode forms, from letter \(common + 1): main \(codes(one)), staging \(codes(other))"
  }

  func sentence(_ group: GroupedFindings) -> String {
    "\(group.columns) \(group.have) another spelling in \(group.tables)"
  }

  func inComparison(_ finding: Finding) -> String? { "name" }
}

extension EngineWords {
  fileprivate var twoNames: String {
    "\(insertAll) goes by position and works. \(mergeFirst) fails with either spelling, because these are two names in "
      + "\(engine); with each side's own spelling, in quotes, it works."
  }
  fileprivate var fieldHasTwoNames: String {
    "\(both) both assign the STRUCT by position and work. An expression that reads the field with main's spelling fails on "
      + "staging."
  }
  fileprivate var fieldIsAnother: String {
    "\(engine) assigns fields of a STRUCT by name, and these are two: \(both) both make main's field NULL and drop "
      + "staging's values without an error."
  }
  fileprivate var noCommonField: String {
    "\(engine) assigns fields of a STRUCT by name, and these are two: \(both) both fail until the STRUCT is rebuilt by name."
  }
  fileprivate var notFound: String {
    "A reader with main's schema fails: it does not find the field by its name, and main gives it no default."
  }
  fileprivate var defaultIsRead: String {
    "A reader with main's schema does not find the field by its name: it fills in main's default, and staging's values are "
      + "lost."
  }
}
