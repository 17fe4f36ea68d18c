/// A query of GoogleSQL, as far as it has to be understood to tell which columns come out of it.
indirect enum SQLQuery: Hashable, Sendable {
  case select(SQLSelect)
  case union([SQLQuery], matching: Matching, place: SQLPlace)

  /// How a UNION brings columns together.
  enum Matching: Hashable, Sendable {
    case byPosition
    /// BY NAME, which fails where a column is missing.
    case byName
    /// FULL … BY NAME, which has NULL for a column that is missing.
    case byNameFilled
  }
}

/// One SELECT.
struct SQLSelect: Hashable, Sendable {
  var place: SQLPlace
  var isStruct = false
  var items: [Item] = []
  var from: Source?
  /// Expressions of WHERE, GROUP BY, HAVING and QUALIFY, and of ORDER BY behind the query.
  var others: [SQLExpression] = []
  /// What ORDER BY, GROUP BY and HAVING may name besides: names of the items.
  var afterItems: [SQLExpression] = []
  /// The PARTITION BY of `QUALIFY ROW_NUMBER() OVER (PARTITION BY …) = 1`.
  var oneRowFor: [SQLExpression]?
  var isGrouped = false
  /// Where LIMIT leaves rows out.
  var limit: SQLPlace?

  /// A piece of the SELECT list.
  enum Item: Hashable, Sendable {
    case star(Star)
    case value(SQLExpression, name: SQLName?)
  }

  /// `*` or `S.*`.
  struct Star: Hashable, Sendable {
    var place: SQLPlace
    /// The alias in front of it.
    var of: SQLName?
    var except: [SQLName] = []
    var replace: [Replacement] = []
  }

  /// `expression AS column` of REPLACE.
  struct Replacement: Hashable, Sendable {
    var value: SQLExpression
    var name: SQLName
  }

  /// What a SELECT reads.
  enum Source: Hashable, Sendable {
    case table(SQLTableName, alias: SQLName?)
    case query(SQLQuery, alias: SQLName?)
    case elements(SQLExpression, alias: SQLName?, offset: SQLName?)
  }
}

/// A table as a statement names it.
struct SQLTableName: Hashable, Sendable {
  /// The parts between the dots, backticks gone.
  let parts: [String]
  let place: SQLPlace

  var text: String { parts.joined(separator: ".") }
  var last: String { parts.last ?? "" }

  /// The last part of a table's name: what stands behind its last dot.
  static func last(of table: TableName) -> Substring {
    table.table.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
  }

  /// Whether this can be the name of a table of the exports: what both tell is the same.
  func names(_ table: TableName) -> Bool {
    let known = [table.project, table.dataset, table.table].compactMap(\.self).flatMap {
      $0.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }
    return zip(known.reversed(), parts.reversed()).allSatisfy { $0 == $1 }
  }
}
