/// What an export says about one attribute of a column or table.
///
/// An export that does not carry an attribute (`unknown`) is kept apart from one that carries it and says that there
/// is none (`absent`): unknown is not a difference.
@usableFromInline package enum Fact<Value: Hashable & Sendable>: Hashable, Sendable {
  case unknown
  case absent
  case present(Value)

  /// The value, or nil where there is none or it is unknown.
  @inlinable package var value: Value? {
    if case .present(let value) = self { return value }
    return nil
  }

  /// Whether the export carries the attribute at all.
  @inlinable package var isKnown: Bool {
    if case .unknown = self { false } else { true }
  }

  /// A known attribute: present with a value, absent with nil.
  @inlinable package init(known value: Value?) {
    if let value { self = .present(value) } else { self = .absent }
  }

  /// Written out, since a derived one is a call into this module that finds out at run time what `Value` is.
  @inlinable package static func == (left: Fact, right: Fact) -> Bool {
    switch (left, right) {
    case (.unknown, .unknown), (.absent, .absent): true
    case (.present(let value), .present(let other)): value == other
    case (.unknown, _), (.absent, _), (.present, _): false
    }
  }
}
