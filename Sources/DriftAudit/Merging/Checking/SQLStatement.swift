/// A statement of a script, as far as it has to be understood to tell what a MERGE does.
enum SQLStatement: Hashable, Sendable {
  /// Variables, and whether they have a value from the start.
  case declare([SQLName], hasValue: Bool)
  case set(SQLName, SQLExpression)
  case begin(SQLPlace)
  case commit(SQLPlace)
  case createTable(SQLTableName, SQLQuery)
  case insert(SQLTableName, columns: [SQLName]?, SQLQuery)
  case merge(SQLMerge)
  case drop(SQLTableName)
  /// Reads only.
  case query
}

/// A MERGE.
struct SQLMerge: Hashable, Sendable {
  var place: SQLPlace
  var target: SQLTableName
  var targetAlias: SQLName?
  var source: SQLSelect.Source
  var on: SQLExpression
  var clauses: [Clause]

  /// A WHEN.
  struct Clause: Hashable, Sendable {
    var place: SQLPlace
    var isMatched: Bool
    var condition: SQLExpression?
    var action: Action
  }

  enum Action: Hashable, Sendable {
    case update([Assignment])
    /// `columns` is nil where none are named.
    case insert(columns: [SQLName]?, values: [Assigned], place: SQLPlace)
    case insertRow(columns: [SQLName]?, place: SQLPlace)
  }

  struct Assignment: Hashable, Sendable {
    var column: SQLName
    var value: Assigned
  }

  /// A value of VALUES or SET.
  enum Assigned: Hashable, Sendable {
    case defaultValue(SQLPlace)
    case expression(SQLExpression)

    var place: SQLPlace {
      switch self {
      case .defaultValue(let place): place
      case .expression(let expression): expression.place
      }
    }
  }
}
