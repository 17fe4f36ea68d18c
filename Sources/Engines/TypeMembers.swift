import Schema

/// The members of a type that is written as a list: an ENUM's words, a union's types.
struct TypeMembers {
  /// The members as they are written.
  let all: [String]

  /// The members between the first bracket of a text and its last; nil where it does not begin with `word` and a bracket.
  init?(_ text: String, of word: String) {
    let bytes = Array(text.utf8)
    let opening = word.utf8.count
    guard text.hasPrefix(word), bytes.count > opening + 1,
      bytes[opening] == UInt8(ascii: "(") || bytes[opening] == UInt8(ascii: "<")
    else { return nil }
    var members: [[UInt8]] = [[]]
    var depth = 0
    var quote: UInt8?
    for byte in bytes[(opening + 1)..<(bytes.count - 1)] {
      switch byte {
      case UInt8(ascii: "'"): quote = quote == nil ? byte : nil
      case UInt8(ascii: "("), UInt8(ascii: "<"): depth += quote == nil ? 1 : 0
      case UInt8(ascii: ")"), UInt8(ascii: ">"): depth -= quote == nil ? 1 : 0
      case UInt8(ascii: ",") where quote == nil && depth == 0:
        members.append([])
        continue
      case UInt8(ascii: " ") where quote == nil && members[members.count - 1].isEmpty: continue
      default: break
      }
      members[members.count - 1].append(byte)
    }
    all = members.map { String(decoding: $0, as: UTF8.self) }
  }

  /// What it takes to write values of one list into a column of another: members that main's list lacks fail.
  static func effect(_ from: String, _ to: String, of word: String) -> CastEffect? {
    guard let staging = TypeMembers(from, of: word), let main = TypeMembers(to, of: word) else { return nil }
    return Set(staging.all).isSubset(of: main.all) ? .coercion : .coercionCanFail
  }
}
