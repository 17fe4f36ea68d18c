import Schema
import Text

/// Reads a type as an engine's DDL writes it: `numeric(10,2)`, `timestamp(3) without time zone`, `text[]`,
/// `struct<a:int,b:string>`, `STRUCT(a INTEGER, b VARCHAR)`, `enum('a','b')`.
struct TypeTextReader {
  /// Deeper than any engine goes.
  private static let deepest = 64

  private let bytes: [UInt8]
  private let grammar: TypeGrammar
  private var position = 0

  /// The type that `text` names in `grammar`.
  static func parse(_ text: String, by grammar: TypeGrammar) throws(TypeTextError) -> DataType {
    var reader = TypeTextReader(bytes: Array(text.utf8), grammar: grammar)
    let type = try reader.type(depth: 0)
    reader.skipSpace()
    guard reader.position == reader.bytes.count else {
      throw reader.failure("unexpected '\(reader.rest)' after the type")
    }
    return type
  }

  private init(bytes: [UInt8], grammar: TypeGrammar) {
    self.bytes = bytes
    self.grammar = grammar
  }

  // MARK: Types

  private mutating func type(depth: Int) throws(TypeTextError) -> DataType {
    guard depth < Self.deepest else { throw failure("nested deeper than \(Self.deepest) levels") }
    var type = try base(depth: depth)
    while skip("[") {
      let start = position
      let length = takeWord()
      guard skip("]") else { throw failure("']' is missing") }
      if let length {
        guard Int(length) != nil else {
          throw TypeTextError(offset: start, message: "'\(length.clipped())' is no length", nearest: nil)
        }
        // An ARRAY of a fixed length is a type of its own.
        type = .scalar("\(grammar.text(type))[\(length)]", parameters: [])
      } else {
        type = .array(type)
      }
    }
    return type
  }

  private mutating func base(depth: Int) throws(TypeTextError) -> DataType {
    skipSpace()
    let start = position
    if let quoted = try takeQuoted() {
      guard grammar.allowsOtherNames else { throw unknown(quoted, at: start) }
      return .scalar(quoted, parameters: [])
    }
    guard let word = takeWord() else {
      throw failure(position == bytes.count ? "a type is missing" : "expected a type, found '\(rest)'")
    }
    if let composite = grammar.composites[word.lowercased()], isNext("<") || isNext("(") {
      return try parts(composite, word: word, from: start, depth: depth)
    }
    var words = [word]
    var numbers: [Int] = []
    while true {
      if isNext("("), numbers.isEmpty {
        // What stands in the brackets of a type that is not known may be anything: `geometry(Point,4326)`.
        if grammar.scalar(words.joined(separator: " ")) == nil {
          _ = skip("(")
          try skipToClosing(")")
          throw unknown(words.joined(separator: " "), at: start)
        }
        numbers = try parameters(of: words.joined(separator: " "))
        continue
      }
      let before = position
      guard let next = takeWord() else { break }
      guard !Self.endsType.contains(next.uppercased()) else {
        position = before
        break
      }
      words.append(next)
    }
    let name = words.joined(separator: " ")
    guard let scalar = grammar.scalar(name) else {
      if grammar.composites[name.lowercased()] != nil {
        throw TypeTextError(
          offset: position, message: "what the \(name) holds is not told", nearest: nil)
      }
      if grammar.allowsOtherNames, words.count == 1, numbers.isEmpty {
        return .scalar(name, parameters: [])
      }
      throw unknown(name, at: start)
    }
    guard let type = grammar.scalar(scalar, numbers) else {
      throw TypeTextError(
        offset: start, message: "\(scalar.name) takes fewer numbers between its brackets", nearest: nil)
    }
    return type
  }

  /// Words behind a type that are no part of its name.
  private static let endsType: Set<String> = ["NOT", "NULL", "COMMENT", "COLLATE", "DEFAULT"]

  private func unknown(_ name: String, at offset: Int) -> TypeTextError {
    TypeTextError(
      offset: offset, message: "unknown type '\(name.clipped())'",
      nearest: NearestName.find(name.clipped(), among: grammar.names), isUnknownType: true)
  }

  private mutating func parameters(of name: String) throws(TypeTextError) -> [Int] {
    _ = skip("(")
    var numbers: [Int] = []
    repeat {
      skipSpace()
      guard let word = takeWord(), let number = word.lowercased() == "max" ? Int.max : Int(word) else {
        throw failure("expected a number in the brackets of \(name.clipped())")
      }
      if number != .max { numbers.append(number) }
    } while skip(",")
    guard skip(")") else { throw failure("')' is missing") }
    return numbers
  }

