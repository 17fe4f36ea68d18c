import Engines
import Schema
import Text

extension EngineWords {
  /// Begins the consequence of a column that staging lacks, where the engine counts values. Reports may say how many
  /// there are instead.
  package var valueMissing: String { "\(insertAll) fails: it needs a value for every column of main." }
  /// Begins the consequence of a column that main lacks, where the engine counts values.
  package var valueTooMany: String { "\(insertAll) fails: main has no column for the value." }
  /// Of columns at each other's places.
  private var misplaced: String {
    "\(insertAll) goes by position and works: values land in other columns than their own"
  }
  private var misfit: String {
    "\(insertAll) goes by position and fails: a column gets another's value, which does not fit, or a column that needs a value gets none."
  }

  /// What a statement by position does with a column that staging lacks.
  func missing(_ column: Column, _ effect: Effect, _ load: TableLoad, _ filling: String) -> String {
    guard let landing = load.landing else {
      return load.main.orderIsKnown && load.staging.orderIsKnown
        ? valueMissing
        : "\(insertAll) goes by position, and the exports do not say in which order the columns are."
    }
    if landing.isRefused { return landing.excess == 0 ? valueMissing : valueTooMany }
    let isRest = landing.rest.contains { $0.foldedName == column.foldedName }
    return switch effect {
    case .wrongValues: misplaced + ", without an error."
    case .fails where isRest:
      "\(insertAll) fails: it has no value for the column, which is REQUIRED and has no default."
    case .fails: misfit
    case .works, .nullFilled, .dropsValues, .mayFail:
      "\(insertAll) fills the first columns and leaves this one \(filling)."
    }
  }

  /// What a statement by position does with a column that main lacks.
  func extra(_ effect: Effect, _ load: TableLoad) -> String {
    guard let landing = load.landing else {
      return "\(insertAll) goes by position, and the exports do not say in which order the columns are."
    }
    if landing.isRefused { return landing.excess > 0 ? valueTooMany : valueMissing }
    return effect == .wrongValues ? misplaced + ", without an error." : misfit
  }

  /// Why a STRUCT, or an ARRAY of STRUCTs, with a field more or less fits no longer.
  func otherFields(isInsideArray: Bool) -> String {
    isInsideArray
      ? "The whole ARRAY no longer fits, because its STRUCTs must have the same fields"
      : "The whole STRUCT no longer fits, because \(engine) assigns it by position and number of fields"
  }

  /// What becomes of a STRUCT, or of an ARRAY of STRUCTs, whose fields are not main's.
  ///
  /// - Parameters:
  ///   - why: Why it no longer fits, should it not.
  ///   - harmless: What is true where fields are assigned by name and nothing happens.
  func fields(_ effects: Effects, isInsideArray: Bool, why: String, harmless: String) -> String {
    let rebuilt =
      isInsideArray ? "the ARRAY is rebuilt element by element, by name" : "the STRUCT is rebuilt by name"
    func does(_ effect: Effect, _ isPlural: Bool) -> String {
      func verb(_ one: String, _ several: String) -> String { isPlural ? several : one }
      return switch effect {
      case .wrongValues:
        "\(verb("puts", "put")) every value into the field at its place, without an error, until \(rebuilt)"
      case .fails: "\(verb("fails", "fail")) until \(rebuilt)"
      case .nullFilled:
        "\(verb("makes", "make")) the field NULL without an error, in rows that are updated too"
      case .dropsValues: "\(verb("drops", "drop")) the field's values without an error"
      case .works, .mayFail: "\(verb("assigns", "assign")) fields by name, and \(harmless)"
      }
    }
    guard effects.position == effects.name else {
      return "\(insertAll) \(does(effects.position, false)). \(mergeFirst) \(does(effects.name, false))."
    }
    let reason =
      switch effects.name {
      case .fails: why + ": "
      case .wrongValues: "\(engine) assigns fields by position and not by name: "
      case .works, .nullFilled, .dropsValues, .mayFail: "\(engine) assigns fields by name: "
      }
    return "\(reason)\(both) both \(does(effects.name, true))."
  }

  /// What is said where nothing breaks.
  func everyValueFits(_ loading: LoadingRules) -> String {
    loading.isReader
      ? "Nothing breaks: every value of staging fits main."
      : "Nothing breaks: every value of staging fits main, by \(insertAll) and by \(merge)."
  }
  /// What is said of facts that rows do not show.
  func rowsAreTheSame(_ loading: LoadingRules) -> String {
    loading.isReader
      ? "Records are read as before." : "Rows are merged as before, by \(insertAll) and by \(merge)."
  }

  /// What both statements do with values that the engine writes by itself: `both work until a value is longer than 20, and
  /// fail then`.
  func assigned(_ load: ColumnLoad) -> String {
    let conditions = load.events.compactMap(\.kind.condition).map { "a value \($0)" }
    let losses = load.events.compactMap { if case .loses(let loss) = $0.kind { loss } else { nil } }
    var text = "\(both) both work"
    if !conditions.isEmpty { text += " until \(conditions.joined(separator: " or ")), and fail then" }
    for (number, loss) in losses.enumerated() {
      text += number == 0 && conditions.isEmpty ? ", but " : "; "
      let what =
        switch loss {
        case .decimals: "decimals that main does not keep are rounded"
        case .fractions: "fractions of a second that main does not keep are lost"
        case .digits: "only 15 to 17 digits are kept"
        case .part: "a part of some values is lost"
        }
      text += what
    }
    return text
  }
}

extension ColumnLoad.Kind {
  /// Of what depends on the values, the value that fails: `is longer than 20`; nil for everything else.
  package var condition: String? {
    switch self {
    case .mayNotConvert: "does not convert"
    case .mayBeTooLong(let most): "is longer than \(most.map(Count.grouped) ?? "main allows")"
    case .mayHaveTooManyDigits(let most):
      "has more than \(most.map { Count.of($0, "digit") } ?? "main's digits") before the point"
    case .mayBeNull: "is NULL"
    case .isCompared: "is another than main computes"
    case .needsCast, .needsRebuild, .loses, .receives, .fieldIsNull, .fieldIsDropped, .isNumbered, .isRefused,
      .isNotFound:
      nil
    }
  }
}
