import Comparison
import Output
import Schema
import Text

/// A `DriftMatrix` as a table in a box of its own, which scrolls where it is wider than the page.
struct HTMLMatrix {
  let matrix: DriftMatrix
  let audit: ComparedAudit
  let axis: DriftMatrix.Axis
  /// Tells the boxes of a page apart.
  let id: String

  /// With more rows than this a link in each would only be in the way of who goes through the page by keyboard.
  private static let mostLinks = 200
  /// With more rows than this the box scrolls by itself, so that its headings stay in sight.
  private static let mostWithoutScrolling = 30
  /// With more headings than this the cells have to be smaller on paper.
  private static let mostAsWideAsPaper = 12
  /// Scalars of a column's name; its finding has more of it.
  private static let longestName = 100
  /// Signs of a heading that stands on end.
  private static let longestHeading = 24

  func write(to html: HTMLWriter) {
    let noun = axis == .shapes ? "shape" : "batch"
    html.element("h3", ["id": id], text: "Columns by \(noun)")
    var style = "matrix"
    if matrix.rows.count > Self.mostWithoutScrolling { style += " tall" }
    if matrix.headings.count > Self.mostAsWideAsPaper { style += " wide" }
    html.element("div", ["class": style, "tabindex": "0", "role": "region", "aria-labelledby": id]) {
      html.element("table") {
        html.element("caption", ["class": "spoken"], text: caption)
        head(html)
        html.element("tbody") {
          for row in matrix.rows { write(row, to: html) }
          rest(html)
        }
      }
    }
    signs(html)
  }

  private var caption: String {
    "Each row is a column path with findings, each column a \(axis == .shapes ? "shape" : "batch") with the number of its "
      + "staging tables. A cell has the sign of its worst finding's rule; a dot is a cell without findings."
  }

  private func head(_ html: HTMLWriter) {
    html.element("thead") {
      html.element("tr") {
        html.element("th", ["scope": "col"], text: "column")
        let shared = Self.sharedStart(matrix.headings.map(\.name))
        for heading in matrix.headings {
          html.element("th", ["scope": "col"]) {
            html.element("div", ["class": "head"]) { write(heading, shared: shared, to: html) }
          }
        }
      }
    }
  }

  private func write(_ heading: DriftMatrix.Heading, shared: String, to html: HTMLWriter) {
    let own = SafeText.printable(String(heading.name.dropFirst(shared.count)), limit: 200)
    html.element("span", ["class": heading.name.utf8.count > 4 ? "long" : nil]) {
      if !shared.isEmpty {
        html.spoken(SafeText.printable(shared, limit: 200))
        html.element("span", ["aria-hidden": "true"], text: "…")
      }
      html.code(DisplayWidth.clippedInMiddle(own, to: Self.longestHeading))
    }
    html.element("span", ["class": "num"]) {
      html.text(Count.grouped(heading.tables))
      html.spoken(heading.tables == 1 ? " table" : " tables")
    }
  }

  /// What all names start with, up to a separator: headings differ in what is behind it.
  static func sharedStart(_ names: [String]) -> String {
    guard names.count > 1, let first = names.first else { return "" }
    let shared = names.dropFirst().reduce(first[...]) { start, name in
      start.prefix(zip(start, name).prefix { $0 == $1 }.count)
    }
    guard let end = shared.lastIndex(where: { "_-.:/".contains($0) }) else { return "" }
    let start = shared[...end]
    return start.count < 6 ? "" : String(start)
  }

  private func write(_ row: DriftMatrix.Row, to html: HTMLWriter) {
    html.element("tr") {
      html.element("th", ["scope": "row"]) {
        if matrix.rows.count <= Self.mostLinks {
          html.element("a", ["href": "#f-\(audit.findings[row.worst].id)"]) { name(row.column, to: html) }
        } else {
          name(row.column, to: html)
        }
      }
      for (cell, heading) in zip(row.cells, matrix.headings) {
        if let cell {
          write(cell, heading: heading, to: html)
        } else {
          html.element("td", ["class": "clean"], text: "·")
        }
      }
    }
  }

  private func name(_ column: String?, to html: HTMLWriter) {
    if let column {
      html.code(column, limit: Self.longestName)
    } else {
      html.element("span", text: "(table as a whole)")
    }
  }

  private func write(_ cell: DriftMatrix.Cell, heading: DriftMatrix.Heading, to html: HTMLWriter) {
    let finding = audit.findings[cell.finding]
    let isPart = cell.drifting < heading.tables
    let tone = finding.status.counts ? finding.severity.rawValue : "accepted"
    let status = finding.status.counts ? "" : ", accepted"
    let total = Count.of(heading.tables, "table")
    var tables = cell.tables < heading.tables ? "\(Count.grouped(cell.tables)) of \(total)" : total
    if cell.drifting > cell.tables {
      tables += "; any finding: \(Count.grouped(cell.drifting)) of \(total)"
    }
    html.element(
      "td",
      [
        "class": isPart ? "\(tone) part" : tone,
        "aria-label": "\(finding.severity.rawValue)\(status): \(finding.rule), \(tables)",
      ], text: audit.rules[finding.rule].sign)
  }

  /// What has no row.
  private func rest(_ html: HTMLWriter) {
    let width = String(matrix.headings.count)
    func line(_ title: String, _ text: String) {
      html.element("tr", ["class": "rest"]) {
        html.element("th", ["scope": "row"], text: title)
        html.element("td", ["colspan": width], text: text)
      }
    }
    if matrix.rowsLeftOut > 0 {
      line(
        "\(Count.grouped(matrix.rowsLeftOut)) more with findings",
        "less severe or in fewer tables: the JSON report has all")
    }
    if matrix.cleanColumns > 0 {
      line(Count.of(matrix.cleanColumns, "other column"), "equal everywhere")
    }
  }

  /// What the signs mean that occur, and what has no column.
  private func signs(_ html: HTMLWriter) {
    let cells = matrix.rows.flatMap(\.cells).compactMap(\.self)
    let shown = Set(cells.map(\.finding)).map { audit.findings[$0] }
    let rules = audit.rules.sorted(shown.map(\.rule))
    html.element("ul", ["class": "signs"]) {
      for rule in rules {
        html.element("li") {
          html.element("code", text: audit.rules[rule].sign)
          html.text(" \(rule)")
        }
      }
      for severity in [Severity.error, .warning, .note]
      where shown.contains(where: { $0.severity == severity && $0.status.counts }) {
        sample(severity.rawValue, severity.rawValue, to: html)
      }
      if shown.contains(where: { !$0.status.counts }) { sample("accepted", "accepted", to: html) }
      let hasParts = matrix.rows.contains { row in
        zip(row.cells, matrix.headings).contains { cell, heading in (cell?.drifting ?? .max) < heading.tables
        }
      }
      if hasParts { sample("part", "some of the tables only", to: html) }
    }
    switch axis {
    case .shapes: HTMLTable.rest(matrix.headingsLeftOut, "shape", to: html)
    case .batches:
      HTMLTable.rest(matrix.headingsLeftOut, "batch before these", plural: "batches before these", to: html)
    }
  }

  private func sample(_ tone: String, _ text: String, to html: HTMLWriter) {
    html.element("li") {
      html.element("span", ["class": "sample \(tone)", "aria-hidden": "true"], text: "x")
      html.text(text)
    }
  }
}
