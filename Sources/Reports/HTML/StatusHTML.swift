import Auditing
import Output
import Schema
import Status
import Text

/// How everything stands, as one page that stands alone.
struct StatusHTML: NamedFormat {
  /// `html`.
  let name = "html"

  /// Rows of one table at most.
  private static let mostRows = 1000

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: StatusReport, to sink: ReportSink) throws(ReportError) {
    let page = HTMLPage(
      title: "\(report.verdict.rawValue.uppercased()) · status", generatedAt: report.generatedAt,
      note: "The JSON report holds everything that is told here.")
    try page.write(to: sink) { html in
      Self.head(report, to: html)
      Self.problems(report, to: html)
      for main in report.mains {
        html.element("h2") { html.code(main.main) }
        for section in StatusSection.all(of: main, report) { Self.write(section, to: html) }
      }
    }
  }

  private static func head(_ report: StatusReport, to html: HTMLWriter) {
    html.element("header", ["class": "masthead"]) {
      html.element("p", ["class": "overline"]) {
        html.text("Status as of ")
        HTMLPage.time(report.now.description, to: html)
      }
      html.element("h1", ["class": "title"]) {
        html.element(
          "span", ["class": "verdict \(report.verdict.rawValue)"], text: report.verdict.rawValue.uppercased())
        html.text((StatusWords.todo(report).first ?? "nothing to do").capitalizedFirst)
      }
      let others = StatusWords.todo(report).dropFirst()
      if !others.isEmpty {
        html.element("ul") {
          for other in others { html.element("li", text: other.capitalizedFirst) }
        }
      }
    }
  }

  private static func problems(_ report: StatusReport, to html: HTMLWriter) {
    guard !report.problems.isEmpty else { return }
    let isError = report.problems.contains { $0.severity == .error }
    html.element(
      "section", ["class": isError ? "problems" : "problems warning", "aria-labelledby": "problems"]
    ) {
      html.element(
        "h2", ["id": "problems"],
        text: isError ? "Not everything could be seen" : Count.of(report.problems.count, "warning"))
      html.element("ul") {
        for problem in report.problems.prefix(mostRows) {
          html.element("li") { HTMLTable.problem(problem, to: html) }
        }
        HTMLTable.rest(report.problems.count - mostRows, "problem", element: "li", to: html)
      }
    }
  }

  /// A section below the heading of its main.
  static func write(_ section: StatusSection, to html: HTMLWriter) {
    html.element("h3", text: section.kind.title)
    html.element("p", ["class": section.tone == .unavailable ? "muted" : nil]) {
      if section.tone == .bad {
        html.element("strong", text: section.summary.capitalizedFirst)
      } else {
        html.text(section.summary.capitalizedFirst)
      }
    }
    for table in section.tables {
      if section.tables.count > 1 { html.element("h4", text: "By \(table.noun)") }
      write(table, caption: section.kind.title, to: html)
    }
    for note in section.notes { html.element("p", ["class": "muted"], text: note) }
    if let next = section.next { html.element("p") { html.code(next, class: "command", limit: 2000) } }
  }

  private static func write(_ table: StatusSection.Table, caption: String, to html: HTMLWriter) {
    let hasFiguresOnly =
      table.figures.count == table.head.count - 1 && table.rows.first?.first?.isText == true
    // Words of ours that stand in front of the last cell are short.
    let whole = Set(
      table.head.indices.dropLast().filter { column in table.rows.allSatisfy { $0[column].isText } })
    html.element("table", ["class": hasFiguresOnly ? "data fit stack" : "data stack"]) {
      html.element("caption", ["class": "spoken"], text: "\(caption), by \(table.noun)")
      HTMLTable.head(table.head, figures: table.figures, whole: whole, to: html)
      html.element("tbody") {
        for row in table.rows.prefix(mostRows) {
          html.element("tr") {
            for (column, cell) in row.enumerated() {
              let style: String? =
                table.figures.contains(column)
                ? "num" : whole.contains(column) ? "keep" : column == table.head.count - 1 ? "wide" : nil
              if column == 0 {
                html.element("th", ["scope": "row", "class": style]) { write(cell, to: html) }
              } else {
                html.element("td", ["class": style, "data-label": table.head[column]]) {
                  write(cell, to: html)
                }
              }
            }
          }
        }
      }
    }
    HTMLTable.rest(
      table.rows.count - mostRows, table.noun, plural: table.noun == "batch" ? "batches" : nil, to: html)
  }

  private static func write(_ cell: StatusSection.Cell, to html: HTMLWriter) {
    switch cell {
    case .text(let text): html.text(text)
    case .names(let names, let more, let what):
      if let what { html.text("\(what): ") }
      for (place, name) in names.enumerated() {
        if place > 0 { html.text(", ") }
        html.code(name)
      }
      if more > 0 { html.text(", … \(Count.grouped(more)) more") }
    }
  }
}
