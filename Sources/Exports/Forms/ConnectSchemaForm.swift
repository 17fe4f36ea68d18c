import Engines
import JSONInput
import Schema
import Text

/// A schema of Kafka Connect, alone or in front of a message's payload; of Debezium's, the table is the field `after`.
///
/// Source: Kafka, `org.apache.kafka.connect.json.JsonConverter`; Debezium documentation, "Change event values".
final class ConnectSchemaForm: ExportForm {
  static let name = "a schema of Kafka Connect"
  static let recognisedBy =
    "type struct with fields that have field and type, also below schema beside payload"
  static let leavesUnknown = [
    "the table's name, where the schema has none (the file's is taken)", "partitioning and clustering",
  ]
  // A message's schema replaces that of the messages before it.
  static let combination = ExportCombination.log

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    guard value.isObject else { return false }
    if Self.isStructure(value) {
      read(value, payload: nil, path: "", collector, element)
      return true
    }
    guard let schema = value.member("schema"), schema.isObject, value.member("payload") != nil else {
      return false
    }
    guard Self.isStructure(schema) else {
      guard schema.member("type")?.isString ?? false, schema.member("optional") != nil else { return false }
      collector.countElement()
      collector.fault(
        "the schema of this message is \(schema.member("type")?.text?.clipped() ?? "nothing") and no struct: it describes no table.",
        .warning, at: element, path: "/schema")
      return true
    }
    read(schema, payload: value.member("payload"), path: "/schema", collector, element)
    return true
  }

  /// Whether a value is a struct whose fields are named by `field`, which no other form's are.
  private static func isStructure(_ value: JSONValue) -> Bool {
    guard value.member("type")?.equals("struct") ?? false, let fields = value.member("fields"), fields.isArray
    else {
      return false
    }
    var count = 0
    for field in fields.elements {
      guard field.member("field")?.isString ?? false, field.member("type") != nil else { return false }
      count += 1
    }
    return count > 0
  }

  private func read(
    _ schema: JSONValue, payload: JSONValue?, path: String, _ collector: SchemaCollector,
    _ element: ExportElement
  ) {
    var (row, place) = (schema, path)
    let fields = schema.member("fields").map { Array($0.elements) } ?? []
    if let index = fields.firstIndex(where: {
      $0.member("field")?.equals("after") ?? false && Self.isStructure($0)
    }) {
      (row, place) = (fields[index], "\(path)/fields/\(index)")
    }
    let name = Self.tableName(of: row, envelope: schema, payload: payload)
    let table = name.map(collector.table) ?? collector.table(calledAfter: element.input)
    collector.addWhole(table, at: element) { () throws(RecordFault) in
      try ConnectSchemaReader().columns(row, path: place, depth: 0)
    } contents: { column, ordinal in
      [.engine(.connect), .column(column, ordinal: ordinal)]
    }
  }

  /// The table's name, as the payload's source or the schema's name has it: `server.database.table.Value`.
  private static func tableName(of row: JSONValue, envelope: JSONValue, payload: JSONValue?) -> TableName? {
    func text(_ value: JSONValue?) -> String? {
      value.flatMap { $0.isString ? $0.text : nil }.flatMap {
        $0.isEmpty || $0.utf8.count > BigQueryName.longestTableName ? nil : $0
      }
    }
    if let source = payload?.member("source"), let table = text(source.member("table")) {
      return TableName(dataset: text(source.member("schema")) ?? text(source.member("db")), table: table)
    }
    guard let full = text(row.member("name")) ?? text(envelope.member("name")) else { return nil }
    var parts = full.split(separator: ".").map(String.init)
    if let last = parts.last, parts.count > 1, ["Value", "Envelope", "Key"].contains(last) {
      parts.removeLast()
      return parts.last.map { TableName(dataset: parts.count > 2 ? parts[parts.count - 2] : nil, table: $0) }
    }
    return parts.last.map { TableName(table: $0) }
  }
}

