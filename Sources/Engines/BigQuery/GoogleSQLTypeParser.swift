import Schema
import Text

/// Reads a type as GoogleSQL writes it: `ARRAY<STRUCT<a INT64 NOT NULL, b NUMERIC(5, 1)>>`.
///
/// Source: GoogleSQL "Data definition language", column_schema and struct field schema; "Lexical structure" for quoted
/// identifiers and string literals.
package struct GoogleSQLTypeParser {
  /// BigQuery's limit: "up to 15 levels of nested or repeated fields".
  package static let deepestNesting = 15

  let bytes: [UInt8]
  var position = 0

  private init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// A type with what may stand behind it.
  package struct ColumnType {
    package var type: DataType
    package var mode: Mode?
    var attributes = Column.Attributes()

    /// A type without anything behind it.
    package init(_ type: DataType) { self.type = type }
  }

  /// The type that `text` names.
  ///
  /// - Throws: `TypeTextError` with the offset of the first thing that does not fit.
  package static func parse(_ text: String) throws(TypeTextError) -> DataType {
    try parseColumn(text).type
  }

  /// The type that `text` names, with NOT NULL, COLLATE, DEFAULT and OPTIONS behind it.
  package static func parseColumn(_ text: String) throws(TypeTextError) -> ColumnType {
    var parser = GoogleSQLTypeParser(text)
    let column = try parser.columnType(depth: 0, terminators: [])
    parser.skipSpace()
    guard parser.position == parser.bytes.count else {
      throw parser.failure("unexpected '\(parser.rest)' after the type")
    }
    return column
  }

  // MARK: Types

  private mutating func columnType(depth: Int, terminators: Set<UInt8>) throws(TypeTextError) -> ColumnType {
    var column = ColumnType(try type(depth: depth))
    while let word = peekWord() {
      switch word.uppercased() {
      case "NOT":
        try expectWords("NOT", "NULL")
        column.mode = .required
      case "COLLATE":
        try expectWords("COLLATE")
        column.attributes.collation = .present(try stringLiteral())
      case "DEFAULT":
        try expectWords("DEFAULT")
        column.attributes.defaultExpression = .present(expression(until: terminators))
      case "OPTIONS":
        try expectWords("OPTIONS")
        try options(into: &column.attributes)
      default:
        throw failure("unexpected '\(word.clipped())' after the type")
      }
    }
    return column
  }

  private mutating func type(depth: Int) throws(TypeTextError) -> DataType {
    skipSpace()
    let start = position
    guard let word = takeWord() else {
      throw failure(position == bytes.count ? "a type is missing" : "expected a type, found '\(rest)'")
    }
    switch word.uppercased() {
    case "ARRAY":
      try expect("<")
      // Asked for before the element is read, so that no text makes the reader call itself ever deeper.
      guard peekWord()?.uppercased() != "ARRAY" else {
        throw TypeTextError(offset: position, message: "an ARRAY of ARRAYs does not exist", nearest: nil)
      }
      let element = try columnType(depth: depth, terminators: [GoogleSQLSign.greater]).type
      try expect(">")
      return .array(element)
    case "STRUCT", "RECORD":
      guard depth < Self.deepestNesting else {
        throw TypeTextError(
          offset: start, message: "nested deeper than BigQuery's \(Self.deepestNesting) levels", nearest: nil)
      }
      return .structure(try fields(depth: depth + 1))
    case "RANGE":
      try expect("<")
      skipSpace()
      let element = takeWord() ?? ""
      guard let name = BigQueryScalar.rangeElement(element) else {
        throw TypeTextError(
          offset: start, message: "RANGE takes DATE, DATETIME or TIMESTAMP, not '\(element.clipped())'",
          nearest: NearestName.find(element, among: BigQueryScalar.rangeElements))
      }
      try expect(">")
      return .range(name)
    default:
      guard let name = BigQueryScalar.canonicalName(word) else {
        throw TypeTextError(
          offset: start, message: "unknown type '\(word.clipped())'",
          nearest: NearestName.find(word, among: BigQueryScalar.allNames), isUnknownType: true)
      }
      return .scalar(name, parameters: try parameters(of: name))
    }
  }

  private mutating func parameters(of name: String) throws(TypeTextError) -> [Int] {
    guard skip("(") else { return [] }
    let start = position
    var numbers: [Int] = []
    repeat {
      skipSpace()
      guard let word = takeWord(), let number = Int(word), number >= 0 else {
        throw failure("expected a number in the parameters of \(name)")
      }
      numbers.append(number)
    } while skip(",")
    try expect(")")
    guard numbers.count <= BigQueryScalar.maximumParameters(name) else {
      let most = BigQueryScalar.maximumParameters(name)
      throw TypeTextError(
        offset: start,
        message: most == 0 ? "\(name) takes no parameters" : "\(name) takes \(most) parameters at most",
        nearest: nil)
    }
    return DataType.normalisedParameters(numbers)
  }

  // MARK: Fields

  private mutating func fields(depth: Int) throws(TypeTextError) -> [Column] {
    try expect("<")
    var fields: [Column] = []
    if skip(">") { return fields }
    repeat {
      let name = try fieldName() ?? "_field_\(fields.count + 1)"
      let column = try columnType(depth: depth, terminators: [GoogleSQLSign.comma, GoogleSQLSign.greater])
      fields.append(Column(name, column.type, mode: column.mode, attributes: column.attributes))
    } while skip(",")
    try expect(">")
    return fields
  }

  /// The name in front of a field's type; nil for a field without one. A flexible name may stand without backticks,
  /// so that the last word before the type's end is the type and what stands before it the name.
  private mutating func fieldName() throws(TypeTextError) -> String? {
    skipSpace()
    if position < bytes.count, bytes[position] == GoogleSQLSign.backtick { return try quotedName() }
    let start = position
    defer { position = max(position, start) }
    var words: [Range<Int>] = []
    var probe = self
    while true {
      probe.skipSpace()
      let wordStart = probe.position
      guard let word = probe.takeWord() else { break }
      if !words.isEmpty, probe.isAttribute(word) { break }
      words.append(wordStart..<probe.position)
    }
    guard let last = words.last, words.count > 1 else { return nil }
    position = last.lowerBound
    let nameEnd = words[words.count - 2].upperBound
    return String(decoding: bytes[start..<nameEnd], as: UTF8.self)
  }

  /// Whether `word`, just taken, begins what stands behind a type.
  private func isAttribute(_ word: String) -> Bool {
    switch word.uppercased() {
    case "COLLATE", "DEFAULT", "OPTIONS": true
    case "NOT": peekWord()?.uppercased() == "NULL"
    default: false
    }
  }

  private mutating func quotedName() throws(TypeTextError) -> String {
    let start = position
    position += 1
    guard let name = unescaped(until: GoogleSQLSign.backtick), !name.isEmpty else {
      throw TypeTextError(
        offset: start, message: "a name between backticks has no end or is empty", nearest: nil)
    }
    return name
  }

  // MARK: What stands behind a type

  private mutating func options(into attributes: inout Column.Attributes) throws(TypeTextError) {
    try expect("(")
    if skip(")") { return }
    repeat {
      skipSpace()
      guard let key = takeWord(separators: [GoogleSQLSign.equals]) else {
        throw failure("expected the name of an option")
      }
      try expect("=")
      skipSpace()
      switch key.lowercased() {
      case "description": attributes.description = .present(try stringLiteral())
      case "rounding_mode": attributes.roundingMode = .present(try stringLiteral())
      default: _ = expression(until: [GoogleSQLSign.comma, GoogleSQLSign.closeParenthesis])
      }
    } while skip(",")
    try expect(")")
  }

  /// The text of an expression, up to a terminator outside of brackets and strings, or to the next attribute.
  private mutating func expression(until terminators: Set<UInt8>) -> String {
    skipSpace()
    let start = position
    var brackets = 0
    var end = position
    while position < bytes.count {
      let byte = bytes[position]
      if brackets == 0, terminators.contains(byte) { break }
      switch byte {
      case GoogleSQLSign.openParenthesis, GoogleSQLSign.openBracket: brackets += 1
      case GoogleSQLSign.closeParenthesis, GoogleSQLSign.closeBracket: brackets -= 1
      case GoogleSQLSign.quote, GoogleSQLSign.apostrophe, GoogleSQLSign.backtick:
        position += 1
        _ = unescaped(until: byte)
        end = position
        continue
      default:
        if brackets == 0, byte.isWordStart, let word = peekWord() {
          if ["NOT", "OPTIONS"].contains(word.uppercased()), end > start { return text(start..<end) }
          position += word.utf8.count
          end = position
          continue
        }
      }
      position += 1
      if byte != GoogleSQLSign.space { end = position }
    }
    return text(start..<end)
  }

  private mutating func stringLiteral() throws(TypeTextError) -> String {
    skipSpace()
    let start = position
    if position + 1 < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "r") { position += 1 }
    guard position < bytes.count, [GoogleSQLSign.quote, GoogleSQLSign.apostrophe].contains(bytes[position])
    else {
      throw failure("expected a string literal")
    }
    let quote = bytes[position]
    position += 1
    guard let value = unescaped(until: quote) else {
      throw TypeTextError(offset: start, message: "a string literal has no end", nearest: nil)
    }
    return value
  }

  /// Reads up to the closing quote and beyond it; nil where there is none.
  private mutating func unescaped(until quote: UInt8) -> String? {
    var value: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == quote { return String(decoding: value, as: UTF8.self) }
      guard byte == GoogleSQLSign.backslash, position < bytes.count else {
        value.append(byte)
        continue
      }
      let escaped = bytes[position]
      position += 1
      switch escaped {
      case UInt8(ascii: "n"): value.append(0x0A)
      case UInt8(ascii: "r"): value.append(0x0D)
      case UInt8(ascii: "t"): value.append(0x09)
      case UInt8(ascii: "x"), UInt8(ascii: "X"):
        let digits = text(position..<min(position + 2, bytes.count))
        guard digits.count == 2, let code = UInt8(digits, radix: 16) else { return nil }
        value.append(code)
        position += 2
      default: value.append(escaped)
      }
    }
    return nil
  }
}
