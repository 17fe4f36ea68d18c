/// How GoogleSQL writes names.
package enum GoogleSQLIdentifier {
  /// The name as it stands in GoogleSQL text: plain where letters, digits and underscores allow it, otherwise between
  /// backticks with backslash escapes.
  package static func quotedIfNeeded(_ name: String) -> String {
    isPlain(name) ? name : quoted(name)
  }

  /// The name between backticks; backslashes, backticks and control characters as escape sequences.
  ///
  /// Source: GoogleSQL lexical structure, "Quoted identifiers": the same escape sequences as string literals.
  package static func quoted(_ name: String) -> String {
    var text = "`"
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "`": text += "\\`"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7f {
          let hex = String(scalar.value, radix: 16)
          text += "\\x" + (hex.count < 2 ? "0" : "") + hex
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    return text + "`"
  }

  /// Whether a name is letters, digits and underscores, and no digit first.
  package static func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
      default: false
      }
    }
  }
}
