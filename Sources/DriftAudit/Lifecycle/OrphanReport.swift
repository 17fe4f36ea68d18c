/// Which staging tables are left over, by audit, family, day and batch.
public struct OrphanReport: Sendable {
  /// By what it was decided.
  public var settings: OrphanSettings
  /// Sorted by main's name.
  public var audits: [Audit] = []
  /// What kept the tool from seeing everything, sorted.
  public var problems: [Problem] = []
  /// The command line that made the report, for the command that comes next; empty where there is none.
  public var command: [String] = []

  /// One main with its staging tables.
  public struct Audit: Sendable {
    /// Main.
    public var main: TableName
    /// In the configuration's order.
    public var families: [Family]
  }

  /// The staging tables of one family.
  public struct Family: Sendable {
    /// The family's name.
    public var name: String
    /// Sorted by day and by name.
    public var batches: [Batch]
    /// Tables whose names tell no batch: all of them are kept.
    public var loose: [Table]

    /// All staging tables.
    public var tableCount: Int { batches.reduce(loose.count) { $0 + $1.tables.count } }
  }

  /// The tables of one batch in one family.
  public struct Batch: Sendable {
    /// As the tables' names have it.
    public var name: String
    /// The day under which it stands, UTC: when it began, or when its first table was created; nil where neither is known.
    public var day: CalendarDay?
    /// When it began, as its name tells.
    public var began: Moment?
    /// When the first and the last of its tables were created, as far as lists tell.
    public var created: Span<Moment>?
    /// Why it is kept; empty where it is left over.
    public var holds: [BatchHold]
    /// Rows that were counted; nil where nobody did.
    public var rows: MainRows.Count?
    /// Sorted by name.
    public var tables: [Table]

    /// What is known of it: of several reasons the first.
    public var state: BatchState { holds.first?.state ?? .orphaned }

    /// The tables that are left over.
    public var orphans: [Table] { holds.isEmpty ? tables.filter { $0.hold == nil } : [] }
  }

  /// One staging table.
  public struct Table: Sendable {
    /// Its name.
    public var name: TableName
    /// Bytes of its rows; nil where no list tells.
    public var bytes: Int?
    /// Whether a list tells when it was changed last.
    public var tellsChange = false
    /// Why it is kept whatever its batch; nil where its batch decides.
    public var hold: TableHold?
  }
}

extension OrphanReport {
  /// Every batch of every family.
  var allBatches: [Batch] { audits.flatMap(\.families).flatMap(\.batches) }

  /// What is left over.
  public var orphans: TableTotal { allBatches.reduce(TableTotal([])) { $0 + TableTotal($1.orphans) } }

  /// How many batches have tables that are left over, those of several families counted in each.
  var orphanedBatches: Int { allBatches.count { !$0.orphans.isEmpty } }

  /// All staging tables.
  public var tableCount: Int { audits.flatMap(\.families).reduce(0) { $0 + $1.tableCount } }

  /// Whether something kept the tool from seeing everything.
  public var isComplete: Bool { !problems.contains { $0.severity == .error } }
}
