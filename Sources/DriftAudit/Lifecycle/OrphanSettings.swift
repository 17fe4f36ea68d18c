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

  /// What a user says, and what the files that he names tell.
  ///
  /// Records that tell of no batch whether it is complete, and counts of no batch's rows, leave the decision to age.
  ///
  /// - Parameters:
  ///   - records: Completion records; nil where none are named.
  ///   - counts: What queries counted; nil where nothing is named.
  init(_ said: LifecycleSettings, records: CompletionRecords?, counts: VerifyCounts?, now: Moment) {
    self.init(now: now)
    minAge = said.minAge ?? .usual
    active = said.active
    if let records, records.tellCompleteness || !records.problems.isEmpty {
      completions = BatchCompletions(records)
    }
    if let counts, !counts.arrivals.isEmpty || !counts.problems.isEmpty { mainRows = MainRows(counts) }
  }

  /// What a user says, with the files read that he names.
  ///
  /// - Returns: The settings, and what is wrong with the files.
  public static func load(_ said: LifecycleSettings, now: Moment) -> (OrphanSettings, [Problem]) {
    let evidence = BatchEvidence(said, need: .anything)
    return (
      OrphanSettings(said, records: evidence.records, counts: evidence.counts, now: now), evidence.problems
    )
  }
}

/// What the files that a user names tell of batches, each read once.
struct BatchEvidence {
  /// Completion records; nil where none are named.
  let records: CompletionRecords?
  /// What queries counted; nil where nothing is named.
  let counts: VerifyCounts?
  /// What is wrong with the files.
  let problems: [Problem]

  init(_ said: LifecycleSettings, need: CompletionNeed) {
    let (completions, counted) = (InputFiles(said.completions), InputFiles(said.counts))
    records =
      said.completions.isEmpty
      ? nil : CompletionRecords(completions.files.map(\.path), said.completionFields, need: need)
    counts = said.counts.isEmpty ? nil : VerifyCounts(counted.files)
    var problems =
      completions.problems + counted.problems + (records?.problems ?? []) + (counts?.problems ?? [])
    if let records, records.problems.isEmpty, records.count > 0, !records.tellCompleteness {
      problems.append(
        Problem(
          .warning,
          "no completion record says whether its batch is complete: which batches are left over is decided without them."
        ))
    }
    self.problems = problems
  }
}
