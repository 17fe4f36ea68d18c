@testable import Auditing
@testable import Comparison
@testable import Output
@testable import Reports
import Testing

@Suite("CSV report")
struct CSVReportTests {
  private func rows(_ report: DriftReport) throws -> [[String: String]] {
    let rows = try CSVReading.rows(CSVReport().text(of: report))
    let header = try #require(rows.first)
    #expect(header == CSVReport.columns)
    return rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }

  @Test("Reports look as they should", arguments: SampleReports.Name.allCases)
  func golden(name: SampleReports.Name) throws {
    try ReportGolden.expect(CSVReport().text(of: SampleReports.make(name)), equals: "\(name).csv")
  }

  @Test("A row is a line, for every finding and every problem", arguments: SampleReports.Name.allCases)
  func lines(name: SampleReports.Name) throws {
    let report = try SampleReports.make(name)
    let rows = try rows(report)
    #expect(rows.count == report.problems.count + report.audits.flatMap(\.findings).count)
    let text = try CSVReport().text(of: report)
    #expect(text.utf8.count { $0 == UInt8(ascii: "\n") } == rows.count + 1)
    #expect(rows.filter { $0["status"] == "problem" }.count == report.problems.count)
  }

  @Test("Cells hold what the finding holds, accepted ones with reason, day and owner")
  func cells() throws {
    let row = try #require(
      try rows(SampleReports.incidentAccepted()).first { $0["column"] == "feature_count" })
    #expect(row["status"] == "accepted")
    #expect(row["main type"] == "INT64" && row["main mode"] == "NULLABLE" && row["staging type"] == "")
    #expect(row["tables"] == "1665")
    #expect(
      row["reason"] == "Not used by the worker" && row["expires"] == "2027-03-31" && row["owner"] == "ml")
    #expect(row["id"]?.count == 16)
  }

  @Test("A run that could not read everything is no empty table")
  func broken() throws {
    let rows = try rows(SampleReports.nothingRead())
    #expect(rows.count == 1)
    #expect(rows[0]["status"] == "problem" && rows[0]["severity"] == "error")
    #expect(rows[0]["consequence"] == "missing.json: cannot read: No such file or directory")
  }

  @Test(
    "No cell is a formula, and none breaks out of its line",
    arguments: [
      ("plain", "plain"), ("=cmd()", "'=cmd()"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"),
      ("\tx", "'\\u{9}x"),
      ("\rx", "'\\u{d}x"), ("＝x", "'＝x"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
      ("two\nlines", "two\\u{a}lines"), ("=\"a\"", "\"'=\"\"a\"\"\""), ("", ""),
    ])
  func cell(text: String, cell: String) {
    #expect(CSVReport.cell(text) == cell)
  }
}
