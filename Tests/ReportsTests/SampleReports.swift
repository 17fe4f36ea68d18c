@testable import Auditing
@testable import Baselines
@testable import Comparison
@testable import Schema
import Testing

/// Reports to try every format on.
enum SampleReports {
  static let generatedAt = "2026-11-24T04:00:00Z"

  /// A sample by its name, for tests that run over all of them.
  enum Name: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case incident, incidentAccepted, mixed, hostile, clean, nothingRead
    var testDescription: String { rawValue }
  }

  static func make(_ name: Name) throws -> DriftReport {
    switch name {
    case .incident: try incident()
    case .incidentAccepted: try incidentAccepted()
    case .mixed: try mixed()
    case .hostile: try hostile()
    case .clean: try clean()
    case .nothingRead: nothingRead()
    }
  }

  /// 14 findings in 1,665 tables of one shape.
  static func incident() throws -> DriftReport {
    DriftReport.sample(generatedAt: generatedAt, audits: [try IncidentSample.new.get()], problems: [])
  }

  /// The incident with twelve findings accepted, one expired, one new, and a stale entry.
  static func incidentAccepted() throws -> DriftReport { try accepted.get() }

  private static let accepted: Result<DriftReport, any Error> = Result {
    let audit = try IncidentSample.make { column in
      switch column {
      case "teammate_usage_boost": .new
      case "calibration_method":
        .expired(.init(reason: "Until the worker fills it", expires: "2026-11-23", owner: "predictions"))
      case "feature_count":
        .accepted(.init(reason: "Not used by the worker", expires: "2027-03-31", owner: "ml"))
      default: .accepted(.init(reason: "Known since January"))
      }
    }
    let stale = BaselineEntry(
      rule: "missing-column", table: IncidentSample.main.description, family: "staging", column: "gone",
      main: "STRING", staging: nil, acceptance: .init(reason: "Was needed once", expires: "2027-01-31"))
    return DriftReport.sample(
      generatedAt: generatedAt, audits: [audit], problems: [],
      baseline: .init(file: "driftaudit.baseline.json", stale: [stale]))
  }

  /// Two audits, two families, several shapes, every severity, nested columns, unreadable tables and problems.
  static func mixed() throws -> DriftReport {
    let problems = [
      Problem(
        .error, file: "exports/columns.ndjson", line: 48_213, column: 97,
        table: "shop.sales._staging_orders_9",
        "unknown type 'NUMERICC(5, 1)' of column total in _staging_orders_9 (nearest: NUMERIC). The table is left out "
          + "of the audit."),
      Problem(.warning, file: "exports/old.json", line: 1, column: 1, "The file holds no tables."),
      Problem(.error, "no staging table matches 'x_*' among 12 tables in exports/."),
    ]
    return DriftReport.sample(
      generatedAt: generatedAt, audits: [try customers(), try orders()], problems: problems.sorted(),
      baseline: .init(file: "driftaudit.baseline.json", stale: []))
  }

  /// No drift at all.
  static func clean() throws -> DriftReport {
    var builder = try SampleAuditBuilder(
      main: TableName(dataset: "sales", table: "customers"), source: "main.json",
      columns: ["id INT64 REQUIRED"])
    _ = builder.tables([TableName(dataset: "sales", table: "_staging_1")], shape: "same", columns: 1)
    return DriftReport.sample(generatedAt: generatedAt, audits: [builder.build()], problems: [])
  }

  /// Nothing could be read.
  static func nothingRead() -> DriftReport {
    DriftReport.sample(
      generatedAt: generatedAt, audits: [],
      problems: [Problem(.error, file: "missing.json", "cannot read: No such file or directory")])
  }

  private static func customers() throws -> ComparedAudit {
    let main = TableName(project: "shop", dataset: "sales", table: "customers")
    var builder = try SampleAuditBuilder(
      main: main, source: "exports/customers.json", families: ["daily", "hourly"],
      columns: ["id INT64 REQUIRED", "name STRING", "joined DATE"])
    let daily = builder.tables(
      (1...4).map { TableName(project: "shop", dataset: "sales", table: "_daily_customers_\($0)") },
      family: "daily", shape: "customers, other order", columns: 3)
    builder.finding(
      "order-changed", .note, nil, main: nil, staging: nil, in: [daily],
      consequence: "INSERT ROW assigns by position. A MERGE with explicit columns works.")
    return builder.build()
  }

  private static func orders() throws -> ComparedAudit {
    func names(_ range: ClosedRange<Int>) -> [TableName] {
      range.map { TableName(project: "shop", dataset: "sales", table: "_staging_orders_\($0)") }
    }
    var builder = try SampleAuditBuilder(
      main: TableName(project: "shop", dataset: "sales", table: "orders"), source: "exports/orders.json",
      columns: [
        "id INT64 REQUIRED", "total NUMERIC(5, 2)", "items ARRAY<STRUCT<sku STRING, count INT64>>",
        "note STRING",
        "paid BOOL",
      ])
    let clean = builder.tables(names(1...2), shape: "orders", columns: 5)
    let old = builder.tables(names(3...6), shape: "orders without note", columns: 4)
    let text = builder.tables(names(7...8), shape: "orders with text", columns: 5)
    _ = builder.tables(names(9...9), shape: nil)
    _ = clean
    builder.finding(
      "missing-column", .warning, "note", main: "STRING", staging: nil, in: [old],
      consequence: IncidentSample.consequence,
      hint: "Probably renamed to remark: same type, next to paid in both.")
    builder.finding(
      "extra-column", .warning, "remark", main: nil, staging: "STRING", in: [old],
      status: .accepted(.init(reason: "Dropped on purpose", expires: "2027-06-30", owner: "sales")),
      consequence: "A MERGE with explicit columns drops its values.", hint: "Probably renamed from note.")
    builder.finding(
      "type-changed", .error, "total", main: "NUMERIC(5, 2)", staging: "STRING", in: [text],
      consequence: "INSERT ROW fails. A MERGE with explicit columns needs a cast, which can fail.")
    builder.finding(
      "description-changed", .note, "total", main: "NUMERIC(5, 2)", staging: "NUMERIC(5, 2)",
      in: [old, text],
      consequence: "Nothing changes for INSERT ROW and MERGE.")
    builder.finding(
      "order-changed", .error, "items", main: "ARRAY<STRUCT<sku STRING, count INT64>>",
      staging: "ARRAY<STRUCT<count INT64, sku STRING>>", in: [text],
      status: .expired(.init(reason: "Being mended", expires: "2026-11-01")),
      consequence: "Every value lands in the wrong field.")
    builder.finding(
      "extra-column", .error, "items.colour", main: nil, staging: "STRING", in: [text],
      consequence: "The whole column no longer fits.")
    builder.finding(
      "nullability-changed", .warning, "id", main: "INT64 REQUIRED", staging: "INT64 NULLABLE",
      in: [old, text],
      status: .accepted(.init(reason: "The writer never leaves it out")),
      consequence: "INSERT ROW and MERGE fail for a row whose value is NULL.")
    return builder.build()
  }
}
