@testable import Auditing
@testable import Comparison
@testable import Output
@testable import Reports
@testable import Schema
@testable import Text
import Foundation
import Testing

@Suite("SARIF report")
struct SARIFReportTests {
  private func run(_ report: DriftReport) throws -> [String: Any] {
    let text = try SARIFReport().text(of: report)
    let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    return try #require((log["runs"] as? [[String: Any]])?.first)
  }

  private func results(_ report: DriftReport) throws -> [[String: Any]] {
    try #require(try run(report)["results"] as? [[String: Any]])
  }

  private func invocation(_ report: DriftReport) throws -> [String: Any] {
    try #require((try run(report)["invocations"] as? [[String: Any]])?.first)
  }

  private func text(_ object: [String: Any]) -> String {
    (object["message"] as? [String: Any])?["text"] as? String ?? ""
  }

  private func location(_ object: [String: Any]) -> [String: Any] {
    let locations = object["locations"] as? [[String: Any]]
    return locations?.first?["physicalLocation"] as? [String: Any] ?? [:]
  }

  private func uri(_ object: [String: Any]) -> String? {
    (location(object)["artifactLocation"] as? [String: Any])?["uri"] as? String
  }

  /// The same pages of rules stand in every report; a test of their own looks at them.
  private func withoutRules(_ text: String) throws -> String {
    let start = try #require(text.range(of: "\"rules\": ["))
    let end = try #require(text.range(of: "\n          ]\n        }\n      },\n      \"automationDetails\""))
    return String(text[..<start.upperBound] + text[end.lowerBound...])
  }

  @Test("Reports look as they should", arguments: SampleReports.Name.allCases)
  func golden(name: SampleReports.Name) throws {
    let text = try SARIFReport().text(of: SampleReports.make(name))
    try ReportGolden.expect(withoutRules(text), equals: "\(name).sarif")
  }

