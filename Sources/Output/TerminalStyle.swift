import Schema

/// Colour on a terminal, or none.
package struct TerminalStyle: Sendable {
  /// Whether escape sequences are written at all.
  package let isColoured: Bool

  /// A value from its parts.
  package init(isColoured: Bool) {
    self.isColoured = isColoured
  }

  /// In bold.
  package func bold(_ text: String) -> String { styled(text, "1") }
  /// Less prominent.
  package func dim(_ text: String) -> String { styled(text, "2") }
  /// In red: errors and what is missing.
  package func red(_ text: String) -> String { styled(text, "31") }
  /// In green: what is well, and what is extra.
  package func green(_ text: String) -> String { styled(text, "32") }
  /// In yellow: warnings and what has changed.
  package func yellow(_ text: String) -> String { styled(text, "33") }

  /// In the colour of a severity.
  package func severity(_ text: String, _ severity: Severity) -> String {
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
