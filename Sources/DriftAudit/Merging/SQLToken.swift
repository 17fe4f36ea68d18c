/// A piece of a GoogleSQL expression.
struct SQLToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// A word without backticks: a name, a keyword, a function or a type.
    case word
    /// A name between backticks.
    case quotedName
    case string
    case number
    /// One character of punctuation, or an operator.
    case symbol
  }

  let kind: Kind
  /// As it is written.
  let text: String
  /// The name that a word or a quoted name stands for; the text of everything else.
  let name: String
  /// Whether white space stands before it.
  let isApart: Bool
}

/// Cuts an expression into tokens.
///
/// Source: GoogleSQL lexical structure and syntax. Prefixes of literals (`r''`, `b""`) are words before a string.
struct SQLTokenizer {
  private let scalars: [Unicode.Scalar]
  private var index = 0

  /// The tokens of an expression that can stand inside of a statement.
  ///
  /// - Throws: `MergeExpressionError` for a comment, a semicolon, a literal or a bracket that is not closed, and for an
  ///   expression without tokens.
  static func tokens(_ text: String) throws(MergeExpressionError) -> [SQLToken] {
    var tokenizer = SQLTokenizer(text)
    var tokens: [SQLToken] = []
    var open: [String] = []
    let closing = ["(": ")", "[": "]", "{": "}"]
    while let token = try tokenizer.next() {
      if token.kind == .symbol {
        if let close = closing[token.text] { open.append(close) }
        if [")", "]", "}"].contains(token.text), open.popLast() != token.text {
          throw MergeExpressionError("'\(token.text)' closes nothing")
        }
      }
      tokens.append(token)
    }
    if let missing = open.last { throw MergeExpressionError("'\(missing)' is missing") }
    if tokens.isEmpty { throw MergeExpressionError("it is empty") }
    return tokens
  }

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  private mutating func next() throws(MergeExpressionError) -> SQLToken? {
    let start = index
    while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    guard index < scalars.count else { return nil }
    let isApart = index > start
    let first = scalars[index]
    let begin = index
    try refuseComments()
    switch first {
    case "`": return try quoted(by: "`", isApart: isApart)
    case "'", "\"": return try quoted(by: first, isApart: isApart)
    case ";": throw MergeExpressionError("a semicolon ends the statement")
    case _ where Self.isWordStart(first):
      while index < scalars.count, Self.isWordPart(scalars[index]) { index += 1 }
      return token(.word, from: begin, isApart: isApart)
    case "0"..."9":
      while index < scalars.count, Self.isWordPart(scalars[index]) || scalars[index] == "." { index += 1 }
      return token(.number, from: begin, isApart: isApart)
    case _ where first.value < 0x20 || first.value > 0x7E:
      throw MergeExpressionError(
        "U+\(String(first.value, radix: 16, uppercase: true)) stands outside of quotes")
    default:
      index += 1
      let pairs = ["<=", ">=", "!=", "<>", "||", "=>", "<<", ">>"]
      if index < scalars.count {
        var pair = String(first)
        pair.unicodeScalars.append(scalars[index])
        if pairs.contains(pair) { index += 1 }
      }
      return token(.symbol, from: begin, isApart: isApart)
    }
  }

  private func refuseComments() throws(MergeExpressionError) {
    let following = index + 1 < scalars.count ? scalars[index + 1] : " "
    switch (scalars[index], following) {
    case ("#", _), ("-", "-"), ("/", "*"): throw MergeExpressionError("it holds a comment")
    default: return
    }
  }

  private mutating func quoted(by quote: Unicode.Scalar, isApart: Bool) throws(MergeExpressionError)
    -> SQLToken
  {
    let begin = index
    let isTriple =
      quote != "`" && index + 2 < scalars.count && scalars[index + 1] == quote && scalars[index + 2] == quote
    let length = isTriple ? 3 : 1
    index += length
    let inside = index
    while index < scalars.count {
      if scalars[index] == "\\" {
        index += 2
        continue
      }
      let closes =
        index + length <= scalars.count && scalars[index..<(index + length)].allSatisfy { $0 == quote }
      if closes {
        let name = Self.unescaped(scalars[inside..<index])
        index += length
        let whole = String(String.UnicodeScalarView(scalars[begin..<index]))
        return SQLToken(
          kind: quote == "`" ? .quotedName : .string, text: whole, name: quote == "`" ? name : whole,
          isApart: isApart)
      }
      if !isTriple, scalars[index] == "\n" || scalars[index] == "\r" { break }
      index += 1
    }
    throw MergeExpressionError("\(quote) is not closed")
  }

  /// A quoted name without the escapes that names need; others stay, and then name no column.
  private static func unescaped(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
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

/// What is wrong with an expression that a user gave, without a full stop.
struct MergeExpressionError: Error, Hashable {
  let message: String
  init(_ message: String) { self.message = message }
}
