extension SQLParser {
  /// Whether a query stands here, maybe in more parentheses.
  var isQueryNext: Bool {
    var offset = 0
    while isNextSymbol("(", at: offset) { offset += 1 }
    guard let token = token(offset), token.kind == .word else { return false }
    return ["SELECT", "WITH", "FROM"].contains(token.text.uppercased())
  }

  /// A query with its ORDER BY and LIMIT.
  mutating func query() throws(SQLSyntaxError) -> SQLQuery {
    try enter()
    defer { depth -= 1 }
    if isNext("WITH") {
      let tables = try commonTables()
      return .with(tables, try self.query())
    }
    var query = try union()
    guard isNext("ORDER", "BY") || isNext("LIMIT") else { return query }
    guard case .select(var select) = query else {
      throw SQLSyntaxError("ORDER BY or LIMIT behind a UNION is not followed", at: place)
    }
    if take("ORDER", "BY") { select.afterItems += try ordering() }
    let limit = place
    if take("LIMIT") {
      select.limit = limit
      _ = try expression()
      if take("OFFSET") { _ = try expression() }
    }
    query = .select(select)
    return query
  }

  /// WITH and the queries that it names.
  mutating func commonTables() throws(SQLSyntaxError) -> [SQLQuery.CommonTable] {
    try expect("WITH")
    if isNext("RECURSIVE") { throw SQLSyntaxError("WITH RECURSIVE is not followed", at: place) }
    var tables: [SQLQuery.CommonTable] = []
    repeat {
      let name = try name("a name")
      let columns = isNextSymbol("(") ? try nameList() : nil
      try expect("AS")
      if isPostgreSQL, !take("MATERIALIZED") { _ = take("NOT", "MATERIALIZED") }
      try expectSymbol("(")
      guard isQueryNext else { throw unexpected("a query") }
      tables.append(SQLQuery.CommonTable(name: name, columns: columns, query: try query()))
      try expectSymbol(")")
    } while takeSymbol(",")
    return tables
  }

  private mutating func union() throws(SQLSyntaxError) -> SQLQuery {
    var parts = [try part()]
    var matching: SQLQuery.Matching?
    var first = place
    while let next = try unionOperator() {
      if matching == nil { first = next.place }
      guard matching == nil || matching == next.matching else {
        throw SQLSyntaxError("UNIONs by position and by name stand side by side", at: next.place)
      }
      matching = next.matching
      parts.append(try part())
    }
    guard let matching else { return parts[0] }
    return .union(parts, matching: matching, place: first)
  }

  private mutating func unionOperator() throws(SQLSyntaxError) -> (
    matching: SQLQuery.Matching, place: SQLPlace
  )? {
    let start = place
    if isNext("INTERSECT") || isNext("EXCEPT") || isNextSymbol("|") {
      throw SQLSyntaxError("'\(current?.text ?? "")' between queries is not followed", at: start)
    }
    let isFull = isNext("FULL")
    if isFull {
      index += 1
      _ = take("OUTER")
    }
    guard take("UNION") else {
      if isFull || ["LEFT", "INNER"].contains(where: { isNext($0) }) { throw unexpected("UNION") }
      return nil
    }
    guard take("ALL") || take("DISTINCT") else { throw unexpected("ALL or DISTINCT") }
    let isByName = take("BY", "NAME")
    if isNext("ON") || isNext("STRICT") || isNext("CORRESPONDING") || isFull && !isByName {
      throw unexpected("a query")
    }
    return (isFull ? .byNameFilled : isByName ? .byName : .byPosition, start)
  }

  private mutating func part() throws(SQLSyntaxError) -> SQLQuery {
    if takeSymbol("(") {
      let inner = try query()
      try expectSymbol(")")
      return inner
    }
    return .select(try select())
  }

  // MARK: SELECT

  private mutating func select() throws(SQLSyntaxError) -> SQLSelect {
    var select = SQLSelect(place: place)
    try expect("SELECT")
    if take("DISTINCT") {
      if isPostgreSQL, take("ON") {
        try expectSymbol("(")
        select.distinctOn = try expressionList()
        try expectSymbol(")")
      } else {
        select.isGrouped = true
      }
    } else {
      _ = take("ALL")
    }
    if take("AS") {
      try expect("STRUCT")
      select.isStruct = true
    }
    repeat {
      // A comma may stand behind the last item.
      if isNext("FROM"), !select.items.isEmpty { break }
      select.items.append(try item())
    } while takeSymbol(",")
    if take("FROM") {
      select.from = try source()
      try refuseMoreSources()
    }
    if take("WHERE") { select.conditions = Self.conjuncts(try expression()) }
    if take("GROUP", "BY") {
      select.isGrouped = true
      if !take("ALL") { select.groups = try expressionList() }
    }
    if take("HAVING") { select.afterItems.append(try expression()) }
    if !isPostgreSQL, take("QUALIFY") { select.qualifications = Self.conjuncts(try expression()) }
    return select
  }

  /// What has to hold for a condition to hold.
  private static func conjuncts(_ condition: SQLExpression) -> [SQLExpression] {
    if case .and(let parts) = condition.kind { return parts }
    return [condition]
  }

  private mutating func item() throws(SQLSyntaxError) -> SQLSelect.Item {
    let start = place
    if takeSymbol("*") { return .star(try star(SQLSelect.Star(place: start))) }
    if isNameNext(), isNextSymbol(".", at: 1), isNextSymbol("*", at: 2) {
      let alias = try name()
      index += 2
      return .star(try star(SQLSelect.Star(place: start, of: alias)))
    }
    let value = try expression()
    if isNextSymbol("."), isNextSymbol("*", at: 1) {
      throw SQLSyntaxError("the fields of a value are not followed (.*)", at: place)
    }
    return .value(value, name: try alias())
  }

  private mutating func star(_ star: SQLSelect.Star) throws(SQLSyntaxError) -> SQLSelect.Star {
    var star = star
    if take("EXCEPT") { star.except = try nameList() }
    if take("REPLACE") {
      try expectSymbol("(")
      repeat {
        let value = try expression()
        try expect("AS")
        star.replace.append(SQLSelect.Replacement(value: value, name: try name("a column")))
      } while takeSymbol(",")
      try expectSymbol(")")
    }
    return star
  }

  // MARK: FROM

  /// A table, a query or an UNNEST with its alias.
  mutating func source() throws(SQLSyntaxError) -> SQLSelect.Source {
    if takeSymbol("(") {
      guard isQueryNext else { throw unexpected("a query") }
      let inner = try query()
      try expectSymbol(")")
      return .query(inner, alias: try alias())
    }
    if take("UNNEST") {
      try expectSymbol("(")
      let value = try expression()
      try expectSymbol(")")
      let alias = try alias()
      guard take("WITH", "OFFSET") else { return .elements(value, alias: alias, offset: nil) }
      let offset = take("AS") ? try name() : SQLName(text: "offset", place: place)
      return .elements(value, alias: alias, offset: offset)
    }
    let table = try tableName()
    if isNextSymbol("(") {
      throw SQLSyntaxError("a function that gives a table is not followed", at: table.place)
    }
    return .table(table, alias: try alias())
  }

  private func refuseMoreSources() throws(SQLSyntaxError) {
    let words = ["JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL"]
    // FULL may begin a UNION.
    if isNextSymbol(",")
      || words.contains(where: { isNext($0) }) && !isNext("FULL", "UNION")
        && !isNext("FULL", "OUTER", "UNION")
    {
      throw SQLSyntaxError("more than one table in a FROM is not followed", at: place)
    }
  }
}
