/// By what is told what becomes of an audit's staging tables, as a user says it.
package struct LifecycleSettings: Hashable, Sendable {
  /// Files, folders and patterns of files with completion records; empty where there are none.
  package var completions: [String] = []
  /// What the fields of these records are called.
  package var completionFields = CompletionFields()
  /// How many tables of a batch may be lost; nil for none.
  package var maxLost: LostLimit?
  /// Files, folders and patterns of files with what the queries of `verify` counted; empty where there are none.
  package var counts: [String] = []
  /// A batch with anything younger is running; nil for a day.
  package var minAge: MinimumAge?
  /// Batches that are running, whatever their age.
  package var active: [ActiveBatch] = []

  /// Settings with nothing said.
  package init() {}

  /// What tells of batches, without what is done about it.
  package var evidence: LifecycleSettings {
    var evidence = self
    evidence.maxLost = nil
    return evidence
  }

  /// Whether nothing is said.
  package var isEmpty: Bool { self == LifecycleSettings() }
}
