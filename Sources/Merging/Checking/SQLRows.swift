import Schema

/// Rows that tables of one shape, or one piece of a UNION, give: their columns, and what is known of each.
struct SQLRows: Hashable, Sendable {
  /// Index into the shapes of the audit; nil where they come from no staging table, or from several shapes.
  var shape: Int?
  var tables: [TableName] = []
  var columns: [Cell] = []
  /// Whether the columns are those that a table has when the statement runs, and not named by the statement.
  var isOpen = false
  /// Whether nothing is known of the columns.
  var isUnknown = false
  /// The columns of which each value is left once, in lower case; nil where nothing sees to that.
  var oneRowFor: Set<String>?
  /// Whether GROUP BY or DISTINCT leaves one row of some.
  var isGrouped = false

  struct Cell: Hashable, Sendable {
    /// Empty where it has none.
    var name: String
    var value: SQLValue

    var folded: String { NameFolding.ascii.key(name) }
  }
}

/// Rows that a name in an expression may mean.
struct SQLFrame {
  /// In lower case; empty where the rows have no name.
  let alias: String
  let rows: SQLRows
  let role: Role
  private let byName: [String: SQLRows.Cell]

  enum Role {
    /// Rows of main.
    case target
    /// Rows that are merged.
    case source
    /// Rows of a FROM.
    case rows
    /// Elements of an ARRAY; the alias is the element itself.
    case element(SQLValue)
  }

  init(alias: String, rows: SQLRows, role: Role) {
    self.alias = NameFolding.ascii.key(alias)
    self.rows = rows
    self.role = role
    byName = Dictionary(rows.columns.map { ($0.folded, $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(folded: String) -> SQLRows.Cell? { byName[folded] }
}
