@testable import Auditing
@testable import Comparison
@testable import History
@testable import HistoryFixtures
@testable import Output
@testable import Schema
@testable import TestSupport
@testable import Text
import Foundation
import Testing

@Suite("Files of a history") struct HistoryFileTests {
  private func sample(_ column: String = "a", time: String = "2026-01-30T06:00:00Z") throws -> HistoryRun {
    let acceptance = Finding.Acceptance(reason: "on \"purpose\"\n", expires: "2026-02-01", owner: "data")
    return HistoryRun(
      time: try #require(Moment(time)), verdict: .fail, problems: 1, staleEntries: 2,
      audits: [
        HistoryRun.Audit(
          table: "p.d.main", columns: 3, isNarrowed: true,
          families: [HistoryRun.Family(name: "staging", tables: 5, drifted: 4, unreadable: 1, shapes: 2)],
          findings: [
            HistoryStory.finding(
              "missing-column", column, main: ColumnSide(type: "INT64", mode: .required), tables: 4),
            HistoryStory.finding(
              "order-changed", nil, severity: .note, status: .accepted(acceptance), tables: 1),
            HistoryStory.finding(
              "type-changed", "b", main: ColumnSide(type: "INT64", mode: .nullable),
              staging: ColumnSide(type: "STRING", mode: .nullable),
              status: .expired(Finding.Acceptance(reason: "once")), tables: 1),
          ])
      ])
  }

  @Test(
    "A run reads back as it was written, whatever its names are",
    arguments: [
      "a", "ä ö", "\"quoted\" \\ back", "line\nbreak", "\u{202E}right to left", "]]>", "::error::x",
      String(repeating: "x", count: 400), "\u{1F600}", "",
    ])
  func roundTrip(_ column: String) throws {
    let run = try sample(column)
    let (read, problems) = HistoryRun.load(bytes: Array(run.text.utf8), file: "x.json")
    #expect(problems.isEmpty)
    #expect(read == run)
    #expect(!run.text.unicodeScalars.contains { $0 != "\n" && SafeText.isUnsafe($0) })
  }

  @Test("A file is called after its time, and after what it holds")
  func names() throws {
    let (one, other) = (try sample("a"), try sample("b"))
    #expect(one.fileName.hasPrefix("2026-01-30T06-00-00Z-"))
    #expect(one.fileName != other.fileName)
    #expect(try one.fileName == sample("a").fileName)
    #expect(HistoryRun.time(ofFileNamed: one.fileName) == one.time)
  }

  @Test(
    "Other names are none of a history",
    arguments: [
      "2026-01-30T06-00-00Z-1234567g.json", "2026-13-30T06-00-00Z-12345678.json", "notes.json",
      ".2026-01-30T06-00-00Z-12345678.json.x.tmp", "2026-01-30T06-00-00Z-12345678.json.orig",
      "2026-01-30 06-00-00Z-12345678.json", "2026-01-30T06-00-60Z-12345678.json",
    ])
  func otherNames(_ name: String) {
    #expect(HistoryRun.time(ofFileNamed: name) == nil)
  }

  @Test("One finding is one line, so that two runs differ in few lines")
  func lines() throws {
    let text = try sample().text
    #expect(text.split(separator: "\n").count(where: { $0.hasPrefix("{\"id\"") }) == 3)
    #expect(text.hasSuffix("\n"))
  }

