/// What became of each batch's staging tables, as completion records tell.
public struct BatchReport: Sendable {
  /// Main.
  public var main: TableName?
  /// How many tables of a batch may be lost.
  public var limit: LostLimit
  /// By when they began, then by name.
  public var batches: [Batch] = []
  /// Staging tables whose names tell no batch.
  public var loose: [TableName] = []
  /// How many records were read.
  public var records = 0
  /// The field that names who completed.
  public var completedField = ""
  /// What kept the tool from seeing everything, sorted.
  public var problems: [Problem] = []

  /// One batch.
  public struct Batch: Sendable {
    /// As the tables' names have it, or the records where there is no table.
    public var name: String
    /// When it began, as its name, its first table or its record tells.
    public var began: Moment?
    /// How many workers or players it has; nil where no record tells.
    public var expected: Int?
    /// How many staging tables it has.
    public var staged: Int
    /// How many completed.
    public var completed: Int
    /// Those that failed and never completed.
    public var failed: Int
    /// Their names, sorted, as far as records tell them.
    public var failedNames: [String]
    /// How many tables are there of which nothing completed.
    public var lost: Int
    /// Those tables, sorted; nil where only their number is known.
    public var lostTables: [TableName]?
    /// How many completed of which there is no table.
    public var missing: Int
    /// Those names, sorted; nil where only their number is known.
    public var missingNames: [String]?
    /// Whether there is a record of it.
    public var hasRecord: Bool
    /// What its records say: whether it is complete; nil where they do not tell.
    public var isComplete: Bool?
  }
}

extension BatchReport {
  /// Whether more tables of the batch are lost than may be.
  func exceeds(_ batch: Batch) -> Bool { limit.isExceeded(by: batch.lost, of: batch.staged) }

  /// The batches of which too many tables are lost.
  public var failing: [Batch] { batches.filter(exceeds) }

  /// Staging tables of all batches.
  public var staged: Int { batches.reduce(0) { $0 + $1.staged } }

  /// Tables of which nothing completed.
  public var lost: Int { batches.reduce(0) { $0 + $1.lost } }

  /// Those that completed and of which there is no table.
  public var missing: Int { batches.reduce(0) { $0 + $1.missing } }

  /// Whether everything could be read.
  public var isComplete: Bool { !problems.contains { $0.severity == .error } }
}
