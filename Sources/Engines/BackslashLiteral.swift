import Text

/// Literals of engines whose backslash escapes what stands behind it.
enum BackslashLiteral {
  /// A text between apostrophes; what a terminal would obey as an escape sequence.
  static func of(_ text: String) -> String {
    var literal = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": literal += "\\\\"
      case "'": literal += "\\'"
      case _ where scalar.value <= 0xFFFF && SafeText.isUnsafe(scalar):
        let hex = String(scalar.value, radix: 16)
        literal += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "'"
  }
}
