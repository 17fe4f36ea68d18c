import Auditing
import JSONInput
import Output
import Reports
import Schema
import Text

/// JSON reports put together: findings are united by their ids, shapes by their fingerprints, and counts are added.
struct CombinedReport {
  private var generatedAt = ""
  private(set) var verdict = Verdict.pass
  private var cleanTables = 0
  private var driftedTables = 0
  private var unreadableTables = 0
  /// By main's name.
  private var audits: [String: CombinedAudit] = [:]
  private var problems: Set<Problem> = []
  /// The baseline's file and the entries that are stale in every part; nil where no part had one.
  private var baseline: (file: String, stale: Set<JSONTree>)?

  /// Adds a report.
  ///
  /// - Throws: `PartError` where it is none that this version knows.
  mutating func add(_ report: JSONTree) throws(PartError) {
    guard report["schemaversion"].integer == JSONReport.schemaVersion, let audits = report["audits"].elements,
      let verdict = report["verdict"].text.flatMap(Verdict.init)
    else {
      throw PartError(
        message:
          "a JSON report of a version that this driftaudit does not know: it knows \(JSONReport.schemaVersion)."
      )
    }
    generatedAt = max(generatedAt, report["generatedat"].text ?? "")
    self.verdict = [self.verdict, verdict].max { $0.exitCode < $1.exitCode } ?? verdict
    let summary = report["summary"]
    cleanTables += summary["cleantables"].integer ?? 0
    driftedTables += summary["driftedtables"].integer ?? 0
    unreadableTables += summary["unreadabletables"].integer ?? 0
    for tree in audits {
      let audit = try CombinedAudit(tree)
      self.audits[audit.table] = self.audits[audit.table].map { $0.merged(with: audit) } ?? audit
    }
    problems.formUnion((report["problems"].elements ?? []).map(Problem.init))
    if let file = report["baseline"]["file"].text {
      let stale = Set(report["baseline"]["stale"].elements ?? [])
      baseline = baseline.map { (min($0.file, file), $0.stale.intersection(stale)) } ?? (file, stale)
    }
  }

  /// What is said of parts that contradict each other.
  var conflicts: [Problem] {
    audits.values.flatMap { audit in
      audit.conflicts.sorted().map { Problem(table: audit.table, $0) }
    }
  }

  /// The report, with a newline at its end.
  var text: String {
    let audits = audits.values.sorted { $0.table.utf8.lexicographicallyPrecedes($1.table.utf8) }
    let node = JSONNode.block([
      ("schemaVersion", .number(JSONReport.schemaVersion)),
      ("tool", .tool),
      ("generatedAt", .text(generatedAt)), ("verdict", .text(verdict.rawValue)),
      ("summary", summary(audits)), ("audits", .lines(audits.map(\.node))),
      ("problems", .problems(problems.sorted())), ("baseline", baselineNode),
    ])
    return node.document
  }

  private var baselineNode: JSONNode {
    guard let baseline else { return JSONTree.null.node }
    let stale = baseline.stale.map { $0.node.bytes() }.sorted { $0.lexicographicallyPrecedes($1) }
    return .block([("file", .text(baseline.file)), ("stale", .lines(stale.map { .encoded($0) }))])
  }

  private func summary(_ audits: [CombinedAudit]) -> JSONNode {
    let findings = audits.flatMap { $0.findings.values }
    func count(_ status: String) -> JSONNode { .number(findings.count { $0.status == status }) }
    let severities = Severity.allCases.reversed().map { severity in
      (severity.rawValue, JSONNode.number(findings.count { $0.severity == severity }) as JSONNode?)
    }
    let rules = Dictionary(grouping: findings, by: \.rule).sorted {
      $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }
    return .block([
      ("audits", .number(audits.count)),
      ("stagingTables", .number(cleanTables + driftedTables + unreadableTables)),
      ("cleanTables", .number(cleanTables)), ("driftedTables", .number(driftedTables)),
      ("unreadableTables", .number(unreadableTables)),
      ("shapes", .number(audits.reduce(0) { $0 + $1.shapes.count })),
      (
        "findings",
        .object([
          ("total", .number(findings.count)), ("new", count("new")), ("accepted", count("accepted")),
          ("expired", count("expired")),
        ])
      ),
      ("bySeverity", .object(severities)),
      ("byRule", .object(rules.map { ($0.key, .number($0.value.count)) })),
    ])
  }
}

extension Problem {
  /// A problem as a JSON report has it.
  fileprivate init(_ tree: JSONTree) {
    self.init(
      tree["severity"].text.flatMap(Severity.init) ?? .error, file: tree["file"].text,
      line: tree["line"].integer, column: tree["column"].integer, table: tree["table"].text,
      tree["message"].text ?? "")
  }
}
