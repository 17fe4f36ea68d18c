import JSONInput
import Schema
import Settings
import Text

/// What queries counted, as `bq query --format=json` prints it: each row is found by the keys that it has.
struct VerifyCounts: Sendable {
  /// Of a batch, or a part of it: keys staged, and those of them in main.
  struct Arrival: Sendable, Hashable {
    var staged = 0
    var inMain = 0
    /// Rows in its tables, where they were counted.
    var rows: Int?
    /// Its tables, where they were counted.
    var tables: Int?
    /// How many rows told it: keys of several parts may be the same.
    var parts = 0
    /// Whether in each part as many are in main as were staged.
    var isWhole = true
  }

  /// Rows and distinct keys of a table, a batch or a day.
  struct Keys: Sendable, Hashable {
    var rows = 0
    var distinct = 0
  }

  /// By batch.
  var arrivals: [BatchName: (name: String, arrival: Arrival)] = [:]
  /// By the staging table's name.
  var tables: [String: Keys] = [:]
  /// What main holds of a batch.
  var mainBatches: [BatchName: Keys] = [:]
  /// What main holds of a day.
  var mainDays: [CalendarDay: Keys] = [:]
  /// By column, in the order of the rows.
  var columns: [(name: String, newRows: Int, nullRows: Int)] = []
  private var columnPlaces: [String: Int] = [:]
  /// What is wrong with the rows.
  private(set) var problems: [Problem] = []

  /// Whether anything was counted.
  var isEmpty: Bool {
    arrivals.isEmpty && tables.isEmpty && mainBatches.isEmpty && mainDays.isEmpty && columns.isEmpty
  }

  /// Whether rows of batches were counted.
  var hasRows: Bool { !(arrivals.isEmpty && tables.isEmpty && mainBatches.isEmpty && mainDays.isEmpty) }

  private static let kinds = ["staged_rows", "distinct_keys", "null_rows"]

  /// Whether a file holds such rows and no export, by its first value.
  static func areIn(_ file: InputFile) -> Bool {
    JSONRows.first(file) { value in kinds.contains { value.member($0) != nil } } ?? false
  }

  /// Reads files.
  init(_ files: [InputFile]) {
    for file in files {
      problems += JSONRows.read(file.path) { row in add(&row) }
    }
  }

  private mutating func add(_ row: inout JSONRow) {
    if row.value.member("null_rows") != nil {
      addColumn(&row)
    } else if row.value.member("staged_rows") != nil {
      addArrival(&row)
    } else if row.value.member("distinct_keys") != nil {
      addKeys(&row)
    } else {
      row.report(
        "",
        "a row that counts nothing: it has none of \(Self.kinds.map { "'\($0)'" }.joined(separator: ", ")).")
    }
  }

  private mutating func addColumn(_ row: inout JSONRow) {
    guard let name = row.text("column_name"), let new = row.count("new_rows"),
      let null = row.count("null_rows")
    else { return }
    guard null <= new else {
      row.report("/null_rows", "'null_rows' is more than 'new_rows'.")
      return
    }
    let folded = name.lowercased()
    guard let place = columnPlaces[folded] else {
      columnPlaces[folded] = columns.count
      columns.append((name, new, null))
      return
    }
    columns[place].newRows += new
    columns[place].nullRows += null
  }

  private mutating func addArrival(_ row: inout JSONRow) {
    guard let batch = row.text("batch_id"), let staged = row.count("staged_rows"),
      let inMain = row.count("main_rows")
    else { return }
    var (name, arrival) = arrivals[BatchName(batch)] ?? (batch, Arrival())
    arrival.staged += staged
    arrival.inMain += inMain
    arrival.parts += 1
    if inMain < staged { arrival.isWhole = false }
    if row.value.member("table_rows") != nil, let rows = row.count("table_rows") {
      arrival.rows = (arrival.rows ?? 0) + rows
    }
    if row.value.member("tables") != nil, let tables = row.count("tables") {
      arrival.tables = (arrival.tables ?? 0) + tables
    }
    name = min(name, batch)
    arrivals[BatchName(batch)] = (name, arrival)
  }

  private mutating func addKeys(_ row: inout JSONRow) {
    guard let rows = row.count("row_count"), let distinct = row.count("distinct_keys") else { return }
    guard distinct <= rows else {
      row.report("/distinct_keys", "'distinct_keys' is more than 'row_count'.")
      return
    }
    let keys = Keys(rows: rows, distinct: distinct)
    if row.value.member("table_name") != nil {
      guard let table = row.text("table_name") else { return }
      tables[table] = keys
    } else if row.value.member("day") != nil {
      guard let text = row.text("day") else { return }
      guard let day = CalendarDay(text) else {
        row.report("/day", "'day' must be a day like 2026-01-30.")
        return
      }
      mainDays[day] = keys
    } else if let batch = row.text("batch_id") {
      mainBatches[BatchName(batch)] = keys
    }
  }
}
