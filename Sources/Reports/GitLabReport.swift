import Auditing
import Comparison
import Output
import Platform
import Schema

/// GitLab's Code Quality report, which merge requests show beside the files.
///
/// Source: docs.gitlab.com, "Code Quality": an array of objects with `description`, `check_name`, `fingerprint`,
/// `severity` (info, minor, major, critical, blocker) and `location`, in UTF-8 without a byte order mark.
struct GitLabReport: ReportFormat {
  /// `gitlab`.
  let name = "gitlab"
  /// The name of a file that a report in this format goes into.
  let defaultFileName = "gl-code-quality-report.json"

  /// The format; it has no settings.
  init() {}

  /// Writes problems, then new and expired findings; an empty array where there are none.
  func write(_ report: DriftReport, to sink: ReportSink) throws(ReportError) {
    let texts = report.audits.map(AnnotationText.init)
    var fingerprints = UniqueTexts()
    let problems = report.toldProblems.map { problem in
      let parts = [
        "problem", problem.file ?? "", problem.line.map { "\($0)" } ?? "",
        problem.column.map { "\($0)" } ?? "",
        problem.table ?? "", problem.message,
      ]
      return Self.entry(
        AnnotationText.message(problem, in: report), check: "problem",
        fingerprint: fingerprints.unique(Digest.hex(parts, digits: 16)),
        severity: problem.severity == .error ? "blocker" : "major", at: report.place(of: problem))
    }
    let findings = report.worstFirst.map { counted in
      let finding = counted.finding
      let severity =
        switch finding.severity {
        case .error: "critical"
        case .warning: "major"
        case .note: "minor"
        }
      return Self.entry(
        texts[counted.audit].message(finding), check: finding.rule.rawValue,
        fingerprint: fingerprints.unique(finding.id), severity: severity,
        at: report.place(of: finding, in: report.audits[counted.audit]))
    }
    try sink.write(bytes: JSONNode.lines(problems + findings).bytes() + "\n".utf8)
  }

  private static func entry(
    _ description: String, check: String, fingerprint: String, severity: String, at place: RepositoryPlace
  ) -> JSONNode {
    .object([
      ("description", .text(description)), ("check_name", .text(check)), ("fingerprint", .text(fingerprint)),
      ("severity", .text(severity)),
      (
        "location",
        .object([("path", .text(place.path)), ("lines", .object([("begin", .number(place.line))]))])
      ),
    ])
  }
}

/// Hands out texts, each of them once.
struct UniqueTexts {
  private var taken: Set<String> = []

  /// The text, or the text with the first number behind it that nobody has yet.
  mutating func unique(_ text: String) -> String {
    var candidate = text
    var number = 2
    while !taken.insert(candidate).inserted {
      candidate = "\(text)-\(number)"
      number += 1
    }
    return candidate
  }
}
