import Schema

/// An expression of GoogleSQL, as far as it has to be understood to tell which columns go where.
package struct SQLExpression: Hashable, Sendable {
  package let kind: Kind
  package let place: SQLPlace
  /// The tokens with one space between them, words in lower case: equal for expressions that are the same.
  package let text: String

  package indirect enum Kind: Hashable, Sendable {
    /// A column, a variable, a field of one of them, or a table's row.
    case path([SQLName])
    case literal(Literal)
    /// `@name` or `?`.
    case parameter
    case call(SQLCall)
    case cast(SQLExpression, to: DataType)
    /// A field of a value that is no path.
    case field(SQLExpression, SQLName)
    /// An element of an ARRAY, or of JSON.
    case element(SQLExpression, SQLExpression)
    case structure([Field])
    case array([SQLExpression])
    /// `ARRAY(SELECT …)`.
    case arrayQuery(SQLQuery)
    /// A query as a value.
    case scalarQuery(SQLQuery)
    /// A query of which only the rows count, with the value that is looked for among them.
    case condition(SQLQuery, of: SQLExpression?)
    /// Two values compared: `=`, `<`, `LIKE`; `IS NOT DISTINCT FROM` is `=`.
    case comparison(String, SQLExpression, SQLExpression)
    case inList(SQLExpression, [SQLExpression])
    case inUnnest(SQLExpression, SQLExpression)
    case between(SQLExpression, SQLExpression, SQLExpression)
    /// `IS NULL`, `IS TRUE` and their opposites.
    case test(SQLExpression, isNull: Bool)
    case not(SQLExpression)
    case and([SQLExpression])
    case or([SQLExpression])
    /// Operators that reckon or put together.
    case operation([SQLExpression])
    /// IF and CASE.
    case conditional([Arm], otherwise: SQLExpression?)
  }

  package enum Literal: Hashable, Sendable {
    case null
    case integer(Int)
    case number
    case string
    case boolean(Bool)
    /// `DATE '2026-01-30'` and the like.
    case typed(DataType)
    /// MONTH and the like, which stand for no value.
    case part
  }

  /// A field of a STRUCT that is put together.
  package struct Field: Hashable, Sendable {
    package let value: SQLExpression
    /// Nil where none is given.
    package let name: String?
  }

  /// A condition and what the value is where it holds.
  package struct Arm: Hashable, Sendable {
    package let condition: SQLExpression
    package let value: SQLExpression
  }
}

/// A name in a text.
package struct SQLName: Hashable, Sendable {
  /// Without backticks.
  package let text: String
  package let place: SQLPlace
  package var isQuoted = false

  /// A value from its parts.
  package init(text: String, place: SQLPlace, isQuoted: Bool = false) {
    self.text = text
    self.place = place
    self.isQuoted = isQuoted
  }

  /// The name by which columns are matched.
  package var folded: String { NameFolding.ascii.key(text) }
}

/// A function with its arguments.
package struct SQLCall: Hashable, Sendable {
  /// In capitals: `SAFE.PARSE_JSON`.
  package let name: String
  package let arguments: [SQLExpression]
  /// What else is read: expressions of ORDER BY and OVER.
  package var others: [SQLExpression] = []
  /// The expressions of PARTITION BY; nil where there is no OVER.
  package var partitions: [SQLExpression]?
}
