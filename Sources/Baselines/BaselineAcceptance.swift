import Comparison
import Schema
import Settings
import Text

/// A finding that can be accepted: from an audit just made, or from a JSON report.
package struct AcceptableFinding: Hashable, Sendable {
  /// The drift with names as they are spelled; the acceptance is still to come.
  var entry: BaselineEntry
  /// Whether the baseline accepts it already.
  var isAccepted: Bool
  /// The finding's id; nil where a report does not tell it.
  package var id: String?

  package init(entry: BaselineEntry, isAccepted: Bool, id: String? = nil) {
    self.entry = entry
    self.isAccepted = isAccepted
    self.id = id
  }

  /// A finding of an audit of `table`.
  init(_ finding: Finding, table: TableName) {
    self.init(
      entry: BaselineEntry(
        rule: finding.rule, table: table.description, family: finding.family, column: finding.column,
        isSpelledExactly: finding.isSpelledExactly,
        main: finding.main?.type, staging: finding.staging?.type, acceptance: Finding.Acceptance(reason: "")),
      isAccepted: !finding.status.counts, id: finding.id)
  }
}

extension ComparedAudit {
  /// The audit's findings, to be accepted.
  package var acceptableFindings: [AcceptableFinding] {
    findings.map { AcceptableFinding($0, table: main.name) }
  }
}

/// Which findings to accept, and in which words.
package struct AcceptanceRequest: Hashable, Sendable {
  /// Why, until when, and by whom.
  let acceptance: Finding.Acceptance
  /// Only findings with these ids; empty for all.
  package var ids: Set<String> = []
  /// Only findings of these rules; empty for all.
  package var rules: Set<RuleID> = []
  /// Only findings whose column one of these fits; empty for all. A finding about no column fits none.
  package var columns: [ColumnPattern] = []
  /// Whether findings that are accepted already get the new reason, owner and last day too.
  package var renewsAccepted = false

  /// A request for all findings that are not accepted yet.
  ///
  /// - Throws: `AcceptanceError` where the reason is empty or `expires` is no day.
  package init(reason: String, expires: String? = nil, owner: String? = nil) throws(AcceptanceError) {
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw AcceptanceError(message: "the reason must not be empty.")
    }
    if let expires, CalendarDay(expires) == nil {
      throw AcceptanceError(
        message: "'\(expires.clipped())' is no day of the calendar. Write it as YYYY-MM-DD.")
    }
    acceptance = Finding.Acceptance(reason: reason, expires: expires, owner: owner)
  }

  func selects(_ finding: AcceptableFinding) -> Bool {
    if !ids.isEmpty, !(finding.id.map(ids.contains) ?? false) { return false }
    if !rules.isEmpty, !rules.contains(finding.entry.rule) { return false }
    guard !columns.isEmpty else { return true }
    guard let column = finding.entry.column else { return false }
    return columns.contains { $0.matches(column, exactly: finding.entry.isSpelledExactly) }
  }
}

/// Why findings cannot be accepted in these words.
package struct AcceptanceError: Error, Hashable, Sendable {
  /// A sentence for the user.
  package let message: String
}

extension Baseline {
  /// What `accept` came to.
  package struct Accepted: Hashable, Sendable {
    /// The new baseline.
    package var baseline: Baseline
    /// The entries that came to it, in the baseline's order.
    package var added: [BaselineEntry]
    /// The entries that got another reason, owner and last day, in the baseline's order.
    package var renewed: [BaselineEntry]
    /// The entries that the request selects and that stay as they are, since they accept their findings already.
    package var kept: [BaselineEntry]
  }

  /// The baseline with an entry for each finding that the request selects. An entry that is there stays as it is, unless it
  /// has expired or the request renews it.
  ///
  /// - Parameter today: The day in UTC as `YYYY-MM-DD`.
  package func accepting(_ findings: [AcceptableFinding], _ request: AcceptanceRequest, today: String)
    -> Accepted
  {
    var byDrift = Dictionary(entries.map { ($0.drift, $0) }) { first, _ in first }
    var (added, renewed, kept): (Set<AcceptedDrift>, Set<AcceptedDrift>, Set<AcceptedDrift>) = ([], [], [])
    for finding in findings where request.selects(finding) {
      var entry = finding.entry
      let drift = entry.drift
      guard !added.contains(drift), !renewed.contains(drift) else { continue }
      if let known = byDrift[drift] {
        guard request.renewsAccepted || known.hasExpired(on: today) else {
          kept.insert(drift)
          continue
        }
        renewed.insert(drift)
      } else if finding.isAccepted, !request.renewsAccepted {
        // A report of another baseline, which accepts it.
        continue
      } else {
        added.insert(drift)
      }
      entry.acceptance = request.acceptance
      byDrift[drift] = entry
    }
    let baseline = Baseline(Array(byDrift.values), schema: schema)
    func chosen(_ drifts: Set<AcceptedDrift>) -> [BaselineEntry] {
      baseline.entries.filter { drifts.contains($0.drift) }
    }
    return Accepted(
      baseline: baseline, added: chosen(added), renewed: chosen(renewed), kept: chosen(kept))
  }
}
