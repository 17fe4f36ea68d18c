@testable import Auditing
@testable import Comparison
@testable import Exports
@testable import Merging
@testable import Output
@testable import Reports
@testable import Schema
@testable import Settings
@testable import TestSupport
@testable import Text
import Foundation
import Testing

/// An estate in two forms: all rows of COLUMNS, and rows of shapes.
@Suite("Audits of shapes") struct ShapeAuditTests {
  /// A main and staging tables, each with one of some lists of columns.
  private struct Estate {
    static let types = ["INT64", "STRING", "NUMERIC", "DATE", "STRUCT<a INT64, b STRING>"]
    var tables: [(dataset: String, name: String, columns: [(name: String, type: String)])] = []
    let main: [(name: String, type: String)]

    init(seed: Int, tables count: Int) {
      var random = SeededGenerator(seed: UInt64(seed))
      main = (1...6).map { ("c\($0)", Self.types[$0 % Self.types.count]) }
      let shapes = (0..<7).map { _ in
        main.compactMap { column -> (name: String, type: String)? in
          switch Int.random(in: 0..<4, using: &random) {
          case 0: nil
          case 1: (column.name, Self.types[Int.random(in: 0..<Self.types.count, using: &random)])
          default: column
          }
        } + [("only_\(Int.random(in: 0..<2, using: &random))", "STRING")]
      }
      for number in 0..<count {
        let family = Int.random(in: 0..<3, using: &random) == 0 ? "live" : "nightly"
        tables.append(
          (
            "d\(Int.random(in: 0..<2, using: &random))", "_\(family)_\(number)",
            shapes[Int.random(in: 0..<shapes.count, using: &random)]
          ))
      }
    }

    private func column(_ ordinal: Int, _ column: (name: String, type: String)) -> String {
      #""column_name":"\#(column.name)","ordinal_position":"\#(ordinal)","is_nullable":"YES","data_type":"\#(column.type)","#
        + #""is_hidden":"NO","collation_name":"NULL","column_default":"NULL","rounding_mode":null"#
    }

    private func named(_ dataset: String, _ table: String) -> String {
      #""table_catalog":"p","table_schema":"\#(dataset)","table_name":"\#(table)""#
    }

    /// Rows of COLUMNS, and of TABLES with times of creation.
    var rows: String {
      var rows: [String] = []
      for (number, table) in ([("d0", "main", main)] + tables).enumerated() {
        for (index, column) in table.2.enumerated() {
          rows.append("{\(named(table.0, table.1)),\(self.column(index + 1, column))}")
        }
        rows.append(
          "{\(named(table.0, table.1)),\"table_type\":\"BASE TABLE\",\"creation_time\":\"\(created(number - 1))\"}"
        )
      }
      return rows.joined(separator: "\n")
    }

    private func created(_ number: Int) -> String {
      Moment(seconds: 1_769_000_000 + number * 7919 % 500_000)?.description ?? ""
    }

    /// Rows of shapes.
    func shapes(_ families: [FamilyPattern], exclude: [TablePattern] = [], names: Bool) -> String {
      var groups: [String: [(name: String, created: String)]] = [:]
      for (number, table) in tables.enumerated() {
        let name = TableName(project: "p", dataset: table.dataset, table: table.name)
        if exclude.contains(where: { $0.matches(name) }) { continue }
        let family =
          families.isEmpty
          ? "staging" : families.first { $0.patterns.contains { $0.matches(name) } }?.name
        guard let family else { continue }
        let columns = table.columns.enumerated().map { "{\(column($0 + 1, $1))}" }.joined(separator: ",")
        let selection = CountedSelection.fingerprint(of: families, excluding: exclude)
        let key =
          #""engine":"bigquery","kind":"staging","family":"\#(family)","selection":"\#(selection)","table_catalog":"p","#
          + #""table_schema":"\#(table.dataset)","columns":[\#(columns)]"#
        groups[key, default: []].append((table.name, created(number)))
      }
      let main = self.main.enumerated().map { "{\(column($0 + 1, $1))}" }.joined(separator: ",")
      let first =
        #"{"engine":"bigquery","kind":"main","table_catalog":"p","table_schema":"d0","tables":1,"first_table":"main","#
        + #""columns":[\#(main)],"first_created":"\#(created(-1))"}"#
      let rows = groups.map { key, tables in
        let sorted = tables.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        let list = { (texts: [String]) in "[" + texts.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
        let created = tables.map(\.created)
        let all =
          names
          ? #","names":\#(list(sorted.map(\.name))),"names_created":\#(list(sorted.map(\.created)))"# : ""
        return #"{\#(key),"tables":\#(tables.count),"first_table":"\#(sorted[0].name)","#
          + #""last_table":"\#(sorted[sorted.count - 1].name)","examples":\#(list(sorted.prefix(3).map(\.name))),"#
          + #""first_created":"\#(created.min() ?? "")","last_created":"\#(created.max() ?? "")"\#(all)}"#
      }
      return ([first] + rows).joined(separator: "\n")
    }
  }

