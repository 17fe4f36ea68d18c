import Engines
import JSONInput
import Schema
import Text

/// dbt's `target/catalog.json`: the tables of a project as the warehouse has them.
///
/// Source: dbt, "Catalog JSON file" (schemas.getdbt.com/dbt/catalog/v1.json). It does not name the engine: a manifest.json
/// among the inputs does, or the types tell it.
final class DbtCatalogForm: ExportForm {
  static let name = "dbt's catalog.json"
  static let leavesUnknown = ["modes", "defaults", "partitioning and clustering"]
  static let recognisedBy = "metadata.dbt_schema_version, or nodes with metadata.dbt_version"
  static let combination = ExportCombination.whole

  private enum Key: Int, CaseIterable, Sendable { case name, type, index, comment }

  private let columns = JSONKeys<Key> { "\($0)" }

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard DbtArtifact.kind(of: element.value) == .catalog else { return false }
    let before = collector.tallies.elementCount
    for key in ["nodes", "sources"] {
      for (id, node) in element.value.member(key)?.members ?? [] {
        read(node, path: "/\(key)/\(id)", element, collector)
      }
    }
    if collector.tallies.elementCount == before {
      collector.countElement()
      collector.fault(
        "dbt's catalog holds no tables. Run `dbt docs generate` after `dbt build`.", at: element)
    }
    return true
  }

  private func read(_ node: JSONValue, path: String, _ element: ExportElement, _ collector: SchemaCollector) {
    guard let metadata = node.member("metadata"),
      let name = DbtArtifact.table(
        database: metadata.member("database"), schema: metadata.member("schema"),
        name: metadata.member("name"))
    else {
      collector.countElement()
      return collector.fault("a node of dbt's catalog without a table's name.", at: element, path: path)
    }
    let table = collector.table(name)
    collector.noteFacts(
      TableFacts(
        kind: metadata.member("type")?.text.flatMap(TableFacts.Kind.init(text:)),
        rows: DbtArtifact.rows(of: node)),
      of: table)
    guard let list = node.member("columns"), list.isObject else {
      collector.suspect(table)
      collector.countElement()
      return collector.fault(
        "a node of dbt's catalog without columns. Its table is left out.", at: element, path: path)
    }
    let members = list.members
    let dot = UInt8(ascii: ".")
    let hasPaths = members.contains { $0.key.utf8.contains(dot) }
    let names = hasPaths ? Set(members.map { $0.key.lowercased() }) : []
    var records: [UInt32] = []
    for (key, value) in members {
      // BigQuery's catalog lists fields of STRUCTs too, which the STRUCT's own type holds already.
      if hasPaths, let dot = key.utf8.lastIndex(of: dot), names.contains(key[..<dot].lowercased()) {
        continue
      }
      guard columns.select(from: value) else {
        collector.suspect(table)
        collector.fault(
          "a column of dbt's catalog that is \(value.kindName). Its table is left out.", at: element,
          path: "\(path)/columns/\(key)")
        continue
      }
      collector.beginRecord()
      // Each file's types are judged by themselves.
      collector.append(element.window.file)
      for key in Key.allCases { collector.append(columns[key]) }
      if columns[.name].isAbsentOrNull { collector.append(key) }
      records.append(
        collector.record(of: table, in: element) { () throws(RecordFault) in
          try contents(key, path: "\(path)/columns/\(key)")
        })
    }
    collector.addWhole(records, to: [table], at: element)
  }

  private func contents(_ key: String, path: String) throws(RecordFault) -> [SchemaRecord.Content] {
    let name = columns[.name].text ?? key
    if name.isEmpty { throw RecordFault(message: "column without a name", nearest: nil, path: path) }
    guard columns[.type].isAbsentOrNull || columns[.type].isString else {
      throw RecordFault(
        message: "the type of column \(name.clipped()) is \(columns[.type].kindName)", nearest: nil,
        path: path + "/type")
    }
    var ordinal: Int?
    if !columns[.index].isAbsentOrNull {
      guard let index = columns[.index].integer else {
        throw RecordFault(
          message: "the index of column \(name.clipped()) is not a number", nearest: nil,
          path: path + "/index")
      }
      ordinal = index
    }
    return [
      .undecided(
        UndecidedColumn(
          name: name, row: columns[.type].text.map(TypeRow.init), mode: nil,
          attributes: Column.Attributes(description: description),
          path: path + "/type"), ordinal: ordinal),
      .keys(
        RowKeys(filled: [Key.type, .index], others: [.comment], name: { "\($0)" }) { columns[$0] }),
    ]
  }
}

extension DbtCatalogForm {
  private var description: Fact<String> {
    columns[.comment].isAbsent
      ? .unknown : Fact(known: columns[.comment].text.flatMap { $0.isEmpty ? nil : $0 })
  }
}

/// What dbt's two files have in common.
enum DbtArtifact {
  /// Which of the files it is.
  enum Kind { case catalog, manifest }

  /// The kind of file that an object is; nil for anything else.
  static func kind(of value: JSONValue) -> Kind? {
    guard value.isObject, let metadata = value.member("metadata"), metadata.isObject,
      value.member("nodes")?.isObject ?? false
    else { return nil }
    let version = metadata.member("dbt_schema_version")?.text ?? ""
    if version.contains("/catalog/") { return .catalog }
    if version.contains("/manifest/") { return .manifest }
    guard metadata.member("dbt_version") != nil else { return nil }
    return value.member("parent_map") != nil || value.member("macros") != nil ? .manifest : .catalog
  }

  /// A table's name; nil where the table's own is missing.
  static func table(database: JSONValue?, schema: JSONValue?, name: JSONValue?) -> TableName? {
    func text(_ value: JSONValue?) -> String? {
      value.flatMap { $0.isString ? $0.text : nil }.flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let name = text(name), name.utf8.count <= BigQueryName.longestTableName else { return nil }
    return TableName(project: text(database), dataset: text(schema), table: name)
  }

  /// The number of rows, as some adapters' statistics tell it.
  static func rows(of node: JSONValue) -> Int? {
    let statistics = node.member("stats")
    return ["num_rows", "row_count", "rows"].lazy.compactMap {
      statistics?.member($0)?.member("value")?.integer
    }.first
  }
}
