import Auditing
import Baselines
import Comparison
import Output
import Schema
import Settings
import Text

/// What stands above the audits, and the stale entries of the baseline below them.
struct HTMLHead {
  let report: DriftReport
  let limits: HTMLLimits

  func write(to html: HTMLWriter) {
    html.element("header", ["class": "masthead"]) {
      html.element("p", ["class": "overline"]) {
        html.text("Schema drift")
        if report.audits.count == 1, let main = report.audits.first?.main {
          html.text(" of ")
          html.code(main.name.table)
        }
        html.text(", ")
        HTMLPage.time(report.generatedAt, to: html)
      }
      html.element("h1", ["class": "title"]) {
        let verdict = report.verdict.rawValue
        html.element("span", ["class": "verdict \(verdict)"], text: verdict.uppercased())
        html.text(" \(report.headline.capitalizedFirst)")
      }
      html.element("p", ["class": "muted"], text: explanation)
      html.element("div", ["class": "summary"]) {
        figures(html)
        counts(html)
      }
    }
    problems(html)
    if report.audits.count > 1 { overview(html) }
  }

  private var explanation: String {
    let level =
      report.failOn == .never
      ? "Nothing fails the run" : "Drift of severity \(report.failOn.rawValue) or worse fails the run"
    switch report.verdict {
    case .pass: return "\(level); there is none that is not accepted."
    case .fail: return "\(level), exit code 1."
    case .error:
      return
        "Something kept the audit from seeing everything, exit code 2. What follows is what could be read."
    }
  }

  private func figures(_ html: HTMLWriter) {
    let summary = report.summary
    let figures: [(name: String, number: Int, style: String?)] = [
      ("staging tables", summary.stagingTables, nil), ("drifting", summary.driftedTables, "drifting"),
      ("clean", summary.cleanTables, nil), ("unreadable", summary.unreadableTables, "unreadable"),
      (summary.shapes == 1 ? "shape" : "shapes", summary.shapes, nil),
    ]
    html.element("dl", ["class": "figures"]) {
      for figure in figures where figure.number > 0 || figure.style == nil || figure.style == "drifting" {
        html.element("div", ["class": figure.number > 0 ? figure.style : nil]) {
          html.element("dt", text: figure.name)
          html.element("dd", text: Count.grouped(figure.number))
        }
      }
    }
  }

  private func counts(_ html: HTMLWriter) {
    let findings = report.audits.flatMap(\.findings)
    let statuses = ["new", "expired", "accepted"]
    html.element("table", ["class": "data fit counts"]) {
      html.element("caption", ["class": "spoken"], text: "Findings by severity and status")
      HTMLTable.head(["findings"] + statuses, figures: [1, 2, 3], to: html)
      html.element("tbody") {
        for severity in [Severity.error, .warning, .note] {
          let own = findings.filter { $0.severity == severity }
          html.element("tr") {
            html.element("th", ["scope": "row"]) { HTMLTable.badge(severity, to: html) }
            for status in statuses {
              let count = own.count { $0.status.name == status }
              html.element("td", ["class": count == 0 ? "num zero" : "num"]) {
                if count > 0, status != "accepted" {
                  html.element("strong", text: Count.grouped(count))
                } else {
                  html.text(Count.grouped(count))
                }
              }
            }
          }
        }
      }
    }
  }

  // MARK: Problems

  private func problems(_ html: HTMLWriter) {
    guard !report.problems.isEmpty else { return }
    let isError = report.problems.contains { $0.severity == .error }
    html.element(
      "section", ["class": isError ? "problems" : "problems warning", "aria-labelledby": "problems"]
    ) {
      html.element(
        "h2", ["id": "problems"],
        text: "\(Count.of(report.problems.count, "problem")) kept the audit from seeing everything")
      html.element("ul") {
        for problem in report.problems.prefix(limits.problems) {
          html.element("li") { HTMLTable.problem(problem, to: html) }
        }
        HTMLTable.rest(report.problems.count - limits.problems, "problem", element: "li", to: html)
      }
    }
  }

  // MARK: Several audits

  private func overview(_ html: HTMLWriter) {
    html.element("h2", text: Count.of(report.audits.count, "audit"))
    html.element("table", ["class": "data stack"]) {
      HTMLTable.head(
        ["main", "columns", "staging tables", "drifting", "unreadable", "new", "expired", "accepted"],
        figures: Set(1...7), to: html)
      html.element("tbody") {
        for (number, audit) in report.audits.enumerated() { row(audit, number: number + 1, to: html) }
      }
    }
  }

  private func row(_ audit: ComparedAudit, number: Int, to html: HTMLWriter) {
    let counts = audit.tableCounts
    html.element("tr") {
      html.element("th", ["scope": "row", "class": "wide"]) {
        html.element("a", ["href": "#audit-\(number)"]) { html.code(audit.main.name.table) }
      }
      let figures: [(String, Int)] = [
        ("columns", audit.main.schema.columns.count), ("staging tables", counts.total),
        ("drifting", counts.drifting), ("unreadable", counts.unreadable),
        ("new", audit.findings.count { $0.status.name == "new" }),
        ("expired", audit.findings.count { $0.status.name == "expired" }),
        ("accepted", audit.findings.count { $0.status.name == "accepted" }),
      ]
      for (name, count) in figures {
        html.element(
          "td", ["class": count == 0 ? "num zero" : "num", "data-label": name], text: Count.grouped(count))
      }
    }
  }

  // MARK: The baseline

  /// Entries of the baseline that match nothing any more.
  func writeStaleEntries(to html: HTMLWriter) {
    guard let baseline = report.baseline, !baseline.stale.isEmpty else { return }
    let count = baseline.stale.count
    html.element("h2", text: "Stale baseline entries")
    html.element("p") {
      html.text("\(Count.of(count, "entry", plural: "entries")) of ")
      html.code(baseline.file)
      html.text(
        " \(count == 1 ? "matches" : "match") nothing any more. This drops \(count == 1 ? "it" : "them"):")
    }
    html.code(NextCommands.prune, class: "command")
    html.element("table", ["class": "data stack"]) {
      HTMLTable.head(["rule", "column", "main", "family", "reason", "until", "owner"], to: html)
      html.element("tbody") {
        for entry in baseline.stale.prefix(limits.problems) { write(entry, to: html) }
      }
    }
    HTMLTable.rest(count - limits.problems, "entry", plural: "entries", to: html)
  }

  private func write(_ entry: BaselineEntry, to html: HTMLWriter) {
    html.element("tr") {
      html.element("th", ["scope": "row"]) { html.code(entry.rule.rawValue) }
      html.element("td") { if let column = entry.column { html.code(column) } else { html.text("(table)") } }
      html.element("td", ["class": "wide"]) { html.code(entry.table) }
      html.element("td", ["data-label": "family"]) { html.code(entry.family) }
      html.element("td", ["class": "wide"], text: entry.acceptance.reason)
      html.element("td", ["data-label": "until"], text: entry.acceptance.expires ?? "–")
      html.element("td", ["data-label": "owner"], text: entry.acceptance.owner ?? "–")
    }
  }
}

extension String {
  /// The text with its first letter in upper case, as a sentence begins.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
