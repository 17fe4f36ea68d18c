import Auditing
import Output

/// One page for a person: verdict and counts, what kept the audit from seeing everything, then each audit with its
/// timeline, matrices, findings, shapes and batches.
///
/// It stands alone: no network, no file beside it. What a page cannot show at once is counted, worst first.
struct HTMLReport: ReportFormat {
  /// `html`.
  let name = "html"
  /// `drift.html`.
  let defaultFileName = "drift.html"

  private let limits: HTMLLimits

  /// The format; it has no settings.
  init() { limits = HTMLLimits() }

  init(limits: HTMLLimits) { self.limits = limits }

  /// Writes the report; see `ReportFormat`.
  func write(_ report: DriftReport, to sink: ReportSink) throws(ReportError) {
    let page = HTMLPage(
      title: "\(report.verdict.rawValue.uppercased()) · \(report.headline) · schema drift",
      generatedAt: report.generatedAt, note: "The JSON report of the same run has everything.")
    try page.write(to: sink) { html in
      let head = HTMLHead(report: report, limits: limits)
      head.write(to: html)
      var room = limits
      for (number, audit) in report.audits.enumerated() {
        let section = HTMLAuditSection(audit: audit, number: number + 1, report: report)
        section.write(to: html, room: &room)
      }
      head.writeStaleEntries(to: html)
    }
  }
}

/// How much a page shows, so that a browser stays quick: of each thing the rest is counted. `cells`, `groups`, `findings`
/// and `unfolded` are for the whole page, and what an audit takes is missing for those behind it.
struct HTMLLimits: Sendable {
  /// Cells of all matrices.
  var cells = 60_000
  /// Groups of findings.
  var groups = 500
  /// Findings in these groups.
  var findings = 10_000
  /// Findings that are not folded away when the page is opened.
  var unfolded = 100
  /// Strips of each audit.
  var strips = 30
  /// Shapes, and batches, of each audit.
  var rows = 250
  /// Problems, and stale entries.
  var problems = 250
}
