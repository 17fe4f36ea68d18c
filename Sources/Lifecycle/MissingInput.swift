import Auditing
import Settings

/// An input without which something cannot be known.
package enum MissingInput: String, Sendable, Hashable, CaseIterable {
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

extension AuditSpec {
  /// What the audit has to say before anything can be known of its batches; nil where it says all.
  var missingForBatches: MissingInput? {
    if settings.families.isEmpty { return .staging }
    return settings.batch == nil ? .batches : nil
  }
}
