import Schema
import CYAML

/// Builds the tree of a YAML text from libyaml's events, without recursion.
struct YAMLTree {
  /// How deep lists and mappings can be nested, with aliases replaced by what they name.
  static let deepest = 100
  /// How many nodes aliases can add: a few lines of aliases of aliases would otherwise make billions.
  static let mostRepeated = 100_000

  /// A node with what limits need to know.
  private struct Sized {
    let node: YAMLNode
    /// Its nodes, itself among them.
    let count: Int
    /// Its levels of lists and mappings.
    let depth: Int
  }

  /// A list or mapping whose end has not been read.
  private struct Open {
    let isMapping: Bool
    let place: SourcePlace
    let anchor: String?
    /// A mapping's keys and values take turns.
    var items: [YAMLNode] = []
    var count = 1
    var depth = 1

    var expectsKey: Bool { isMapping && items.count.isMultiple(of: 2) }

    var content: YAMLNode.Content {
      guard isMapping else { return .sequence(items) }
      return .mapping(
        stride(from: 1, to: items.count, by: 2).map {
          YAMLNode.Entry(key: items[$0 - 1], value: items[$0])
        })
    }
  }

  private var places: YAMLPlaces
  private let file: String
  private var root: YAMLNode?
  private var documents = 0
  private var open: [Open] = []
  /// The newest node of each name. A node has none before its end, so none contains itself.
  private var anchors: [String: Sized] = [:]
  private var repeated = 0

  /// The root of the only document; nil where there is none.
  static func root(of bytes: [UInt8], file: String) throws(YAMLDocument.Failure) -> YAMLNode? {
    if bytes.isEmpty { return nil }
    // The parser has pointers into itself.
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else {
      throw YAMLDocument.Failure(problem: outOfMemory(file))
    }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    var tree = YAMLTree(places: YAMLPlaces(bytes, file: file), file: file)
    try bytes.withUnsafeBufferPointer { (text) throws(YAMLDocument.Failure) in
      yaml_parser_set_input_string(parser, text.baseAddress, text.count)
      while try tree.readEvent(of: parser) {}
    }
    return tree.root
  }

  private init(places: YAMLPlaces, file: String) {
    self.places = places
    self.file = file
  }

  /// Takes the next event; false at the end.
  private mutating func readEvent(
    of parser: UnsafeMutablePointer<yaml_parser_t>
  ) throws(YAMLDocument.Failure) -> Bool {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else {
      throw YAMLDocument.Failure(problem: problem(parser.pointee))
    }
    defer { yaml_event_delete(&event) }
    let place = places.place(of: event.start_mark)
    switch event.type {
    case YAML_STREAM_END_EVENT: return false
    case YAML_DOCUMENT_START_EVENT:
      documents += 1
      guard documents == 1 else {
        throw invalid(
          place, "but found another document (expected a single document in the stream from line 1)")
      }
    case YAML_ALIAS_EVENT: try alias(Self.text(event.data.alias.anchor) ?? "", at: place)
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      // The text can contain NUL.
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let content = YAMLNode.Content.scalar(
        String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      let node = YAMLNode(content: content, place: place)
      add(Sized(node: node, count: 1, depth: 0), anchor: Self.text(scalar.anchor))
    case YAML_SEQUENCE_START_EVENT:
      let anchor = Self.text(event.data.sequence_start.anchor)
      try start(Open(isMapping: false, place: place, anchor: anchor))
    case YAML_MAPPING_START_EVENT:
      let anchor = Self.text(event.data.mapping_start.anchor)
      try start(Open(isMapping: true, place: place, anchor: anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: end()
    default: break
    }
    return true
  }

  private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  // MARK: Nodes

  private mutating func alias(_ name: String, at place: SourcePlace) throws(YAMLDocument.Failure) {
    guard let named = anchors[name] else { throw invalid(place, "found undefined alias") }
    try checkDepth(named.depth, at: place)
    repeated += named.count
    if repeated > Self.mostRepeated {
      throw YAMLDocument.Failure(
        problem: Problem(at: place, "aliases repeat more than \(Self.mostRepeated) values."))
    }
    let node =
      open.last?.expectsKey == true ? YAMLNode(content: named.node.content, place: place) : named.node
    add(Sized(node: node, count: named.count, depth: named.depth), anchor: nil)
  }

  private mutating func start(_ collection: Open) throws(YAMLDocument.Failure) {
    try checkDepth(1, at: collection.place)
    open.append(collection)
  }

  private mutating func end() {
    guard let ended = open.popLast() else { return }
    let node = YAMLNode(content: ended.content, place: ended.place)
    add(Sized(node: node, count: ended.count, depth: ended.depth), anchor: ended.anchor)
  }

  private mutating func add(_ new: Sized, anchor: String?) {
    if let anchor { anchors[anchor] = new }
    guard let parent = open.indices.last else {
      root = new.node
      return
    }
    open[parent].items.append(new.node)
    open[parent].count += new.count
    open[parent].depth = max(open[parent].depth, new.depth + 1)
  }

  private func checkDepth(_ depth: Int, at place: SourcePlace) throws(YAMLDocument.Failure) {
    guard open.count + depth > Self.deepest else { return }
    throw YAMLDocument.Failure(
      problem: Problem(at: place, "lists and mappings are nested more than \(Self.deepest) levels deep."))
  }

  // MARK: Problems

  private func invalid(_ place: SourcePlace, _ what: String) -> YAMLDocument.Failure {
    YAMLDocument.Failure(problem: Problem(at: place, "not valid YAML: \(what)."))
  }

  private static func outOfMemory(_ file: String) -> Problem {
    Problem(file: file, "there is no memory to read the file.")
  }

  /// Why libyaml stopped.
  private mutating func problem(_ parser: yaml_parser_t) -> Problem {
    guard let text = parser.problem else { return Self.outOfMemory(file) }
    let problem = String(cString: text)
    if parser.error == YAML_READER_ERROR {
      return invalid(places.place(ofByte: parser.problem_offset), problem).problem
    }
    let context = parser.context.map { " (\(String(cString: $0)) from line \(parser.context_mark.line + 1))" }
    return invalid(places.place(of: parser.problem_mark), problem + (context ?? "")).problem
  }
}
