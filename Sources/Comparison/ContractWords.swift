import Engines
import Schema

extension EngineWords {
  /// What is said of a column of a contract that staging lacks.
  func notGiven(_ effect: Effect) -> String {
    effect == .fails
      ? "Rows of staging are not valid: main's schema requires the column."
      : "Rows of staging are valid, since main's schema does not require the column. Who reads by it finds no value."
  }
}

extension String {
  /// What is said of a column that a contract does not name.
  static let notNamed =
    "Rows of staging are valid, but main's schema does not name the column: who reads by it does not see the values."

  /// What is said of values that a contract describes in another way.
  static func checked(_ load: ColumnLoad) -> String {
    switch load.effect {
    case .fails, .wrongValues: return "Rows of staging are not valid: main's schema has another type."
    case .mayFail:
      let conditions = load.events.compactMap(\.kind.condition).map { "a value \($0)" }
      return conditions.isEmpty
        ? "Rows of staging are valid only where their values are also of main's type."
        : "Rows of staging are valid until \(conditions.joined(separator: " or "))."
    case .works, .nullFilled, .dropsValues:
      return "Nothing breaks: every value of staging is valid in main's schema."
    }
  }
}
