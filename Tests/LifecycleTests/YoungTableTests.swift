@testable import Exports
@testable import Lifecycle
@testable import LifecycleFixtures
@testable import Schema
@testable import Settings
@testable import Text
import Testing

@Suite("No table is named that may be young") struct YoungTableTests {
  private func row(_ table: String, _ created: Any) -> [String: Any] {
    OrphanCase.row(table, more: ["creation_time": created])
  }

  @Test(
    "Times before 2010 are times that cannot be read: seconds for milliseconds, 0, negative numbers",
    arguments: [
      "1769796743", "0", "-1", "-1769796743000", "1970-01-01 00:00:00 UTC", "2009-12-31 23:59:59 UTC",
    ])
  func unreadable(time: String) throws {
    var lists = OrphanCase()
    lists.rows = [row("s_b_w1", time), OrphanCase.row("s_b_w2"), OrphanCase.row("s_other_w1")]
    let report = try lists.report()
    #expect(report.orphanNames == ["s_other_w1"])
    #expect(report.holds["b"]?.contains("unread-time") == true)
  }

  @Test(
    "The first moment of 2010 is a time, and so are milliseconds",
    arguments: [
      "2010-01-01 00:00:00 UTC", "1769000000000",
    ])
  func readable(time: String) throws {
    var lists = OrphanCase()
    lists.rows = [row("s_b_w1", time)]
    #expect(try lists.orphans() == ["s_b_w1"])
  }

  @Test(
    "What tells that a batch runs tells so too where --exclude or a narrower --staging leaves its table out")
  func evidence() throws {
    var lists = OrphanCase()
    lists.rows = [
      OrphanCase.row("s_b_w1"), OrphanCase.row("s_b_w2", ago: 1), OrphanCase.row("s_old_w1"),
      OrphanCase.row("s_old_w2"),
    ]
    #expect(try lists.orphans() == ["s_old_w1", "s_old_w2"])
    lists.exclude = ["*_w2"]
    #expect(try lists.orphans() == ["s_old_w1"])
    #expect(try lists.report().holds["b"] == ["young"])
    (lists.exclude, lists.staging) = ([], ["s_*_w1"])
    #expect(try lists.orphans() == ["s_old_w1"])
    #expect(try lists.report().holds["b"] == ["young"])
  }

  @Test("A time of an excluded table that cannot be read keeps its batch; one that no list tells does not")
  func excludedTimes() throws {
    var lists = OrphanCase()
    lists.exclude = ["*_w2"]
    lists.rows = [OrphanCase.row("s_b_w1"), row("s_b_w2", "0")]
    #expect(try lists.orphans() == [])
    lists.rows = [OrphanCase.row("s_b_w1"), OrphanCase.row("s_b_w2", ago: nil)]
    #expect(try lists.orphans() == ["s_b_w1"])
  }

  @Test(
    "A list that may be cut short is marked; one table more, or fewer, is not", arguments: [99, 100, 101])
  func cut(count: Int) throws {
    var lists = OrphanCase()
    // The list names main too.
    lists.rows = (1..<count).map { OrphanCase.row("s_b\($0)_w1") }
    #expect(try lists.report().mayBeCut == (count == 100))
  }
}
