import Auditing
import Schema

/// Whether what was staged is in main, and which columns no new row fills.
package struct VerifyReport: Sendable {
  /// Main, as the user or the exports name it.
  package var main: String
  /// The batches by name; nil where no rows were counted.
  package var batches: [Batch]?
  /// The columns that are NULL in all new rows, in main's order; nil where nothing tells.
  package var columns: [NullColumn]?
  /// New rows in which columns were counted, and sample records; nil where there are none.
  package var newRows: Int?
  /// Sample records of writers; nil where none were given.
  package var records: Int?
  /// What kept the tool from seeing everything, sorted.
  package var problems: [Problem] = []

  /// One batch.
  package struct Batch: Sendable {
    /// Its name.
    package var name: String
    /// Its staging tables, where they are known.
    package var tables: Int?
    /// Rows in its staging tables, where they were counted.
    package var rows: Int?
    /// Rows that are expected after deduplication: one for each key.
    package var expected: Int?
    /// Whether that is the most there can be, since keys of several tables or parts may be the same.
    package var isAtMost = false
    /// How many of these are in main; nil where nobody counted.
    package var inMain: Int?
    /// By what main's rows were counted.
    package var evidence = Evidence.keys
    /// What became of it.
    package var state = State.uncounted
  }

  /// By what main's rows were counted.
  package enum Evidence: String, Sendable, Hashable {
    /// By the batch's keys.
    case keys
    /// By a column that tells the batch.
    case batch
    /// By the day, whichever batch wrote them.
    case day
  }

  /// What became of a batch.
  package enum State: String, Sendable, Hashable, CaseIterable {
    /// All that is expected is in main.
    case arrived
    /// Some of it is.
    case partly
    /// Nothing is.
    case missing
    /// Its tables hold no row.
    case empty
    /// The numbers do not tell.
    case unclear
    /// Nobody counted.
    case uncounted

    /// Whether nothing is wanting.
    package var isGood: Bool {
      switch self {
      case .arrived, .empty: true
      case .partly, .missing, .unclear, .uncounted: false
      }
    }
  }

  /// A column that is NULL in all new rows.
  package struct NullColumn: Sendable {
    /// Its path.
    package var name: String
    /// New rows that were counted, or sample records.
    package var rows: Int
    /// What sample records tell: `absent from every record`; nil where rows of main were counted.
    package var sample: String?
    /// How many staging tables have the column, of how many; nil where no export tells.
    package var staging: (having: Int, of: Int)?
  }
}

extension VerifyReport {
  /// Batches of which something is wanting.
  package var wanting: [Batch] { (batches ?? []).filter { !$0.state.isGood } }

  /// How the run ends.
  package var verdict: Verdict {
    if problems.contains(where: { $0.severity == .error }) { return .error }
    return wanting.isEmpty && (columns ?? []).isEmpty ? .pass : .fail
  }
}
