import Baselines
import Comparison
import Schema
import Settings
import Text

/// Everything that a run found: what every report format renders.
package struct DriftReport: Sendable {
  /// When the report was made, UTC, as `2026-11-24T04:00:00Z`.
  package var generatedAt: String
  /// From which severity on new or expired drift fails the run.
  package var failOn: FailLevel
  /// The audits, sorted by main's table name.
  package var audits: [ComparedAudit]
  /// The rules that the run knows, those that are off too.
  package var rules = RuleSet.standard
  /// Sorted.
  package var problems: [Problem]
  /// The baseline; nil where the run has none.
  package var baseline: BaselineStatus?
  /// Whether stale baseline entries fail the run.
  package var failOnStale: Bool
  /// The configuration's file as the user named it; nil where the run has none.
  package var configuration: String?
  /// Which staging tables the JSON report lists.
  package var listing = ReportedTables()
  /// The repository that the run takes place in.
  package var repository = Repository()
  /// What the run was asked for about each main, by its name.
  package var asked: [TableName: AskedAudit] = [:]
  /// From what the findings of this run can be accepted; nil where no JSON report of it is written to a file.
  package var acceptance: Acceptance? = Acceptance(reportPath: "reports/drift.json")

  /// What accepting a run's findings takes.
  package struct Acceptance: Sendable, Hashable {
    /// The path of the run's JSON report.
    package var reportPath: String
    /// The baseline's path; nil for the usual one.
    package var baselinePath: String?

    /// An acceptance from its parts.
    package init(reportPath: String, baselinePath: String? = nil) {
      self.reportPath = reportPath
      self.baselinePath = baselinePath
    }
  }

  /// What a run's baseline came to.
  package struct BaselineStatus: Sendable, Hashable {
    /// The baseline's file as the user named it.
    package var file: String
    /// Entries that no finding matches.
    package var stale: [BaselineEntry]

    /// A status from its parts.
    init(file: String, stale: [BaselineEntry]) {
      self.file = file
      self.stale = stale
    }
  }

  /// A report from its parts.
  package init(
    generatedAt: String, failOn: FailLevel = .warning, audits: [ComparedAudit], problems: [Problem],
    baseline: BaselineStatus? = nil, failOnStale: Bool = false
  ) {
    self.generatedAt = generatedAt
    self.failOn = failOn
    self.audits = audits
    self.problems = problems
    self.baseline = baseline
    self.failOnStale = failOnStale
  }
}

/// What a run came to.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
  case pass
  case fail
  case error

  /// 0, 1 or 2.
  package var exitCode: Int32 {
    switch self {
    case .pass: 0
    case .fail: 1
    case .error: 2
    }
  }
}

extension DriftReport {
  /// `error` where anything kept the tool from seeing everything, else `fail` where new or expired drift stands at or
  /// above `failOn` or a stale baseline entry fails the run, else `pass`.
  package var verdict: Verdict {
    if problems.contains(where: { $0.severity == .error }) { return .error }
    let fails = audits.contains { audit in
      audit.findings.contains { $0.status.counts && failOn.fails($0.severity) }
    }
    let stale = failOnStale && !(baseline?.stale.isEmpty ?? true)
    return fails || stale ? .fail : .pass
  }

  /// The report's figures.
  package var summary: Summary { Summary(audits) }

  /// Counts over all audits. `findings`, `bySeverity` and `byRule` count all findings, accepted ones too.
  package struct Summary: Sendable, Hashable {
    /// Number of audits.
    package var audits = 0
    /// Clean, drifted and unreadable staging tables together.
    package var stagingTables = 0
    /// Tables that no new or expired finding of severity warning or error names.
    package var cleanTables = 0
    /// Tables that such a finding names.
    package var driftedTables = 0
    /// Tables that could not be read.
    package var unreadableTables = 0
    /// Distinct shapes, counted per audit.
    package var shapes = 0
    /// All findings.
    package var total = 0
    /// Findings that no baseline entry matches.
    package var new = 0
    /// Findings that a baseline entry accepts.
    package var accepted = 0
    /// Findings whose baseline entry has expired.
    package var expired = 0
    /// Number of findings by severity.
    package var bySeverity: [Severity: Int] = [:]
    /// Number of findings by rule.
    package var byRule: [RuleID: Int] = [:]

    init(_ audits: [ComparedAudit]) {
      self.audits = audits.count
      for audit in audits {
        shapes += audit.shapes.count
        for finding in audit.findings {
          total += 1
          bySeverity[finding.severity, default: 0] += 1
          byRule[finding.rule, default: 0] += 1
          switch finding.status {
          case .new: new += 1
          case .accepted: accepted += 1
          case .expired: expired += 1
          }
        }
        let drifting = audit.driftingVariants
        for table in audit.tables {
          let count = Int(table.count)
          stagingTables += count
          if let variant = table.variant {
            if drifting[variant] { driftedTables += count } else { cleanTables += count }
          } else {
            unreadableTables += count
          }
        }
      }
    }
  }
}
