/// Whether what was staged is in main, and which columns no new row fills.
public struct VerifyReport: Sendable {
  /// Main, as the user or the exports name it.
  public var main: String
  /// The batches by name; nil where no rows were counted.
  public var batches: [Batch]?
  /// The columns that are NULL in all new rows, in main's order; nil where nothing tells.
  public var columns: [NullColumn]?
  /// New rows in which columns were counted, and sample records; nil where there are none.
  public var newRows: Int?
  /// Sample records of writers; nil where none were given.
  public var records: Int?
  /// What kept the tool from seeing everything, sorted.
  public var problems: [Problem] = []

  /// One batch.
  public struct Batch: Sendable {
    /// Its name.
    public var name: String
    /// Its staging tables, where they are known.
    public var tables: Int?
    /// Rows in its staging tables, where they were counted.
    public var rows: Int?
    /// Rows that are expected after deduplication: one for each key.
    public var expected: Int?
    /// Whether that is the most there can be, since keys of several tables or parts may be the same.
    public var isAtMost = false
    /// How many of these are in main; nil where nobody counted.
    public var inMain: Int?
    /// By what main's rows were counted.
    public var evidence = Evidence.keys
    /// What became of it.
    public var state = State.uncounted
  }

  /// By what main's rows were counted.
  public enum Evidence: String, Sendable, Hashable {
    /// By the batch's keys.
    case keys
    /// By a column that tells the batch.
    case batch
    /// By the day, whichever batch wrote them.
    case day
  }

  /// What became of a batch.
  public enum State: String, Sendable, Hashable, CaseIterable {
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
    public var isGood: Bool {
      switch self {
      case .arrived, .empty: true
      case .partly, .missing, .unclear, .uncounted: false
      }
    }
  }

  /// A column that is NULL in all new rows.
  public struct NullColumn: Sendable {
    /// Its path.
    public var name: String
    /// New rows that were counted, or sample records.
    public var rows: Int
    /// What sample records tell: `absent from every record`; nil where rows of main were counted.
    public var sample: String?
    /// How many staging tables have the column, of how many; nil where no export tells.
    public var staging: (having: Int, of: Int)?
  }
}

extension VerifyReport {
  /// Batches of which something is wanting.
  public var wanting: [Batch] { (batches ?? []).filter { !$0.state.isGood } }

  /// How the run ends.
  public var verdict: Verdict {
    if problems.contains(where: { $0.severity == .error }) { return .error }
    return wanting.isEmpty && (columns ?? []).isEmpty ? .pass : .fail
  }
}
