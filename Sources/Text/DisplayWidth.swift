/// How wide text stands on a terminal, and how to make it fit.
package enum DisplayWidth {
  /// Cells that the text takes: two for East Asian wide characters and emoji, none for combining marks.
  ///
  /// Source: Unicode Standard Annex 11, East Asian Width; the ranges that are wide or full-width.
  package static func of(_ text: String) -> Int {
    text.reduce(0) { $0 + width($1) }
  }

  private static func width(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let scalar = scalars.first, scalar.properties.generalCategory != .control else { return 0 }
    // A variation selector makes an emoji of a sign that is text by itself.
    if scalars.contains("\u{FE0F}") { return 2 }
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return isWide(scalar) ? 2 : 1
    }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD:
      true
    default: scalar.properties.isEmojiPresentation
    }
  }

  /// The text in at most `width` cells, its middle replaced by an ellipsis where it is longer: names differ at their
  /// ends.
  package static func clippedInMiddle(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    guard width > 1 else { return String(repeating: "…", count: max(width, 0)) }
    let tail = (width - 1) / 2
    return prefix(text, width - 1 - tail) + "…" + suffix(text, tail)
  }

  /// The text in at most `width` cells, an ellipsis at its end where it is longer.
  package static func clipped(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    return width > 0 ? prefix(text, width - 1) + "…" : ""
  }

  /// The text with spaces behind it, up to `width` cells.
  package static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - of(text)))
  }

  private static func prefix(_ text: String, _ cells: Int) -> String {
    var taken = 0
    return String(
      text.prefix { character in
        taken += width(character)
        return taken <= cells
      })
  }

  private static func suffix(_ text: String, _ cells: Int) -> String {
    String(prefix(String(text.reversed()), cells).reversed())
  }

  /// The text broken at spaces into lines of at most `width` cells; words that are longer are broken too.
  package static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      var word = String(word)
      if !line.isEmpty, of(line) + 1 + of(word) > width {
        lines.append(line)
        line = ""
      }
      while of(word) > max(width, 2) {
        let start = prefix(word, max(width, 2))
        lines.append(start)
        word.removeFirst(start.count)
      }
      line += line.isEmpty ? word : " " + word
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