/// Reads fields of a struct of Kafka Connect.
struct ConnectSchemaReader {
  private static let deepest = 64

  /// The fields as columns.
  func columns(_ structure: JSONValue, path: String, depth: Int) throws(RecordFault) -> [Column] {
    guard depth < Self.deepest else { throw RecordFault(message: "structs are nested too deep", path: path) }
    guard let fields = structure.member("fields"), fields.isArray else {
      throw RecordFault(message: "a struct without fields", path: path)
    }
    var columns: [Column] = []
    for (index, field) in fields.elements.enumerated() {
      let place = "\(path)/fields/\(index)"
      guard let name = field.member("field")?.text, !name.isEmpty else {
        throw RecordFault(message: "a field without a name", path: place)
      }
      columns.append(
        Column(
          name, try type(field, of: name, path: place, depth: depth),
          mode: field.member("optional")?.isYes ?? false ? .nullable : .required,
          attributes: Column.Attributes(
            defaultExpression: Fact(known: field.member("default")?.text),
            description: Fact(known: field.member("doc")?.text)), in: .connect))
    }
    if let clash = ColumnNames.clash(columns) {
      throw RecordFault(message: clash.message, path: "\(path)/fields/\(clash.index)")
    }
    return columns
  }

  private func type(_ schema: JSONValue, of column: String, path: String, depth: Int) throws(RecordFault)
    -> DataType
  {
    guard depth < Self.deepest else { throw RecordFault(message: "types are nested too deep", path: path) }
    guard let type = schema.member("type"), type.isString, let word = type.text else {
      throw RecordFault(message: "field \(column.clipped()) has no type", path: path)
    }
    func inner(_ key: String) throws(RecordFault) -> DataType {
      guard let value = schema.member(key), value.isObject else {
        throw RecordFault(message: "the \(word) of field \(column.clipped()) has no \(key)", path: path)
      }
      return try self.type(value, of: column, path: "\(path)/\(key)", depth: depth + 1)
    }
    if let logical = logicalType(schema) { return logical }
    switch word {
    case "struct": return .structure(try columns(schema, path: path, depth: depth + 1))
    case "array": return .array(try inner("items"))
    case "map": return .map(key: try inner("keys"), value: try inner("values"))
    default:
      guard let found = Self.primitives[word] else {
        throw RecordFault(
          message: "unknown type '\(word.clipped())' of field \(column.clipped())",
          nearest: NearestName.find(word, among: Self.primitives.keys.sorted()), path: path + "/type")
      }
      return .scalar(found, parameters: [])
    }
  }

  private static let primitives = [
    "int8": "int8", "int16": "int16", "int32": "int32", "int64": "int64", "float": "float32",
    "double": "float64",
    "float32": "float32", "float64": "float64", "boolean": "boolean", "string": "string", "bytes": "bytes",
  ]

  /// The logical type by the schema's name; nil where there is none that is known.
  private func logicalType(_ schema: JSONValue) -> DataType? {
    guard let name = schema.member("name")?.text else { return nil }
    let parameters = schema.member("parameters")
    if name == "io.debezium.data.Enum", let allowed = parameters?.member("allowed")?.text {
      let words = allowed.split(separator: ",").map { $0.drop { $0 == " " } }
      return .scalar("enum(\(words.joined(separator: ", ")))", parameters: [])
    }
    guard let logical = ConnectTypes.logicalTypes[name] else { return nil }
    switch logical {
    case "Decimal":
      guard let precision = parameters?.member("connect.decimal.precision")?.integer, precision > 0 else {
        return .scalar("VariableScaleDecimal", parameters: [])
      }
      return .scalar("Decimal", parameters: [precision, parameters?.member("scale")?.integer ?? 0])
    case "Bits":
      return .scalar("Bits", parameters: parameters?.member("length")?.integer.map { [max($0, 0)] } ?? [])
    default: return .scalar(logical, parameters: [])
    }
  }
}
