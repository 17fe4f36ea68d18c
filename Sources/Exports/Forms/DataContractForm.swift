import Engines
import JSONInput
import Schema
import Text

/// A data contract of the Open Data Contract Standard: a table for each object of its schema, in the types of the engine
/// that it names, or in logical types where it names none.
///
/// Source: Open Data Contract Standard 3.1, "Schema" and "Logical type options" (bitol-io.github.io/open-data-contract-standard).
final class DataContractForm: ExportForm {
  static let name = "a data contract (ODCS)"
  static let recognisedBy = "kind DataContract with apiVersion"
  static let leavesUnknown = [
    "order of columns", "types of columns without physicalType, where others of the table have one",
    "defaults",
    "partitioning and clustering",
  ]
  static let combination = ExportCombination.whole

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    guard value.isObject, value.member("kind")?.equals("DataContract") ?? false,
      value.member("apiVersion") != nil
    else { return false }
    guard let objects = value.member("schema"), objects.isArray else {
      collector.countElement()
      collector.fault(
        value.member("dataset") != nil
          ? "this data contract is of version 2 of the standard: version 3 is read. `datacontract` and other tools convert it."
          : "this data contract has no schema, and so no tables.", at: element)
      return true
    }
    let engine = Self.engine(of: value.member("servers"), among: collector.knownEngines)
    let version = value.member("apiVersion")?.text ?? ""
    var hasTable = false
    for (index, object) in objects.elements.enumerated() {
      hasTable = true
      read(
        object, of: engine, hasTimestamps: !version.hasPrefix("v3.0") && !version.hasPrefix("3.0"),
        path: "/schema/\(index)", collector, element)
    }
    if !hasTable {
      collector.countElement()
      collector.fault(
        "the schema of this data contract is empty: it has no tables.", at: element, path: "/schema")
    }
    return true
  }

  /// The only engine among the servers of a contract.
  private static func engine(of servers: JSONValue?, among engines: EngineSet) -> Engine? {
    guard let servers, servers.isArray else { return nil }
    var found: Set<Engine> = []
    for server in servers.elements {
      guard let engine = server.member("type")?.text.flatMap(engines.engine) else { continue }
      found.insert(engine)
    }
    return found.count == 1 ? found.first : nil
  }

  private func read(
    _ object: JSONValue, of engine: Engine?, hasTimestamps: Bool, path: String, _ collector: SchemaCollector,
    _ element: ExportElement
  ) {
    guard let name = Self.name(object) else {
      collector.countElement()
      return collector.fault("a schema object without a name.", at: element, path: path)
    }
    let parts = name.split(separator: ".").map(String.init)
    let isPath = 2...3 ~= parts.count && parts.joined(separator: ".") == name
    let table = collector.table(
      TableName(
        project: isPath && parts.count > 2 ? parts[0] : nil, dataset: isPath ? parts[parts.count - 2] : nil,
        table: isPath ? parts[parts.count - 1] : name))
    if let kind = object.member("physicalType")?.text.flatMap(TableFacts.Kind.init(text:)) {
      collector.noteFacts(TableFacts(kind: kind), of: table)
    }
    guard let properties = object.member("properties"), properties.isArray else {
      collector.suspect(table)
      collector.countElement()
      return collector.fault(
        "a schema object without properties. Its table is left out.", at: element, path: path)
    }
    let reader = ContractProperties(engine: engine, hasTimestamps: hasTimestamps)
    if ContractProperties.havePhysicalTypes(properties, depth: 0) {
      collector.addWhole(table, at: element, scope: [element.window.file]) { () throws(RecordFault) in
        try reader.undecided(properties, path: path + "/properties", depth: 0)
      } contents: { column, _ in
        [.undecided(column, ordinal: nil)]
      }
    } else {
      collector.addWhole(table, at: element) { () throws(RecordFault) in
        try reader.logical(properties, path: path + "/properties", depth: 0)
      } contents: { column, _ in
        [.engine(.contract), .column(column, ordinal: nil)]
      }
    }
  }

  /// The name in the database, or else the contract's own.
  static func name(_ object: JSONValue) -> String? {
    ["physicalName", "name"].lazy.compactMap { key in
      object.member(key).flatMap { $0.isString ? $0.text : nil }.flatMap {
        $0.isEmpty || $0.utf8.count > BigQueryName.longestTableName ? nil : $0
      }
    }.first
  }
}

/// Reads the properties of a data contract's table.
struct ContractProperties {
  private static let deepest = 48

  /// The engine of the physical types; nil where the contract names none, or several.
  let engine: Engine?
  /// Whether the standard's version has logical types for a time and for a date with one; before, `date` is all of them.
  let hasTimestamps: Bool

  /// Words that say of a physical type only that it has parts.
  private static let bareWords: Set<String> = [
    "array", "struct", "record", "map", "object", "list", "repeated",
  ]

  /// Whether any column, or part of one, has the type of an engine.
  static func havePhysicalTypes(_ properties: JSONValue, depth: Int) -> Bool {
    depth < deepest
      && properties.elements.contains { property in
        if let type = property.member("physicalType"), type.isString, !type.bytes.isEmpty { return true }
        if let inner = property.member("properties"), havePhysicalTypes(inner, depth: depth + 1) {
          return true
        }
        guard let inner = property.member("items")?.member("properties") else { return false }
        return havePhysicalTypes(inner, depth: depth + 1)
      }
  }

