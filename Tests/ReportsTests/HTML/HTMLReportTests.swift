@testable import Auditing
@testable import Comparison
@testable import Output
@testable import Platform
@testable import Reports
@testable import Schema
@testable import Text
import Foundation
import Testing

@Suite("HTML report")
struct HTMLReportTests {
  /// The page of the hostile sample, whose name of megabytes takes long, and its content.
  private static let hostilePage: Result<String, any Error> = Result {
    try HTMLReport().text(of: SampleReports.hostile())
  }
  private static let hostileContent: Result<String, any Error> = Result { try content(of: hostilePage.get()) }

  private func content(_ report: DriftReport, limits: HTMLLimits = HTMLLimits()) throws -> String {
    try Self.content(of: HTMLReport(limits: limits).text(of: report))
  }

  private func content(_ name: SampleReports.Name) throws -> String {
    try name == .hostile ? Self.hostileContent.get() : content(SampleReports.make(name))
  }

  /// The page without stylesheet and script, which stand in files of their own.
  private static func content(of page: String) -> String {
    page
      .replacingOccurrences(of: String(decoding: HTMLPage.stylesheet, as: UTF8.self), with: "report.css")
      .replacingOccurrences(of: String(decoding: HTMLPage.script, as: UTF8.self), with: "report.js")
      .replacingOccurrences(of: Digest.base64(ofSHA256Of: HTMLPage.stylesheet), with: "HASH")
      .replacingOccurrences(of: Digest.base64(ofSHA256Of: HTMLPage.script), with: "HASH")
  }

  @Test("Reports look as they should", arguments: SampleReports.Name.allCases)
  func golden(name: SampleReports.Name) throws {
    try ReportGolden.expect(content(name), equals: "\(name).html")
  }

  @Test("Names that are markup stay text")
  func hostile() throws {
    let page = try Self.hostileContent.get().replacingOccurrences(
      of: "<script>report.js</script>", with: ""
    )
    .replacingOccurrences(of: "<b class=", with: "")
    for sign in ["<script>", "<b>", "<br>", "</details><script", "\u{1b}", "\u{202e}"] {
      #expect(!page.contains(sign))
    }
  }

  @Test("A name of ten megabytes does not make a page of megabytes")
  func size() throws {
    #expect(try Self.hostilePage.get().utf8.count < 300_000)
  }

  @Test("No element has a style or an event handler of its own", arguments: SampleReports.Name.allCases)
  func attributes(name: SampleReports.Name) throws {
    let page = try content(name)
    // A quotation mark as it is occurs in no text, so this can only be an attribute.
    #expect(page.range(of: #"\s(style|on[a-z]+)=""#, options: .regularExpression) == nil)
  }

  @Test("What has no place is counted: findings, groups, shapes and cells")
  func limits() throws {
    let limits = HTMLLimits(cells: 8, groups: 2, findings: 10, unfolded: 3, strips: 1, rows: 0, problems: 1)
    let page = try content(SampleReports.incident(), limits: limits)
    #expect(page.contains("… and 4 more findings of this kind: the JSON report has all."))
    #expect(page.contains("… and 4 more findings: the JSON report has all."))
    #expect(page.contains("… and 1 more shape: the JSON report has all."))
    #expect(page.contains("10 more with findings"))
    #expect(page.components(separatedBy: " data-row ").count == 10 + 1)
    #expect(!page.contains(" open>"))
    #expect(try content(SampleReports.mixed(), limits: limits).contains("… and 2 more problems"))
  }

  /// Whether a group of that status is open.
  private func isOpen(_ page: String, _ status: String) -> Bool {
    page.range(of: "data-status=\"\(status)\"[^>]* open>", options: .regularExpression) != nil
  }

  @Test("Accepted findings are folded away, new ones are open")
  func folded() throws {
    let page = try content(SampleReports.incidentAccepted())
    #expect(!isOpen(page, "accepted"))
    #expect(isOpen(page, "new"))
    #expect(isOpen(page, "expired"))
  }

  @Test("Days without tables have their place on the timeline")
  func days() throws {
    var audit = try SampleReports.clean().audits[0]
    var row = audit.tables[0]
    audit.tables = ["2026-01-30T10:00:00Z", "2026-02-02T23:59:59Z"].map { text in
      row.facts = TableFacts(created: Moment(text))
      return row
    }
    let timeline = try #require(DriftTimeline(audit))
    #expect(timeline.labels == ["2026-01-30", "2026-01-31", "2026-02-01", "2026-02-02"])
    #expect(timeline.counts.map(\.clean) == [1, 0, 0, 1])
    #expect(timeline.slots(of: [0]) == [0, 3])
  }

  @Test("Batches come before days, and each finding tells the batches that show it")
  func batches() throws {
    var audit = try SampleReports.incident().audits[0]
    audit.divide(by: audit.tables.map { String($0.name.table.prefix(34)) })
    let timeline = try #require(DriftTimeline(audit))
    #expect(timeline.noun == "batch")
    #expect(timeline.counts.map(\.drifting).reduce(0, +) == 1665)
    #expect(timeline.slots(of: [0]).count == timeline.labels.count)
  }

  @Test("Without batches and times there is no timeline")
  func noTimeline() throws {
    #expect(try DriftTimeline(SampleReports.incident().audits[0]) == nil)
  }

  @Test("A report that cannot be accepted from names no such command")
  func noAcceptance() throws {
    var report = try SampleReports.incident()
    #expect(try content(report).contains("driftaudit baseline accept --from reports/drift.json"))
    report.acceptance = nil
    #expect(try !content(report).contains("baseline accept"))
  }
}
