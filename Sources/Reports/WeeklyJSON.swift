import Schema
import Auditing
import Comparison
import History
import Lifecycle
import Output
import Text

/// The weekly report for scripts; described by schemas/weekly-report.schema.json.
struct WeeklyJSON: WeeklyFormat {
  /// The layout's version.
  static let schemaVersion = 1

  /// `json`.
  let name = "json"
  /// The name of a file that a report in this format goes into.
  let defaultFileName = "weekly.json"

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: WeeklyReport, to sink: ReportSink) throws(ReportError) {
    let totals = WeeklyText.Totals(report)
    let document = JSONNode.members(
      [
        [("schemaVersion", .number(Self.schemaVersion))], [("tool", .tool)],
        [("generatedAt", .text(report.generatedAt))],
        [("since", .text("\(report.since)")), ("until", .text("\(report.until)"))],
        [
          (
            "summary",
            .object([
              ("new", .number(totals.new)), ("expired", .number(totals.expired)),
              ("open", .number(totals.open)), ("resolved", .number(totals.resolved)),
              ("accepted", .number(totals.accepted)), ("expiring", .number(totals.expiring)),
            ])
          )
        ],
        [("runs", .lines(report.runs.map(node)))], [("interval", .optional(report.interval))],
        [("missingDays", .list(report.missingDays.map { .text("\($0)") }))],
        [("audits", .list(report.audits.map(node)))],
        [("lifecycle", report.lifecycle.map(node))], [("problems", .problems(report.problems))],
      ], .indented)
    try sink.write(document.document)
  }

  private func node(_ lifecycle: LifecycleReport) -> JSONNode {
    let mains = lifecycle.withAvailableSections.map { audit in
      JSONNode.block([("main", .text(audit.main))] + LifecycleJSON.members(audit))
    }
    return .block([("generatedAt", .text(lifecycle.now.description)), ("mains", .lines(mains))])
  }

  private func node(_ run: WeeklyReport.Run) -> JSONNode {
    .object([
      ("time", .text("\(run.time)")), ("verdict", .text(run.verdict.rawValue)),
      ("problems", .number(run.problems)),
    ])
  }

  private func node(_ audit: WeeklyReport.Audit) -> JSONNode {
    let columns = JSONNode.object([
      ("before", .optional(audit.columns.before)), ("after", .number(audit.columns.after)),
    ])
    return .members(
      [
        [("table", .text(audit.table)), ("runs", .number(audit.runs)), ("columns", columns)],
        [("families", .list(audit.families.map(node)))],
      ], .indented)
  }

  private func node(_ family: WeeklyReport.Family) -> JSONNode {
    let points = family.points.map { point in
      JSONNode.object([
        ("time", .text("\(point.time)")), ("isComplete", .truth(point.isComplete)),
        ("figures", node(point.figures)),
      ])
    }
    let parts: [JSONNode.Member] = WeeklyText.parts.map { part in
      (part.key, .lines(part.items(family).map { node($0, in: part) }))
    }
    let head: [JSONNode.Member] = [
      ("family", .text(family.name)), ("before", family.before.map(node) ?? .null),
      ("after", node(family.after)), ("points", .lines(points)),
    ]
    return .block(head + parts + [("standing", .number(family.standing.count))])
  }

  private func node(_ figures: WeeklyReport.Figures) -> JSONNode {
    .object(WeeklyText.figures.map { ($0.key, .number($0.value(figures))) })
  }

  private func node(_ item: WeeklyReport.Item, in part: WeeklyText.Part) -> JSONNode {
    let finding = item.finding
    let acceptance = finding.status.acceptance
    let earlier = item.earlier.map { span in
      JSONNode.object([("first", .text("\(span.first)")), ("last", .text("\(span.last)"))])
    }
    return .object([
      ("id", .text(finding.id)), ("rule", .text(finding.rule.rawValue)),
      ("severity", .text(finding.severity.rawValue)), ("status", .text(finding.status.name)),
      ("column", .optional(finding.column)), ("main", .side(finding.main)),
      ("staging", .side(finding.staging)), ("tables", .number(finding.tables)),
      ("since", .text("\(item.since)")), ("isSinceFirstRun", .truth(item.isSinceFirstRun)),
      ("changed", .text("\(item.changed)")), ("gone", .optional(item.gone.map { "\($0)" })),
      ("isGoneWithTables", .truth(item.isGoneWithTables)), ("earlier", earlier ?? .null),
      ("reason", .optional(acceptance?.reason)), ("expires", .optional(acceptance?.expires)),
      ("owner", .optional(acceptance?.owner)),
      ("note", .text(WeeklyText.events(item, in: part).joined(separator: "; "))),
    ])
  }
}
