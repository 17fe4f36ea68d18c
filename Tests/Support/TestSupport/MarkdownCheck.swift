@testable import Text

/// Reads Markdown as GitHub does, as far as it takes to tell whether a name broke it.
enum MarkdownCheck {
  /// What is wrong with the text, if anything.
  static func complaints(_ text: String) -> [String] {
    var complaints: [String] = []
    var cells: Int?
    var depth = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let (bare, isClosed) = outsideOfCode(line)
      let pipes = pipes(line)
      if !isClosed { complaints.append("code span is not closed: \(line)") }
      if line.hasPrefix("|") {
        if let cells, cells != pipes { complaints.append("\(pipes) pipes instead of \(cells): \(line)") }
        cells = cells ?? pipes
      } else {
        cells = nil
      }
      if line.hasPrefix("<details>") { depth += 1 }
      if line == "</details>" { depth -= 1 }
      if !(0...1).contains(depth) { complaints.append("details inside of details: \(line)") }
      complaints += foreignMarkup(bare).map { "\($0) in: \(line)" }
      // Printable ASCII is safe, and most of a report.
      if !line.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
        complaints += line.unicodeScalars.filter(SafeText.isUnsafe).map { "U+\($0.value) in: \(line)" }
      }
    }
    if depth != 0 { complaints.append("details are not closed") }
    if text.contains("\n\n\n") { complaints.append("two empty lines in a row") }
    return complaints
  }

  /// Marks outside of code that are none of the report's own.
  private static func foreignMarkup(_ bare: String) -> [String] {
    // Every mark has one of these signs, and patterns are slow in debug builds.
    guard bare.utf8.contains(where: { "<@]#".utf8.contains($0) }) else { return [] }
    var rest = bare
    for mark in [
      "<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>", "<!-- -->", "| <1 % |",
    ] {
      rest = rest.replacing(mark, with: " ")
    }
    rest = rest.replacing(/&#\d+;/, with: " ")
    return [(/</, "markup"), (/@\w/, "mention"), (/\]\(/, "link"), (/#\d/, "number")].compactMap {
      rest.contains($0.0) ? $0.1 : nil
    }
  }

  /// Signs that divide cells: pipes without a backslash in front, in code spans too.
  private static func pipes(_ line: Substring) -> Int {
    var count = 0
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if scalar == "|", !isEscaped { count += 1 }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return count
  }

  /// The line without code spans and escaped signs, and whether every span ends.
  private static func outsideOfCode(_ line: Substring) -> (bare: String, isClosed: Bool) {
    let scalars = Array(line.unicodeScalars)
    var bare = String.UnicodeScalarView()
    var fence: Int?
    var index = 0
    while index < scalars.count {
      if scalars[index] == "`" {
        let run = scalars[index...].prefix { $0 == "`" }.count
        if fence == nil { fence = run } else if fence == run { fence = nil }
        index += run
        continue
      }
      let isEscape = scalars[index] == "\\" && fence == nil
      if fence == nil { bare.append(isEscape ? " " : scalars[index]) }
      index += isEscape ? 2 : 1
    }
    return (String(bare), fence == nil)
  }
}
