import Schema

/// A value of a YAML text. An alias is the node that it names, with that node's places.
struct YAMLNode: Sendable {
  enum Content: Sendable {
    /// A plain scalar is one without quotes that is no block: only such a text can be YAML's word for nothing.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  /// A key with its value; a key can occur more than once in a mapping.
  struct Entry: Sendable {
    /// As a key, an alias has a place of its own.
    let key: YAMLNode
    let value: YAMLNode
  }

  let content: Content
  let place: SourcePlace

  /// Whether nothing is written where a value could be, or YAML's word for nothing.
  var isNothing: Bool {
    guard case .scalar(let text, isPlain: true) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// What the node is, in a user's words.
  var kind: String {
    switch content {
    case .scalar: isNothing ? "nothing" : "a text"
    case .mapping: "a mapping"
    case .sequence: "a list"
    }
  }
}
