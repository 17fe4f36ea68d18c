/// The first thing in a text that is not JSON, and where.
///
/// The parser that reads exports says that a text is not JSON but not where; this one is only asked then. Source: RFC
/// 8259.
package struct JSONFault: Error, Hashable, Sendable {
  /// Offset in bytes, from 0.
  package let offset: Int
  /// What is wrong there.
  package let message: String

  /// The first fault in `text`; nil where it is one whole JSON value.
  package static func find(in text: UnsafeRawBufferPointer) -> JSONFault? {
    var reader = Reader(text: text)
    do throws(JSONFault) {
      try reader.document()
      return nil
    } catch {
      return error
    }
  }
}

extension JSONFault {
  /// Walks through a text by hand, without recursion, so that no depth of nesting is too deep.
  private struct Reader {
    let text: UnsafeRawBufferPointer
    var position = 0
    /// The closing brackets that are still to come.
    var open: [UInt8] = []

    init(text: UnsafeRawBufferPointer) { self.text = text }

    mutating func document() throws(JSONFault) {
      try value()
      while let closing = open.last {
        skipSpace()
        guard position < text.count else { throw ending(closing) }
        let byte = text[position]
        if byte == closing {
          position += 1
          open.removeLast()
        } else if byte == UInt8(ascii: ",") {
          position += 1
          skipSpace()
          if position < text.count, text[position] == closing {
            throw JSONFault(offset: position, message: "a value is missing behind the comma")
          }
          if closing == UInt8(ascii: "}") { try key() }
          try value()
        } else {
          throw JSONFault(
            offset: position, message: "expected ',' or '\(character(closing))', found \(found)")
        }
      }
      skipSpace()
      if position < text.count {
        throw JSONFault(offset: position, message: "unexpected \(found) behind the value")
      }
    }

    /// A key and the colon behind it.
    private mutating func key() throws(JSONFault) {
      let closing = UInt8(ascii: "}")
      skipSpace()
      guard position < text.count else { throw ending(closing) }
      guard text[position] == UInt8(ascii: "\"") else {
        throw JSONFault(offset: position, message: "expected a key in quotes, found \(found)")
      }
      try string()
      skipSpace()
      guard position < text.count else { throw ending(closing) }
      guard text[position] == UInt8(ascii: ":") else {
        throw JSONFault(offset: position, message: "expected ':' behind the key, found \(found)")
      }
      position += 1
    }

    /// A value as far as its first value that is no bracket, or its first empty pair of brackets.
    private mutating func value() throws(JSONFault) {
      while true {
        skipSpace()
        guard position < text.count else {
          throw open.last.map(ending) ?? JSONFault(offset: position, message: "a value is missing")
        }
        let byte = text[position]
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          let closing = byte + 2
          position += 1
          skipSpace()
          open.append(closing)
          guard position < text.count else { throw ending(closing) }
          if text[position] == closing { return }
          if closing == UInt8(ascii: "}") { try key() }
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: return try word()
        }
      }
    }

    private mutating func string() throws(JSONFault) {
      let start = position
      position += 1
      while position < text.count {
        let byte = text[position]
        switch byte {
        case UInt8(ascii: "\""):
          position += 1
          return
        case UInt8(ascii: "\\"): try escape()
        case 0..<0x20:
          throw JSONFault(
            offset: position,
            message: byte == 0x0A
              ? "a string does not end on its line" : "a raw control character in a string")
        default: position += 1
        }
      }
      throw JSONFault(offset: start, message: "a string has no end")
    }

    private mutating func escape() throws(JSONFault) {
      let start = position
      position += 2
      guard start + 1 < text.count else { throw JSONFault(offset: start, message: "a string has no end") }
      switch text[start + 1] {
      case UInt8(ascii: "u"):
        let unit = try codeUnit(start)
        if (0xDC00...0xDFFF).contains(unit) {
          throw JSONFault(offset: start, message: "half of a surrogate pair in a string")
        }
        guard (0xD800...0xDBFF).contains(unit) else { return }
        let second = position
        guard second + 1 < text.count, text[second] == UInt8(ascii: "\\"),
          text[second + 1] == UInt8(ascii: "u")
        else {
          throw JSONFault(offset: start, message: "half of a surrogate pair in a string")
        }
        position += 2
        guard (0xDC00...0xDFFF).contains(try codeUnit(second)) else {
          throw JSONFault(offset: start, message: "half of a surrogate pair in a string")
        }
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
        UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
        break
      default: throw JSONFault(offset: start, message: "an unknown escape sequence in a string")
      }
    }

    private mutating func codeUnit(_ start: Int) throws(JSONFault) -> Int {
      let digits = String(decoding: text[position..<min(position + 4, text.count)], as: UTF8.self)
      guard digits.utf8.count == 4, digits.utf8.allSatisfy(\.isHexDigit), let unit = Int(digits, radix: 16)
      else {
        throw JSONFault(offset: start, message: "an escape sequence without four hexadecimal digits")
      }
      position += 4
      return unit
    }

    private mutating func number() throws(JSONFault) {
      let start = position
      if text[position] == UInt8(ascii: "-") { position += 1 }
      let whole = position
      let digits = skipDigits()
      if digits == 0 || digits > 1 && text[whole] == UInt8(ascii: "0") {
        throw JSONFault(offset: start, message: "not a number")
      }
      if position < text.count, text[position] == UInt8(ascii: ".") {
        position += 1
        if skipDigits() == 0 { throw JSONFault(offset: start, message: "not a number") }
      }
      if position < text.count, text[position] | 0x20 == UInt8(ascii: "e") {
        position += 1
        if position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
          position += 1
        }
        if skipDigits() == 0 { throw JSONFault(offset: start, message: "not a number") }
      }
    }

    private mutating func skipDigits() -> Int {
      let start = position
      while position < text.count, (0x30...0x39).contains(text[position]) { position += 1 }
      return position - start
    }

    private mutating func word() throws(JSONFault) {
      let start = position
      for word in ["true", "false", "null"] where text[start...].starts(with: word.utf8) {
        position += word.utf8.count
        return
      }
      throw JSONFault(offset: start, message: "expected a value, found \(found)")
    }

    private mutating func skipSpace() {
      while position < text.count, text[position].isJSONSpace { position += 1 }
    }

    private func ending(_ closing: UInt8) -> JSONFault {
      JSONFault(offset: text.count, message: "the text ends where '\(character(closing))' is still to come")
    }

    private func character(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }

    private var found: String {
      let byte = text[position]
      return (0x21...0x7E).contains(byte) ? "'\(character(byte))'" : "byte 0x\(String(byte, radix: 16))"
    }
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
  }
}

/// Invalid UTF-8 and byte order marks: what can be wrong with a text before it is looked at as JSON.
package enum TextEncoding {
  /// The offset of the first byte that does not belong to UTF-8 text; nil where all is well.
  package static func firstInvalidByte(_ text: UnsafeRawBufferPointer) -> Int? {
    text.withMemoryRebound(to: UInt8.self) { bytes in
      do throws(UTF8.ValidationError) {
        _ = try UTF8Span(validating: bytes.span)
        return nil
      } catch {
        return error.byteOffsets.lowerBound
      }
    }
  }
}
