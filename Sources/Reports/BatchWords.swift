import Lifecycle
import Text

/// What is said of batches in the same words everywhere. Names are not in it, but for the field's.
enum BatchWords {
  /// `107 of 175 staging tables are lost`.
  static func headline(_ report: BatchReport) -> String {
    if report.main == nil { return "no staging table was held against a record" }
    return report.lost == 0
      ? "no staging table is lost, of \(Count.grouped(report.staged))"
      : headline(lost: report.lost, staged: report.staged)
  }

  /// `107 of 175 staging tables are lost`.
  static func headline(lost: Int, staged: Int) -> String {
    "\(Count.grouped(lost)) of \(Count.of(staged, "staging table")) \(lost == 1 ? "is" : "are") lost"
  }

  /// The headline, with what `--max-lost` says of it.
  static func verdict(_ report: BatchReport) -> String {
    let failing = report.failing.count
    if failing > 0 {
      return "\(headline(report)): more than --max-lost \(report.limit) in \(batches(failing))"
    }
    return report.lost == 0
      ? headline(report) : "\(headline(report)), no more than --max-lost \(report.limit) in any batch"
  }

  /// `348 staging tables of 2 batches, 2 completion records`.
  static func title(_ report: BatchReport) -> String {
    let withTables = report.batches.count { $0.staged > 0 }
    return "\(Count.of(report.staged, "staging table")) of \(batches(withTables)), "
      + Count.of(report.records, "completion record")
  }

  /// `2 batches`.
  static func batches(_ count: Int) -> String { Count.of(count, "batch", plural: "batches") }

  /// The cells of a batch behind its name.
  static func cells(_ batch: BatchReport.Batch) -> [String] {
    [
      batch.expected.map(Count.grouped) ?? "–", Count.grouped(batch.staged), Count.grouped(batch.completed),
      Count.grouped(batch.failed), Count.grouped(batch.lost), Count.grouped(batch.missing),
      share(batch.lost, of: batch.staged),
    ]
  }

  /// What stands over these cells.
  static let head = ["batch", "expected", "staged", "completed", "failed", "lost", "missing", "lost %"]

  /// `61.1`, rounded, but 0.0 and 100.0 only where it is that; a dash of nothing.
  private static func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    var thousandths = (part * 2000 + whole) / (2 * whole)
    if part > 0, part < whole { thousandths = min(max(thousandths, 1), 999) }
    return "\(thousandths / 10).\(thousandths % 10)"
  }

  /// What a reader has to know of the numbers, a sentence each.
  static func notes(_ report: BatchReport) -> [String] {
    var notes: [String] = []
    let untold = report.batches.count { $0.lostTables == nil }
    if untold > 0 {
      notes.append(
        "Which tables are lost cannot be told of \(batches(untold)): what '\(report.completedField)' names stands in no table's "
          + "name, so that only the numbers are compared.")
    }
    let unrecorded = report.batches.count { !$0.hasRecord }
    if unrecorded > 0 {
      notes.append("There is no record at all of \(batches(unrecorded)): all of their tables count as lost.")
    }
    if report.missing > 0 {
      notes.append("Missing is what completed and has no table: none was written, or it was dropped since.")
    }
    if !report.loose.isEmpty {
      notes.append(
        "\(Count.of(report.loose.count, "staging table")) \(report.loose.count == 1 ? "tells" : "tell") no batch by the pattern, "
          + "and \(report.loose.count == 1 ? "is" : "are") not counted.")
    }
    return notes
  }
}
