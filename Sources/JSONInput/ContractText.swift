import Schema
import Text
import CYAML

/// Data contracts in YAML as JSON, each value on the line where it stands in the YAML, so that places in messages are right.
package struct ContractText {
  /// How deep lists and mappings can be nested, with aliases replaced by what they name.
  private static let deepest = 64
  /// How many values there can be, those included that aliases repeat.
  private static let mostNodes = 200_000

  /// Why a text has no JSON.
  package struct Failure: Error, Hashable, Sendable {
    package let line: Int
    package let column: Int
    package let message: String
  }

  private indirect enum Node {
    case scalar(String, isPlain: Bool, line: Int)
    case sequence([Node], line: Int)
    case mapping([(key: String, value: Node)], line: Int)
  }

  /// A list or mapping whose end has not been read.
  private struct Open {
    let isMapping: Bool
    let line: Int
    let anchor: String?
    var items: [Node] = []
  }

  /// Whether a text is a data contract in YAML and not JSON: a mapping with `kind: DataContract`.
  package static func isContract(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let first = text.first(where: { !$0.isJSONSpace }), first != UInt8(ascii: "{"),
      first != UInt8(ascii: "[")
    else { return false }
    return text.split(separator: 0x0A).contains { line in
      let words = line.filter { !$0.isJSONSpace && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
      return words.starts(with: "kind:DataContract".utf8)
    }
  }

  /// The JSON of a YAML text.
  package static func json(of text: UnsafeRawBufferPointer) throws(Failure) -> [UInt8] {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else {
      throw Failure(line: 1, column: 1, message: "there is no memory to read the file")
    }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(
      parser, text.baseAddress?.assumingMemoryBound(to: UInt8.self), text.count)
    var reader = ContractText()
    while try reader.takeEvent(of: parser) {}
    var writer = Writer()
    if let root = reader.root { writer.write(root) }
    return writer.bytes
  }

  private var root: Node?
  private var open: [Open] = []
  private var anchors: [String: Node] = [:]
  private var count = 0

  /// Takes the next event; false at the end of the first document.
  private mutating func takeEvent(of parser: UnsafeMutablePointer<yaml_parser_t>) throws(Failure) -> Bool {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      let mark = parser.pointee.problem_mark
      let problem = parser.pointee.problem.map { String(cString: $0) } ?? "it cannot be read"
      throw Failure(
        line: Int(mark.line) + 1, column: Int(mark.column) + 1,
        message: "not valid YAML: \(problem.clipped())")
    }
    defer { yaml_event_delete(&event) }
    let line = Int(event.start_mark.line) + 1
    func fail(_ message: String) -> Failure {
      Failure(line: line, column: Int(event.start_mark.column) + 1, message: message)
    }
    count += 1
    if count > Self.mostNodes { throw fail("the YAML has more than \(Self.mostNodes) values") }
    switch event.type {
    case YAML_STREAM_END_EVENT, YAML_DOCUMENT_END_EVENT: return false
    case YAML_ALIAS_EVENT:
      guard let name = Self.text(event.data.alias.anchor), let node = anchors[name] else {
        throw fail("not valid YAML: an alias of nothing")
      }
      count += Self.size(node)
      if count > Self.mostNodes || open.count + Self.depth(node) > Self.deepest {
        throw fail("the YAML's aliases repeat too many values")
      }
      add(node, anchor: nil)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let value = String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      add(
        .scalar(value, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE, line: line),
        anchor: Self.text(scalar.anchor))
    case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
      guard open.count < Self.deepest else { throw fail("the YAML is nested too deep") }
      let isMapping = event.type == YAML_MAPPING_START_EVENT
      let anchor = isMapping ? event.data.mapping_start.anchor : event.data.sequence_start.anchor
      open.append(Open(isMapping: isMapping, line: line, anchor: Self.text(anchor)))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      if let ended = open.popLast() { add(Self.node(ended), anchor: ended.anchor) }
    default: break
    }
    return true
  }

  private mutating func add(_ node: Node, anchor: String?) {
    if let anchor { anchors[anchor] = node }
    if open.isEmpty { root = node } else { open[open.count - 1].items.append(node) }
  }

  private static func node(_ ended: Open) -> Node {
    guard ended.isMapping else { return .sequence(ended.items, line: ended.line) }
    var members: [(key: String, value: Node)] = []
    for index in stride(from: 1, to: ended.items.count, by: 2) {
      guard case .scalar(let key, _, _) = ended.items[index - 1] else { continue }
      members.append((key, ended.items[index]))
    }
    return .mapping(members, line: ended.line)
  }

  private static func size(_ node: Node) -> Int {
    switch node {
    case .scalar: 1
    case .sequence(let items, _): items.reduce(1) { $0 + size($1) }
    case .mapping(let members, _): members.reduce(1) { $0 + size($1.value) }
    }
  }

  private static func depth(_ node: Node) -> Int {
    switch node {
    case .scalar: 0
    case .sequence(let items, _): 1 + (items.map(depth).max() ?? 0)
    case .mapping(let members, _): 1 + (members.map { depth($0.value) }.max() ?? 0)
    }
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  /// Writes nodes as JSON.
  private struct Writer {
    private(set) var bytes: [UInt8] = []
    private var line = 1

    mutating func write(_ node: Node) {
      switch node {
      case .scalar(let text, let isPlain, let line):
        advance(to: line)
        if isPlain, Self.isBare(text) {
          bytes += Array(text.utf8)
        } else if isPlain, ["", "~", "null", "Null", "NULL"].contains(text) {
          bytes += Array("null".utf8)
        } else if isPlain, ["True", "TRUE", "False", "FALSE"].contains(text) {
          bytes += Array(text.lowercased().utf8)
        } else {
          quote(text)
        }
      case .sequence(let items, let line):
        advance(to: line)
        bytes.append(UInt8(ascii: "["))
        for (index, item) in items.enumerated() {
          if index > 0 { bytes.append(UInt8(ascii: ",")) }
          write(item)
        }
        bytes.append(UInt8(ascii: "]"))
      case .mapping(let members, let line):
        advance(to: line)
        bytes.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
          if index > 0 { bytes.append(UInt8(ascii: ",")) }
          quote(member.key)
          bytes.append(UInt8(ascii: ":"))
          write(member.value)
        }
        bytes.append(UInt8(ascii: "}"))
      }
    }

    private mutating func advance(to wanted: Int) {
      while line < wanted {
        bytes.append(0x0A)
        line += 1
      }
    }

    private mutating func quote(_ text: String) {
      bytes.append(UInt8(ascii: "\""))
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0..<0x20:
          let digits = String(byte, radix: 16)
          bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
        default: bytes.append(byte)
        }
      }
      bytes.append(UInt8(ascii: "\""))
    }

    /// Whether a plain scalar is a number or a truth value that JSON writes in the same way.
    private static func isBare(_ text: String) -> Bool {
      if text == "true" || text == "false" { return true }
      let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
      guard 1...15 ~= digits.utf8.count, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return false
      }
      return digits == "0" || !digits.hasPrefix("0")
    }
  }
}
