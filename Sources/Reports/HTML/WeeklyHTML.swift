import Auditing
import Comparison
import History
import Lifecycle
import Output
import Schema
import Text

/// The weekly report as one page that stands alone.
struct WeeklyHTML: WeeklyFormat {
  /// `html`.
  let name = "html"
  /// The name of a file that a report in this format goes into.
  let defaultFileName = "weekly.html"

  /// Rows of one table at most.
  static let mostRows = 1000
  /// Findings of a family that have a strip in its timeline.
  static let mostStrips = 100

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: WeeklyReport, to sink: ReportSink) throws(ReportError) {
    let page = HTMLPage(
      title: "Schema drift \(WeeklyText.period(report))", generatedAt: report.generatedAt,
      note: "The JSON report holds everything that is told here.")
    try page.write(to: sink) { html in
      Self.head(report, to: html)
      Self.warnings(report, to: html)
      for audit in report.audits { WeeklyHTMLAudit(report: report, audit: audit).write(to: html) }
      if let lifecycle = report.lifecycle { Self.write(lifecycle, to: html) }
      Self.runs(report, to: html)
    }
  }

  private static func write(_ lifecycle: LifecycleReport, to html: HTMLWriter) {
    for audit in lifecycle.withAvailableSections {
      html.element("h2") {
        html.code(audit.main)
        html.text(" as of ")
        HTMLPage.time(lifecycle.now.description, to: html)
      }
      for section in StatusSection.available(of: audit) { StatusHTML.write(section, to: html) }
    }
  }

  private static func head(_ report: WeeklyReport, to html: HTMLWriter) {
    let totals = WeeklyText.Totals(report)
    html.element("header", ["class": "masthead"]) {
      html.element("p", ["class": "overline"], text: "Schema drift \(WeeklyText.period(report))")
      html.element("h1", ["class": "title"]) {
        if let last = report.runs.last {
          html.element(
            "span", ["class": "verdict \(last.verdict.rawValue)"], text: last.verdict.rawValue.uppercased())
        }
        html.text(WeeklyText.headline(report).capitalizedFirst)
      }
      for sentence in WeeklyText.runs(report) where !sentence.isWarning {
        html.element("p", ["class": "muted"], text: sentence.text)
      }
      html.element("div", ["class": "summary"]) {
        html.element("dl", ["class": "figures"]) {
          for (name, number) in [
            ("new", totals.new), ("no longer accepted", totals.expired), ("still open", totals.open),
            ("resolved", totals.resolved), ("accepted", totals.accepted),
            ("acceptances end soon", totals.expiring),
          ] {
            html.element(
              "div", ["class": number > 0 && ["new", "no longer accepted"].contains(name) ? "drifting" : nil]
            ) {
              html.element("dt", text: name)
              html.element("dd", text: Count.grouped(number))
            }
          }
        }
      }
    }
  }

  /// What a reader has to know before trusting the rest.
  private static func warnings(_ report: WeeklyReport, to html: HTMLWriter) {
    let sentences = WeeklyText.runs(report).filter(\.isWarning)
    guard !sentences.isEmpty || !report.problems.isEmpty else { return }
    html.element(
      "section",
      ["class": report.problems.isEmpty ? "problems warning" : "problems", "aria-labelledby": "problems"]
    ) {
      html.element("h2", ["id": "problems"], text: "Not the whole week is known")
      html.element("ul") {
        for sentence in sentences { html.element("li", text: sentence.text) }
        for problem in report.problems.prefix(mostRows) {
          html.element("li") { HTMLTable.problem(problem, to: html) }
        }
        HTMLTable.rest(report.problems.count - mostRows, "problem", element: "li", to: html)
      }
    }
  }

  private static func runs(_ report: WeeklyReport, to html: HTMLWriter) {
    guard !report.runs.isEmpty else { return }
    let points = Dictionary(grouping: report.audits.flatMap(\.families).flatMap(\.points), by: \.time)
    let titles = ["run, UTC", "verdict", "problems", "tables", "drifting", "new", "expired", "accepted"]
    html.element("h2", text: report.runs.count == 1 ? "The run" : "Each run")
    html.element("table", ["class": "data stack"]) {
      HTMLTable.head(titles, figures: Set(2...7), to: html)
      html.element("tbody") {
        for run in report.runs.suffix(mostRows) {
          let figures = (points[run.time] ?? []).map(\.figures)
          html.element("tr") {
            html.element("th", ["scope": "row"], text: run.time.toTheMinute)
            html.element("td", ["data-label": "verdict"], text: run.verdict.rawValue)
            let sums = [\WeeklyReport.Figures.tables, \.drifted, \.new, \.expired, \.accepted].map { path in
              figures.reduce(0) { $0 + $1[keyPath: path] }
            }
            for (title, number) in zip(titles.dropFirst(2), [run.problems] + sums) {
              html.element(
                "td", ["class": number == 0 ? "num zero" : "num", "data-label": title],
                text: Count.grouped(number))
            }
          }
        }
      }
    }
    HTMLTable.rest(report.runs.count - mostRows, "earlier run", plural: "earlier runs", to: html)
  }
}

