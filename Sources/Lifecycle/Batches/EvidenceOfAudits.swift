import Auditing
import Schema
import Settings

/// The evidence of batches that several audits name. What several of them name alike is read once.
struct EvidenceOfAudits {
  /// What is in the files, by the settings that name them.
  private var read: [LifecycleSettings: BatchEvidence] = [:]
  /// What is wrong with the files.
  private(set) var problems: [Problem] = []

  init(_ audits: [AuditSpec]) {
    for settings in audits.map(\.settings.lifecycle.evidence) where read[settings] == nil {
      let found = BatchEvidence(settings, need: .completed)
      read[settings] = found
      problems += found.problems
    }
  }

  /// The evidence that an audit names.
  func of(_ audit: AuditSpec) -> BatchEvidence { of(audit.settings.lifecycle.evidence) }

  /// The evidence that some settings name.
  func of(_ settings: LifecycleSettings) -> BatchEvidence {
    read[settings] ?? BatchEvidence(settings, need: .completed)
  }
}
