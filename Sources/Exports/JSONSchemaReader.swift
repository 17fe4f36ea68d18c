import Engines
import JSONInput
import Schema
import Text

/// Reads a JSON Schema of one row as columns.
///
/// Source: JSON Schema 2020-12, "Core" and "Validation", and the same of drafts 4 to 2019-09; `nullable` is OpenAPI's 3.0,
/// `airbyte_type` Airbyte's ("Airbyte Protocol", "Data types"). A text with a format that names no other type is a string.
struct JSONSchemaReader {
  /// What it means that a property is not among those that are required.
  enum Optional {
    /// It may be missing.
    case mayBeMissing
    /// Nothing: writers of these schemas do not list what is required.
    case isUnknown
  }

  private static let deepest = 48
  /// Definitions that name one another could make more fields than there is memory for.
  private static let mostFields = 20_000

  /// The whole schema, in which references are looked up.
  private let root: JSONValue
  private let engine: Engine
  private let optional: Optional
  private var fields = 0
  /// References to other documents.
  private(set) var foreign: [String] = []

  init(_ root: JSONValue, engine: Engine = .jsonSchema, optional: Optional = .mayBeMissing) {
    self.root = root
    self.engine = engine
    self.optional = optional
  }

  /// What a schema says of a value.
  private struct Read {
    var type = DataType.unknown
    var isNullable = false
    var description: String?
  }

  /// The columns of a row.
  ///
  /// - Parameter required: Names that have to be there besides those that the schema lists.
  mutating func columns(required: [String] = []) throws(RecordFault) -> [Column] {
    var read = try value(root, path: "", depth: 0, references: [])
    // A list of rows describes rows.
    if case .array(let element) = read.type { read.type = element }
    guard case .structure(var columns) = read.type else {
      throw RecordFault(message: "this JSON Schema describes no object with properties", path: "")
    }
    for index in columns.indices where required.contains(columns[index].name) && columns[index].mode == nil {
      columns[index].mode = .required
    }
    return columns
  }

  // MARK: Values

  private mutating func value(
    _ schema: JSONValue, path: String, depth: Int, references: [String]
  ) throws(RecordFault) -> Read {
    guard depth < Self.deepest else {
      throw RecordFault(message: "the schema is nested too deep", path: path)
    }
    guard schema.isObject else { return Read(isNullable: true) }
    var read = Read()
    if let reference = schema.member("$ref"), reference.isString, let text = reference.text {
      if references.contains(text) {
        read.type = .scalar("object", parameters: [])
      } else if let target = target(of: text) {
        read = try value(target.value, path: target.path, depth: depth + 1, references: references + [text])
      } else {
        foreign.append(text)
        read.isNullable = true
      }
    } else if let all = schema.member("allOf"), all.isArray {
      read = try intersection(schema, all, path: path, depth: depth, references: references)
    } else if let variants = Self.variants(schema) {
      read = try union(schema, variants, path: path, depth: depth, references: references)
    } else {
      read = try plain(schema, path: path, depth: depth, references: references)
    }
    if schema.member("nullable")?.isYes ?? false { read.isNullable = true }
    if let text = schema.member("description")?.text { read.description = text }
    return read
  }

  private static func variants(_ schema: JSONValue) -> (key: String, list: JSONValue)? {
    for key in ["oneOf", "anyOf"] {
      if let list = schema.member(key), list.isArray { return (key, list) }
    }
    return nil
  }

  /// What holds where all of several schemas do.
  private mutating func intersection(
    _ schema: JSONValue, _ all: JSONValue, path: String, depth: Int, references: [String]
  ) throws(RecordFault) -> Read {
    var merged = try plain(schema, path: path, depth: depth, references: references)
    var isNullable = true
    for (index, part) in all.elements.enumerated() {
      let read = try value(part, path: "\(path)/allOf/\(index)", depth: depth + 1, references: references)
      merged.type = Self.both(merged.type, read.type)
      merged.description = merged.description ?? read.description
      if read.type.isKnown { isNullable = isNullable && read.isNullable }
    }
    merged.isNullable = isNullable && (merged.isNullable || schema.member("type") == nil)
    return merged
  }

