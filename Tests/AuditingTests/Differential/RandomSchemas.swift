@testable import TestSupport

/// A field as a random test sees it; not the tool's own model, so that both cannot be wrong in one way.
struct RandomField: Sendable {
  var name: String
  var kind: Kind
  var isRepeated = false
  var isRequired = false

  indirect enum Kind: Sendable {
    case scalar(String, [Int])
    case structure([RandomField])
  }

  var fields: [RandomField] {
    if case .structure(let fields) = kind { return fields }
    return []
  }

  /// The type's name without parameters and without its fields.
  var base: String {
    if case .scalar(let name, _) = kind { return name }
    return "STRUCT"
  }

  var parameters: [Int] {
    if case .scalar(_, let parameters) = kind { return parameters }
    return []
  }

  /// The type in canonical GoogleSQL.
  var typeText: String {
    let inner: String
    switch kind {
    case .scalar(let name, []): inner = name
    case .scalar(let name, let numbers):
      inner = "\(name)(\(numbers.map(String.init).joined(separator: ", ")))"
    case .structure(let fields):
      inner = "STRUCT<\(fields.map { "\($0.name) \($0.typeText)" }.joined(separator: ", "))>"
    }
    return isRepeated ? "ARRAY<\(inner)>" : inner
  }

  /// The field as the BigQuery API writes it, with the API's own names of types.
  var resource: String {
    let names = ["INT64": "INTEGER", "FLOAT64": "FLOAT", "STRUCT": "RECORD"]
    var parts = ["\"name\": \"\(name)\"", "\"type\": \"\(names[base] ?? base)\""]
    parts.append("\"mode\": \"\(isRepeated ? "REPEATED" : isRequired ? "REQUIRED" : "NULLABLE")\"")
    for (key, number) in zip(base == "STRING" ? ["maxLength"] : ["precision", "scale"], parameters) {
      parts.append("\"\(key)\": \"\(number)\"")
    }
    if case .structure(let fields) = kind {
      parts.append("\"fields\": [\(fields.map(\.resource).joined(separator: ", "))]")
    }
    return "{\(parts.joined(separator: ", "))}"
  }
}

/// Makes schemas at random, and schemas that have drifted from others.
struct SchemaGenerator {
  var random: SeededGenerator

  private static let names = ["id", "Total", "home_id", "created_at", "x", "Note", "k1", "k2"]
  private static let types: [RandomField.Kind] = [
    .scalar("INT64", []), .scalar("STRING", []), .scalar("STRING", [20]), .scalar("NUMERIC", []),
    .scalar("NUMERIC", [5, 1]), .scalar("NUMERIC", [7]), .scalar("FLOAT64", []), .scalar("DATE", []),
    .scalar("DATETIME", []), .scalar("BOOL", []),
  ]

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  mutating func schema(depth: Int = 0) -> [RandomField] {
    Self.names.shuffled(using: &random).prefix(Int.random(in: 1...6, using: &random)).map {
      field($0, depth: depth)
    }
  }

  private mutating func field(_ name: String, depth: Int) -> RandomField {
    let kind =
      depth < 3 && chance(30)
      ? .structure(schema(depth: depth + 1)) : Self.types.randomElement(using: &random)!
    let isRepeated = chance(20)
    return RandomField(name: name, kind: kind, isRepeated: isRepeated, isRequired: !isRepeated && chance(25))
  }

  /// The fields with some of them gone, new, changed or elsewhere, at any depth.
  mutating func drifted(_ fields: [RandomField], depth: Int = 0) -> [RandomField] {
    var result: [RandomField] = []
    for var field in fields where !chance(12) {
      if chance(15) { field.name = chance(50) ? field.name.uppercased() : field.name.lowercased() }
      if chance(10) {
        field.isRepeated.toggle()
        field.isRequired = false
      }
      if chance(10), !field.isRepeated { field.isRequired.toggle() }
      if case .structure(let inner) = field.kind, chance(60) {
        field.kind = .structure(drifted(inner, depth: depth + 1))
      } else if chance(12) {
        field.kind = self.field("", depth: depth + 1).kind
      }
      result.append(field)
    }
    if chance(25) { result.append(field("extra_\(Int.random(in: 1...3, using: &random))", depth: depth + 1)) }
    if chance(15) { result.shuffle(using: &random) }
    return result.isEmpty ? [field("only", depth: 3)] : result
  }
}
