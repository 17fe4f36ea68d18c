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

  /// Writes the report; see `WeeklyFormat`.
  func write(_ report: WeeklyReport, to sink: ReportSink) throws(ReportError) {
    let totals = WeeklyText.Totals(report)
    let counts = [
      ("new", totals.new), ("expired", totals.expired), ("open", totals.open), ("resolved", totals.resolved),
      ("accepted", totals.accepted), ("expiring", totals.expiring),
    ]
    try sink.write(
      """
      {
        "schemaVersion": \(Self.schemaVersion),
        "tool": {"name": "driftaudit", "version": \(JSONText.quoted(driftauditVersion))},
        "generatedAt": \(JSONText.quoted(report.generatedAt)),
        "since": "\(report.since)", "until": "\(report.until)",
        "summary": \(object(counts)),
        "runs": \(JSONText.lines(report.runs.map(text), indent: "    ")),
        "interval": \(report.interval.map(String.init) ?? "null"),
        "missingDays": [\(report.missingDays.map { "\"\($0)\"" }.joined(separator: ", "))],
        "audits": [
      """)
    for (index, audit) in report.audits.enumerated() {
      try sink.write((index == 0 ? "" : ", ") + text(audit))
    }
    try sink.write("]")
    if let lifecycle = report.lifecycle {
      let mains = lifecycle.withAvailableSections.map { audit in
        JSONNode.block([("main", .text(audit.main))] + LifecycleJSON.members(audit))
      }
      let node = JSONNode.block([
        ("generatedAt", .text(lifecycle.now.description)), ("mains", .lines(mains)),
      ])
      try sink.write(",\n  \"lifecycle\": ")
      try sink.write(bytes: node.bytes(indent: 2))
    }
    try sink.write(
      ",\n  \"problems\": \(JSONText.lines(report.problems.map(JSONText.problem), indent: "    "))\n}\n")
  }

  private func object(_ counts: [(String, Int)]) -> String {
    "{" + counts.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }

  private func text(_ run: WeeklyReport.Run) -> String {
    "{\"time\": \"\(run.time)\", \"verdict\": \"\(run.verdict.rawValue)\", \"problems\": \(run.problems)}"
  }

  private func text(_ audit: WeeklyReport.Audit) -> String {
    let columns =
      "{\"before\": \(audit.columns.before.map(String.init) ?? "null"), \"after\": \(audit.columns.after)}"
    return """
      {
          "table": \(JSONText.quoted(audit.table)), "runs": \(audit.runs), "columns": \(columns),
          "families": [\(audit.families.map(text).joined(separator: ", "))]
        }
      """
  }

  private func text(_ family: WeeklyReport.Family) -> String {
    let points = family.points.map { point in
      "{\"time\": \"\(point.time)\", \"isComplete\": \(point.isComplete), \"figures\": \(text(point.figures))}"
    }
    let parts = WeeklyText.parts.map { part in
      "\"\(part.key)\": \(JSONText.lines(part.items(family).map { text($0, in: part) }, indent: "        "))"
    }
    return """
      {
            "family": \(JSONText.quoted(family.name)),
            "before": \(family.before.map(text) ?? "null"),
            "after": \(text(family.after)),
            "points": \(JSONText.lines(points, indent: "        ")),
            \(parts.joined(separator: ",\n      ")),
            "standing": \(family.standing.count)
          }
      """
  }

  private func text(_ figures: WeeklyReport.Figures) -> String {
    object(WeeklyText.figures.map { ($0.key, $0.value(figures)) })
  }

  private func text(_ item: WeeklyReport.Item, in part: WeeklyText.Part) -> String {
    let finding = item.finding
    let acceptance = finding.status.acceptance
    let earlier = item.earlier.map { "{\"first\": \"\($0.first)\", \"last\": \"\($0.last)\"}" }
    let members: [(String, String)] = [
      ("id", JSONText.quoted(finding.id)), ("rule", JSONText.quoted(finding.rule.rawValue)),
      ("severity", JSONText.quoted(finding.severity.rawValue)),
      ("status", JSONText.quoted(finding.status.name)),
      ("column", JSONText.quoted(finding.column)), ("main", JSONText.side(finding.main)),
      ("staging", JSONText.side(finding.staging)), ("tables", "\(finding.tables)"),
      ("since", "\"\(item.since)\""),
      ("isSinceFirstRun", "\(item.isSinceFirstRun)"), ("changed", "\"\(item.changed)\""),
      ("gone", item.gone.map { "\"\($0)\"" } ?? "null"), ("isGoneWithTables", "\(item.isGoneWithTables)"),
      ("earlier", earlier ?? "null"), ("reason", JSONText.quoted(acceptance?.reason)),
      ("expires", JSONText.quoted(acceptance?.expires)), ("owner", JSONText.quoted(acceptance?.owner)),
      ("note", JSONText.quoted(WeeklyText.events(item, in: part).joined(separator: "; "))),
    ]
    return "{" + members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
  }
}
