import Auditing
import Comparison
import Output
import Schema
import Text

/// SARIF 2.1.0, for GitHub code scanning and other viewers of findings.
///
/// Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; docs.github.com, "SARIF support
/// for code scanning", for what GitHub wants besides, and for its limits: 5,000 results are kept, and a file may have
/// 10 MB when packed.
struct SARIFReport: ReportFormat {
  /// `sarif`.
  let name = "sarif"
  /// The name of a file that a report in this format goes into.
  let defaultFileName = "drift.sarif"

  /// How many results there are at most.
  static let mostResults = 5000
  /// Bytes before packing, so that no packed report is longer, whatever it holds.
  private static let mostResultBytes = 8_000_000
  private static let mostNotifications = 1000
  private static let mostNotificationBytes = 1_000_000

  /// The format; it has no settings.
  init() {}

  /// Writes one run with a result for each new or expired finding, as many as consumers take.
  func write(_ report: DriftReport, to sink: ReportSink) throws(ReportError) {
    let texts = report.audits.map(AnnotationText.init)
    let findings = report.worstFirst
    var fingerprints = UniqueTexts()
    let results = JSONNode.fitting(
      findings.prefix(Self.mostResults).lazy.map { counted in
        SARIFText.result(
          counted.finding, of: report.audits[counted.audit],
          message: texts[counted.audit].message(counted.finding),
          at: report.place(of: counted.finding, in: report.audits[counted.audit]),
          fingerprint: fingerprints.unique(counted.finding.id), rules: report.rules)
      }, most: Self.mostResults, bytes: Self.mostResultBytes)
    let log = JSONNode.block([
      (
        "$schema",
        .text("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
      ),
      ("version", .text("2.1.0")),
      (
        "runs",
        .lines([
          .block([
            ("tool", .block([("driver", Self.driver(report.rules))])),
            ("automationDetails", .object([("id", .text("driftaudit/"))])),
            ("originalUriBaseIds", Self.baseIDs),
            ("invocations", .lines([Self.invocation(report, leftOut: findings.count - results.count)])),
            ("results", .lines(results)),
            ("properties", .object([("acceptedFindings", .number(report.summary.accepted))])),
          ])
        ])
      ),
    ])
    try sink.write(bytes: log.bytes() + "\n".utf8)
  }

  private static func driver(_ rules: RuleSet) -> JSONNode {
    .block([
      ("name", .text("driftaudit")), ("version", .text(driftauditVersion)),
      ("semanticVersion", .text(driftauditVersion)), ("rules", .lines(rules.all.map(SARIFText.rule))),
    ])
  }

  private static var baseIDs: JSONNode {
    .object([
      (
        SARIFText.rootID,
        .object([("description", .object([("text", .text("The root of the repository."))]))])
      )
    ])
  }

  /// How the run went: whatever kept it from seeing or from telling everything.
  private static func invocation(_ report: DriftReport, leftOut: Int) -> JSONNode {
    let problems = report.toldProblems
    var notifications = JSONNode.fitting(
      problems.lazy.map { problem in
        SARIFText.notification(
          problem.severity, AnnotationText.message(problem, in: report), at: report.place(of: problem))
      }, most: mostNotifications, bytes: mostNotificationBytes)
    let unsaid = problems.count - notifications.count
    if leftOut > 0 {
      notifications.append(
        SARIFText.notification(
          .warning,
          "\(Count.of(leftOut, "finding")) \(leftOut == 1 ? "is" : "are") left out, the least severe and least "
            + "widespread: the other reports of this run have all of them."))
    }
    if unsaid > 0 {
      notifications.append(
        SARIFText.notification(
          .warning, "\(Count.of(unsaid, "problem")) \(unsaid == 1 ? "is" : "are") left out."))
    }
    return .block([
      ("executionSuccessful", .truth(report.verdict != .error)),
      ("exitCode", .number(Int(report.verdict.exitCode))), ("endTimeUtc", .text(report.generatedAt)),
      ("toolExecutionNotifications", .lines(notifications)),
    ])
  }
}
