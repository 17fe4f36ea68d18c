import JSONInput
import Schema

/// A Singer catalog, as `tap --discover` prints it, or the SCHEMA messages that a tap writes: a table for each stream.
///
/// Source: Singer specification, "SPEC.md" and "docs/DISCOVERY_MODE.md" (github.com/singer-io/getting-started).
final class SingerCatalogForm: ExportForm {
  static let name = "a Singer catalog"
  static let recognisedBy = "streams with tap_stream_id or a schema with properties"
  static let leavesUnknown = [
    "types beyond those of JSON", "modes of columns that are neither keys nor nullable", "order of columns",
    "defaults",
    "partitioning and clustering",
  ]
  static let combination = ExportCombination.log

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    guard value.isObject else { return false }
    if value.member("type")?.equals("SCHEMA") ?? false, value.member("stream")?.isString ?? false,
      value.member("schema")?.isObject ?? false
    {
      read(stream: value, path: "", collector, element)
      return true
    }
    // Records and states stand between a tap's schemas.
    if ["RECORD", "STATE", "ACTIVATE_VERSION", "BATCH"].contains(value.member("type")?.text ?? ""),
      value.member("stream")?.isString ?? false || value.member("value")?.isObject ?? false
    {
      collector.countElement()
      return true
    }
    guard let streams = value.member("streams"), streams.isArray, Self.areStreams(streams) else {
      return false
    }
    for (index, stream) in streams.elements.enumerated() {
      read(stream: stream, path: "/streams/\(index)", collector, element)
    }
    return true
  }

  private static func areStreams(_ streams: JSONValue) -> Bool {
    var found = false
    for stream in streams.elements {
      guard stream.member("schema")?.isObject ?? false,
        stream.member("tap_stream_id") != nil || stream.member("stream")?.isString ?? false
      else { return false }
      found = true
    }
    return found
  }

  private func read(
    stream: JSONValue, path: String, _ collector: SchemaCollector, _ element: ExportElement
  ) {
    let metadata = Self.metadata(of: stream)
    // A stream that a user has left out is not written.
    if metadata.isLeftOut { return collector.countElement() }
    guard
      let name = [stream.member("stream"), stream.member("tap_stream_id")].lazy
        .compactMap({ $0?.text.flatMap(Self.name) }).first
    else {
      collector.countElement()
      return collector.fault("a stream without a name.", at: element, path: path)
    }
    guard let schema = stream.member("schema") else { return collector.countElement() }
    JSONSchemaTable(
      schema: schema, path: path + "/schema", optional: .isUnknown,
      required: stream.member("key_properties")?.elements.compactMap(\.text) ?? [], leftOut: metadata.columns
    ).add(to: collector.table(TableName(dataset: metadata.schema, table: name)), collector, element)
  }

  private static func name(_ text: String) -> String? {
    text.isEmpty || text.utf8.count > BigQueryName.longestTableName ? nil : text
  }

  /// What a catalog says of a stream beside its schema.
  private static func metadata(of stream: JSONValue) -> (
    schema: String?, isLeftOut: Bool, columns: Set<String>
  ) {
    var found: (schema: String?, isLeftOut: Bool, columns: Set<String>) = (nil, false, [])
    guard let list = stream.member("metadata"), list.isArray else { return found }
    for entry in list.elements {
      guard let metadata = entry.member("metadata"), let place = entry.member("breadcrumb"), place.isArray
      else {
        continue
      }
      let steps = place.elements.compactMap(\.text)
      let isLeftOut =
        metadata.member("selected")?.isNo ?? false
        || metadata.member("inclusion")?.equals("unsupported") ?? false
      if steps.isEmpty {
        found.schema = metadata.member("schema-name")?.text.flatMap(name)
        found.isLeftOut = isLeftOut
      } else if isLeftOut, steps.count == 2, steps[0] == "properties" {
        found.columns.insert(steps[1])
      }
    }
    return found
  }
}
