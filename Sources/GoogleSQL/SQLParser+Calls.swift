import Engines
import Schema

extension SQLParser {
  /// A call of what the grammar treats by itself, or of a function whose name is a word alone.
  mutating func call(_ word: String) throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    index += 1
    switch word {
    case "CAST", "SAFE_CAST": return try cast(from: start)
    case "IF":
      let arguments = try plainArguments()
      guard arguments.count == 3 else {
        throw SQLSyntaxError("IF takes three values", at: tokens[start].place)
      }
      return made(
        .conditional(
          [SQLExpression.Arm(condition: arguments[0], value: arguments[1])], otherwise: arguments[2]),
        from: start)
    case "STRUCT": return try structure(from: start)
    case "ARRAY": return try array(from: start)
    case "EXTRACT":
      try expectSymbol("(")
      _ = try fieldName()
      if isNextSymbol("(") { _ = try plainArguments() }
      try expect("FROM")
      let value = try expression()
      try expectSymbol(")")
      return made(.call(SQLCall(name: word, arguments: [value])), from: start)
    default: return try arguments(of: word, from: start)
    }
  }

  private mutating func plainArguments() throws(SQLSyntaxError) -> [SQLExpression] {
    try expectSymbol("(")
    let values = try expressionList()
    try expectSymbol(")")
    return values
  }

  private mutating func cast(from start: Int) throws(SQLSyntaxError) -> SQLExpression {
    try expectSymbol("(")
    let value = try expression()
    try expect("AS")
    let type = try type { $0.isNextSymbol(")") || $0.isNext("FORMAT") }
    if take("FORMAT") { _ = try expression() }
    try expectSymbol(")")
    return made(.cast(value, to: type), from: start)
  }

  /// The type whose tokens stand here, up to where `isEnd` holds outside of parentheses.
  mutating func type(until isEnd: (SQLParser) -> Bool) throws(SQLSyntaxError) -> DataType {
    let start = index
    var open = 0
    while let token = current, open > 0 || !isEnd(self) {
      if token.text == "(" { open += 1 }
      if token.text == ")" { open -= 1 }
      index += 1
    }
    return try type(of: tokens[start..<index])
  }

  private func type(of tokens: ArraySlice<SQLToken>) throws(SQLSyntaxError) -> DataType {
    let text = tokens.map { ($0.isApart ? " " : "") + $0.text }.joined()
    do throws(TypeTextError) {
      return try dialect.engine.types.type(text)
    } catch {
      throw SQLSyntaxError(error.message, at: tokens.first?.place ?? place)
    }
  }

  /// The type behind PostgreSQL's `::`.
  mutating func castType() throws(SQLSyntaxError) -> DataType {
    let start = index
    _ = try fieldName()
    while ["PRECISION", "VARYING", "WITH", "WITHOUT", "TIME", "ZONE"].contains(where: { isNext($0) }) {
      index += 1
    }
    if isNextSymbol("(") {
      while let token = current, token.text != ")" {
        guard token.kind == .number || ["(", ","].contains(token.text) else { throw unexpected("a number") }
        index += 1
      }
      try expectSymbol(")")
      while ["WITH", "WITHOUT", "TIME", "ZONE"].contains(where: { isNext($0) }) { index += 1 }
    }
    while takeSymbol("[") { try expectSymbol("]") }
    return try type(of: tokens[start..<index])
  }

  /// The type between `<` and `>`, with the word in front of it.
  private mutating func bracketedType() throws(SQLSyntaxError) -> DataType {
    let start = index - 1
    var open = 0
    repeat {
      guard let token = current else { throw unexpected("'>'") }
      switch token.text {
      case "<": open += 1
      case ">": open -= 1
      case ">>": open -= 2
      default: break
      }
      index += 1
    } while open > 0
    return try type(of: tokens[start..<index])
  }

  private mutating func structure(from start: Int) throws(SQLSyntaxError) -> SQLExpression {
    let type = isNextSymbol("<") ? try bracketedType() : nil
    try expectSymbol("(")
    var fields: [SQLExpression.Field] = []
    if !isNextSymbol(")") {
      repeat {
        let value = try expression()
        let named = take("AS") ? try fieldName().text : Self.ownName(of: value)
        fields.append(SQLExpression.Field(value: value, name: named))
      } while takeSymbol(",")
    }
    try expectSymbol(")")
    guard let type else { return made(.structure(fields), from: start) }
    guard let typed = type.fields, typed.count == fields.count else {
      throw SQLSyntaxError("the STRUCT has other fields than its type", at: tokens[start].place)
    }
    return made(
      .structure(
        zip(fields, typed).map { field, column in
          let cast = SQLExpression(
            kind: .cast(field.value, to: column.type), place: field.value.place, text: field.value.text)
          return SQLExpression.Field(value: cast, name: column.name)
        }), from: start)
  }

  /// The name that a value has of itself: that of a path's end.
  package static func ownName(of value: SQLExpression) -> String? {
    switch value.kind {
    case .path(let names): names.last?.text
    case .field(_, let name): name.text
    default: nil
    }
  }

  private mutating func array(from start: Int) throws(SQLSyntaxError) -> SQLExpression {
    if isNextSymbol("<") {
      let type = try bracketedType()
      try expectSymbol("[")
      let values = isNextSymbol("]") ? [] : try expressionList()
      try expectSymbol("]")
      let list = made(.array(values), from: start)
      return made(.cast(list, to: type), from: start)
    }
    try expectSymbol("(")
    let query = try query()
    try expectSymbol(")")
    return made(.arrayQuery(query), from: start)
  }

  // MARK: Functions

  /// The arguments of a function, with all that may stand behind them.
  mutating func arguments(of name: String, from start: Int) throws(SQLSyntaxError) -> SQLExpression {
    try expectSymbol("(")
    var arguments: [SQLExpression] = []
    var others: [SQLExpression] = []
    _ = take("DISTINCT")
    if !isNextSymbol(")") {
      if name == "COUNT", takeSymbol("*") {
        // Counts rows and reads no column.
      } else {
        repeat { arguments.append(try argument(of: name)) } while takeSymbol(",")
      }
      if take("IGNORE") || take("RESPECT") { try expect("NULLS") }
      // The value of the row that has the most, or the least, of something.
      if take("HAVING") {
        guard take("MAX") || take("MIN") else { throw unexpected("MAX or MIN") }
        others.append(try expression())
      }
      if take("ORDER", "BY") { others += try ordering() }
      if take("LIMIT") { others.append(try expression()) }
    }
    try expectSymbol(")")
    if isPostgreSQL, take("FILTER") {
      try expectSymbol("(")
      try expect("WHERE")
      others.append(try expression())
      try expectSymbol(")")
    }
    var call = SQLCall(name: name, arguments: arguments, others: others)
    if take("OVER") { try window(&call) }
    return made(.call(call), from: start)
  }

  private mutating func argument(of name: String) throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    let takesPart = ["_TRUNC", "_DIFF", "_BUCKET", "LAST_DAY"].contains { name.hasSuffix($0) }
    if takesPart, let token = current, token.kind == .word, Self.dateParts.contains(token.text.uppercased()),
      isNextSymbol(")", at: 1) || isNextSymbol(",", at: 1)
    {
      index += 1
      return made(.literal(.part), from: start)
    }
    if isNameNext(), isNextSymbol("=>", at: 1) { index += 2 }
    return try expression()
  }

  private static let dateParts: Set<String> = [
    "MICROSECOND", "MILLISECOND", "SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "ISOWEEK", "MONTH", "QUARTER",
    "YEAR", "ISOYEAR",
  ]

  /// Expressions of ORDER BY with their directions.
  mutating func ordering() throws(SQLSyntaxError) -> [SQLExpression] {
    var list: [SQLExpression] = []
    repeat {
      list.append(try expression())
      _ = take("ASC") || take("DESC")
      if take("NULLS") {
        guard take("FIRST") || take("LAST") else { throw unexpected("FIRST or LAST") }
      }
    } while takeSymbol(",")
    return list
  }

  private mutating func window(_ call: inout SQLCall) throws(SQLSyntaxError) {
    try expectSymbol("(")
    call.partitions = take("PARTITION", "BY") ? try expressionList() : []
    if take("ORDER", "BY") { call.others += try ordering() }
    if isNext("ROWS") || isNext("RANGE") {
      while let token = current, token.text != ")" {
        guard token.kind == .word || token.kind == .number else { throw unexpected("the frame's bounds") }
        index += 1
      }
    }
    try expectSymbol(")")
  }
}
