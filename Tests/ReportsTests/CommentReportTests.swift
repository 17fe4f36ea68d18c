@testable import Auditing
@testable import Comparison
@testable import Output
@testable import Reports
@testable import Schema
@testable import TestSupport
import Testing

@Suite("The comment on a pull request")
struct CommentReportTests {
  @Test("Comments look as they should", arguments: SampleReports.Name.allCases)
  func golden(name: SampleReports.Name) throws {
    try ReportGolden.expect(CommentReport().text(of: SampleReports.make(name)), equals: "\(name).comment.md")
  }

  @Test("The first line is a marker with the key, and the rest the markdown report")
  func marker() throws {
    let report = try SampleReports.mixed()
    let text = try CommentReport(key: "orders-2").text(of: report)
    #expect(text == "<!-- driftaudit:orders-2 -->\n" + (try MarkdownReport().text(of: report)))
  }

  @Test("A comment has fewer than 65,536 characters however much there is to tell")
  func limit() throws {
    var builder = try SampleAuditBuilder(
      main: TableName(table: "main"), source: "main.json", columns: ["id INT64"])
    let group = builder.tables([TableName(table: "s")], shape: "one", columns: 1)
    for number in 0..<3000 {
      builder.finding(
        "extra-column", .warning, "column_\(number)", main: nil, staging: "INT64", in: [group],
        consequence: "x")
    }
    let report = DriftReport.sample(
      generatedAt: SampleReports.generatedAt, audits: [builder.build()], problems: [])
    let text = try CommentReport().text(of: report)
    #expect(text.utf8.count < 65_536 && text.utf8.count > 60_000)
    #expect(text.contains("are left out to stay below"))
    #expect(
      MarkdownCheck.complaints(text.split(separator: "\n", maxSplits: 1).last.map(String.init) ?? "") == [])
  }

  @Test("A smaller limit counts, the marker included", arguments: [20, 30, 60, 300, 1000])
  func smaller(limit: Int) throws {
    var settings = ReportSettings()
    settings.maxBytes = limit
    let format = try #require(ReportFormats.named("pr-comment", with: settings))
    let text = try format.text(of: SampleReports.incident())
    #expect(text.utf8.count <= limit)
    #expect(text.isEmpty == (limit < 26))
    #expect(text.isEmpty || text.hasPrefix("<!-- driftaudit:drift -->\n"))
  }

  @Test(
    "A key is a word that no comment ends at",
    arguments: [
      ("drift", true), ("a.b_c-1", true), ("", false), ("a b", false), ("-->", false), ("é", false),
      ("a\n", false),
    ])
  func key(text: String, isKey: Bool) {
    #expect(CommentReport.isKey(text) == isKey)
  }
}
