import Platform
import Text

/// Names of suites and tests that every consumer takes: single-spaced, at most 512 characters, never empty.
enum JUnitName {
  private static let limit = 512

  /// The name, as far as it can stay as it is. A name that has to change ends in a digest of the real one, so that two
  /// names never become one and a name never depends on its neighbours.
  static func of(_ text: String) -> String {
    let printable = SafeText.line(text, limit: limit)
    let words = printable.split(separator: " ", omittingEmptySubsequences: true)
    let name = words.joined(separator: " ")
    if name == text, !isReserved(name) { return name }
    let digest = " #" + Digest.hex([text], digits: 8)
    var start = name.unicodeScalars.prefix(limit - digest.count)
    if start.last == " " { start.removeLast() }
    return (start.isEmpty ? "(empty)" : String(start)) + digest
  }

  /// Of names that belong together, `names` in the same order and each of them once.
  static func unique(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      var candidate = name
      var number = 2
      while !taken.insert(candidate).inserted {
        candidate = of("\(name) (\(number))")
        number += 1
      }
      return candidate
    }
  }

  /// The test for what concerns no single column.
  static let table = "(table)"

  private static func isReserved(_ name: String) -> Bool { name.isEmpty || name == table }
}
