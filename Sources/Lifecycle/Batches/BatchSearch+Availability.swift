import Auditing
import Exports
import Settings

extension BatchSearch {
  /// Staging tables against completion records, or which input is missing to compare them.
  ///
  /// - Parameter isRead: Whether the audit's main is found.
  static func availability(
    _ audit: AuditSpec, _ evidence: BatchEvidence, isRead: Bool, loader: ExportLoader
  ) -> Availability<BatchReport> {
    guard let records = evidence.records else { return .missing(.completions) }
    if let input = audit.missingForBatches { return .missing(input) }
    guard isRead, records.count > 0 || !evidence.hasBrokenRecords else { return .missing(.unread) }
    return .available(run(audit, records, limit: audit.settings.lifecycle.maxLost ?? .none, loader: loader))
  }
}
