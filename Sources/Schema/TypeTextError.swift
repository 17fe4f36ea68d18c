/// Why a text is not a type, and where.
package struct TypeTextError: Error, Hashable, Sendable {
  /// Offset into the text's UTF-8 bytes, from 0.
  package let offset: Int
  /// What is wrong, without the text's place.
  package let message: String
  /// A name that may have been meant.
  package let nearest: String?
  /// Whether the text is well formed as far as it was read, and names a type that the engine does not know.
  package let isUnknownType: Bool

  /// An error from its parts.
  package init(offset: Int, message: String, nearest: String?, isUnknownType: Bool = false) {
    self.offset = offset
    self.message = message
    self.nearest = nearest
    self.isUnknownType = isUnknownType
  }
}
