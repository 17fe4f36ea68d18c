import Auditing
import Comparison
import Output
import Schema
import Text

/// Annotations for GitHub Actions: commands that a workflow prints, and that GitHub shows beside the files.
///
/// Source: docs.github.com, "Workflow commands for GitHub Actions": `%`, CR and LF are escaped, in properties `:` and `,`
/// too. Ten annotations of a level are shown of each step.
package struct GitHubReport: ReportFormat {
  /// `github`.
  package let name = "github"
  /// The name of a file that a report in this format goes into.
  package let defaultFileName = "drift.github.txt"

  private static let mostOfLevel = 10
  private static let longestTitle = 250

  /// The format; it has no settings.
  package init() {}

  /// Writes the annotations, a line each; nothing at all where there is nothing to tell.
  package func write(_ report: DriftReport, to sink: ReportSink) throws(ReportError) {
    let annotations = Self.annotations(of: report)
    let levels = [Severity.error, .warning, .note].map { severity in
      annotations.filter { $0.severity == severity }
    }
    // The line that counts what is left out is a notice itself.
    let isLeftOut = levels.contains { $0.count > Self.mostOfLevel }
    var leftOut: [String] = []
    for annotations in levels {
      guard let severity = annotations.first?.severity else { continue }
      let most = Self.mostOfLevel - (severity == .note && isLeftOut ? 1 : 0)
      for annotation in annotations.prefix(most) { try sink.write(annotation.line) }
      if annotations.count > most {
        leftOut.append(
          Count.of(
            annotations.count - most, "more \(severity.rawValue)", plural: "more \(severity.rawValue)s"))
      }
    }
    if !leftOut.isEmpty {
      let closing = "\(leftOut.joined(separator: ", ")): the reports of this run have all of them."
      try sink.write("::notice title=driftaudit::\(Self.data(closing))\n")
    }
  }

  private struct Annotation {
    let severity: Severity
    let line: String

    init(_ severity: Severity, at place: RepositoryPlace, title: String, _ message: String) {
      self.severity = severity
      let command =
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
      let file = GitHubReport.property(AnnotationText.path(place.path))
      let title = GitHubReport.property(title.clipped(to: GitHubReport.longestTitle))
      line =
        "::\(command) file=\(file),line=\(place.line),col=\(place.column),title=\(title)::"
        + "\(GitHubReport.data(message))\n"
    }
  }

  /// Problems first, then findings from the most severe and most widespread on.
  private static func annotations(of report: DriftReport) -> [Annotation] {
    let texts = report.audits.map(AnnotationText.init)
    let problems = report.toldProblems.map { problem in
      Annotation(
        problem.severity, at: report.place(of: problem), title: "not audited in full",
        AnnotationText.message(problem, in: report))
    }
    let findings = report.worstFirst.map { counted in
      Annotation(
        counted.finding.severity, at: report.place(of: counted.finding, in: report.audits[counted.audit]),
        title: AnnotationText.title(counted.finding), texts[counted.audit].message(counted.finding))
    }
    return problems + findings
  }

  /// A command's text. What is escaped here is unescaped by GitHub and shown, so that it has to be printable before.
  private static func data(_ text: String) -> String {
    text.escaping { byte, _ in
      switch byte {
      case UInt8(ascii: "%"): "%25"
      case UInt8(ascii: "\r"): "%0D"
      case UInt8(ascii: "\n"): "%0A"
      default: nil
      }
    }
  }

  private static func property(_ text: String) -> String {
    data(text).escaping { byte, _ in
      switch byte {
      case UInt8(ascii: ":"): "%3A"
      case UInt8(ascii: ","): "%2C"
      default: nil
      }
    }
  }
}
