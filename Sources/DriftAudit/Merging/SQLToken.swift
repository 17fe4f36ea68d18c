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

/// How an engine writes names and literals.
struct SQLLexicon: Hashable, Sendable {
  /// What stands around names.
  let nameQuote: Unicode.Scalar
  /// What stands around texts.
  let stringQuotes: Set<Unicode.Scalar>
  /// Whether a backslash escapes what comes behind it, a text between three quotes may have lines, and `#` begins a
  /// comment; where it does not, a quote that is doubled stands for itself.
  let hasEscapes: Bool
  /// Words, in upper case, that are no names.
  let reserved: Set<String>

  /// Whether a word, in any case, is reserved.
  func isReserved(_ word: String) -> Bool { reserved.contains(word.uppercased()) }
}

/// Cuts an expression into tokens.
///
/// Source: GoogleSQL and PostgreSQL, lexical structure. Prefixes of literals (`r''`, `b""`) are words before a string.
struct SQLTokenizer {
  private let scalars: [Unicode.Scalar]
  private let lexicon: SQLLexicon
  private var index = 0

  /// The tokens of an expression that can stand inside of a statement.
  ///
  /// - Throws: `MergeExpressionError` for a comment, a semicolon, a literal or a bracket that is not closed, and for an
  ///   expression without tokens.
  static func tokens(_ text: String, _ lexicon: SQLLexicon) throws(MergeExpressionError) -> [SQLToken] {
    var tokenizer = SQLTokenizer(text, lexicon)
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

  private init(_ text: String, _ lexicon: SQLLexicon) {
    scalars = Array(text.unicodeScalars)
    self.lexicon = lexicon
  }

  private mutating func next() throws(MergeExpressionError) -> SQLToken? {
    let start = index
    while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    guard index < scalars.count else { return nil }
    let isApart = index > start
    let first = scalars[index]
    let begin = index
    try refuseComments()
    switch first {
    case _ where first == lexicon.nameQuote || lexicon.stringQuotes.contains(first):
      return try quoted(by: first, isApart: isApart)
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
      let pairs = ["<=", ">=", "!=", "<>", "||", "=>", "<<", ">>", "::"]
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
    case ("-", "-"), ("/", "*"): throw MergeExpressionError("it holds a comment")
    case ("#", _) where lexicon.hasEscapes: throw MergeExpressionError("it holds a comment")
    case ("`", _) where lexicon.nameQuote != "`":
      throw MergeExpressionError("a backtick is no quote here")
    case ("$", _) where !lexicon.hasEscapes:
      throw MergeExpressionError("texts between dollars are not read: write them between quotes")
    default: return
    }
  }

  private mutating func quoted(by quote: Unicode.Scalar, isApart: Bool) throws(MergeExpressionError)
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
    throw MergeExpressionError("\(quote) is not closed")
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

/// What is wrong with an expression that a user gave, without a full stop.
struct MergeExpressionError: Error, Hashable {
  let message: String
  init(_ message: String) { self.message = message }
}
