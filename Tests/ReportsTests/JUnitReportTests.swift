@testable import Auditing
@testable import Output
@testable import Reports
@testable import Settings
import Foundation
import Testing

@Suite("JUnit report")
struct JUnitReportTests {
  private let schema = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/junit.xsd").path

  @Test(
    "Every sample is valid against what the JUnit schemas agree on", arguments: SampleReports.Name.allCases)
  func isValid(name: SampleReports.Name) throws {
    let xml = try JUnitReport().text(of: SampleReports.make(name))
    #expect(try XMLSchemaValidation.isValid(xml, schema: schema))
  }

  @Test(
    "The schema rejects what a consumer would",
    arguments: [
      ("name=\"total\"", "name=\"two  spaces\""), ("type=\"type-changed\" ", ""),
      ("T04:00:00\"", "T04:00:00Z\""),
      ("<system-err/>", ""), ("id=\"1\"", "id=\"0\""), ("name=\"total\"", "name=\"note\""),
    ])
  func schemaRejects(wanted: String, instead: String) throws {
    let xml = try JUnitReport().text(of: SampleReports.mixed())
    #expect(xml.contains(wanted))
    #expect(try !XMLSchemaValidation.isValid(xml.replacing(wanted, with: instead), schema: schema))
  }

  @Test("Reports look as they should", arguments: SampleReports.Name.allCases)
  func golden(name: SampleReports.Name) throws {
    try ReportGolden.expect(JUnitReport().text(of: SampleReports.make(name)), equals: "\(name).junit.xml")
  }

  @Test("The incident is 73 tests, 14 of which fail")
  func incident() throws {
    let suite = try #require(JUnitSuite.all(of: SampleReports.incident()).first)
    #expect(suite.tests.count == 73)
    #expect(suite.failures == 14)
    #expect(suite.tests[0].name == "(table)")
    #expect(
      suite.tests.allSatisfy {
        $0.className == "nba-props-platform.nba_predictions.player_prop_predictions.staging"
      })
  }

  @Test("Accepted findings are skipped with their reason, new and expired ones fail")
  func accepted() throws {
    let suites = try JUnitSuite.all(of: SampleReports.incidentAccepted())
    #expect(suites.map(\.skipped) == [12, 0])
    #expect(suites.map(\.failures) == [2, 0])
    let test = try #require(suites[0].tests.first { $0.name == "feature_count" })
    guard case .skipped(let message, let text) = test.result else {
      Issue.record("feature_count is not skipped")
      return
    }
    #expect(message == "accepted until 2027-03-31: Not used by the worker (ml)")
    #expect(text.hasPrefix(message + "\n"))
  }

  @Test("The fail level decides what fails", arguments: zip(FailLevel.allCases, [3, 4, 5, 0]))
  func failLevel(level: FailLevel, failures: Int) throws {
    var report = try SampleReports.mixed()
    report.failOn = level
    #expect(JUnitSuite.all(of: report).map(\.failures).reduce(0, +) == failures)
  }

  @Test("A failing finding wins over accepted and lower ones of its column, and the text names them all")
  func mixedColumn() throws {
    let suite = try #require(
      JUnitSuite.all(of: SampleReports.mixed()).first { $0.package == "shop.sales.orders" })
    let test = try #require(suite.tests.first { $0.name == "total" })
    guard case .failure(let type, let message, let text) = test.result else {
      Issue.record("total does not fail")
      return
    }
    #expect(type == "type-changed")
    #expect(message == "type-changed: NUMERIC(5, 2) in main, STRING in staging (2 tables, error, new)")
    #expect(text.hasPrefix(message + "\n"))
    #expect(text.contains("description-changed"))
  }

  @Test("A finding below the fail level passes with its text in the suite's output")
  func lowerPasses() throws {
    let suite = try #require(
      JUnitSuite.all(of: SampleReports.mixed()).first { $0.package == "shop.sales.customers" })
    #expect(suite.tests.allSatisfy { $0.result == .passed })
    #expect(suite.output.hasPrefix("(table)\norder-changed"))
  }

  @Test("Problems that end the run with an error are errors, warnings pass")
  func problems() throws {
    let suite = try #require(JUnitSuite.all(of: SampleReports.mixed()).last)
    #expect(suite.name == "driftaudit.problems")
    #expect(suite.tests.count == 3)
    #expect(suite.errors == 2)
    #expect(suite.output == "exports/old.json:1:1: warning: The file holds no tables.")
  }

  @Test("Stale entries of the baseline fail only where the run fails on them", arguments: [false, true])
  func stale(fails: Bool) throws {
    var report = try SampleReports.incidentAccepted()
    report.failOnStale = fails
    let suite = try #require(JUnitSuite.all(of: report).last)
    #expect(suite.name == "driftaudit.baseline")
    #expect(suite.failures == (fails ? 1 : 0))
  }

  @Test("A report about nothing has one test that passes and says so")
  func nothing() throws {
    let report = DriftReport(generatedAt: SampleReports.generatedAt, audits: [], problems: [])
    let suites = JUnitSuite.all(of: report)
    #expect(suites.flatMap(\.tests).map(\.name) == ["nothing to audit"])
    #expect(try XMLSchemaValidation.isValid(JUnitReport().text(of: report), schema: schema))
  }

  @Test("A name that has to change does not depend on its neighbours and stays apart from them")
  func names() {
    #expect(JUnitName.of("line_margin") == "line_margin")
    #expect(JUnitName.of("two words") == "two words")
    #expect(JUnitName.of("two  words").hasPrefix("two words #"))
    #expect(JUnitName.of("two  words") != JUnitName.of("two   words"))
    #expect(JUnitName.of("(table)") != "(table)")
    #expect(JUnitName.of("").hasPrefix("(empty) #"))
    #expect(JUnitName.of(String(repeating: "x", count: 600)).count == 512)
    #expect(JUnitName.of(String(repeating: "x", count: 512)).count == 512)
    #expect(JUnitName.unique(["a", "b", "a", "a"]) == ["a", "b", "a (2)", "a (3)"])
  }
}
