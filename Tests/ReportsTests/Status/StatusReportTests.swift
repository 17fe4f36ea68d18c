@testable import Auditing
@testable import Comparison
@testable import History
@testable import HistoryFixtures
@testable import Lifecycle
@testable import LifecycleFixtures
@testable import Output
@testable import Reports
@testable import Schema
@testable import Settings
@testable import Status
@testable import TestSupport
@testable import Text
import Foundation
import Testing

/// A small page with one of everything in it, and one where nothing is told.
private enum Sample {
  static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  static let hostile = "b|`<img src=x>\n::error::\u{202e}" + String(repeating: "x", count: 400)

  static func table(_ name: String) -> TableName { TableName(project: "p", dataset: "d", table: name) }

  static func batches() -> BatchReport {
    var report = BatchReport(main: table("main"), limit: LostLimit("5%")!)
    (report.records, report.completedField) = (2, "completed_players")
    report.batches = [("b_1", 175, 68), (hostile, 2, 0), ("whole", 3, 3)].map { name, staged, completed in
      BatchReport.Batch(
        name: name, expected: staged, staged: staged, completed: completed, failed: 0, failedNames: [],
        lost: staged - completed, lostTables: nil, missing: 0, missingNames: [], hasRecord: true)
    }
    return report
  }

  static func verify() -> VerifyReport {
    var report = VerifyReport(main: "p.d.main")
    report.newRows = 3_132
    report.batches = [
      VerifyReport.Batch(name: "b_1", tables: 175, expected: 1_575, inMain: 1_575, state: .arrived),
      VerifyReport.Batch(name: hostile, tables: 2, expected: 9, inMain: 4, state: .partly),
      VerifyReport.Batch(name: "b_3"),
    ]
    report.columns = [
      VerifyReport.NullColumn(name: "a", rows: 3_132, staging: (0, 348)),
      VerifyReport.NullColumn(name: hostile, rows: 3_132),
    ]
    return report
  }

  static func orphans() throws -> OrphanReport {
    var lists = OrphanCase()
    lists.rows = [
      OrphanCase.row("s_old_w1", more: ["size_bytes": "10"]), OrphanCase.row("s_old_w2"),
      OrphanCase.row("s_new_w1", ago: 1), OrphanCase.row("s_view_w1", type: "VIEW"),
      OrphanCase.row("s_later_w1", ago: -5),
    ]
    return try lists.report()
  }

