import JSONInput
import Schema
import Settings

/// How many rows each batch staged, and how many of them were counted in main.
package struct MainRows: Hashable, Sendable {
  /// What was counted of one batch.
  package struct Count: Hashable, Sendable {
    /// Rows in its staging tables.
    package var staged: Int
    /// Its rows in main.
    package var inMain: Int
    /// Whether all of them arrived: in each part that was counted, such as a day, at least as many as were staged.
    package var haveArrived: Bool
  }

  private var counts: [BatchName: Count] = [:]

  /// Nothing was counted.
  init() {}

  /// Notes what was counted of a batch, or of a part of it.
  mutating func note(_ batch: String, staged: Int, inMain: Int) {
    let name = BatchName(batch)
    let known = counts[name] ?? Count(staged: 0, inMain: 0, haveArrived: true)
    counts[name] = Count(
      staged: known.staged + staged, inMain: known.inMain + inMain,
      haveArrived: known.haveArrived && inMain >= staged)
  }

  /// What was counted of a batch; nil where nobody did.
  func count(of batch: String) -> Count? { counts[BatchName(batch)] }
}

extension MainRows {
  /// The rows of batches among what queries counted.
  init(_ counts: VerifyCounts) {
    self.counts = counts.arrivals.mapValues {
      Count(staged: $0.arrival.staged, inMain: $0.arrival.inMain, haveArrived: $0.arrival.isWhole)
    }
  }

  /// Reads a file of objects with `batch_id`, `staged_rows` and `main_rows`, one a line or in an array, as `bq query
  /// --format=json` prints rows: numbers may be strings.
  ///
  /// - Returns: What they tell, and everything that is wrong with them: then some are missing.
  package static func load(_ path: String) -> (MainRows, [Problem]) {
    var rows = MainRows()
    var problems = JSONRows.read(path) { row in
      guard let batch = row.text("batch_id"), let staged = row.count("staged_rows"),
        let inMain = row.count("main_rows")
      else { return }
      rows.note(batch, staged: staged, inMain: inMain)
    }
    if rows.counts.isEmpty, problems.isEmpty {
      problems.append(
        Problem(file: InputFile(path: path).displayName, "the file counts no rows of any batch."))
    }
    return (rows, problems)
  }
}
