/// What an export says about one attribute of a column or table.
///
/// An export that does not carry an attribute (`unknown`) is kept apart from one that carries it and says that there
/// is none (`absent`): unknown is not a difference.
package enum Fact<Value: Hashable & Sendable>: Hashable, Sendable {
  case unknown
  case absent
  case present(Value)

  /// The value, or nil where there is none or it is unknown.
  package var value: Value? {
    if case .present(let value) = self { return value }
    return nil
  }

  /// Whether the export carries the attribute at all.
  package var isKnown: Bool { self != .unknown }

  /// A known attribute: present with a value, absent with nil.
  package init(known value: Value?) {
    if let value { self = .present(value) } else { self = .absent }
  }
}
