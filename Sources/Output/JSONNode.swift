import Schema
import Text

/// A JSON value put together in memory, for documents and parts of documents of bounded size.
package enum JSONNode {
  case null
  case text(String)
  case number(Int)
  case truth(Bool)
  /// Members in rows of several; those without a value are left out.
  case members([[Member]], Layout)
  /// Elements.
  case elements([JSONNode], Layout)
  /// JSON as it is.
  case encoded([UInt8])

  /// A key with its value; nil leaves both out.
  package typealias Member = (String, JSONNode?)

  /// Where lines break between rows of members, or between elements.
  package enum Layout: Sendable {
    /// All on one line.
    case inline
    /// Each on a line of its own, indented by two spaces more than the brackets' line.
    case indented
    /// Each on a line of its own without indent, the closing bracket at the end of the last.
    case flush
  }

  /// Members on one line.
  package static func object(_ members: [Member]) -> JSONNode { .members([members], .inline) }

  /// Members on lines of their own.
  package static func block(_ members: [Member]) -> JSONNode { .members(members.map { [$0] }, .indented) }

  /// Elements on one line.
  package static func list(_ elements: [JSONNode]) -> JSONNode { .elements(elements, .inline) }

  /// Elements on lines of their own.
  package static func lines(_ elements: [JSONNode]) -> JSONNode { .elements(elements, .indented) }

  /// A text, or null.
  package static func optional(_ text: String?) -> JSONNode { text.map { .text($0) } ?? .null }

  /// A number, or null.
  package static func optional(_ number: Int?) -> JSONNode { number.map { .number($0) } ?? .null }

  /// What wrote the document.
  package static var tool: JSONNode {
    .object([("name", .text("driftaudit")), ("version", .text(driftauditVersion))])
  }

  /// Problems, a line each.
  package static func problems(_ problems: [Problem]) -> JSONNode { .lines(problems.map(problem)) }

  /// A problem on one line.
  package static func problem(_ problem: Problem) -> JSONNode {
    .object([
      ("severity", .text(problem.severity.rawValue)), ("file", .optional(problem.file)),
      ("line", .optional(problem.line)), ("column", .optional(problem.column)),
      ("table", .optional(problem.table)), ("message", .text(problem.message)),
    ])
  }

  /// The value as JSON without a newline at its end.
  package func bytes(indent: Int = 0) -> [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, indent: indent)
    return bytes
  }

  /// A document: the value, and a newline.
  package var document: String { String(decoding: bytes(), as: UTF8.self) + "\n" }

  /// The first of these values, encoded, as far as there is room for them.
  ///
  /// - Parameters:
  ///   - most: How many at most.
  ///   - limit: How many bytes they may have together.
  package static func fitting(_ nodes: some Sequence<JSONNode>, most: Int, bytes limit: Int) -> [JSONNode] {
    var taken: [JSONNode] = []
    var room = limit
    for node in nodes {
      guard taken.count < most else { break }
      let bytes = node.bytes()
      guard bytes.count <= room else { break }
      room -= bytes.count
      taken.append(.encoded(bytes))
    }
    return taken
  }
}

// MARK: Writing

extension JSONNode {
  /// - Parameter indent: The spaces at the start of the line on which the value begins.
  func append(to bytes: inout [UInt8], indent: Int) {
    switch self {
    case .null: bytes += "null".utf8
    case .text(let text): JSONString.append(text, to: &bytes)
    case .number(let number): bytes += String(number).utf8
    case .truth(let truth): bytes += (truth ? "true" : "false").utf8
    case .encoded(let encoded): bytes += encoded
    case .members(let rows, let layout):
      let rows = rows.map { row in row.filter { $0.1 != nil } }.filter { !$0.isEmpty }
      bytes.append(UInt8(ascii: "{"))
      for (index, row) in rows.enumerated() {
        // Without indent the first row stays at its bracket.
        if layout != .flush || index > 0 { layout.separate(index, &bytes, indent) }
        Self.append(row, to: &bytes, indent: layout.inner(indent))
      }
      layout.close(&bytes, indent)
      bytes.append(UInt8(ascii: "}"))
    case .elements(let elements, let layout):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        layout.separate(index, &bytes, indent)
        element.append(to: &bytes, indent: layout.inner(indent))
      }
      if !elements.isEmpty { layout.close(&bytes, indent) }
      bytes.append(UInt8(ascii: "]"))
    }
  }

  /// Members on one line, without brackets.
  static func append(_ members: [Member], to bytes: inout [UInt8], indent: Int) {
    var isFirst = true
    for case (let key, let value?) in members {
      if !isFirst { bytes += ", ".utf8 }
      isFirst = false
      JSONString.append(key, to: &bytes)
      bytes += ": ".utf8
      value.append(to: &bytes, indent: indent)
    }
  }
}

extension JSONNode.Layout {
  fileprivate func inner(_ indent: Int) -> Int {
    switch self {
    case .inline, .flush: indent
    case .indented: indent + 2
    }
  }

  /// What is written before an element or a row.
  fileprivate func separate(_ index: Int, _ bytes: inout [UInt8], _ indent: Int) {
    if index > 0 { bytes.append(UInt8(ascii: ",")) }
    switch self {
    case .inline: if index > 0 { bytes.append(UInt8(ascii: " ")) }
    case .indented: Self.newLine(&bytes, indent + 2)
    case .flush: Self.newLine(&bytes, 0)
    }
  }

  /// What is written before the closing bracket.
  fileprivate func close(_ bytes: inout [UInt8], _ indent: Int) {
    switch self {
    case .inline, .flush: break
    case .indented: Self.newLine(&bytes, indent)
    }
  }

  private static func newLine(_ bytes: inout [UInt8], _ indent: Int) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }
}
