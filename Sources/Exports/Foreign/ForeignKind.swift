import JSONInput

/// A kind of JSON that is known and not read.
struct ForeignKind: Sendable {
  /// What people call it: `GeoJSON`, `dbt's run_results.json`.
  let name: String
  /// What to give instead, as a sentence.
  let instead: String
  /// Any of these signatures makes a value one of this kind.
  let signatures: [ForeignSignature]

  /// A kind with its signatures, each a list of conditions as `ForeignCondition` reads them.
  init(_ name: String, _ signatures: [String]..., instead: String) {
    self.name = name
    self.instead = instead
    self.signatures = signatures.map(ForeignSignature.init)
  }
}

/// Conditions that a value meets all of: several keys and the kinds of their values, never one common key.
struct ForeignSignature: Sendable {
  let conditions: [ForeignCondition]
  /// The keys of the value itself that have to be there.
  let keys: [String]

  init(_ conditions: [String]) {
    self.conditions = conditions.map(ForeignCondition.init)
    keys = self.conditions.filter { $0.test != .absent }.compactMap { condition in
      if case .member(let name)? = condition.steps.first { name } else { nil }
    }
  }

  func matches(_ value: JSONValue) -> Bool { conditions.allSatisfy { $0.holds(value) } }
}

/// One condition, read from a text:
///
/// - `tables[].columns:list` – a path, and of what kind its value is (text, number, list, object, truth)
/// - `kind=DataContract`, `metadata.dbt_schema_version^https://` – which text stands there, or how it begins
/// - `!schemas` – that nothing is there
///
/// `[]` is the first element of a list, and `*` the first member of an object.
struct ForeignCondition: Sendable {
  enum Step: Sendable, Equatable {
    case member(String)
    case firstElement
    case firstMember
  }

  enum Test: Sendable, Equatable {
    case present, absent
    case text, number, list, object, truth
    case equals(String)
    case begins(String)
  }

  let steps: [Step]
  let test: Test

  init(_ text: String) {
    var path = text[...]
    if path.first == "!" {
      test = .absent
      path = path.dropFirst()
    } else if let sign = path.firstIndex(where: { "=^:".contains($0) }) {
      let operand = String(path[path.index(after: sign)...])
      test =
        switch path[sign] {
        case "=": .equals(operand)
        case "^": .begins(operand)
        default: Self.kinds[operand] ?? .present
        }
      path = path[..<sign]
    } else {
      test = .present
    }
    steps = path.split(separator: ".").flatMap { part -> [Step] in
      if part == "*" { return [.firstMember] }
      return part.hasSuffix("[]")
        ? [.member(String(part.dropLast(2))), .firstElement] : [.member(String(part))]
    }
  }

  private static let kinds: [String: Test] = [
    "text": .text, "number": .number, "list": .list, "object": .object, "truth": .truth,
  ]

  func holds(_ root: JSONValue) -> Bool {
    var value: JSONValue? = root
    for step in steps {
      switch step {
      case .member(let name): value = value?.member(name)
      case .firstElement:
        var elements = value?.elements
        value = elements?.next()
      case .firstMember: value = value?.members.first?.value
      }
    }
    guard let value else { return test == .absent }
    switch test {
    case .present: return true
    case .absent: return false
    case .text: return value.isString
    case .number: return !value.isString && value.integer != nil
    case .list: return value.isArray
    case .object: return value.isObject
    case .truth: return !value.isString && (value.isYes || value.isNo)
    case .equals(let text): return value.isString && value.bytes.elementsEqual(text.utf8)
    case .begins(let text): return value.isString && value.bytes.starts(with: text.utf8)
    }
  }
}
