import Engines
import JSONInput
import Schema
import Text

/// Rows of shapes, as an engine writes them that has run the statement of `driftaudit sql`: in each the columns of some
/// tables, how many these are, and the names of some of them or of all.
///
/// The columns are rows as the engine's information_schema has them, or fields of Spark, and are read by the same readers.
/// Lists may be texts that hold JSON: so the clients of some engines write them.
final class ShapesForm: ExportForm {
  static let name = "rows of shapes, as the statement of driftaudit sql gives them"
  static let leavesUnknown = [
    "names of most tables (sql --names asks for them)", "when each was created",
    "what rows of COLUMNS leave unknown",
  ]
  static let recognisedBy = "columns, tables and first_table"
  static let combination = ExportCombination.shapes

  enum Key: Int, CaseIterable, Sendable {
    case engine, kind, family, selection, catalog, schema, tables, first, last, firstCreated, lastCreated,
      examples,
      names, namesCreated, columns

    var name: String {
      switch self {
      case .engine: "engine"
      case .kind: "kind"
      case .family: "family"
      case .selection: "selection"
      case .catalog: "table_catalog"
      case .schema: "table_schema"
      case .tables: "tables"
      case .first: "first_table"
      case .last: "last_table"
      case .firstCreated: "first_created"
      case .lastCreated: "last_created"
      case .examples: "examples"
      case .names: "names"
      case .namesCreated: "names_created"
      case .columns: "columns"
      }
    }
  }

  private let keys = JSONKeys<Key>(\.name)
  // Most exports hold no shapes, and each reading thread has a form.
  private lazy var texts = NestedJSON()
  private lazy var columnRows = ColumnsForm()
  private lazy var otherRows = InformationSchemaForm()
  private let fields = SparkFieldReader(engine: .spark)

  init() {}

  func read(_ element: ExportElement, into collector: SchemaCollector) -> Bool {
    guard keys.select(from: element.value), !keys[.columns].isAbsent, !keys[.tables].isAbsent,
      !keys[.first].isAbsent
    else { return false }
    let row: ShapeRow
    do throws(RecordFault) {
      row = try ShapeRow(keys, texts, among: collector.knownEngines)
    } catch {
      collector.fault(error.message + ". Its tables are left out.", at: element, path: error.path)
      if let name = keys[.first].text,
        [name, keys[.catalog].text ?? name, keys[.schema].text ?? name].allSatisfy(
          BigQueryName.isWithinLength)
      {
        collector.suspect(
          collector.table(
            TableName(project: keys[.catalog].text, dataset: keys[.schema].text, table: name)))
      }
      return true
    }
    let tables = row.names.map(collector.table)
    guard let columns = texts.list(keys[.columns]) else {
      collector.fault("columns is no list. Its tables are left out.", at: element, path: "/columns")
      for table in tables { collector.suspect(table) }
      return true
    }
    let records = records(columns, of: tables[0], engine: row.engine, in: element, into: collector)
    collector.addWhole(records, to: tables, at: element)
    // A column that cannot be read is no column of any of these tables.
    if records.count < columns.elements.reduce(0, { count, _ in count + 1 }), row.engine != .spark {
      for table in tables { collector.suspect(table) }
    }
    if row.engine == .bigQuery { collector.noteEngine(.bigQuery) }
    note(row, tables, at: element, in: collector)
    return true
  }

  private func records(
    _ columns: JSONValue, of table: UInt32, engine: Engine?, in element: ExportElement,
    into collector: SchemaCollector
  ) -> [UInt32] {
    if engine == .spark {
      return collector.records(ofWhole: table, at: element) { () throws(RecordFault) in
        try fields.columns(columns, path: "/columns")
      } contents: { column, ordinal in
        [.engine(.spark), .column(column, ordinal: ordinal)]
      }
    }
    return columns.elements.enumerated().compactMap { index, column in
      let path = "/columns/\(index)"
      guard engine == .bigQuery || engine == nil && columnRows.isBigQuery(column) else {
        return otherRows.record(
          ofColumn: column, of: table, engine: engine, in: element, at: path, into: collector)
      }
      return columnRows.record(ofColumn: column, of: table, in: element, at: path, into: collector)
    }
  }

