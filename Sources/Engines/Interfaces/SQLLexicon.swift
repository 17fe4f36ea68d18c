/// How an engine writes names and literals.
package struct SQLLexicon: Hashable, Sendable {
  /// What stands around names.
  package let nameQuote: Unicode.Scalar
  /// What stands around texts.
  package let stringQuotes: Set<Unicode.Scalar>
  /// Whether a backslash escapes what comes behind it, a text between three quotes may have lines, and `#` begins a
  /// comment; where it does not, a quote that is doubled stands for itself.
  package let hasEscapes: Bool
  /// Words, in upper case, that are no names.
  package let reserved: Set<String>

  /// A value from its parts.
  package init(
    nameQuote: Unicode.Scalar, stringQuotes: Set<Unicode.Scalar>, hasEscapes: Bool, reserved: Set<String>
  ) {
    self.nameQuote = nameQuote
    self.stringQuotes = stringQuotes
    self.hasEscapes = hasEscapes
    self.reserved = reserved
  }

  /// Whether a word, in any case, is reserved.
  package func isReserved(_ word: String) -> Bool { reserved.contains(word.uppercased()) }
}