  private static func run(
    _ text: String, _ settings: AuditSettings, _ change: (inout AuditSpec) -> Void = { _ in }
  )
    throws -> DriftReport
  {
    let folder = try TemporaryFolder()
    var settings = settings
    settings.sources = [try folder.write("export.json", text)]
    var audit = AuditSpec(main: "main", mainPath: "main", settings: settings)
    change(&audit)
    var request = AuditRun.Request(generatedAt: "2026-11-24T04:00:00Z")
    request.audits = [audit]
    return AuditRun.run(request, loader: ExportLoader(threads: 2)).report
  }

  /// The JSON report without the names of all tables and of the file.
  private static func json(_ report: DriftReport, tables: Bool) throws -> String {
    var report = report
    for index in report.audits.indices { report.audits[index].mainSource = "" }
    // Warnings about patterns name the file.
    report.problems = []
    let sink = ReportSink.memory()
    try JSONReport().write(report, to: sink)
    if tables { return sink.text.replacing(#", "type": "TABLE""#, with: "") }
    return sink.text.split(separator: "\n").filter { !$0.hasPrefix("      {\"table\"") }.joined(
      separator: "\n")
  }

  private static func families() throws -> [FamilyPattern] {
    [
      FamilyPattern(name: "night", patterns: [try TablePattern("_nightly_*")]),
      FamilyPattern(
        name: "live", patterns: [try TablePattern("d1._live_*"), try TablePattern("_live_[0-4]*")]),
    ]
  }

  @Test("Shapes give the report of the full export, its list of tables apart", arguments: 1...12)
  func sameReport(seed: Int) throws {
    let estate = Estate(seed: seed, tables: seed * 17)
    for (families, exclude) in [([], []), (try Self.families(), [try TablePattern("*_1?")])] {
      var settings = AuditSettings()
      settings.families = families
      settings.exclude = exclude
      let full = try Self.run(estate.rows, settings)
      #expect(full.problems.filter { $0.severity == .error } == [])
      for names in [false, true] {
        let shapes = try Self.run(estate.shapes(families, exclude: exclude, names: names), settings)
        #expect(shapes.problems.filter { $0.severity == .error } == [])
        #expect(try Self.json(shapes, tables: names) == Self.json(full, tables: names))
        #expect(shapes.summary == full.summary)
      }
    }
  }

  @Test("Every report format has the counts of the full export")
  func sameFormats() throws {
    let estate = Estate(seed: 5, tables: 200)
    for format in ReportFormats.all
    where !["json", "html", "github", "gitlab", "sarif"].contains(format.name) {
      let texts = try [estate.rows, estate.shapes([], names: false)].map { text in
        var report = try Self.run(text, AuditSettings())
        for index in report.audits.indices { report.audits[index].mainSource = "" }
        report.asked = [:]
        let sink = ReportSink.memory()
        try format.write(report, to: sink)
        return sink.text
      }
      #expect(texts[0] == texts[1], "\(format.name)")
    }
  }

  @Test("Patterns other than those that the engine was asked for are a problem where names are missing")
  func otherPatterns() throws {
    let estate = Estate(seed: 3, tables: 100)
    var settings = AuditSettings()
    settings.families = [FamilyPattern(name: "staging", patterns: [try TablePattern("_*_1*")])]
    let message = "counted and not named, and the engine was asked for other patterns than this audit's"
    let unnamed = try Self.run(estate.shapes([], names: false), settings)
    #expect(unnamed.problems.contains { $0.severity == .error && $0.message.contains(message) })
    let named = try Self.run(estate.shapes([], names: true), settings)
    #expect(named.problems == [])
    #expect(named.summary.stagingTables == (try Self.run(estate.rows, settings)).summary.stagingTables)
  }

  @Test("Batches need names: without them they are not told, and cannot be chosen")
  func batches() throws {
    let estate = Estate(seed: 4, tables: 100)
    var settings = AuditSettings()
    settings.batch = try BatchPattern("_{batch}_{number}")
    let unnamed = try Self.run(estate.shapes([], names: false), settings)
    #expect(unnamed.problems.map(\.severity) == [.warning])
    #expect(unnamed.audits[0].batches.isEmpty)
    let named = try Self.run(estate.shapes([], names: true), settings)
    #expect(named.audits[0].batches == (try Self.run(estate.rows, settings)).audits[0].batches)
    let live = try Glob("live")
    let chosen = try Self.run(estate.shapes([], names: false), settings) { $0.batches = [live] }
    #expect(
      chosen.problems.contains { $0.severity == .error && $0.message.contains("--batch cannot choose") })
  }

  @Test("Times of creation choose whole shapes, and are a problem where they would divide one")
  func since() throws {
    let estate = Estate(seed: 6, tables: 60)
    let shapes = estate.shapes([], names: false)
    let all = try Self.run(shapes, AuditSettings()) { $0.created.since = Moment(seconds: 1_768_000_000) }
    #expect(all.problems == [])
    #expect(all.summary.stagingTables == 60)
    let some = try Self.run(shapes, AuditSettings()) { $0.created.since = Moment(seconds: 1_769_250_000) }
    #expect(some.problems.contains { $0.message.contains("no export tells when they were created") })
    let named = try Self.run(estate.shapes([], names: true), AuditSettings()) {
      $0.created.since = Moment(seconds: 1_769_250_000)
    }
    let full = try Self.run(estate.rows, AuditSettings()) {
      $0.created.since = Moment(seconds: 1_769_250_000)
    }
    #expect(named.summary == full.summary)
  }

  @Test("A merge is refused where tables are not named")
  func merge() throws {
    let report = try Self.run(Estate(seed: 1, tables: 50).shapes([], names: false), AuditSettings())
    var settings = MergeSettings()
    settings.keys = ["c1"]
    #expect {
      _ = try MergePlan(MergeInput(report.audits[0]), settings)
    } throws: { error in
      (error as? MergeRefusal)?.problems.contains { $0.message.contains("driftaudit sql --names") } ?? false
    }
  }

  @Test("A million tables as some hundred shapes are audited in a moment")
  func million() throws {
    let columns = (1...60).map {
      #"{"column_name":"c\#($0)","ordinal_position":\#($0),"is_nullable":"YES","data_type":"STRING","is_hidden":"NO"}"#
    }
    let rows = (0..<300).map { number in
      #"{"engine":"bigquery","kind":"\#(number == 0 ? "main" : "staging")","family":"staging","table_catalog":"p","#
        + #""table_schema":"d\#(number)","tables":\#(number == 0 ? 1 : 3345),"first_table":"\#(number == 0 ? "main" : "a")","#
        + #""examples":["\#(number == 0 ? "main" : "a")"],"columns":[\#(columns.dropLast(number % 50).joined(separator: ","))]}"#
    }
    let text = rows.joined(separator: "\n")
    let clock = ContinuousClock()
    var report: DriftReport?
    let time = try clock.measure { report = try Self.run(text, AuditSettings()) }
    #expect(report?.summary.stagingTables == 1_000_155)
    #expect(
      time < .seconds(5), "five times what it may take, since tests are built without optimisation: \(time)")
  }
}