  private func note(
    _ row: ShapeRow, _ tables: [UInt32], at element: ExportElement, in collector: SchemaCollector
  ) {
    if row.creations.count == tables.count {
      for (table, created) in zip(tables, row.creations) {
        collector.noteFacts(TableFacts(created: created), of: table)
      }
    } else if row.count == 1 {
      collector.noteFacts(TableFacts(created: row.created?.first), of: tables[0])
    }
    // Main is one table, which may stand in the rows of many parts.
    guard !row.isMain else { return }
    collector.noteCounted(
      TableNotes.Counted(
        tables: tables, count: row.count, created: row.created, family: row.family,
        selection: row.selection, place: element.place))
  }
}

/// A row of shapes without its columns.
private struct ShapeRow {
  let engine: Engine?
  let isMain: Bool
  let family: String?
  let selection: String?
  let count: Int
  /// Those that are told, each once, the first first.
  let names: [TableName]
  /// When each of the names was created; empty where that is not told of all.
  let creations: [Moment?]
  let created: Span<Moment>?

  init(_ keys: JSONKeys<ShapesForm.Key>, _ texts: NestedJSON, among known: EngineSet) throws(RecordFault) {
    engine = try Self.engine(keys[.engine], among: known)
    isMain = keys[.kind].equals("main")
    family = isMain ? nil : keys[.family].text
    selection = keys[.selection].text
    guard let count = keys[.tables].integer, count > 0, count <= Int(Int32.max) else {
      throw RecordFault(message: "tables is no number of tables", path: "/tables")
    }
    self.count = count
    let whole = try Self.texts(keys[.names], texts, path: "/names")
    var own = whole ?? []
    if whole == nil {
      let ends = [keys[.first], keys[.last]].compactMap(\.text)
      own =
        ends.prefix(1) + (try Self.texts(keys[.examples], texts, path: "/examples") ?? []) + ends.dropFirst()
    }
    var seen: Set<String> = []
    own = own.filter { seen.insert($0).inserted }
    guard !own.isEmpty, own.allSatisfy(BigQueryName.isWithinLength) else {
      throw RecordFault(
        message: "first_table is no name of a table", path: own.isEmpty ? "/first_table" : "/names")
    }
    guard own.count <= count, whole == nil || own.count == count else {
      throw RecordFault(
        message: "tables says \(count), and there are \(Count.of(own.count, "name"))", path: "/tables")
    }
    let (project, dataset) = (keys[.catalog].text, keys[.schema].text)
    for (key, part) in [("table_catalog", project), ("table_schema", dataset)] {
      guard part.map(BigQueryName.isWithinLength) ?? true else {
        throw RecordFault(message: "\(key) is no name", path: "/\(key)")
      }
    }
    names = own.map { TableName(project: project, dataset: dataset, table: $0) }
    let moments = try Self.texts(keys[.namesCreated], texts, path: "/names_created") ?? []
    creations = whole != nil && moments.count == own.count ? moments.map { Moment($0) } : []
    let ends = [keys[.firstCreated], keys[.lastCreated]].compactMap { $0.text.flatMap { Moment($0) } }
    created = ends.isEmpty ? nil : Span(first: ends.min() ?? ends[0], last: ends.max() ?? ends[0])
  }

  private static func engine(_ value: JSONValue, among known: EngineSet) throws(RecordFault) -> Engine? {
    guard let text = value.text else { return nil }
    guard let engine = known.engine(named: text) else {
      throw RecordFault(
        message: "engine '\(text.clipped())' is none that driftaudit knows", path: "/engine")
    }
    return engine
  }

  /// The texts of a list; nil where there is none.
  private static func texts(_ value: JSONValue, _ texts: NestedJSON, path: String) throws(RecordFault)
    -> [String]?
  {
    if value.isAbsentOrNull { return nil }
    guard let list = texts.list(value) else {
      throw RecordFault(message: "\(path.dropFirst()) is no list of names", path: path)
    }
    return list.elements.map { $0.text ?? "" }
  }
}
