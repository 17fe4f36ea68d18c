/// The first and the last of some values, both included.
public struct Span<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The first value.
  public var first: Value
  /// The last value.
  public var last: Value

  /// The span of one value.
  init(_ value: Value) { (first, last) = (value, value) }

  /// A span between two values, which are in order.
  init(first: Value, last: Value) { (self.first, self.last) = (first, last) }

  /// Stretches the span so far that it holds a value too.
  mutating func stretch(to value: Value, by precedes: (Value, Value) -> Bool) {
    if precedes(value, first) { first = value }
    if precedes(last, value) { last = value }
  }
}
