import CSimdjson

/// A JSON value taken out of a file, to be put together with others.
package indirect enum JSONTree: Hashable, Sendable {
  case null
  case truth(Bool)
  case integer(Int)
  /// A number with a fraction, or too large for an integer, as text.
  case real(String)
  case text(String)
  case list([JSONTree])
  /// Members in their order; of a key that stands twice the last.
  case object([Member])

  /// A key with its value.
  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: JSONTree
  }

  /// The value as a tree of its own, which stays when the parser goes on.
  package init(_ value: JSONValue) {
    switch value.slot.kind {
    case CSJ_OBJECT:
      var members: [Member] = []
      value.forEachMember { key, value in
        members.append(Member(key: String(decoding: key, as: UTF8.self), value: JSONTree(value)))
      }
      self = .object(members)
    case CSJ_ARRAY: self = .list(value.elements.map(JSONTree.init))
    case CSJ_STRING: self = .text(value.text ?? "")
    case CSJ_TRUE: self = .truth(true)
    case CSJ_FALSE: self = .truth(false)
    case CSJ_INTEGER: self = .integer(Int(value.slot.integer))
    case CSJ_DOUBLE: self = .real(value.text ?? "0")
    default: self = .null
    }
  }

  /// A member's value, whatever the case of its key's letters; null where there is none.
  package subscript(key: String) -> JSONTree {
    guard case .object(let members) = self else { return .null }
    return members.last { $0.key == key || $0.key.lowercased() == key }?.value ?? .null
  }

  /// A text, or nil.
  package var text: String? { if case .text(let text) = self { text } else { nil } }

  /// A whole number, or a text that holds one.
  package var integer: Int? {
    switch self {
    case .integer(let number): number
    case .text(let text): Int(text)
    default: nil
    }
  }

  /// The elements of a list; nil for any other value.
  package var elements: [JSONTree]? { if case .list(let elements) = self { elements } else { nil } }

  /// The value with the members of each object in the order of their keys, so that equal values are written alike.
  package var canonical: JSONTree {
    switch self {
    case .null, .truth, .integer, .real, .text: self
    case .list(let elements): .list(elements.map(\.canonical))
    case .object(let members):
      .object(
        members.map { Member(key: $0.key, value: $0.value.canonical) }
          .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    }
  }
}
