import Engines
import Settings

/// A name pattern in the words of an engine: the same names fit.
enum GlobCondition {
  /// The condition that a text fits the pattern.
  static func sql(_ glob: Glob, of text: String, _ dialect: any CatalogDialect) -> String {
    guard let parts = likeParts(glob.parts) else {
      return dialect.fits(text, expression: expression(glob.parts))
    }
    guard parts.contains(.any) else {
      let name = parts.map { if case .text(let text) = $0 { text } else { "" } }.joined()
      return "\(text) = \(dialect.string(name))"
    }
    return dialect.isLike(text, parts)
  }

  /// The pattern as runs of characters and what may stand between them; nil where that does not do.
  private static func likeParts(_ parts: [GlobPart]) -> [LikePart]? {
    var like: [LikePart] = []
    for part in parts {
      switch part {
      case .literal(let scalar):
        if case .text(let text) = like.last {
          like[like.count - 1] = .text(text + String(scalar))
        } else {
          like.append(.text(String(scalar)))
        }
      case .star: like.append(.any)
      case .any, .set, .either: return nil
      }
    }
    return like
  }

  /// A regular expression for a whole text, in which `.` has to fit line breaks too.
  ///
  /// It keeps to what RE2, Java, Python, and PostgreSQL's advanced expressions read alike.
  static func expression(_ parts: [GlobPart]) -> String {
    parts.map { part in
      switch part {
      case .literal(let scalar): escaped(scalar)
      case .any: "."
      case .star: ".*"
      case .set(let ranges, let negated): set(ranges, negated: negated)
      case .either(let alternatives): "(" + alternatives.map(expression).joined(separator: "|") + ")"
      }
    }.joined()
  }

  private static func set(_ ranges: [ClosedRange<Unicode.Scalar>], negated: Bool) -> String {
    let members = ranges.map { range in
      range.lowerBound == range.upperBound
        ? escaped(range.lowerBound) : "\(escaped(range.lowerBound))-\(escaped(range.upperBound))"
    }
    return "[\(negated ? "^" : "")\(members.joined())]"
  }

  /// A backslash before a sign of ASCII makes it stand for itself everywhere.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let isSign =
      scalar.isASCII && scalar.value > 0x20 && scalar.value < 0x7F && scalar != "_"
      && !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
    return (isSign ? "\\" : "") + String(scalar)
  }
}
