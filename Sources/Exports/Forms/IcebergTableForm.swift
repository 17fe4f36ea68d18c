import Engines
import JSONInput
import Schema
import Text

/// An Iceberg table's metadata, of any version of the format: the current one of its schemas counts.
///
/// Source: Iceberg specification, "Table Metadata Fields" and "Appendix C: JSON serialization"; "Iceberg View Spec"; REST catalog
/// specification, `LoadTableResult`. Which of a folder's files is read is decided before: the newest.
final class IcebergTableForm: ExportForm {
  static let name = "an Iceberg table's metadata"
  static let recognisedBy = "format-version with last-column-id or table-uuid"
  static let leavesUnknown = [
    "the table's name (that of its folder, or of its location, is taken)", "clustering",
  ]
  static let combination = ExportCombination.whole

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    guard value.isObject else { return false }
    // A catalog's answer has the metadata in it.
    if value.member("metadata-location") != nil, let inner = value.member("metadata"), Self.isMetadata(inner)
    {
      read(inner, path: "/metadata", element, collector)
      return true
    }
    guard Self.isMetadata(value) else { return false }
    read(value, path: "", element, collector)
    return true
  }

  /// Keys that no other tool's files with a `format-version` have; a broken file may lack the one or the other.
  private static let own = [
    "last-column-id", "table-uuid", "view-uuid", "current-schema-id", "partition-specs", "last-updated-ms",
  ]

  private static func isMetadata(_ value: JSONValue) -> Bool {
    value.member("format-version") != nil && own.contains { value.member($0) != nil }
  }

  private func read(
    _ metadata: JSONValue, path: String, _ element: ExportElement, _ collector: SchemaCollector
  ) {
    let table = Self.table(metadata, element.input, collector)
    let isView = metadata.member("view-uuid") != nil
    let snapshot = Self.entry(
      of: "snapshots", "snapshot-id", metadata.member("current-snapshot-id"), metadata)
    var facts = TableFacts(
      kind: isView ? .view : .table,
      rows: snapshot?.value.member("summary")?.member("total-records")?.integer)
    facts.modified = metadata.member("last-updated-ms").flatMap { facts.time($0) }
    collector.noteFacts(facts, of: table)
    let current: (schema: JSONValue, path: String)
    do throws(RecordFault) {
      current = try Self.schema(of: metadata, path: path, isView: isView)
    } catch {
      let fault = error
      return collector.addWhole(table, at: element) { () throws(RecordFault) -> [Column] in
        throw fault
      } contents: { _, _ in
        []
      }
    }
    let partitioning = Self.partitioning(metadata, columns: current.schema)
    collector.beginRecord()
    collector.append(-1)
    for text in [partitioning.value?.column, partitioning.value?.granularity] { collector.append(text) }
    collector.append(partitioning.isKnown ? 1 : 0)
    var records = [
      collector.record(of: table, in: element) { () throws(RecordFault) in
        [.layout(partitioning, clustering: .unknown)]
      }
    ]
    records += collector.records(ofWhole: table, at: element) { () throws(RecordFault) in
      try IcebergFieldReader().columns(current.schema, path: current.path)
    } contents: { column, ordinal in
      [.engine(.iceberg), .column(column, ordinal: ordinal)]
    }
    collector.addWhole(records, to: [table], at: element)
  }

  /// The table by the name of its folder, or else of its location, since metadata has no name.
  private static func table(
    _ metadata: JSONValue, _ input: InputFile, _ collector: SchemaCollector
  ) -> UInt32 {
    func number(_ found: TableName) -> UInt32 {
      collector.table(
        TableName(
          project: found.project, dataset: found.dataset, table: IcebergLocation.withoutUUID(found.table)))
    }
    if let folder = input.lakeTableOfPath { return number(folder) }
    let location = metadata.member("location")?.text.flatMap { IcebergLocation($0) }
    if let location, location.table.utf8.count <= BigQueryName.longestTableName {
      return number(TableName(dataset: location.database, table: location.table))
    }
    return collector.table(calledAfter: input)
  }

  // MARK: Which schema is the current one

  private static func schema(of metadata: JSONValue, path: String, isView: Bool) throws(RecordFault) -> (
    schema: JSONValue, path: String
  ) {
    guard let schemas = metadata.member("schemas"), schemas.isArray else {
      // The first version of the format has one schema alone.
      guard let schema = metadata.member("schema"), schema.isObject else {
        throw RecordFault(message: "this Iceberg metadata has no schemas", path: path)
      }
      return (schema, path + "/schema")
    }
    let version = entry(of: "versions", "version-id", metadata.member("current-version-id"), metadata)
    let id = isView ? version?.value.member("schema-id") : metadata.member("current-schema-id")
    guard let number = id?.integer else {
      throw RecordFault(
        message: "this Iceberg metadata does not say which of its schemas is the current one", path: path)
    }
    guard let found = entry(of: "schemas", "schema-id", id, metadata) else {
      throw RecordFault(
        message: "the current schema of this Iceberg metadata, \(number), is not among its schemas",
        path: path + "/schemas")
    }
    return (found.value, "\(path)/schemas/\(found.index)")
  }

  /// The entry of a list that has an id.
  private static func entry(
    of list: String, _ key: String, _ id: JSONValue?, _ metadata: JSONValue
  ) -> (index: Int, value: JSONValue)? {
    guard let id = id?.integer, let list = metadata.member(list), list.isArray else { return nil }
    for (index, value) in list.elements.enumerated() where value.member(key)?.integer == id {
      return (index, value)
    }
    return nil
  }

  // MARK: Partitions

  /// The columns that new files are partitioned by, each with its transform.
  private static func partitioning(_ metadata: JSONValue, columns schema: JSONValue) -> Fact<Partitioning> {
    let spec = entry(of: "partition-specs", "spec-id", metadata.member("default-spec-id"), metadata)
    guard let list = spec?.value.member("fields") ?? metadata.member("partition-spec"), list.isArray else {
      return .unknown
    }
    var names: [Int: String] = [:]
    addNames(of: schema, in: "", depth: 0, to: &names)
    var columns: [String] = []
    var transforms: [String] = []
    // A partition that is no longer used is void.
    for field in list.elements where !(field.member("transform")?.equals("void") ?? false) {
      columns.append(
        field.member("source-id")?.integer.flatMap { names[$0] } ?? field.member("name")?.text ?? "?")
      transforms.append(field.member("transform")?.text ?? "?")
    }
    guard !columns.isEmpty else { return .absent }
    let isPlain = transforms.allSatisfy { $0 == "identity" }
    return .present(
      Partitioning(
        column: columns.joined(separator: ", "),
        granularity: isPlain ? nil : transforms.map { $0.uppercased() }.joined(separator: ", ")))
  }

  private static func addNames(
    of schema: JSONValue, in parent: String, depth: Int, to names: inout [Int: String]
  ) {
    guard depth < 64, let fields = schema.member("fields"), fields.isArray else { return }
    for field in fields.elements {
      guard let id = field.member("id")?.integer, let name = field.member("name")?.text else { continue }
      names[id] = parent + name
      if let type = field.member("type"), type.isObject {
        addNames(of: type, in: "\(parent)\(name).", depth: depth + 1, to: &names)
      }
    }
  }
}

