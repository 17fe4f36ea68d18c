@testable import Auditing
@testable import Comparison
@testable import History
@testable import HistoryFixtures
@testable import Output
@testable import Reports
@testable import Schema
@testable import TestSupport
@testable import Text
import Foundation
import Testing

@Suite("The weekly report as a page") struct WeeklyHTMLTests {
  private func page(_ report: WeeklyReport) throws -> String {
    let sink = ReportSink.memory()
    try WeeklyHTML().write(report, to: sink)
    return sink.text
  }

  /// What a reader sees: no tags, no stylesheet, no script.
  private func visible(_ page: String) -> String {
    page.replacing(/<(style|script)>[\s\S]*?<\/(style|script)>/, with: "").replacing(/<[^>]*>/, with: " ")
      .replacing("&#39;", with: "'").replacing(/\s+/, with: " ")
  }

  @Test("Each week tells in HTML what it tells in Markdown", arguments: 1...HistoryStory.weeks)
  func sameStory(_ week: Int) throws {
    let report = try HistoryStory.report(week: week)
    let text = visible(try page(report))
    for sentence in WeeklyText.runs(report) { #expect(text.contains(sentence.text)) }
    #expect(text.contains(WeeklyText.headline(report).capitalizedFirst))
    for family in report.audits.flatMap(\.families) {
      for part in WeeklyText.parts {
        let items = part.items(family)
        let title = "\(part.title): \(Count.of(items.count, "finding"))"
        #expect(text.contains(" \(title) ") == !items.isEmpty, "\(title)")
        for item in items {
          #expect(text.contains(item.finding.column ?? "(table)"))
          #expect(text.contains(WeeklyText.since(item)))
          for event in WeeklyText.events(item, in: part) { #expect(text.contains(event), "\(event)") }
        }
      }
    }
  }

  @Test("A strip marks the runs in which a finding was there")
  func strips() throws {
    let text = try page(try HistoryStory.report(week: 7))
    #expect(text.contains("amount: still open, in 7 of 7 runs"))
    #expect(text.contains("discount: resolved, in 1 of 7 runs"))
    #expect(text.contains("debug_note: resolved, in 2 of 7 runs"))
  }

  @Test("The page asks the network for nothing, and allows its own script and style alone")
  func policy() throws {
    let text = try page(try HistoryStory.report(week: 6))
    #expect(text.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
    #expect(text.firstMatch(of: /(src|href)="(?!#)/) == nil)
    #expect(text.firstMatch(of: /\sstyle=|\son[a-z]+=/) == nil)
  }
}

@Suite("Hostile names in weekly reports") struct WeeklyHostileTests {
  static let names = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "a|b", "`code`", "``", "line\nbreak\r\n",
    "]]>",
    "\u{202E}desrever", "\u{1F469}\u{200D}\u{1F4BB}", String(repeating: "long", count: 100), "::error::stop",
    "##[group]x",
    "</details>", "@team #12", "=cmd()", "\u{0}\u{7F}\u{1B}[31m", "http://example.com",
  ]

  private func report(_ name: String) throws -> WeeklyReport {
    let acceptance = Finding.Acceptance(reason: name, expires: "2026-02-01", owner: name)
    let runs = try ["2026-01-26", "2026-01-27", "2026-01-28"].enumerated().map { index, day in
      HistoryRun(
        time: try #require(Moment("\(day)T06:00:00Z")), verdict: .fail,
        audits: [
          HistoryRun.Audit(
            table: name, columns: 1,
            families: [
              HistoryRun.Family(name: name, tables: 1, drifted: 1, shapes: 1),
              HistoryRun.Family(name: "other", tables: 1, drifted: 1, shapes: 1),
            ],
            findings: (index == 1 ? [] : [Finding.Status.new, .accepted(acceptance), .expired(acceptance)])
              .enumerated().map { number, status in
                HistoryRun.Finding(
                  id: "\(number)", rule: "type-changed", severity: .warning, status: status, family: name,
                  column: name, main: ColumnSide(type: name, mode: .nullable),
                  staging: ColumnSide(type: "STRING", mode: .nullable), tables: 1)
              })
        ])
    }
    return WeeklyReport(
      HistoryFolder(
        path: name, entries: runs.map { .init(fileName: $0.fileName, run: $0) },
        problems: [Problem(file: name, name)]),
      since: try #require(CalendarDay("2026-01-26")), until: try #require(CalendarDay("2026-02-01")),
      now: try #require(Moment("2026-02-02T06:00:00Z")))
  }

  @Test("No format lets a name out of its place", arguments: names)
  func inert(_ name: String) throws {
    let report = try report(name)
    var texts = try WeeklyFormats.all.map { format in
      let sink = ReportSink.memory()
      try format.write(report, to: sink)
      return (name: format.name, text: sink.text)
    }
    texts.append(("summary", WeeklySummary(report, paths: [name]).text))
    for (format, text) in texts {
      let lines = text.split(separator: "\n")
      #expect(!text.unicodeScalars.contains { $0 != "\n" && SafeText.isUnsafe($0) }, "\(format)")
      #expect(!lines.contains { $0.drop { $0 == " " }.hasPrefix("::") }, "\(format)")
      if format != "json" {
        #expect(!text.contains("##["), "\(format)")
      }
      switch format {
      case "html":
        #expect(!text.contains("<img") && !text.contains("<script>alert"))
      case "json":
        _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
      case "markdown":
        #expect(MarkdownCheck.complaints(text) == [])
      default: break
      }
    }
  }
}
