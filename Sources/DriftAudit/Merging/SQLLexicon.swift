/// How an engine writes names and literals.
struct SQLLexicon: Hashable, Sendable {
  /// What stands around names.
  let nameQuote: Unicode.Scalar
  /// What stands around texts.
  let stringQuotes: Set<Unicode.Scalar>
  /// Whether a backslash escapes what comes behind it, a text between three quotes may have lines, and `#` begins a
  /// comment; where it does not, a quote that is doubled stands for itself.
  let hasEscapes: Bool
  /// Words, in upper case, that are no names.
  let reserved: Set<String>

  /// Whether a word, in any case, is reserved.
  func isReserved(_ word: String) -> Bool { reserved.contains(word.uppercased()) }
}
