/// Colour on a terminal, or none.
struct TerminalStyle: Sendable {
  /// Whether escape sequences are written at all.
  let isColoured: Bool

  /// In bold.
  func bold(_ text: String) -> String { styled(text, "1") }
  /// Less prominent.
  func dim(_ text: String) -> String { styled(text, "2") }
  /// In red: errors and what is missing.
  func red(_ text: String) -> String { styled(text, "31") }
  /// In green: what is well, and what is extra.
  func green(_ text: String) -> String { styled(text, "32") }
  /// In yellow: warnings and what has changed.
  func yellow(_ text: String) -> String { styled(text, "33") }

  /// In the colour of a severity.
  func severity(_ text: String, _ severity: Severity) -> String {
    switch severity {
    case .error: red(text)
    case .warning: yellow(text)
    case .note: dim(text)
    }
  }

  private func styled(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
