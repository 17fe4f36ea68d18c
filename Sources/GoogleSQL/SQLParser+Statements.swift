import Engines
import Text

extension SQLParser {
  /// A script.
  package struct Script {
    package var statements: [SQLStatement] = []
    /// What is not understood of it.
    package var faults: [SQLSyntaxError] = []
    /// The columns that its comments say are kept.
    package var kept: [String] = []
  }

  /// Reads a script.
  package static func script(_ text: String, _ dialect: any SQLDialect = BigQueryDialect()) -> Script {
    var comments: [String] = []
    do throws(SQLSyntaxError) {
      var parser = SQLParser(
        try SQLTokenizer.tokens(text, of: .script, dialect.lexicon, comments: &comments), dialect)
      var script = parser.script()
      script.kept = KeptMark.names(in: comments)
      return script
    } catch {
      return Script(faults: [error])
    }
  }

  private mutating func script() -> Script {
    var script = Script()
    while index < tokens.count {
      if takeSymbol(";") { continue }
      do throws(SQLSyntaxError) {
        script.statements.append(try statement())
        guard index == tokens.count || isNextSymbol(";") else { throw unexpected("the statement's end") }
      } catch {
        script.faults.append(error)
        while index < tokens.count, !isNextSymbol(";") { index += 1 }
      }
      depth = 0
    }
    return script
  }

  private mutating func statement() throws(SQLSyntaxError) -> SQLStatement {
    let start = place
    if isPostgreSQL, isNext("WITH"), let merge = try mergeAfterWith() { return .merge(merge) }
    if isQueryNext {
      while index < tokens.count, !isNextSymbol(";") { index += 1 }
      return .query
    }
    if isNext("MERGE") { return .merge(try merge()) }
    if take("DECLARE") { return try declaration() }
    if take("SET") {
      let name = try name("a variable")
      try expectSymbol("=")
      return .set(name, try expression())
    }
    if take("BEGIN") {
      guard take("TRANSACTION") || current == nil || isNextSymbol(";") else {
        throw SQLSyntaxError("a block of statements is not followed", at: start)
      }
      return .begin(start)
    }
    if take("COMMIT") {
      _ = take("TRANSACTION")
      return .commit(start)
    }
    if take("CREATE") { return try creation(start) }
    if take("INSERT") {
      _ = take("INTO")
      let table = try tableName()
      let columns = isNextSymbol("(") && !isQueryNext ? try nameList() : nil
      guard isQueryNext else { throw unexpected("a query") }
      return .insert(table, columns: columns, try query())
    }
    if take("DELETE") {
      _ = take("FROM")
      let table = try tableName()
      let alias = try alias()
      return .delete(table, alias: alias, condition: take("WHERE") ? try expression() : nil, place: start)
    }
    if take("DROP", "TABLE") {
      _ = take("IF", "EXISTS")
      return .drop(try tableName())
    }
    throw SQLSyntaxError(
      "a statement that begins with '\((current?.text ?? "").clipped(to: 40))' is not followed", at: start)
  }

  private mutating func declaration() throws(SQLSyntaxError) -> SQLStatement {
    var names: [SQLName] = []
    repeat { names.append(try name("a variable")) } while takeSymbol(",")
    if !isNext("DEFAULT") {
      _ = try type { $0.current == nil || $0.isNextSymbol(";") || $0.isNext("DEFAULT") }
    }
    guard take("DEFAULT") else { return .declare(names, hasValue: false) }
    let value = try expression()
    return .declare(names, hasValue: value.kind != .literal(.null))
  }

  private mutating func creation(_ start: SQLPlace) throws(SQLSyntaxError) -> SQLStatement {
    _ = take("OR", "REPLACE")
    _ = take("TEMP") || take("TEMPORARY")
    guard take("TABLE") else { throw SQLSyntaxError("what is created here is not followed", at: start) }
    if isNext("IF") { throw SQLSyntaxError("a table that may be there already is not followed", at: place) }
    let table = try tableName()
    try expect("AS")
    guard isQueryNext else { throw unexpected("a query") }
    return .createTable(table, try query())
  }

  // MARK: MERGE

  /// PostgreSQL's WITH in front of a MERGE; nil, and nothing taken, where a query follows.
  private mutating func mergeAfterWith() throws(SQLSyntaxError) -> SQLMerge? {
    let start = index
    let tables = try commonTables()
    guard isNext("MERGE") else {
      index = start
      return nil
    }
    var merge = try merge()
    merge.common = tables
    return merge
  }

