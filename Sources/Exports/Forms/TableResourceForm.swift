import JSONInput
import Schema

/// A table as `bq show --format=prettyjson` and the API's tables.get write it.
///
/// Source: REST reference, `Table`. A table without columns has no `schema`.
final class TableResourceForm: ExportForm {
  static let name = "table resources, as bq show --format=prettyjson prints them"
  static let leavesUnknown: [String] = []
  static let recognisedBy = "tableReference with schema, etag or numRows"
  static let combination = ExportCombination.whole

  enum Key: Int, CaseIterable, Sendable {
    case tableReference, schema, timePartitioning, rangePartitioning, requirePartitionFilter, clustering
    case etag, numRows, numBytes, lastModifiedTime, creationTime, type
  }

  private let keys = JSONKeys<Key> { "\($0)" }
  private let reference = TableReferenceReader()
  private let fields = FieldReader()

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard keys.select(from: element.value), let names = reference.names(keys[.tableReference]) else {
      return false
    }
    let isWhole = [Key.schema, .etag, .numRows, .numBytes, .lastModifiedTime].contains { !keys[$0].isAbsent }
    guard isWhole else { return false }
    guard let table = collector.table(names) else {
      collector.faultOfTableName(
        names, "a tableReference without tableId", at: element, path: "/tableReference")
      return true
    }
    let schema = keys[.schema]
    collector.noteFacts(
      TableReferenceReader.facts(
        creationTime: keys[.creationTime], type: keys[.type], numRows: keys[.numRows],
        numBytes: keys[.numBytes],
        lastModifiedTime: keys[.lastModifiedTime]), of: table)
    collector.beginRecord()
    collector.append(0)
    layoutIdentity(to: collector)
    var records = [collector.record(of: table, in: element) { () throws(RecordFault) in [layout()] }]
    let list = schema.isObject ? schema.member("fields") : nil
    if !schema.isAbsentOrNull, !schema.isObject || list.map({ !$0.isArray && !$0.isAbsentOrNull }) ?? false {
      collector.fault(
        "a schema that holds no list of fields. Its table is left out.", at: element, path: "/schema")
      collector.suspect(table)
    } else if let list {
      records += SchemaFields.records(
        list, of: table, in: element, path: "/schema/fields", reader: fields, collector: collector)
    }
    collector.addWhole(records, to: [table], at: element)
    return true
  }

  private func layoutIdentity(to collector: SchemaCollector) {
    for key in [Key.timePartitioning, .rangePartitioning, .requirePartitionFilter, .clustering] {
      let value = keys[key]
      collector.append(value)
      for name in value.keys { value.member(name).map(collector.append) }
      if let range = value.member("range") {
        for name in range.keys { range.member(name).map(collector.append) }
      }
      if let columns = value.member("fields") {
        for column in columns.elements { collector.append(column) }
      }
    }
  }

  private func layout() -> SchemaRecord.Content {
    let time = keys[.timePartitioning]
    let range = keys[.rangePartitioning]
    let requiresFilter =
      keys[.requirePartitionFilter].text == "true" || time.member("requirePartitionFilter")?.text == "true"
    var partitioning: Partitioning?
    if time.isObject {
      partitioning = Partitioning(
        column: time.member("field")?.text, granularity: time.member("type")?.text,
        requiresFilter: requiresFilter)
    } else if range.isObject {
      let bounds = ["start", "end", "interval"].map { range.member("range")?.member($0)?.text ?? "?" }
      partitioning = Partitioning(
        column: range.member("field")?.text, granularity: "RANGE(\(bounds.joined(separator: ", ")))",
        requiresFilter: requiresFilter)
    }
    let clustering = keys[.clustering].member("fields")?.elements.compactMap(\.text) ?? []
    return .layout(Fact(known: partitioning), clustering: Fact(known: clustering.isEmpty ? nil : clustering))
  }
}
