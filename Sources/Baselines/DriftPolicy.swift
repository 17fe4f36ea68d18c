import Comparison
import Schema
import Settings

/// What a team has decided about drift: which rules run and how much they matter, what is left aside, what is accepted.
package struct DriftPolicy: Sendable {
  /// Severities by rule, over those of the rules themselves.
  var settings: [RuleID: RuleSetting]
  /// Severities by family and rule, over `settings`.
  package var familySettings: [String: [RuleID: RuleSetting]] = [:]
  /// The way by which rows get into main; nil where both count.
  package var loadedBy: Way?
  /// Column paths about which nothing is reported.
  var ignored: [ColumnPattern]
  /// The accepted findings; nil where the run has no baseline.
  var baseline: Baseline?
  /// The day in UTC as `YYYY-MM-DD`.
  var today: String

  /// A policy from its parts.
  package init(
    settings: [RuleID: RuleSetting] = [:], ignored: [ColumnPattern] = [], baseline: Baseline? = nil,
    today: String
  ) {
    self.settings = settings
    self.ignored = ignored
    self.baseline = baseline
    self.today = today
  }

  /// What an audit's settings decide.
  package init(_ settings: AuditSettings, baseline: Baseline?, today: String) {
    self.init(settings: settings.rules, ignored: settings.ignore, baseline: baseline, today: today)
    loadedBy = settings.loadedBy
    familySettings = Dictionary(
      settings.families.map { ($0.name, $0.rules) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a finding is about a column about which nothing is reported.
  package func ignores(_ finding: Finding) -> Bool {
    finding.column.map { column in ignored.contains { $0.matches(column, exactly: finding.isSpelledExactly) }
    } ?? false
  }

  /// The rules that run: those that are on by default and those that the configuration gives a severity, without those
  /// that it turns off.
  package func rules(for all: [any Rule]) -> [any Rule] {
    all.filter { rule in
      let all = [settings[rule.id]] + familySettings.values.map { $0[rule.id] ?? settings[rule.id] }
      return all.contains { setting in
        switch setting {
        case .off: false
        case .severity: true
        case nil: rule.isOnByDefault
        }
      }
    }
  }

  /// The audit as the policy sees it: findings of rules that are off and of ignored columns are gone, the others have
  /// the configured severity and their status. The order stays.
  package func applied(to audit: ComparedAudit) -> ComparedAudit {
    var audit = audit
    var newIndex = [Int?](repeating: nil, count: audit.findings.count)
    var kept: [Finding] = []
    for (index, finding) in audit.findings.enumerated() {
      guard let judged = judged(finding, by: audit.rules) else { continue }
      newIndex[index] = kept.count
      kept.append(judged)
    }
    if let baseline {
      for (index, status) in baseline.statuses(of: kept, table: audit.main.name, today: today).enumerated() {
        kept[index].status = status
      }
    }
    audit.findings = kept
    audit.findingsByVariant = audit.findingsByVariant.map { $0.compactMap { newIndex[$0] } }
    return audit
  }

  private func judged(_ finding: Finding, by rules: RuleSet) -> Finding? {
    if ignores(finding) { return nil }
    switch familySettings[finding.family]?[finding.rule] ?? settings[finding.rule] {
    case .off: return nil
    // A rule that is off by default may run for another family.
    case nil:
      guard rules[finding.rule].isOnByDefault else { return nil }
      var finding = finding
      if let loadedBy {
        finding.severity = finding.effects.severity(finding.severity, loadedBy: loadedBy)
      }
      return finding
    case .severity(let severity):
      var finding = finding
      finding.severity = severity
      return finding
    }
  }
}
