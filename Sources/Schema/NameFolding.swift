/// Which names of columns an engine takes for one.
///
/// Never by Unicode's normal forms: é as one scalar and as two are two names in every engine.
package enum NameFolding: Hashable, Sendable {
  /// Names are as they are stored.
  case exact
  /// ASCII letters are one in either case, and no other letter.
  case ascii
  /// Letters are one with their lower case, each by itself: MySQL.
  case lowercase
  /// Letters are one with their upper case and with that one's lower case, each by itself: Java's `equalsIgnoreCase`.
  case javaIgnoringCase

  /// The name as the engine compares it.
  package func text(_ name: String) -> String {
    if self == .exact { return name }
    if name.utf8.allSatisfy({ $0 < 0x80 }) { return name.lowercased() }
    var text = String.UnicodeScalarView()
    for scalar in name.unicodeScalars { text.append(folded(scalar)) }
    return String(text)
  }

  /// What is equal of two names exactly where the engine takes them for one.
  ///
  /// Two texts of Swift are equal also where they differ in their normal form alone. Letters behind Latin ones may have
  /// several, so that a name with any of these becomes the numbers of its scalars.
  package func key(_ name: String) -> String {
    let text = text(name)
    guard text.unicodeScalars.contains(where: { $0.value >= 0x300 || $0 == "\u{1}" }) else { return text }
    return "\u{1}" + text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
  }

  /// Whether a path is a column, or a field in it.
  package func isPath(_ path: String, of column: String) -> Bool {
    let (path, column) = (Array(text(path).utf8), Array(text(column).utf8))
    guard path.starts(with: column) else { return false }
    return path.count == column.count || path[column.count] == UInt8(ascii: ".")
  }

  private func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch self {
    case .exact: scalar
    case .ascii: ("A"..."Z").contains(scalar) ? Self.lower(scalar) : scalar
    case .lowercase: Self.lower(scalar)
    case .javaIgnoringCase: Self.lower(Self.upper(scalar))
    }
  }

  private static func lower(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    // Its lower case alone is two scalars in Unicode's full mapping, and this one in the simple one.
    if scalar == "\u{130}" { return "i" }
    return only(scalar.properties.lowercaseMapping) ?? scalar
  }

  private static func upper(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    only(scalar.properties.uppercaseMapping) ?? scalar
  }

  private static func only(_ text: String) -> Unicode.Scalar? {
    text.unicodeScalars.count == 1 ? text.unicodeScalars.first : nil
  }
}
