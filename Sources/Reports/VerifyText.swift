import Lifecycle
import Output
import Text

/// Whether everything arrived, for a terminal.
struct VerifyText: NamedFormat {
  /// `text`.
  let name = "text"

  private static let widestName = 48
  /// Batches, and columns, that are shown.
  private static let most = 60

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: VerifyReport, to sink: ReportSink) throws(ReportError) {
    var lines = [SafeText.line(report.main, limit: 200)]
    if let batches = report.batches, !batches.isEmpty {
      // What is wanting comes first where not all can be shown.
      let shown = batches.count > Self.most ? report.wanting + batches.filter(\.state.isGood) : batches
      let rows = shown.prefix(Self.most).map { [Self.shown($0.name)] + VerifyWords.cells($0) }
      lines += [""] + TextTable.lines(VerifyWords.head, rows, numbers: 1...4)
      lines += Self.rest(batches.count, BatchWords.batches)
    }
    if let columns = report.columns, !columns.isEmpty {
      let rows = columns.prefix(Self.most).map { [Self.shown($0.name), Self.cause($0)] }
      lines += ["", SafeText.line("  \(VerifyWords.columns(report)):")]
      lines += TextTable.lines(["column", "why"], rows, numbers: 9...)
      lines += Self.rest(columns.count) { Count.of($0, "column") }
    }
    lines.append("")
    let notes = VerifyWords.notes(report).flatMap { DisplayWidth.wrapped($0, to: 78) }
    if !notes.isEmpty { lines += notes.map { SafeText.line("  " + $0) } + [""] }
    lines.append(LifecycleVerdict.line(report.verdict, VerifyWords.verdict(report), report.problems))
    try sink.write(lines.joined(separator: "\n") + "\n")
  }

  private static func rest(_ count: Int, _ noun: (Int) -> String) -> [String] {
    count > most ? ["  … \(noun(count - most)) more: --report json=verify.json"] : []
  }

  private static func cause(_ column: VerifyReport.NullColumn) -> String {
    VerifyWords.cause(column) + (column.sample.map { "; \($0)" } ?? "")
  }

  private static func shown(_ name: String) -> String {
    DisplayWidth.clippedInMiddle(SafeText.printable(name, limit: 400), to: widestName)
  }
}
