import Auditing
import Comparison
import Output
import Schema
import Text

/// One audit: what was compared, when drift came, where it is, what it is.
struct HTMLAuditSection {
  let audit: ComparedAudit
  /// From 1.
  let number: Int
  let report: DriftReport

  /// - Parameter room: How much the page may still show; what this audit takes is taken off.
  func write(to html: HTMLWriter, room: inout HTMLLimits) {
    let groups = FindingGroups(audit)
    var left = room
    html.element("section", ["aria-labelledby": "audit-\(number)"]) {
      html.element("h2", ["id": "audit-\(number)"]) { html.code(audit.main.name.table) }
      facts(html)
      if let timeline = DriftTimeline(audit) {
        HTMLTimeline(timeline: timeline, audit: audit, groups: groups, mostStrips: room.strips).write(
          to: html)
      }
      matrices(html, room: &left)
      HTMLFindings(audit: audit, groups: groups, number: number, report: report).write(to: html, room: &left)
      shapes(html, most: room.rows)
      batches(html, most: room.rows)
    }
    room = left
  }

  private func facts(_ html: HTMLWriter) {
    let counts = audit.tableCounts
    html.element("dl", ["class": "facts"]) {
      HTMLTable.fact("main", to: html) { html.code(audit.main.name.description) }
      HTMLTable.fact("columns", to: html) { html.text(Count.grouped(audit.main.schema.columns.count)) }
      HTMLTable.fact("read from", to: html) { html.code(audit.mainSource) }
      HTMLTable.fact("staging tables", to: html) { html.text(Self.text(counts)) }
      if audit.families.count > 1 {
        HTMLTable.fact("families", to: html) {
          for (index, family) in audit.families.prefix(20).enumerated() {
            if index > 0 { html.text(", ") }
            html.code(family)
          }
        }
      }
      HTMLTable.fact("shapes", to: html) { html.text(Count.grouped(audit.shapes.count)) }
      if !audit.batches.isEmpty {
        HTMLTable.fact("batches", to: html) { html.text(Count.grouped(audit.batches.count)) }
      }
      if let created = audit.created {
        HTMLTable.fact("created", to: html) { html.text(Self.text(created)) }
      }
    }
  }

  private static func text(_ counts: ComparedAudit.TableCounts) -> String {
    var parts = [Count.grouped(counts.total)]
    let drifting =
      switch counts.drifting {
      case 0: "none drifting"
      case counts.total: counts.total == 1 ? "drifting" : "all drifting"
      default: "\(Count.grouped(counts.drifting)) drifting"
      }
    if counts.total > 0 { parts.append(drifting) }
    if counts.unreadable > 0 { parts.append("\(Count.grouped(counts.unreadable)) unreadable") }
    return parts.joined(separator: ", ")
  }

  /// `2026-01-23 10:00 to 2026-01-30 20:23 UTC`.
  static func text(_ period: Span<Moment>) -> String {
    let (first, last) = (period.first.toTheMinute, period.last.toTheMinute)
    return first == last ? "\(first) UTC" : "\(first) to \(last) UTC"
  }

  private func matrices(_ html: HTMLWriter, room: inout HTMLLimits) {
    guard !audit.findings.isEmpty else { return }
    for axis in [DriftMatrix.Axis.shapes, .batches] {
      // Half of what is left, so that something is left for the other matrix, and for the audits behind this one.
      let matrix = DriftMatrix(audit, by: axis, cells: room.cells / 2)
      guard !matrix.headings.isEmpty, !matrix.rows.isEmpty else { continue }
      room.cells -= matrix.headings.count * matrix.rows.count
      let id = "audit-\(number)-by-\(axis == .shapes ? "shape" : "batch")"
      HTMLMatrix(matrix: matrix, audit: audit, axis: axis, id: id).write(to: html)
    }
  }

  // MARK: What stands behind

  private func shapes(_ html: HTMLWriter, most: Int) {
    guard !audit.shapes.isEmpty else { return }
    let total = audit.shapes.reduce(0) { $0 + $1.tableCount }
    html.element("h3", text: "Shapes")
    html.element("table", ["class": "data fit stack"]) {
      HTMLTable.head(
        ["shape", "columns", "tables", "share", "first table by name", "fingerprint"], figures: [1, 2, 3],
        to: html)
      html.element("tbody") {
        for shape in audit.shapes.prefix(most) {
          html.element("tr") {
            html.element("th", ["scope": "row", "class": "wide"], text: shape.id)
            html.element("td", ["class": "num", "data-label": "columns"], text: Count.grouped(shape.columns))
            html.element(
              "td", ["class": "num", "data-label": "tables"], text: Count.grouped(shape.tableCount))
            html.element(
              "td", ["class": "num", "data-label": "share"],
              text: MarkdownSection.share(shape.tableCount, of: total))
            html.element("td", ["class": "wide"]) { html.code(TableText.short(shape.example)) }
            html.element("td", ["class": "muted"]) { html.code(shape.fingerprint) }
          }
        }
      }
    }
    HTMLTable.rest(audit.shapes.count - most, "shape", to: html)
  }

  private func batches(_ html: HTMLWriter, most: Int) {
    guard !audit.batches.isEmpty else { return }
    html.element("h3", text: "Batches")
    html.element("table", ["class": "data fit stack"]) {
      HTMLTable.head(
        ["batch", "tables", "drifting", "unreadable", "shapes"], figures: [1, 2, 3], to: html)
      html.element("tbody") {
        for batch in audit.batches.suffix(most) {
          html.element("tr") {
            html.element("th", ["scope": "row", "class": "wide"]) { html.code(batch.name) }
            let figures = [
              ("tables", batch.tableCount), ("drifting", batch.driftedTables),
              ("unreadable", batch.unreadableTables),
            ]
            for (name, count) in figures {
              html.element(
                "td", ["class": count == 0 ? "num zero" : "num", "data-label": name],
                text: Count.grouped(count))
            }
            html.element("td", ["data-label": "shapes"], text: Self.shapeList(batch.shapes, of: audit))
          }
        }
      }
    }
    HTMLTable.rest(audit.batches.count - most, "batch before these", plural: "batches before these", to: html)
    if audit.tablesWithoutBatch > 0 {
      html.element(
        "p", ["class": "muted"],
        text: "The names of \(Count.of(audit.tablesWithoutBatch, "more table")) tell no batch.")
    }
  }

  /// `s1, s2, s7 and 3 more`.
  static func shapeList(_ shapes: [Int], of audit: ComparedAudit) -> String {
    let most = 12
    let names = shapes.prefix(most).map { audit.shapes[$0].id }.joined(separator: ", ")
    return shapes.count > most ? "\(names) and \(Count.grouped(shapes.count - most)) more" : names
  }
}
