import Auditing
import Lifecycle
import Output

/// Whether everything arrived, for scripts; described by schemas/verify-report.schema.json.
struct VerifyJSON: NamedFormat {
  /// The layout's version.
  static let schemaVersion = 1

  /// `json`.
  let name = "json"

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: VerifyReport, to sink: ReportSink) throws(ReportError) {
    let summary = JSONNode.object([
      ("batches", .optional(report.batches?.count)),
      ("wantingBatches", .optional(report.batches == nil ? nil : report.wanting.count)),
      ("nullColumns", .optional(report.columns?.count)), ("newRows", .optional(report.newRows)),
      ("records", .optional(report.records)),
    ])
    let batches: JSONNode = report.batches.map { .lines($0.map(Self.node)) } ?? .null
    let columns: JSONNode = report.columns.map { .lines($0.map(Self.node)) } ?? .null
    let document = JSONNode.block([
      ("schemaVersion", .number(Self.schemaVersion)), ("tool", .tool),
      ("verdict", .text(report.verdict.rawValue)), ("main", .text(report.main)), ("summary", summary),
      ("batches", batches), ("nullColumns", columns), ("problems", .problems(report.problems)),
    ])
    try sink.write(document.document)
  }

  static func node(_ batch: VerifyReport.Batch) -> JSONNode {
    .object([
      ("batch", .text(batch.name)), ("state", .text(batch.state.rawValue)),
      ("tables", .optional(batch.tables)),
      ("rows", .optional(batch.rows)),
      ("expected", .optional(batch.expected)), ("expectedIsAtMost", .truth(batch.isAtMost)),
      ("inMain", .optional(batch.inMain)), ("countedBy", .text(batch.evidence.rawValue)),
    ])
  }

  static func node(_ column: VerifyReport.NullColumn) -> JSONNode {
    .object([
      ("column", .text(column.name)), ("rows", .number(column.rows)), ("sample", .optional(column.sample)),
      ("cause", .text(VerifyWords.cause(column))),
      ("stagingTablesWithIt", .optional(column.staging?.having)),
      ("stagingTables", .optional(column.staging?.of)),
    ])
  }
}
