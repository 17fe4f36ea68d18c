import Auditing
import Comparison
import Exports
import Schema
import Settings
import Text

/// What is left over of several audits' staging tables, or which input is missing to find it out.
///
/// All audits are judged together, since a batch is one wherever it writes; those with evidence of their own by that.
struct OrphanAvailability {
  /// What is left over of one main, by some evidence.
  private struct Judged {
    let evidence: LifecycleSettings
    let main: TableName
    let report: OrphanReport
  }

  private var judged: [Judged] = []
  /// What is wrong with the inputs.
  private(set) var problems: [Problem] = []

  /// - Parameters:
  ///   - audits: The audits whose mains are found.
  ///   - protecting: All audits: no main of theirs is ever taken for a staging table.
  ///   - drift: The drift of the audits, as far as it is known.
  init(
    _ audits: [AuditSpec], protecting: [AuditSpec], drift: [ComparedAudit], _ evidence: EvidenceOfAudits,
    now: Moment,
    loader: ExportLoader
  ) {
    var request = AuditRun.Request(generatedAt: now.description)
    request.audits = audits.filter { $0.missingForBatches == nil }
    var done: Set<LifecycleSettings> = []
    for settings in request.audits.map(\.settings.lifecycle.evidence) where done.insert(settings).inserted {
      let report = OrphanSearch.run(
        request, protecting: protecting, drift: drift,
        settings: OrphanSettings(settings, evidence.of(settings), now: now), loader: loader)
      problems += report.problems
      judged += report.audits.map { audit in
        var own = OrphanReport(settings: report.settings)
        own.audits = [audit]
        return Judged(evidence: settings, main: audit.main, report: own)
      }
    }
  }

  /// What is left over of one audit.
  ///
  /// - Parameter main: Its main; nil where it is not known.
  func of(_ audit: AuditSpec, main: TableName?) -> Availability<OrphanReport> {
    if let input = audit.missingForBatches { return .missing(input) }
    let own = judged.first { $0.main == main && $0.evidence == audit.settings.lifecycle.evidence }
    guard let report = own?.report else { return .missing(.unread) }
    // Exports of columns name tables, and hold nothing by which one could be dropped.
    let isListed = report.audits.flatMap(\.families).contains { family in
      (family.loose + family.batches.flatMap(\.tables)).contains { $0.hold != .unknownKind }
    }
    return report.tableCount > 0 && !isListed ? .missing(.lists) : .available(report)
  }
}
