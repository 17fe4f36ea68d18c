/// Text that is safe to print, whatever an export holds.
package enum SafeText {
  /// `printable` text that no CI system takes for a command, even as a line of its own: GitHub obeys lines that start
  /// with `::`, white space before it or not.
  package static func line(_ text: String, limit: Int = 2048) -> String {
    let printable = printable(text, limit: limit)
    let start = printable.drop { $0.isWhitespace }
    guard start.hasPrefix("::") else { return printable }
    return printable[..<start.startIndex] + escape(":") + start.dropFirst()
  }

  /// The text with everything escaped as `\u{…}` that a terminal or a CI log would obey or not show, and clipped with
  /// an ellipsis after `limit` scalars.
  ///
  /// `##[` and `##vso[` are commands to GitHub and Azure wherever they stand in a line, so they are broken up as well.
  package static func printable(_ text: String, limit: Int = 2048) -> String {
    // Nearly all names are such, and there may be a million of them.
    let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "#") }
    if isPlain, text.utf8.count <= limit { return text }
    var result = String.UnicodeScalarView()
    var taken = 0
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      guard taken < limit else {
        result.append("…")
        break
      }
      let scalar = scalars[index]
      if isUnsafe(scalar) || startsCommand(scalars[index...]) {
        result.append(contentsOf: escape(scalar).unicodeScalars)
      } else {
        result.append(scalar)
      }
      taken += 1
      index = scalars.index(after: index)
    }
    return String(result)
  }

  private static func startsCommand(_ scalars: Substring.UnicodeScalarView) -> Bool {
    guard scalars.first == "#" else { return false }
    let start = String(Substring(scalars.prefix(6)))
    return start.hasPrefix("##[") || start.hasPrefix("##vso[")
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    "\\u{\(String(scalar.value, radix: 16))}"
  }
}
