import Engines
import JSONInput
import Schema
import Text

/// Reads one Avro schema: names that were declared before stand for their types, and other names for types of another
/// schema (`AvroReference`).
struct AvroSchemaReader {
  private static let deepest = 64

  /// The types that the schema declares, by their full names.
  private(set) var named: [String: DataType] = [:]
  private var depth = 0

  /// A type that stands by itself, as in a file of its own.
  mutating func definition(_ value: JSONValue, path: String = "") throws(RecordFault) {
    _ = try type(value, of: value.member("name")?.text ?? "", path: path, namespace: "")
  }

  /// The fields of a record as columns.
  ///
  /// - Throws: `RecordFault` with a path that begins with `path`.
  mutating func record(_ value: JSONValue, path: String, namespace: String) throws(RecordFault) -> [Column] {
    guard depth < Self.deepest else {
      throw RecordFault(message: "records are nested too deep", nearest: nil, path: path)
    }
    depth += 1
    defer { depth -= 1 }
    let (name, space) = try fullName(value, path: path, namespace: namespace)
    // A record that names itself inside is a type by that name there.
    named[name] = .scalar(name, parameters: [])
    guard let fields = value.member("fields"), fields.isArray else {
      throw RecordFault(message: "record \(name.clipped()) has no fields", nearest: nil, path: path)
    }
    var columns: [Column] = []
    for (index, field) in fields.elements.enumerated() {
      columns.append(try self.field(field, path: "\(path)/fields/\(index)", namespace: space))
    }
    if let clash = ColumnNames.clash(columns) {
      throw RecordFault(message: clash.message, nearest: nil, path: "\(path)/fields/\(clash.index)")
    }
    named[name] = .structure(columns)
    return columns
  }

  private mutating func field(_ field: JSONValue, path: String, namespace: String) throws(RecordFault)
    -> Column
  {
    guard let name = field.member("name")?.text, !name.isEmpty else {
      throw RecordFault(message: "a field without a name", nearest: nil, path: path)
    }
    guard let type = field.member("type") else {
      throw RecordFault(message: "field \(name.clipped()) has no type", nearest: nil, path: path)
    }
    let (read, isNullable) = try optional(type, of: name, path: path + "/type", namespace: namespace)
    return Column(
      name, read, mode: isNullable ? .nullable : .required,
      attributes: Column.Attributes(
        defaultExpression: Fact(known: field.member("default").map(Self.text)),
        description: Fact(known: field.member("doc")?.text),
        aliases: field.member("aliases")?.elements.compactMap(\.text) ?? []), in: .avro)
  }

  /// A default as JSON text.
  private static func text(_ value: JSONValue) -> String {
    if value.isArray { return "[" + value.elements.map(text).joined(separator: ",") + "]" }
    if value.isObject {
      return "{" + value.members.map { "\"\($0.key)\":\(text($0.value))" }.joined(separator: ",") + "}"
    }
    return value.isString ? "\"\(value.text ?? "")\"" : value.text ?? "null"
  }

  /// A type without null, and whether null was in the union.
  private mutating func optional(
    _ value: JSONValue, of column: String, path: String, namespace: String
  ) throws(RecordFault) -> (type: DataType, isNullable: Bool) {
    guard value.isArray else { return (try type(value, of: column, path: path, namespace: namespace), false) }
    var members: [DataType] = []
    var isNullable = false
    for (index, member) in value.elements.enumerated() {
      if member.equals("null") {
        isNullable = true
      } else {
        members.append(try type(member, of: column, path: "\(path)/\(index)", namespace: namespace))
      }
    }
    if members.count == 1 { return (members[0], isNullable) }
    let texts = members.map { AvroTypes().text($0) }
    return (.scalar("union<\(texts.joined(separator: ", "))>", parameters: []), isNullable)
  }

