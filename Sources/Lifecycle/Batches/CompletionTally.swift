import Settings
import Text

/// What all records of one batch tell together.
struct CompletionTally {
  /// As the first record spells it.
  let batch: String
  /// How many records there are.
  private(set) var records = 0
  /// The most that a record expects.
  private(set) var expected: Int?
  private(set) var completed = Names()
  /// Those that failed and never completed.
  private(set) var failed = Names()
  /// Whether every record that tells it says so; nil where none tells.
  private(set) var isComplete: Bool?
  /// When the batch began: the first moment.
  private(set) var start: Moment?

  /// Names of several records.
  struct Names {
    /// By what they are compared by, with the spelling of the first.
    private(set) var spellings: [String: String] = [:]
    private var count = 0

    var total: Int { max(spellings.count, count) }
    var areAllNamed: Bool { count <= spellings.count }
    /// Sorted.
    var sorted: [String] { spellings.values.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

    mutating func add(_ names: CompletionNames) {
      for name in names.names where spellings[WorkerName.folded(name)] == nil {
        spellings[WorkerName.folded(name)] = name
      }
      // Of several records without names nobody knows whether they count the same.
      count = max(count, names.count)
    }

    mutating func remove(_ others: Names) {
      for key in others.spellings.keys { spellings[key] = nil }
    }
  }

  /// The tallies of records, by batch.
  static func tallies(_ records: [CompletionRecord]) -> [BatchName: CompletionTally] {
    var tallies: [BatchName: CompletionTally] = [:]
    for record in records {
      tallies[BatchName(record.batch), default: CompletionTally(batch: record.batch)].add(record)
    }
    for name in tallies.keys {
      if let completed = tallies[name]?.completed { tallies[name]?.failed.remove(completed) }
    }
    return tallies
  }

  private init(batch: String) { self.batch = batch }

  private mutating func add(_ record: CompletionRecord) {
    records += 1
    if let more = record.expected { expected = max(expected ?? more, more) }
    completed.add(record.completed)
    failed.add(record.failed)
    if let told = record.isComplete { isComplete = told && isComplete ?? true }
    if let moment = record.start { start = min(start ?? moment, moment) }
  }
}

/// Names of workers, players and tables as records and names of tables spell them.
enum WorkerName {
  /// What is the same for one name however a dash is written, and however bq writes a table.
  static func folded(_ name: String) -> String {
    BatchName(name).text.replacing(":", with: ".")
  }
}
