import Text

/// A JSON value put together in memory, for reports of bounded size that others have laid down.
package enum JSONNode {
  case text(String)
  case number(Int)
  case truth(Bool)
  /// Members on one line; those without a value are left out.
  case object([(String, JSONNode?)])
  /// Members on lines of their own.
  case block([(String, JSONNode?)])
  /// Elements on one line.
  case list([JSONNode])
  /// Elements on lines of their own.
  case lines([JSONNode])
  /// JSON as it is.
  case encoded([UInt8])

  /// The value as JSON without a newline at its end.
  package func bytes(indent: Int = 0) -> [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, indent: indent)
    return bytes
  }

  private func append(to bytes: inout [UInt8], indent: Int) {
    switch self {
    case .text(let text): bytes += JSONString.encoded(text)
    case .number(let number): bytes += String(number).utf8
    case .truth(let truth): bytes += (truth ? "true" : "false").utf8
    case .encoded(let encoded): bytes += encoded
    case .object(let members):
      bytes += "{".utf8
      Self.append(members, to: &bytes, indent: indent) { $0 > 0 ? ", " : "" }
      bytes += "}".utf8
    case .block(let members):
      let inner = "\n" + String(repeating: " ", count: indent + 2)
      bytes += "{".utf8
      Self.append(members, to: &bytes, indent: indent + 2) { ($0 > 0 ? "," : "") + inner }
      bytes += "\n".utf8 + [UInt8](repeating: UInt8(ascii: " "), count: indent) + "}".utf8
    case .list(let elements):
      bytes += "[".utf8
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes += ", ".utf8 }
        element.append(to: &bytes, indent: indent)
      }
      bytes += "]".utf8
    case .lines(let elements):
      guard !elements.isEmpty else { return bytes += "[]".utf8 }
      let inner = "\n" + String(repeating: " ", count: indent + 2)
      bytes += "[".utf8
      for (index, element) in elements.enumerated() {
        bytes += ((index > 0 ? "," : "") + inner).utf8
        element.append(to: &bytes, indent: indent + 2)
      }
      bytes += "\n".utf8 + [UInt8](repeating: UInt8(ascii: " "), count: indent) + "]".utf8
    }
  }

  private static func append(
    _ members: [(String, JSONNode?)], to bytes: inout [UInt8], indent: Int, before: (Int) -> String
  ) {
    var count = 0
    for case (let key, let value?) in members {
      bytes += before(count).utf8
      bytes += JSONString.encoded(key) + ": ".utf8
      value.append(to: &bytes, indent: indent)
      count += 1
    }
  }

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
