import JSONInput
import Output

extension JSONTree {
  /// The value on one line.
  var node: JSONNode {
    switch self {
    case .null: .null
    case .truth(let truth): .truth(truth)
    case .integer(let number): .number(number)
    case .real(let text): .encoded(Array(text.utf8))
    case .text(let text): .text(text)
    case .list(let elements): .list(elements.map(\.node))
    case .object(let members): .object(members.map { ($0.key, $0.value.node) })
    }
  }
}
