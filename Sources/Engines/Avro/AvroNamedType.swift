import Schema

/// An ENUM or a FIXED as its type's text has it: `enum shop.Mood or shop.Feeling(CALM, HURRIED)`, `fixed shop.Hash`.
///
/// Source: Apache Avro 1.12 specification, "Schema Resolution" and "Aliases": a reader takes a writer's type of its own name or
/// of one of its aliases; its implementations compare full names.
package struct AvroNamedType {
  /// `enum` or `fixed`.
  let kind: String
  /// The full name and the aliases; empty where the text has none.
  let names: [String]
  /// What follows the names: the words of an ENUM with their brackets.
  let rest: String

  /// The text's part with the names.
  package static func names(_ name: String, _ aliases: [String]) -> String {
    ([name] + aliases).joined(separator: " or ")
  }

  /// Nil where the text is no such type.
  init?(_ text: String) {
    guard
      let kind = ["enum", "fixed"].first(where: {
        text == $0 || text.hasPrefix($0 + " ") || text.hasPrefix($0 + "(")
      })
    else { return nil }
    self.kind = kind
    let tail = text.dropFirst(kind.count)
    let end = tail.firstIndex(of: "(") ?? tail.endIndex
    names = tail[..<end].split(separator: " ").map(String.init).filter { $0 != "or" }
    rest = String(tail[end...])
  }

  /// What it takes to read a writer's type as this one: nil where the one is no such type, or of another kind.
  func effect(reading staging: AvroNamedType) -> CastEffect? {
    guard kind == staging.kind else { return nil }
    if let name = staging.names.first, !names.isEmpty, !names.contains(name) { return .impossible }
    guard kind == "enum" else { return .coercion }
    return TypeMembers.effect(kind + staging.rest, kind + rest, of: kind)
  }
}
