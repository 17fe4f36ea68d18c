import Schema
import Text
import Yams

extension ConfigurationReader {
  /// The members of a mapping; keys that are no text or stand twice are reported.
  mutating func members(of mapping: Node.Mapping) -> [Member] {
    var members: [Member] = []
    var firstLines: [String: Int] = [:]
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        report(key, "a key must be a text, not \(key.kind).")
        continue
      }
      let place = document.place(of: scalar.mark)
      let (name, isRepeated) = document.key(scalar)
      if let line = firstLines[name] {
        report(place, "the key '\(name.clipped())' stands in line \(line) already.")
      }
      if isRepeated { firstLines[name] = firstLines[name] ?? place.line }
      members.append(Member(key: name, place: place, value: value))
    }
    return members
  }

  /// Whether the key is one of `keys`; else it is reported.
  mutating func isKnown(_ member: Member, among keys: [String]) -> Bool {
    if keys.contains(member.key) { return true }
    report(member.place, Suggestion.unknown("key", member.key, known: keys))
    return false
  }

  /// A text that is not empty.
  mutating func text(_ node: Node, what: String) -> String? {
    guard case .scalar(let scalar) = node, !node.isNothing else {
      report(node, "\(what) must be a text, not \(node.kind).")
      return nil
    }
    if scalar.string.isEmpty {
      report(node, "\(what) must not be empty.")
      return nil
    }
    return scalar.string
  }

  /// One text or a list of at least one.
  mutating func texts(_ node: Node, what: String, of kind: String) -> [(text: String, node: Node)] {
    let items: [Node]
    switch node {
    case .scalar: items = [node]
    case .sequence(let sequence): items = Array(sequence)
    case .mapping, .alias:
      report(node, "\(what) must be a text or a list of \(kind), not \(node.kind).")
      return []
    }
    if items.isEmpty { report(node, "\(what) is an empty list.") }
    return items.compactMap { item in
      let what = items.count > 1 ? "each of \(what)" : what
      return text(item, what: what).map { ($0, item) }
    }
  }

  mutating func flag(_ member: Member) -> Bool? {
    guard let word = text(member.value, what: "'\(member.key)'") else { return nil }
    switch word.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default:
      report(member.value, Suggestion.unknown("value of \(member.key)", word, known: ["true", "false"]))
      return nil
    }
  }

  mutating func path(_ node: Node, what: String) -> String? { text(node, what: what).map { resolved($0) } }

  /// The path as seen from the working folder: paths in the file start at the file's own folder.
  func resolved(_ path: String) -> String {
    guard path != "-", !path.hasPrefix("/"), let slash = document.file.lastIndex(of: "/") else { return path }
    return document.file[...slash] + path
  }

  mutating func tablePatterns(_ node: Node, what: String) -> [TablePattern] {
    texts(node, what: what, of: "patterns").compactMap { text, node in
      do throws(GlobError) {
        return try TablePattern(text, place: document.place(of: node.mark))
      } catch {
        report(node, "'\(text.clipped())' is not a pattern: \(error.message).")
        return nil
      }
    }
  }

  mutating func batchPattern(_ node: Node) -> BatchPattern? {
    guard let text = text(node, what: "'batch'") else { return nil }
    do throws(GlobError) {
      return try BatchPattern(text)
    } catch {
      report(node, "'\(text.clipped())' does not tell a batch: \(error.message).")
      return nil
    }
  }

  mutating func columnPattern(_ text: String, at node: Node) -> ColumnPattern? {
    do throws(GlobError) {
      return try ColumnPattern(text)
    } catch {
      report(node, "'\(text.clipped())' is not a pattern: \(error.message).")
      return nil
    }
  }
}