/// One main's week.
struct WeeklyHTMLAudit {
  let report: WeeklyReport
  let audit: WeeklyReport.Audit

  func write(to html: HTMLWriter) {
    html.element("h2") { html.code(audit.table) }
    let columns = WeeklyText.moved(audit.columns.after, from: audit.columns.before)
    html.element(
      "p", ["class": "muted"], text: "\(columns) \(audit.columns.after == 1 ? "column" : "columns")")
    if let absence = WeeklyText.absence(audit, report) {
      html.element("p") { html.element("strong", text: absence) }
    }
    for family in audit.families {
      html.element("h3") {
        html.text("Family ")
        html.code(family.name)
      }
      figures(family, to: html)
      timeline(family, to: html)
      for part in WeeklyText.parts { write(part, of: family, to: html) }
      if family.isQuiet { html.element("p", text: "Nothing happened, and nothing is open.") }
    }
  }

  private func figures(_ family: WeeklyReport.Family, to html: HTMLWriter) {
    html.element("dl", ["class": "facts"]) {
      for figure in WeeklyText.figures {
        let (after, before) = (figure.value(family.after), family.before.map(figure.value))
        guard !["unreadable", "unpopulated"].contains(figure.key) || after > 0 || before ?? 0 > 0 else {
          continue
        }
        HTMLTable.fact(figure.title, to: html) { html.text(WeeklyText.moved(after, from: before)) }
      }
    }
  }

  // MARK: The timeline

  private func timeline(_ family: WeeklyReport.Family, to html: HTMLWriter) {
    guard family.points.count > 1 else { return }
    SVGBarChart(
      title: "Staging tables in each run",
      series: [
        .init(name: "drifting", tone: .drifting), .init(name: "not drifting", tone: .clean),
        .init(name: "unreadable", tone: .unreadable),
      ],
      bars: family.points.map { point in
        let figures = point.figures
        return .init(
          label: point.time.toTheMinute,
          values: [
            figures.drifted, max(figures.tables - figures.drifted - figures.unreadable, 0),
            figures.unreadable,
          ])
      }
    ).write(to: html)
    let strips = strips(family)
    guard !strips.isEmpty else { return }
    html.element("ul", ["class": "strips"]) {
      for strip in strips.prefix(WeeklyHTML.mostStrips) {
        html.element("li") { write(strip, slots: family.points.count, to: html) }
      }
    }
    HTMLTable.rest(
      strips.count - WeeklyHTML.mostStrips, "group of findings", plural: "groups of findings", to: html)
  }

  /// Findings that were there in the same runs and come to the same.
  private struct Strip {
    var part: WeeklyText.Part
    var tone: SVGTone
    /// Places of the runs that made them.
    var marked: [Int]
    var names: [String]
  }

