import Auditing
import Output
import Status
import Text

/// How everything stands, for an issue or a chat.
struct StatusMarkdown: NamedFormat {
  /// `markdown`.
  let name = "markdown"

  /// Rows of one table at most.
  static let mostRows = 200

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: StatusReport, to sink: ReportSink) throws(ReportError) {
    var lines = [
      "# Status: \(MarkdownText.plain(StatusWords.verdict(report)))", "",
      "**\(report.verdict.rawValue.uppercased())** · as of \(report.now.toTheMinute) UTC",
    ]
    for main in report.mains {
      lines += ["", "## \(MarkdownText.code(main.main))"]
      for section in StatusSection.all(of: main, report) { lines += Self.lines(of: section) }
    }
    if let problems = MarkdownSection.problems(report.problems, of: "page") {
      lines += [""] + problems.lines(rows: Self.mostRows)
    }
    try sink.write(lines.joined(separator: "\n") + "\n")
  }

  /// A section below the heading of its main.
  static func lines(of section: StatusSection) -> [String] {
    let summary = MarkdownText.plain(section.summary)
    var lines = [
      "", "### \(section.kind.title)", "", "\(section.tone == .bad ? "**\(summary)**" : summary).", "",
    ]
    for table in section.tables {
      let ruler = table.head.indices.map { table.figures.contains($0) ? "--:" : "---" }
      let rows = table.rows.map { $0.map(cell) }
      let shown = MarkdownSection.table(
        table.head, "|\(ruler.joined(separator: "|"))|", rows, noun: table.noun)
      lines += (shown?.lines(rows: mostRows) ?? []) + [""]
    }
    for note in section.notes { lines.append(MarkdownText.plain(note)) }
    while lines.last == "" { lines.removeLast() }
    if let next = section.next { lines += ["", "Next: \(MarkdownText.code(next, limit: 2000))"] }
    return lines
  }

  private static func cell(_ cell: StatusSection.Cell) -> String {
    switch cell {
    case .text(let text): MarkdownText.plain(text)
    case .names(let names, let more, let what):
      (what.map { MarkdownText.plain($0) + ": " } ?? "")
        + (names.map { MarkdownText.code($0, inTable: true) }
        + (more > 0 ? ["… \(Count.grouped(more)) more"] : []))
        .joined(separator: ", ")
    }
  }
}
