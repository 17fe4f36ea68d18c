import Lifecycle
import Output
import Settings
import Status
import Text

/// What became of a main's staging tables, as the reports of `status` and `weekly` hold it.
enum LifecycleJSON {
  /// Each section by its key; nil where it is not told.
  static func members(_ audit: LifecycleReport.Audit) -> [(String, JSONNode?)] {
    [
      (StatusSection.Kind.orphans.rawValue, audit.orphans.value.map(orphans)),
      (StatusSection.Kind.lostCompletions.rawValue, audit.batches.value.map(lost)),
      (StatusSection.Kind.arrival.rawValue, audit.arrival.value.map(arrival)),
      (StatusSection.Kind.unpopulatedColumns.rawValue, audit.columns.value.map(columns)),
    ]
  }

  /// What is needed for each section; nil where it is told.
  static func gaps(_ audit: LifecycleReport.Audit) -> [(StatusSection.Kind, MissingInput?)] {
    [
      (.orphans, audit.orphans.missingInput), (.lostCompletions, audit.batches.missingInput),
      (.arrival, audit.arrival.missingInput),
      (.unpopulatedColumns, audit.columns.missingInput),
    ]
  }

  private static func orphans(_ report: OrphanReport) -> JSONNode {
    let families = report.audits.flatMap(\.families)
    let batches = families.flatMap { family in family.batches.map { batch($0, family: family.name) } }
    return .block([
      ("minAgeSeconds", .number(report.settings.minAge.seconds)),
      ("stagingTables", .number(report.tableCount)),
      ("orphans", .number(report.orphans.tables)), ("bytes", bytes(report.orphans)),
      ("orphanedBatches", .number(report.orphanedBatches)), ("batches", .lines(batches)),
    ])
  }

  private static func batch(_ batch: OrphanReport.Batch, family: String) -> JSONNode {
    .object([
      ("batch", .text(batch.name)), ("family", .text(family)), ("day", .optional(batch.day?.description)),
      ("state", .text(batch.state.rawValue)), ("tables", .number(batch.tables.count)),
      ("orphans", .number(batch.orphans.count)), ("bytes", bytes(TableTotal(batch.tables))),
      ("reasons", .list(batch.holds.map { .text($0.key) })),
    ])
  }

  /// The bytes; null where lists do not tell all of them.
  private static func bytes(_ total: TableTotal) -> JSONNode {
    total.unsized > 0 ? .null : .number(total.bytes)
  }

  private static func lost(_ report: BatchReport) -> JSONNode {
    let batches = report.batches.map { batch in
      JSONNode.object([
        ("batch", .text(batch.name)), ("expected", .optional(batch.expected)),
        ("staged", .number(batch.staged)), ("completed", .number(batch.completed)),
        ("failed", .number(batch.failed)), ("lost", .number(batch.lost)),
        ("missing", .number(batch.missing)), ("isOverLimit", .truth(report.exceeds(batch))),
      ])
    }
    return .block([
      ("maxLost", .text(report.limit.description)), ("records", .number(report.records)),
      ("staged", .number(report.staged)), ("lost", .number(report.lost)),
      ("missing", .number(report.missing)), ("failingBatches", .number(report.failing.count)),
      ("batches", .lines(batches)),
    ])
  }

  private static func arrival(_ report: VerifyReport) -> JSONNode {
    .block([
      ("batches", .number(report.batches?.count ?? 0)), ("absentBatches", .number(report.absent.count)),
      ("wanting", .lines(report.wanting.map(VerifyJSON.node))),
    ])
  }

  private static func columns(_ report: VerifyReport) -> JSONNode {
    .block([
      ("newRows", .optional(report.newRows)), ("records", .optional(report.records)),
      ("columns", .lines((report.columns ?? []).map(VerifyJSON.node))),
    ])
  }
}
