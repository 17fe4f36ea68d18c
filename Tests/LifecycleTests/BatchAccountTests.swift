@testable import Lifecycle
@testable import Schema
@testable import Settings
import Testing

@Suite("Staging tables against completion records") struct BatchAccountTests {
  private func entry(
    _ batch: String, tables: [(String, [String])], completed: CompletionNames? = nil,
    failed: CompletionNames = CompletionNames()
  ) -> BatchAccounts.Entry {
    var entry = BatchAccounts.Entry(name: batch)
    entry.tables = tables.map {
      BatchAccounts.Table(name: TableName(project: "p", dataset: "d", table: $0.0), parts: $0.1)
    }
    if let completed {
      var record = CompletionRecord(batch: batch)
      (record.completed, record.failed) = (completed, failed)
      entry.tally = CompletionTally.tallies([record])[BatchName(batch)]
    }
    return entry
  }

  private func names(_ names: String...) -> CompletionNames { CompletionNames(names: names) }

  @Test("Where records name a table's worker, lost and missing are told by name")
  func byName() {
    let tables = (1...4).map { ("s_a_w\($0)", ["w\($0)"]) }
    let batch = BatchAccounts([
      entry("a", tables: tables, completed: names("w1", "W9", "w-3"), failed: names("w4"))
    ]).batches[0]
    #expect(batch.staged == 4 && batch.completed == 3 && batch.failed == 1)
    #expect(batch.lostTables?.map(\.table) == ["s_a_w2", "s_a_w3", "s_a_w4"] && batch.lost == 3)
    #expect(batch.missingNames == ["W9", "w-3"] && batch.missing == 2)
  }

  @Test(
    "A name may be the table's, in part or in full, with dashes or underscores",
    arguments: ["s_a_w_1", "d.s_a_w_1", "p.d.s_a_w_1", "p:d.s_a_w_1", "w-1", "w_1", "s-a-w-1"])
  func spellings(name: String) {
    let batch = BatchAccounts([
      entry("a", tables: [("s_a_w_1", ["w_1"]), ("s_a_w_2", ["w_2"])], completed: names(name))
    ]).batches[0]
    #expect(batch.lostTables?.map(\.table) == ["s_a_w_2"] && batch.missing == 0)
  }

  @Test("Where no name is a table's, the numbers decide and the names are not known")
  func byNumber() {
    let tables = (1...5).map { ("s_a_w\($0)", ["w\($0)"]) }
    let players = BatchAccounts([entry("a", tables: tables, completed: names("x", "y"))]).batches[0]
    #expect(players.lost == 3 && players.lostTables == nil)
    #expect(players.missing == 0 && players.missingNames == [])
    let count = BatchAccounts([entry("a", tables: tables, completed: CompletionNames(count: 7))]).batches[0]
    #expect(count.lost == 0 && count.lostTables == [])
    #expect(count.missing == 2 && count.missingNames == nil)
  }

  @Test("A part that several tables share names none of them")
  func shared() {
    let tables = (1...3).map { ("s_a_r7_\($0)", ["r7", "r7_\($0)"]) }
    let batch = BatchAccounts([entry("a", tables: tables, completed: names("r7"))]).batches[0]
    #expect(batch.lost == 2 && batch.lostTables == nil)
  }

  @Test("Where names tell in one batch they tell in all, so that nothing is hidden by a number")
  func everywhere() {
    let batches = BatchAccounts([
      entry("a", tables: [("s_a_w1", ["w1"])], completed: names("w1")),
      entry("b", tables: [("s_b_w1", ["w1"])], completed: names("w2")),
    ]).batches
    #expect(batches.map(\.lost) == [0, 1] && batches.map(\.missing) == [0, 1])
  }

  @Test("A batch without a record has lost all, one without a table is missing whole")
  func oneSided() {
    let batches = BatchAccounts([
      entry("a", tables: [("s_a_w1", ["w1"])]), entry("b", tables: [], completed: names("w1", "w2")),
    ]).batches
    #expect(batches[0].lostTables?.count == 1 && !batches[0].hasRecord)
    #expect(batches[1].staged == 0 && batches[1].missingNames == ["w1", "w2"] && batches[1].lost == 0)
  }

  @Test("Who failed first and completed then has not failed, and several records add up")
  func tallies() throws {
    var first = CompletionRecord(batch: "a-1")
    (first.completed, first.failed, first.expected) = (names("x"), names("y", "z"), 3)
    first.isComplete = true
    var second = CompletionRecord(batch: "a_1")
    (second.completed, second.isComplete) = (names("x", "y"), false)
    let tally = try #require(CompletionTally.tallies([first, second])[BatchName("a_1")])
    #expect(tally.completed.sorted == ["x", "y"] && tally.failed.sorted == ["z"])
    #expect(tally.expected == 3 && tally.isComplete == false && tally.records == 2)
  }

  @Test("Batches stand by when they began, those of which nothing tells it last")
  func order() {
    let names = BatchAccounts(
      ["x", "b_2026_01_30_1769796743", "a", "b_2026_01_23_1769162400"].map {
        entry($0, tables: [("t", [])])
      }
    ).batches.map(\.name)
    #expect(names == ["b_2026_01_23_1769162400", "b_2026_01_30_1769796743", "a", "x"])
  }

  @Test(
    "A limit is a number of tables or a share of them",
    arguments: [
      ("0", 1, 9, true), ("0", 0, 9, false), ("5", 5, 9, false), ("5", 6, 9, true), ("50%", 5, 10, false),
      ("50%", 6, 10, true), ("2.5%", 25, 1000, false), ("2.5%", 26, 1000, true), ("100%", 10, 10, false),
    ])
  func limits(text: String, lost: Int, staged: Int, isExceeded: Bool) throws {
    let limit = try #require(LostLimit(text))
    #expect(limit.isExceeded(by: lost, of: staged) == isExceeded && limit.description == text)
  }

  @Test(
    "Anything else is no limit", arguments: ["", "-1", "%", "101%", "1.25%", "x", "1e3", "5 %", "100.1%"])
  func noLimit(text: String) { #expect(LostLimit(text) == nil) }
}

@Suite("What a batch pattern tells besides the batch") struct BatchReadingTests {
  @Test("Its other parts, and all that stands behind the batch")
  func readings() throws {
    let name = "_staging_batch_1_prediction_worker_00112_abc1"
    let template = try BatchPattern("_staging_{batch}_prediction_worker_{worker}")
    #expect(
      template.readings(of: [name, "other"]) == [
        BatchPattern.Reading(
          batch: "batch_1", others: ["00112_abc1", "prediction_worker_00112_abc1"]), nil,
      ])
    let regex = try BatchPattern("/^_staging_(?<batch>batch_[0-9]+)_(?<service>[a-z_]+?)_(?<rev>[0-9]+)_/")
    #expect(
      regex.readings(of: [name]) == [
        BatchPattern.Reading(
          batch: "batch_1", others: ["prediction_worker", "00112", "prediction_worker_00112_abc1"])
      ])
    #expect(regex.readings(of: [name]).map { $0?.batch } == regex.batches(of: [name]))
  }
}
