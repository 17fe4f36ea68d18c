import Schema

/// Which scalar types of an engine go into which. Pairs that are not listed have no cast.
///
/// The table is a text, parsed at first use, because dictionary literals of this size take long to compile:
///
///     integers = smallint, integer
///     text
///       coercion: varchar
///       cast can fail: integers, boolean,
///         date
///
/// A line that is not indented is a type of staging. Each indented line below it is an effect and the types of main
/// for which it holds; after a comma at its end the list continues on the next line. Lines with `=`, which come first,
/// name several types of main at once.
package struct Coercions: Sendable {
  private var effects: [String: [String: CastEffect]] = [:]
  /// What is wrong in the text. A test checks that no engine's table has a fault; the rest of such a table is used.
  private(set) var faults: [String] = []

  /// What a list of types belongs to.
  private enum ListOwner {
    case nothing
    case group(String)
    case pairs(from: String, CastEffect)
  }

  /// Parses a table.
  init(_ text: String) {
    var groups: [String: [String]] = [:]
    var staging: String?
    var owner = ListOwner.nothing
    var continues = false
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      var list = line
      if !continues {
        if line.first == UInt8(ascii: " ") {
          owner = effectOwner(&list, of: staging)
        } else if let sign = line.firstIndex(of: UInt8(ascii: "=")) {
          owner = .group(Self.word(line[..<sign]))
          list = line[sign...].dropFirst()
        } else {
          staging = startType(Self.word(line))
          continue
        }
      }
      for part in list.split(separator: UInt8(ascii: ",")) {
        let word = Self.word(part)
        switch owner {
        case .nothing: break
        case .group(let name): groups[name, default: []].append(word)
        case .pairs(let from, let effect):
          for type in groups[word] ?? [word] { add(from, type, effect) }
        }
      }
      continues = line.last == UInt8(ascii: ",")
    }
  }

  private mutating func startType(_ name: String) -> String {
    if effects.updateValue([:], forKey: name) != nil { faults.append("\(name): listed twice") }
    return name
  }

  /// Takes the effect and its colon from the front of a line.
  private mutating func effectOwner(_ line: inout Substring.UTF8View, of staging: String?) -> ListOwner {
    let name = Self.word(line.prefix { $0 != UInt8(ascii: ":") })
    line = line.drop { $0 != UInt8(ascii: ":") }.dropFirst()
    guard let staging else {
      faults.append("'\(name)' is not below a type")
      return .nothing
    }
    guard let effect = Self.effect(name) else {
      faults.append("\(staging): unknown effect '\(name)'")
      return .nothing
    }
    if line.isEmpty { faults.append("\(staging): no types for '\(name)'") }
    return .pairs(from: staging, effect)
  }

  private mutating func add(_ from: String, _ to: String, _ effect: CastEffect) {
    if from == to { faults.append("\(from): cast to itself") }
    if effects[from, default: [:]].updateValue(effect, forKey: to) != nil {
      faults.append("\(from) to \(to): listed twice")
    }
  }

  /// The text of a part of a line without the spaces around it.
  private static func word(_ part: Substring.UTF8View) -> String {
    var part = part.drop { $0 == UInt8(ascii: " ") }
    while part.last == UInt8(ascii: " ") { part.removeLast() }
    return String(Substring(part))
  }

  private static func effect(_ name: String) -> CastEffect? {
    switch name {
    case "coercion": .coercion
    case "coercion can fail": .coercionCanFail
    case "coercion can lose": .coercionCanLose
    case "coercion can fail or lose": .coercionCanFailOrLose
    case "cast": .cast
    case "cast can fail": .castCanFail
    case "cast can lose": .castCanLose
    case "cast can fail or lose": .castCanFailOrLose
    default: nil
    }
  }

  func effect(_ from: String, _ to: String) -> CastEffect { effects[from]?[to] ?? .impossible }

  /// All types that the table knows.
  var names: Set<String> { Set(effects.keys).union(effects.values.flatMap(\.keys)) }
}
