/// Looks at a JSON value that is too long for a window while it is read: what no schema holds is refused before it is in
/// memory.
///
/// Each byte is looked at once, however often the text has grown.
package struct LongValue {
  /// The longest string, in bytes: names, descriptions and values of sample records are shorter.
  package static let usualString = 16 << 20
  /// The longest number, and the longest run of anything else without quotes.
  package static let longestBareword = 1 << 16
  /// The deepest nesting, which is the parser's too.
  package static let deepestNesting = 1_024

  /// What is wrong, and the offset at which it begins.
  package struct Fault: Hashable, Sendable {
    /// Where the part begins that is too long.
    package let offset: Int
    /// What is wrong, without a full stop.
    package let message: String
  }

  private enum Part {
    case space
    case string
    case bareword
  }

  private let longestString: Int
  private var part = Part.space
  private var start = 0
  private var position = 0
  private var isEscaped = false
  private var depth = 0

  /// Nothing looked at yet.
  ///
  /// - Parameter longestString: The longest string, and the most white space between two parts, in bytes.
  package init(longestString: Int = LongValue.usualString) { self.longestString = longestString }

  /// Looks at the bytes that are new in a text, which begins as it did before.
  package mutating func fault(in text: UnsafeRawBufferPointer) -> Fault? {
    while position < text.count {
      let byte = text[position]
      switch part {
      case .string:
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          if position - start > longestString { return tooLong }
          begin(.space, at: position + 1)
        }
      case .space, .bareword:
        switch byte {
        case UInt8(ascii: "\""):
          if let tooLong { return tooLong }
          begin(.string, at: position)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          if let tooLong { return tooLong }
          depth += 1
          if depth > Self.deepestNesting {
            return Fault(offset: position, message: "values are nested more than 1,024 deep")
          }
          begin(.space, at: position + 1)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if let tooLong { return tooLong }
          depth -= 1
          begin(.space, at: position + 1)
        case UInt8(ascii: ","), UInt8(ascii: ":"):
          if let tooLong { return tooLong }
          begin(.space, at: position + 1)
        default:
          if byte.isJSONSpace != (part == .space) {
            if let tooLong { return tooLong }
            begin(byte.isJSONSpace ? .space : .bareword, at: position)
          }
        }
      }
      position += 1
    }
    return tooLong
  }

  private mutating func begin(_ part: Part, at offset: Int) {
    self.part = part
    start = offset
  }

  /// What is wrong with the part that is being read; nil where it is not too long.
  private var tooLong: Fault? {
    let message: String
    switch part {
    case .string where position - start > longestString:
      message = "a single string is longer than \(longestString >> 20) MB"
    case .bareword where position - start > Self.longestBareword:
      message = "a single number, or other value without quotes, is longer than 64 kB"
    case .space where position - start > longestString:
      message = "more than \(longestString >> 20) MB of white space"
    case .string, .bareword, .space: return nil
    }
    return Fault(offset: start, message: message)
  }
}
