import Engines
import Text

/// Reads a script of GoogleSQL, or of PostgreSQL as far as it has the same: what it does not know it refuses, so that nothing
/// is taken for something else.
///
/// Source: GoogleSQL "Lexical structure", "Query syntax", "Operators", "Data manipulation language" (MERGE),
/// "Procedural language"; PostgreSQL 15, "MERGE", "SELECT", "Value Expressions".
package struct SQLParser {
  let tokens: [SQLToken]
  let dialect: any SQLDialect
  let isPostgreSQL: Bool
  var index = 0
  /// How many queries and expressions are open, so that no text makes the parser call itself ever deeper.
  var depth = 0
  static let deepest = 60

  init(_ tokens: [SQLToken], _ dialect: any SQLDialect) {
    self.tokens = tokens
    self.dialect = dialect
    isPostgreSQL = dialect.engine == .postgreSQL
  }

  // MARK: Tokens

  var current: SQLToken? { index < tokens.count ? tokens[index] : nil }

  func token(_ offset: Int) -> SQLToken? {
    index + offset < tokens.count ? tokens[index + offset] : nil
  }

  var place: SQLPlace { current?.place ?? tokens.last?.place ?? SQLPlace() }

  /// Whether these words come next.
  func isNext(_ words: String...) -> Bool {
    words.enumerated().allSatisfy { offset, word in
      token(offset).map { $0.kind == .word && $0.text.uppercased() == word } ?? false
    }
  }

  func isNextSymbol(_ symbol: String, at offset: Int = 0) -> Bool {
    token(offset).map { $0.kind == .symbol && $0.text == symbol } ?? false
  }

  /// Takes the words if they come next.
  mutating func take(_ words: String...) -> Bool {
    for (offset, word) in words.enumerated() {
      guard let token = token(offset), token.kind == .word, token.text.uppercased() == word else {
        return false
      }
    }
    index += words.count
    return true
  }

  mutating func takeSymbol(_ symbol: String) -> Bool {
    guard isNextSymbol(symbol) else { return false }
    index += 1
    return true
  }

  mutating func expect(_ word: String) throws(SQLSyntaxError) {
    guard take(word) else { throw unexpected(word) }
  }

  mutating func expectSymbol(_ symbol: String) throws(SQLSyntaxError) {
    guard takeSymbol(symbol) else { throw unexpected("'\(symbol)'") }
  }

  func unexpected(_ wanted: String) -> SQLSyntaxError {
    guard let current else { return SQLSyntaxError("\(wanted) is missing at the end", at: place) }
    if ["{", "$", "%"].contains(current.text) {
      return SQLSyntaxError(
        "'\(current.text)' belongs to a template, which is filled in only later", at: current.place)
    }
    return SQLSyntaxError(
      "'\(current.text.clipped(to: 40))' stands where \(wanted) should", at: current.place)
  }

  /// Begins a query or an expression inside of another.
  mutating func enter() throws(SQLSyntaxError) {
    depth += 1
    if depth > Self.deepest { throw SQLSyntaxError("it is nested too deep", at: place) }
  }

  // MARK: Names

  /// Whether a name can stand here: a word that is not reserved, or one between backticks.
  func isNameNext(at offset: Int = 0) -> Bool {
    guard let token = token(offset) else { return false }
    switch token.kind {
    case .quotedName: return true
    case .word: return !dialect.lexicon.isReserved(token.text) && !token.text.hasPrefix("@")
    case .string, .number, .symbol: return false
    }
  }

  mutating func name(_ what: String = "a name") throws(SQLSyntaxError) -> SQLName {
    guard isNameNext(), let token = current else { throw unexpected(what) }
    index += 1
    return SQLName(text: token.name, place: token.place, isQuoted: token.kind == .quotedName)
  }

  /// A name behind a dot, where words that are reserved elsewhere may stand.
  mutating func fieldName() throws(SQLSyntaxError) -> SQLName {
    guard let token = current, [.word, .quotedName].contains(token.kind) else { throw unexpected("a field") }
    index += 1
    return SQLName(text: token.name, place: token.place, isQuoted: token.kind == .quotedName)
  }

  /// Names in parentheses.
  mutating func nameList() throws(SQLSyntaxError) -> [SQLName] {
    try expectSymbol("(")
    var names: [SQLName] = []
    repeat { names.append(try name("a column")) } while takeSymbol(",")
    try expectSymbol(")")
    return names
  }

  /// `AS name`, or a name alone.
  mutating func alias() throws(SQLSyntaxError) -> SQLName? {
    if take("AS") { return try name("an alias") }
    return isNameNext() ? try name() : nil
  }

  /// A table: parts with dots between them, each or all between backticks; the first may hold dashes without them.
  mutating func tableName() throws(SQLSyntaxError) -> SQLTableName {
    let start = place
    var parts: [String] = []
    repeat {
      guard let token = current, [.word, .quotedName].contains(token.kind),
        parts.isEmpty ? isNameNext() : true
      else { throw unexpected("a table") }
      index += 1
      var part = token.name
      while token.kind == .word, isNextSymbol("-"), let dash = current, !dash.isApart,
        let more = self.token(1), [.word, .number].contains(more.kind), !more.isApart
      {
        part += "-" + more.text
        index += 2
      }
      try checkTablePart(part, at: token.place)
      parts += part.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    } while takeSymbol(".")
    return SQLTableName(parts: parts, place: start)
  }

  private func checkTablePart(_ part: String, at place: SQLPlace) throws(SQLSyntaxError) {
    if part.contains(where: { "{}$%".contains($0) }) {
      throw SQLSyntaxError("'\(part.clipped())' is a template, which tells no table", at: place)
    }
    if part.contains("*") {
      throw SQLSyntaxError("'\(part.clipped())' stands for many tables (a wildcard)", at: place)
    }
    if isNextSymbol("*") {
      throw SQLSyntaxError("'\(part.clipped())*' stands for many tables (a wildcard)", at: place)
    }
  }
}
