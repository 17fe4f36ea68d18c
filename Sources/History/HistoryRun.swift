import Auditing
import Comparison
import Schema
import Settings
import Text

/// What one audit run came to, in short: one file of a history.
package struct HistoryRun: Hashable, Sendable {
  /// When the run took place.
  package var time: Moment
  /// The version of driftaudit that made it.
  var version: String
  /// What the run came to.
  package var verdict: Verdict
  /// From which severity on new or expired drift failed the run.
  var failOn: FailLevel
  /// Number of problems of severity error: where there are any, what the run did not find may be there all the same.
  package var problems: Int
  /// Baseline entries that matched nothing.
  var staleEntries: Int
  /// The audits, by main's table name.
  package var audits: [Audit]

  /// Whether the run saw everything that it was to see.
  var isComplete: Bool { problems == 0 }

  /// One audit of the run.
  package struct Audit: Hashable, Sendable {
    /// Main's table id.
    package var table: String
    /// Main's top-level columns.
    var columns: Int
    /// Whether flags narrowed the run to some of the configured staging tables.
    package var isNarrowed: Bool
    /// The families, in the configuration's order.
    package var families: [Family]
    /// In the order of the report.
    package var findings: [Finding]

    /// An audit from its parts.
    init(
      table: String, columns: Int, isNarrowed: Bool = false, families: [Family], findings: [Finding]
    ) {
      self.table = table
      self.columns = columns
      self.isNarrowed = isNarrowed
      self.families = families
      self.findings = findings
    }
  }

  /// How a family of staging tables stood.
  package struct Family: Hashable, Sendable {
    /// The family's name.
    var name: String
    /// Number of staging tables.
    package var tables: Int
    /// Tables that a new or expired finding of severity warning or error names.
    package var drifted: Int
    /// Tables that could not be read.
    var unreadable: Int
    /// Distinct shapes.
    var shapes: Int

    /// A family from its parts.
    init(name: String, tables: Int, drifted: Int, unreadable: Int = 0, shapes: Int) {
      self.name = name
      self.tables = tables
      self.drifted = drifted
      self.unreadable = unreadable
      self.shapes = shapes
    }
  }

  /// What a history keeps of a finding.
  package struct Finding: Hashable, Sendable {
    /// The finding's id, the same in every run that makes it.
    package var id: String
    /// The rule that found it.
    package var rule: RuleID
    /// How bad it was in that run.
    package var severity: Severity
    /// What the baseline said of it then.
    package var status: Comparison.Finding.Status
    /// The family of staging tables.
    package var family: String
    /// The column path; nil for what concerns no single column.
    package var column: String?
    /// What main had; nil where it lacked the column.
    package var main: ColumnSide?
    /// What staging had; nil where it lacked the column.
    package var staging: ColumnSide?
    /// How many staging tables showed it.
    package var tables: Int

    /// A finding from its parts.
    init(
      id: String, rule: RuleID, severity: Severity, status: Comparison.Finding.Status = .new, family: String,
      column: String?, main: ColumnSide?, staging: ColumnSide?, tables: Int
    ) {
      self.id = id
      self.rule = rule
      self.severity = severity
      self.status = status
      self.family = family
      self.column = column
      self.main = main
      self.staging = staging
      self.tables = tables
    }
  }

  /// A run from its parts.
  init(
    time: Moment, version: String = driftauditVersion, verdict: Verdict, failOn: FailLevel = .warning,
    problems: Int = 0, staleEntries: Int = 0, audits: [Audit]
  ) {
    self.time = time
    self.version = version
    self.verdict = verdict
    self.failOn = failOn
    self.problems = problems
    self.staleEntries = staleEntries
    self.audits = audits
  }
}

extension HistoryRun {
  /// What a history keeps of a report.
  ///
  /// - Parameter time: When the audit was made.
  package init(_ report: DriftReport, time: Moment) {
    self.init(
      time: time, verdict: report.verdict, failOn: report.failOn,
      problems: report.problems.count { $0.severity == .error },
      staleEntries: report.baseline?.stale.count ?? 0,
      audits: report.audits.map { Audit($0, isNarrowed: report.asked(of: $0).isNarrowed) })
  }
}

extension HistoryRun.Audit {
  init(_ audit: ComparedAudit, isNarrowed: Bool) {
    let drifting = audit.driftingVariants
    let byFamily = Dictionary(grouping: audit.tables, by: \.family)
    let families = audit.families.map { name in
      let tables = byFamily[name] ?? []
      return HistoryRun.Family(
        name: name, tables: tables.tableCount,
        drifted: tables.tableCount { $0.variant.map { drifting[$0] } ?? false },
        unreadable: tables.tableCount { $0.variant == nil }, shapes: Set(tables.compactMap(\.shape)).count)
    }
    self.init(
      table: audit.main.name.description, columns: audit.main.schema.columns.count,
      isNarrowed: isNarrowed, families: families,
      findings: audit.findings.map(HistoryRun.Finding.init))
  }
}

extension HistoryRun.Finding {
  init(_ finding: Finding) {
    self.init(
      id: finding.id, rule: finding.rule, severity: finding.severity, status: finding.status,
      family: finding.family, column: finding.column, main: finding.main, staging: finding.staging,
      tables: finding.tableCount)
  }
}
