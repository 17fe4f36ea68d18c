import Schema
import Settings
import Text

/// By what staging tables are told from those of batches still running.
package struct OrphanSettings: Sendable {
  /// The moment from which ages are counted.
  package var now: Moment
  /// A batch with anything younger is running.
  package var minAge = MinimumAge.usual
  /// Batches that are running, whatever their age.
  var active: [ActiveBatch] = []
  /// Records of completion; nil to do without.
  package var completions: BatchCompletions?
  /// Rows that were counted in main; nil to do without.
  package var mainRows: MainRows?
  /// Whether tables are dropped whose rows were counted and are not in main.
  package var includesUnmerged = false

  /// Settings that go by age alone.
  package init(now: Moment) { self.now = now }

  /// What a user says, and what the files that he names tell.
  ///
  /// Records that tell of no batch whether it is complete, and counts of no batch's rows, leave the decision to age. What cannot
  /// be read does not: then no batch is known to be complete, or to have arrived.
  init(_ said: LifecycleSettings, _ evidence: BatchEvidence, now: Moment) {
    self.init(now: now)
    minAge = said.minAge ?? .usual
    active = said.active
    if let records = evidence.records, records.tellCompleteness || evidence.hasBrokenRecords {
      completions = BatchCompletions(records)
    }
    if let counts = evidence.counts, !counts.arrivals.isEmpty || evidence.hasBrokenCounts {
      mainRows = MainRows(counts)
    }
  }

  /// What a user says, with the files read that he names.
  ///
  /// - Returns: The settings, and what is wrong with the files.
  package static func load(_ said: LifecycleSettings, now: Moment) -> (OrphanSettings, [Problem]) {
    let evidence = BatchEvidence(said, need: .anything)
    return (OrphanSettings(said, evidence, now: now), evidence.problems)
  }
}
