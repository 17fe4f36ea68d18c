import Schema
import Auditing
import Comparison
import History
import Lifecycle
import Settings
import Status
import Text

extension StatusSection {
  static func drift(_ availability: Availability<ComparedAudit>, _ report: StatusReport) -> StatusSection {
    guard let audit = availability.value else {
      return StatusSection(.drift, availability.missingInput ?? .unread)
    }
    let findings = audit.findings
    let failing = findings.contains { $0.status.counts && report.drift.failOn.fails($0.severity) }
    let counts = ["new", "expired", "accepted"].map { status in
      (status, findings.count { $0.status.name == status })
    }
    let told = counts.filter { $0.1 > 0 }.map { "\(Count.grouped($0.1)) \($0.0)" }
    let tables = audit.tableCounts
    var section = StatusSection(
      .drift, failing ? .bad : findings.contains { $0.status.counts } ? .open : .good,
      "\(told.isEmpty ? "no" : told.joined(separator: ", ")) \(findings.count == 1 ? "finding" : "findings"); "
        + "\(Count.grouped(tables.drifting)) of \(Count.of(tables.total, "staging table")) "
        + "\(tables.drifting == 1 ? "drifts" : "drift")"
        + (tables.unreadable > 0 ? ", \(Count.grouped(tables.unreadable)) unreadable" : ""))
    let groups = FindingGroups(audit)
    let rows = groups.all.map { group -> [Cell] in
      return [
        .text(status(group.status)), .text(group.severity.rawValue), .text(group.rule.rawValue),
        .columns(group.findings.map(\.column), of: groups.sentence(group) { "family \($0)" }),
      ]
    }
    if !rows.isEmpty {
      section.tables = [
        Table(
          head: ["status", "severity", "rule", "what"], figures: [], rows: rows, noun: "group of findings")
      ]
    }
    return section
  }

  private static func status(_ status: FindingGroup.Status) -> String {
    switch status {
    case .new: "new"
    case .expired: "expired"
    case .accepted: "accepted"
    }
  }

  // MARK: The history

  static func lastRun(_ availability: Availability<StatusReport.LastRun>) -> StatusSection {
    guard let run = availability.value else {
      return StatusSection(.lastRun, availability.missingInput ?? .unread)
    }
    let counts = ["new", "expired", "accepted"].map { status in
      "\(Count.grouped(run.audit.findings.count { $0.status.name == status })) \(status)"
    }
    let tables = run.audit.families.reduce(0) { $0 + $1.tables }
    let drifted = run.audit.families.reduce(0) { $0 + $1.drifted }
    let new = run.new?.filter(\.status.counts) ?? []
    var section = StatusSection(
      .lastRun, new.isEmpty ? .good : .open,
      "\(run.time.toTheMinute) UTC, \(run.verdict.rawValue.uppercased()): \(counts.joined(separator: ", ")); "
        + "\(Count.grouped(drifted)) of \(Count.of(tables, "staging table")) drifted"
        + difference(run))
    let rows =
      changes("new since then", run.new?.map { ($0.rule, $0.column) } ?? [])
      + changes("gone since then", run.gone?.map { ($0.rule, $0.column) } ?? [])
    if !rows.isEmpty {
      section.tables = [Table(head: ["change", "rule", "columns"], figures: [], rows: rows, noun: "change")]
    }
    if run.problems > 0 {
      section.notes.append("That run did not see everything: what it did not find may have been there.")
    }
    if run.audit.isNarrowed { section.notes.append("Flags narrowed that run to some of the staging tables.") }
    return section
  }

  private static func difference(_ run: StatusReport.LastRun) -> String {
    guard let new = run.new, let gone = run.gone else { return "" }
    if new.isEmpty, gone.isEmpty { return "; the same findings as now" }
    return "; since then \(Count.of(new.count, "new finding")), \(Count.grouped(gone.count)) gone"
  }

  /// A row for each rule.
  private static func changes(_ change: String, _ findings: [(rule: RuleID, column: String?)]) -> [[Cell]] {
    var rules: [RuleID] = []
    for finding in findings where !rules.contains(finding.rule) { rules.append(finding.rule) }
    return rules.map { rule -> [Cell] in
      let own = findings.filter { $0.rule == rule }
      return [.text(change), .text(rule.rawValue), .columns(own.map(\.column))]
    }
  }
}
