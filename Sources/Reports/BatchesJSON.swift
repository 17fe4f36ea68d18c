import Auditing
import Lifecycle
import Output
import Schema
import Settings
import Text

/// What became of batches, for scripts; described by schemas/batches-report.schema.json.
struct BatchesJSON: NamedFormat {
  /// The layout's version.
  static let schemaVersion = 1

  /// `json`.
  let name = "json"

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: BatchReport, to sink: ReportSink) throws(ReportError) {
    let document = JSONNode.block([
      ("schemaVersion", .number(Self.schemaVersion)), ("tool", .tool),
      ("verdict", .text(report.verdict.rawValue)), ("main", .optional(report.main?.description)),
      ("maxLost", .text(report.limit.description)),
      (
        "summary",
        .object([
          ("batches", .number(report.batches.count)), ("records", .number(report.records)),
          ("staged", .number(report.staged)), ("lost", .number(report.lost)),
          ("missing", .number(report.missing)), ("failingBatches", .number(report.failing.count)),
          ("withoutBatch", .number(report.loose.count)),
        ])
      ),
      ("batches", .lines(report.batches.map { Self.node($0, report) })),
      ("problems", .problems(report.problems)),
    ])
    try sink.write(document.document)
  }

  private static func node(_ batch: BatchReport.Batch, _ report: BatchReport) -> JSONNode {
    .block([
      ("batch", .text(batch.name)), ("began", .optional(batch.began?.description)),
      ("hasRecord", .truth(batch.hasRecord)), ("isComplete", batch.isComplete.map { .truth($0) } ?? .null),
      ("expected", .optional(batch.expected)), ("staged", .number(batch.staged)),
      ("completed", .number(batch.completed)), ("failed", .number(batch.failed)),
      ("lost", .number(batch.lost)), ("missing", .number(batch.missing)),
      ("isOverLimit", .truth(report.exceeds(batch))),
      ("lostTables", names(batch.lostTables?.map(\.description))),
      ("missingNames", names(batch.missingNames)), ("failedNames", names(batch.failedNames)),
    ])
  }

  /// Null where only the number is known.
  private static func names(_ names: [String]?) -> JSONNode {
    names.map { .lines($0.map { .text($0) }) } ?? .null
  }
}
