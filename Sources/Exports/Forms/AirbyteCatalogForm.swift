import JSONInput
import Schema

/// An Airbyte catalog, discovered or configured: a table for each stream.
///
/// Source: Airbyte documentation, "Airbyte Protocol", `AirbyteCatalog`, `ConfiguredAirbyteCatalog` and "Data types"
/// (docs.airbyte.com/platform/understanding-airbyte/supported-data-types).
final class AirbyteCatalogForm: ExportForm {
  static let name = "an Airbyte catalog"
  static let recognisedBy = "streams with json_schema"
  static let leavesUnknown = SingerCatalogForm.leavesUnknown
  static let combination = ExportCombination.log

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    guard value.isObject else { return false }
    // A connector's message has the catalog in it.
    let isMessage = value.member("type")?.equals("CATALOG") ?? false
    let catalog = isMessage ? value.member("catalog") : value
    guard let streams = catalog?.member("streams"), streams.isArray else { return false }
    var hasStream = false
    for stream in streams.elements {
      guard Self.isStream(stream) else { return false }
      hasStream = true
    }
    guard hasStream else { return false }
    for (index, stream) in streams.elements.enumerated() {
      let path = "\(isMessage ? "/catalog" : "")/streams/\(index)"
      if let inner = stream.member("stream"), inner.isObject {
        read(inner, keys: stream.member("primary_key"), path: path + "/stream", collector, element)
      } else {
        read(stream, keys: nil, path: path, collector, element)
      }
    }
    return true
  }

  private static func isStream(_ stream: JSONValue) -> Bool {
    stream.member("json_schema")?.isObject ?? stream.member("stream")?.member("json_schema")?.isObject
      ?? false
  }

  private func read(
    _ stream: JSONValue, keys: JSONValue?, path: String, _ collector: SchemaCollector,
    _ element: ExportElement
  ) {
    guard let schema = stream.member("json_schema"), let name = stream.member("name")?.text, !name.isEmpty,
      name.utf8.count <= BigQueryName.longestTableName
    else {
      collector.countElement()
      return collector.fault("a stream without a name.", at: element, path: path)
    }
    // A key is a path; only one that is a column is required.
    let own = keys ?? stream.member("source_defined_primary_key")
    let required = own?.elements.compactMap { key -> String? in
      let steps = key.elements.compactMap(\.text)
      return steps.count == 1 ? steps[0] : nil
    }
    let space = stream.member("namespace")?.text.flatMap { $0.isEmpty ? nil : $0 }
    JSONSchemaTable(
      schema: schema, path: path + "/json_schema", optional: .isUnknown, required: required ?? []
    )
    .add(to: collector.table(TableName(dataset: space, table: name)), collector, element)
  }
}
