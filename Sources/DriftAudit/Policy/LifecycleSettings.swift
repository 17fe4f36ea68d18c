/// By what is told what becomes of an audit's staging tables, as a user says it.
public struct LifecycleSettings: Hashable, Sendable {
  /// Files, folders and patterns of files with completion records; empty where there are none.
  public var completions: [String] = []
  /// What the fields of these records are called.
  public var completionFields = CompletionFields()
  /// How many tables of a batch may be lost; nil for none.
  public var maxLost: LostLimit?
  /// Files, folders and patterns of files with what the queries of `verify` counted; empty where there are none.
  public var counts: [String] = []
  /// A batch with anything younger is running; nil for a day.
  public var minAge: MinimumAge?
  /// Batches that are running, whatever their age.
  public var active: [ActiveBatch] = []

  /// Settings with nothing said.
  public init() {}

  /// What tells of batches, without what is done about it.
  public var evidence: LifecycleSettings {
    var evidence = self
    evidence.maxLost = nil
    return evidence
  }

  /// Whether nothing is said.
  public var isEmpty: Bool { self == LifecycleSettings() }
}
