import JSONInput
import Text

/// A value of a completion record, whichever form of Firestore it came in.
enum RecordValue: Hashable, Sendable {
  case null
  case text(String)
  case number(Int)
  case truth(Bool)
  case list([RecordValue])
  case map([Member])
  /// Anything else, by what it is called in messages.
  case other(String)

  /// A field of a map.
  struct Member: Hashable, Sendable {
    let name: String
    let value: RecordValue
  }

  /// A value as plain JSON has it.
  init(plain value: JSONValue) {
    switch value.kind {
    case .string: self = .text(value.text ?? "")
    case .number: self = Self.number(of: value)
    case .boolean: self = .truth(value.isTrue)
    case .array: self = .list(value.elements.map { RecordValue(plain: $0) })
    case .object:
      self = .map(value.members.map { Member(name: $0.key, value: RecordValue(plain: $0.value)) })
    case .null, .absent: self = .null
    }
  }

  /// A value as Firestore's REST API writes it, in an object that names its type; nil where it is none.
  ///
  /// Source: Firestore REST reference, `Value`, `ArrayValue` (without `values` where it is empty) and `MapValue`.
  init?(typed value: JSONValue) {
    guard value.isObject, let (type, content) = Self.only(of: value) else { return nil }
    switch type {
    case "nullValue": self = .null
    case "stringValue", "timestampValue", "referenceValue": self = .text(content.text ?? "")
    case "integerValue", "doubleValue": self = Self.number(of: content)
    case "booleanValue": self = RecordValue(plain: content)
    case "arrayValue":
      var list: [RecordValue] = []
      for element in content.member("values")?.elements ?? content.elements {
        guard let element = RecordValue(typed: element) else { return nil }
        list.append(element)
      }
      self = .list(list)
    case "mapValue":
      var map: [Member] = []
      for member in content.member("fields")?.members ?? [] {
        guard let value = RecordValue(typed: member.value) else { return nil }
        map.append(Member(name: member.key, value: value))
      }
      self = .map(map)
    case "bytesValue", "geoPointValue", "vectorValue": self = .other("a \(type.dropLast(5))")
    default: return nil
    }
  }

  /// The only member of an object; nil where it has none or several.
  private static func only(of value: JSONValue) -> (key: String, value: JSONValue)? {
    let members = value.members
    return members.count == 1 ? members.first : nil
  }

  private static func number(of value: JSONValue) -> RecordValue {
    if let number = value.integer { return .number(number) }
    if let real = value.real, let number = Int(exactly: real) { return .number(number) }
    return .other("a number that is not whole")
  }

  /// What the value is called in messages.
  var kindName: String {
    switch self {
    case .null: JSONKind.null.rawValue
    case .text: JSONKind.string.rawValue
    case .number: JSONKind.number.rawValue
    case .truth: JSONKind.boolean.rawValue
    case .list: JSONKind.array.rawValue
    case .map: JSONKind.object.rawValue
    case .other(let name): name
    }
  }

  /// A field of a map; nil where there is none, or no map.
  subscript(name: String) -> RecordValue? {
    guard case .map(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  /// A moment as Firestore, its libraries and tables write it.
  var moment: Moment? {
    switch self {
    case .text(let text): Moment(text)
    case .map:
      if case .number(let seconds) = self["_seconds"] ?? self["seconds"] {
        Moment(seconds: seconds)
      } else {
        // How node-firestore-import-export writes a timestamp.
        self["value"]?.moment
      }
    case .null, .number, .truth, .list, .other: nil
    }
  }

  /// What a text holds that is an array or an object of its own, as rows of a table have it; nil for other texts.
  var unpacked: RecordValue? {
    guard case .text(let text) = self, let first = text.utf8.first(where: { $0 > 0x20 }),
      first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
    else { return nil }
    return NestedJSON().value(text) { RecordValue(plain: $0) }
  }
}
