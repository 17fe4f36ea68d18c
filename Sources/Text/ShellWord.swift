/// Words of a command line that a reader may copy.
package enum ShellWord {
  /// The text as one word of a POSIX shell.
  package static func quoted(_ text: String) -> String {
    isPlain(text) ? text : inQuotes(SafeText.printable(text, limit: 400))
  }

  /// The text as one word of a POSIX shell; nil where it holds what no line of a report can show as it is.
  package static func exact(_ text: String) -> String? {
    if isPlain(text) { return text }
    return SafeText.printable(text, limit: longest) == text ? inQuotes(text) : nil
  }

  private static let longest = 4000

  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
          UInt8(ascii: "/"):
          true
        default: false
        }
      }
  }

  private static func inQuotes(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
