import Testing

@testable import Settings

/// A value of a YAML file of the repository, read as the tool reads its own.
struct YAMLValue {
  private let node: YAMLNode

  /// The root of a file of the repository.
  init(file: String) throws {
    let document = YAMLDocument(text: try CIMachine.repositoryFile(file), file: file)
    try #require(document.problems == [])
    node = try #require(document.root)
  }

  private init(_ node: YAMLNode) { self.node = node }

  /// A scalar's text; nil for nothing.
  var text: String? {
    guard case .scalar(let text, _) = node.content, !node.isNothing else { return nil }
    return text
  }

  var items: [YAMLValue]? {
    guard case .sequence(let items) = node.content else { return nil }
    return items.map(YAMLValue.init)
  }

  var members: [String: YAMLValue]? {
    guard case .mapping(let entries) = node.content else { return nil }
    let members = entries.compactMap { entry in YAMLValue(entry.key).text.map { ($0, YAMLValue(entry.value)) }
    }
    return Dictionary(members) { first, _ in first }
  }

  /// A mapping's scalars.
  var texts: [String: String]? { members?.compactMapValues(\.text) }

  subscript(key: String) -> YAMLValue? { members?[key] }
}
