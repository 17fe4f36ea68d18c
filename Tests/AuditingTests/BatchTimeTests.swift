@testable import Auditing
@testable import Comparison
@testable import ExportFixtures
@testable import Exports
@testable import Schema
@testable import Settings
@testable import TestSupport
@testable import Text
import Testing

@Suite("When a batch began")
struct BatchTimeTests {
  @Test(
    "A batch's name tells when it began",
    arguments: [
      ("batch_2026_01_30_1769796743", "2026-01-30T18:12:23Z"), ("1769796743123-x", "2026-01-30T18:12:23Z"),
      ("2026-01-30", "2026-01-30T00:00:00Z"), ("load_20260130_7", "2026-01-30T00:00:00Z"),
      ("2026_01_30_0000000012", "2026-01-30T00:00:00Z"), ("2026_13_30", nil), ("nightly_17", nil), ("", nil),
    ])
  func moments(batch: String, expected: String?) {
    #expect(BatchTime.moment(of: batch)?.description == expected)
  }

  @Test("Without creation times --since and --until go by the batch")
  func selection() throws {
    let folder = try TemporaryFolder()
    let rows = ["main", "s_1769796743_a", "s_1769100000_b", "s_none"].map { columnsRow($0, 1, "a", "INT64") }
    let path = try folder.write("c.ndjson", rows.joined(separator: "\n"))
    var settings = AuditSettings()
    settings.sources = [path]
    settings.families = [FamilyPattern(name: "staging", patterns: [try TablePattern("s_*")])]
    settings.batch = try BatchPattern("s_{batch}_{worker}")
    var audit = AuditSpec(main: "main", mainPath: "main", settings: settings)
    audit.created.since = CreationWindow.beginning("2026-01-30")
    var request = AuditRun.Request(generatedAt: "2026-11-24T04:00:00Z")
    request.audits = [audit]
    let report = AuditRun.run(request, loader: ExportLoader(threads: 1)).report
    #expect(report.audits.first?.tables.map(\.name.table) == ["s_1769796743_a"])
    #expect(
      report.problems.contains {
        $0.message.contains("s_none") && $0.message.contains("--since and --until leave")
      })
  }
}