/// Where a table's files are: `s3://bucket/warehouse/shop.db/orders`.
struct IcebergLocation {
  /// The last part of the path.
  let table: String
  /// The part before it, where it is named as databases are: `shop.db`.
  let database: String?

  /// Nil where it has no path.
  init?(_ location: String) {
    let path = location.ranges(of: "://").first.map { location[$0.upperBound...] } ?? location[...]
    var parts = path.split(separator: "/").map(String.init)
    // The first part after a scheme is a bucket or a host.
    if path.startIndex != location.startIndex, !path.hasPrefix("/") { parts = Array(parts.dropFirst()) }
    guard let last = parts.last else { return nil }
    table = last
    let above = parts.dropLast().last ?? ""
    database = above.hasSuffix(".db") && above.utf8.count > 3 ? String(above.dropLast(3)) : nil
  }

  /// A table's name without the UUID that Trino and Nessie add to its folder.
  static func withoutUUID(_ name: String) -> String {
    for length in [32, 36] where name.utf8.count > length + 1 {
      let ending = name.utf8.suffix(length)
      let digits = ending.filter { $0 != UInt8(ascii: "-") }
      let separator = name.utf8.dropLast(length).last
      guard digits.count == 32, length == 32 || ending.count - digits.count == 4,
        digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
        separator == UInt8(ascii: "-") || separator == UInt8(ascii: "_")
      else { continue }
      return String(decoding: name.utf8.dropLast(length + 1), as: UTF8.self)
    }
    return name
  }
}