  private mutating func type(
    _ value: JSONValue, of column: String, path: String, namespace: String
  ) throws(RecordFault) -> DataType {
    if value.isArray { return try optional(value, of: column, path: path, namespace: namespace).type }
    if value.isString { return named(value.text ?? "", namespace: namespace) }
    guard value.isObject, let word = value.member("type") else {
      throw RecordFault(
        message: "the type of column \(column.clipped()) is \(value.kindName)", nearest: nil, path: path)
    }
    guard let word = word.isString ? word.text : nil else {
      return try type(word, of: column, path: path + "/type", namespace: namespace)
    }
    switch word {
    case "record", "error":
      return .structure(try record(value, path: path, namespace: namespace))
    case "array":
      guard let items = value.member("items") else {
        throw RecordFault(
          message: "the array of column \(column.clipped()) has no items", nearest: nil, path: path)
      }
      return .array(try nested(items, of: column, path: path + "/items", namespace: namespace))
    case "map":
      guard let values = value.member("values") else {
        throw RecordFault(
          message: "the map of column \(column.clipped()) has no values", nearest: nil, path: path)
      }
      return .map(
        key: .scalar("string", parameters: []),
        value: try nested(values, of: column, path: path + "/values", namespace: namespace))
    case "enum":
      let symbols = value.member("symbols")?.elements.compactMap(\.text) ?? []
      let names = try self.names(value, path: path, namespace: namespace)
      let type = DataType.scalar("enum \(names.all)(\(symbols.joined(separator: ", ")))", parameters: [])
      named[names.full] = type
      return type
    case "fixed":
      guard let size = value.member("size")?.integer, size >= 0 else {
        throw RecordFault(
          message: "the fixed of column \(column.clipped()) has no size", nearest: nil, path: path)
      }
      let names = try self.names(value, path: path, namespace: namespace)
      let type =
        Self.logical(value, of: "fixed", size: size) ?? .scalar("fixed \(names.all)", parameters: [size])
      named[names.full] = type
      return type
    default:
      if let type = Self.logical(value, of: word) { return type }
      return named(word, namespace: namespace)
    }
  }

  private mutating func nested(
    _ value: JSONValue, of column: String, path: String, namespace: String
  ) throws(RecordFault) -> DataType {
    guard depth < Self.deepest else {
      throw RecordFault(message: "column \(column.clipped()) is nested too deep", nearest: nil, path: path)
    }
    depth += 1
    defer { depth -= 1 }
    return try type(value, of: column, path: path, namespace: namespace)
  }

  /// The logical type that an annotation makes of a type; nil where there is none that fits, or one that is not valid:
  /// readers ignore these (specification, "Logical Types").
  private static func logical(_ value: JSONValue, of word: String, size: Int? = nil) -> DataType? {
    guard let logical = value.member("logicalType")?.text else { return nil }
    switch (logical, word) {
    case ("decimal", "bytes"), ("decimal", "fixed"):
      let scale = value.member("scale")?.integer ?? 0
      guard let precision = value.member("precision")?.integer, precision > 0, 0...precision ~= scale,
        size.map({ precision <= digits(inBytes: $0) }) ?? true
      else { return nil }
      return .scalar("decimal", parameters: [precision, scale])
    case ("uuid", "fixed"): return size == 16 ? .scalar(logical, parameters: []) : nil
    case ("duration", "fixed"): return size == 12 ? .scalar(logical, parameters: []) : nil
    case ("date", "int"), ("time-millis", "int"), ("time-micros", "long"), ("timestamp-millis", "long"),
      ("timestamp-micros", "long"), ("timestamp-nanos", "long"), ("local-timestamp-millis", "long"),
      ("local-timestamp-micros", "long"), ("local-timestamp-nanos", "long"), ("uuid", "string"):
      return .scalar(logical, parameters: [])
    default: return nil
    }
  }

  /// How many decimal digits a number with a sign has at least that fills so many bytes.
  private static func digits(inBytes size: Int) -> Int {
    // log10(2) as a fraction; beyond a thousand bytes there is no precision that would not fit.
    size > 0 ? (min(size, 1_000_000) * 8 - 1) * 30_103 / 100_000 : 0
  }

  private func named(_ name: String, namespace: String) -> DataType {
    if Self.primitives.contains(name) { return .scalar(name, parameters: []) }
    let full = name.contains(".") || namespace.isEmpty ? name : "\(namespace).\(name)"
    if let type = named[full] ?? named[name] { return type }
    return AvroReference(full: full, bare: name).type
  }

  static let primitives = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"]

  /// A named type's full name, and all names under which a reader takes it: its own and its aliases.
  private func names(_ value: JSONValue, path: String, namespace: String) throws(RecordFault) -> (
    full: String, all: String
  ) {
    let (full, space) = try fullName(value, path: path, namespace: namespace)
    let aliases = (value.member("aliases")?.elements.compactMap(\.text) ?? []).map { alias in
      alias.contains(".") || space.isEmpty ? alias : "\(space).\(alias)"
    }
    return (full, AvroNamedType.names(full, aliases))
  }

  private func fullName(_ value: JSONValue, path: String, namespace: String) throws(RecordFault)
    -> (name: String, namespace: String)
  {
    guard let name = value.member("name")?.text, !name.isEmpty else {
      throw RecordFault(message: "a named type without a name", nearest: nil, path: path)
    }
    if let dot = name.lastIndex(of: ".") { return (name, String(name[..<dot])) }
    let space = value.member("namespace")?.text ?? namespace
    return (space.isEmpty ? name : "\(space).\(name)", space)
  }
}
