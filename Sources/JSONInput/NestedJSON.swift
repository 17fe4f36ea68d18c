import CSimdjson

/// Lists that stand in a value, or in a text of it that holds JSON.
package final class NestedJSON {
  package init() {}

  private let parser = JSONParser()
  private var storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 8)

  deinit { storage.deallocate() }

  /// The list that a value is, or that its text holds; nil where it is neither. One of a text is dead with the next call.
  package func list(_ value: JSONValue) -> JSONValue? {
    if value.isArray { return value }
    guard value.isString else { return nil }
    return parsed(value.bytes).flatMap { $0.isArray ? $0 : nil }
  }

  /// The value that a text holds, as a tree of its own; nil where it holds none.
  package func tree(_ text: String) -> JSONTree? { value(text, JSONTree.init) }

  /// What `body` makes of the value that a text holds; nil where it holds none.
  package func value<Result>(_ text: String, _ body: (JSONValue) -> Result) -> Result? {
    var text = text
    return text.withUTF8 { parsed(UnsafeRawBufferPointer($0)).map(body) }
  }

  private func parsed(_ text: UnsafeRawBufferPointer) -> JSONValue? {
    if storage.count < text.count + Int(CSJ_PADDING) {
      storage.deallocate()
      storage = .allocate(byteCount: text.count * 2 + Int(CSJ_PADDING), alignment: 8)
    }
    storage.copyMemory(from: text)
    UnsafeMutableRawBufferPointer(rebasing: storage[text.count..<(text.count + Int(CSJ_PADDING))])
      .initializeMemory(as: UInt8.self, repeating: 0)
    return parser.parse(UnsafeRawBufferPointer(rebasing: storage[..<text.count]))
  }
}