  /// Each finding of the week once, those that look the same together.
  private func strips(_ family: WeeklyReport.Family) -> [Strip] {
    var strips: [Strip] = []
    for part in WeeklyText.parts where part.key != "expiring" {
      for item in part.items(family) {
        let marked = family.points.indices.filter { item.wasFound(at: family.points[$0].time) }
        let name = item.finding.column ?? item.finding.rule.rawValue
        let tone = part.tone(of: item)
        if let same = strips.firstIndex(where: {
          $0.part.key == part.key && $0.tone == tone && $0.marked == marked
        }) {
          strips[same].names.append(name)
        } else {
          strips.append(Strip(part: part, tone: tone, marked: marked, names: [name]))
        }
      }
    }
    return strips
  }

  private func write(_ strip: Strip, slots: Int, to html: HTMLWriter) {
    let name = SafeText.printable(strip.names.first ?? "", limit: 120)
    let more = strip.names.count > 1 ? " and \(Count.grouped(strip.names.count - 1)) more" : ""
    html.element("span") {
      html.element("span", ["class": "muted"], text: strip.part.title.lowercased() + " ")
      html.text(name + more)
    }
    SVGStrip(
      slots: slots, marked: strip.marked, tone: strip.tone,
      alternative:
        "\(name)\(more): \(strip.part.title.lowercased()), in \(strip.marked.count) of \(Count.of(slots, "run"))"
    ).write(to: html)
  }

  // MARK: Findings

  private func write(_ part: WeeklyText.Part, of family: WeeklyReport.Family, to html: HTMLWriter) {
    let items = part.items(family)
    guard !items.isEmpty else { return }
    let title = "\(part.title): \(Count.of(items.count, "finding"))"
    html.element("h4", text: title)
    html.element("table", ["class": "data stack"]) {
      html.element("caption", ["class": "spoken"], text: title)
      HTMLTable.head(
        ["column", "rule", "type", "severity", "tables", "since", "note"], figures: [4], to: html)
      html.element("tbody") {
        for item in items.prefix(WeeklyHTML.mostRows) { row(item, of: part, to: html) }
      }
    }
    HTMLTable.rest(items.count - WeeklyHTML.mostRows, "finding", to: html)
  }

  private func row(_ item: WeeklyReport.Item, of part: WeeklyText.Part, to html: HTMLWriter) {
    let finding = item.finding
    html.element("tr") {
      html.element("th", ["scope": "row", "class": "wide"]) {
        if let column = finding.column { html.code(column) } else { html.text("(table)") }
      }
      html.element("td", ["class": "keep", "data-label": "rule"], text: finding.rule.rawValue)
      html.element("td", ["data-label": "type"]) { html.code(finding.sidesText) }
      html.element("td", ["class": "keep", "data-label": "severity"]) {
        HTMLTable.badge(finding.severity, to: html)
      }
      html.element("td", ["class": "num", "data-label": "tables"], text: Count.grouped(finding.tables))
      html.element("td", ["class": "keep", "data-label": "since"], text: WeeklyText.since(item))
      html.element("td", ["class": "wide", "data-label": "note"]) {
        var notes = WeeklyText.events(item, in: part)
        if let acceptance = finding.status.acceptance {
          notes.append(acceptance.reason + (acceptance.owner.map { " (\($0))" } ?? ""))
        }
        html.text(notes.isEmpty ? "–" : notes.joined(separator: "; "))
      }
    }
  }
}

extension WeeklyReport.Item {
  /// Whether the finding was there at a run's time, as far as the week tells.
  func wasFound(at time: Moment) -> Bool {
    if let earlier, earlier.first <= time, time <= earlier.last { return true }
    return since <= time && gone.map { time < $0 } ?? true
  }
}

extension WeeklyText.Part {
  /// How a finding's strip looks: what is accepted or gone does not stand out.
  fileprivate func tone(of item: WeeklyReport.Item) -> SVGTone {
    switch item.finding.status {
    case .accepted: .accepted
    case .new, .expired:
      switch item.finding.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    }
  }
}