  /// What is known of a value of two types at once.
  private static func both(_ one: DataType, _ other: DataType) -> DataType {
    guard one.isKnown, one != .scalar("object", parameters: []) else { return other.isKnown ? other : one }
    guard case .structure(let fields) = one, case .structure(let others) = other else { return one }
    let names = Set(fields.map(\.name))
    let known = Dictionary(others.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let merged = fields.map { field in
      guard let other = known[field.name] else { return field }
      var both = field
      both.type = Self.both(field.type, other.type)
      if other.mode == .required { both.mode = .required }
      return both
    }
    return .structure(merged + others.filter { !names.contains($0.name) })
  }

  /// What holds where one of several schemas does: null makes it NULLABLE.
  private mutating func union(
    _ schema: JSONValue, _ variants: (key: String, list: JSONValue), path: String, depth: Int,
    references: [String]
  ) throws(RecordFault) -> Read {
    let own = try plain(schema, path: path, depth: depth, references: references)
    var types: [DataType] = []
    var merged = Read(isNullable: false)
    var nulls = 0
    for (index, variant) in variants.list.elements.enumerated() {
      let read = try value(
        variant, path: "\(path)/\(variants.key)/\(index)", depth: depth + 1, references: references)
      if Self.isNull(variant) {
        nulls += 1
        continue
      }
      nulls += read.isNullable ? 1 : 0
      merged.description = merged.description ?? read.description
      let type = Self.both(own.type, read.type)
      if !types.contains(type) { types.append(type) }
    }
    // Of oneOf exactly one has to hold: null is not valid where two allow it.
    merged.isNullable = variants.key == "oneOf" ? nulls == 1 : nulls > 0
    if schema.member("type") != nil, !own.isNullable { merged.isNullable = false }
    merged.type = types.isEmpty ? own.type : types.dropFirst().reduce(types[0], Self.either)
    return merged
  }

  /// What is known of a value that is of one type or of another.
  private static func either(_ one: DataType, _ other: DataType) -> DataType {
    switch (one, other) {
    case (.unknown, _), (_, .unknown): return .unknown
    case (.structure(let fields), .structure(let others)):
      let known = Dictionary(others.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
      let names = Set(fields.map(\.name))
      func optional(_ field: Column) -> Column {
        var field = field
        if field.mode == .required { field.mode = .nullable }
        return field
      }
      return .structure(
        fields.map { field in
          guard let other = known[field.name] else { return optional(field) }
          var both = other.mode == field.mode ? field : optional(field)
          both.type = field.type == other.type ? field.type : Self.either(field.type, other.type)
          return both
        } + others.filter { !names.contains($0.name) }.map(optional))
    case (.scalar("integer", _), .scalar("number", _)), (.scalar("number", _), .scalar("integer", _)):
      return .scalar("number", parameters: [])
    case (.scalar(let name, _), .scalar(let second, _)):
      let members = LogicalTypes.members(name) + LogicalTypes.members(second)
      var distinct: [String] = []
      for member in members where !distinct.contains(member) { distinct.append(member) }
      return distinct.count == 1
        ? .scalar(distinct[0], parameters: [])
        : .scalar("union<\(distinct.joined(separator: ", "))>", parameters: [])
    // An object or a list beside something else: only the values show.
    default: return one == other ? one : .unknown
    }
  }

  private static func isNull(_ schema: JSONValue) -> Bool {
    if schema.member("type")?.equals("null") ?? false { return true }
    if let constant = schema.member("const") { return constant.isAbsentOrNull }
    guard let values = schema.member("enum"), values.isArray else { return false }
    var hasOther = false
    for value in values.elements { hasOther = hasOther || !value.isAbsentOrNull }
    return !hasOther
  }

  // MARK: One type

  /// What a schema says without the schemas that it combines.
  private mutating func plain(
    _ schema: JSONValue, path: String, depth: Int, references: [String]
  ) throws(RecordFault) -> Read {
    var read = Read()
    var words: [String] = []
    if let type = schema.member("type") {
      let list = type.isArray ? Array(type.elements) : [type]
      words = list.compactMap { $0.isString ? $0.text : nil }
      guard !words.isEmpty, words.count == list.count else {
        throw RecordFault(
          message: "the type in a JSON Schema is \(list.isEmpty ? "an empty list" : type.kindName)",
          path: path + "/type")
      }
      if words.contains("null") {
        read.isNullable = true
        words.removeAll { $0 == "null" }
      }
    } else if schema.member("properties")?.isObject ?? false {
      words = ["object"]
    } else if schema.member("items") != nil {
      words = ["array"]
    } else {
      let values = Self.listed(schema)
      words = values.kinds
      read.isNullable = values.hasNull || words.isEmpty
    }
    var types: [DataType] = []
    for word in words {
      types.append(try type(word, schema, path: path, depth: depth, references: references))
    }
    if let first = types.first { read.type = types.dropFirst().reduce(first, Self.either) }
    return read
  }

  /// The kinds of values that a schema lists.
  private static func listed(_ schema: JSONValue) -> (kinds: [String], hasNull: Bool) {
    var values: [JSONValue] = []
    if let constant = schema.member("const") { values = [constant] }
    if let list = schema.member("enum"), list.isArray { values = Array(list.elements) }
    var kinds: [String] = []
    for value in values where !value.isAbsentOrNull {
      let kind =
        value.isString
        ? "string"
        : value.isObject
          ? "object"
          : value.isArray
            ? "array"
            : value.isYes || value.isNo ? "boolean" : value.integer != nil ? "integer" : "number"
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return (kinds, values.contains { $0.isAbsentOrNull })
  }

  private mutating func type(
    _ word: String, _ schema: JSONValue, path: String, depth: Int, references: [String]
  ) throws(RecordFault) -> DataType {
    func scalar(_ name: String, _ numbers: [Int] = []) -> DataType { .scalar(name, parameters: numbers) }
    if let type = Self.airbyteType(schema, word) { return scalar(type) }
    switch word {
    case "string": return Self.text(schema)
    case "integer", "boolean": return scalar(word)
    case "number": return scalar(schema.member("multipleOf")?.integer == 1 ? "integer" : word)
    case "array":
      return .array(try element(schema, path: path, depth: depth, references: references))
    case "object":
      return try object(schema, path: path, depth: depth, references: references)
    default:
      throw RecordFault(
        message: "unknown type '\(word.clipped())' in a JSON Schema",
        nearest: NearestName.find(
          word, among: ["string", "integer", "number", "boolean", "array", "object", "null"]),
        path: path + "/type")
    }
  }

  private static func text(_ schema: JSONValue) -> DataType {
    func scalar(_ name: String) -> DataType { .scalar(name, parameters: []) }
    if let values = schema.member("enum"), values.isArray {
      let words = values.elements.compactMap { $0.isString ? $0.text : nil }
      if !words.isEmpty { return scalar("enum(\(words.joined(separator: ", ")))") }
    }
    if let constant = schema.member("const"), constant.isString {
      return scalar("enum(\(constant.text ?? ""))")
    }
    switch schema.member("format")?.text {
    case "date-time": return scalar("date-time")
    case "date": return scalar("date")
    case "time": return scalar("time")
    case "uuid": return scalar("uuid")
    case "duration": return scalar("duration")
    case "byte", "binary": return scalar("bytes")
    default: break
    }
    if schema.member("contentEncoding")?.text?.hasPrefix("base") ?? false { return scalar("bytes") }
    return .scalar("string", parameters: schema.member("maxLength")?.integer.map { [max($0, 0)] } ?? [])
  }

  private static func airbyteType(_ schema: JSONValue, _ word: String) -> String? {
    switch (schema.member("airbyte_type")?.text, word) {
    case ("timestamp_with_timezone", _): "date-time"
    case ("timestamp_without_timezone", _): "local-date-time"
    case ("time_with_timezone", _), ("time_without_timezone", _): "time"
    case ("integer", _), ("big_integer", _): "integer"
    case ("big_number", _): "number"
    default: nil
    }
  }

  private mutating func element(
    _ schema: JSONValue, path: String, depth: Int, references: [String]
  ) throws(RecordFault) -> DataType {
    var elements: [(value: JSONValue, path: String)] = []
    for key in ["prefixItems", "items"] {
      guard let items = schema.member(key) else { continue }
      if items.isObject { elements.append((items, "\(path)/\(key)")) }
      for (index, item) in items.elements.enumerated() { elements.append((item, "\(path)/\(key)/\(index)")) }
    }
    var types: [DataType] = []
    for element in elements {
      let read = try value(element.value, path: element.path, depth: depth + 1, references: references)
      types.append(read.type)
    }
    guard let first = types.first else { return .unknown }
    return types.dropFirst().reduce(first, Self.either)
  }

  private mutating func object(
    _ schema: JSONValue, path: String, depth: Int, references: [String]
  ) throws(RecordFault) -> DataType {
    if let properties = schema.member("properties"), properties.isObject, !properties.keys.isEmpty {
      let required = Set(schema.member("required")?.elements.compactMap(\.text) ?? [])
      var columns: [Column] = []
      for (name, property) in properties.members {
        columns.append(
          try column(
            name, property,
            isRequired: required.contains(name) || property.member("required")?.isYes ?? false,
            path: "\(path)/properties/\(Self.escaped(name))", depth: depth + 1, references: references))
      }
      if let clash = ColumnNames.clash(columns) {
        throw RecordFault(
          message: clash.message, path: "\(path)/properties/\(Self.escaped(columns[clash.index].name))")
      }
      return .structure(columns)
    }
    if let values = schema.member("additionalProperties"), values.isObject, !values.keys.isEmpty {
      let read = try value(
        values, path: path + "/additionalProperties", depth: depth + 1, references: references)
      return .map(key: .scalar("string", parameters: []), value: read.type)
    }
    return .scalar("object", parameters: [])
  }

  private mutating func column(
    _ name: String, _ schema: JSONValue, isRequired: Bool, path: String, depth: Int, references: [String]
  ) throws(RecordFault) -> Column {
    guard !name.isEmpty else { throw RecordFault(message: "a property without a name", path: path) }
    fields += 1
    guard fields <= Self.mostFields else {
      throw RecordFault(message: "the schema has more than \(Self.mostFields) fields", path: path)
    }
    guard schema.isObject || schema.isYes || schema.isNo else {
      throw RecordFault(message: "the schema of \(name.clipped()) is \(schema.kindName)", path: path)
    }
    let read = try value(schema, path: path, depth: depth, references: references)
    let mode: Mode? =
      read.isNullable ? .nullable : isRequired ? .required : optional == .mayBeMissing ? .nullable : nil
    return Column(
      name, read.type, mode: mode,
      attributes: Column.Attributes(description: read.description.map { .present($0) } ?? .unknown),
      in: engine)
  }

  // MARK: References

  /// The schema that a reference within the document names; nil for one to another document.
  private func target(of reference: String) -> (value: JSONValue, path: String)? {
    guard let mark = reference.firstIndex(of: "#") else { return identified(reference) }
    let document = reference[..<mark]
    guard document.isEmpty || root.member("$id")?.text.map({ $0[...] == document }) ?? false else {
      return nil
    }
    let pointer = reference[reference.index(after: mark)...]
    if pointer.isEmpty { return (root, "") }
    guard pointer.first == "/" else { return anchored(String(pointer)) }
    var value = root
    for step in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
      let key = Self.unescaped(String(step))
      if value.isArray, let index = Int(key),
        let element = value.elements.enumerated().first(where: { $0.offset == index })
      {
        value = element.element
      } else if let member = value.member(key) {
        value = member
      } else {
        return nil
      }
    }
    return (value, String(pointer))
  }

  /// A definition by its `$id`.
  private func identified(_ id: String) -> (value: JSONValue, path: String)? {
    definition { $0.member("$id")?.text == id }
  }

  /// A definition by its `$anchor`.
  private func anchored(_ name: String) -> (value: JSONValue, path: String)? {
    definition { $0.member("$anchor")?.text == name || $0.member("$id")?.text == "#\(name)" }
  }

  private func definition(where isMeant: (JSONValue) -> Bool) -> (value: JSONValue, path: String)? {
    for key in ["$defs", "definitions"] {
      for (name, value) in root.member(key)?.members ?? [] where isMeant(value) {
        return (value, "/\(key)/\(Self.escaped(name))")
      }
    }
    return nil
  }

  /// A key as a JSON pointer writes it.
  static func escaped(_ key: String) -> String {
    key.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  private static func unescaped(_ step: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(step.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count > 1,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self).replacing("~1", with: "/").replacing("~0", with: "~")
  }
}
