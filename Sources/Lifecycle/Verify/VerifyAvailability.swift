import Auditing
import Exports
import JSONInput
import Schema
import Settings

/// What arrived and what nobody fills, or which input is missing to find it out.
struct VerifyAvailability {
  /// Whether rows arrived.
  let arrival: Availability<VerifyReport>
  /// Columns that are never filled.
  let columns: Availability<VerifyReport>
  /// What is wrong with the inputs.
  let problems: [Problem]

  /// - Parameter isRead: Whether the audit's main is found.
  init(_ audit: AuditSpec, _ evidence: BatchEvidence, isRead: Bool, loader: ExportLoader) {
    let exports = InputFiles(audit.settings.sources).files
    let counts = evidence.counts
    let catalog = loader.reading(audit.settings.engine).besides(mains: audit.mainFiles).load(exports)
    let hasSamples = catalog.schemas.contains { $0.sampledRecords != nil }
    let hasCounts = counts.map { !$0.isEmpty } ?? false
    guard isRead, hasCounts || hasSamples else {
      let isNamed = counts != nil
      arrival = .missing(isNamed ? .unread : .rows)
      columns = .missing(isNamed ? .unread : .records)
      problems = []
      return
    }
    let report = VerifySearch.run(
      audit, counts ?? VerifyCounts([]), exports: exports, problems: [], loader: loader)
    let isBroken = evidence.hasBrokenCounts
    arrival = report.batches == nil ? .missing(isBroken ? .unread : .rows) : .available(report)
    columns = report.columns == nil ? .missing(isBroken ? .unread : .records) : .available(report)
    problems = report.problems
  }
}
