import Platform

/// Comments between values of JSON, `// …` and `/* … */`, as Avro's parsers pass them over.
package enum JSONComments {
  /// Replaces comments by spaces, so that all places stay.
  package static func blank(in space: UnsafeMutableRawBufferPointer, count: Int) {
    let text = UnsafeMutableRawBufferPointer(rebasing: space[..<min(count, space.count)])
    guard mayHaveComment(UnsafeRawBufferPointer(text)) else { return }
    var position = 0
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "\""): position = endOfString(text, from: position + 1)
      case UInt8(ascii: "/") where position + 1 < text.count:
        switch text[position + 1] {
        case UInt8(ascii: "/"): position = blank(text, from: position) { text, end in text[end] == 0x0A }
        case UInt8(ascii: "*"):
          let end = blank(text, from: position + 2) { text, end in
            text[end] == UInt8(ascii: "*") && end + 1 < text.count && text[end + 1] == UInt8(ascii: "/")
          }
          // One that does not end is no comment.
          for index in [position, position + 1, end, end + 1] where index < text.count { text[index] = 0x20 }
          position = end + 2
        default: position += 1
        }
      default: position += 1
      }
    }
  }

  /// Whether a slash stands before another, or before an asterisk, and not behind a colon as in an address.
  private static func mayHaveComment(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let base = text.baseAddress else { return false }
    var position = 0
    while position < text.count, let found = Memory.first(0x2F, in: base + position, text.count - position) {
      let place = found - base
      let next = place + 1 < text.count ? text[place + 1] : 0
      let isBehindColon = place > 0 && text[place - 1] == UInt8(ascii: ":")
      if next == UInt8(ascii: "*") || next == UInt8(ascii: "/") && !isBehindColon { return true }
      position = place + (next == UInt8(ascii: "/") ? 2 : 1)
    }
    return false
  }

  /// Replaces bytes up to an end; where that is.
  private static func blank(
    _ text: UnsafeMutableRawBufferPointer, from start: Int,
    upTo isEnd: (UnsafeMutableRawBufferPointer, Int) -> Bool
  ) -> Int {
    var end = start
    while end < text.count, !isEnd(text, end) {
      if text[end] != 0x0A, text[end] != 0x0D { text[end] = 0x20 }
      end += 1
    }
    return end
  }

  private static func endOfString(_ text: UnsafeMutableRawBufferPointer, from start: Int) -> Int {
    var position = start
    while position < text.count {
      if text[position] == UInt8(ascii: "\\") {
        position += 2
        continue
      }
      if text[position] == UInt8(ascii: "\"") { return position + 1 }
      position += 1
    }
    return position
  }
}
