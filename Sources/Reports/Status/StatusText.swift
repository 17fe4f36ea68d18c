import Auditing
import Output
import Status
import Text

/// How everything stands, for a terminal.
struct StatusText: NamedFormat {
  /// `text`.
  let name = "text"

  private static let width = 80
  private static let widestName = 48
  /// Rows of one table.
  private static let mostRows = 40

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: StatusReport, to sink: ReportSink) throws(ReportError) {
    let verdict = report.verdict.rawValue.uppercased()
    let indent = String(repeating: " ", count: verdict.count + 2)
    let told = DisplayWidth.wrapped(StatusWords.verdict(report), to: Self.width - indent.count)
    var lines = told.enumerated().map { $0 == 0 ? "\(verdict)  \($1)" : indent + $1 }
    lines.append(indent + "as of \(report.now.toTheMinute) UTC")
    for main in report.mains {
      lines += ["", SafeText.line(main.main, limit: 200)]
      for section in StatusSection.all(of: main, report) { lines += Self.lines(of: section) }
    }
    try sink.write(lines.joined(separator: "\n") + "\n")
  }

  private static func lines(of section: StatusSection) -> [String] {
    var lines = ["", SafeText.line("  \(section.kind.title)")]
    lines += wrapped(section.summary, indent: "    ")
    for table in section.tables {
      lines.append("")
      lines += rows(of: table)
      let rest = table.rows.count - mostRows
      if rest > 0 { lines.append("    … \(Count.grouped(rest)) more: --report json=status.json") }
    }
    if !section.notes.isEmpty {
      lines.append("")
      for note in section.notes { lines += wrapped(note, indent: "    ") }
    }
    if let next = section.next { lines += ["", SafeText.line("    next:  \(next)")] }
    return lines
  }

  /// The table, with what does not fit into its last column on lines of its own.
  private static func rows(of table: StatusSection.Table) -> [String] {
    let rows = table.rows.prefix(mostRows).map { $0.map(shown) }
    let last = table.head.count - 1
    let before = table.head.indices.dropLast().reduce(4) { width, column in
      width + 2 + ([table.head] + rows).map { DisplayWidth.of($0[column]) }.reduce(0, max)
    }
    guard !table.figures.contains(last) else {
      return TextTable.lines(table.head, Array(rows), isRight: table.figures.contains).map { "  " + $0 }
    }
    var broken: [[String]] = []
    for row in rows {
      let parts = DisplayWidth.wrapped(row[last], to: max(width - before, 24))
      broken.append(Array(row.dropLast()) + [parts.first ?? ""])
      for part in parts.dropFirst() {
        broken.append([String](repeating: "", count: last) + [part])
      }
    }
    return TextTable.lines(table.head, broken, isRight: table.figures.contains).map { "  " + $0 }
  }

  private static func shown(_ cell: StatusSection.Cell) -> String {
    switch cell {
    case .text(let text): SafeText.printable(text, limit: 400)
    case .names(let names, let more, let what):
      (what.map { SafeText.printable($0, limit: 400) + ": " } ?? "")
        + (names.map {
          DisplayWidth.clippedInMiddle(SafeText.printable($0, limit: 400), to: widestName)
        } + (more > 0 ? ["… \(Count.grouped(more)) more"] : [])).joined(separator: ", ")
    }
  }

  private static func wrapped(_ text: String, indent: String) -> [String] {
    DisplayWidth.wrapped(SafeText.printable(text, limit: 2000), to: width - indent.count)
      .map { SafeText.line(indent + $0) }
  }
}