  @Test("Every rule has all that viewers show, and a result's index leads to its rule")
  func rules() throws {
    let run = try run(SampleReports.mixed())
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    #expect(rules.compactMap { $0["id"] as? String } == Rules.all.map(\.id.rawValue))
    for rule in rules {
      let id = try #require(rule["id"] as? String)
      for key in ["shortDescription", "fullDescription", "help"] {
        let text = try #require((rule[key] as? [String: Any])?["text"] as? String)
        #expect(!text.isEmpty && !text.contains("`") && text.utf8.count < 4000, "\(key) of \(id)")
      }
      #expect((rule["name"] as? String)?.wholeMatch(of: /([A-Z][a-z]+)+/) != nil)
      #expect((rule["help"] as? [String: Any])?["markdown"] as? String != nil)
      #expect(
        ((rule["properties"] as? [String: Any])?["tags"] as? [String])?.contains("schema-drift") == true)
    }
    for result in try #require(run["results"] as? [[String: Any]]) {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
    }
  }

  @Test(
    "A rule's level is the worst that it has by itself",
    arguments: [
      ("missing-column", Severity.error), ("type-changed", .error), ("nullability-changed", .warning),
      ("order-changed", .error), ("parameters-changed", .warning), ("default-changed", .note),
      ("description-changed", .note), ("unpopulated-column", .warning),
    ])
  func level(rule: String, level: Severity) throws {
    #expect(SARIFText.level(of: try #require(Rules.named(rule))) == level)
  }

  @Test("Every result has a place in the repository with all four numbers, and a fingerprint of its own")
  func places() throws {
    for name in SampleReports.Name.allCases {
      let results = try results(SampleReports.make(name))
      var fingerprints: Set<String> = []
      for result in results {
        let region = try #require(location(result)["region"] as? [String: Int])
        #expect(Set(region.keys) == ["startLine", "startColumn", "endLine", "endColumn"])
        #expect(region.values.allSatisfy { $0 >= 1 })
        let uri = try #require(self.uri(result))
        #expect(uri.wholeMatch(of: /([A-Za-z0-9\-._~\/]|%[0-9A-F]{2})+/) != nil && !uri.hasPrefix("/"))
        let prints = try #require(result["partialFingerprints"] as? [String: String])
        #expect(fingerprints.insert(try #require(prints["primaryLocationLineHash"])).inserted)
      }
    }
  }

  @Test("Accepted findings are counted and left out, expired ones are there")
  func accepted() throws {
    let report = try SampleReports.incidentAccepted()
    let run = try run(report)
    #expect((run["properties"] as? [String: Int]) == ["acceptedFindings": 12])
    let results = try results(report)
    #expect(results.count == 2)
    #expect(
      Set(results.compactMap { ($0["properties"] as? [String: Any])?["status"] as? String }) == [
        "new", "expired",
      ])
  }

  @Test("A clean run has an empty list of results, and ends in a slash where GitHub keeps runs apart")
  func clean() throws {
    let run = try run(SampleReports.clean())
    #expect((run["results"] as? [Any])?.isEmpty == true)
    #expect((run["automationDetails"] as? [String: String])?["id"]?.hasSuffix("/") == true)
    #expect(try invocation(SampleReports.clean())["executionSuccessful"] as? Bool == true)
  }

  @Test("Problems are notifications with a place, and the run was then not successful")
  func problems() throws {
    let invocation = try invocation(SampleReports.mixed())
    #expect(invocation["executionSuccessful"] as? Bool == false)
    let told = try #require(invocation["toolExecutionNotifications"] as? [[String: Any]])
    #expect(told.map { $0["level"] as? String } == ["error", "error", "warning"])
    #expect(told.map { uri($0) } == ["exports/columns.ndjson", "driftaudit.yml", "exports/old.json"])
    #expect(text(told[0]).hasPrefix("unknown type 'NUMERICC(5, 1)'"))
  }

  @Test("A message says column, types, tables and consequence")
  func message() throws {
    let results = try results(SampleReports.mixed())
    let result = try #require(results.first { $0["ruleId"] as? String == "type-changed" })
    #expect(
      text(result)
        == "total is NUMERIC(5, 2) in main and STRING in staging: 2 of 9 staging tables of shop.sales.orders, such as "
        + "_staging_orders_7. INSERT ROW fails. A MERGE with explicit columns needs a cast, which can fail.")
  }

  /// A report with as many findings, of falling severity, in rising numbers of tables.
  private func wide(_ count: Int, name: (Int) -> String) throws -> DriftReport {
    var builder = try SampleAuditBuilder(
      main: TableName(table: "main"), source: "main.json", columns: ["id INT64"])
    let group = builder.tables([TableName(table: "s1"), TableName(table: "s2")], shape: "one", columns: 1)
    for number in 0..<count {
      builder.finding(
        "extra-column", number == count - 1 ? .error : .note, name(number), main: nil, staging: "INT64",
        in: [group], consequence: "Nothing.")
    }
    return DriftReport.sample(generatedAt: SampleReports.generatedAt, audits: [builder.build()], problems: [])
  }

  @Test("At most 5,000 results are there, the most severe first, and a notification counts the others")
  func limit() throws {
    let report = try wide(5003) { "c\($0)" }
    let results = try results(report)
    #expect(results.count == 5000)
    #expect(results[0]["level"] as? String == "error")
    let told = try #require(try invocation(report)["toolExecutionNotifications"] as? [[String: Any]])
    #expect(
      told.map(text) == [
        "3 findings are left out, the least severe and least widespread: the other reports of this run have all of them."
      ])
  }

  @Test("However long names are, the report stays below ten million bytes, and says what it left out")
  func size() throws {
    let text = try SARIFReport().text(of: wide(3500) { "\($0)" + String(repeating: "🏀", count: 300) })
    #expect(text.utf8.count < 10_000_000)
    let count = text.ranges(of: "\"ruleId\": ").count
    #expect(count > 1000 && count < 3500)
    #expect(text.contains("\"\(Count.grouped(3500 - count)) findings are left out"))
  }

  @Test(
    "A path is a relative reference whatever it holds",
    arguments: [
      ("a/b.json", "a/b.json"), ("a b", "a%20b"), ("x:y", "x%3Ay"), ("50%.json", "50%25.json"),
      ("é", "%C3%A9"),
      ("a#b?c", "a%23b%3Fc"), ("n\nl", "n%0Al"),
    ])
  func uri(path: String, uri: String) {
    #expect(SARIFText.uri(path) == uri)
  }

  @Test("Braces and brackets in names are no placeholders and no links")
  func messageSyntax() throws {
    let texts = try results(SampleReports.hostile()).map(text)
    #expect(texts.contains { $0.hasPrefix("{{0}} is STRUCT<`{{0}}` INT64> in staging") })
    #expect(!texts.contains { $0.contains("](") })
    #expect(texts.contains { $0.contains("[link] (https://x.example)") })
  }
}
