import Schema

/// A query of GoogleSQL, as far as it has to be understood to tell which columns come out of it.
package indirect enum SQLQuery: Hashable, Sendable {
  case select(SQLSelect)
  case union([SQLQuery], matching: Matching, place: SQLPlace)
  /// WITH, and the query that reads what it names.
  case with([CommonTable], SQLQuery)

  /// A query with a name.
  package struct CommonTable: Hashable, Sendable {
    package var name: SQLName
    /// Names of its columns; nil for its own.
    package var columns: [SQLName]?
    package var query: SQLQuery
  }

  /// How a UNION brings columns together.
  package enum Matching: Hashable, Sendable {
    case byPosition
    /// BY NAME, which fails where a column is missing.
    case byName
    /// FULL … BY NAME, which has NULL for a column that is missing.
    case byNameFilled
  }
}

/// One SELECT.
package struct SQLSelect: Hashable, Sendable {
  package var place: SQLPlace
  package var isStruct = false
  package var items: [Item] = []
  package var from: Source?
  /// What ORDER BY, GROUP BY and HAVING may name besides: names of the items.
  package var afterItems: [SQLExpression] = []
  /// The expressions of PostgreSQL's DISTINCT ON.
  package var distinctOn: [SQLExpression]?
  /// Conditions of WHERE that all have to hold.
  package var conditions: [SQLExpression] = []
  /// Conditions of QUALIFY that all have to hold, which may name the items.
  package var qualifications: [SQLExpression] = []
  /// The expressions of GROUP BY; nil where there is none.
  package var groups: [SQLExpression]?
  package var isGrouped = false
  /// Where LIMIT leaves rows out.
  package var limit: SQLPlace?

  /// A piece of the SELECT list.
  package enum Item: Hashable, Sendable {
    case star(Star)
    case value(SQLExpression, name: SQLName?)
  }

  /// `*` or `S.*`.
  package struct Star: Hashable, Sendable {
    package var place: SQLPlace
    /// The alias in front of it.
    package var of: SQLName?
    package var except: [SQLName] = []
    package var replace: [Replacement] = []
  }

  /// `expression AS column` of REPLACE.
  package struct Replacement: Hashable, Sendable {
    package var value: SQLExpression
    package var name: SQLName
  }

  /// What a SELECT reads.
  package enum Source: Hashable, Sendable {
    case table(SQLTableName, alias: SQLName?)
    case query(SQLQuery, alias: SQLName?)
    case elements(SQLExpression, alias: SQLName?, offset: SQLName?)
  }
}

/// A table as a statement names it.
package struct SQLTableName: Hashable, Sendable {
  /// The parts between the dots, backticks gone.
  package let parts: [String]
  package let place: SQLPlace

  package var text: String { parts.joined(separator: ".") }
  package var last: String { parts.last ?? "" }

  /// The last part of a table's name: what stands behind its last dot.
  package static func last(of table: TableName) -> Substring {
    table.table.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
  }

  /// Whether this can be the name of a table of the exports: what both tell is the same.
  package func names(_ table: TableName) -> Bool {
    let known = [table.project, table.dataset, table.table].compactMap(\.self).flatMap {
      $0.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }
    return zip(known.reversed(), parts.reversed()).allSatisfy { $0 == $1 }
  }
}
