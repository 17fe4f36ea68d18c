@testable import Auditing
@testable import Output
@testable import Reports
@testable import Schema
import Foundation
import Testing

@Suite("GitLab's Code Quality report")
struct GitLabReportTests {
  private func entries(_ report: DriftReport) throws -> [[String: Any]] {
    let text = try GitLabReport().text(of: report)
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }

  @Test("Reports look as they should", arguments: SampleReports.Name.allCases)
  func golden(name: SampleReports.Name) throws {
    try ReportGolden.expect(GitLabReport().text(of: SampleReports.make(name)), equals: "\(name).gitlab")
  }

  @Test(
    "Every entry has what GitLab asks for, and a fingerprint of its own",
    arguments: SampleReports.Name.allCases)
  func entries(name: SampleReports.Name) throws {
    let entries = try entries(SampleReports.make(name))
    for entry in entries {
      #expect(Set(entry.keys) == ["description", "check_name", "fingerprint", "severity", "location"])
      #expect((entry["description"] as? String)?.isEmpty == false)
      let location = try #require(entry["location"] as? [String: Any])
      #expect((location["path"] as? String)?.hasPrefix("/") == false)
      #expect(try #require((location["lines"] as? [String: Int])?["begin"]) >= 1)
    }
    #expect(Set(entries.compactMap { $0["fingerprint"] as? String }).count == entries.count)
  }

  @Test("Severities are GitLab's words, and an audit that is not complete never looks clean")
  func severities() throws {
    let told = try entries(SampleReports.mixed()).map {
      "\($0["check_name"] as? String ?? "") \($0["severity"] as? String ?? "")"
    }
    #expect(
      told == [
        "problem blocker", "problem blocker", "problem major", "type-changed critical",
        "order-changed critical",
        "extra-column critical", "missing-column major", "description-changed minor", "order-changed minor",
      ])
    #expect(try entries(SampleReports.nothingRead()).count == 1)
  }

  @Test("A clean run is an empty array")
  func clean() throws {
    #expect(try GitLabReport().text(of: SampleReports.clean()) == "[]\n")
  }

  @Test("The same problem twice has two fingerprints")
  func twice() throws {
    let problem = Problem(file: "a.json", "cannot read.")
    let report = DriftReport.sample(
      generatedAt: SampleReports.generatedAt, audits: [], problems: [problem, problem])
    #expect(Set(try entries(report).compactMap { $0["fingerprint"] as? String }).count == 2)
  }
}
