@testable import Auditing
@testable import Comparison
@testable import Schema
import Testing

@Suite("The sample reports hold what they say")
struct SampleReportTests {
  @Test("The incident has 72 columns, 1,665 tables of one shape and 14 findings")
  func incident() throws {
    let report = try SampleReports.incident()
    #expect(report.audits[0].main.schema.columns.count == 72)
    #expect(report.audits[0].tables.count == 1665)
    #expect(Set(report.audits[0].tables.map(\.name)).count == 1665)
    #expect(report.audits[0].findings.map(\.tableCount) == Array(repeating: 1665, count: 14))
    #expect(report.summary.new == 14)
    #expect(report.verdict == .fail)
  }

  @Test("The mixed sample counts clean, drifted and unreadable tables")
  func mixed() throws {
    let summary = try SampleReports.mixed().summary
    #expect(summary.stagingTables == 13)
    #expect(summary.unreadableTables == 1)
    #expect(summary.cleanTables == 6)
    #expect(summary.driftedTables == 6)
    #expect(summary.accepted == 2)
    #expect(summary.expired == 1)
  }
}
