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
  package static func script(_ text: String) -> Script {
    var comments: [String] = []
    do throws(SQLSyntaxError) {
      var parser = SQLParser(
        try SQLTokenizer.tokens(text, of: .script, BigQueryDialect().lexicon, comments: &comments))
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
    while isNext("WHEN") { clauses.append(try clause()) }
    if clauses.isEmpty { throw unexpected("WHEN") }
    return SQLMerge(
      place: start, target: target, targetAlias: alias, source: source, on: on, clauses: clauses)
  }

  private mutating func clause() throws(SQLSyntaxError) -> SQLMerge.Clause {
    let start = place
    try expect("WHEN")
    let isMatched = !take("NOT")
    try expect("MATCHED")
    if take("BY") {
      guard take("TARGET") else {
        throw SQLSyntaxError(
          "NOT MATCHED BY SOURCE changes rows of main that staging lacks: whether that is meant cannot be told",
          at: start)
      }
    }
    let condition = take("AND") ? try expression() : nil
    try expect("THEN")
    if isNext("DELETE") {
      throw SQLSyntaxError("DELETE removes rows of main: whether that is meant cannot be told", at: place)
    }
    let action = isMatched ? try update() : try insert()
    return SQLMerge.Clause(place: start, isMatched: isMatched, condition: condition, action: action)
  }

  private mutating func update() throws(SQLSyntaxError) -> SQLMerge.Action {
    try expect("UPDATE")
    try expect("SET")
    var assignments: [SQLMerge.Assignment] = []
    repeat {
      let column = try name("a column")
      if isNextSymbol(".") {
        throw SQLSyntaxError("a field that is set by itself is not followed", at: column.place)
      }
      try expectSymbol("=")
      assignments.append(SQLMerge.Assignment(column: column, value: try assigned()))
    } while takeSymbol(",")
    return .update(assignments)
  }

  private mutating func insert() throws(SQLSyntaxError) -> SQLMerge.Action {
    let start = place
    try expect("INSERT")
    let columns = isNextSymbol("(") ? try nameList() : nil
    let row = place
    if take("ROW") { return .insertRow(columns: columns, place: columns == nil ? start : row) }
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
