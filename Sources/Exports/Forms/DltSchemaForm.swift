import Engines
import JSONInput
import Schema
import Text

/// A schema of dlt, as `dlt pipeline NAME schema --format json` prints it: its tables, without those of dlt itself.
///
/// Source: dlt documentation, "Schema" (dlthub.com/docs/general-usage/schema), and `dlt.common.schema.typing`.
final class DltSchemaForm: ExportForm {
  static let name = "a schema of dlt"
  static let recognisedBy = "engine_version with tables and their columns"
  static let leavesUnknown = [
    "the dataset's name (the schema's is taken)", "columns that dlt adds by itself (_dlt_id and others)",
    "defaults",
    "partitioning and clustering",
  ]
  static let combination = ExportCombination.whole

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    let value = element.value
    guard value.isObject, value.member("engine_version")?.integer != nil, let tables = value.member("tables"),
      tables.isObject
    else { return false }
    let schema = value.member("name")?.text.flatMap { Self.name($0) }
    var hasTable = false
    for (key, table) in tables.members where !key.hasPrefix(DltEngine.ownPrefix) {
      guard let name = Self.name(key) else { continue }
      guard let columns = table.member("columns"), columns.isObject else {
        hasTable = true
        collector.countElement()
        collector.fault(
          "a table of dlt's schema without columns. Its table is left out.", at: element,
          path: "/tables/\(JSONSchemaReader.escaped(key))")
        continue
      }
      // Tables that have not been loaded yet have no columns.
      if columns.keys.isEmpty { continue }
      hasTable = true
      read(
        columns, of: collector.table(TableName(dataset: schema, table: name)),
        path: "/tables/\(JSONSchemaReader.escaped(key))/columns", collector, element)
    }
    if !hasTable {
      collector.countElement()
      collector.fault("this schema of dlt has no tables yet: run the pipeline once.", at: element)
    }
    return true
  }

  private static func name(_ text: String) -> String? {
    text.isEmpty || text.utf8.count > BigQueryName.longestTableName ? nil : text
  }

  private func read(
    _ columns: JSONValue, of table: UInt32, path: String, _ collector: SchemaCollector,
    _ element: ExportElement
  ) {
    collector.addWhole(table, at: element) { () throws(RecordFault) in
      var read: [Column] = []
      for (key, value) in columns.members where !key.hasPrefix(DltEngine.ownPrefix) {
        let place = "\(path)/\(JSONSchemaReader.escaped(key))"
        if let column = try Self.column(key, value, path: place) { read.append(column) }
      }
      return read
    } contents: { column, ordinal in
      [.engine(.dlt), .column(column, ordinal: ordinal)]
    }
  }

  /// A column; nil for one that no value has been seen of.
  private static func column(_ key: String, _ value: JSONValue, path: String) throws(RecordFault) -> Column? {
    guard value.isObject else {
      throw RecordFault(message: "column \(key.clipped()) is \(value.kindName)", path: path)
    }
    let name = value.member("name")?.text ?? key
    guard !name.isEmpty else { throw RecordFault(message: "a column without a name", path: path) }
    guard let type = value.member("data_type"), !type.isAbsentOrNull else { return nil }
    guard type.isString, let word = type.text else {
      throw RecordFault(
        message: "the data_type of column \(name.clipped()) is \(type.kindName)", path: path + "/data_type")
    }
    let precision = value.member("precision")?.integer
    let scale = value.member("scale")?.integer
    let hasNoZone = word == "timestamp" && value.member("timezone")?.isNo ?? false
    var text = hasNoZone ? "timestamp without timezone" : word
    if let precision {
      text = word == "decimal" ? "decimal(\(precision), \(scale ?? 0))" : text
    }
    do throws(TypeTextError) {
      // The words with numbers behind them are read here, since the one of them has several words.
      let read =
        word == "decimal" || precision == nil
          || ["bool", "double", "date", "json", "complex", "wei"].contains(word)
        ? try DltTypes().type(text) : DltTypes.scalar(try Self.known(text), precision)
      let isRequired =
        value.member("nullable").map { $0.isNo } ?? value.member("primary_key")?.isYes ?? false
      return Column(
        name, read, mode: isRequired ? .required : .nullable,
        attributes: Column.Attributes(
          description: value.member("description")?.text.map { .present($0) } ?? .unknown),
        in: .dlt)
    } catch {
      throw RecordFault(typeError: error, text: text, column: name, path: path + "/data_type")
    }
  }

  /// The word, where dlt has such a type.
  private static func known(_ word: String) throws(TypeTextError) -> String {
    if word != "timestamp without timezone" { _ = try DltTypes().type(word) }
    return word
  }
}