  static func told() throws -> StatusReport {
    let now = try #require(Moment(seconds: OrphanCase.now))
    var drift = try SampleReports.mixed()
    drift.problems = []
    let compared = try #require(drift.audits.last)
    var before = HistoryRun.Audit(compared, isNarrowed: false)
    before.findings.removeFirst()
    before.findings[0].id = "0123456789abcdef"
    before.findings[0].column = hostile
    let run = StatusReport.LastRun(
      time: try #require(Moment(seconds: OrphanCase.now - 86_400)), verdict: .fail, problems: 1,
      audit: before,
      new: [try #require(compared.findings.first)], gone: [before.findings[0]])
    let main = StatusReport.Main(
      main: "p.d.main", drift: .available(compared),
      lifecycle: LifecycleReport.Audit(
        main: "p.d.main", orphans: .available(try orphans()), batches: .available(batches()),
        arrival: .available(verify()), columns: .available(verify())),
      lastRun: .available(run), selection: .init(main: "it's"))
    return StatusReport(now: now, drift: drift, mains: [main], problems: [])
  }

  /// A week with what became of staging tables behind it, of two mains, one of which nothing is told of.
  static func week() throws -> WeeklyReport {
    var week = try HistoryStory.report(week: 6)
    let told = try told()
    week.lifecycle = LifecycleReport(
      now: told.now, audits: told.mains.map(\.lifecycle) + (try untold()).mains.map(\.lifecycle))
    return week
  }

  static func untold() throws -> StatusReport {
    let now = try #require(Moment(seconds: OrphanCase.now))
    let main = StatusReport.Main(
      main: hostile, drift: .missing(.columns),
      lifecycle: LifecycleReport.Audit(
        main: hostile, orphans: .missing(.lists), batches: .missing(.completions), arrival: .missing(.rows),
        columns: .missing(.records)), lastRun: .missing(.history))
    return StatusReport(
      now: now, drift: DriftReport(generatedAt: now.description, audits: [], problems: []), mains: [main],
      problems: [Problem(file: hostile, line: 1, column: 2, hostile)])
  }

  static func ending(_ name: String) -> String { ["markdown": "md", "text": "txt"][name] ?? name }
}

@Suite("The page on how everything stands") struct StatusReportTests {
  @Test(
    "Each format, with hostile names, and where nothing is told",
    arguments: StatusFormats.all.map(\.name).filter { $0 != "html" })
  func goldens(name: String) throws {
    let format = try #require(StatusFormats.named(name))
    for (report, file) in [(try Sample.told(), "told"), (try Sample.untold(), "untold")] {
      try ReportGolden.expect(
        format.text(of: report), equals: "\(file).\(Sample.ending(name))", in: Sample.golden)
    }
  }

  @Test("The weekly report tells the same sections, and nothing of what inputs do not tell")
  func weekly() throws {
    let week = try Sample.week()
    for format in WeeklyFormats.all {
      let sink = ReportSink.memory()
      try format.write(week, to: sink)
      let text = sink.text
      #expect(!text.unicodeScalars.contains { $0 != "\n" && SafeText.isUnsafe($0) }, "\(format.name)")
      switch format.name {
      case "html":
        #expect(!text.contains("<img") && text.firstMatch(of: /\sstyle=|\son[a-z]+=/) == nil)
        for kind in ["Orphans", "Lost completions", "Rows in main", "Unpopulated columns"] {
          #expect(text.components(separatedBy: "<h3>\(kind)</h3>").count == 2)
        }
      case "markdown": #expect(MarkdownCheck.complaints(text) == [])
      default: break
      }
      if format.name != "html" {
        try ReportGolden.expect(
          text, equals: "week.\(Sample.ending(format.name))", in: Sample.golden.appending(path: "Weekly"))
      }
    }
    let summary = WeeklySummary(week, paths: []).text
    #expect(
      summary.contains("  As of 2026-02-02 06:00 UTC: 1 of 3 batches has not arrived whole; 109 of 180"))
  }

  @Test("No format lets a name out of its place")
  func inert() throws {
    for report in [try Sample.told(), try Sample.untold()] {
      for format in StatusFormats.all {
        let text = format.text(of: report)
        #expect(!text.unicodeScalars.contains { $0 != "\n" && SafeText.isUnsafe($0) }, "\(format.name)")
        #expect(
          !text.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix("::") }, "\(format.name)")
      }
      #expect(MarkdownCheck.complaints(StatusMarkdown().text(of: report)) == [])
      let html = StatusHTML().text(of: report)
      #expect(!html.contains("<img"))
      #expect(html.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
      #expect(html.firstMatch(of: /(src|href)="(?!#)/) == nil)
      #expect(html.firstMatch(of: /\sstyle=|\son[a-z]+=/) == nil)
    }
  }

  @Test("HTML tells what Markdown tells")
  func sameStory() throws {
    let report = try Sample.told()
    let html = StatusHTML().text(of: report).replacing("&#39;", with: "'")
    for section in StatusSection.all(of: report.mains[0], report) {
      #expect(html.contains("<h3>\(section.kind.title)</h3>"))
      #expect(html.contains(section.summary.capitalizedFirst))
      for note in section.notes { #expect(html.contains(note), "\(note)") }
    }
  }

  @Test(
    "What fails is new drift, what was lost past the limit, and what has not arrived; orphans only past theirs"
  )
  func verdicts() throws {
    var report = try Sample.told()
    #expect(report.verdict == .fail)
    report.drift.failOn = .never
    report.mains[0].lifecycle.batches = .missing(.completions)
    #expect(report.verdict == .fail)
    var verify = Sample.verify()
    verify.batches?.removeAll { $0.state == .partly }
    report.mains[0].lifecycle.arrival = .available(verify)
    #expect(report.verdict == .pass)
    report.mostOrphans = report.orphans
    #expect(report.orphans == 2 && report.verdict == .pass)
    report.mostOrphans = 1
    #expect(report.verdict == .fail)
    report.problems = [Problem(.warning, "w")]
    #expect(report.verdict == .fail)
    report.problems = [Problem(.error, "e")]
    #expect(report.verdict == .error)
  }

  @Test("Each gap says which input would fill its section")
  func gaps() {
    for gap in MissingInput.allCases where gap != .unread {
      let text = StatusWords.missing(gap, of: .drift)
      #expect(
        ["--", "such as"].contains { text.contains($0) }, "\(gap)")
    }
    #expect(
      Set(StatusSection.Kind.allCases.map { StatusWords.missing(.unread, of: $0) }).count == 4)
  }

  @Test("The published schemas have the keys and the words that are written")
  func keys() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    func schema(_ name: String) throws -> [String: Any] {
      let data = try Data(contentsOf: root.appending(path: "schemas/\(name)"))
      return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
    func object(_ value: Any?) throws -> [String: Any] { try #require(value as? [String: Any]) }
    func first(_ value: Any?) throws -> [String: Any] { try #require((value as? [[String: Any]])?.first) }
    func sorted(_ value: Any?) throws -> Data {
      try JSONSerialization.data(withJSONObject: try object(value), options: .sortedKeys)
    }
    func written(_ report: StatusReport) throws -> [String: Any] {
      try object(try JSONSerialization.jsonObject(with: Data(StatusJSON().text(of: report).utf8)))
    }
    let told = try written(try Sample.told())
    let main = try first(told["mains"])
    let parts: [(String, [String: Any])] = [
      ("main", main), ("drift", try object(main["drift"])),
      ("group", try first(try object(main["drift"])["groups"])),
      ("orphans", try object(main["orphans"])),
      ("orphanBatch", try first(try object(main["orphans"])["batches"])),
      ("lostCompletions", try object(main["lostCompletions"])),
      ("lostBatch", try first(try object(main["lostCompletions"])["batches"])),
      ("arrival", try object(main["arrival"])),
      ("arrivalBatch", try first(try object(main["arrival"])["wanting"])),
      ("unpopulatedColumns", try object(main["unpopulatedColumns"])),
      ("nullColumn", try first(try object(main["unpopulatedColumns"])["columns"])),
      ("lastRun", try object(main["lastRun"])),
      ("change", try first(try object(main["lastRun"])["newSince"])),
      ("gap", try first(try first(try written(try Sample.untold())["mains"])["notTold"])),
    ]
    let status = try schema("status-report.schema.json")
    #expect(try object(status["properties"]).keys.sorted() == told.keys.sorted())
    let definitions = try object(status["$defs"])
    let weekly = try object(try schema("weekly-report.schema.json")["$defs"])
    for (name, part) in parts {
      #expect(
        try object(try object(definitions[name])["properties"]).keys.sorted() == part.keys.sorted(), "\(name)"
      )
      if let same = weekly[name] { #expect(try sorted(same) == sorted(definitions[name]), "\(name)") }
    }
    let gap = try object(try object(definitions["gap"])["properties"])
    #expect(try object(gap["section"])["enum"] as? [String] == StatusSection.Kind.allCases.map(\.rawValue))
    #expect(try object(gap["lacks"])["enum"] as? [String] == MissingInput.allCases.map(\.rawValue))
    let state = try object(try object(try object(definitions["orphanBatch"])["properties"])["state"])
    #expect(state["enum"] as? [String] == BatchState.allCases.map(\.rawValue))
  }
}
