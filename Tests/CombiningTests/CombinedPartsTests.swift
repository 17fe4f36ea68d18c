@testable import Auditing
@testable import Combining
@testable import Comparison
@testable import ExportFixtures
@testable import Exports
@testable import JSONInput
@testable import Output
@testable import Reports
@testable import Schema
@testable import Settings
@testable import TestSupport
@testable import Text
import Foundation
import Testing

@Suite("Parts put together") struct CombinedPartsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  /// What parts come to together, each part being a file's text.
  private static func combined(_ parts: [String]) throws -> CombinedParts {
    let folder = try TemporaryFolder()
    return CombinedParts(
      try parts.enumerated().map { InputFile(path: try folder.write("\($0).json", $1)) })
  }

  private static func text(_ parts: [String]) throws -> String {
    let combined = try Self.combined(parts)
    #expect(combined.problems == [])
    switch try #require(combined.result) {
    case .shapes(let text): return text
    case .report(let text, _): return text
    }
  }

  /// Asserts that order and grouping of parts make no difference.
  private static func expectOneResult(_ parts: [String], _ random: inout SeededGenerator) throws {
    let whole = try text(parts)
    #expect(try text([whole]) == whole)
    for _ in 0..<4 {
      var rest = parts.shuffled(using: &random)
      while rest.count > 1 {
        let count = Int.random(in: 2...rest.count, using: &random)
        let step = try text(Array(rest.prefix(count)))
        rest = (rest.dropFirst(count) + [step]).shuffled(using: &random)
      }
      #expect(try text(rest) == whole)
    }
  }

  // MARK: Shapes

  private static func shapes(_ seed: Int, parts: Int, names: Bool) -> [String] {
    var random = SeededGenerator(seed: UInt64(seed))
    let lists = [
      "[]", #"[{"column_name":"a","data_type":"INT64"}]"#, #"[{"data_type":"INT64","column_name":"b"}]"#,
    ]
    return (0..<parts).map { part in
      let rows = (0..<4).map { shape in
        let names = (0..<Int.random(in: 1...6, using: &random)).map { "t\(part)_\(shape)_\($0)" }.sorted()
        let list = "[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]"
        let all = names.isEmpty || !Bool.random(using: &random) ? "" : ",\"names\":\(list)"
        let created = Moment(seconds: 1_769_000_000 + Int.random(in: 0..<9999, using: &random))
        return
          #"{"engine":"bigquery","kind":"staging","family":"f\#(shape % 2)","table_catalog":"p","table_schema":"d","#
          + #""tables":"\#(names.count)","first_table":"\#(names[0])","last_table":"\#(names[names.count - 1])","#
          + #""first_created":"\#(created?.description ?? "")","examples":\#(list),"columns":\#(lists[shape % 3])\#(all)}"#
      }
      let main =
        #"{"engine":"bigquery","kind":"main","table_catalog":"p","table_schema":"d","tables":1,"first_table":"m","#
        + #""columns":[{"column_name":"a","data_type":"INT64"}]}"#
      return part % 2 == 0 ? (rows + [main]).joined(separator: "\n") : "[\(rows.joined(separator: ","))]"
    }
  }

  @Test("Rows of shapes come to the same bytes in any order and in any number of steps", arguments: 1...12)
  func shapesAreAssociative(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) + 100)
    let parts = Self.shapes(seed, parts: 2 + seed % 4, names: seed % 2 == 0)
    try Self.expectOneResult(parts, &random)
    let counts = try parts.map { try Load.text($0).tableCount }
    let mains = parts.count { $0.contains("\"main\"") }
    #expect(try Load.text(Self.text(parts)).tableCount == counts.reduce(0, +) - mains + 1)
  }

  @Test("A table in two parts is named, and nothing comes of them")
  func shared() throws {
    let part = Self.shapes(1, parts: 1, names: false)[0]
    let combined = try Self.combined([part, part])
    #expect(combined.result == nil)
    #expect(combined.problems.count == 4)
    #expect(
      combined.problems.allSatisfy {
        $0.message.contains("stands in") && $0.message.contains("parts may not share")
      })
    #expect(combined.problems.map(\.table).contains("p.d.t0_0_0"))
  }

  @Test(
    "What is no part is said with its place",
    arguments: [
      ("{\"a\": 1}", "1:1", "neither a row of shapes nor a JSON report"),
      ("{\n", "", "not JSON"), ("", "1:1", "the file is empty"),
      (#"{"schemaVersion": 9, "audits": []}"#, "1:1", "of a version that this driftaudit does not know"),
      (#"{"schemaVersion": 1, "audits": [{}], "verdict": "pass"}"#, "1:1", "that is not whole"),
      (#"{"first_table":"a","tables":0,"columns":[]}"#, "1:1", "tables is no number of tables"),
      (
        #"{"first_table":"a","tables":2,"columns":[],"names":["a"]}"#, "1:1",
        "tables says 2, and there are 1 name"
      ),
      (#"{"first_table":"a","tables":2,"columns":"x"}"#, "1:1", "a text that holds no list"),
    ])
  func noPart(text: String, place: String, message: String) throws {
    let combined = try Self.combined([text])
    #expect(combined.result == nil)
    #expect(combined.problems.contains { $0.message.contains(message) }, "\(combined.problems)")
    let places = combined.problems.map { "\($0.line ?? 0):\($0.column ?? 0)" }
    #expect(place.isEmpty || places.contains(place), "\(places)")
  }

  @Test("Shapes and reports do not go together")
  func mixed() throws {
    let combined = try Self.combined([
      Self.shapes(1, parts: 1, names: false)[0], try Self.reports(1, parts: 1)[0],
    ])
    #expect(combined.result == nil)
    #expect(combined.problems.contains { $0.message.contains("do not go together") })
  }

  // MARK: Reports

  private static func report(_ tables: [(String, Int)], seed: Int) throws -> String {
    let lists = [["a", "b"], ["a"], ["a", "b", "x"], ["b", "a"]]
    func rows(_ table: String, _ names: [String]) -> [String] {
      names.enumerated().map {
        columnsRow(table, $0 + 1, $1, $1 == "x" ? "STRING" : "INT64", nullable: seed % 2 == 0)
      }
    }
    let all = rows("main", ["a", "b", "c"]) + tables.flatMap { rows("s_\($0)_w", lists[$1]) }
    let folder = try TemporaryFolder()
    var settings = AuditSettings()
    settings.batch = try BatchPattern("s_{batch}_w")
    settings.sources = [try folder.write("export.json", all.joined(separator: "\n"))]
    var request = AuditRun.Request(generatedAt: "2026-11-24T04:00:00Z")
    request.audits = [AuditSpec(main: "main", mainPath: "main", settings: settings)]
    var report = AuditRun.run(request, loader: ExportLoader(threads: 1)).report
    for index in report.audits.indices { report.audits[index].mainSource = "main.json" }
    let sink = ReportSink.memory()
    try JSONReport().write(report, to: sink)
    return sink.text
  }

  private static func tables(_ seed: Int, _ parts: Int) -> [[(String, Int)]] {
    var random = SeededGenerator(seed: UInt64(seed))
    return (0..<parts).map { part in
      (0..<Int.random(in: 1...9, using: &random)).map {
        ("\(part)\($0)", Int.random(in: 0..<4, using: &random))
      }
    }
  }

  private static func reports(_ seed: Int, parts: Int) throws -> [String] {
    try tables(seed, parts).map { try report($0, seed: seed) }
  }

  private static func object(_ text: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  @Test("Reports come to the same bytes in any order and in any number of steps", arguments: 1...8)
  func reportsAreAssociative(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) + 200)
    try Self.expectOneResult(try Self.reports(seed, parts: 2 + seed % 4), &random)
  }

  @Test("The reports of parts are together what the report of the whole says", arguments: 1...8)
  func reportsOfParts(seed: Int) throws {
    let tables = Self.tables(seed, 4)
    let whole = try Self.object(Self.report(tables.flatMap(\.self), seed: seed))
    let together = try Self.object(Self.text(tables.map { try Self.report($0, seed: seed) }))
    func sorted(_ report: [String: Any], _ key: String, by id: String) throws -> [NSDictionary] {
      let audit = try #require((report["audits"] as? [[String: Any]])?.first)
      let list = try #require(audit[key] as? [[String: Any]])
      return list.sorted { "\($0[id] ?? "")" < "\($1[id] ?? "")" }.map { $0 as NSDictionary }
    }
    for (key, id) in [("findings", "id"), ("shapes", "id"), ("tables", "table"), ("batches", "batch")] {
      #expect(try sorted(together, key, by: id) == sorted(whole, key, by: id), "\(key)")
    }
    #expect(together["summary"] as? NSDictionary == whole["summary"] as? NSDictionary)
    #expect(together["verdict"] as? String == whole["verdict"] as? String)
  }

  @Test("A staging table in two reports is named")
  func sharedInReports() throws {
    let report = try Self.reports(2, parts: 1)[0]
    let combined = try Self.combined([report, report])
    #expect(combined.result == nil)
    #expect(combined.problems.contains { $0.message.contains("'p.d.s_00_w' stands in more than one part") })
  }

  @Test("A report that does not list all tables is no part")
  func partialList() throws {
    let report = try Self.reports(2, parts: 1)[0]
    let partial = report.replacing(
      "\"tables\": [", with: "\"tablesListed\": {\"which\": \"none\", \"limit\": null}, \"tables\": [")
    try #require(partial != report)
    let combined = try Self.combined([partial])
    #expect(combined.result == nil)
    #expect(combined.problems.contains { $0.message.contains("does not list all tables") })
  }

  @Test("The worst verdict is that of all, and an entry is stale that is stale everywhere")
  func verdictAndBaseline() throws {
    func report(_ verdict: String, _ stale: [String], _ severity: String?) -> String {
      let problem = severity.map {
        #"{"severity":"\#($0)","file":null,"line":null,"column":null,"table":null,"message":"m"}"#
      }
      return
        #"{"schemaVersion":1,"generatedAt":"2026-11-24T04:00:00Z","verdict":"\#(verdict)","summary":{},"audits":[],"#
        + #""problems":[\#(problem ?? "")],"baseline":{"file":"b.json","stale":[\#(stale.joined(separator: ","))]}}"#
    }
    let (one, two) = (#"{"rule":"a"}"#, #"{"rule":"b"}"#)
    let combined = try Self.combined([report("pass", [one, two], nil), report("error", [two], "error")])
    guard case .report(let text, let verdict)? = combined.result else {
      Issue.record("no report")
      return
    }
    #expect(verdict == .error)
    let object = try Self.object(text)
    let stale = (object["baseline"] as? [String: Any])?["stale"] as? [NSDictionary]
    #expect(stale == [["rule": "b"]])
    #expect((object["problems"] as? [Any])?.count == 1)
  }
}
