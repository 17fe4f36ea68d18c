import Auditing
import Comparison
import History
import Text

/// The runs of a history as `history show` prints them.
package struct HistoryTable {
  /// The text, with a newline at its end.
  package let text: String

  /// The runs of a period, both days included.
  package init(_ folder: HistoryFolder, since: CalendarDay? = nil, until: CalendarDay? = nil) {
    let runs = folder.entries.map(\.run).filter { run in
      let day = CalendarDay(containing: run.time)
      return since.map { $0 <= day } ?? true && until.map { day <= $0 } ?? true
    }
    var lines = ["\(SafeText.line(folder.path)): \(Count.of(runs.count, "run"))"]
    if let first = runs.first, let last = runs.last {
      lines[0] +=
        first.time.day == last.time.day ? ", \(first.time.day)" : ", \(first.time.day) to \(last.time.day)"
      lines += [""] + Self.table(runs)
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  private static func table(_ runs: [HistoryRun]) -> [String] {
    let head = ["run, UTC", "verdict", "tables", "drifting", "new", "expired", "accepted", "problems"]
    let rows = runs.map { run in
      let families = run.audits.flatMap(\.families)
      let findings = run.audits.flatMap(\.findings)
      let statuses = ["new", "expired", "accepted"].map { status in
        findings.count { $0.status.name == status }
      }
      let numbers =
        [families.reduce(0) { $0 + $1.tables }, families.reduce(0) { $0 + $1.drifted }] + statuses + [
          run.problems
        ]
      return [run.time.toTheMinute, run.verdict.rawValue] + numbers.map(Count.grouped)
    }
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    return ([head] + rows).map { row in
      let cells = row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return column < 2 ? row[column] + space : space + row[column]
      }
      return "  " + cells.joined(separator: "  ")
    }
  }
}
