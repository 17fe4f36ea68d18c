/// What became of the staging tables of each main: what is left over, what was lost, what arrived, and what nobody fills.
public struct LifecycleReport: Sendable {
  /// The moment from which ages are counted.
  public var now: Moment
  /// In the order in which they were asked for.
  public var audits: [Audit] = []
  /// What kept the tool from seeing everything, sorted and each once.
  public var problems: [Problem] = []

  /// One main with its staging tables.
  public struct Audit: Sendable {
    /// Main's whole name, or as the user names it where it was not found.
    public var main: String
    /// What is left over, of this main alone.
    public var orphans: Told<OrphanReport>
    /// Staging tables against completion records.
    public var batches: Told<BatchReport>
    /// Whether rows arrived.
    public var arrival: Told<VerifyReport>
    /// Columns that are never filled.
    public var columns: Told<VerifyReport>
  }
}

/// What inputs tell, or what would be needed for them to tell it.
public enum Told<Value: Sendable>: Sendable {
  case told(Value)
  case untold(Gap)

  /// What is told; nil where nothing is.
  public var value: Value? {
    switch self {
    case .told(let value): value
    case .untold: nil
    }
  }

  /// What is needed; nil where it is told.
  public var gap: Gap? {
    switch self {
    case .told: nil
    case .untold(let gap): gap
    }
  }
}

/// An input without which something cannot be told.
public enum Gap: String, Sendable, Hashable, CaseIterable {
  /// Exports that hold columns.
  case columns
  /// Which tables are staging tables.
  case staging
  /// How a table's name tells its batch.
  case batches = "batch-pattern"
  /// Lists that tell what tables are and when they were created.
  case lists
  /// Completion records.
  case completions
  /// Counts of rows.
  case rows
  /// Counts of columns, or sample records.
  case records
  /// A history.
  case history
  /// A run of this main in the history.
  case runs
  /// It is named, and could not be read.
  case unread
}
