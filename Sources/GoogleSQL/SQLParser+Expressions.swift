import Engines
import Schema

extension SQLParser {
  /// An expression.
  mutating func expression() throws(SQLSyntaxError) -> SQLExpression {
    try enter()
    defer { depth -= 1 }
    return try disjunction()
  }

  /// Expressions with commas between them.
  mutating func expressionList() throws(SQLSyntaxError) -> [SQLExpression] {
    var list: [SQLExpression] = []
    repeat { list.append(try expression()) } while takeSymbol(",")
    return list
  }

  /// An expression of the tokens from `start` up to the current one.
  func made(_ kind: SQLExpression.Kind, from start: Int) -> SQLExpression {
    let parts = tokens[start..<index]
    let text = parts.map { $0.kind == .word ? $0.text.lowercased() : $0.text }.joined(separator: " ")
    return SQLExpression(kind: kind, place: parts.first?.place ?? place, text: text)
  }

  // MARK: Conditions

  private mutating func disjunction() throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    var parts = [try conjunction()]
    while take("OR") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : made(.or(parts), from: start)
  }

  private mutating func conjunction() throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    var parts = [try negation()]
    while take("AND") { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : made(.and(parts), from: start)
  }

  private mutating func negation() throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    guard take("NOT") else { return try comparison() }
    try enter()
    defer { depth -= 1 }
    return made(.not(try negation()), from: start)
  }

  private mutating func comparison() throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    let left = try sum()
    for symbol in ["=", "<=", ">=", "!=", "<>", "<", ">"] where takeSymbol(symbol) {
      return made(.comparison(symbol, left, try sum()), from: start)
    }
    if take("IS") { return try test(of: left, from: start) }
    let isNegated = take("NOT")
    guard let kind = try membership(of: left) else {
      if isNegated { throw unexpected("IN, BETWEEN or LIKE") }
      return left
    }
    let plain = made(kind, from: start)
    return isNegated ? made(.not(plain), from: start) : plain
  }

  /// What stands behind IS.
  private mutating func test(of left: SQLExpression, from start: Int) throws(SQLSyntaxError) -> SQLExpression
  {
    let isNegated = take("NOT")
    if take("DISTINCT", "FROM") {
      return made(.comparison(isNegated ? "=" : "!=", left, try sum()), from: start)
    }
    let isNull = take("NULL")
    guard isNull || take("TRUE") || take("FALSE") else {
      throw unexpected("NULL, TRUE, FALSE or DISTINCT FROM")
    }
    let plain = made(.test(left, isNull: isNull), from: start)
    return isNegated ? made(.not(plain), from: start) : plain
  }

  private mutating func membership(of left: SQLExpression) throws(SQLSyntaxError) -> SQLExpression.Kind? {
    if take("LIKE") { return .comparison("LIKE", left, try sum()) }
    if take("BETWEEN") {
      let first = try sum()
      try expect("AND")
      return .between(left, first, try sum())
    }
    guard take("IN") else { return nil }
    if take("UNNEST") {
      try expectSymbol("(")
      let values = try expression()
      try expectSymbol(")")
      return .inUnnest(left, values)
    }
    try expectSymbol("(")
    if isQueryNext {
      let query = try query()
      try expectSymbol(")")
      return .condition(query, of: left)
    }
    let values = try expressionList()
    try expectSymbol(")")
    return .inList(left, values)
  }

  // MARK: Operators

  private mutating func sum() throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    var parts = [try unary()]
    while ["+", "-", "*", "/", "||", "|", "&", "^", "<<", ">>"].contains(where: { isNextSymbol($0) }) {
      index += 1
      parts.append(try unary())
    }
    return parts.count == 1 ? parts[0] : made(.operation(parts), from: start)
  }

  private mutating func unary() throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    guard takeSymbol("-") || takeSymbol("+") || takeSymbol("~") else { return try postfix() }
    try enter()
    defer { depth -= 1 }
    let operand = try unary()
    if case .literal(.integer(let number)) = operand.kind, tokens[start].text == "-" {
      return made(.literal(.integer(-number)), from: start)
    }
    return made(.operation([operand]), from: start)
  }

  private mutating func postfix() throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    var value = try primary()
    for _ in 0..<Self.deepest {
      if isPostgreSQL, takeSymbol("::") {
        value = made(.cast(value, to: try castType()), from: start)
      } else if takeSymbol(".") {
        value = made(.field(value, try fieldName()), from: start)
      } else if takeSymbol("[") {
        let position = try expression()
        try expectSymbol("]")
        value = made(.element(value, position), from: start)
      } else if isNext("AT", "TIME", "ZONE") {
        index += 3
        value = made(.operation([value, try primary()]), from: start)
      } else {
        return value
      }
    }
    throw SQLSyntaxError("it is nested too deep", at: place)
  }

  // MARK: Values

  private mutating func primary() throws(SQLSyntaxError) -> SQLExpression {
    guard let token = current else { throw unexpected("an expression") }
    let start = index
    switch token.kind {
    case .number:
      index += 1
      return made(.literal(Int(token.text).map { .integer($0) } ?? .number), from: start)
    case .string:
      index += 1
      return made(.literal(.string), from: start)
    case .symbol: return try bracketed(token)
    case .quotedName: return try pathOrCall()
    case .word:
      if token.text.hasPrefix("@"), token.text.count > 1 {
        index += 1
        return made(.parameter, from: start)
      }
      return try word(token)
    }
  }

  private mutating func bracketed(_ token: SQLToken) throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    switch token.text {
    case "?":
      index += 1
      return made(.parameter, from: start)
    case "[":
      index += 1
      let values = isNextSymbol("]") ? [] : try expressionList()
      try expectSymbol("]")
      return made(.array(values), from: start)
    case "(":
      index += 1
      if isQueryNext {
        let query = try query()
        try expectSymbol(")")
        return made(.scalarQuery(query), from: start)
      }
      let values = try expressionList()
      try expectSymbol(")")
      if values.count == 1 { return values[0] }
      return made(.structure(values.map { SQLExpression.Field(value: $0, name: nil) }), from: start)
    default: throw unexpected("an expression")
    }
  }

  private mutating func word(_ token: SQLToken) throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    let word = token.text.uppercased()
    if let following = self.token(1), following.kind == .string {
      if isPostgreSQL, !following.isApart, word == "E" {
        index += 2
        return made(.literal(.string), from: start)
      }
      if !isPostgreSQL, !following.isApart, ["R", "B", "RB", "BR"].contains(word) {
        index += 2
        return made(.literal(word == "R" ? .string : .typed(.scalar("BYTES", parameters: []))), from: start)
      }
      if let type = typeOfLiteral(word) {
        index += 2
        return made(.literal(.typed(type)), from: start)
      }
    }
    switch word {
    case "NULL":
      index += 1
      return made(.literal(.null), from: start)
    case "TRUE", "FALSE":
      index += 1
      return made(.literal(.boolean(word == "TRUE")), from: start)
    case "CASE": return try caseExpression()
    case "INTERVAL": return try interval()
    case "EXISTS":
      index += 1
      try expectSymbol("(")
      let query = try query()
      try expectSymbol(")")
      return made(.condition(query, of: nil), from: start)
    default: break
    }
    return isNextSymbol("(", at: 1) || isNextSymbol("<", at: 1) && ["ARRAY", "STRUCT"].contains(word)
      ? try call(word) : try pathOrCall()
  }

  private func typeOfLiteral(_ word: String) -> DataType? {
    if isPostgreSQL {
      let types = [
        "DATE", "TIME", "TIMESTAMP", "TIMESTAMPTZ", "NUMERIC", "JSON", "JSONB", "UUID", "INTERVAL",
      ]
      return types.contains(word) ? try? dialect.engine.types.type(word.lowercased()) : nil
    }
    let types = [
      "DATE", "DATETIME", "TIME", "TIMESTAMP", "NUMERIC", "DECIMAL", "BIGNUMERIC", "BIGDECIMAL", "JSON",
    ]
    guard types.contains(word), let name = BigQueryScalar.canonicalName(word) else { return nil }
    return .scalar(name, parameters: [])
  }

  private mutating func interval() throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    try expect("INTERVAL")
    let value = try expression()
    _ = try fieldName()
    if take("TO") { _ = try fieldName() }
    return made(.operation([value]), from: start)
  }

  private mutating func caseExpression() throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    try expect("CASE")
    let operand = isNext("WHEN") ? nil : try expression()
    var arms: [SQLExpression.Arm] = []
    while take("WHEN") {
      var condition = try expression()
      if let operand {
        condition = SQLExpression(
          kind: .comparison("=", operand, condition), place: condition.place,
          text: "\(operand.text) = \(condition.text)")
      }
      try expect("THEN")
      arms.append(SQLExpression.Arm(condition: condition, value: try expression()))
    }
    if arms.isEmpty { throw unexpected("WHEN") }
    let otherwise = take("ELSE") ? try expression() : nil
    try expect("END")
    return made(.conditional(arms, otherwise: otherwise), from: start)
  }

  /// A path, or a function of a name with dots in it.
  private mutating func pathOrCall() throws(SQLSyntaxError) -> SQLExpression {
    let start = index
    var names = [try name("an expression")]
    while isNextSymbol("."), let following = token(1), [.word, .quotedName].contains(following.kind) {
      index += 1
      names.append(try fieldName())
    }
    if isNextSymbol("(") {
      return try arguments(of: names.map { $0.text.uppercased() }.joined(separator: "."), from: start)
    }
    return made(.path(names), from: start)
  }
}
