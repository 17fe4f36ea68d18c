import Engines
import JSONInput
import Schema
import Text

/// A JSON Schema of rows that stands somewhere in an export.
struct JSONSchemaTable {
  /// The schema.
  let schema: JSONValue
  /// Where it stands in the element.
  let path: String
  /// Whether places in it are places in the element: not where a text holds it.
  var isPlaced = true
  var optional = JSONSchemaReader.Optional.mayBeMissing
  /// Columns that have a value in each row.
  var required: [String] = []
  /// Columns that are not written.
  var leftOut: Set<String> = []

  /// Adds the schema as that of a table.
  func add(to table: UInt32, _ collector: SchemaCollector, _ element: ExportElement) {
    var reader = JSONSchemaReader(schema, optional: optional)
    let columns: Result<[Column], RecordFault>
    do throws(RecordFault) {
      columns = .success(try reader.columns(required: required).filter { !leftOut.contains($0.name) })
    } catch {
      var fault = error
      fault.path = isPlaced ? path + fault.path : path
      columns = .failure(fault)
    }
    if let reference = reader.foreign.first {
      let more =
        reader.foreign.count > 1 ? " and \(Count.of(reader.foreign.count - 1, "other reference"))" : ""
      collector.fault(
        "'\(reference.clipped())'\(more) is no part of this JSON Schema: what it describes is of unknown type.",
        .warning,
        at: element, path: path)
    }
    collector.addWhole(table, at: element) { () throws(RecordFault) in
      try columns.get()
    } contents: { column, _ in
      // The properties of an object have no order.
      [.engine(.jsonSchema), .column(column, ordinal: nil)]
    }
  }

  /// Whether a value is a JSON Schema of an object, or of a list of objects.
  static func isSchema(_ value: JSONValue) -> Bool {
    guard value.isObject else { return false }
    let properties = value.member("properties")
    if let name = value.member("$schema")?.text, name.contains("json-schema.org") {
      return ["type", "properties", "$ref", "allOf", "oneOf", "anyOf", "items", "$defs", "definitions"]
        .contains {
          value.member($0) != nil
        }
    }
    if let reference = value.member("$ref")?.text, reference.hasPrefix("#/") {
      return value.member("$defs") != nil || value.member("definitions") != nil
    }
    guard let properties, properties.isObject, value.member("fields") == nil, isProperties(properties) else {
      return false
    }
    if let type = value.member("type") {
      return type.equals("object") || type.isArray && type.elements.contains { $0.equals("object") }
    }
    return value.member("required")?.isArray ?? false || value.member("title")?.isString ?? false
      || value.member("$id") != nil
  }

  /// Whether an object's values are schemas; of a broken one, some.
  private static func isProperties(_ value: JSONValue) -> Bool {
    let members = value.members
    return members.isEmpty || members.contains { $0.value.isObject || $0.value.isYes || $0.value.isNo }
  }
}
