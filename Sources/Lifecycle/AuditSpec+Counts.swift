import Schema
import Auditing
import JSONInput
import Settings

extension AuditSpec {
  /// The audit without what queries counted among its sources: these are found by their content, and count instead of those
  /// that the configuration names.
  package func withCountsApart() -> AuditSpec {
    let inputs = InputFiles(settings.sources)
    let counted = inputs.files.filter(VerifyCounts.areIn)
    guard !counted.isEmpty else { return self }
    var audit = self
    // Inputs that are not there stay, to be reported.
    audit.settings.sources =
      inputs.files.filter { !counted.contains($0) }.map(\.path) + inputs.problems.compactMap(\.file)
    audit.settings.lifecycle.counts = counted.map(\.path)
    return audit
  }
}
