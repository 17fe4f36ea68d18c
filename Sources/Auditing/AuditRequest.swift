import Baselines
import Comparison
import JSONInput
import Schema
import Settings
import Snapshots

extension AuditRun {
  /// What is audited, and how the outcome is judged.
  package struct Request: Sendable {
    /// The audits to make.
    package var audits: [AuditSpec] = []
    /// From which severity on new or expired drift fails the run.
    package var failOn = FailLevel.warning
    /// Whether stale baseline entries fail the run.
    package var failOnStale = false
    /// The rules that there are; the configuration says which of them run.
    package var rules = RuleSet.standard
    /// The baseline's file as the user named it, and what it holds; nil where the run has none.
    package var baseline: (file: String, content: Baseline)?
    /// The configuration's file as the user named it; nil where the run has none.
    package var configuration: String?
    /// Which staging tables the JSON report lists.
    package var listing = ReportedTables()
    /// Problems that were met before the run, in the configuration or the baseline.
    package var problems: [Problem] = []
    /// Sources that stand for a part of a live catalog, with the snapshot that was taken of it for this run.
    package var snapshots: [String: TakenSnapshot] = [:]
    /// When the report says that it was made, UTC, as `2026-11-24T04:00:00Z`.
    package var generatedAt: String
    /// The day that decides which acceptances have expired, UTC, as `2026-11-24`.
    package var today: String

    /// A request without audits, on the day when the report is made.
    package init(generatedAt: String) {
      self.generatedAt = generatedAt
      today = String(generatedAt.prefix(10))
    }

    /// The files of sources, snapshots of live catalogs among them.
    package func inputFiles(_ sources: [String]) -> InputFiles {
      InputFiles(sources, standingFor: snapshots.mapValues(\.files))
    }

    /// What is decided about the drift of one of the audits.
    package func policy(of audit: AuditSpec) -> DriftPolicy {
      DriftPolicy(audit.settings, baseline: baseline?.content, today: today)
    }
  }

  /// What came of a run.
  package struct Outcome: Sendable {
    /// What every report format renders.
    package var report: DriftReport
    /// Bytes read, packed where files are packed.
    package var bytesRead: Int
    /// The paths of the files that were read and are not reports or baselines of earlier runs.
    package var exports: [String]
    /// Tables among the sources that no audit claims and none excludes, sorted by name.
    package var unmatched: [TableName]
  }

  /// Exports that are read together.
  package struct Exports: Hashable {
    package var sources: [String]
    /// The engine of exports that do not tell it; nil to find out.
    package var engine: Engine?
  }
}
