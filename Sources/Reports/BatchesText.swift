import Auditing
import Lifecycle
import Output
import Schema
import Text

/// What became of batches, for a terminal.
struct BatchesText: NamedFormat {
  /// `text`.
  let name = "text"

  private static let widestName = 48
  /// Batches of which names are shown, and names of each.
  private static let mostNamed = (batches: 10, names: 5)

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: BatchReport, to sink: ReportSink) throws(ReportError) {
    var lines: [String] = []
    if let main = report.main {
      lines += [
        SafeText.line(main.description, limit: 200), SafeText.line("  " + BatchWords.title(report)), "",
      ]
      if !report.batches.isEmpty {
        let rows = report.batches.map { [Self.shown($0.name)] + BatchWords.cells($0) }
        lines += TextTable.lines(BatchWords.head, rows, numbers: 1...) + [""]
      }
      lines += Self.names(report)
      lines += BatchWords.notes(report).flatMap { DisplayWidth.wrapped(SafeText.printable($0), to: 78) }
        .map { SafeText.line("  " + $0) }
      if lines.last != "" { lines.append("") }
    }
    lines.append(LifecycleVerdict.line(report.verdict, BatchWords.verdict(report), report.problems))
    try sink.write(lines.joined(separator: "\n") + "\n")
  }

  private static func shown(_ name: String) -> String {
    DisplayWidth.clippedInMiddle(SafeText.printable(name, limit: 400), to: widestName)
  }

  private static func names(_ report: BatchReport) -> [String] {
    var groups: [(title: String, names: [String])] = []
    for batch in report.batches {
      let name = shown(batch.name)
      if batch.hasRecord, let lost = batch.lostTables, !lost.isEmpty {
        groups.append(("\(name): lost", lost.map(\.table)))
      }
      if let missing = batch.missingNames, !missing.isEmpty { groups.append(("\(name): missing", missing)) }
      if !batch.failedNames.isEmpty { groups.append(("\(name): failed", batch.failedNames)) }
    }
    var lines = groups.prefix(mostNamed.batches).flatMap { title, names in
      let rest = names.count - mostNamed.names
      return [SafeText.line("  " + title)]
        + names.prefix(mostNamed.names).map {
          SafeText.line("    " + SafeText.printable($0, limit: 200))
        }
        + (rest > 0 ? ["    … \(Count.grouped(rest)) more: --report json=batches.json"] : []) + [""]
    }
    if groups.count > mostNamed.batches { lines += ["  … more names: --report json=batches.json", ""] }
    return lines
  }
}

/// The last line of a report for a terminal.
enum LifecycleVerdict {
  /// `FAIL  107 of 175 staging tables are lost`, with what could not be seen in front.
  static func line(_ verdict: Verdict, _ words: String, _ problems: [Problem]) -> String {
    let errors = problems.count { $0.severity == .error }
    let told = errors > 0 ? "not seen in full: \(Count.of(errors, "problem")); \(words)" : words
    return SafeText.line("\(verdict.rawValue.uppercased())  \(told)")
  }
}

extension BatchReport {
  /// How the run ends.
  package var verdict: Verdict { !isComplete ? .error : failing.isEmpty ? .pass : .fail }
}
