import DriftAudit

/// Columns whose names end in `_tmp` are nobody's to keep.
struct TemporaryColumn: Rule {
  let id = "temporary-column"
  let title = "Temporary columns"
  let page = RulePage(
    summary: "A column of staging whose name ends in `_tmp`.",
    rationale: "It was meant for one day, and a MERGE by name drops its values.",
    remedy: "Remove it from the writer.",
    example: "finds  temporary-column  debug_tmp")

  func check(_ pair: ColumnPair) -> [Drift] {
    guard let column = pair.staging, column.name.hasSuffix("_tmp") else { return [] }
    return [Drift(.warning, "A MERGE by name drops its values.")]
  }
}

/// A report for a chat: one line.
struct ChatLine: ReportFormat {
  let name = "chat"

  func text(of report: Report) -> String {
    let main = report.mains.first?.table.name ?? "nothing"
    return "\(report.verdict.rawValue): \(report.findings.count) findings for \(main)\n"
  }
}

/// Schemas as a catalog of one's own writes them: `{"catalogTable": "orders", "fields": {"id": "INT64"}}`.
struct CatalogPage: ExportForm {
  static let name = "a page of the team's catalog"
  static let leavesUnknown = ["whether columns may be NULL"]

  init() {}

  func tables(in value: JSON) throws(ExportError) -> [Table]? {
    guard let name = value["catalogTable"]?.string, case .object(let fields)? = value["fields"],
      let engine = Engine("bigquery")
    else { return nil }
    let columns = fields.map { Column($0.key, $0.value.string ?? "") }
    return [Table(name, columns: columns, engine: engine)]
  }
}

/// Audits the orders in a folder of exports.
func auditOrders(in folder: String) throws -> Report {
  var audit = Audit(main: "orders", exports: [folder])
  audit.staging = ["_staging_orders_*"]
  audit.rules = BuiltInRules.all + [TemporaryColumn()]
  audit.forms = [CatalogPage.self]
  audit.severities = ["order-changed": nil]
  audit.failOn = .error
  return try audit.run()
}

/// What a job prints, and the exit code it ends with.
func summary(of report: Report) -> (text: String, exitCode: Int32) {
  for problem in report.problems { print(problem.message) }
  return (report.text(as: ChatLine()), report.verdict.exitCode)
}
