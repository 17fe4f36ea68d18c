/// A statement of a script, as far as it has to be understood to tell what a MERGE does.
package enum SQLStatement: Hashable, Sendable {
  /// Variables, and whether they have a value from the start.
  case declare([SQLName], hasValue: Bool)
  case set(SQLName, SQLExpression)
  case begin(SQLPlace)
  case commit(SQLPlace)
  case createTable(SQLTableName, SQLQuery)
  case insert(SQLTableName, columns: [SQLName]?, SQLQuery)
  case delete(SQLTableName, alias: SQLName?, condition: SQLExpression?, place: SQLPlace)
  case merge(SQLMerge)
  case drop(SQLTableName)
  /// Reads only.
  case query
}

/// A MERGE.
package struct SQLMerge: Hashable, Sendable {
  package var place: SQLPlace
  package var target: SQLTableName
  package var targetAlias: SQLName?
  package var source: SQLSelect.Source
  package var on: SQLExpression
  package var clauses: [Clause]
  /// Queries that stand before the statement and are read by name.
  package var common: [SQLQuery.CommonTable] = []

  /// A WHEN.
  package struct Clause: Hashable, Sendable {
    package var place: SQLPlace
    package var rows: Rows
    package var condition: SQLExpression?
    package var action: Action
  }

  /// Which rows a WHEN is about.
  package enum Rows: Hashable, Sendable {
    /// MATCHED.
    case ofBoth
    /// NOT MATCHED, also BY TARGET.
    case ofSource
    /// NOT MATCHED BY SOURCE.
    case ofTarget
  }

  package enum Action: Hashable, Sendable {
    case delete(SQLPlace)
    /// PostgreSQL's DO NOTHING.
    case nothing
    case update([Assignment])
    /// `columns` is nil where none are named.
    case insert(columns: [SQLName]?, values: [Assigned], place: SQLPlace)
    case insertRow(columns: [SQLName]?, place: SQLPlace)
  }

  package struct Assignment: Hashable, Sendable {
    package var column: SQLName
    package var value: Assigned
  }

  /// A value of VALUES or SET.
  package enum Assigned: Hashable, Sendable {
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
