import Schema

extension GoogleSQLTypeParser {
  // MARK: Words and signs

  var rest: String { String(text(position..<bytes.count).prefix(24)) }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func failure(_ message: String) -> TypeTextError {
    TypeTextError(offset: position, message: message, nearest: nil)
  }

  mutating func skipSpace() {
    while position < bytes.count, bytes[position].isSpace { position += 1 }
  }

  mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  mutating func expect(_ sign: Unicode.Scalar) throws(TypeTextError) {
    guard skip(sign) else {
      throw failure(position == bytes.count ? "'\(sign)' is missing" : "expected '\(sign)', found '\(rest)'")
    }
  }

  mutating func expectWords(_ words: String...) throws(TypeTextError) {
    for wanted in words {
      skipSpace()
      guard let word = takeWord(), word.uppercased() == wanted else { throw failure("expected \(wanted)") }
    }
  }

  func peekWord() -> String? {
    var probe = self
    probe.skipSpace()
    return probe.takeWord()
  }

  mutating func takeWord(separators: Set<UInt8> = []) -> String? {
    let start = position
    while position < bytes.count, bytes[position].isWordPart, !separators.contains(bytes[position]) {
      position += 1
    }
    return position > start ? text(start..<position) : nil
  }
}

/// Signs of the grammar, as bytes.
enum GoogleSQLSign {
  static let space = UInt8(ascii: " ")
  static let comma = UInt8(ascii: ",")
  static let greater = UInt8(ascii: ">")
  static let equals = UInt8(ascii: "=")
  static let backtick = UInt8(ascii: "`")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let backslash = UInt8(ascii: "\\")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  /// Everything that may stand in an unquoted name: all but space and the signs of the grammar.
  fileprivate var isWordPart: Bool {
    switch self {
    case 0...0x20, GoogleSQLSign.comma, GoogleSQLSign.greater, UInt8(ascii: "<"),
      GoogleSQLSign.openParenthesis,
      GoogleSQLSign.closeParenthesis,
      GoogleSQLSign.backtick, GoogleSQLSign.quote, GoogleSQLSign.apostrophe:
      false
    default: true
    }
  }

  var isWordStart: Bool { isWordPart && !(0x30...0x39).contains(self) }
}
