import Text

/// The text of comments in a script.
package enum ScriptComment {
  private static let width = 110
  private static let mostNames = 100

  /// Lines behind `--`, those too long for a reader in several; those behind the first stand further in.
  package static func text(_ lines: [String]) -> String {
    lines.flatMap(wrapped).map { $0.isEmpty ? "--\n" : "-- \($0)\n" }.joined()
  }

  /// Names with commas between them, safe to print, and not all where they are many.
  package static func list(_ names: [String]) -> String {
    let shown = names.prefix(mostNames).map { SafeText.printable($0, limit: 80) }.joined(separator: ", ")
    return names.count > mostNames ? "\(shown) and \(Count.grouped(names.count - mostNames)) more" : shown
  }

  private static func wrapped(_ line: String) -> [String] {
    let start = line.prefix { $0 == " " }
    var lines: [String] = []
    var current = String(start)
    var isEmpty = true
    for word in line.dropFirst(start.count).split(separator: " ") {
      if !isEmpty, current.count + 1 + word.count > width {
        lines.append(current)
        current = "\(start)  "
        isEmpty = true
      }
      current += isEmpty ? String(word) : " \(word)"
      isEmpty = false
    }
    return lines + [current]
  }
}
