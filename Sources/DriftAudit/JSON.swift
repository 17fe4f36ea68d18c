import JSONInput

/// A JSON value, as a form of export reads it.
public indirect enum JSON: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// A number as it is written.
  case number(String)
  case string(String)
  case array([JSON])
  /// Members in the order of the text; a key may occur twice.
  case object([Member])

  /// A key of an object with its value.
  public struct Member: Sendable, Hashable {
    /// The key.
    public let key: String
    /// Its value.
    public let value: JSON

    /// A member from its parts.
    public init(_ key: String, _ value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// The first value of a key; nil where this is no object or has no such key.
  public subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text of a string; nil for any other value.
  public var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The elements of an array; nil for any other value.
  public var array: [JSON]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  init(_ tree: JSONTree) {
    switch tree {
    case .null: self = .null
    case .truth(let truth): self = .boolean(truth)
    case .integer(let number): self = .number(String(number))
    case .real(let text): self = .number(text)
    case .text(let text): self = .string(text)
    case .list(let elements): self = .array(elements.map(JSON.init))
    case .object(let members): self = .object(members.map { Member($0.key, JSON($0.value)) })
    }
  }
}
