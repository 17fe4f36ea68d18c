import Auditing
import Comparison
import Output
import Schema

/// The findings of one audit: groups that fold, with fields to look for some and to put them in another order.
struct HTMLFindings {
  let audit: ComparedAudit
  let groups: FindingGroups
  /// The audit's number on the page.
  let number: Int
  let report: DriftReport

  func write(to html: HTMLWriter, room: inout HTMLLimits) {
    html.element("h3", ["id": "audit-\(number)-findings"], text: "Findings")
    guard !audit.findings.isEmpty else {
      html.element("p", text: "None.")
      return
    }
    let parts = parts(room)
    room.groups -= parts.count
    room.findings -= parts.reduce(0) { $0 + $1.shown }
    html.element("div", ["data-list": "", "data-noun": "finding"]) {
      if audit.findings.count > 1 { controls(html) }
      html.element("div", ["class": "groups", "data-groups": ""]) {
        for part in parts {
          let isOpen = part.group.status != .accepted && room.unfolded >= part.shown
          if isOpen { room.unfolded -= part.shown }
          HTMLFindingGroup(
            group: part.group, shown: part.shown, audit: audit, groups: groups, report: report
          ).write(to: html, isOpen: isOpen)
        }
      }
    }
    let shown = parts.reduce(0) { $0 + $1.shown }
    HTMLTable.rest(audit.findings.count - shown, "finding", to: html)
  }

  /// The groups that have a place, worst first, and how many of their findings.
  private func parts(_ room: HTMLLimits) -> [(group: FindingGroup, shown: Int)] {
    var left = room.findings
    var parts: [(group: FindingGroup, shown: Int)] = []
    for group in groups.all.prefix(max(room.groups, 0)) where left > 0 {
      let shown = min(group.findings.count, left)
      parts.append((group, shown))
      left -= shown
    }
    return parts
  }

  // MARK: Controls

  /// Hidden until the script is there that they need.
  private func controls(_ html: HTMLWriter) {
    html.element(
      "div",
      ["class": "controls", "role": "group", "aria-labelledby": "audit-\(number)-findings", "hidden": ""]
    ) {
      label("Find", class: "wide", to: html) {
        html.void(
          "input",
          [
            "type": "search", "data-filter": "text", "placeholder": "column, type, table, reason …",
            "autocomplete": "off", "spellcheck": "false",
          ])
      }
      let findings = audit.findings
      select(
        "Status", "status",
        ["new", "expired", "accepted"].filter { name in findings.contains { $0.status.name == name } },
        to: html)
      select(
        "Severity", "severity",
        [Severity.error, .warning, .note].filter { one in findings.contains { $0.severity == one } }.map(
          \.rawValue),
        to: html)
      select(
        "Rule", "rule",
        audit.rules.sorted(findings.map(\.rule)).map(\.rawValue), to: html)
      select(
        "Family", "family", audit.families.filter { family in findings.contains { $0.family == family } },
        to: html)
      label("Sort by", to: html) {
        html.element("select", ["data-sort": ""]) {
          for key in ["severity", "column", "tables", "rule"] {
            html.element("option", ["value": key], text: key)
          }
        }
      }
      html.element("button", ["type": "button", "data-fold": "open"], text: "Expand all")
      html.element("button", ["type": "button", "data-fold": "closed"], text: "Collapse all")
      html.element("p", ["class": "shown", "role": "status", "data-shown": ""])
    }
  }

  private func label(_ text: String, class style: String? = nil, to html: HTMLWriter, _ field: () -> Void) {
    html.element("label", ["class": style]) {
      html.element("span", text: text)
      field()
    }
  }

  /// One value to choose from is no choice.
  private func select(_ name: String, _ key: String, _ values: [String], to html: HTMLWriter) {
    guard values.count > 1 else { return }
    label(name, to: html) {
      html.element("select", ["data-filter": key]) {
        html.element("option", ["value": ""], text: "all")
        for value in values {
          html.element("option", ["value": HTMLFindingGroup.key(value)]) { html.text(value, limit: 60) }
        }
      }
    }
  }
}
