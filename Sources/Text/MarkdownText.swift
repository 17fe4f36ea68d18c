/// Text that means the same in Markdown as it does here, whatever names it holds.
package enum MarkdownText {
  /// The most of a name that is shown.
  private static let longest = 200

  /// A name as a code span. Control characters are made visible, so that it stays on its line.
  ///
  /// Source: GitHub Flavored Markdown, "Code spans" (the fence is longer than any run of backticks in it) and "Tables"
  /// (`\|` is a pipe, in code spans too).
  package static func code(_ name: String, inTable: Bool = false, limit: Int = longest) -> String {
    let text = SafeText.printable(name, limit: limit)
    // Scalars, not characters: a sign with a combining mark behind it means what it means alone.
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last else { return "(empty)" }
    // A backslash in front of a pipe cannot be told from an escaped pipe, and a space at an end may be stripped.
    let hasEscapedPipe = zip(scalars, scalars.dropFirst()).contains { $0 == "\\" && $1 == "|" }
    if inTable && hasEscapedPipe || first == " " || last == " " { return element(text) }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: scalars) + 1)
    let padding = first == "`" || last == "`" ? " " : ""
    var content = String.UnicodeScalarView()
    for scalar in scalars {
      if inTable, scalar == "|" { content.append("\\") }
      content.append(scalar)
    }
    return fence + padding + String(content) + padding + fence
  }

  /// The name in a `code` element, with every sign that means something as a character reference.
  private static func element(_ text: String) -> String {
    var content = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9": content.unicodeScalars.append(scalar)
      default:
        if scalar.value < 0x80 {
          content += "&#\(scalar.value);"
        } else {
          content.unicodeScalars.append(scalar)
        }
      }
    }
    return "<code>\(content)</code>"
  }

  private static func longestRun(of scalar: Unicode.Scalar, in text: String.UnicodeScalarView) -> Int {
    var longest = 0
    var run = 0
    for other in text {
      run = other == scalar ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Stands where an empty comment is to break what would be a link; no text that is printable holds it.
  private static let linkBreak: Unicode.Scalar = "\u{1}"

  /// A person's words as plain text: nothing in them is markup.
  package static func plain(_ words: String) -> String {
    var text = ""
    // What looks like an address would become a link, escaped or not.
    let words = SafeText.printable(words, limit: 1000)
      .replacing("://", with: ":\(Self.linkBreak)//").replacing("www.", with: "www\(Self.linkBreak).")
    for scalar in words.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "|", "~", "!", "&", "$":
        text += "\\"
        text.unicodeScalars.append(scalar)
      case Self.linkBreak: text += "<!-- -->"
      case "@", "#":
        // A mention would call somebody, and a number link to an issue; an empty comment behind the sign keeps it from
        // being one, where a backslash would not.
        text += "\\"
        text.unicodeScalars.append(scalar)
        text += "<!-- -->"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// Statements as code in a sentence of ours.
  package static func sentence(_ text: String) -> String {
    ["INSERT ROW", "INSERT … SELECT *"].reduce(text) { $0.replacing($1, with: "`\($1)`") }
  }
}
