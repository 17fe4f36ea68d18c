import Schema

/// What is known of a value before anything runs: its type, and where it comes from.
struct SQLValue: Hashable, Sendable {
  /// `unknown` where it cannot be told.
  var type = DataType.unknown
  /// The value itself, where it is the same in every row of the table.
  var constant: Constant?
  /// Lower-case names of the columns, of the rows at hand, that go into the value.
  var flow: Set<String> = []
  /// Lower-case names of the columns of staging tables that go into the value, through all queries.
  var origins: Set<String> = []
  /// The column, and the fields in it, where the value is nothing else, in lower case.
  var path: [String] = []
  /// The column of the staging table, in lower case, where the value is nothing else, through all queries.
  var direct: String?
  /// The values of a STRUCT's fields, where the statement puts it together.
  var fields: [Field] = []
  var readsTarget = false
  var readsSource = false
  /// A number or a text that takes the type that is wanted.
  var isLiteral = false
  /// A whole row.
  var isRow = false
  /// Never a value: ERROR.
  var isFailure = false
  /// The columns for whose values rows are numbered, where the value is the number; lower-case names.
  var numberFor: Set<String>?
  /// Whether a CAST says on purpose how long or precise the value is.
  var isCast = false
  /// The column that goes into the value and is not of main's type, as staging spells it.
  var drifted: String?

  enum Constant: Hashable, Sendable {
    case null
    case integer(Int)
    case boolean(Bool)
  }

  /// A field of a STRUCT.
  struct Field: Hashable, Sendable {
    /// In lower case.
    let name: String
    let value: SQLValue
  }

  static let null = SQLValue(constant: .null)

  /// Whether nothing is told by the value about the type that is wanted.
  var hasNoType: Bool { isFailure || constant == .null && !type.isKnown }

  /// What goes into several values goes into one that is made of them.
  mutating func take(from values: [SQLValue]) {
    for value in values {
      flow.formUnion(value.flow)
      origins.formUnion(value.origins)
      readsTarget = readsTarget || value.readsTarget
      readsSource = readsSource || value.readsSource
      drifted = drifted ?? value.drifted
    }
  }

  /// The value as a column of the rows that a query gives.
  var stored: SQLValue {
    var value = self
    (value.flow, value.path, value.isLiteral, value.drifted) = ([], [], false, nil)
    (value.readsTarget, value.readsSource) = (false, false)
    return value
  }
}
