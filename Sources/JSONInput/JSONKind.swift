import CSimdjson

/// What kind of value stands in JSON, in the words of every message about one.
package enum JSONKind: String, CaseIterable, Hashable, Sendable {
  case object = "an object"
  case array = "an array"
  case string = "a string"
  case number = "a number"
  case boolean = "a boolean"
  case null
  /// No value.
  case absent = "nothing"
}

extension JSONValue {
  /// What kind of value it is.
  package var kind: JSONKind {
    switch slot.kind {
    case CSJ_OBJECT: .object
    case CSJ_ARRAY: .array
    case CSJ_STRING: .string
    case CSJ_INTEGER, CSJ_DOUBLE: .number
    case CSJ_TRUE, CSJ_FALSE: .boolean
    case CSJ_NULL: .null
    default: .absent
    }
  }

  /// What kind of value it is, for messages.
  package var kindName: String { kind.rawValue }

  /// The text of a string; nil for any other value.
  package var string: String? { isString ? text : nil }

  /// A whole number; nil for any other value, and for a string that holds one.
  package var wholeNumber: Int? { slot.kind == CSJ_INTEGER ? Int(slot.integer) : nil }

  /// A number with a fraction, or too large for an integer; nil for any other value.
  package var real: Double? { slot.kind == CSJ_DOUBLE ? slot.real : nil }

  /// Whether it is `true`.
  package var isTrue: Bool { slot.kind == CSJ_TRUE }
}
