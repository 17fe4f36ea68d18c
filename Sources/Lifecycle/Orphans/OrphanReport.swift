import Schema
import Text

/// Which staging tables are left over, by audit, family, day and batch.
package struct OrphanReport: Sendable {
  /// By what it was decided.
  package var settings: OrphanSettings
  /// When the report says that it was made, as `2026-11-24T04:00:00Z`; the moment from which ages are counted if not said.
  package var generatedAt: String?
  /// Sorted by main's name.
  package var audits: [Audit] = []
  /// What kept the tool from seeing everything, sorted.
  package var problems: [Problem] = []
  /// Whether a list may be cut short: then a batch may have tables that nobody has seen, and no script is written.
  package var mayBeCut = false
  /// The command line that made the report, for the command that comes next; empty where there is none.
  package var command: [String] = []

  /// One main with its staging tables.
  package struct Audit: Sendable {
    /// Main.
    package var main: TableName
    /// In the configuration's order.
    package var families: [Family]
  }

  /// The staging tables of one family.
  package struct Family: Sendable {
    /// The family's name.
    package var name: String
    /// Sorted by day and by name.
    package var batches: [Batch]
    /// Tables whose names tell no batch: all of them are kept.
    package var loose: [Table]

    /// All staging tables.
    package var tableCount: Int { batches.reduce(loose.count) { $0 + $1.tables.count } }
  }

  /// The tables of one batch in one family.
  package struct Batch: Sendable {
    /// As the tables' names have it.
    package var name: String
    /// The day under which it stands, UTC: when it began, or when its first table was created; nil where neither is known.
    package var day: CalendarDay?
    /// When it began, as its name tells.
    package var began: Moment?
    /// When the first and the last of its tables were created, as far as lists tell.
    package var created: Span<Moment>?
    /// Why it is kept; empty where it is left over.
    package var holds: [BatchHold]
    /// Rows that were counted; nil where nobody did.
    package var rows: MainRows.Count?
    /// Sorted by name.
    package var tables: [Table]

    /// What is known of it: of several reasons the first.
    package var state: BatchState { holds.first?.state ?? .orphaned }

    /// The tables that are left over.
    package var orphans: [Table] { holds.isEmpty ? tables.filter { $0.hold == nil } : [] }
  }

  /// One staging table.
  package struct Table: Sendable {
    /// Its name.
    package var name: TableName
    /// Bytes of its rows; nil where no list tells.
    var bytes: Int?
    /// Whether a list tells when it was changed last.
    var tellsChange = false
    /// Why it is kept whatever its batch; nil where its batch decides.
    package var hold: TableHold?
  }
}

extension OrphanReport {
  /// Every batch of every family.
  package var allBatches: [Batch] { audits.flatMap(\.families).flatMap(\.batches) }

  /// What is left over.
  package var orphans: TableTotal { allBatches.reduce(TableTotal([])) { $0 + TableTotal($1.orphans) } }

  /// How many batches have tables that are left over, those of several families counted in each.
  package var orphanedBatches: Int { allBatches.count { !$0.orphans.isEmpty } }

  /// All staging tables.
  package var tableCount: Int { audits.flatMap(\.families).reduce(0) { $0 + $1.tableCount } }

  /// Whether something kept the tool from seeing everything.
  package var isComplete: Bool { !problems.contains { $0.severity == .error } }
}
