import Engines
import Schema
import Text

/// What becomes of rows of one staging table on both ways into main: the one place that rules, verdicts and reports ask.
///
/// Source: GoogleSQL, MERGE statement, `merge_insert_clause`: without column names the values go to the target's columns
/// in the order of their positions, and `ROW` is all columns of the source in the order of theirs; both must be equally
/// many, and each value's type must be coercible. PostgreSQL, INSERT: "if fewer values than columns are given, the first
/// columns are filled". `make truth-check` holds the result against engines.
package final class TableLoad: Sendable {
  /// Main.
  package let main: TableSchema
  /// Staging.
  package let staging: TableSchema
  /// What happens to the values that a statement by position puts into main's columns; nil where the order is not known.
  package let landing: Landing?
  /// Main's columns that staging has too, with what becomes of their values where columns are named.
  package let named: [(column: Column, value: Column, load: ColumnLoad)]
  private let rules: LoadingRules
  private let valuesByName: [String: Column]
  private let namesInMain: Set<String>

  /// Where the values of a statement by position land.
  package struct Landing: Sendable {
    /// Main's columns that get a value, in order, each with the value and what becomes of it.
    package let pairs: [(column: Column, value: Column, load: ColumnLoad)]
    /// Main's columns for which no value is left.
    package let rest: [Column]
    /// How many values have no column.
    package let excess: Int
    /// How many columns of main take a value.
    package let wanted: Int
    /// Whether the engine refuses so many values.
    package let isRefused: Bool
    /// The pairs whose value is another column's.
    package let displaced: [(column: Column, value: Column)]
    /// Whether a value does not go into the column at its place, or a column without a value needs one.
    package let isUnfit: Bool

    /// What becomes of columns that get another's values.
    var ofDisplaced: Effect { isRefused || isUnfit ? .fails : displaced.isEmpty ? .works : .wrongValues }
  }

  /// The load of rows of `staging` into `main`, both in main's engine.
  package init(main: TableSchema, staging: TableSchema) {
    self.main = main
    self.staging = staging
    rules = main.engine.types.loading
    valuesByName = staging.columns.byFoldedName
    namesInMain = Set(main.columns.map(\.foldedName))
    named = main.columns.compactMap { [valuesByName] column in
      valuesByName[column.foldedName].map { (column, $0, ColumnLoad(of: $0, in: column, .name, main.engine)) }
    }
    landing = Self.landing(main, staging, main.engine.types.loading)
  }

  private static func landing(
    _ main: TableSchema, _ staging: TableSchema, _ rules: LoadingRules
  ) -> Landing? {
    guard !rules.isReader, staging.sampledRecords == nil, main.isComplete, staging.isComplete else {
      return nil
    }
    let targets = rules.skipsGenerated ? main.columns.filter { !$0.isComputed } : main.columns
    let isRefused =
      staging.columns.count > targets.count
      || staging.columns.count < targets.count && !rules.takesFewerValues
    guard main.orderIsKnown && staging.orderIsKnown || isRefused else { return nil }
    let isOrdered = main.orderIsKnown && staging.orderIsKnown
    let pairs =
      !isOrdered
      ? []
      : zip(targets, staging.columns).map { column, value in
        (column: column, value: value, load: ColumnLoad(of: value, in: column, .position, main.engine))
      }
    let rest = Array(targets.dropFirst(staging.columns.count))
    return Landing(
      pairs: pairs, rest: rest,
      excess: max(staging.columns.count - targets.count, 0), wanted: targets.count, isRefused: isRefused,
      displaced: pairs.filter { $0.column.foldedName != $0.value.foldedName }.map { ($0.column, $0.value) },
      isUnfit: pairs.contains { !$0.load.fits } || rest.contains { unfilled($0, rules) == .fails })
  }

  // MARK: Effects of single findings

  /// What becomes of a column of main that staging lacks.
  package func effects(ofMissing column: Column) -> Effects {
    let byName = Self.unfilled(column, rules)
    guard let landing else { return Effects(both: byName) }
    let isRest = landing.rest.contains { $0.foldedName == column.foldedName }
    return Effects(position: landing.isRefused ? .fails : isRest ? byName : landing.ofDisplaced, name: byName)
  }

  /// What becomes of a column of staging that main lacks.
  package var effectsOfExtra: Effects {
    guard let landing else { return Effects(both: .dropsValues) }
    return Effects(position: landing.isRefused ? .fails : landing.ofDisplaced, name: .dropsValues)
  }

  /// What becomes of a column that main fills itself, and staging has too.
  package func effects(ofGenerated column: Column) -> Effects {
    let byName = named.first { $0.column.foldedName == column.foldedName }?.load.effect ?? .fails
    guard let landing else { return Effects(both: byName) }
    let own = landing.pairs.first { $0.column.foldedName == column.foldedName }?.load.effect ?? .works
    return Effects(position: landing.isRefused ? .fails : max(own, landing.ofDisplaced), name: byName)
  }

  /// What becomes of columns that both have in another order.
  package var effectsOfOrder: Effects {
    Effects(position: landing?.ofDisplaced ?? .works, name: .works)
  }

  /// What becomes of a field of a STRUCT, or of the order of its fields, which go with a whole column of main.
  ///
  /// - Parameter byName: What becomes of it where fields are assigned by name, by what the engine does with missing and
  ///   with extra ones.
  package func effects(ofFieldIn column: Column, byName: (_ missing: Effect, _ extra: Effect) -> Effect)
    -> Effects
  {
    guard let value = valuesByName[column.foldedName] else { return .none }
    func effect(_ way: Way) -> Effect {
      let whole = ColumnLoad(of: value, in: column, way, main.engine).effect
      return switch rules.fields(way) {
      // Nothing lands in a wrong field where the statement is refused.
      case .byPosition where way == .position && isRefusedByPosition: min(whole, .fails)
      case .byPosition: whole >= .fails ? whole : .works
      case .byName(let missing, let extra): byName(missing, extra)
      }
    }
    return Effects(position: effect(.position), name: effect(.name))
  }

  private var isRefusedByPosition: Bool { landing.map { $0.isRefused || $0.isUnfit } ?? false }

  /// What a column of main gets for which there is no value.
  package static func unfilled(_ column: Column, _ rules: LoadingRules) -> Effect {
    if column.isComputed { return .works }
    if rules.hasDefault(column) { return .nullFilled }
    return column.mode == .required || rules.isReader ? .fails : .nullFilled
  }

  // MARK: The pair

  /// Which columns and fields get another's values by position: `a gets the values of b, s.x gets those of s.y`.
  package func exchanges(limit: Int) -> String {
    var exchanges = landing?.displaced.map { ($0.column.name, $0.value.name) } ?? []
    for pair in landing?.pairs ?? [] { exchanges += pair.load.exchanges }
    let shown = exchanges.prefix(limit).enumerated().map { number, exchange in
      "\(exchange.0.clipped(to: 60)) gets \(number == 0 ? "the values" : "those") of \(exchange.1.clipped(to: 60))"
    }
    let rest = exchanges.count - shown.count
    return (rest > 0 ? shown + ["\(Count.grouped(rest)) more columns get another's"] : shown).joined(
      separator: ", ")
  }

  /// Main's columns that staging lacks.
  package var missing: [Column] { main.columns.filter { valuesByName[$0.foldedName] == nil } }
  /// Staging's columns that main lacks.
  package var extra: [Column] { staging.columns.filter { !namesInMain.contains($0.foldedName) } }

  /// What becomes of rows on both ways; nil where the exports do not say enough.
  package var effects: PairEffects {
    guard staging.sampledRecords == nil, main.isComplete, staging.isComplete else {
      return PairEffects(position: nil, name: nil)
    }
    return PairEffects(position: byPosition, name: byName)
  }

  /// What becomes of rows where columns are named.
  package var byName: Effect {
    guard !named.isEmpty else { return .fails }
    let worst = named.lazy.map(\.load.effect).max() ?? .works
    let gaps = missing.lazy.map { [rules] in Self.unfilled($0, rules) }.max() ?? .works
    return max(worst, gaps, extra.isEmpty ? .works : .dropsValues)
  }

  /// What becomes of rows where values go by position; nil where the order of columns is not known.
  package var byPosition: Effect? {
    if rules.isReader { return byName }
    guard let landing else { return nil }
    if landing.isRefused || landing.isUnfit { return .fails }
    let worst = landing.pairs.lazy.map(\.load.effect).max() ?? .works
    return max(worst, landing.rest.isEmpty ? .works : .nullFilled, landing.ofDisplaced)
  }
}
