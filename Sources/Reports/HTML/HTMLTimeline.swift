import Comparison
import Output
import Schema
import Text

/// When drift came and whether it has gone: a bar for each batch or day, and a strip for each group of findings.
struct HTMLTimeline {
  let timeline: DriftTimeline
  let audit: ComparedAudit
  let groups: FindingGroups
  let mostStrips: Int

  func write(to html: HTMLWriter) {
    let byDay = timeline.noun == "day"
    html.element("h3", text: "Timeline")
    var notes: [String] = []
    if timeline.leftOut > 0 {
      let plural = byDay ? "earlier days" : "earlier batches"
      notes.append("\(Count.of(timeline.leftOut, "earlier \(timeline.noun)", plural: plural)) left out.")
    }
    if !byDay, audit.tablesWithoutBatch > 0 {
      notes.append("The names of \(Count.of(audit.tablesWithoutBatch, "more table")) tell no batch.")
    }
    SVGBarChart(
      title: byDay ? "Staging tables by the day on which they were created" : "Staging tables by batch",
      series: [
        .init(name: "drifting", tone: .drifting), .init(name: "clean", tone: .clean),
        .init(name: "unreadable", tone: .unreadable),
      ],
      bars: zip(timeline.labels, timeline.counts).map { label, counts in
        .init(label: label, values: [counts.drifting, counts.clean, counts.unreadable])
      },
      note: notes.joined(separator: " ")
    ).write(to: html)
    strips(html)
  }

  private func strips(_ html: HTMLWriter) {
    guard !groups.all.isEmpty, timeline.labels.count > 1 else { return }
    html.element("ul", ["class": "strips"]) {
      for group in groups.all.prefix(mostStrips) { html.element("li") { write(group, to: html) } }
    }
    HTMLTable.rest(groups.all.count - mostStrips, "group of findings", plural: "groups of findings", to: html)
  }

  private func write(_ group: FindingGroup, to html: HTMLWriter) {
    let slots = timeline.slots(of: group.variants)
    let name = Self.name(group)
    html.element("span") {
      if group.status == .accepted { html.element("span", ["class": "muted"], text: "accepted ") }
      html.text(name, limit: 120)
    }
    let period: String
    if let first = slots.first, let last = slots.last {
      let labels = [first, last].map { SafeText.printable(timeline.labels[$0], limit: 80) }
      period = first == last ? "in \(labels[0]) only" : "from \(labels[0]) to \(labels[1])"
    } else {
      period = "in none of these"
    }
    let share = "\(slots.count) of \(timeline.labels.count) \(timeline.noun == "day" ? "days" : "batches")"
    SVGStrip(
      slots: timeline.labels.count, marked: slots, tone: Self.tone(group),
      alternative: "\(SafeText.printable(name, limit: 120)): \(period), \(share)"
    ).write(to: html)
  }

  /// `missing-column: 14 columns`, `type-changed: line_margin`.
  static func name(_ group: FindingGroup) -> String {
    let columns = group.findings.compactMap(\.column)
    switch columns.count {
    case 0: return group.rule.rawValue
    case 1: return "\(group.rule): \(columns[0])"
    default: return "\(group.rule): \(Count.of(columns.count, "column"))"
    }
  }

  private static func tone(_ group: FindingGroup) -> SVGTone {
    if group.status == .accepted { return .accepted }
    switch group.severity {
    case .error: return .error
    case .warning: return .warning
    case .note: return .note
    }
  }
}
