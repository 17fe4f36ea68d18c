import Schema
import Auditing
import Comparison
import Output
import Text

/// Findings with one rule, one fate and one set of tables: a sentence to fold out, and a row for each column.
struct HTMLFindingGroup {
  let group: FindingGroup
  /// How many of its findings have a place.
  let shown: Int
  let audit: ComparedAudit
  let groups: FindingGroups
  let report: DriftReport

  /// A value that an option and a group have in common, whatever signs it holds.
  static func key(_ value: String) -> String { SafeText.printable(value, limit: 200) }

  func write(to html: HTMLWriter, isOpen: Bool) {
    html.element(
      "details",
      [
        "class": "group", "data-group": "", "data-status": status, "data-severity": group.severity.rawValue,
        "data-rule": group.rule.rawValue, "data-family": Self.key(group.family),
        "data-tables": String(group.tableCount), "open": isOpen ? "" : nil,
      ]
    ) {
      html.element("summary", ["data-about": ""]) { summary(html) }
      html.element("div", ["class": "inside"]) {
        html.element("div", ["data-about": ""]) {
          html.element("p", text: group.consequence)
          facts(html)
        }
        table(html)
        HTMLTable.rest(
          group.findings.count - shown, "finding of this kind", plural: "findings of this kind", to: html)
        commands(html)
      }
    }
  }

  private var status: String {
    switch group.status {
    case .new: "new"
    case .expired: "expired"
    case .accepted: "accepted"
    }
  }

  private func summary(_ html: HTMLWriter) {
    if group.status == .accepted {
      html.element("span", ["class": "badge accepted"], text: "accepted")
    } else {
      HTMLTable.badge(group.severity, to: html)
    }
    html.text(" ")
    html.element("span", ["class": "what"]) {
      html.text(
        groups.sentence(group) { "family \(SafeText.printable($0, limit: 80))" }.capitalizedFirst,
        limit: 400)
      if group.status == .expired {
        html.text(" ")
        html.element("span", ["class": "expired"], text: "accepted once, expired")
      }
    }
    html.text(" ")
    html.element("span", ["class": "rule"], text: group.rule.rawValue)
  }

  private func facts(_ html: HTMLWriter) {
    guard let finding = group.findings.first else { return }
    html.element("dl", ["class": "facts"]) {
      HTMLTable.fact("severity", to: html) { html.text("\(group.severity.rawValue), \(status)") }
      HTMLTable.fact("tables", to: html) { html.text(Count.grouped(group.tableCount)) }
      if audit.families.count > 1 { HTMLTable.fact("family", to: html) { html.code(group.family) } }
      if !finding.shapes.isEmpty {
        HTMLTable.fact(finding.shapes.count == 1 ? "shape" : "shapes", to: html) {
          html.text(HTMLAuditSection.shapeList(finding.shapes, of: audit))
        }
      }
      if let span = finding.batches {
        HTMLTable.fact(span.first == span.last ? "batch" : "batches", to: html) {
          html.code(span.first)
          if span.first != span.last {
            html.text(" to ")
            html.code(span.last)
          }
        }
      }
      if let period = finding.created {
        HTMLTable.fact("created", to: html) { html.text(HTMLAuditSection.text(period)) }
      }
      HTMLTable.fact(group.tableCount == 1 ? "table" : "such as", to: html) {
        html.element("ul", ["class": "examples"]) {
          for example in finding.examples.prefix(3) {
            html.element("li") { html.code(TableText.short(example)) }
          }
        }
      }
    }
  }

  // MARK: Columns

  private func table(_ html: HTMLWriter) {
    let findings = group.findings.prefix(shown)
    let hasBothSides = findings.contains {
      $0.main != nil && $0.staging != nil && $0.sides.main != $0.sides.staging
    }
    let hasNotes = findings.contains { $0.hintText != nil }
    let hasReasons = group.status != .new
    var titles = ["column"] + (hasBothSides ? ["main", "staging"] : ["type"])
    if hasNotes { titles.append("hint") }
    if hasReasons { titles += ["accepted because", "until", "owner"] }
    html.element("table", ["class": "data stack"]) {
      HTMLTable.head(titles, to: html)
      html.element("tbody") {
        for finding in findings {
          html.element("tr", ["data-row": "", "id": "f-\(finding.id)"]) {
            html.element("th", ["scope": "row", "class": "column wide", "data-name": ""]) {
              if let column = finding.column { html.code(column) } else { html.text("(table as a whole)") }
            }
            types(finding, hasBothSides: hasBothSides, to: html)
            if hasNotes { html.element("td", ["class": "wide"], text: finding.hintText ?? "") }
            if hasReasons { reason(finding.status.acceptance, to: html) }
          }
        }
      }
    }
  }

  private func types(_ finding: Finding, hasBothSides: Bool, to html: HTMLWriter) {
    let sides = finding.sides
    if hasBothSides {
      for (label, type) in [("main", sides.main), ("staging", sides.staging)] {
        html.element("td", ["class": "wide", "data-label": label]) { html.code(type, limit: 600) }
      }
    } else {
      html.element("td", ["class": "wide"]) {
        html.code(finding.main == nil ? sides.staging : sides.main, limit: 600)
      }
    }
  }

  private func reason(_ acceptance: Finding.Acceptance?, to html: HTMLWriter) {
    html.element("td", ["class": "wide"], text: acceptance?.reason ?? "")
    html.element("td", ["data-label": "until"], text: acceptance?.expires ?? "no end")
    html.element("td", ["data-label": "owner"], text: acceptance?.owner ?? "–")
  }

  private func commands(_ html: HTMLWriter) {
    html.element("dl", ["class": "commands"]) {
      HTMLTable.fact("explain", to: html) {
        html.code(NextCommands.explain(group.rule), class: "command")
      }
      if group.status != .accepted, let accept = NextCommands(report).accept(rule: group.rule) {
        HTMLTable.fact("accept", to: html) {
          html.code(accept, class: "command", limit: HTMLWriter.longestText)
        }
      }
    }
  }
}
