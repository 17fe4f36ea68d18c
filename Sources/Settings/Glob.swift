/// A name pattern: `*` (any run), `?` (any one), `[a-z]`, `[!a]`, `{a,b}`, and a backslash before a character that
/// stands for itself.
///
/// Compiled once; matching takes time linear in the text, whatever the pattern.
package struct Glob: Sendable {
  /// The pattern as written.
  package let pattern: String
  package let parts: [GlobPart]
  private let program: Program

  private enum Program: Sendable {
    /// Most patterns have at most one `*` and nothing else special: two comparisons of bytes.
    case ends(prefix: [UInt8], suffix: [UInt8]?)
    case expression(LinearExpression)
  }

  /// Compiles a pattern.
  ///
  /// - Throws: `GlobError` where a bracket or brace is not closed, a range runs backwards, or a backslash ends it, or
  ///   where it is longer than any list of names.
  package init(_ pattern: String) throws(GlobError) {
    self.pattern = pattern
    var parser = GlobParser(pattern)
    parts = try parser.pattern()
    if let ends = Self.ends(of: parts) {
      program = ends
    } else {
      do throws(GlobError) {
        program = .expression(try LinearExpression(GlobExpression.text(of: parts)))
      } catch {
        // What the parser has understood can only be too much.
        throw GlobError(message: "the pattern is too large")
      }
    }
  }

  /// Whether the whole text fits the pattern.
  package func matches(_ text: String) -> Bool {
    switch program {
    case .ends(let prefix, let suffix):
      let bytes = text.utf8
      guard let suffix else { return bytes.elementsEqual(prefix) }
      return bytes.count >= prefix.count + suffix.count && bytes.starts(with: prefix)
        && bytes.suffix(suffix.count).elementsEqual(suffix)
    case .expression(let expression):
      return expression.matchesWhole(text)
    }
  }

  /// The pattern that matches exactly `text`.
  package static func escaped(_ text: some StringProtocol) -> String {
    var pattern = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if "*?[]{}\\".unicodeScalars.contains(scalar) { pattern.append("\\") }
      pattern.append(scalar)
    }
    return String(pattern)
  }

  private static func ends(of parts: [GlobPart]) -> Program? {
    var texts: [String.UnicodeScalarView] = [String.UnicodeScalarView()]
    for part in parts {
      switch part {
      case .literal(let scalar): texts[texts.count - 1].append(scalar)
      case .star: texts.append(String.UnicodeScalarView())
      case .any, .set, .either: return nil
      }
    }
    guard texts.count <= 2 else { return nil }
    let bytes = texts.map { Array(String($0).utf8) }
    return .ends(prefix: bytes[0], suffix: bytes.count == 2 ? bytes[1] : nil)
  }
}

extension Glob: Hashable, CustomStringConvertible {
  /// Patterns are equal where they are written alike.
  package static func == (left: Glob, right: Glob) -> Bool { left.pattern == right.pattern }

  /// Hashes the pattern as written.
  package func hash(into hasher: inout Hasher) { hasher.combine(pattern) }

  /// The pattern as written.
  package var description: String { pattern }
}

/// Why a text is not a pattern.
package struct GlobError: Error, Hashable, Sendable {
  /// What is wrong, without the pattern.
  package let message: String
}

/// One element of a pattern.
package enum GlobPart: Sendable, Hashable {
  case literal(Unicode.Scalar)
  case any
  case star
  case set([ClosedRange<Unicode.Scalar>], negated: Bool)
  case either([[GlobPart]])
}

/// Reads a pattern.
struct GlobParser {
  private static let deepestNesting = 20
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

  mutating func pattern() throws(GlobError) -> [GlobPart] { try sequence(depth: 0) }

  private mutating func sequence(depth: Int) throws(GlobError) -> [GlobPart] {
    var parts: [GlobPart] = []
    while position < scalars.count {
      let scalar = scalars[position]
      if depth > 0, scalar == "," || scalar == "}" { break }
      position += 1
      switch scalar {
      case "*": if parts.last != .star { parts.append(.star) }
      case "?": parts.append(.any)
      case "[": parts.append(try set())
      case "{": parts.append(try either(depth: depth + 1))
      case "\\": parts.append(.literal(try escapedScalar()))
      default: parts.append(.literal(scalar))
      }
    }
    return parts
  }

  private mutating func either(depth: Int) throws(GlobError) -> GlobPart {
    guard depth <= Self.deepestNesting else { throw GlobError(message: "the braces are nested too deeply") }
    var alternatives: [[GlobPart]] = []
    while true {
      alternatives.append(try sequence(depth: depth))
      guard position < scalars.count else { throw GlobError(message: "'{' is not closed") }
      position += 1
      if scalars[position - 1] == "}" { return .either(alternatives) }
    }
  }

  private mutating func set() throws(GlobError) -> GlobPart {
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    let negated = position < scalars.count && (scalars[position] == "!" || scalars[position] == "^")
    if negated { position += 1 }
    // As in a shell, a bracket that comes first stands for itself.
    var isFirst = true
    while position < scalars.count {
      if scalars[position] == "]", !isFirst {
        position += 1
        return .set(ranges, negated: negated)
      }
      isFirst = false
      let low = try member()
      if position + 1 < scalars.count, scalars[position] == "-", scalars[position + 1] != "]" {
        position += 1
        let high = try member()
        guard low <= high else { throw GlobError(message: "the range '\(low)-\(high)' runs backwards") }
        ranges.append(low...high)
      } else {
        ranges.append(low...low)
      }
    }
    throw GlobError(message: "'[' is not closed")
  }

  private mutating func member() throws(GlobError) -> Unicode.Scalar {
    let scalar = scalars[position]
    position += 1
    return scalar == "\\" ? try escapedScalar() : scalar
  }

  private mutating func escapedScalar() throws(GlobError) -> Unicode.Scalar {
    guard position < scalars.count else { throw GlobError(message: "nothing follows the last backslash") }
    position += 1
    return scalars[position - 1]
  }
}
