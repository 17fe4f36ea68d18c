@testable import Lifecycle
@testable import LifecycleFixtures
@testable import Output
@testable import Reports
import Foundation
import Testing

@Suite("Clean-up scripts") struct CleanUpScriptTests {
  static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  private func lists() -> OrphanCase {
    var lists = OrphanCase()
    let storage = ["total_logical_bytes": "1500000"]
    lists.rows =
      (1...3).map { OrphanCase.row("s_batch_2026_01_20_1768900000_w\($0)", ago: 300, more: storage) }
      + (1...2).map { OrphanCase.row("s_batch_2026_01_25_1769300000_w\($0)", ago: 180) }
      + [
        OrphanCase.row("s_batch_2026_01_25_1769300000_w3", ago: 180, type: "VIEW"),
        OrphanCase.row("s_batch_2026_02_02_1770000000_w1", ago: 3), OrphanCase.row("s_odd"),
      ]
    return lists
  }

  @Test("Each kind begins with what it drops, and is the same every time", arguments: ["bq", "sql"])
  func golden(kind: String) throws {
    try ReportGolden.expect(lists().report().script(kind), equals: "clean-up.\(kind)", in: Self.golden)
  }

  @Test("Reports in every format", arguments: ["text", "markdown", "json"])
  func reports(name: String) throws {
    var report = try lists().report()
    report.command = ["driftaudit", "orphans", "it's.json"]
    let format = try #require(OrphansFormats.named(name))
    let sink = ReportSink.memory()
    try format.write(report, to: sink)
    let ending = ["text": "txt", "markdown": "md"][name] ?? name
    try ReportGolden.expect(sink.text, equals: "orphans.\(ending)", in: Self.golden)
  }

  @Test("A report that goes by rows in main says how many arrived")
  func rows() throws {
    var lists = lists()
    var rows = MainRows()
    rows.note("batch-2026-01-20-1768900000", staged: 911, inMain: 911)
    rows.note("batch-2026-01-25-1769300000", staged: 1000, inMain: 17)
    lists.settings.mainRows = rows
    let sink = ReportSink.memory()
    try OrphansText().write(try lists.report(), to: sink)
    #expect(sink.text.contains("911 of 911"))
    #expect(sink.text.contains("17 rows in main, of 1,000 staged"))
    #expect(sink.text.contains("The rows of each batch were counted, and are in main."))
  }

  @Test("A SQL script holds as many tables as its limit, batch by batch")
  func limit() throws {
    let script = try lists().report().script("sql", limit: 4)
    let dropped = script.split(separator: "\n").filter { $0.hasPrefix("  DROP") }
    #expect(dropped.map { $0.suffix(11) } == ["900000_w1`;", "900000_w2`;", "900000_w3`;", "300000_w1`;"])
    #expect(
      script.contains("-- Of these it holds the first 4, as --limit wants; 1 left for another script.\n"))
    #expect(script.contains("-- Drops 5 staging tables of 2 batches: at least 4.5 MB.\n"))
  }

  @Test("A SQL script that is longer than a query may be says how many tables fit")
  func long() throws {
    var lists = OrphanCase()
    lists.rows = (1...12_000).map { OrphanCase.row("s_batch_2026_01_20_1768900000_w\($0)") }
    let report = try lists.report()
    let script = try report.script("sql")
    let most = try #require(script.firstMatch(of: /--limit ([0-9]+) makes a script/)?.1)
    #expect(try report.script("sql", limit: Int(most)).utf8.count < 1 << 20)
    #expect(try report.script("sql", limit: (Int(most) ?? 0) * 13 / 10).utf8.count > 1 << 20)
  }

  @Test("Where there is nothing to drop a script says so")
  func nothing() throws {
    let report = try OrphanCase().report()
    #expect(try report.script("sql").hasSuffix("\nSELECT 'nothing to drop' AS outcome;\n"))
    #expect(try report.script("bq").hasPrefix("#!/bin/sh\n# Drops 0 staging tables of 0 batches.\n"))
  }
}