  private mutating func merge() throws(SQLSyntaxError) -> SQLMerge {
    let start = place
    try expect("MERGE")
    _ = take("INTO")
    let target = try tableName()
    let alias = try alias()
    try expect("USING")
    let source = try source()
    if case .elements = source { throw SQLSyntaxError("USING UNNEST is not followed", at: start) }
    guard take("ON") else { throw SQLSyntaxError("the MERGE has no ON", at: place) }
    let on = try expression()
    var clauses: [SQLMerge.Clause] = []
    let names = alias?.folded ?? target.last.lowercased()
    while isNext("WHEN") { clauses.append(try clause(of: names)) }
    if clauses.isEmpty { throw unexpected("WHEN") }
    return SQLMerge(
      place: start, target: target, targetAlias: alias, source: source, on: on, clauses: clauses)
  }

  /// - Parameter target: The name by which main's columns may be called, in lower case.
  private mutating func clause(of target: String) throws(SQLSyntaxError) -> SQLMerge.Clause {
    let start = place
    try expect("WHEN")
    var rows = take("NOT") ? SQLMerge.Rows.ofSource : .ofBoth
    try expect("MATCHED")
    // PostgreSQL has it from version 17 on.
    if rows == .ofSource, take("BY") {
      if take("SOURCE") { rows = .ofTarget } else { try expect("TARGET") }
    }
    let condition = take("AND") ? try expression() : nil
    try expect("THEN")
    let action: SQLMerge.Action
    let word = place
    if rows != .ofSource, take("DELETE") {
      action = .delete(word)
    } else if isPostgreSQL, take("DO", "NOTHING") {
      action = .nothing
    } else {
      action = rows == .ofSource ? try insert() : try update(target)
    }
    return SQLMerge.Clause(place: start, rows: rows, condition: condition, action: action)
  }

  private mutating func update(_ target: String) throws(SQLSyntaxError) -> SQLMerge.Action {
    try expect("UPDATE")
    try expect("SET")
    var assignments: [SQLMerge.Assignment] = []
    repeat {
      if isPostgreSQL, isNextSymbol("(") {
        assignments += try assignedTogether()
        continue
      }
      var column = try name("a column")
      // GoogleSQL takes main's alias in front of a column; PostgreSQL does not, and looks for a column of that name.
      if !isPostgreSQL, column.folded == target, takeSymbol(".") { column = try fieldName() }
      if isNextSymbol(".") {
        guard isPostgreSQL, column.folded == target else {
          throw SQLSyntaxError("a field that is set by itself is not followed", at: column.place)
        }
        index += 1
        _ = try fieldName()
      }
      try expectSymbol("=")
      assignments.append(SQLMerge.Assignment(column: column, value: try assigned()))
    } while takeSymbol(",")
    return .update(assignments)
  }

  /// PostgreSQL's `(a, b) = (…, …)`, also with ROW.
  private mutating func assignedTogether() throws(SQLSyntaxError) -> [SQLMerge.Assignment] {
    let columns = try nameList()
    try expectSymbol("=")
    let start = place
    _ = take("ROW")
    if isQueryNext { throw SQLSyntaxError("a query that sets several columns is not followed", at: start) }
    try expectSymbol("(")
    var values: [SQLMerge.Assigned] = []
    repeat { values.append(try assigned()) } while takeSymbol(",")
    try expectSymbol(")")
    guard values.count == columns.count else {
      throw SQLSyntaxError("\(values.count) values are set to \(columns.count) columns", at: start)
    }
    return zip(columns, values).map { SQLMerge.Assignment(column: $0, value: $1) }
  }

  private mutating func insert() throws(SQLSyntaxError) -> SQLMerge.Action {
    let start = place
    try expect("INSERT")
    let columns = isNextSymbol("(") ? try nameList() : nil
    let row = place
    if isPostgreSQL, take("OVERRIDING") {
      guard take("SYSTEM") || take("USER") else { throw unexpected("SYSTEM or USER") }
      try expect("VALUE")
    }
    if !isPostgreSQL, take("ROW") { return .insertRow(columns: columns, place: columns == nil ? start : row) }
    try expect("VALUES")
    try expectSymbol("(")
    var values: [SQLMerge.Assigned] = []
    repeat { values.append(try assigned()) } while takeSymbol(",")
    try expectSymbol(")")
    return .insert(columns: columns, values: values, place: start)
  }

  private mutating func assigned() throws(SQLSyntaxError) -> SQLMerge.Assigned {
    let start = place
    return take("DEFAULT") ? .defaultValue(start) : .expression(try expression())
  }
}
