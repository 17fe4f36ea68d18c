/// What became of the staging tables of each main: what is left over, what was lost, what arrived, and what nobody fills.
public struct LifecycleReport: Sendable {
  /// The moment from which ages are counted.
  public var now: Moment
  /// In the order in which they were asked for.
  public var audits: [Audit] = []
  /// What kept the tool from seeing everything, sorted and each once.
  public var problems: [Problem] = []

  /// One main with its staging tables.
  public struct Audit: Sendable {
    /// Main's whole name, or as the user names it where it was not found.
    public var main: String
    /// What is left over, of this main alone.
    public var orphans: Told<OrphanReport>
    /// Staging tables against completion records.
    public var batches: Told<BatchReport>
    /// Whether rows arrived.
    public var arrival: Told<VerifyReport>
    /// Columns that are never filled.
    public var columns: Told<VerifyReport>
  }
}
