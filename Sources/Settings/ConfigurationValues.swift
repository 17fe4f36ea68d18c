import Schema
import Text

extension ConfigurationReader {
  /// The members of a mapping; keys that are no text or stand twice are reported.
  mutating func members(of mapping: [YAMLNode.Entry]) -> [Member] {
    var members: [Member] = []
    var firstLines: [String: Int] = [:]
    for entry in mapping {
      guard case .scalar(let name, _) = entry.key.content else {
        report(entry.key, "a key must be a text, not \(entry.key.kind).")
        continue
      }
      let place = entry.key.place
      if let line = firstLines[name] {
        report(place, "the key '\(name.clipped())' stands in line \(line) already.")
      } else {
        firstLines[name] = place.line
      }
      members.append(Member(key: name, place: place, value: entry.value))
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
  mutating func text(_ node: YAMLNode, what: String) -> String? {
    guard case .scalar(let text, _) = node.content, !node.isNothing else {
      report(node, "\(what) must be a text, not \(node.kind).")
      return nil
    }
    if text.isEmpty {
      report(node, "\(what) must not be empty.")
      return nil
    }
    return text
  }

  /// One text or a list of at least one.
  mutating func texts(_ node: YAMLNode, what: String, of kind: String) -> [(text: String, node: YAMLNode)] {
    let items: [YAMLNode]
    switch node.content {
    case .scalar: items = [node]
    case .sequence(let sequence): items = sequence
    case .mapping:
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

  mutating func path(_ node: YAMLNode, what: String) -> String? {
    text(node, what: what).map { resolved($0) }
  }

  /// The path as seen from the working folder: paths in the file start at the file's own folder.
  func resolved(_ path: String) -> String {
    guard path != "-", !path.hasPrefix("/"), let slash = document.file.lastIndex(of: "/") else { return path }
    return document.file[...slash] + path
  }

  mutating func tablePatterns(_ node: YAMLNode, what: String) -> [TablePattern] {
    texts(node, what: what, of: "patterns").compactMap { text, node in
      do throws(GlobError) {
        return try TablePattern(text, place: node.place)
      } catch {
        report(node, "'\(text.clipped())' is not a pattern: \(error.message).")
        return nil
      }
    }
  }

  mutating func batchPattern(_ node: YAMLNode) -> BatchPattern? {
    guard let text = text(node, what: "'batch'") else { return nil }
    do throws(GlobError) {
      return try BatchPattern(text)
    } catch {
      report(node, "'\(text.clipped())' does not tell a batch: \(error.message).")
      return nil
    }
  }

  mutating func columnPattern(_ text: String, at node: YAMLNode) -> ColumnPattern? {
    do throws(GlobError) {
      return try ColumnPattern(text)
    } catch {
      report(node, "'\(text.clipped())' is not a pattern: \(error.message).")
      return nil
    }
  }
}
