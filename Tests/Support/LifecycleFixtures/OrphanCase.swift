@testable import Auditing
@testable import Exports
@testable import Lifecycle
@testable import Output
@testable import Schema
@testable import Settings
@testable import TestSupport
@testable import Text
import Foundation

/// Lists of tables in a file of their own, and what is left over of them.
struct OrphanCase {
  /// 2026-02-02T06:00:00Z.
  static let now = 1_770_012_000
  static let main = "p.d.main"

  var rows: [[String: Any]] = []
  var settings = OrphanSettings(now: Moment(seconds: now)!)
  var staging = ["s_*"]
  var exclude: [String] = []
  var batch = "s_{batch}_w{worker}"
  var otherMains: [String] = []
  var main = OrphanCase.main

  /// A row of INFORMATION_SCHEMA.TABLES; `ago` is in hours before `now`.
  static func row(
    _ table: String, ago: Double? = 100, type: String? = "BASE TABLE", dataset: String? = "d",
    project: String? = "p", more: [String: Any] = [:]
  ) -> [String: Any] {
    var row: [String: Any] = ["table_name": table]
    row["table_catalog"] = project
    row["table_schema"] = dataset
    row["table_type"] = type
    row["creation_time"] = ago.map { time($0) }
    if type == nil, ago == nil { row["ddl"] = "" }
    return row.merging(more) { _, new in new }
  }

  /// A moment so many hours before `now`, as BigQuery prints it.
  static func time(_ hours: Double) -> String {
    Moment(seconds: now - Int(hours * 3600))!.description.replacing("T", with: " ").replacing("Z", with: "")
  }

  /// A number in a batch's name of so many hours before `now`.
  static func number(_ hours: Double) -> Int { now - Int(hours * 3600) }

  func report() throws -> OrphanReport {
    let folder = try TemporaryFolder()
    let lines = try ([Self.row("main")] + rows).map {
      String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self)
    }
    let path = try folder.write("tables.ndjson", lines.joined(separator: "\n"))
    var own = AuditSettings()
    own.sources = [path]
    own.families = [FamilyPattern(name: "staging", patterns: try staging.map { try TablePattern($0) })]
    own.exclude = try exclude.map { try TablePattern($0) }
    own.batch = try BatchPattern(batch)
    own.allowNoStaging = true
    var request = AuditRun.Request(generatedAt: settings.now.description)
    request.audits = [AuditSpec(main: main, mainPath: main, settings: own)]
    let others = otherMains.map { AuditSpec(main: $0, mainPath: $0, settings: own) }
    return OrphanSearch.run(
      request, protecting: others, settings: settings, loader: ExportLoader(threads: 1))
  }

  /// The names of what is left over.
  func orphans() throws -> [String] { try report().orphanNames }
}

extension OrphanReport {
  /// The names of what is left over, without project and dataset.
  var orphanNames: [String] { allBatches.flatMap(\.orphans).map(\.name.table) }

  /// Why each batch is kept.
  var holds: [String: [String]] {
    Dictionary(uniqueKeysWithValues: allBatches.map { ($0.name, $0.holds.map(\.key)) })
  }

  /// Why each table is kept whatever its batch.
  var tableHolds: [String: String] {
    let families = audits.flatMap(\.families)
    let tables = families.flatMap(\.loose) + families.flatMap(\.batches).flatMap(\.tables)
    return Dictionary(
      tables.compactMap { table in table.hold.map { (table.name.description, $0.key) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// A script that drops what is left over.
  func script(_ name: String, limit: Int? = nil) throws -> String {
    let sink = ReportSink.memory()
    try CleanUpScripts.named(name)!.write(CleanUpPlan(self, limit: limit), to: sink)
    return sink.text
  }
}
