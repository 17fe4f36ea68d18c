/// By what staging tables are told from those of batches still running.
public struct OrphanSettings: Sendable {
  /// The moment from which ages are counted.
  public var now: Moment
  /// A batch with anything younger is running.
  public var minAge = MinimumAge.usual
  /// Batches that are running, whatever their age.
  public var active: [ActiveBatch] = []
  /// Records of completion; nil to do without.
  public var completions: BatchCompletions?
  /// Rows that were counted in main; nil to do without.
  public var mainRows: MainRows?
  /// Whether tables are dropped whose rows were counted and are not in main.
  public var includesUnmerged = false

  /// Settings that go by age alone.
  public init(now: Moment) { self.now = now }
}
