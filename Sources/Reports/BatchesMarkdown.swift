import Auditing
import Lifecycle
import Output
import Schema
import Text

/// What became of batches, for an issue or a chat.
struct BatchesMarkdown: NamedFormat {
  /// `markdown`.
  let name = "markdown"

  /// Rows of one table, or names of one list, at most.
  private static let mostRows = 200

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: BatchReport, to sink: ReportSink) throws(ReportError) {
    var lines = ["# Batches: \(BatchWords.headline(report))", ""]
    lines.append(
      "**\(report.verdict.rawValue.uppercased())** · \(MarkdownText.plain(BatchWords.verdict(report))).")
    if let main = report.main {
      lines += ["", "## \(MarkdownText.code(main.description))", "", "\(BatchWords.title(report)).", ""]
      let rows = report.batches.map {
        [MarkdownText.code($0.name, inTable: true)] + BatchWords.cells($0)
      }
      let table = MarkdownSection.table(
        BatchWords.head, "|---|--:|--:|--:|--:|--:|--:|--:|", rows, noun: "batch")
      lines += table?.lines(rows: Self.mostRows) ?? []
      for note in BatchWords.notes(report) { lines += ["", MarkdownText.plain(note)] }
      lines += report.batches.flatMap(Self.names)
    }
    if let problems = MarkdownSection.problems(report.problems, of: "report") {
      lines += [""] + problems.lines(rows: Self.mostRows)
    }
    try sink.write(lines.joined(separator: "\n") + "\n")
  }

  private static func names(_ batch: BatchReport.Batch) -> [String] {
    let groups = [
      ("lost", (batch.lostTables ?? []).map(\.table)), ("missing", batch.missingNames ?? []),
      ("failed", batch.failedNames),
    ]
    return groups.filter { !$0.1.isEmpty }.flatMap { title, names in
      let section = MarkdownSection(
        head: ["", "### \(MarkdownText.code(batch.name)): \(title)", ""],
        rows: names.map { "- \(MarkdownText.code($0))" }, noun: "name")
      return section.lines(rows: mostRows)
    }
  }
}
