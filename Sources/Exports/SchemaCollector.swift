import Engines
import JSONInput
import Schema
import Text
import CSimdjson

/// What one reading thread has found: tables, records and which table has which records; each kept once.
///
/// Rows of a table that stand together become one run of record numbers, and equal runs are one. So memory grows with
/// the distinct shapes and the tables' names; only rows that are scattered among rows of other tables cost more, some
/// twenty bytes each.
package final class SchemaCollector {
  /// Rows of one table that stood together.
  struct Piece {
    var table: UInt32
    var run: UInt32
    var place: ExportPlace
  }

  /// What was read from one window.
  struct WindowTally {
    var file: Int32
    var sequence: Int32
    var form: Int32
    var elements: Int32
    var lastTable: UInt32?
    var isArray: Bool
  }

  /// Something that is wrong with a value, told once for all such values of a file.
  struct ElementFault {
    var severity: Severity
    var place: ExportPlace
    var message: String
    var count: Int
    /// Whether it only matters where nothing but lists of tables was found.
    var isAboutLists: Bool
  }

  let tables = ByteInterner()
  let records = ByteInterner()
  let runs = ByteInterner()
  private(set) var recordContents: [SchemaRecord] = []
  private(set) var pieces: [Piece] = []
  private(set) var tallies: [WindowTally] = []
  private(set) var elementFaults: [ElementFault] = []
  /// Tables that an unreadable stretch of an export may have belonged to.
  private(set) var suspects: Set<UInt32> = []
  /// Windows in which something is lost that may have belonged to the table of the row before it.
  private(set) var losses: [Loss] = []
  private(set) var problems: [Problem] = []

  /// Files with values that are of no form.
  private(set) var filesWithUnknownValues: Set<Int32> = []

  /// What is told about tables besides their columns.
  @exclusivity(unchecked) private(set) var facts = FactsOfTables()

  /// What engines have counted.
  private(set) var counted: [Counted] = []

  /// Tables of one schema, of which not all need be named.
  struct Counted {
    /// Those that are named.
    var tables: [UInt32]
    var count: Int
    var created: Span<Moment>?
    var family: String?
    var selection: String?
    var place: ExportPlace
  }

  /// The engines among which rows and names are looked up.
  let knownEngines: EngineSet
  /// Those whose rows need not say so.
  private let writers: [Engine]
  /// The engines that exports name, of tables and of others beside them.
  private(set) var engines: Set<Engine> = []
  /// How many sample records of a table are alike, by table and record.
  @exclusivity(unchecked) private(set) var sampleCounts: [SampleKey: Int] = [:]

  /// Sample records of one table that are alike.
  struct SampleKey: Hashable {
    var table: UInt32
    var record: UInt32
  }

  /// A stretch of an export that could not be read.
  struct Loss {
    var file: Int32
    var sequence: Int32
  }

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
  @exclusivity(unchecked) private var isNewRecord = false

  /// Rows that needed no parsing.
  @exclusivity(unchecked) private(set) var unparsedRows = 0

  /// An empty collector of exports of these engines.
  init(among engines: EngineSet) {
    knownEngines = engines
    writers = engines.writersOfRows
  }

  /// Says that `table` has the records of rows that are like others.
  func add(
    known records: UnsafeBufferPointer<UInt32>, to table: UInt32, form: Int,
    at place: @autoclosure () -> ExportPlace
  ) {
    guard let first = records.first else { return }
    self.form = form
    unparsedRows += records.count
    add(first, to: table, at: place())
    run.append(contentsOf: records.dropFirst())
    tally?.elements += Int32(records.count - 1)
  }

  /// Takes note of the row that was read last, where its record was known already.
  func takeRepeatedRow() -> RepeatedRow? {
    defer { repeated = nil }
    return repeated
  }

  /// The form of the elements that are being read, an index into `ExportForms.all`.
  @exclusivity(unchecked) var form = 0

  /// Runs in the order in which their rows stood, and for each the number of the same run in ascending order.
  private let runsAsWritten = ByteInterner()
  private var sortedRuns: [UInt32] = []
  private let key = ByteKey()
  private let tableKey = ByteKey()
  @exclusivity(unchecked) private var lastTable: UInt32?
  @exclusivity(unchecked) private var run: [UInt32] = []
  @exclusivity(unchecked) private var runTable: UInt32?
  @exclusivity(unchecked) private var runForm = 0
  private var runPlace = ExportPlace(file: 0, line: 0, column: 0)
  private var tallyOfForm: [Int32: WindowTally] = [:]
  @exclusivity(unchecked) private var tally: WindowTally?
  private var faultNumbers: [String: Int] = [:]
  /// The number of the fault of a file's lists.
  private var listFaults: [ListKey: Int] = [:]

  /// The lists of one form in one file.
  private struct ListKey: Hashable {
    let file: Int
    let form: Int
  }
  /// Whether any engine writes a type, so that each is asked for once.
  private var knownTypes: [TypeRow: Bool] = [:]

  // MARK: Tables

  /// The number of the table that three values name: project, dataset and table; nil where the last is not a name, or
  /// one of them is longer than any name.
  func table(_ names: UnsafeBufferPointer<csj_slot>) -> UInt32? {
    guard let name = names.last, name.kind == CSJ_STRING, name.length > 0,
      names.allSatisfy({ $0.kind != CSJ_STRING || $0.length <= BigQueryName.longestTableName })
    else { return nil }
    tableKey.clear()
    tableKey.append(namesOf: names)
    return internTable()
  }

  /// The number of a table that has no name of its own, called after its file.
  func table(calledAfter file: InputFile) -> UInt32 {
    table(TableName(table: file.tableName))
  }

  /// The number of a table.
  func table(_ name: TableName) -> UInt32 {
    tableKey.clear()
    for part in [name.project, name.dataset, name.table] {
      if let part {
        var part = part
        part.withUTF8 { tableKey.appendName(UnsafeRawBufferPointer($0)) }
      } else {
        tableKey.appendName(nil)
      }
    }
    return internTable()
  }

  /// The number of the table that has these bytes, which are those of another table's with another name behind
  /// project and dataset.
  func table(scope: UnsafeRawBufferPointer, name: UnsafeRawBufferPointer) -> UInt32 {
    tableKey.clear()
    tableKey.append(raw: scope)
    tableKey.appendName(name)
    return internTable()
  }

  private func internTable() -> UInt32 {
    if let lastTable, tables.isEqual(Int(lastTable), tableKey.bytes) { return lastTable }
    let number = UInt32(tables.intern(tableKey.bytes).number)
    lastTable = number
    return number
  }

  // MARK: Records

  /// Begins the bytes by which a record is told from others: all that it says and nothing else.
  func beginRecord() {
    key.clear()
    key.append(byte: UInt8(truncatingIfNeeded: form))
  }

  /// Adds values to the record's bytes.
  func append(_ values: UnsafeBufferPointer<csj_slot>) { key.append(identityOf: values) }

  /// Adds a value to the record's bytes.
  func append(_ value: JSONValue) {
    withUnsafePointer(to: value.slot) { append(UnsafeBufferPointer(start: $0, count: 1)) }
  }

  /// Table names in the order of their numbers.
  func tableName(_ number: Int) -> TableName {
    let parts = tables.bytes(number).split(separator: 0xFF, maxSplits: 3, omittingEmptySubsequences: false)
    func part(_ index: Int) -> String? {
      parts[index].first == 0xFE ? nil : String(decoding: parts[index], as: UTF8.self)
    }
    return TableName(project: part(0), dataset: part(1), table: part(2) ?? "")
  }

  /// Adds a number to the record's bytes.
  func append(_ number: Int) { key.append(number) }

  /// Adds a text to the record's bytes.
  func append(_ text: UnsafeRawBufferPointer) { key.append(run: text) }

  /// Adds what each element tells to the record's bytes; what only repeats the element before it is left out.
  func appendFolded(_ elements: JSONValue.Elements, _ append: (JSONValue) -> Void) {
    var last = key.length
    for element in elements {
      let start = key.length
      append(element)
      if start > last { key.foldRepetition(from: last, middle: start) }
      if key.length > start { last = start }
    }
  }

  /// The number of the record whose bytes were added; `decode` is only asked for one that is new.
  func record(
    of table: UInt32, in element: ExportElement, decode: () throws(RecordFault) -> [SchemaRecord.Content]
  ) -> UInt32 {
    let (number, isNew) = records.internNext(key.bytes)
    isNewRecord = isNew
    guard isNew else { return UInt32(number) }
    do throws(RecordFault) {
      let contents = try decode()
      let faultPath = contents.lazy.compactMap { self.pathOfFault($0) }.first
      recordContents.append(
        SchemaRecord(contents: contents, place: element.place(of: faultPath ?? ""), table: table))
    } catch {
      recordContents.append(
        SchemaRecord(contents: [.fault(error)], place: element.place(of: error.path), table: table))
    }
    return UInt32(number)
  }

  /// Where something stands that is wrong, or that will be found to be wrong whichever engine wrote it.
  private func pathOfFault(_ content: SchemaRecord.Content) -> String? {
    switch content {
    case .fault(let fault): return fault.path
    case .undecided(let column, _):
      guard let row = column.row else { return nil }
      if let isKnown = knownTypes[row] { return isKnown ? nil : column.path }
      let isKnown = writers.contains { $0.types.writes(row) }
      knownTypes[row] = isKnown
      return isKnown ? nil : column.path
    default: return nil
    }
  }

  // MARK: Rows

  /// Says that `table` has a record.
  func add(_ record: UInt32, to table: UInt32, at place: @autoclosure () -> ExportPlace) {
    if table != runTable || form != runForm {
      endRun()
      runTable = table
      runForm = form
      runPlace = place()
    }
    run.append(record)
    count(table)
  }

  /// Says that `table` has the record of a row of which nothing else has been said, and nothing by the table's name but
  /// this: another row that differs in that name alone says the same of its own table.
  ///
  /// - Parameter isOfFile: Whether the record is that of rows of the same file only.
  func add(row record: UInt32, to table: UInt32, at element: ExportElement, isOfFile: Bool = false) {
    add(record, to: table, at: element.place)
    if !isNewRecord {
      repeated = RepeatedRow(
        table: table, record: record, form: form, file: isOfFile ? Int32(clamping: element.window.file) : nil)
    }
  }

  /// Says that `table` has a sample record that is like this one.
  func add(sample record: UInt32, to table: UInt32, at element: ExportElement) {
    sampleCounts[SampleKey(table: table, record: record), default: 0] += 1
    add(record, to: table, at: element.place)
  }

  /// Says that an export names an engine.
  func note(engine: Engine) { engines.insert(engine) }

  /// Says that these records are the whole of `table`.
  func add(whole records: [UInt32], to table: UInt32, at element: ExportElement) {
    endRun()
    (runTable, runForm, runPlace, run) = (table, form, element.place, records)
    endRun()
    count(table)
  }

  /// Says that these records are the whole of each of the tables of one value.
  func add(whole records: [UInt32], toAll tables: [UInt32], at element: ExportElement) {
    for table in tables {
      endRun()
      (runTable, runForm, runPlace, run) = (table, form, element.place, records)
    }
    endRun()
    count(tables.last)
  }

  private func endRun() {
    guard let table = runTable else { return }
    runTable = nil
    run.append(UInt32(runForm))
    let (written, isNew) = run.withUnsafeBytes { runsAsWritten.intern($0) }
    if isNew { sortedRuns.append(sortedRun()) }
    run.removeAll(keepingCapacity: true)
    pieces.append(Piece(table: table, run: sortedRuns[written], place: runPlace))
  }

  /// The number of the run in ascending order, each record once.
  private func sortedRun() -> UInt32 {
    let records = run.dropLast()
    if !zip(records, records.dropFirst()).allSatisfy({ $0 < $1 }) {
      run = Set(records).sorted() + [UInt32(runForm)]
    }
    return run.withUnsafeBytes { UInt32(runs.intern($0).number) }
  }

  /// The table of the row that was read last in this window.
  var tableOfLastRow: UInt32? { tally?.lastTable }

  // MARK: Windows

  /// How many values have been counted since the window began.
  var elementCount: Int { Int(tallyOfForm.values.reduce(0) { $0 + $1.elements } + (tally?.elements ?? 0)) }

  /// Counts an element of a form that says nothing about a table's columns.
  func countElement() { count(nil) }

  private func count(_ table: UInt32?) {
    if tally?.form != Int32(form) {
      storeTally()
      tally =
        tallyOfForm[Int32(form)]
        ?? WindowTally(file: 0, sequence: 0, form: Int32(form), elements: 0, lastTable: nil, isArray: false)
    }
    tally?.elements += 1
    if let table { tally?.lastTable = table }
  }

  private func storeTally() {
    if let tally { tallyOfForm[tally.form] = tally }
    tally = nil
  }

  /// Ends what stood in one window.
  func endWindow(_ window: ExportWindow) {
    endRun()
    storeTally()
    for (_, tally) in tallyOfForm.sorted(by: { $0.key < $1.key }) {
      var tally = tally
      tally.file = Int32(clamping: window.file)
      tally.sequence = Int32(clamping: window.sequence)
      tally.isArray = window.content == .elements
      tallies.append(tally)
    }
    tallyOfForm.removeAll(keepingCapacity: true)
  }

  // MARK: What is wrong

  /// Notes what is told about a table besides its columns.
  func note(_ told: TableFacts, of table: UInt32) { facts.note(told, of: table) }

  /// Notes what an engine has counted.
  func note(_ tables: Counted) { counted.append(tables) }

  /// Notes that a table is named that may have no columns anywhere.
  func note(listed told: TableFacts, of table: UInt32) { facts.note(told, of: table, isListed: true) }

  /// Notes that a table stands in a list that holds no columns, and what to say where no export holds them either.
  func note(
    listed told: TableFacts, of table: UInt32?, elseSaying message: @autoclosure () -> String,
    at element: ExportElement
  ) {
    countElement()
    // Lists are long, so that the message is put together once a file.
    let list = ListKey(file: element.window.file, form: form)
    if let number = listFaults[list] {
      elementFaults[number].count += 1
    } else {
      listFaults[list] = elementFaults.count
      fault(message(), .warning, at: element, isAboutLists: true)
    }
    if let table { note(listed: told, of: table) }
  }

  /// Notes what is wrong with a value, once for all values of the file of which the same is true.
  func fault(
    _ message: String, _ severity: Severity = .error, at element: ExportElement, path: String = "",
    isAboutLists: Bool = false
  ) {
    let key = "\(element.window.file) \(message)"
    if let number = faultNumbers[key] {
      elementFaults[number].count += 1
    } else {
      faultNumbers[key] = elementFaults.count
      elementFaults.append(
        ElementFault(
          severity: severity, place: element.place(of: path), message: message, count: 1,
          isAboutLists: isAboutLists))
    }
  }

  /// Notes that `table` found no name, for whichever reason.
  func faultOfTableName(
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
    fault(message, at: element)
    filesWithUnknownValues.insert(element.place.file)
  }

  /// Notes a problem of an input.
  func report(_ problem: Problem) { problems.append(problem) }

  /// Leaves out the table of the last row before the end of a window, whichever thread reads that row.
  func suspectLastTable(of window: ExportWindow) {
    losses.append(Loss(file: Int32(clamping: window.file), sequence: Int32(clamping: window.sequence)))
  }

  /// Leaves a table out, because a part of it may be missing.
  func suspect(_ table: UInt32) { suspects.insert(table) }
}
