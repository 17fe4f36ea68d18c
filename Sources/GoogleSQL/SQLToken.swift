import Engines

/// A place in a text, from 1; columns count bytes.
package struct SQLPlace: Hashable, Sendable, Comparable {
  package var line = 1
  package var column = 1

  package init(line: Int = 1, column: Int = 1) {
    self.line = line
    self.column = column
  }

  package static func < (left: SQLPlace, right: SQLPlace) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A piece of SQL.
package struct SQLToken: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A word without backticks: a name, a keyword, a function or a type.
    case word
    /// A name between backticks.
    case quotedName
    case string
    case number
    /// One character of punctuation, or an operator.
    case symbol
  }

  package let kind: Kind
  /// As it is written.
  package let text: String
  /// The name that a word or a quoted name stands for; the text of everything else.
  package let name: String
  /// Whether white space or a comment stands before it.
  package let isApart: Bool
  /// Where it begins.
  var place = SQLPlace()

  /// A value from its parts.
  package init(kind: Kind, text: String, name: String, isApart: Bool, place: SQLPlace = SQLPlace()) {
    self.kind = kind
    self.text = text
    self.name = name
    self.isApart = isApart
    self.place = place
  }
}

/// Cuts an expression, or a script, into tokens.
///
/// Source: GoogleSQL and PostgreSQL, lexical structure. Prefixes of literals (`r''`, `b""`) are words before a string.
package struct SQLTokenizer {
  /// What is read.
  enum Subject {
    /// An expression that is to stand inside of a statement: a comment or a semicolon would end it or hide a part.
    case expression
    /// A file of statements.
    case script
  }

  private let scalars: [Unicode.Scalar]
  private let subject: Subject
  private let lexicon: SQLLexicon
  private var index = 0
  /// The texts of comments that begin with `--`.
  private var comments: [String] = []
  /// Where the scalar at `index` stands.
  private var place = SQLPlace()

  /// The tokens of an expression that can stand inside of a statement.
  ///
  /// - Throws: `MergeExpressionError` for a comment, a semicolon, a literal or a bracket that is not closed, and for an
  ///   expression without tokens.
  package static func tokens(_ text: String, _ lexicon: SQLLexicon) throws(MergeExpressionError) -> [SQLToken]
  {
    do throws(SQLSyntaxError) {
      return try tokens(text, of: .expression, lexicon)
    } catch {
      throw MergeExpressionError(error.message)
    }
  }

  /// The tokens of an expression or a script; of a script without its comments.
  ///
  /// - Throws: `SQLSyntaxError` for a literal, a comment or a bracket that is not closed, for what the subject must not
  ///   hold, and where there are no tokens.
  static func tokens(_ text: String, of subject: Subject, _ lexicon: SQLLexicon) throws(SQLSyntaxError)
    -> [SQLToken]
  {
    var comments: [String] = []
    return try tokens(text, of: subject, lexicon, comments: &comments)
  }

  /// The same, with the text of each comment that begins with `--`.
  static func tokens(
    _ text: String, of subject: Subject, _ lexicon: SQLLexicon, comments: inout [String]
  ) throws(SQLSyntaxError) -> [SQLToken] {
    var tokenizer = SQLTokenizer(text, subject, lexicon)
    defer { comments = tokenizer.comments }
    var tokens: [SQLToken] = []
    var open: [String] = []
    let closing = ["(": ")", "[": "]", "{": "}"]
    while let token = try tokenizer.next() {
      if token.kind == .symbol {
        if let close = closing[token.text] { open.append(close) }
        if [")", "]", "}"].contains(token.text), open.popLast() != token.text {
          throw SQLSyntaxError("'\(token.text)' closes nothing", at: token.place)
        }
      }
      tokens.append(token)
    }
    if let missing = open.last { throw SQLSyntaxError("'\(missing)' is missing", at: tokenizer.place) }
    if tokens.isEmpty { throw SQLSyntaxError("it is empty", at: tokenizer.place) }
    return tokens
  }

  private init(_ text: String, _ subject: Subject, _ lexicon: SQLLexicon) {
    scalars = Array(text.unicodeScalars)
    self.subject = subject
    self.lexicon = lexicon
    // A byte order mark is no part of the text.
    if subject == .script, scalars.first == "\u{FEFF}" { index = 1 }
  }

  private mutating func next() throws(SQLSyntaxError) -> SQLToken? {
    let start = index
    try skipSpace()
    guard index < scalars.count else { return nil }
    let here = place
    let begin = index
    var token = try token(isApart: index > start)
    token.place = here
    advance(from: begin)
    return token
  }

  /// Moves the place over the scalars up to `index`.
  private mutating func advance(from begin: Int) {
    for scalar in scalars[begin..<min(index, scalars.count)] {
      if scalar == "\n" {
        place = SQLPlace(line: place.line + 1, column: 1)
      } else {
        place.column += UTF8.width(scalar)
      }
    }
  }

  private mutating func skipSpace() throws(SQLSyntaxError) {
    while index < scalars.count {
      let begin = index
      while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
      advance(from: begin)
      let comment = index
      guard try skipComment() else { return }
      advance(from: comment)
    }
  }

  /// Whether there was a comment, which a script may have.
  private mutating func skipComment() throws(SQLSyntaxError) -> Bool {
    guard index < scalars.count else { return false }
    let following = index + 1 < scalars.count ? scalars[index + 1] : " "
    switch (scalars[index], following) {
    case ("#", _) where lexicon.hasEscapes, ("-", "-"):
      if subject == .expression { throw SQLSyntaxError("it holds a comment", at: place) }
      let start = index + (following == "-" ? 2 : 1)
      while index < scalars.count, scalars[index] != "\n" { index += 1 }
      if following == "-" { comments.append(String(String.UnicodeScalarView(scalars[start..<index]))) }
    case ("/", "*"):
      if subject == .expression { throw SQLSyntaxError("it holds a comment", at: place) }
      index += 2
      while index + 1 < scalars.count, scalars[index] != "*" || scalars[index + 1] != "/" { index += 1 }
      guard index + 1 < scalars.count else { throw SQLSyntaxError("a comment is not closed", at: place) }
      index += 2
    default: return false
    }
    return true
  }

  private mutating func token(isApart: Bool) throws(SQLSyntaxError) -> SQLToken {
    let first = scalars[index]
    let begin = index
    switch first {
    case _ where first == lexicon.nameQuote || lexicon.stringQuotes.contains(first):
      return try quoted(by: first, isApart: isApart)
    case "`": throw SQLSyntaxError("a backtick is no quote here", at: place)
    case "$" where !lexicon.hasEscapes:
      throw SQLSyntaxError("texts between dollars are not read: write them between quotes", at: place)
    case ";" where subject == .expression:
      throw SQLSyntaxError("a semicolon ends the statement", at: place)
    case _ where Self.isWordStart(first):
      repeat { index += 1 } while index < scalars.count && Self.isWordPart(scalars[index])
      return token(.word, from: begin, isApart: isApart)
    case "0"..."9":
      while index < scalars.count, isNumberPart { index += 1 }
      return token(.number, from: begin, isApart: isApart)
    case _ where first.value < 0x20 || first.value > 0x7E:
      throw SQLSyntaxError(
        "U+\(String(first.value, radix: 16, uppercase: true)) stands outside of quotes", at: place)
    default:
      index += 1
      let pairs = ["<=", ">=", "!=", "<>", "||", "=>", "<<", ">>", "::"]
      if index < scalars.count {
        var pair = String(first)
        pair.unicodeScalars.append(scalars[index])
        if pairs.contains(pair) { index += 1 }
      }
      return token(.symbol, from: begin, isApart: isApart)
    }
  }

  private var isNumberPart: Bool {
    let scalar = scalars[index]
    if Self.isWordPart(scalar) || scalar == "." { return true }
    // The sign of an exponent: `1.5e-3`.
    return (scalar == "-" || scalar == "+") && (scalars[index - 1] == "e" || scalars[index - 1] == "E")
      && index + 1 < scalars.count && ("0"..."9").contains(scalars[index + 1])
  }

  private mutating func quoted(by quote: Unicode.Scalar, isApart: Bool) throws(SQLSyntaxError)
    -> SQLToken
  {
    let begin = index
    let isName = quote == lexicon.nameQuote
    let escapes = lexicon.hasEscapes || hasEscapePrefix
    let isTriple =
      lexicon.hasEscapes && !isName && index + 2 < scalars.count && scalars[index + 1] == quote
      && scalars[index + 2] == quote
    let length = isTriple ? 3 : 1
    index += length
    let inside = index
    while index < scalars.count {
      let isDoubled =
        !lexicon.hasEscapes && scalars[index] == quote && index + 1 < scalars.count
        && scalars[index + 1] == quote
      if isDoubled || escapes && scalars[index] == "\\" {
        index += 2
        continue
      }
      let closes =
        index + length <= scalars.count && scalars[index..<(index + length)].allSatisfy { $0 == quote }
      if closes {
        let name = unescaped(scalars[inside..<index])
        index += length
        let whole = String(String.UnicodeScalarView(scalars[begin..<index]))
        return SQLToken(
          kind: isName ? .quotedName : .string, text: whole, name: isName ? name : whole,
          isApart: isApart)
      }
      if !isTriple, lexicon.hasEscapes, scalars[index] == "\n" || scalars[index] == "\r" { break }
      index += 1
    }
    throw SQLSyntaxError("\(quote) is not closed", at: place)
  }

  /// Whether the text is PostgreSQL's `E'…'`, in which backslashes escape.
  private var hasEscapePrefix: Bool {
    guard !lexicon.hasEscapes, index > 0, ["e", "E"].contains(scalars[index - 1]) else { return false }
    return index == 1 || !Self.isWordPart(scalars[index - 2])
  }

  /// A quoted name without the escapes that names need; others stay, and then name no column.
  private func unescaped(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    guard lexicon.hasEscapes else {
      return String(String.UnicodeScalarView(scalars)).replacing("\"\"", with: "\"")
    }
    var name = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in scalars {
      if !isEscaped, scalar == "\\" {
        isEscaped = true
        continue
      }
      if isEscaped, scalar != "\\", scalar != "`" { name.append("\\") }
      name.append(scalar)
      isEscaped = false
    }
    return String(name)
  }

  private func token(_ kind: SQLToken.Kind, from begin: Int, isApart: Bool) -> SQLToken {
    let text = String(String.UnicodeScalarView(scalars[begin..<index]))
    return SQLToken(kind: kind, text: text, name: text, isApart: isApart)
  }

  private static func isWordStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "a"..."z", "_", "@": true
    default: false
    }
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "a"..."z", "_", "0"..."9": true
    default: false
    }
  }
}

/// What is wrong with a text, without a full stop, and where.
package struct SQLSyntaxError: Error, Hashable {
  package let message: String
  package let place: SQLPlace

  init(_ message: String, at place: SQLPlace) {
    self.message = message
    self.place = place
  }
}

/// What is wrong with an expression that a user gave, without a full stop.
package struct MergeExpressionError: Error, Hashable {
  package let message: String
  init(_ message: String) { self.message = message }
}
