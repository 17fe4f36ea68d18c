import Engines
import JSONInput
import Schema
import Text

/// A commit of a Delta table's log, a line for each action: the one called metaData holds the table's schema.
///
/// Source: Delta Transaction Log Protocol, "Delta Log Entries", "Actions" and "Version Checksum File". Which of a folder's
/// commits is read is decided before: the last that has a metaData. Of several in one file the last one counts.
final class DeltaLogForm: ExportForm {
  static let name = "a commit of a Delta log"
  static let recognisedBy = "metaData with schemaString, or the other actions of a commit"
  static let leavesUnknown = [
    "clustering", "the table's name, where metaData has none (the folder's is taken)",
  ]
  static let combination = ExportCombination.log

  private let nested = NestedJSON()

  init() {}

  /// What a commit's line can be.
  private enum Action {
    case metaData(JSONValue, path: String)
    case other
  }

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    switch Self.action(element.value) {
    case nil: return false
    case .other: collector.countElement()
    case .metaData(let metaData, let path): read(metaData, path: path, element, collector)
    }
    return true
  }

  /// The other actions, and keys that each of them has.
  private static let others: [(name: String, keys: [String])] = [
    ("commitInfo", []), ("protocol", ["minReaderVersion"]), ("add", ["path"]), ("remove", ["path"]),
    ("cdc", ["path"]), ("txn", ["appId"]), ("domainMetadata", ["domain"]),
    ("checkpointMetadata", ["version"]),
    ("sidecar", ["path", "sizeInBytes"]),
  ]

  /// The action that a value is; nil where it is none.
  private static func action(_ value: JSONValue) -> Action? {
    guard value.isObject else { return nil }
    if let metaData = value.member("metaData"), metaData.isObject,
      ["schemaString", "partitionColumns", "format"].contains(where: { metaData.member($0) != nil }),
      hasNoMore(value)
    {
      return .metaData(metaData, path: "/metaData")
    }
    // What Spark writes beside each commit: the table's state after it.
    if let metaData = value.member("metadata"), metaData.member("schemaString") != nil,
      value.member("numFiles") != nil || value.member("numMetadata") != nil
    {
      return .metaData(metaData, path: "/metadata")
    }
    let isOther = others.contains { name, keys in
      guard let action = value.member(name), action.isObject else { return false }
      return keys.allSatisfy { action.member($0) != nil }
    }
    return isOther && hasNoMore(value) ? .other : nil
  }

  /// Whether an object has one member alone, others being null.
  private static func hasNoMore(_ value: JSONValue) -> Bool {
    var count = 0
    value.forEachMember { _, member in count += member.isAbsentOrNull ? 0 : 1 }
    return count == 1
  }

  private func read(
    _ metaData: JSONValue, path: String, _ element: ExportElement, _ collector: SchemaCollector
  ) {
    let table = Self.table(metaData, element.input, collector)
    var facts = TableFacts(kind: .table)
    facts.created = metaData.member("createdTime").flatMap { facts.time($0) }
    collector.noteFacts(facts, of: table)
    collector.beginRecord()
    collector.append(-1)
    let partitions = metaData.member("partitionColumns").map { $0.elements.compactMap(\.text) }
    for column in partitions ?? [] { collector.append(column) }
    var records = [
      collector.record(of: table, in: element) { () throws(RecordFault) in [Self.layout(partitions)] }
    ]
    records += collector.records(ofWhole: table, at: element) { () throws(RecordFault) in
      try columns(metaData, path: path)
    } contents: { column, ordinal in
      [.engine(.delta), .column(column, ordinal: ordinal)]
    }
    collector.addWhole(records, to: [table], at: element)
  }

  /// The table by its own name, or else by that of its folder or file.
  private static func table(
    _ metaData: JSONValue, _ input: InputFile, _ collector: SchemaCollector
  ) -> UInt32 {
    let folder = input.lakeTable
    let own = metaData.member("name").flatMap { $0.isString ? $0.text : nil } ?? ""
    let isName = !own.isEmpty && own.utf8.count <= BigQueryName.longestTableName
    guard let table = isName ? own : folder?.table else { return collector.table(calledAfter: input) }
    return collector.table(TableName(project: folder?.project, dataset: folder?.dataset, table: table))
  }

  private static func layout(_ partitions: [String]?) -> SchemaRecord.Content {
    guard let partitions else { return .layout(.unknown, clustering: .unknown) }
    let columns = partitions.joined(separator: ", ")
    return .layout(
      Fact(known: partitions.isEmpty ? nil : Partitioning(column: columns)), clustering: .unknown)
  }

  private func columns(_ metaData: JSONValue, path: String) throws(RecordFault) -> [Column] {
    let place = path + "/schemaString"
    guard let value = metaData.member("schemaString"), value.isString, let text = value.text else {
      throw RecordFault(message: "the metaData of this Delta log has no schemaString", path: path)
    }
    let read = nested.value(text) { schema -> Result<[Column], RecordFault> in
      guard schema.member("type")?.equals("struct") ?? false, let fields = schema.member("fields"),
        fields.isArray
      else {
        return .failure(
          RecordFault(message: "the schemaString of this Delta log holds no list of fields", path: place))
      }
      do throws(RecordFault) {
        return .success(try SparkFieldReader(engine: .delta, isTable: true).columns(fields))
      } catch {
        return .failure(error)
      }
    }
    guard let read else {
      throw RecordFault(message: "the schemaString of this Delta log is not JSON", path: place)
    }
    do throws(RecordFault) {
      return try read.get()
    } catch {
      var fault = error
      fault.path = place
      throw fault
    }
  }

  static func withoutTables(_ file: InputFile) -> String? {
    let start = "this part of a Delta log has no metaData, and so no schema: "
    let export =
      "Export the schema as JSON: DeltaTable(PATH).schema().to_json() in Python, or spark.table(NAME).schema.json."
    let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = parts.dropLast().joined(separator: "/")
    guard parts.dropLast().last == "_delta_log", case .success(let names) = InputFiles.names(in: folder)
    else {
      return start
        + "an earlier commit or a checkpoint holds it. Give the folder with the table's _delta_log."
    }
    let checkpoints = names.filter { $0.contains(".checkpoint") && $0.hasSuffix(".parquet") }
    if let last = checkpoints.max() {
      return start + "the checkpoint \(last.clipped()) holds it, and Parquet is not read. \(export)"
    }
    return start + "another commit of its folder may hold it: give the folder. Where none does: \(export)"
  }
}
