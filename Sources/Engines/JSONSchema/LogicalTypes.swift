import Schema
import Text

/// Types as a JSON Schema or a data contract names them: kinds of JSON values, and what a format says of a text.
///
/// Source: JSON Schema 2020-12, "Validation", sections 6.1.1 and 7.3; Open Data Contract Standard 3.1, "Logical Types". They
/// say less than types of engines do: a column of 16 bits and one of 64 are both `integer`. `LogicalFit` compares the two.
package struct LogicalTypes: TypeSystem {
  package let words: EngineWords
  package let names = NameFolding.exact
  package let loading = LoadingRules(
    fields: .byName(missing: .nullFilled, extra: .works), isReader: true, isContract: true)
  package let writesInformationSchema = false
  package let coercesInsideArrays = true
  /// How a date with a time of day is written.
  private let dateTime: String

  init(words: EngineWords, dateTime: String) {
    self.words = words
    self.dateTime = dateTime
  }

  /// The types without parts: values of JSON, and texts with a format.
  package static let kinds = [
    "boolean", "integer", "number", "string", "date", "time", "date-time", "local-date-time", "uuid",
    "duration",
    "bytes", "object",
  ]

  package func type(_ text: String) throws(TypeTextError) -> DataType {
    if Self.kinds.contains(text) || TypeMembers(text, of: "enum") != nil
      || TypeMembers(text, of: "union") != nil
    {
      return .scalar(text, parameters: [])
    }
    if text == dateTime { return .scalar("date-time", parameters: []) }
    if text.hasPrefix("string("), text.hasSuffix(")"), let length = Int(text.dropFirst(7).dropLast()),
      length >= 0
    {
      return .scalar("string", parameters: [length])
    }
    throw TypeTextError(
      offset: 0, message: "unknown type '\(text.clipped())'",
      nearest: NearestName.find(text, among: Self.kinds))
  }

  package func writes(_ row: TypeRow) -> Bool { false }

  package func text(_ type: DataType) -> String {
    switch type {
    case .scalar("date-time", _): dateTime
    case .scalar(let name, let numbers): numbers.isEmpty ? name : "\(name)(\(numbers[0]))"
    case .range(let element): element
    case .structure(let fields):
      "object<\(fields.map { "\($0.name): \(text($0.type))" }.joined(separator: ", "))>"
    case .array(let element): element.isKnown ? "array<\(text(element))>" : "array"
    case .map(_, let value): value.isKnown ? "map<\(text(value))>" : "map"
    case .unknown: "any"
    }
  }

  package func limits(_ type: String, _ parameters: [Int]) -> TypeLimits? {
    parameters.first.map { TypeLimits(whole: $0, fraction: .max) } ?? TypeLimits.none
  }

  /// Whether a value of one kind is valid as another.
  package func effect(_ from: String, _ to: String) -> CastEffect {
    if let effect = TypeMembers.effect(from, to, of: "enum") { return effect }
    let (staging, main) = (TypeMembers(from, of: "union"), TypeMembers(to, of: "union"))
    if staging != nil || main != nil {
      let taken = (staging?.all ?? [from]).map { member in
        (main?.all ?? [to]).contains { member == $0 || effect(member, $0).needsNoCast }
      }
      return !taken.contains(true) ? .impossible : taken.contains(false) ? .coercionCanFail : .coercion
    }
    switch (Self.word(from), Self.word(to)) {
    case ("integer", "number"): return .coercion
    case ("number", "integer"): return .coercionCanFail
    case (let one, "string") where Self.isText(one): return .coercion
    case ("string", let other) where Self.isText(other): return .coercionCanFail
    case ("local-date-time", "date-time"), ("date-time", "local-date-time"): return .coercionCanFail
    default: return .impossible
    }
  }

  private static func word(_ name: String) -> String { name.hasPrefix("enum(") ? "enum" : name }

  /// Whether values of a kind are texts in JSON.
  private static func isText(_ word: String) -> Bool {
    ["string", "enum", "date", "time", "date-time", "local-date-time", "uuid", "duration", "bytes"].contains(
      word)
  }

  package func meaning(_ type: DataType) -> CommonType? {
    switch type {
    case .unknown, .range: return nil
    case .array(let element): return meaning(element).map(CommonType.array)
    case .map(let key, let value):
      guard let key = meaning(key), let value = meaning(value) else { return nil }
      return .map(key: key, value: value)
    case .structure(let fields): return meaning(ofFields: fields)
    case .scalar(let name, let numbers):
      switch Self.word(name) {
      case "boolean": return .boolean
      case "integer": return .integer(bits: 64, isSigned: true)
      case "number": return .float(bits: 64)
      case "string", "enum": return .text(numbers.first)
      case "duration": return .text(nil)
      case "date": return .date
      case "time": return .time(6)
      case "date-time": return .instant(6)
      case "local-date-time": return .dateTime(6)
      case "uuid": return .uuid
      case "bytes": return .binary(nil)
      case "object": return .json
      default: return nil
      }
    }
  }

  package func type(meaning: CommonType) -> DataType? {
    func scalar(_ name: String, _ numbers: [Int] = []) -> DataType { .scalar(name, parameters: numbers) }
    switch meaning {
    case .boolean: return scalar("boolean")
    case .integer, .decimal(_, 0): return scalar("integer")
    case .decimal, .float: return scalar("number")
    case .text(let length): return scalar("string", length.map { $0 == DataType.untold ? [] : [$0] } ?? [])
    case .binary: return scalar("bytes")
    case .date: return scalar("date")
    case .time: return scalar("time")
    case .dateTime: return scalar("local-date-time")
    case .instant: return scalar("date-time")
    case .json: return scalar("object")
    case .uuid: return scalar("uuid")
    case .array(let element): return type(meaning: element).map(DataType.array)
    case .structure(let fields): return structure(meaning: fields)
    case .map(let key, let value):
      guard let key = type(meaning: key), let value = type(meaning: value) else { return nil }
      return .map(key: key, value: value)
    }
  }

  /// The members of a union; the type itself where it is none.
  package static func members(_ name: String) -> [String] { TypeMembers(name, of: "union")?.all ?? [name] }
}

extension EngineWords {
  /// Of schemas that rows are checked against.
  static func contract(_ engine: String) -> EngineWords {
    EngineWords(
      engine: engine, insertAll: "validation", merge: "validation by main's schema", mergeLabel: "validation")
  }
}
