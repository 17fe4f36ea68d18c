import CSimdjson
import Engines
import JSONInput
import Schema
import Text

/// What one reading thread has found: tables, records and which table has which records; each kept once.
///
/// Forms write into it. They ask for a table's number, begin a record, append all that it says, ask for the record's
/// number and add that to the table.
package final class SchemaCollector {
  /// The engines among which rows and names are looked up.
  let knownEngines: EngineSet
  let tables = TableNumbers()
  let records: DistinctRecords
  let pieces = TablePieces()
  @exclusivity(unchecked) private(set) var tallies = WindowTallies()
  @exclusivity(unchecked) private(set) var notes = TableNotes()
  @exclusivity(unchecked) private(set) var faults = ReadingFaults()

  /// The form of the elements that are being read, an index into the reader's forms.
  @exclusivity(unchecked) var form = 0

  /// An empty collector of exports of these engines.
  init(among engines: EngineSet) {
    knownEngines = engines
    records = DistinctRecords(writers: engines.writersOfRows)
  }

  /// Rows that needed no parsing.
  @exclusivity(unchecked) private(set) var unparsedRows = 0

  /// A row whose record another row has had before.
  struct RepeatedRow {
    let table: UInt32
    let record: UInt32
    let form: Int
    /// The file whose rows alone have that record; nil where all files' have.
    let file: Int32?
  }

  /// The row that was read last, where it is one of those.
  @exclusivity(unchecked) private var repeated: RepeatedRow?

  /// Takes note of the row that was read last, where its record was known already.
  func takeRepeatedRow() -> RepeatedRow? {
    defer { repeated = nil }
    return repeated
  }

  /// Ends what was read from one window.
  func endWindow(_ window: ExportWindow) {
    pieces.endRun()
    tallies.endWindow(window)
  }
}

// MARK: Tables

extension SchemaCollector {
  /// The number of the table that three values name: project, dataset and table; nil where the last is not a name, or
  /// one of them is longer than any name.
  package func table(_ names: UnsafeBufferPointer<csj_slot>) -> UInt32? { tables.number(of: names) }

  /// The number of a table.
  package func table(_ name: TableName) -> UInt32 { tables.number(of: name) }

  /// The number of a table that has no name of its own, called after its file.
  package func table(calledAfter file: InputFile) -> UInt32 {
    tables.number(
      of: TableName(project: file.outerFolders, dataset: file.tableFolder, table: file.tableName))
  }
}

// MARK: Records

extension SchemaCollector {
  /// Begins the bytes by which a record is told from others: all that it says and nothing else.
  package func beginRecord() { records.begin(form: form) }

  /// Appends values to the record's bytes.
  package func append(_ values: UnsafeBufferPointer<csj_slot>) { records.append(values) }

  /// Appends a value.
  package func append(_ value: JSONValue) {
    withUnsafePointer(to: value.slot) { records.append(UnsafeBufferPointer(start: $0, count: 1)) }
  }

  /// Appends a number.
  package func append(_ number: Int) { records.append(number) }

  /// Appends the bytes of a text.
  package func append(_ text: UnsafeRawBufferPointer) { records.append(text) }

  /// Appends a text that may be missing.
  package func append(_ text: String?) {
    guard var text else { return append(-1) }
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Appends what `append` appends of each element; what only repeats the element before it is left out.
  func appendFolded(_ elements: JSONValue.Elements, _ append: (JSONValue) -> Void) {
    records.appendFolded(elements, append)
  }

  /// The number of the record whose bytes were appended; `decode` is only asked for one that is new.
  package func record(
    of table: UInt32, in element: ExportElement, decode: () throws(RecordFault) -> [SchemaRecord.Content]
  ) -> UInt32 {
    records.number(in: table, at: element, decode: decode)
  }
}

// MARK: Which table has which records

extension SchemaCollector {
  /// Adds a record to a table.
  package func addRecord(_ record: UInt32, to table: UInt32, at place: @autoclosure () -> ExportPlace) {
    pieces.add(record, to: table, form: form, at: place())
    tallies.count(form: form, table: table)
  }

  /// Adds the record of a row of which nothing else has been said, and nothing by the table's name but this: another row
  /// that differs in that name alone says the same of its own table.
  ///
  /// - Parameter isOfFile: Whether the record is that of rows of the same file only.
  package func addRow(
    _ record: UInt32, to table: UInt32, at element: ExportElement, isOfFile: Bool = false
  ) {
    addRecord(record, to: table, at: element.place)
    if !records.isLastNew {
      repeated = RepeatedRow(
        table: table, record: record, form: form, file: isOfFile ? Int32(clamping: element.window.file) : nil)
    }
  }

