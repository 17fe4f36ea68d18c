import Platform

/// Finds where the values in a stretch of JSON text end, without reading them.
///
/// Knows strings and brackets and nothing else; whether the text is JSON at all is for the parser to say.
package struct ElementScanner {
  /// Where a scan came to.
  package struct Result {
    /// Offset behind the last whole value, the comma behind it included.
    package var end = 0
    /// Whole values before `end`.
    package var count = 0
    /// Offset of the bracket that closes the list, where it was met.
    package var closing: Int?
  }

  /// Scans values separated by commas, up to the `]` that closes their list or to the end of the text, and notes where
  /// each begins.
  ///
  /// A value counts as whole once the comma or the bracket behind it is there.
  package static func scanElements(_ text: UnsafeRawBufferPointer, starts: inout [Int]) -> Result {
    var result = Result()
    starts.removeAll(keepingCapacity: true)
    var depth = 0
    var expectsValue = true
    var position = 0
    while position < text.count {
      let byte = text[position]
      if byte == UInt8(ascii: "\"") {
        if expectsValue { starts.append(position) }
        expectsValue = false
        guard let end = endOfString(text, from: position + 1) else { return result }
        position = end
        continue
      }
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if expectsValue { starts.append(position) }
        expectsValue = false
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 {
          if !expectsValue { result.count += 1 }
          result.end = position
          result.closing = position
          return result
        }
        depth -= 1
      case UInt8(ascii: ","):
        if depth == 0 {
          if expectsValue { starts.append(position) }
          result.end = position + 1
          result.count += 1
          expectsValue = true
        }
      case 0x20, 0x09, 0x0A, 0x0D: break
      default:
        if expectsValue { starts.append(position) }
        expectsValue = false
      }
      position += 1
    }
    return result
  }

  /// The offset behind the object or array that begins at `start`; nil where it does not end within the text.
  package static func endOfValue(_ text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var depth = 0
    var position = start
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "\""):
        guard let end = endOfString(text, from: position + 1) else { return nil }
        position = end
        if depth == 0 { return position }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth <= 0 { return position + 1 }
      default: break
      }
      position += 1
    }
    return nil
  }

  /// The offset behind the closing quote of a string whose first byte is at `start`.
  private static func endOfString(_ text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = text.baseAddress else { return nil }
    var position = start
    while position < text.count {
      guard let found = Memory.first(0x22, in: base + position, text.count - position) else { return nil }
      let quote = found - base
      var backslashes = 0
      while quote - backslashes > start, text[quote - backslashes - 1] == UInt8(ascii: "\\") {
        backslashes += 1
      }
      position = quote + 1
      if backslashes % 2 == 0 { return position }
    }
    return nil
  }

  /// The last place in `text` where one object ends and the next begins on a line of its own: the offset behind the
  /// newline. No newline stands inside of a JSON string, and inside of a value a comma would stand between the two.
  package static func lastLineBreakBetweenObjects(_ text: UnsafeRawBufferPointer) -> Int? {
    var newline = text.count - 1
    while newline >= 0 {
      guard text[newline] == 0x0A else {
        newline -= 1
        continue
      }
      var before = newline - 1
      while before >= 0, text[before].isJSONSpace { before -= 1 }
      var after = newline + 1
      while after < text.count, text[after].isJSONSpace { after += 1 }
      if before >= 0, text[before] == UInt8(ascii: "}"), after < text.count, text[after] == UInt8(ascii: "{")
      {
        return newline + 1
      }
      newline = before
    }
    return nil
  }

  /// The first such place from `start` on where the next object begins its line; the offset of that object.
  package static func lineBreakBetweenObjects(_ text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = text.baseAddress else { return nil }
    var position = start
    while position < text.count, let found = Memory.first(0x0A, in: base + position, text.count - position) {
      position = found - base + 1
      var before = position - 1
      while before > 0, text[before - 1].isJSONSpace { before -= 1 }
      if before > 0, text[before - 1] == UInt8(ascii: "}"), position < text.count,
        text[position] == UInt8(ascii: "{")
      {
        return position
      }
    }
    return nil
  }
}

extension UInt8 {
  /// Space, tab, line feed or carriage return: what JSON allows between its parts.
  @inlinable package var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
