import Engines
import GoogleSQL
import Schema

/// An expression that a user gave: a part of a key, or a value.
package struct MergeExpression: Hashable, Sendable {
  /// As the user wrote it.
  let text: String
  private let tokens: [SQLToken]
  private let lexicon: SQLLexicon

  /// An expression that can stand inside of a statement.
  ///
  /// - Throws: `MergeExpressionError` where it would end the statement or hide a part of it.
  init(_ text: String, _ lexicon: SQLLexicon) throws(MergeExpressionError) {
    self.text = text
    self.lexicon = lexicon
    tokens = try SQLTokenizer.tokens(text, lexicon)
  }

  /// The expression that is one column, whatever its name is.
  init(column name: String, _ dialect: some SQLDialect) {
    text = name
    lexicon = dialect.lexicon
    tokens = [SQLToken(kind: .quotedName, text: dialect.identifier(name), name: name, isApart: false)]
  }

  /// The name of the column that the expression is; nil where it is more than a name.
  var onlyName: String? {
    guard tokens.count == 1, [.word, .quotedName].contains(tokens[0].kind) else { return nil }
    return tokens[0].name
  }

  /// The columns that the expression reads, by the names by which they are matched, in its order.
  ///
  /// - Parameter columns: The columns that there are, by those names.
  func columns(among columns: [String: Column]) -> [String] {
    var seen: Set<String> = []
    return tokens.indices.filter { isColumn($0) }.compactMap { columns.named(tokens[$0].name)?.foldedName }
      .filter {
        seen.insert($0).inserted
      }
  }

  /// Names between backticks, or alone, that are no column: nothing else can be meant by them.
  func strangers(among columns: [String: Column]) -> [String] {
    tokens.indices.filter { index in
      (tokens[index].kind == .quotedName || tokens.count == 1 && tokens[index].kind == .word)
        && isColumn(index)
        && columns.named(tokens[index].name) == nil
        && !["null", "true", "false"].contains(tokens[index].text.lowercased())
    }.map { tokens[$0].name }
  }

  /// The expression with each column in a table's name, in parentheses where it is more than one call.
  package func qualified(by alias: String, among columns: [String: Column], _ dialect: some SQLDialect)
    -> String
  {
    var sql = ""
    for index in tokens.indices {
      let token = tokens[index]
      if token.isApart, !sql.isEmpty { sql += " " }
      if isColumn(index), let column = columns.named(token.name) {
        sql += "\(alias).\(dialect.identifier(column.name))"
      } else {
        sql += token.text
      }
    }
    return isOneTerm ? sql : "(\(sql))"
  }

  /// Whether the value is never NULL: a COALESCE or IFNULL that ends with a literal.
  var isNeverNull: Bool {
    guard isOneTerm, tokens.count >= 6, ["coalesce", "ifnull"].contains(tokens[0].name.lowercased()) else {
      return false
    }
    var last = tokens.dropLast()
    guard let literal = last.popLast(), [.number, .string].contains(literal.kind) else { return false }
    if last.last?.text == "-", literal.kind == .number { last.removeLast() }
    return last.last?.text == ","
  }

  /// Whether a direction of ordering stands at the end.
  var endsWithDirection: Bool {
    guard tokens.count > 1, let last = tokens.last, last.kind == .word else { return false }
    return ["asc", "desc"].contains(last.name.lowercased())
  }

  /// A name, a literal, or one call.
  private var isOneTerm: Bool {
    if tokens.count == 1 { return true }
    guard tokens.count >= 3, tokens[0].kind == .word, tokens[1].text == "(" else { return false }
    var depth = 0
    for (index, token) in tokens.enumerated() where token.kind == .symbol {
      if ["(", "[", "{"].contains(token.text) { depth += 1 }
      if [")", "]", "}"].contains(token.text) { depth -= 1 }
      if depth == 0, index >= 1 { return index == tokens.count - 1 }
    }
    return false
  }

  /// Whether a name can be a column: no field of something, no function, no type of a CAST or a literal, and no keyword.
  private func isColumn(_ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .word || token.kind == .quotedName else { return false }
    let before = index > 0 ? tokens[index - 1] : nil
    let after = index + 1 < tokens.count ? tokens[index + 1] : nil
    if before?.text == "." || before?.text == "::" { return false }
    if token.kind == .quotedName { return true }
    if tokens.count > 1, lexicon.isReserved(token.name) { return false }
    return after?.text != "(" && after?.kind != .string && before?.text.uppercased() != "AS"
  }
}
