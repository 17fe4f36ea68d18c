import Engines
import JSONInput
import Schema
import Text

/// An Avro schema: a record, one table, named after its file.
///
/// Source: Apache Avro 1.12 specification, "Schema Declaration" and "Logical Types". A union with null is NULLABLE; other
/// unions are a type of their own.
final class AvroSchemaForm: ExportForm {
  static let name = "an Avro schema"
  static let leavesUnknown = ["the table's name (the file's is taken)", "partitioning and clustering"]
  static let recognisedBy = "type record with a list of fields and no mode"
  static let combination = ExportCombination.whole

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    // A field of BigQuery's may be written in small letters too, among others of its list, and has a mode.
    guard value.isObject, value.member("type")?.text == "record", let fields = value.member("fields"),
      fields.isArray,
      value.member("mode") == nil, element.window.content == .texts || Self.hasAvroFields(fields)
    else { return false }
    let table = collector.table(calledAfter: element.input)
    guard element.window.content == .texts || element.window.firstIndex + element.index == 0 else {
      collector.fault(
        "a second record in one Avro file: each table needs a file of its own.", at: element)
      collector.suspect(table)
      return true
    }
    collector.addWhole(table, at: element) { () throws(RecordFault) in
      var reader = AvroSchemaReader()
      return try reader.record(value, path: "", namespace: "")
    } contents: { column, ordinal in
      [.engine(.avro), .column(column, ordinal: ordinal)]
    }
    return true
  }
}

extension AvroSchemaForm {
  /// Whether fields are Avro's and not BigQuery's: all types are words of Avro's, or no words.
  private static func hasAvroFields(_ fields: JSONValue) -> Bool {
    fields.elements.allSatisfy { field in
      guard let type = field.member("type") else { return false }
      return !type.isString || AvroSchemaReader.primitives.contains(type.text ?? "")
    }
  }
}

/// Reads one Avro schema: names that were declared before stand for their types.
struct AvroSchemaReader {
  private static let deepest = 64

  private var named: [String: DataType] = [:]
  private var depth = 0

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
        description: Fact(known: field.member("doc")?.text)), in: .avro)
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
    if value.isString { return try named(value.text ?? "", of: column, path: path, namespace: namespace) }
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
        try logical(value, of: "fixed", column, path) ?? .scalar("fixed \(names.all)", parameters: [size])
      named[names.full] = type
      return type
    default:
      if let type = try logical(value, of: word, column, path) { return type }
      return try named(word, of: column, path: path + "/type", namespace: namespace)
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

  /// The logical type that an annotation makes of a type; nil where there is none that fits, which readers ignore.
  private func logical(_ value: JSONValue, of word: String, _ column: String, _ path: String)
    throws(RecordFault)
    -> DataType?
  {
    guard let logical = value.member("logicalType")?.text else { return nil }
    switch (logical, word) {
    case ("decimal", "bytes"), ("decimal", "fixed"):
      guard let precision = value.member("precision")?.integer, precision > 0 else {
        throw RecordFault(
          message: "the decimal of column \(column.clipped()) has no precision", nearest: nil, path: path)
      }
      return .scalar("decimal", parameters: [precision, value.member("scale")?.integer ?? 0])
    case ("date", "int"), ("time-millis", "int"), ("time-micros", "long"), ("timestamp-millis", "long"),
      ("timestamp-micros", "long"), ("timestamp-nanos", "long"), ("local-timestamp-millis", "long"),
      ("local-timestamp-micros", "long"), ("local-timestamp-nanos", "long"), ("uuid", "string"),
      ("uuid", "fixed"),
      ("duration", "fixed"):
      return .scalar(logical, parameters: [])
    default: return nil
    }
  }

  private func named(_ name: String, of column: String, path: String, namespace: String) throws(RecordFault)
    -> DataType
  {
    if Self.primitives.contains(name) { return .scalar(name, parameters: []) }
    let full = name.contains(".") || namespace.isEmpty ? name : "\(namespace).\(name)"
    if let type = named[full] ?? named[name] { return type }
    throw RecordFault(
      message: "unknown type '\(name.clipped())' of column \(column.clipped())",
      nearest: NearestName.find(name.clipped(), among: Self.primitives + named.keys.sorted()), path: path)
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
