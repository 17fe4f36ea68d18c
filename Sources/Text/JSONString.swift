/// Text as a string of JSON.
///
/// What a terminal would obey is escaped like what JSON demands: people look at reports with `cat`.
package enum JSONString {
  /// The text in quotes.
  package static func encoded(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return bytes
  }

  /// Appends the text in quotes.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(quote)
    appendContent(text, to: &bytes)
    bytes.append(quote)
  }

  /// Appends the text without quotes around it.
  package static func appendContent(_ text: String, to bytes: inout [UInt8]) {
    // Nearly all names are plain, and there may be a million of them.
    let isPlain = text.utf8.withContiguousStorageIfAvailable { utf8 in
      guard utf8.allSatisfy(needsNoEscape) else { return false }
      bytes.append(contentsOf: utf8)
      return true
    }
    if isPlain != true { appendEscaped(text, to: &bytes) }
  }

  private static let quote = UInt8(ascii: "\"")

  private static func needsNoEscape(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != quote && byte != UInt8(ascii: "\\")
  }

  private static func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: "\\\"".utf8)
      case "\\": bytes.append(contentsOf: "\\\\".utf8)
      case "\n": bytes.append(contentsOf: "\\n".utf8)
      case "\r": bytes.append(contentsOf: "\\r".utf8)
      case "\t": bytes.append(contentsOf: "\\t".utf8)
      default:
        if SafeText.isUnsafe(scalar) {
          for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
            let hex = String(unit, radix: 16)
            bytes.append(contentsOf: "\\u".utf8)
            bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - hex.utf8.count))
            bytes.append(contentsOf: hex.utf8)
          }
        } else {
          bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
      }
    }
  }
}
