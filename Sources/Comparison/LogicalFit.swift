import Engines
import Schema

/// Compares a JSON Schema, or a contract of logical types, with tables of an engine, as far as the former says anything: an
/// `integer` is a column of any number of bits, a `string` any column whose values are texts in JSON.
struct LogicalFit {
  private let own: any TypeSystem
  private let target: any TypeSystem
  private let isMainLogical: Bool

  /// Nil where neither side is logical, or both are.
  init?(from own: any TypeSystem, to target: any TypeSystem) {
    guard own is LogicalTypes != (target is LogicalTypes) else { return nil }
    self.own = own
    self.target = target
    isMainLogical = target is LogicalTypes
  }

  /// A column in main's types: of main's own type where the two fit.
  func column(_ column: Column, beside main: Column?) -> Column {
    let type = main.map { self.type(column.type, beside: $0.type) } ?? counterpart(of: column.type)
    var mapped = Column(column.name, type, mode: column.mode).folded(by: target.names)
    // An ARRAY without values may be NULL or empty, which other engines do not tell apart.
    if mapped.type.isArray { mapped.mode = .repeated }
    mapped.attributes.description = column.attributes.description
    mapped.foreignType = own.text(column.type)
    return mapped
  }

  private func type(_ staging: DataType, beside main: DataType) -> DataType {
    switch (staging, main) {
    case (.unknown, _), (_, .unknown): return .unknown
    case (.structure(let fields), .structure(let others)):
      let wanted = others.byFoldedName
      return .structure(
        fields.map { field in
          column(field, beside: wanted[target.names.key(field.name)] ?? wanted.named(field.name))
        })
    case (.array(let element), .array(let other)):
      return .array(element.isKnown ? type(element, beside: other) : other)
    case (.map(_, let value), .map(let key, let other)):
      return .map(key: key, value: type(value, beside: other))
    case (.structure, .map), (.map, .structure): return main
    case (.structure, _), (.map, _), (.array, _), (_, .structure), (_, .map), (_, .array):
      // A column of JSON holds anything, as does an object of which nothing more is said. Of a type with a name of its own
      // nobody says what it has in it.
      guard staging.isScalar || main.isScalar else { return counterpart(of: staging) }
      let other = staging.isScalar ? own.meaning(staging) : target.meaning(main)
      return other == .json || other == nil ? main : counterpart(of: staging)
    case (.scalar(let name, let numbers), .scalar(let other, let limits)):
      if isMainLogical {
        guard LogicalTypes.members(other).contains(where: { holds($0, own.meaning(staging)) }) else { break }
        return withLength(Self.length(own.meaning(staging)), of: main, limits)
      }
      guard LogicalTypes.members(name).contains(where: { fits($0, target.meaning(main)) }) else { break }
      return numbers.isEmpty
        ? main : withLength(numbers.first, of: main, Self.length(target.meaning(main)).map { [$0] } ?? [])
    default: break
    }
    return counterpart(of: staging)
  }

  /// Main's type with the length that staging has, where both sides have one.
  private func withLength(_ length: Int?, of main: DataType, _ limits: [Int]) -> DataType {
    guard case .scalar(let name, let numbers) = main, let own = limits.first, numbers == limits else {
      return main
    }
    if length == own || length == DataType.untold { return main }
    return .scalar(name, parameters: length.map { [$0] } ?? [])
  }

  private static func length(_ meaning: CommonType?) -> Int? {
    if case .text(let length)? = meaning { length } else { nil }
  }

  /// Whether values of an engine's column are of a kind, written as JSON.
  private func holds(_ kind: String, _ meaning: CommonType?) -> Bool {
    switch (kind, meaning) {
    // Nothing is known of what JSON it holds.
    case (_, .json): true
    case ("boolean", .boolean), ("boolean", .integer(bits: 8, _)): true
    case ("integer", .integer), ("integer", .decimal(_, scale: 0)),
      ("integer", .decimal(_, scale: DataType.untold)):
      true
    case ("number", .integer), ("number", .decimal), ("number", .float): true
    case ("date", .date), ("time", .time): true
    case ("date-time", .instant), ("date-time", .dateTime), ("local-date-time", .dateTime): true
    case ("uuid", .uuid), ("uuid", .text), ("duration", .text), ("duration", nil), ("bytes", .binary),
      ("bytes", .text):
      true
    case ("string", let meaning): Self.isText(meaning)
    case (let kind, .text): kind.hasPrefix("enum(")
    // An ENUM of an engine has a name of its own.
    case (let kind, nil): kind.hasPrefix("enum(")
    default: false
    }
  }

  /// Whether values of a kind go into a column of an engine that may be narrower.
  private func fits(_ kind: String, _ meaning: CommonType?) -> Bool {
    switch (kind, meaning) {
    case (_, nil), (_, .json): true
    case ("integer", .decimal), ("integer", .float), ("integer", .integer): true
    case ("number", .decimal), ("number", .float): true
    case ("string", let meaning): Self.isText(meaning)
    case ("date", .text), ("time", .text), ("date-time", .text), ("local-date-time", .text): false
    case ("local-date-time", .instant), ("number", .integer): false
    default: holds(kind, meaning)
    }
  }

  /// Whether values of that meaning are texts in JSON; decimals are where a float would lose digits.
  private static func isText(_ meaning: CommonType?) -> Bool {
    switch meaning {
    case .boolean, .integer, .float, .array, .structure, .map: false
    case .text, .binary, .date, .time, .dateTime, .instant, .json, .uuid, .decimal, nil: true
    }
  }

  /// The type that comes closest on main's side.
  private func counterpart(of type: DataType) -> DataType {
    switch type {
    case .unknown: return .unknown
    case .array(let element): return .array(counterpart(of: element))
    case .map(let key, let value): return .map(key: counterpart(of: key), value: counterpart(of: value))
    case .structure(let fields): return .structure(fields.map { column($0, beside: nil) })
    case .range: return isMainLogical ? .scalar("string", parameters: []) : type
    case .scalar:
      if let meaning = own.meaning(type), let found = target.type(meaning: meaning) { return found }
      // What has no counterpart in an engine keeps its own name, which is no type there.
      return isMainLogical ? .scalar("string", parameters: []) : type
    }
  }
}

extension DataType {
  fileprivate var isScalar: Bool { if case .scalar = self { true } else { false } }
}
