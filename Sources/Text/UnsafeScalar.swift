extension SafeText {
  /// Whether the scalar moves a cursor, changes direction, breaks a line, or shows nothing at all.
  ///
  /// Every escape asks this table, whatever it writes instead: `\u{1b}` in text, `\u001b` in JSON, `\U0000001b` in SQL and
  /// YAML. It is a table of its own and not Unicode's categories, which change from one version of Swift to the next:
  /// files under version control must not. Private characters show something, so they are safe.
  ///
  /// C0, DEL, C1; soft hyphen; Arabic letter mark, Mongolian vowel separator; zero-width characters, marks, embeddings
  /// and isolates of direction, line and paragraph separators; the byte order mark; interlinear annotation; controls of
  /// shorthand and of musical notation; tags and what Unicode keeps for more of their kind; and noncharacters. Selectors
  /// of variants are safe: emoji and names are written with them.
  package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E: false
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFDD0...0xFDEF, 0xFEFF, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE00FF,
      0xE01F0...0xE0FFF:
      true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
