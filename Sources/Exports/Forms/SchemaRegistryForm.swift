import Engines
import JSONInput
import Schema
import Text

/// What a Schema Registry answers for a subject's version, or for a schema's id, alone or in an array: a table for each
/// subject, called after it without `-value`.
///
/// Source: Confluent documentation, "Schema Registry API Reference", `GET /subjects/(subject)/versions/(version)`,
/// `GET /schemas` and `GET /schemas/ids/(id)`. A schema's type is AVRO where it is not named.
final class SchemaRegistryForm: ExportForm {
  static let name = "schemas of a Schema Registry"
  static let recognisedBy = "schema, a text that holds JSON"
  static let leavesUnknown = [
    "partitioning and clustering", "the table's name, where the answer has no subject (the file's is taken)",
  ]
  // Of several versions of a subject the last one in a file counts.
  static let combination = ExportCombination.log

  private static let keys: Set<String> = [
    "subject", "version", "id", "guid", "schemaType", "schema", "references", "metadata", "ruleSet",
    "ruleset",
    "schemaTags", "deleted", "ts", "maxId", "hash",
  ]

  private let nested = NestedJSON()

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    guard value.isObject, let schema = value.member("schema"), schema.isString,
      value.keys.allSatisfy(Self.keys.contains)
    else { return false }
    let subject = value.member("subject").flatMap { $0.isString ? $0.text : nil }.flatMap {
      $0.isEmpty ? nil : $0
    }
    let shown = subject.map { " of subject '\($0.clipped())'" } ?? ""
    let type = value.member("schemaType")?.text?.uppercased() ?? "AVRO"
    guard type != "PROTOBUF", value.member("schemaType") != nil || !Self.isProtobuf(schema.text ?? "") else {
      collector.countElement()
      collector.fault(
        "the schema\(shown) is Protobuf, which is not read: export the table that the topic is loaded into, or register an Avro or a JSON Schema.",
        at: element, path: "/schema")
      return true
    }
    guard ["AVRO", "JSON"].contains(type) else {
      collector.countElement()
      collector.fault(
        "the schema\(shown) is of type \(type.clipped()): AVRO and JSON are read.", at: element,
        path: "/schemaType")
      return true
    }
    // Without the registry's own keys, a text that holds no schema is anybody's.
    let isRegistry = subject != nil || value.member("schemaType") != nil
    let isRead = nested.value(schema.text ?? "") { inner in
      read(inner, type, subject: subject, shown, isRegistry, collector, element)
    }
    if let isRead { return isRead }
    guard isRegistry else { return false }
    collector.countElement()
    collector.fault("the schema\(shown) is not JSON.", at: element, path: "/schema")
    return true
  }

  private static func isProtobuf(_ text: String) -> Bool {
    let start = text.drop { $0.isWhitespace }
    return start.hasPrefix("syntax") || start.hasPrefix("message ") || start.hasPrefix("package ")
  }

  /// Reads the schema that the text holds; false where it is none.
  private func read(
    _ schema: JSONValue, _ type: String, subject: String?, _ shown: String, _ isRegistry: Bool,
    _ collector: SchemaCollector, _ element: ExportElement
  ) -> Bool {
    if type == "JSON" {
      guard schema.isObject else { return isNoTable(shown, collector, element) }
      JSONSchemaTable(schema: schema, path: "/schema", isPlaced: false)
        .add(to: table(of: subject, collector, element), collector, element)
      return true
    }
    // The last record of an array is the table: types that it names come before it, and null makes it nullable.
    let parts = schema.isArray ? Array(schema.elements) : [schema]
    let last = parts.lastIndex { AvroKind($0) == .record }
    for (index, part) in parts.enumerated() where index != last && AvroKind(part) != nil {
      AvroTable.read(definition: part, collector, element)
    }
    if let last {
      AvroTable.read(
        record: parts[last], path: "/schema", isPlaced: false, of: table(of: subject, collector, element),
        collector,
        element)
      return true
    }
    if parts.contains(where: { AvroKind($0) == .definition }) { return true }
    guard isRegistry || schema.isObject && schema.member("type") != nil else { return false }
    return isNoTable(shown, collector, element)
  }

  private func isNoTable(_ shown: String, _ collector: SchemaCollector, _ element: ExportElement) -> Bool {
    collector.countElement()
    collector.fault(
      "the schema\(shown) is no record: it describes no table.", .warning, at: element, path: "/schema")
    return true
  }

  private func table(of subject: String?, _ collector: SchemaCollector, _ element: ExportElement) -> UInt32 {
    guard var name = subject else { return collector.table(calledAfter: element.input) }
    if name.hasSuffix("-value"), name.utf8.count > 6 { name.removeLast(6) }
    guard name.utf8.count <= BigQueryName.longestTableName else {
      return collector.table(calledAfter: element.input)
    }
    return collector.table(TableName(table: name))
  }
}
