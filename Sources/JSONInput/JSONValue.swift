import CSimdjson

/// A value of the text that was parsed last; dead once the parser parses again.
@usableFromInline package struct JSONValue {
  @usableFromInline package let slot: csj_slot

  @inlinable package init(_ slot: csj_slot) { self.slot = slot }

  fileprivate init(_ value: csj_value) { self.init(csj_slot(opening: value)) }

  @inlinable package var isAbsent: Bool { slot.kind == CSJ_ABSENT }
  /// Whether the key is missing, or there with null.
  @inlinable package var isAbsentOrNull: Bool { slot.kind == CSJ_ABSENT || slot.kind == CSJ_NULL }
  @inlinable package var isObject: Bool { slot.kind == CSJ_OBJECT }
  @inlinable package var isArray: Bool { slot.kind == CSJ_ARRAY }
  @inlinable package var isString: Bool { slot.kind == CSJ_STRING }

  /// The bytes of a string; empty for any other value.
  @inlinable package var bytes: UnsafeRawBufferPointer {
    slot.kind == CSJ_STRING
      ? UnsafeRawBufferPointer(start: slot.text, count: slot.length)
      : UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// A string, or a number or a truth value as text; nil for anything else.
  package var text: String? {
    switch slot.kind {
    case CSJ_STRING: String(decoding: bytes, as: UTF8.self)
    case CSJ_INTEGER: String(slot.integer)
    case CSJ_DOUBLE: String(slot.real)
    case CSJ_TRUE: "true"
    case CSJ_FALSE: "false"
    default: nil
    }
  }

  /// A whole number, or a string that holds one: exports write 64-bit integers as strings.
  package var integer: Int? {
    switch slot.kind {
    case CSJ_INTEGER: Int(slot.integer)
    case CSJ_STRING: Int(String(decoding: bytes, as: UTF8.self))
    default: nil
    }
  }

  /// Whether a string equals `word`, ASCII letters in any case.
  @inlinable package func equals(_ word: StaticString) -> Bool {
    guard slot.kind == CSJ_STRING, slot.length == word.utf8CodeUnitCount, let text = slot.text else {
      return false
    }
    for index in 0..<slot.length {
      let byte = UInt8(bitPattern: text[index])
      let letter = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
      let wanted = word.utf8Start[index]
      if letter != ((0x61...0x7A).contains(wanted) ? wanted - 0x20 : wanted) { return false }
    }
    return true
  }

  /// Whether it is YES or true.
  @inlinable package var isYes: Bool { equals("YES") || slot.kind == CSJ_TRUE }
  /// Whether it is NO or false.
  @inlinable package var isNo: Bool { equals("NO") || slot.kind == CSJ_FALSE }

  /// The elements of an array; none for any other value.
  @inlinable package var elements: Elements { Elements(array: self) }

  /// The keys of an object in their order; none for any other value.
  package var keys: [String] {
    var keys: [String] = []
    forEachMember { key, _ in keys.append(String(decoding: key, as: UTF8.self)) }
    return keys
  }

  /// The members of an object in their order; none for any other value.
  package var members: [(key: String, value: JSONValue)] {
    guard isObject else { return [] }
    var members: [(key: String, value: JSONValue)] = []
    forEachMember { key, value in members.append((String(decoding: key, as: UTF8.self), value)) }
    return members
  }

  /// Calls `body` with the bytes of each key of an object, in their order, and its value.
  package func forEachMember(_ body: (UnsafeRawBufferPointer, JSONValue) -> Void) {
    guard isObject else { return }
    var cursor = 0
    var key: UnsafePointer<CChar>?
    var length = 0
    var value = csj_slot()
    while csj_object_next(slot.value, &cursor, &key, &length, &value) {
      body(UnsafeRawBufferPointer(start: key, count: length), JSONValue(value))
    }
  }

  /// The value of one key; nil where the object lacks it. For objects that are met seldom.
  package func member(_ name: String) -> JSONValue? {
    var found: JSONValue?
    forEachMember { key, value in if key.elementsEqual(name.utf8) { found = value } }
    return found
  }

  /// Walks through an array.
  @usableFromInline package struct Elements: Sequence, IteratorProtocol {
    @usableFromInline let array: JSONValue
    @usableFromInline var cursor = 0

    @inlinable init(array: JSONValue) { self.array = array }

    @inlinable package mutating func next() -> JSONValue? {
      guard array.isArray else { return nil }
      var element = csj_slot()
      return csj_array_next(array.slot.value, &cursor, &element) ? JSONValue(element) : nil
    }
  }
}

extension csj_slot {
  /// A value taken apart.
  init(opening value: csj_value) {
    self.init()
    csj_open(value, &self)
  }
}

/// A fixed set of keys to take out of objects, all at once.
@usableFromInline package final class JSONKeys<Key: CaseIterable & RawRepresentable & Sendable>
where Key.RawValue == Int {
  @usableFromInline let keys: OpaquePointer
  @usableFromInline let slots: UnsafeMutableBufferPointer<csj_slot>

  /// `names` gives each key's name in the export; ASCII letters match in any case.
  package init(_ name: (Key) -> String) {
    let names = Key.allCases.sorted { $0.rawValue < $1.rawValue }.map(name)
    slots = .allocate(capacity: names.count)
    slots.initialize(repeating: csj_slot())
    // One text with all names in it, each with a zero at its end.
    var text: [CChar] = []
    var starts: [Int] = []
    for name in names {
      starts.append(text.count)
      text += name.utf8CString
    }
    let keys = text.withUnsafeBufferPointer { text in
      var pointers = starts.map { start in text.baseAddress.map { $0 + start } }
      return csj_keys_create(&pointers, pointers.count)
    }
    guard let keys else { fatalError("out of memory") }
    self.keys = keys
  }

  deinit {
    csj_keys_destroy(keys)
    slots.deallocate()
  }

  /// Takes the keys' values out of an object; false where `value` is none. They stay until the next `select`.
  @inlinable package func select(from value: JSONValue) -> Bool {
    guard value.isObject else { return false }
    _ = csj_select(value.slot.value, keys, slots.baseAddress)
    return true
  }

  /// The values of a run of keys in the object selected last.
  @inlinable package func slots(_ first: Key, through last: Key) -> UnsafeBufferPointer<csj_slot> {
    UnsafeBufferPointer(rebasing: slots[first.rawValue...last.rawValue])
  }

  /// A key's value in the object selected last; the last one where the object has the key twice.
  @inlinable package subscript(key: Key) -> JSONValue { JSONValue(slots[key.rawValue]) }
}

/// simdjson, for one thread at a time.
package final class JSONParser {
  private let parser: OpaquePointer

  package init() {
    guard let parser = csj_parser_create() else { fatalError("out of memory") }
    self.parser = parser
  }

  deinit { csj_parser_destroy(parser) }

  /// Parses one whole text with `CSJ_PADDING` readable bytes behind it; nil where it is not JSON.
  package func parse(_ padded: UnsafeRawBufferPointer) -> JSONValue? {
    var root = csj_value()
    guard csj_parse(parser, padded.baseAddress?.assumingMemoryBound(to: CChar.self), padded.count, &root) == 0
    else {
      return nil
    }
    return JSONValue(root)
  }

  /// Parses texts that follow one another, `CSJ_PADDING` readable bytes behind them; false where one of them is not
  /// JSON or not whole: those before it were handed to `body`, with their offsets.
  package func parseTexts(_ padded: UnsafeRawBufferPointer, _ body: (JSONValue, Int) -> Void) -> Bool {
    let text = padded.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard csj_stream_begin(parser, text, padded.count) == 0 else { return false }
    var root = csj_value()
    var offset = 0
    while true {
      let result = csj_stream_next(parser, &root, &offset)
      if result < 0 { return false }
      if result == 0 { return csj_stream_truncated(parser) == 0 }
      body(JSONValue(root), offset)
    }
  }
}

/// Where the value behind a path like `/schema/fields/3/type` stands in a padded JSON text.
package func locateJSON(_ path: String, in padded: UnsafeRawBufferPointer) -> Int? {
  let offset = csj_locate(padded.baseAddress?.assumingMemoryBound(to: CChar.self), padded.count, path)
  return offset >= 0 ? offset : nil
}