  @Test(
    "What is wrong is told with its place",
    arguments: [
      ("{", "1:2"), ("[]", "1:1"), (#"{"schemaVersion": 2}"#, "1:19"),
      (
        "{\"schemaVersion\": 1,\n \"time\": \"now\", \"version\": \"1\", \"verdict\": \"fail\", \"failOn\": \"note\", \"problems\": 0, \"staleEntries\": 0, \"audits\": []}",
        "2:10"
      ),
      (
        "{\"schemaVersion\": 1, \"time\": \"2026-01-30T06:00:00Z\", \"version\": \"1\",\n\"verdict\": \"maybe\", \"failOn\": \"note\", \"problems\": 0, \"staleEntries\": 0, \"audits\": []}",
        "2:12"
      ),
      (
        "{\"schemaVersion\": 1, \"time\": \"2026-01-30T06:00:00Z\", \"version\": \"1\", \"verdict\": \"pass\", \"failOn\": \"note\", \"problems\": 0, \"staleEntries\": 0,\n\"audits\": [{\"table\": \"t\", \"columns\": -1, \"families\": [], \"findings\": []}]}",
        "2:38"
      ),
    ])
  func broken(_ text: String, place: String) throws {
    let (run, problems) = HistoryRun.load(bytes: Array(text.utf8), file: "x.json")
    #expect(run == nil)
    let problem = try #require(problems.first)
    #expect("\(problem.line ?? 0):\(problem.column ?? 0)" == place, "\(problem.message)")
  }

  @Test("No cut file is read without a problem")
  func cut() throws {
    let bytes = Array(try sample().text.utf8)
    for end in stride(from: 0, to: bytes.count - 2, by: 7) {
      let (run, problems) = HistoryRun.load(bytes: Array(bytes[..<end]), file: "x.json")
      #expect(run == nil && !problems.isEmpty)
    }
  }
}

@Suite("A history's folder") struct HistoryFolderTests {
  private func run(_ day: String, _ columns: [String] = [], problems: Int = 0) throws -> HistoryRun {
    HistoryRun(
      time: try #require(Moment("\(day)T06:00:00Z")), verdict: .pass, problems: problems,
      audits: [
        HistoryRun.Audit(
          table: "p.d.main", columns: 3,
          families: [HistoryRun.Family(name: "staging", tables: 1, drifted: 0, shapes: 1)],
          findings: columns.map { HistoryStory.finding("missing-column", $0, tables: 1) })
      ])
  }

  @Test("Runs come in order of time, and what does not belong to the history is left alone")
  func reading() throws {
    let folder = try TemporaryFolder()
    for day in ["2026-01-03", "2026-01-01", "2026-01-02"] {
      var outputs = RunOutputs()
      try HistoryFolder.record(try run(day), in: folder.path, &outputs)
    }
    try folder.write("README.md", "kept")
    try folder.write("drift.json", "{")
    let history = HistoryFolder(reading: folder.path)
    #expect(history.problems.isEmpty)
    #expect(history.entries.map(\.run.time.day) == ["2026-01-01", "2026-01-02", "2026-01-03"])
  }

  @Test("A broken file is a problem with its place, and the others are read all the same")
  func brokenFile() throws {
    let folder = try TemporaryFolder()
    var outputs = RunOutputs()
    try HistoryFolder.record(try run("2026-01-01"), in: folder.path, &outputs)
    try folder.write("2026-01-02T06-00-00Z-12345678.json", "{\n\"schemaVersion\": 1,\n")
    let history = HistoryFolder(reading: folder.path)
    #expect(history.entries.count == 1)
    #expect(history.problems.first?.line == 3)
  }

  @Test("A file that was renamed to another time is a problem")
  func renamed() throws {
    let folder = try TemporaryFolder()
    let run = try run("2026-01-01")
    try folder.write(run.fileName.replacing("2026-01-01", with: "2026-01-02"), run.text)
    let history = HistoryFolder(reading: folder.path)
    #expect(history.entries.isEmpty && history.problems.count == 1)
  }

  @Test("A folder that is not there is a problem that says how to make one")
  func missing() {
    let history = HistoryFolder(reading: "/nonexistent/history")
    #expect(history.problems.first?.message.contains("--record") == true)
  }