  private func fields<Field>(
    _ properties: JSONValue, path: String, depth: Int,
    _ body: (JSONValue, String, String) throws(RecordFault) -> Field
  ) throws(RecordFault) -> [Field] {
    guard depth < Self.deepest else {
      throw RecordFault(message: "properties are nested too deep", path: path)
    }
    var fields: [Field] = []
    for (index, property) in properties.elements.enumerated() {
      let place = "\(path)/\(index)"
      guard property.isObject, let name = DataContractForm.name(property) else {
        throw RecordFault(message: "a property without a name", path: place)
      }
      for key in ["physicalType", "logicalType"] {
        guard let type = property.member(key), !type.isAbsentOrNull, !type.isString else { continue }
        throw RecordFault(
          message: "the \(key) of column \(name.clipped()) is \(type.kindName)", path: "\(place)/\(key)")
      }
      fields.append(try body(property, name, place))
    }
    return fields
  }

  private static func mode(_ property: JSONValue) -> Mode {
    property.member("required")?.isYes ?? false || property.member("primaryKey")?.isYes ?? false
      ? .required : .nullable
  }

  private static func description(_ property: JSONValue) -> Fact<String> {
    property.member("description")?.text.map { .present($0) } ?? .unknown
  }

  // MARK: Types of an engine

  /// The columns, whose types are read when it is known which engine has them.
  func undecided(_ properties: JSONValue, path: String, depth: Int) throws(RecordFault) -> [UndecidedColumn] {
    try fields(properties, path: path, depth: depth) { (property, name, place) throws(RecordFault) in
      try undecided(property, name, path: place, depth: depth)
    }
  }

  private func undecided(
    _ property: JSONValue, _ name: String, path: String, depth: Int
  ) throws(RecordFault) -> UndecidedColumn {
    guard depth < Self.deepest else { throw RecordFault(message: "items are nested too deep", path: path) }
    let type = property.member("physicalType")?.text.flatMap { $0.isEmpty ? nil : $0 }
    var column = UndecidedColumn(
      name: name, row: nil, mode: Self.mode(property),
      attributes: Column.Attributes(description: Self.description(property)), engine: engine,
      path: path + "/physicalType")
    if let inner = property.member("properties"), inner.isArray, inner.elements.contains(where: { _ in true })
    {
      let fields = try undecided(inner, path: path + "/properties", depth: depth + 1)
      column.parts = .structure(fields)
      // An ARRAY of STRUCTs may name the fields alone.
      if property.member("logicalType")?.equals("array") ?? false {
        var element = column
        element.name = ""
        column.parts = .array(element)
      }
    } else if let items = property.member("items"), items.isObject, type == nil || Self.isBare(type) {
      column.parts = .array(try undecided(items, "", path: path + "/items", depth: depth + 1))
    } else if let type, !Self.isBare(type) || engine == .snowflake {
      column.row = TypeRow(type)
    }
    return column
  }

  private static func isBare(_ type: String?) -> Bool {
    type.map { bareWords.contains($0.lowercased()) } ?? false
  }

  // MARK: Logical types

  /// The columns in logical types.
  func logical(_ properties: JSONValue, path: String, depth: Int) throws(RecordFault) -> [Column] {
    let columns = try fields(properties, path: path, depth: depth) {
      (property, name, place) throws(RecordFault) in
      Column(
        name, try type(property, name, path: place, depth: depth), mode: Self.mode(property),
        attributes: Column.Attributes(description: Self.description(property)), in: .contract)
    }
    if let clash = ColumnNames.clash(columns) {
      throw RecordFault(message: clash.message, path: "\(path)/\(clash.index)")
    }
    return columns
  }

  private func type(_ property: JSONValue, _ name: String, path: String, depth: Int) throws(RecordFault)
    -> DataType
  {
    guard depth < Self.deepest else { throw RecordFault(message: "items are nested too deep", path: path) }
    func scalar(_ name: String, _ numbers: [Int] = []) -> DataType { .scalar(name, parameters: numbers) }
    let options = property.member("logicalTypeOptions")
    guard let word = property.member("logicalType")?.text else { return .unknown }
    switch word {
    case "string":
      switch options?.member("format")?.text {
      case "uuid": return scalar("uuid")
      case "byte", "binary": return scalar("bytes")
      default: return scalar("string", options?.member("maxLength")?.integer.map { [max($0, 0)] } ?? [])
      }
    case "date": return date(format: options?.member("format")?.text)
    case "timestamp":
      return scalar(options?.member("timezone")?.isNo ?? false ? "local-date-time" : "date-time")
    case "time", "integer", "number", "boolean": return scalar(word)
    case "object":
      guard let inner = property.member("properties"), inner.isArray,
        inner.elements.contains(where: { _ in true })
      else { return scalar("object") }
      return .structure(try logical(inner, path: path + "/properties", depth: depth + 1))
    case "array":
      guard let items = property.member("items"), items.isObject else { return .array(.unknown) }
      return .array(try type(items, name, path: path + "/items", depth: depth + 1))
    default:
      throw RecordFault(
        message: "unknown logicalType '\(word.clipped())' of column \(name.clipped())",
        nearest: NearestName.find(
          word,
          among: ["string", "date", "timestamp", "time", "integer", "number", "boolean", "object", "array"]),
        path: path + "/logicalType")
    }
  }

  /// A date, which versions before 3.1 also call a moment.
  private func date(format: String?) -> DataType {
    if hasTimestamps { return .scalar("date", parameters: []) }
    guard let format else { return .scalar("union<date, date-time, time>", parameters: []) }
    let hasTime = format.contains("H") || format.contains("h:")
    let hasDay = format.contains("y") || format.contains("d")
    return .scalar(hasTime ? hasDay ? "date-time" : "time" : "date", parameters: [])
  }
}
