/// The first and the last of some values, both included.
package struct Span<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The first value.
  package var first: Value
  /// The last value.
  package var last: Value

  /// The span of one value.
  package init(_ value: Value) { (first, last) = (value, value) }

  /// A span between two values, which are in order.
  package init(first: Value, last: Value) { (self.first, self.last) = (first, last) }

  /// Stretches the span so far that it holds a value too.
  package mutating func stretch(to value: Value, by precedes: (Value, Value) -> Bool) {
    if precedes(value, first) { first = value }
    if precedes(last, value) { last = value }
  }
}
