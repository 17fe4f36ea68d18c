@testable import History
@testable import HistoryFixtures
@testable import Output
@testable import Reports
@testable import Text
import Foundation
import Testing

@Suite("Eight weeks, told week by week") struct WeeklyStoryTests {
  /// What of a week is told under which title: `column since`.
  private func told(_ week: Int) throws -> [String: [String]] {
    let families = try HistoryStory.report(week: week).audits.flatMap(\.families)
    return Dictionary(
      uniqueKeysWithValues: WeeklyText.parts.map { part in
        (part.key, families.flatMap(part.items).map { "\($0.finding.column ?? "") \($0.since.day)" })
      }
    ).filter { !$0.value.isEmpty }
  }

  @Test("What the first run finds is open and may be older; nothing is called new")
  func first() throws {
    #expect(try told(1) == ["open": ["amount 2026-03-02"]])
    let item = try #require(try HistoryStory.report(week: 1).audits.first?.families.first?.open.first)
    #expect(WeeklyText.since(item) == "2026-03-02 or before")
  }

  @Test("What appears is new, and what was there is still open")
  func appears() throws {
    #expect(try told(2) == ["new": ["discount 2026-03-11"], "open": ["amount 2026-03-02"]])
  }

  @Test("What is accepted and what is repaired is told once, and that the acceptance ends soon")
  func acceptedAndRepaired() throws {
    #expect(
      try told(3) == [
        "resolved": ["amount 2026-03-02"], "accepted": ["discount 2026-03-11"],
        "expiring": ["discount 2026-03-11"],
      ])
  }

  @Test("A quiet week tells only what ends soon")
  func quiet() throws {
    #expect(try told(4) == ["expiring": ["discount 2026-03-11"]])
  }

  @Test("A missing run and one that saw only a part resolve nothing, and are told")
  func missing() throws {
    #expect(try told(5) == ["expiring": ["discount 2026-03-11"]])
    let report = try HistoryStory.report(week: 5)
    #expect(report.missingDays.map(\.description) == ["2026-04-01"])
    #expect(report.runs.filter { $0.problems > 0 }.map(\.time.day) == ["2026-04-03"])
    #expect(WeeklyText.runs(report).filter(\.isWarning).count == 2)
  }

  @Test("What has expired is told once, and what came back is new and says when it was there before")
  func expiresAndComesBack() throws {
    #expect(try told(6) == ["new": ["amount 2026-04-09"], "expired": ["discount 2026-03-11"]])
    let item = try #require(try HistoryStory.report(week: 6).audits.first?.families.first?.new.first)
    #expect(item.earlier.map { [$0.first.day, $0.last.day] } == ["2026-03-02", "2026-03-18"])
  }

  @Test("What came and went within the week is resolved")
  func withinTheWeek() throws {
    #expect(
      try told(7) == [
        "resolved": ["discount 2026-03-11", "debug_note 2026-04-15"], "open": ["amount 2026-04-09"],
      ])
  }

  @Test("Where all staging tables are gone, findings are gone with them, and it says so")
  func tablesGone() throws {
    #expect(try told(8) == ["resolved": ["amount 2026-04-09", "discount 2026-04-22"]])
    let family = try #require(try HistoryStory.report(week: 8).audits.first?.families.first)
    #expect(family.resolved.allSatisfy { $0.isGoneWithTables })
    #expect(family.after.tables == 0)
  }

  @Test("Each week reads as it should in every format", arguments: 1...HistoryStory.weeks)
  func goldens(_ week: Int) throws {
    let report = try HistoryStory.report(week: week)
    for format in WeeklyFormats.all where format.name != "html" {
      let sink = ReportSink.memory()
      try format.write(report, to: sink)
      let ending = format.name == "json" ? "json" : "md"
      try ReportGolden.expect(sink.text, equals: "week-\(week).\(ending)", in: Self.golden)
    }
  }

  private static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
}
