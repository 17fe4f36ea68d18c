import Text
import JSONInput
import Schema
import Settings

/// What the files that a user names tell of batches, each read once.
struct BatchEvidence {
  /// Completion records; nil where none are named.
  let records: CompletionRecords?
  /// Whether some of them are missing, since they could not be read.
  let hasBrokenRecords: Bool
  /// What queries counted; nil where nothing is named.
  let counts: VerifyCounts?
  /// Whether some of it is missing, since it could not be read.
  let hasBrokenCounts: Bool
  /// What is wrong with the files.
  let problems: [Problem]

  init(_ said: LifecycleSettings, need: CompletionNeed) {
    let (completions, counted) = (InputFiles(said.completions), InputFiles(said.counts))
    records =
      said.completions.isEmpty
      ? nil : CompletionRecords(completions.files.map(\.path), said.completionFields, need: need)
    counts = said.counts.isEmpty ? nil : VerifyCounts(counted.files)
    let ofRecords = completions.problems + (records?.problems ?? [])
    var ofCounts = counted.problems + (counts?.problems ?? [])
    if let counts, counts.isEmpty, !ofCounts.contains(where: { $0.severity == .error }) {
      ofCounts.append(
        Problem(
          .error,
          "there are no counts in \(said.counts.joined(separator: ", ").clipped()): nothing can be checked by them."
        )
      )
    }
    hasBrokenRecords = ofRecords.contains { $0.severity == .error }
    hasBrokenCounts = ofCounts.contains { $0.severity == .error }
    var problems = ofRecords + ofCounts
    if let records, !hasBrokenRecords, records.count > 0, !records.tellCompleteness {
      problems.append(
        Problem(
          .warning,
          "no completion record says whether its batch is complete: which batches are left over is decided without them."
        ))
    }
    self.problems = problems
  }
}
