@testable import Auditing
@testable import Comparison
@testable import Output
@testable import Reports
@testable import Schema
@testable import Text
import Testing

@Suite("Text report")
struct TextReportTests {
  @Test("Reports look as they should", arguments: SampleReports.Name.allCases)
  func golden(name: SampleReports.Name) throws {
    let format = TextReport(
      reportPaths: ["reports/drift.md", "reports/drift.junit.xml", "reports/drift.json"],
      readBytes: 50_200_000, seconds: 0.14)
    let report = try SampleReports.make(name)
    let text = try format.text(of: report)
    try ReportGolden.expect(text, equals: "\(name).txt")
    #expect(try format.text(of: report) == text)
  }

  @Test(
    "No line is wider than the terminal, but for paths and commands to copy",
    arguments: SampleReports.Name.allCases)
  func widths(name: SampleReports.Name) throws {
    // A name of megabytes is cut before lines are: three widths show it, and every width the other names.
    let report = try name == .hostile ? SampleReports.hostile(withHugeName: false) : SampleReports.make(name)
    let reports = (40...200).map { ($0, report) }
    let huge = try name == .hostile ? [40, 80, 200].map { ($0, try SampleReports.make(name)) } : []
    let tooWide = try (reports + huge).flatMap { width, report in
      try TextReport(width: width, reportPaths: ["drift.md"], readBytes: 1_234, seconds: 61.5).text(
        of: report
      )
      .split(separator: "\n")
      .filter { DisplayWidth.of(String($0)) > width && !$0.contains("  driftaudit ") }
      .map { "\(width): \($0)" }
    }
    #expect(tooWide == [])
  }

  @Test("Colour only adds escape sequences", arguments: SampleReports.Name.allCases)
  func colour(name: SampleReports.Name) throws {
    let report = try SampleReports.make(name)
    let plain = try TextReport().text(of: report)
    let coloured = try TextReport(colour: true).text(of: report)
    #expect(coloured.replacing(/\u{1B}\[\d+m/, with: "") == plain)
    #expect(coloured != plain)
  }

  @Test(
    "No name reaches the terminal as a control character, or a CI system as a command",
    arguments: SampleReports.Name.allCases)
  func controls(name: SampleReports.Name) throws {
    let text = try TextReport(reportPaths: SampleReports.hostileNames.map { $0 + ".json" })
      .text(of: SampleReports.make(name))
    #expect(!text.unicodeScalars.contains { $0 != "\n" && SafeText.isUnsafe($0) })
    #expect(!text.split(separator: "\n").contains { $0.drop(while: \.isWhitespace).hasPrefix("::") })
  }

  @Test("However much is found, a screenful is shown and the rest counted")
  func screenful() throws {
    var builder = try SampleAuditBuilder(
      main: TableName(dataset: "d", table: "main"), source: "main.json",
      columns: (0..<60).map { "column_\($0) INT64" })
    for index in 0..<60 {
      let table = builder.tables(
        [TableName(dataset: "d", table: "s\(index)")], shape: "\(index)", columns: 59)
      builder.finding(
        "missing-column", .warning, "column_\(index)", main: "INT64", staging: nil, in: [table],
        consequence: "Fate \(index).")
    }
    let audit = builder.build()
    for count in [1, 50] {
      let text = try TextReport().text(
        of: DriftReport.sample(
          generatedAt: SampleReports.generatedAt, audits: Array(repeating: audit, count: count), problems: [])
      )
      #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 60)
      let blocks = text.split(separator: "\n").count { $0.hasPrefix("  warning") }
      #expect(text.contains("  … \(60 - blocks) more findings\n"))
      #expect(text.contains("… and 49 more audits") == (count == 50))
    }
  }

  @Test(
    "Paths in commands are words of a shell",
    arguments: [
      ("reports/drift.json", "reports/drift.json"), ("my report.json", "'my report.json'"),
      ("it's.json", "'it'\\''s.json'"), ("", "''"), ("$(x)", "'$(x)'"),
    ])
  func shellWords(path: String, word: String) {
    #expect(ShellWord.quoted(path) == word)
  }
}
