import Engines
import JSONInput
import Schema
import Text

/// dbt's `target/manifest.json`: the columns that a project declares, and the engine that it runs on.
///
/// Source: dbt, "Manifest JSON file" (schemas.getdbt.com/dbt/manifest/v12.json). Together with the catalog of the same
/// project it only adds to what the warehouse has; by itself, a model is what it declares.
final class DbtManifestForm: ExportForm {
  static let name = "dbt's manifest.json"
  static let leavesUnknown = [
    "order of columns", "types of columns without data_type", "columns that are not declared", "defaults",
    "partitioning and clustering",
  ]
  static let recognisedBy = "metadata.dbt_schema_version, or nodes with parent_map or macros"
  static let combination = ExportCombination.declared

  private enum Key: Int, CaseIterable, Sendable {
    case database, schema, name, alias, identifier, columns, config, resourceType

    var name: String { self == .resourceType ? "resource_type" : "\(self)" }
  }

  private let keys = JSONKeys<Key>(\.name)

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard DbtArtifact.kind(of: element.value) == .manifest else { return false }
    let adapter = element.value.member("metadata")?.member("adapter_type")?.text
    let engine = adapter.flatMap(collector.knownEngines.engine)
    if let engine { collector.noteEngine(engine) }
    if let adapter, engine == nil {
      collector.fault(
        "dbt's adapter '\(adapter.clipped())' is of no engine that driftaudit knows: the types tell it, or --engine.",
        .warning,
        at: element, path: "/metadata/adapter_type")
    }
    let before = collector.tallies.elementCount
    for key in ["nodes", "sources"] {
      for (id, node) in element.value.member(key)?.members ?? [] {
        read(node, of: engine, path: "/\(key)/\(id)", element, collector)
      }
    }
    if collector.tallies.elementCount == before { collector.countElement() }
    return true
  }

  private func read(
    _ node: JSONValue, of engine: Engine?, path: String, _ element: ExportElement,
    _ collector: SchemaCollector
  ) {
    guard keys.select(from: node),
      ["model", "seed", "snapshot", "source"].contains(keys[.resourceType].text ?? "")
    else { return }
    let config = keys[.config]
    let materialized = config.member("materialized")?.text
    guard materialized != "ephemeral" else { return }
    let own = [keys[.alias], keys[.identifier], keys[.name]].first { $0.isString && !$0.bytes.isEmpty }
    guard let name = DbtArtifact.table(database: keys[.database], schema: keys[.schema], name: own) else {
      collector.countElement()
      return collector.fault("a node of dbt's manifest without a table's name.", at: element, path: path)
    }
    let table = collector.table(name)
    collector.noteListed(
      TableFacts(kind: materialized.flatMap(TableFacts.Kind.init(text:))), of: table)
    let columns = keys[.columns]
    let isEnforced = config.member("contract")?.member("enforced")?.isYes ?? false
    guard !columns.members.isEmpty else { return collector.countElement() }
    collector.addWhole(table, at: element, scope: [element.window.file, isEnforced ? 1 : 0]) {
      () throws(RecordFault) in
      try columns.members.map { key, value throws(RecordFault) in
        var column = try column(key, value, isEnforced: isEnforced, path: "\(path)/columns/\(key)")
        column.engine = engine
        return column
      }
    } contents: { column, _ in
      // Only an enforced contract names every column.
      [.undecided(column, ordinal: nil)] + (isEnforced ? [] : [.incomplete])
    }
  }

  private func column(_ key: String, _ value: JSONValue, isEnforced: Bool, path: String) throws(RecordFault)
    -> UndecidedColumn
  {
    guard value.isObject, let name = value.member("name")?.text ?? (key.isEmpty ? nil : key), !name.isEmpty
    else {
      throw RecordFault(message: "a declared column without a name", nearest: nil, path: path)
    }
    let type = value.member("data_type")
    guard type?.isAbsentOrNull ?? true || type?.isString ?? false else {
      throw RecordFault(
        message: "the data_type of column \(name.clipped()) is \(type?.kindName ?? "nothing")", nearest: nil,
        path: path + "/data_type")
    }
    let constraints = value.member("constraints")?.elements.map { $0.member("type")?.text ?? "" } ?? []
    let isRequired = isEnforced && (constraints.contains("not_null") || constraints.contains("primary_key"))
    let description = value.member("description")?.text.flatMap { $0.isEmpty ? nil : $0 }
    return UndecidedColumn(
      name: name, row: type?.text.map(TypeRow.init), mode: isRequired ? .required : nil,
      // A project that describes nothing does not say that the table has no description.
      attributes: Column.Attributes(description: description.map { .present($0) } ?? .unknown),
      path: path + "/data_type")
  }
}