  /// Adds the records of rows of a table that are like others.
  func addKnownRows(
    _ records: UnsafeBufferPointer<UInt32>, to table: UInt32, form: Int,
    at place: @autoclosure () -> ExportPlace
  ) {
    guard let first = records.first else { return }
    self.form = form
    unparsedRows += records.count
    pieces.add(first, to: table, form: form, at: place())
    pieces.add(further: records.dropFirst())
    tallies.count(records.count, form: form, table: table)
  }

  /// Adds the record of a sample record to a table.
  func addSample(_ record: UInt32, to table: UInt32, at element: ExportElement) {
    notes.countSample(record, of: table)
    addRecord(record, to: table, at: element.place)
  }

  /// Adds records that are the whole of each of the tables that one value describes.
  package func addWhole(_ records: [UInt32], to tables: [UInt32], at element: ExportElement) {
    pieces.add(whole: records, to: tables, form: form, at: element.place)
    tallies.count(form: form, table: tables.last)
  }

  /// Counts a value that says nothing about a table's columns.
  package func countElement() { tallies.count(form: form, table: nil) }
}

// MARK: What else is known of tables

extension SchemaCollector {
  /// Notes what is known of a table besides its columns.
  package func noteFacts(_ facts: TableFacts, of table: UInt32) { notes.facts.note(facts, of: table) }

  /// Notes what is known of a table that may have no columns anywhere.
  package func noteListed(_ facts: TableFacts, of table: UInt32) {
    notes.facts.note(facts, of: table, isListed: true)
  }

  /// Counts a value that is part of a list without columns, and notes what is known of its table.
  ///
  /// - Parameter message: What to say where no export holds the columns either.
  package func countListed(
    _ facts: TableFacts, of table: UInt32?, at element: ExportElement,
    elseSaying message: @autoclosure () -> String
  ) {
    countElement()
    faults.addListed(form: form, at: element, message)
    if let table { noteListed(facts, of: table) }
  }

  /// Notes what an engine has counted.
  func noteCounted(_ tables: TableNotes.Counted) { notes.add(tables) }

  /// Notes that an export names an engine.
  package func noteEngine(_ engine: Engine) { notes.add(engine) }

  /// Notes the types that an Avro schema declares, which schemas of other inputs may name.
  func noteAvroTypes(_ named: [String: DataType], of element: ExportElement) {
    notes.avroNames.add(named, file: element.window.file)
  }
}

// MARK: What is wrong

extension SchemaCollector {
  /// Notes what is wrong with a value, once for all values of the file of which the same is true.
  package func fault(
    _ message: String, _ severity: Severity = .error, at element: ExportElement, path: String = ""
  ) {
    faults.add(message, severity, at: element, path: path)
  }

  /// Notes that `table` found no name, for whichever reason.
  package func faultOfTableName(
    _ names: UnsafeBufferPointer<csj_slot>, _ missing: String, at element: ExportElement, path: String
  ) {
    let longest = names.filter { $0.kind == CSJ_STRING }.map(\.length).max() ?? 0
    fault(
      longest > BigQueryName.longestTableName
        ? "a table's name of \(Count.grouped(longest)) bytes, where BigQuery allows \(Count.grouped(BigQueryName.longestTableName)): left out."
        : missing + ".", at: element, path: path)
  }

  /// Notes that a row of a table tells too little to be a column: the table is left out.
  func faultOfColumnRow(lacking key: String, of table: UInt32, at element: ExportElement) {
    fault(
      "a row without \(key): add it to the query, so that the columns can be compared. Its table is left out.",
      at: element)
    suspect(table)
  }

  /// Notes a value that is of no form.
  func unknownValue(_ message: String, at element: ExportElement) {
    faults.addUnknownValue(message, at: element)
  }

  /// Notes a value of a kind that is known and not read, an index into the kinds.
  func noteForeign(_ kind: Int, at element: ExportElement) { faults.addForeign(kind, at: element) }

  /// Notes that a file begins with an object that holds others and was taken for a record.
  func noteFirstNested(at element: ExportElement) { faults.addFirstNested(at: element) }

  /// Notes a problem of an input.
  func report(_ problem: Problem) { faults.report(problem) }

  /// Leaves out the table of the last row before the end of a window, whichever thread reads that row.
  func suspectLastTable(of window: ExportWindow) { faults.addLoss(atEndOf: window) }

  /// Leaves a table out, because a part of it may be missing.
  package func suspect(_ table: UInt32) { faults.suspect(table) }
}