  @Test("Many jobs that record at once all keep their runs")
  func atOnce() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/new/history"
    let runs = try (0..<50).map { try run("2026-01-01", ["c\($0)"]) }
    await withTaskGroup(of: Void.self) { group in
      for run in runs + runs {
        group.addTask {
          var outputs = RunOutputs()
          _ = try? HistoryFolder.record(run, in: path, &outputs)
        }
      }
    }
    let history = HistoryFolder(reading: path)
    #expect(history.problems.isEmpty)
    #expect(Set(history.entries.map(\.run)) == Set(runs))
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).count == runs.count)
  }

  @Test("Pruning removes what is older, but not the run in which what is open was first found")
  func pruning() throws {
    let folder = try TemporaryFolder()
    let days: [(String, [String])] = [
      ("2026-01-01", []), ("2026-01-02", ["a", "b"]), ("2026-01-03", ["a"]), ("2026-02-01", ["a"]),
    ]
    var outputs = RunOutputs()
    for (day, columns) in days {
      try HistoryFolder.record(try run(day, columns), in: folder.path, &outputs)
    }
    let history = HistoryFolder(reading: folder.path)
    let pruning = history.pruning(before: try #require(Moment("2026-02-01T00:00:00Z")))
    #expect(pruning.removed.map(\.run.time.day) == ["2026-01-01", "2026-01-03"])
    #expect(pruning.kept.map(\.run.time.day) == ["2026-01-02"])
    #expect(history.remove(pruning.removed).isEmpty)
    let rest = HistoryFolder(reading: folder.path)
    #expect(
      MainHistory.all(of: rest.entries.map(\.run)).first?.timelines.first?.current?.since.time.day
        == "2026-01-02")
  }

  @Test("Spans are days or weeks", arguments: [("90d", 90), ("52w", 364), ("1w", 7)])
  func spans(_ text: String, days: Int) {
    #expect(Retention(text)?.days == days)
  }

  @Test(
    "Other spans are none", arguments: ["", "0d", "-1w", "+1w", "52", "w", "1.5w", "1y", "99999999999999w"])
  func noSpans(_ text: String) {
    #expect(Retention(text) == nil)
  }
}

@Suite("Missing runs") struct RunCalendarTests {
  private func missing(
    _ days: [String], since: String, until: String, every: Int? = nil, today: String = "2027-01-01"
  )
    throws -> [String]
  {
    RunCalendar(
      times: days.compactMap { Moment("\($0)T06:00:00Z") }, first: try #require(CalendarDay(since)),
      last: try #require(CalendarDay(until)), every: every, today: try #require(CalendarDay(today))
    ).missing.map(\.description)
  }

  @Test("A day without a run is missing where there is one every day")
  func daily() throws {
    let days = (1...12).filter { ![7, 8].contains($0) }.map { $0 < 10 ? "2026-01-0\($0)" : "2026-01-\($0)" }
    #expect(try missing(days, since: "2026-01-05", until: "2026-01-11") == ["2026-01-07", "2026-01-08"])
  }

  @Test("What is still to come is not missing, and what should have come at the end is")
  func end() throws {
    let days = ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"]
    #expect(try missing(days, since: "2026-01-01", until: "2026-01-07", today: "2026-01-06") == [])
    #expect(
      try missing(days, since: "2026-01-01", until: "2026-01-07", today: "2026-01-08") == [
        "2026-01-06", "2026-01-07",
      ])
  }

  @Test("Where runs are a week apart, a week without one is missing and a day's delay is not")
  func weekly() throws {
    let days = ["2025-12-29", "2026-01-05", "2026-01-12", "2026-01-20", "2026-02-03"]
    #expect(try missing(days, since: "2026-01-05", until: "2026-02-08") == ["2026-01-27"])
  }

  @Test("Of few runs nothing is known, unless the user says how often they are")
  func few() throws {
    let days = ["2026-01-01", "2026-01-04"]
    #expect(try missing(days, since: "2026-01-01", until: "2026-01-04") == [])
    #expect(
      try missing(days, since: "2026-01-01", until: "2026-01-04", every: 1) == ["2026-01-02", "2026-01-03"])
  }
}
