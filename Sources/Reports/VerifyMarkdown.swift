import Auditing
import Lifecycle
import Output
import Text

/// Whether everything arrived, for an issue or a chat.
struct VerifyMarkdown: NamedFormat {
  /// `markdown`.
  let name = "markdown"

  /// Rows of one table at most.
  private static let mostRows = 200

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: VerifyReport, to sink: ReportSink) throws(ReportError) {
    var lines = ["# Merge: \(VerifyWords.batches(report))", ""]
    lines.append(
      "**\(report.verdict.rawValue.uppercased())** · \(MarkdownText.code(report.main)) · \(VerifyWords.verdict(report))."
    )
    let batches = (report.batches ?? []).map {
      [MarkdownText.code($0.name, inTable: true)] + VerifyWords.cells($0)
    }
    let columns = (report.columns ?? []).map {
      [
        MarkdownText.code($0.name, inTable: true), VerifyWords.cause($0),
        $0.sample ?? "NULL in every new row",
      ]
    }
    let sections = [
      MarkdownSection.table(
        VerifyWords.head, "|---|--:|--:|--:|--:|---|", batches, noun: "batch", title: "## Batches"),
      MarkdownSection.table(
        ["column", "staging", "seen"], "|---|---|---|", columns, noun: "column",
        title: "## Columns that no new row fills"),
      MarkdownSection.problems(report.problems, of: "report"),
    ]
    for section in sections {
      if let section { lines += [""] + section.lines(rows: Self.mostRows) }
    }
    for note in VerifyWords.notes(report) { lines += ["", MarkdownText.plain(note)] }
    try sink.write(lines.joined(separator: "\n") + "\n")
  }
}
