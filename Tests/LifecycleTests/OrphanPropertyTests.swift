@testable import Lifecycle
@testable import LifecycleFixtures
@testable import Schema
@testable import TestSupport
import Foundation
import Testing

/// A clean-up script is the one thing that can destroy data: what it names is held against a slow computation that shares no
/// code with the tool.
@Suite("Random lists of tables") struct OrphanPropertyTests {
  /// What may be dropped, by a computation of its own.
  private struct Expected {
    let main: String
    let tables: [RandomTable]
    let now = OrphanCase.now

    private func isPicked(_ table: RandomTable) -> Bool {
      table.name.hasPrefix("_staging_")
        && !(table.name == main && table.dataset == "d" && table.project == "p")
    }

    private func batch(_ name: String) -> String? {
      let rest = name.dropFirst("_staging_".count)
      guard let first = rest.indices.first,
        let end = rest[rest.index(after: first)...].firstRange(of: "_prediction_worker_"),
        end.upperBound < rest.endIndex
      else { return nil }
      return rest[..<end.lowerBound].replacingOccurrences(of: "-", with: "_")
    }

    private func isSettled(_ batch: String) -> Bool {
      let number = batch.split(whereSeparator: { !$0.isASCII || !$0.isNumber }).compactMap {
        $0.count == 10 ? Int($0) : nil
      }.last
      return tables.filter { isPicked($0) && self.batch($0.name) == batch }.allSatisfy { table in
        let times = [table.created, number].compactMap(\.self)
        guard !table.hasUnreadTime, let youngest = times.max() else { return false }
        return ([youngest] + [table.modified].compactMap(\.self)).allSatisfy { $0 <= now - 86_400 }
      }
    }

    var names: Set<String> {
      Set(
        tables.filter { table in
          guard isPicked(table), table.project == "p", table.dataset == "d", table.type == "BASE TABLE",
            table.name.lowercased() != main.lowercased(),
            table.name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }),
            let batch = batch(table.name)
          else { return false }
          return isSettled(batch)
        }.map(\.name))
    }
  }

  @Test(
    "A script names exactly what may be dropped, and everything else has a reason",
    arguments: 0..<Thoroughness.cases(2, deep: 12))
  func agrees(part: Int) throws {
    var dropped = 0
    var kept: Set<String> = []
    for seed in (part * 250)..<(part * 250 + 250) {
      var generator = TableListGenerator(random: SeededGenerator(seed: UInt64(seed + 1)))
      let (main, tables) = generator.list()
      var lists = OrphanCase()
      lists.main = "p.d.\(main)"
      lists.staging = ["_staging_*"]
      lists.batch = "_staging_{batch}_prediction_worker_{worker}"
      lists.rows = tables.map(\.row) + (main == "main" ? [] : [OrphanCase.row(main)])
      let report = try lists.report()
      #expect(report.isComplete, "seed \(seed): \(report.problems)")
      let expected = Expected(main: main, tables: tables).names
      #expect(try named(report.script("sql")) == expected, "seed \(seed)")
      #expect(try namedByShell(report.script("bq")) == expected, "seed \(seed)")
      for family in report.audits.flatMap(\.families) {
        #expect(family.loose.allSatisfy { $0.hold != nil })
        for batch in family.batches {
          for table in batch.tables where !expected.contains(table.name.table) || table.name.dataset != "d" {
            #expect(table.hold != nil || !batch.holds.isEmpty, "seed \(seed): \(table.name)")
          }
          kept.formUnion(batch.holds.map(\.key) + batch.tables.compactMap(\.hold?.key))
        }
        kept.formUnion(family.loose.compactMap(\.hold?.key))
      }
      dropped += expected.count
    }
    // Neither nothing nor everything is dropped, and every reason of these lists is met.
    #expect(dropped > 100)
    #expect(
      kept.isSuperset(of: [
        "young", "changed", "future-time", "unread-time", "no-time", "other-dataset", "impossible-name",
        "no-table",
        "unknown-kind", "no-batch", "main",
      ]), "\(kept.sorted())")
  }

  /// The tables of p.d that a SQL script drops; a line that begins otherwise drops nothing.
  private func named(_ script: String) throws -> Set<String> {
    var names: Set<String> = []
    for line in script.split(separator: "\n") where line.contains("DROP") {
      let start = "  DROP TABLE IF EXISTS `p`.`d`.`"
      guard line.hasPrefix(start), line.hasSuffix("`;") else {
        #expect(line.hasPrefix("--") || line == "IF drop_tables THEN", "\(line)")
        continue
      }
      #expect(names.insert(String(line.dropFirst(start.count).dropLast(2))).inserted)
    }
    return names
  }

  /// The tables of p.d that a shell script hands to `bq`.
  private func namedByShell(_ script: String) throws -> Set<String> {
    var names: Set<String> = []
    for line in script.split(separator: "\n") where line.hasPrefix("table ") {
      let start = "table 'p:d."
      #expect(line.hasPrefix(start) && line.hasSuffix("'"), "\(line)")
      #expect(names.insert(String(line.dropFirst(start.count).dropLast())).inserted)
    }
    return names
  }
}
