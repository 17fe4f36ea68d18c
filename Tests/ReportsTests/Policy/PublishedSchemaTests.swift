@testable import Auditing
@testable import BaselineFixtures
@testable import Baselines
@testable import Comparison
@testable import ComparisonFixtures
@testable import History
@testable import HistoryFixtures
@testable import LifecycleFixtures
@testable import Output
@testable import Reports
@testable import Schema
@testable import Settings
@testable import Text
import Foundation
import Testing

/// The schemas and the page that users read say what the code does.
@Suite("The published schemas") struct PublishedSchemaTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../..").standardizedFileURL

  private func schema(_ name: String) throws -> [String: Any] {
    let data = try Data(contentsOf: Self.root.appending(path: "schemas/\(name)"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func keys(_ object: [String: Any], _ path: String...) throws -> [String] {
    var object = object
    for step in path { object = try #require(object[step] as? [String: Any]) }
    let properties = try #require(object["properties"] as? [String: Any])
    #expect(object["additionalProperties"] as? Bool == false)
    for (key, property) in properties {
      let property = try #require(property as? [String: Any])
      #expect(property["description"] != nil || property["$ref"] != nil, "\(key) has no description")
    }
    return properties.keys.sorted()
  }

  @Test("The configuration's schema has the keys that the reader knows")
  func configurationKeys() throws {
    let schema = try schema("driftaudit.schema.json")
    #expect(try keys(schema) == Configuration.keys)
    #expect(try keys(schema, "$defs", "audit") == Configuration.auditKeys)
    #expect(try keys(schema, "$defs", "merge") == Configuration.mergeKeys)
    #expect(try keys(schema, "$defs", "lifecycle") == Configuration.lifecycleKeys)
    #expect(
      try keys(schema, "$defs", "lifecycle", "properties", "completionFields")
        == CompletionFields.Name.allCases.map(\.rawValue).sorted())
    let properties = try #require(schema["properties"] as? [String: Any])
    let failOn = try #require(properties["failOn"] as? [String: Any])
    #expect(Set(try #require(failOn["enum"] as? [String])) == Set(FailLevel.allCases.map(\.rawValue)))
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let setting = try #require(definitions["ruleSetting"] as? [String: Any])
    #expect(try #require(setting["enum"] as? [Any]).compactMap { $0 as? String } == RuleSetting.words)
  }

  @Test("The baseline's schema has the keys that are written")
  func baselineKeys() throws {
    let schema = try schema("drift-baseline.schema.json")
    #expect(try keys(schema) == ["$schema", "accepted", "version"])
    var exact = PolicyFixtures.entry("a")
    exact.isSpelledExactly = true
    let text = Baseline([exact]).text
    let written = text.split(separator: "\n").filter { $0.hasPrefix("      \"") }.map {
      $0.split(separator: "\"")[1]
    }
    #expect(try keys(schema, "$defs", "entry") == written.map(String.init).sorted())
  }

  @Test("The schemas of a history's run and of the weekly report have the keys that are written")
  func historyKeys() throws {
    func written(_ text: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
    func first(_ object: [String: Any], _ key: String) throws -> [String: Any] {
      try #require((object[key] as? [[String: Any]])?.first)
    }
    let ofRun = try schema("history-run.schema.json")
    let run = try written(try #require(HistoryStory.runs.last { !($0.audits[0].findings.isEmpty) }).text)
    #expect(try keys(ofRun) == run.keys.sorted())
    let audit = try first(run, "audits")
    #expect(try keys(ofRun, "$defs", "audit") == (audit.keys + ["narrowed"]).sorted())
    #expect(try keys(ofRun, "$defs", "family") == first(audit, "families").keys.sorted())
    let ofFinding = try first(audit, "findings").keys + ["reason", "expires", "owner"]
    #expect(try keys(ofRun, "$defs", "finding") == ofFinding.sorted())

    let ofWeek = try schema("weekly-report.schema.json")
    let sink = ReportSink.memory()
    try WeeklyJSON().write(try HistoryStory.report(week: 6), to: sink)
    let week = try written(sink.text)
    #expect(try keys(ofWeek) == (week.keys + ["lifecycle"]).sorted())
    let main = try first(week, "audits")
    #expect(try keys(ofWeek, "$defs", "audit") == main.keys.sorted())
    let family = try first(main, "families")
    #expect(try keys(ofWeek, "$defs", "family") == family.keys.sorted())
    #expect(try keys(ofWeek, "$defs", "item") == first(family, "new").keys.sorted())
    #expect(try keys(ofWeek, "$defs", "point") == first(family, "points").keys.sorted())
  }

  @Test("The schema of what is left over has the keys that are written")
  func orphanKeys() throws {
    var lists = OrphanCase()
    lists.rows = [
      OrphanCase.row("s_b_w1"), OrphanCase.row("s_b_w2", type: "VIEW"), OrphanCase.row("s_new_w1", ago: 1),
    ]
    let sink = ReportSink.memory()
    try OrphansJSON().write(try lists.report(), to: sink)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(sink.text.utf8)) as? [String: Any])
    let schema = try schema("orphans-report.schema.json")
    #expect(try keys(schema) == report.keys.sorted())
    #expect(try keys(schema, "properties", "summary") == (report["summary"] as? [String: Any])?.keys.sorted())
    let audit = try #require((report["audits"] as? [[String: Any]])?.first)
    #expect(try keys(schema, "$defs", "audit") == audit.keys.sorted())
    let family = try #require((audit["families"] as? [[String: Any]])?.first)
    #expect(try keys(schema, "$defs", "family") == family.keys.sorted())
    let batch = try #require((family["batches"] as? [[String: Any]])?.first)
    #expect(try keys(schema, "$defs", "batch") == batch.keys.sorted())
    let kept = try #require((batch["kept"] as? [[String: Any]])?.first)
    #expect(try keys(schema, "$defs", "kept") == kept.keys.sorted())
  }

  @Test("The report's schema has the keys that are written")
  func reportKeys() throws {
    let schema = try schema("drift-report.schema.json")
    var report = try SampleReports.make(.mixed)
    report.baseline = try SampleReports.make(.incidentAccepted).baseline
    report.audits += try SampleReports.make(.incidentAccepted).audits
    report.listing = ReportedTables(limit: 100_000)
    for index in report.audits.indices {
      for finding in report.audits[index].findings.indices {
        report.audits[index].findings[finding].records = 1
      }
      for row in report.audits[index].tables.indices {
        report.audits[index].tables[row].facts = TableFacts(
          created: Moment(seconds: 0), kind: .table, rows: 1)
        report.audits[index].tables[row].count = 2
      }
      report.audits[index].tellPeriods()
      report.audits[index].divide(by: report.audits[index].tables.map { _ in "b" })
    }
    let text = try JSONReport().text(of: report)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    func all(_ key: String, in objects: [[String: Any]]) -> [[String: Any]] {
      objects.flatMap { $0[key] as? [[String: Any]] ?? [] }
    }
    let audits = all("audits", in: [json])
    for (definition, objects) in [
      ("audit", audits), ("finding", all("findings", in: audits)), ("shape", all("shapes", in: audits)),
      ("table", all("tables", in: audits)), ("batch", all("batches", in: audits)),
      ("problem", all("problems", in: [json])),
      ("summary", [json["summary"] as? [String: Any] ?? [:]]),
      ("entry", all("stale", in: [json["baseline"] as? [String: Any] ?? [:]])),
    ] {
      #expect(!objects.isEmpty)
      #expect(try keys(schema, "$defs", definition) == Set(objects.flatMap(\.keys)).sorted(), "\(definition)")
    }
    #expect(try keys(schema) == json.keys.sorted())
  }

  @Test("All three schemas know the rules and the report formats that there are")
  func names() throws {
    func names(_ file: String, _ path: String...) throws -> [String] {
      var object = try schema(file)
      for step in path.dropLast() { object = try #require(object[step] as? [String: Any], "\(step)") }
      let last = try #require(object[path.last ?? ""])
      return try last as? [String] ?? #require(last as? [String: Any]).keys.sorted()
    }
    #expect(try names("drift-report.schema.json", "$defs", "rule", "enum") == Rules.names)
    #expect(
      try names("drift-baseline.schema.json", "$defs", "entry", "properties", "rule", "enum") == Rules.names)
    #expect(
      try names("driftaudit.schema.json", "$defs", "rules", "properties") == Rules.names.sorted())
    #expect(
      try names("driftaudit.schema.json", "properties", "reports", "properties")
        == ReportFormats.all.map(\.name).sorted())
  }

  @Test("Every example of docs/configuration.md is read without a mistake")
  func examples() throws {
    let page = try String(contentsOf: Self.root.appending(path: "docs/configuration.md"), encoding: .utf8)
    let rules = try keys(try schema("driftaudit.schema.json"), "$defs", "rules")
    let blocks = page.components(separatedBy: "```")
    let yaml = blocks.filter { $0.hasPrefix("yaml\n") }.map { String($0.dropFirst(5)) }
    #expect(yaml.count > 8)
    for text in yaml {
      let (configuration, problems) = Configuration.load(
        text: text, file: "driftaudit.yml", knownRules: rules, knownFormats: ["json", "junit", "markdown"])
      #expect(configuration != nil && problems == [], "\(text)")
    }
    let json = try #require(blocks.first { $0.hasPrefix("json\n") }).dropFirst(5)
    let (baseline, problems) = Baseline.load(bytes: Array(json.utf8), file: "b.json", knownRules: rules)
    #expect(problems == [])
    #expect(baseline?.text == String(json))
    for key in Configuration.keys { #expect(page.contains("`\(key)`"), "\(key)") }
  }
}
