import Auditing
import Comparison
import History
import Text

/// What every format of a weekly report says in the same words. Names are not in them.
enum WeeklyText {
  /// `from 2026-01-26 to 2026-02-01`.
  static func period(_ report: WeeklyReport) -> String {
    report.since == report.until ? "on \(report.since)" : "from \(report.since) to \(report.until)"
  }

  /// The report's figures over all audits.
  struct Totals: Hashable {
    var new = 0
    var expired = 0
    var open = 0
    var resolved = 0
    var accepted = 0
    var expiring = 0

    init(_ report: WeeklyReport) {
      for family in report.audits.flatMap(\.families) {
        new += family.new.count
        expired += family.expired.count
        open += family.open.count
        resolved += family.resolved.count
        accepted += family.accepted.count
        expiring += family.expiring.count
      }
    }

    /// Every finding that nobody accepts.
    var counting: Int { new + expired + open }
  }

  /// `2 new findings, 14 still open`, most important first; `nothing open, nothing new` where that is so.
  static func headline(_ report: WeeklyReport) -> String {
    let totals = Totals(report)
    if report.runs.isEmpty { return "no run" }
    var parts: [String] = []
    if totals.new > 0 { parts.append("\(Count.grouped(totals.new)) new") }
    if totals.expired > 0 { parts.append("\(Count.grouped(totals.expired)) no longer accepted") }
    if totals.open > 0 { parts.append("\(Count.grouped(totals.open)) still open") }
    if totals.resolved > 0 { parts.append("\(Count.grouped(totals.resolved)) resolved") }
    if totals.accepted > 0 { parts.append("\(Count.grouped(totals.accepted)) accepted") }
    return parts.isEmpty ? "nothing open" : parts.joined(separator: ", ")
  }

  /// How many runs there were and whether some are missing or did not see everything, a sentence each.
  static func runs(_ report: WeeklyReport) -> [Sentence] {
    guard let last = report.runs.last else {
      return [
        Sentence("No run took place \(period(report)), so that nothing can be said of it.", isWarning: true)
      ]
    }
    let days = report.until.daysSince1970 - report.since.daysSince1970 + 1
    var sentences = [
      Sentence(
        "\(Count.of(report.runs.count, "run")) in \(Count.of(days, "day")); the last one at "
          + "\(last.time.toTheMinute) UTC came to \(last.verdict.rawValue.uppercased()).")
    ]
    if !report.missingDays.isEmpty { sentences.append(Sentence(missing(report), isWarning: true)) }
    let incomplete = report.runs.filter { $0.problems > 0 }
    if !incomplete.isEmpty {
      let what = incomplete.count == 1 ? "1 run" : "\(Count.grouped(incomplete.count)) runs"
      sentences.append(
        Sentence(
          "\(what) did not see everything (\(incomplete.map(\.time.toTheMinute).listed(most: 5))): what was not found "
            + "there counts neither as resolved nor as open.", isWarning: true))
    }
    return sentences
  }

  /// A sentence, and whether a reader has to know it before trusting the rest.
  struct Sentence: Hashable {
    var text: String
    var isWarning: Bool

    init(_ text: String, isWarning: Bool = false) {
      self.text = text
      self.isWarning = isWarning
    }
  }

  private static func missing(_ report: WeeklyReport) -> String {
    let count = report.missingDays.count
    let rule =
      switch report.interval ?? 1 {
      case 1: "every day"
      case 7: "every week"
      case let days: "every \(days) days"
      }
    return
      "\(Count.of(count, "run")) missing: none on \(report.missingDays.map(\.description).listed(most: 7)), though "
      + "there is one \(rule) as a rule."
  }

  /// What to say of an audit that the period's runs left out; nil where they did not.
  static func absence(_ audit: WeeklyReport.Audit, _ report: WeeklyReport) -> String? {
    guard audit.runs == 0, !report.runs.isEmpty else { return nil }
    return "No run of the period audited this main. What follows is how it stood before."
  }

  /// The parts in which a family's findings are told, in order, with their titles.
  static let parts: [Part] = [
    Part(key: "new", title: "New", items: \.new),
    Part(key: "expired", title: "No longer accepted", items: \.expired),
    Part(key: "open", title: "Still open", items: \.open),
    Part(key: "resolved", title: "Resolved", items: \.resolved),
    Part(key: "accepted", title: "Accepted", items: \.accepted),
    Part(key: "expiring", title: "Accepted, and ends within four weeks", items: \.expiring),
  ]

  /// One part of a family's findings.
  struct Part: Sendable {
    /// Its key in the JSON report.
    let key: String
    let title: String
    let items: @Sendable (WeeklyReport.Family) -> [WeeklyReport.Item]
  }

  /// Since when, as exactly as the history tells it.
  static func since(_ item: WeeklyReport.Item) -> String {
    item.since.day + (item.isSinceFirstRun ? " or before" : "")
  }

  /// What else there is to say of an item, without names: that it came back, that it is gone, what was accepted.
  static func events(_ item: WeeklyReport.Item, in part: Part) -> [String] {
    var events: [String] = []
    if let earlier = item.earlier {
      let days = [earlier.first.day, earlier.last.day]
      events.append(
        "back; was there " + (days[0] == days[1] ? "on \(days[0])" : "from \(days[0]) to \(days[1])"))
    }
    if let gone = item.gone {
      events.append(
        "not found since \(gone.day)" + (item.isGoneWithTables ? ", with all its staging tables" : ""))
    }
    if item.gone == nil, item.changed != item.since {
      switch item.finding.status {
      case .new: events.append("not accepted any more since \(item.changed.day)")
      case .accepted: events.append("accepted on \(item.changed.day)")
      case .expired: events.append("counts again since \(item.changed.day)")
      }
    }
    if item.gone == nil {
      let expires = item.finding.status.acceptance?.expires
      switch item.finding.status {
      case .new: break
      case .accepted: events.append(expires.map { "until \($0)" } ?? "without end")
      case .expired: events.append(expires.map { "was accepted until \($0)" } ?? "was accepted")
      }
    }
    return events
  }

  /// A figure with how it moved: `113 (+2)`.
  static func moved(_ after: Int, from before: Int?) -> String {
    guard let before, before != after else { return Count.grouped(after) }
    let change = after - before
    return "\(Count.grouped(after)) (\(change > 0 ? "+" : "−")\(Count.grouped(abs(change))))"
  }

  /// The figures of a family, in order, with their titles.
  static let figures: [Figure] = [
    Figure(key: "tables", title: "tables", value: \.tables),
    Figure(key: "drifted", title: "drifting", value: \.drifted),
    Figure(key: "unreadable", title: "unreadable", value: \.unreadable),
    Figure(key: "shapes", title: "shapes", value: \.shapes),
    Figure(key: "new", title: "new", value: \.new),
    Figure(key: "expired", title: "expired", value: \.expired),
    Figure(key: "accepted", title: "accepted", value: \.accepted),
    Figure(key: "unpopulated", title: "never filled", value: \.unpopulated),
  ]

  /// One figure of a family.
  struct Figure: Sendable {
    /// Its key in the JSON report.
    let key: String
    let title: String
    let value: @Sendable (WeeklyReport.Figures) -> Int
  }
}

extension [String] {
  /// `a, b and c`, or `a, b and 3 more` where there are more than `most`.
  fileprivate func listed(most: Int) -> String {
    guard count > 1, let last else { return first ?? "" }
    if count <= most { return dropLast().joined(separator: ", ") + " and " + last }
    return prefix(most).joined(separator: ", ") + " and \(Count.grouped(count - most)) more"
  }
}
