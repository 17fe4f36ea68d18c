@testable import Auditing
@testable import Lifecycle
@testable import Output
@testable import Reports
@testable import Schema
@testable import Settings
import Foundation
import Testing

/// Reports on batches with one of everything in them.
private enum Sample {
  static let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  static let hostile = "b|`<img src=x>\n::error::\u{202e}" + String(repeating: "x", count: 400)
  static let problems = [Problem(file: "r.json", line: 1, column: 2, "a row without 'batch_id'.")]

  static func table(_ name: String) -> TableName { TableName(project: "p", dataset: "d", table: name) }

  static func batch(
    _ name: String, staged: Int, completed: Int, lost: Int, lostTables: [TableName]?
  ) -> BatchReport.Batch {
    BatchReport.Batch(
      name: name, began: BatchTime.moment(of: name), expected: staged, staged: staged, completed: completed,
      failed: 0, failedNames: [], lost: lost, lostTables: lostTables, missing: 0, missingNames: [],
      hasRecord: true, isComplete: false)
  }

  static var batches: BatchReport {
    var report = BatchReport(main: table("main"), limit: LostLimit("2.5%")!)
    (report.records, report.completedField) = (3, "completed_players")
    var named = batch(
      "b_1769798373", staged: 9, completed: 2, lost: 8, lostTables: (1...8).map { table("s_\($0)") })
    (named.failed, named.failedNames) = (1, ["f"])
    (named.missing, named.missingNames) = (1, [hostile])
    var unrecorded = batch(hostile, staged: 1, completed: 0, lost: 1, lostTables: [table(hostile)])
    (unrecorded.hasRecord, unrecorded.expected, unrecorded.isComplete) = (false, nil, nil)
    var gone = batch("gone", staged: 0, completed: 3, lost: 0, lostTables: [])
    (gone.missing, gone.missingNames) = (3, nil)
    report.batches = [
      batch("b_1769796743", staged: 175, completed: 68, lost: 107, lostTables: nil), named, unrecorded, gone,
    ]
    report.loose = [table("s_odd")]
    return report
  }

  static var verify: VerifyReport {
    var report = VerifyReport(main: "p.d.main")
    report.newRows = 3_132
    report.batches = VerifyReport.State.allCases.enumerated().map { number, state in
      var batch = VerifyReport.Batch(name: number == 1 ? hostile : "b_\(state.rawValue)")
      batch.state = state
      guard state != .uncounted else { return batch }
      (batch.tables, batch.rows, batch.expected) = (2, 1_600, 1_575)
      batch.inMain = state == .missing ? 0 : 1_575
      batch.isAtMost = state == .unclear
      batch.evidence = state == .unclear ? .day : .keys
      return batch
    }
    report.columns = [
      VerifyReport.NullColumn(name: "a", rows: 3_132, staging: (0, 348)),
      VerifyReport.NullColumn(name: hostile, rows: 3_132, staging: (348, 348)),
      VerifyReport.NullColumn(name: "c", rows: 3_132, staging: (2, 348)),
      VerifyReport.NullColumn(name: "d", rows: 1_000, sample: "absent from every record"),
    ]
    return report
  }

  static func endings(_ name: String) -> String {
    switch name {
    case "markdown": "md"
    case "text": "txt"
    default: name
    }
  }
}

@Suite("Reports on batches") struct LifecycleReportTests {
  @Test("batches in each format, with hostile names and problems", arguments: BatchesFormats.all.map(\.name))
  func batches(format: String) throws {
    let format = try #require(BatchesFormats.all.first { $0.name == format })
    var report = Sample.batches
    try ReportGolden.expect(
      format.text(of: report), equals: "Batches/batches.\(Sample.endings(format.name))", in: Sample.golden)
    report.problems = Sample.problems
    (report.main, report.batches, report.loose) = (nil, [], [])
    try ReportGolden.expect(
      format.text(of: report), equals: "Batches/unread.\(Sample.endings(format.name))", in: Sample.golden)
  }

  @Test("verify in each format, with hostile names and problems", arguments: VerifyFormats.all.map(\.name))
  func verify(format: String) throws {
    let format = try #require(VerifyFormats.all.first { $0.name == format })
    var report = Sample.verify
    try ReportGolden.expect(
      format.text(of: report), equals: "Verify/verify.\(Sample.endings(format.name))", in: Sample.golden)
    report.problems = Sample.problems
    (report.batches, report.columns, report.newRows) = (nil, nil, nil)
    try ReportGolden.expect(
      format.text(of: report), equals: "Verify/unread.\(Sample.endings(format.name))", in: Sample.golden)
  }

  @Test("The published schemas have the keys that are written")
  func keys() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    func object(_ text: some Sequence<UInt8>) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(Array(text))) as? [String: Any])
    }
    func keys(_ object: Any?) -> [String] { ((object as? [String: Any])?.keys).map { $0.sorted() } ?? [] }
    for (name, text, lists) in [
      ("batches", BatchesJSON().text(of: Sample.batches), ["batches": "batch"]),
      ("verify", VerifyJSON().text(of: Sample.verify), ["batches": "batch", "nullColumns": "column"]),
    ] {
      let report = try object(text.utf8)
      let schema = try object(Data(contentsOf: root.appending(path: "schemas/\(name)-report.schema.json")))
      let properties = try #require(schema["properties"] as? [String: Any])
      #expect(keys(properties) == keys(report))
      #expect(keys((properties["summary"] as? [String: Any])?["properties"]) == keys(report["summary"]))
      for (list, definition) in lists {
        let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
        #expect(keys(definitions[definition]?["properties"]) == keys((report[list] as? [Any])?.first))
      }
    }
  }

  @Test("Whatever is wanting fails, and what could not be read is neither good nor bad")
  func verdicts() {
    var report = VerifyReport(main: "m")
    #expect(report.verdict == .pass)
    report.columns = [VerifyReport.NullColumn(name: "a", rows: 1)]
    #expect(report.verdict == .fail)
    report.columns = []
    for state in VerifyReport.State.allCases {
      report.batches = [VerifyReport.Batch(name: "b", state: state)]
      #expect(report.verdict == ([.arrived, .empty].contains(state) ? .pass : .fail))
    }
    report.problems = Sample.problems
    #expect(report.verdict == .error)
  }
}
