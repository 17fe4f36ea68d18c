import Schema
import Settings
import Text

/// What became of each batch's staging tables, as completion records tell.
package struct BatchReport: Sendable {
  /// Main.
  package var main: TableName?
  /// How many tables of a batch may be lost.
  package var limit: LostLimit
  /// By when they began, then by name.
  package var batches: [Batch] = []
  /// Staging tables whose names tell no batch.
  package var loose: [TableName] = []
  /// How many records were read.
  package var records = 0
  /// The field that names who completed.
  package var completedField = ""
  /// What kept the tool from seeing everything, sorted.
  package var problems: [Problem] = []

  /// One batch.
  package struct Batch: Sendable {
    /// As the tables' names have it, or the records where there is no table.
    package var name: String
    /// When it began, as its name, its first table or its record tells.
    package var began: Moment?
    /// How many workers or players it has; nil where no record tells.
    package var expected: Int?
    /// How many staging tables it has.
    package var staged: Int
    /// How many completed.
    package var completed: Int
    /// Those that failed and never completed.
    package var failed: Int
    /// Their names, sorted, as far as records tell them.
    package var failedNames: [String]
    /// How many tables are there of which nothing completed.
    package var lost: Int
    /// Those tables, sorted; nil where only their number is known.
    package var lostTables: [TableName]?
    /// How many completed of which there is no table.
    package var missing: Int
    /// Those names, sorted; nil where only their number is known.
    package var missingNames: [String]?
    /// Whether there is a record of it.
    package var hasRecord: Bool
    /// What its records say: whether it is complete; nil where they do not tell.
    package var isComplete: Bool?
  }
}

extension BatchReport {
  /// Whether more tables of the batch are lost than may be.
  package func exceeds(_ batch: Batch) -> Bool { limit.isExceeded(by: batch.lost, of: batch.staged) }

  /// The batches of which too many tables are lost.
  package var failing: [Batch] { batches.filter(exceeds) }

  /// Staging tables of all batches.
  package var staged: Int { batches.reduce(0) { $0 + $1.staged } }

  /// Tables of which nothing completed.
  package var lost: Int { batches.reduce(0) { $0 + $1.lost } }

  /// Those that completed and of which there is no table.
  package var missing: Int { batches.reduce(0) { $0 + $1.missing } }

  /// Whether everything could be read.
  package var isComplete: Bool { !problems.contains { $0.severity == .error } }
}
