/// A pattern for names as a regular expression.
enum GlobExpression {
  /// The expression whose whole matches are those of the pattern.
  static func text(of parts: [GlobPart]) -> String {
    var text = String.UnicodeScalarView()
    // `.` fits line breaks too.
    text.append(contentsOf: "(?s)".unicodeScalars)
    append(parts, to: &text)
    return String(text)
  }

  private static func append(_ parts: [GlobPart], to text: inout String.UnicodeScalarView) {
    for part in parts {
      switch part {
      case .literal(let scalar): append(scalar, to: &text)
      case .any: text.append(".")
      case .star: text.append(contentsOf: ".*".unicodeScalars)
      case .set(let ranges, let negated):
        text.append(contentsOf: (negated ? "[^" : "[").unicodeScalars)
        for range in ranges {
          append(range.lowerBound, to: &text)
          text.append("-")
          append(range.upperBound, to: &text)
        }
        text.append("]")
      case .either(let alternatives):
        text.append(contentsOf: "(?:".unicodeScalars)
        for (index, alternative) in alternatives.enumerated() {
          if index > 0 { text.append("|") }
          append(alternative, to: &text)
        }
        text.append(")")
      }
    }
  }

  /// A scalar that stands for itself, also between brackets.
  private static func append(_ scalar: Unicode.Scalar, to text: inout String.UnicodeScalarView) {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_": text.append(scalar)
    default:
      text.append(contentsOf: "\\x{\(String(scalar.value, radix: 16))}".unicodeScalars)
    }
  }
}
