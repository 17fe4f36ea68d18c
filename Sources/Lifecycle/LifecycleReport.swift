import Schema
import Text

/// What became of the staging tables of each main: what is left over, what was lost, what arrived, and what nobody fills.
package struct LifecycleReport: Sendable {
  /// The moment from which ages are counted.
  package var now: Moment
  /// In the order in which they were asked for.
  package var audits: [Audit] = []
  /// What kept the tool from seeing everything, sorted and each once.
  package var problems: [Problem] = []

  /// One main with its staging tables.
  package struct Audit: Sendable {
    /// Main's whole name, or as the user names it where it was not found.
    package var main: String
    /// What is left over, of this main alone.
    package var orphans: Availability<OrphanReport>
    /// Staging tables against completion records.
    package var batches: Availability<BatchReport>
    /// Whether rows arrived.
    package var arrival: Availability<VerifyReport>
    /// Columns that are never filled.
    package var columns: Availability<VerifyReport>
  }
}