  private mutating func parts(
    _ composite: TypeGrammar.Composite, word: String, from start: Int, depth: Int
  ) throws(TypeTextError) -> DataType {
    let closing: Unicode.Scalar = skip("<") ? ">" : ")"
    if closing == ")" { _ = skip("(") }
    var type: DataType
    switch composite {
    case .opaque:
      try skipToClosing(closing)
      let inner = String(decoding: bytes[(start + word.utf8.count)..<position], as: UTF8.self)
      return .scalar(word + inner, parameters: [])
    case .array:
      type = .array(try self.type(depth: depth + 1))
      try skipAttributes()
    case .map:
      let key = try self.type(depth: depth + 1)
      guard skip(",") else { throw failure("',' is missing") }
      type = .map(key: key, value: try self.type(depth: depth + 1))
      try skipAttributes()
    case .structure:
      var fields: [Column] = []
      repeat {
        if isNext(closing), fields.isEmpty { break }
        fields.append(try field(depth: depth))
      } while skip(",")
      if let clash = ColumnNames.clash(fields) { throw failure(clash.message) }
      type = .structure(fields)
    }
    guard skip(closing) else {
      throw failure(
        position == bytes.count ? "'\(closing)' is missing" : "expected '\(closing)', found '\(rest)'")
    }
    return type
  }

  private mutating func field(depth: Int) throws(TypeTextError) -> Column {
    skipSpace()
    guard let name = try takeQuoted() ?? takeFieldName() else {
      throw failure(position == bytes.count ? "a field is missing" : "expected a field, found '\(rest)'")
    }
    _ = skip(":")
    let type = try type(depth: depth + 1)
    return Column(name, type, mode: try skipAttributes() ? .required : nil).folded(by: grammar.folding)
  }

  /// Reads over what stands behind a type; whether NOT NULL was among it.
  @discardableResult
  private mutating func skipAttributes() throws(TypeTextError) -> Bool {
    var isRequired = false
    while let word = takeWord() {
      switch word.uppercased() {
      case "NOT": isRequired = true
      case "NULL": break
      case "COMMENT", "COLLATE", "DEFAULT":
        skipSpace()
        if try takeQuoted() == nil { _ = takeWord() }
      default: throw failure("unexpected '\(word.clipped())' after the type")
      }
    }
    return isRequired
  }

  private mutating func skipToClosing(_ closing: Unicode.Scalar) throws(TypeTextError) {
    var depth = 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        while position < bytes.count, bytes[position] != byte { position += 1 }
        position += 1
      case UInt8(ascii: "("), UInt8(ascii: "<"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: ">"):
        depth -= 1
        if depth == 0 { return }
      default: break
      }
    }
    position = min(position, bytes.count)
    throw failure("'\(closing)' is missing")
  }

  // MARK: Words and signs

  private var rest: String { String(decoding: bytes[position...].prefix(24), as: UTF8.self) }

  private func failure(_ message: String) -> TypeTextError {
    TypeTextError(offset: position, message: message, nearest: nil)
  }

  private mutating func skipSpace() {
    while position < bytes.count, (bytes[position] == 0x20 || (0x09...0x0D).contains(bytes[position])) {
      position += 1
    }
  }

  private mutating func isNext(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    return position < bytes.count && bytes[position] == UInt8(ascii: sign)
  }

  private mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    guard isNext(sign) else { return false }
    position += 1
    return true
  }

  private mutating func takeWord() -> String? {
    skipSpace()
    return take { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "$"),
        0x80...:
        true
      default: false
      }
    }
  }

  /// A field's name without quotes: everything up to a colon or a space.
  private mutating func takeFieldName() -> String? {
    take { byte in
      switch byte {
      case 0...0x20, UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "("),
        UInt8(ascii: ")"):
        false
      default: true
      }
    }
  }

  private mutating func take(while isPart: (UInt8) -> Bool) -> String? {
    let start = position
    while position < bytes.count, isPart(bytes[position]) { position += 1 }
    return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
  }

  /// A name or a text between quotes, which stand twice inside of it; nil where there is none.
  private mutating func takeQuoted() throws(TypeTextError) -> String? {
    guard position < bytes.count, ["\"", "`", "'"].contains(Unicode.Scalar(bytes[position])) else {
      return nil
    }
    let quote = bytes[position]
    let start = position
    var name: [UInt8] = []
    position += 1
    while position < bytes.count {
      if bytes[position] == quote {
        position += 1
        guard position < bytes.count, bytes[position] == quote else {
          return String(decoding: name, as: UTF8.self)
        }
      }
      name.append(bytes[position])
      position += 1
    }
    position = start
    throw failure("what begins with a quote has no end")
  }
}
