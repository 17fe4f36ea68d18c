import Auditing
import Comparison
import History
import Lifecycle
import Output
import Schema
import Status
import Text

/// How everything stands, for scripts; described by schemas/status-report.schema.json.
struct StatusJSON: NamedFormat {
  /// The layout's version.
  static let schemaVersion = 1

  /// `json`.
  let name = "json"

  /// The format; it has no settings.
  init() {}

  /// Writes the report; see `NamedFormat`.
  func write(_ report: StatusReport, to sink: ReportSink) throws(ReportError) {
    let document = JSONNode.block([
      ("schemaVersion", .number(Self.schemaVersion)), ("tool", .tool),
      ("generatedAt", .text(report.generatedAt)), ("verdict", .text(report.verdict.rawValue)),
      ("todo", .list(StatusWords.todo(report).map { .text($0) })),
      ("mains", .lines(report.mains.map { Self.node($0) })), ("problems", .problems(report.problems)),
    ])
    try sink.write(document.document)
  }

  private static func node(_ main: StatusReport.Main) -> JSONNode {
    let gaps: [(StatusSection.Kind, MissingInput?)] =
      [(.drift, main.drift.missingInput)] + LifecycleJSON.gaps(main.lifecycle) + [
        (.lastRun, main.lastRun.missingInput)
      ]
    return .block(
      [("main", .text(main.main)), ("drift", main.drift.value.map(drift) ?? .null)]
        + LifecycleJSON.members(main.lifecycle).map { ($0.0, $0.1 ?? .null) }
        + [
          ("lastRun", main.lastRun.value.map(lastRun) ?? .null),
          (
            "notTold",
            .lines(
              gaps.compactMap { kind, gap in
                gap.map {
                  .object([
                    ("section", .text(kind.rawValue)), ("lacks", .text($0.rawValue)),
                    ("text", .text(StatusWords.missing($0, of: kind))),
                  ])
                }
              })
          ),
        ])
  }

  // MARK: Drift

  private static func drift(_ audit: ComparedAudit) -> JSONNode {
    let tables = audit.tableCounts
    let counts = statuses.map { status in
      (status, Optional(JSONNode.number(audit.findings.count { $0.status.name == status })))
    }
    return .block([
      ("columns", .number(audit.main.schema.columns.count)), ("stagingTables", .number(tables.total)),
      ("driftedTables", .number(tables.drifting)), ("unreadableTables", .number(tables.unreadable)),
      ("findings", .object(counts)),
      ("groups", .lines(FindingGroups(audit).all.map(group))),
    ])
  }

  private static let statuses = ["new", "expired", "accepted"]

  private static func group(_ group: FindingGroup) -> JSONNode {
    let status = group.findings.first?.status.name ?? "new"
    return .object([
      ("status", .text(status)), ("severity", .text(group.severity.rawValue)),
      ("rule", .text(group.rule.rawValue)), ("family", .text(group.family)),
      ("tables", .number(group.tableCount)), ("findings", .number(group.findings.count)),
      ("columns", .list(group.findings.compactMap(\.column).map { .text($0) })),
    ])
  }

  // MARK: The history

  private static func lastRun(_ run: StatusReport.LastRun) -> JSONNode {
    let counts = statuses.map { status in
      (status, Optional(JSONNode.number(run.audit.findings.count { $0.status.name == status })))
    }
    return .block([
      ("time", .text(run.time.description)), ("verdict", .text(run.verdict.rawValue)),
      ("problems", .number(run.problems)), ("isNarrowed", .truth(run.audit.isNarrowed)),
      ("stagingTables", .number(run.audit.families.reduce(0) { $0 + $1.tables })),
      ("driftedTables", .number(run.audit.families.reduce(0) { $0 + $1.drifted })),
      ("findings", .object(counts)),
      (
        "newSince",
        run.new.map { .lines($0.map { change($0.id, $0.rule, $0.family, $0.column) }) } ?? .null
      ),
      (
        "goneSince",
        run.gone.map { .lines($0.map { change($0.id, $0.rule, $0.family, $0.column) }) } ?? .null
      ),
    ])
  }

  private static func change(_ id: String, _ rule: RuleID, _ family: String, _ column: String?) -> JSONNode {
    .object([
      ("id", .text(id)), ("rule", .text(rule.rawValue)), ("family", .text(family)),
      ("column", .optional(column)),
    ])
  }
}
