@testable import Auditing
@testable import Comparison
@testable import Output
@testable import Reports
@testable import Schema
import Testing

@Suite("GitHub's annotations")
struct GitHubReportTests {
  private func lines(_ report: DriftReport) throws -> [Substring] {
    try GitHubReport().text(of: report).split(separator: "\n")
  }

  @Test("Annotations look as they should", arguments: SampleReports.Name.allCases)
  func golden(name: SampleReports.Name) throws {
    try ReportGolden.expect(GitHubReport().text(of: SampleReports.make(name)), equals: "\(name).github.txt")
  }

  @Test("Every line is one command with all of its properties", arguments: SampleReports.Name.allCases)
  func commands(name: SampleReports.Name) throws {
    for line in try lines(SampleReports.make(name)) {
      let isAnnotation =
        line.wholeMatch(of: /::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+,title=[^:,]+::.+/) != nil
      #expect(isAnnotation || line.hasPrefix("::notice title=driftaudit::"), "\(line)")
      #expect(line.replacing(/%(25|0D|0A|3A|2C)/, with: "").contains("%") == false)
    }
  }

  @Test("At most ten of each level are there, and the last line counts the others")
  func limit() throws {
    let lines = try lines(SampleReports.incident())
    #expect(lines.count == 11)
    #expect(lines.filter { $0.hasPrefix("::warning ") }.count == 10)
    #expect(
      lines[10] == "::notice title=driftaudit::4 more warnings: the reports of this run have all of them.")
  }

  @Test("The line that counts is one of ten notices")
  func closingLine() throws {
    var report = try SampleReports.incident()
    for index in report.audits[0].findings.indices { report.audits[0].findings[index].severity = .note }
    let lines = try lines(report)
    #expect(lines.count == 10)
    #expect(lines.allSatisfy { $0.hasPrefix("::notice ") })
    #expect(lines[9] == "::notice title=driftaudit::5 more notes: the reports of this run have all of them.")
  }

  @Test("Problems come before findings of their level, the most severe and most widespread first")
  func order() throws {
    let lines = try lines(SampleReports.mixed())
    #expect(
      lines.map { $0.split(separator: "title=").last?.split(separator: ":").first } == [
        "not audited in full", "not audited in full", "type-changed%3A total", "order-changed%3A items",
        "extra-column%3A items.colour", "not audited in full", "missing-column%3A note",
        "description-changed%3A total", "order-changed",
      ])
    #expect(
      lines[0].hasPrefix(
        "::error file=exports/columns.ndjson,line=48213,col=97,title=not audited in full::unknown type"))
  }

  @Test("Where stale entries fail the run, an error says so")
  func stale() throws {
    var report = try SampleReports.incidentAccepted()
    #expect(try !lines(report).contains { $0.contains("driftaudit.baseline.json") })
    report.failOnStale = true
    #expect(
      try lines(report)[0].hasPrefix(
        "::error file=driftaudit.baseline.json,line=1,col=1,title=not audited in full::1 entry of the baseline matches nothing"
      ))
  }

  @Test("A clean run has nothing to say")
  func clean() throws {
    #expect(try GitHubReport().text(of: SampleReports.clean()) == "")
  }
}
