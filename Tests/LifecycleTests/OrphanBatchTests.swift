@testable import Lifecycle
@testable import LifecycleFixtures
@testable import Schema
@testable import Settings
import Testing

@Suite("Which batches are left over") struct OrphanBatchTests {
  private func row(_ batch: String, _ worker: Int = 1, ago: Double? = 100, more: [String: Any] = [:])
    -> [String: Any]
  {
    OrphanCase.row("s_\(batch)_w\(worker)", ago: ago, more: more)
  }

  @Test(
    "The younger of creation and the number in the name decides, and the minimum age itself is old enough",
    arguments: [
      (100.0, 100.0, []), (24, 24, []), (23.9, 100, ["young"]), (100, 23.9, ["young"]),
      (nil, 100, []), (nil, 1, ["young"]), (-1, 100, ["future-time"]), (100, -1, ["future-time"]),
    ] as [(Double?, Double, [String])])
  func age(created: Double?, number: Double, holds: [String]) throws {
    var lists = OrphanCase()
    let batch = "b-\(OrphanCase.number(number))"
    lists.rows = [row(batch, ago: created)]
    let report = try lists.report()
    #expect(report.holds == [batch: holds])
    #expect(report.orphanNames == (holds.isEmpty ? ["s_\(batch)_w1"] : []))
  }

  @Test("Without a number creation decides, and without both the batch is kept")
  func withoutNumber() throws {
    var lists = OrphanCase()
    lists.rows = [row("old"), row("new", ago: 3), row("none"), row("none", 2, ago: nil)]
    #expect(try lists.report().holds == ["old": [], "new": ["young"], "none": ["no-time"]])
  }

  @Test("A day in a batch's name may mean its last second")
  func day() throws {
    var lists = OrphanCase()
    lists.rows = [row("2026_02_01", ago: nil), row("2026_01_31", ago: nil), row("2026_02_03", ago: nil)]
    #expect(
      try lists.report().holds == [
        "2026_02_01": ["young"], "2026_01_31": [], "2026_02_03": ["future-time"],
      ])
  }

  @Test(
    "One young or changed table keeps its whole batch, also from another dataset and however a dash is written"
  )
  func whole() throws {
    var lists = OrphanCase()
    let changed = ["storage_last_modified_time": OrphanCase.time(2)]
    lists.rows =
      (1...3).map { row("young-1", $0) } + [
        OrphanCase.row("s_young_1_w9", ago: 1, dataset: "elsewhere"), row("changed"),
        row("changed", 2, more: changed), row("old"),
        row("later", more: ["storage_last_modified_time": OrphanCase.time(-2)]),
      ]
    let report = try lists.report()
    #expect(
      report.holds == [
        "young-1": ["young"], "young_1": ["young"], "changed": ["changed"], "old": [],
        "later": ["future-time"],
      ])
    #expect(report.orphanNames == ["s_old_w1"])
  }

  @Test(
    "Times with an offset count as the moment that they mean, and those that cannot be read keep the batch")
  func zones() throws {
    var lists = OrphanCase()
    // 24 h before now is 06:00Z on 2026-02-01.
    lists.rows = [
      row("east", more: ["creation_time": "2026-02-01T14:00:00+08:00"]),
      row("west", more: ["creation_time": "2026-02-01T05:00:00-02:00"]),
      row("utc", more: ["creation_time": "2026-02-01 06:00:00.000 UTC"]),
      row("name", more: ["creation_time": "2026-01-01 06:00:00 America/New_York"]),
      row("float", more: ["creation_time": "1.7690E9"]),
    ]
    #expect(
      try lists.report().holds == [
        "east": [], "west": ["young"], "utc": [], "name": ["unread-time", "no-time"],
        "float": ["unread-time", "no-time"],
      ])
  }

  @Test(
    "A running batch is named in full, by a pattern or by its number",
    arguments: ["b_2026_01_20_1768900000", "b-2026-01-20-1768900000", "b_2026_01_2*", "1768900000", "*0000"])
  func active(text: String) throws {
    var lists = OrphanCase()
    lists.settings.active = [try ActiveBatch(text)]
    lists.rows = [row("b_2026_01_20_1768900000"), row("b_2026_01_10_1768000001")]
    let report = try lists.report()
    #expect(report.holds == ["b_2026_01_20_1768900000": ["active"], "b_2026_01_10_1768000001": []])
    #expect(report.problems == [])
  }

  @Test("A running batch of which there is no table is told of, with the nearest")
  func unknownActive() throws {
    var lists = OrphanCase()
    lists.settings.active = [try ActiveBatch("nihgtly_1")]
    lists.rows = [row("nightly_1"), row("other")]
    #expect(
      try lists.report().problems.map(\.message) == [
        "--active 'nihgtly_1' is none of 2 batches (nearest: nightly_1)."
      ])
  }

  @Test("With completions a batch needs a record that says that it is complete")
  func completions() throws {
    var lists = OrphanCase()
    var records = BatchCompletions()
    records.note("done-1", isComplete: true)
    records.note("part_1", isComplete: false)
    records.note("both_1", isComplete: true)
    records.note("both_1", isComplete: false)
    lists.settings.completions = records
    lists.rows = ["done_1", "part_1", "both_1", "none_1"].map { row($0) }
    #expect(
      try lists.report().holds == [
        "done_1": [], "part_1": ["incomplete"], "both_1": ["incomplete"], "none_1": ["no-completion"],
      ])
  }

  @Test(
    "With rows in main a batch is kept whose rows did not arrive, in any of its parts, or were not counted")
  func mainRows() throws {
    var lists = OrphanCase()
    var rows = MainRows()
    rows.note("all_1", staged: 5, inMain: 5)
    rows.note("some_1", staged: 5, inMain: 4)
    rows.note("day_1", staged: 5, inMain: 10)
    rows.note("day_1", staged: 5, inMain: 0)
    rows.note("empty_1", staged: 0, inMain: 0)
    lists.settings.mainRows = rows
    lists.rows = ["all_1", "some_1", "day_1", "empty_1", "none_1"].map { row($0) }
    let arrived = ["all_1": [], "empty_1": [], "none_1": ["rows-not-counted"]] as [String: [String]]
    #expect(
      try lists.report().holds
        == arrived.merging(["some_1": ["rows-not-in-main"], "day_1": ["rows-not-in-main"]]) { $1 })
    lists.settings.includesUnmerged = true
    let report = try lists.report()
    #expect(report.holds == arrived.merging(["some_1": [], "day_1": []]) { $1 })
    #expect(
      try report.script("bq").contains(
        "# Rows of 2 batches with 2 tables are NOT all in main; --include-unmerged wants them dropped all the same."
      ))
  }

  @Test(
    "An age is hours, days or weeks",
    arguments: [("24h", 86_400), ("3d", 259_200), ("1w", 604_800), ("1h", 3600)])
  func ages(text: String, seconds: Int) {
    #expect(MinimumAge(text)?.seconds == seconds)
  }

  @Test(
    "Anything else is no age",
    arguments: ["", "h", "0h", "24", "1.5h", "-3d", "+3d", "3 d", "3m", "99999999999999999999h", "100000d"])
  func noAges(text: String) { #expect(MinimumAge(text) == nil) }
}
