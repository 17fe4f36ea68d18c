import Engines
import JSONInput
import Schema
import Text

/// Tables as Databricks' Unity Catalog API has them: one, an array of them, or the answer to a list.
///
/// Source: Databricks REST API, "Unity Catalog / Tables" (tables/get, tables/list); `type_json` is one field of a schema of
/// Spark. Positions count from 0.
final class DatabricksTablesForm: ExportForm {
  static let name = "tables of Databricks' Unity Catalog"
  static let recognisedBy = "columns with type_json or type_text"
  static let leavesUnknown = ["clustering"]
  static let combination = ExportCombination.whole

  private let nested = NestedJSON()

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    guard value.isObject else { return false }
    if Self.isTable(value) {
      read(value, path: "", element, collector)
      return true
    }
    guard let tables = value.member("tables"), tables.isArray,
      let first = tables.elements.first(where: { _ in true }),
      Self.isTable(first)
    else { return false }
    for (index, table) in tables.elements.enumerated() {
      read(table, path: "/tables/\(index)", element, collector)
    }
    return true
  }

  /// Whether a value is a table: it has the three parts of its name, and columns with their types, or a kind and none.
  private static func isTable(_ value: JSONValue) -> Bool {
    guard let name = value.member("name"), name.isString else { return false }
    if let columns = value.member("columns"), columns.isArray {
      return columns.elements.contains { $0.member("type_json") != nil || $0.member("type_text") != nil }
        || isNamed(value)
    }
    return isNamed(value)
  }

  private static func isNamed(_ value: JSONValue) -> Bool {
    ["catalog_name", "schema_name", "table_type"].allSatisfy { value.member($0)?.isString ?? false }
  }

  private func read(
    _ value: JSONValue, path: String, _ element: ExportElement, _ collector: SchemaCollector
  ) {
    func text(_ key: String) -> String? {
      value.member(key).flatMap { $0.isString ? $0.text : nil }.flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let own = text("name"), own.utf8.count <= BigQueryName.longestTableName else {
      collector.countElement()
      return collector.fault("a table of Unity Catalog without a name.", at: element, path: path)
    }
    let name = TableName(project: text("catalog_name"), dataset: text("schema_name"), table: own)
    let table = collector.table(name)
    var facts = TableFacts(kind: text("table_type").flatMap(Self.kind))
    facts.created = value.member("created_at").flatMap { facts.time($0) }
    facts.modified = value.member("updated_at").flatMap { facts.time($0) }
    guard let columns = value.member("columns"), columns.isArray else {
      return collector.countListed(
        facts, of: table, at: element,
        elseSaying:
          "tables of Unity Catalog without columns: list them without --omit-columns.")
    }
    collector.noteFacts(facts, of: table)
    let partitioning = Self.partitioning(columns)
    collector.beginRecord()
    collector.append(-1)
    collector.append(partitioning.value?.column)
    var records = [
      collector.record(of: table, in: element) { () throws(RecordFault) in
        [.layout(partitioning, clustering: .unknown)]
      }
    ]
    let places = columns.elements.enumerated().map { $1.member("position")?.integer.map { $0 + 1 } ?? $0 + 1 }
    for (index, column) in columns.elements.enumerated() {
      let path = "\(path)/columns/\(index)"
      collector.beginRecord()
      collector.append(places[index])
      for key in ["name", "type_json", "type_text", "nullable", "comment"] {
        collector.append(column.member(key).map { $0.text ?? $0.kindName })
      }
      records.append(
        collector.record(of: table, in: element) { () throws(RecordFault) in
          [.engine(.databricks), .column(try self.column(column, path: path), ordinal: places[index])]
        })
    }
    collector.addWhole(records, to: [table], at: element)
  }

  /// Kinds of tables. EXTERNAL ones lie elsewhere and hold rows all the same.
  private static func kind(_ text: String) -> TableFacts.Kind? {
    switch text {
    case "MANAGED", "EXTERNAL", "STREAMING_TABLE": .table
    case "MANAGED_SHALLOW_CLONE", "EXTERNAL_SHALLOW_CLONE": .clone
    case "METRIC_VIEW": .view
    default: TableFacts.Kind(text: text)
    }
  }

  private static func partitioning(_ columns: JSONValue) -> Fact<Partitioning> {
    var found: [(index: Int, name: String)] = []
    for column in columns.elements {
      if let index = column.member("partition_index")?.integer, let name = column.member("name")?.text {
        found.append((index, name))
      }
    }
    let names = found.sorted { $0.index < $1.index }.map(\.name)
    return Fact(known: names.isEmpty ? nil : Partitioning(column: names.joined(separator: ", ")))
  }

  // MARK: Columns

  private func column(_ value: JSONValue, path: String) throws(RecordFault) -> Column {
    guard let name = value.member("name").flatMap({ $0.isString ? $0.text : nil }), !name.isEmpty else {
      throw RecordFault(message: "a column without a name", path: path)
    }
    let nullable = value.member("nullable")
    guard nullable?.isAbsentOrNull ?? true || nullable?.isYes ?? false || nullable?.isNo ?? false else {
      throw RecordFault(
        message: "nullable of column \(name.clipped()) is neither true nor false", path: path + "/nullable")
    }
    let described = try field(of: value, name: name, path: path + "/type_json")
    let type =
      if let described { described.type } else {
        try self.type(of: value, name: name, path: path + "/type_text")
      }
    var attributes = described?.attributes ?? Column.Attributes()
    if let comment = value.member("comment") { attributes.description = Fact(known: comment.text) }
    // The column itself counts: what its type's text says beside it may be older.
    let mode: Mode? = nullable.flatMap { $0.isNo ? .required : $0.isYes ? .nullable : nil }
    return Column(name, type, mode: mode ?? described?.mode, attributes: attributes, in: .databricks)
  }

  /// The column as `type_json` describes it: a field, or a type alone; nil where it is not JSON or not there.
  private func field(of value: JSONValue, name: String, path: String) throws(RecordFault) -> Column? {
    guard let text = value.member("type_json").flatMap({ $0.isString ? $0.text : nil }), !text.isEmpty else {
      return nil
    }
    let reader = SparkFieldReader(engine: .databricks, isTable: true)
    let read = nested.value(text) { described -> Result<Column, RecordFault> in
      do throws(RecordFault) {
        if described.isObject, described.member("name") != nil {
          return .success(try reader.column(described))
        }
        return .success(Column(name, try reader.type(described, of: name), in: .databricks))
      } catch {
        return .failure(error)
      }
    }
    guard let read else {
      // Older catalogs have a type's name there, without quotes.
      if value.member("type_text")?.isString ?? false { return nil }
      throw RecordFault(message: "the type_json of column \(name.clipped()) is not JSON", path: path)
    }
    do throws(RecordFault) {
      return try read.get()
    } catch {
      var fault = error
      fault.path = path
      throw fault
    }
  }

  private func type(of value: JSONValue, name: String, path: String) throws(RecordFault) -> DataType {
    guard let text = value.member("type_text").flatMap({ $0.isString ? $0.text : nil }) else {
      throw RecordFault(message: "column \(name.clipped()) has neither type_json nor type_text", path: path)
    }
    do throws(TypeTextError) {
      return try Engine.databricks.types.type(text)
    } catch {
      throw RecordFault(typeError: error, text: text, column: name, path: path)
    }
  }
}
