/// Why a text is not a type, and where.
public struct TypeTextError: Error, Hashable, Sendable {
  /// Offset into the text's UTF-8 bytes, from 0.
  public let offset: Int
  /// What is wrong, without the text's place.
  public let message: String
  /// A name that may have been meant.
  public let nearest: String?
}
