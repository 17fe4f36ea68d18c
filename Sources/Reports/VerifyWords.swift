import Lifecycle
import Text

/// What is said of what arrived in the same words everywhere. Names are not in it.
enum VerifyWords {
  /// What stands over a batch's cells.
  static let head = ["batch", "tables", "rows staged", "expected", "in main", "state"]

  /// The cells of a batch behind its name.
  static func cells(_ batch: VerifyReport.Batch) -> [String] {
    [
      batch.tables.map(Count.grouped) ?? "–", batch.rows.map(Count.grouped) ?? "–",
      batch.expected.map { (batch.isAtMost ? "≤ " : "") + Count.grouped($0) } ?? "–",
      batch.inMain.map(Count.grouped) ?? "–", state(batch.state),
    ]
  }

  static func state(_ state: VerifyReport.State) -> String {
    switch state {
    case .arrived: "arrived"
    case .partly: "in part"
    case .missing: "not in main"
    case .empty: "nothing staged"
    case .unclear: "unclear"
    case .uncounted: "not counted"
    }
  }

  /// Whether staging has the column: where to look for what leaves it empty.
  static func cause(_ column: VerifyReport.NullColumn) -> String {
    guard let staging = column.staging else { return "staging's columns are not told" }
    switch staging.having {
    case 0: return "missing in staging"
    case staging.of: return "in staging, and never filled"
    default:
      return
        "in \(Count.grouped(staging.having)) of \(Count.of(staging.of, "staging table")), and never filled"
    }
  }

  /// `14 columns are NULL in all 1,570 new rows`.
  static func columns(_ report: VerifyReport) -> String {
    guard let columns = report.columns else { return "columns were not checked" }
    let rows: String
    if let new = report.newRows {
      rows = "in all \(Count.of(new, "new row"))"
    } else {
      rows = "in all \(Count.of(report.records ?? 0, "sample record"))"
    }
    if columns.isEmpty { return "no column is NULL \(rows)" }
    return "\(Count.of(columns.count, "column")) \(columns.count == 1 ? "is" : "are") NULL \(rows)"
  }

  /// `2 batches arrived`, `1 of 2 batches has not arrived whole`.
  static func batches(_ report: VerifyReport) -> String {
    guard let batches = report.batches else { return "rows were not counted" }
    let wanting = report.wanting.count
    if wanting == 0 { return "\(BatchWords.batches(batches.count)) arrived whole" }
    return
      "\(Count.grouped(wanting)) of \(BatchWords.batches(batches.count)) \(wanting == 1 ? "has" : "have") not "
      + "arrived whole"
  }

  /// Both in one line.
  static func verdict(_ report: VerifyReport) -> String { "\(batches(report)); \(columns(report))" }

  /// What a reader has to know of the numbers, a sentence each.
  static func notes(_ report: VerifyReport) -> [String] {
    let batches = report.batches ?? []
    var notes: [String] = []
    if batches.contains(where: \.isAtMost) {
      notes.append(
        "Expected is the number of distinct keys. Where it says ≤, keys of several tables or parts may be the same, and fewer rows "
          + "may be right.")
    }
    let byDay = batches.count { $0.evidence == .day }
    if byDay > 0 {
      notes.append(
        "For \(BatchWords.batches(byDay)) main's rows of the day were counted, whichever batch wrote them.")
    }
    return notes
  }
}
