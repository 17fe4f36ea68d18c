@testable import Auditing
@testable import ExportFixtures
@testable import Exports
@testable import JSONInput
@testable import Output
@testable import Reports
@testable import Schema
@testable import Settings
@testable import TestSupport
import Foundation
import Testing

@Suite("Reports that list not all tables")
struct ReportedTablesTests {
  private static let families = [
    ("a", "_staging_a*"), ("others", "_staging_*"),
  ]

  /// An audit of rows as JSON, and its catalog's size.
  private func report(
    _ text: String, _ listing: ReportedTables, batch: Bool, tables: String? = nil
  ) throws -> String {
    let folder = try TemporaryFolder()
    var settings = AuditSettings()
    settings.sources = [try folder.write("columns.ndjson", text)]
    if let tables { settings.sources.append(try folder.write("tables.ndjson", tables)) }
    settings.families = try Self.families.map { name, pattern in
      FamilyPattern(name: name, patterns: [try TablePattern(pattern)])
    }
    if batch { settings.batch = try BatchPattern("_staging_{batch}_w{worker}") }
    var request = AuditRun.Request(generatedAt: "2026-11-24T04:00:00Z")
    request.audits = [AuditSpec(main: "main", mainPath: "main", settings: settings)]
    request.listing = listing
    let outcome = AuditRun.run(request, loader: ExportLoader(threads: 2))
    let sink = ReportSink.memory()
    try JSONReport().write(outcome.report, to: sink)
    return sink.text.replacing(folder.path + "/", with: "")
  }

  /// The report without its lists of tables, keys in order.
  private func withoutTables(_ report: String) throws -> String {
    var object = try #require(try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any])
    let audits = try #require(object["audits"] as? [[String: Any]])
    object["audits"] = audits.map { audit in
      audit.filter { !["tables", "tablesListed"].contains($0.key) }
    }
    let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .prettyPrinted])
    return String(decoding: data, as: UTF8.self)
  }

  private func estate(seed: UInt64) -> (columns: String, tables: String) {
    var random = SeededGenerator(seed: seed)
    let shapes = (0..<4).map { (shape: Int) -> [(ordinal: Int, type: String)] in
      let ordinals: [Int] = (1...5).filter { $0 != shape }
      return ordinals.map { (ordinal: $0, type: $0 == shape + 2 ? "STRING" : "INT64") }
    }
    var rows = (1...5).map { columnsRow("main", $0, "c\($0)", "INT64") }
    var tables: [String] = []
    for table in 0..<Int.random(in: 20...90, using: &random) {
      let name =
        [
          "_staging_a\(table % 7)_w\(table)", "_staging_b\(table % 3)_w\(table)", "_staging_odd\(table)",
          "other\(table)",
        ]
        .randomElement(using: &random) ?? ""
      let shape = shapes.randomElement(using: &random) ?? []
      for (place, column) in shape.enumerated() {
        rows.append(columnsRow(name, place + 1, "c\(column.ordinal)", column.type))
      }
      if table % 19 == 5 { rows.append(columnsRow(name, 9, "gap", "INT64")) }
      let kind = table % 23 == 3 ? "VIEW" : "BASE TABLE"
      tables.append(
        "{\"table_catalog\":\"p\",\"table_schema\":\"d\",\"table_name\":\"\(name)\",\"table_type\":\"\(kind)\",\"creation_time\":\"2026-01-\(10 + table % 9) 0\(table % 10):00:00\"}"
      )
    }
    if Bool.random(using: &random) { rows.shuffle(using: &random) }
    return (rows.joined(separator: "\n"), tables.joined(separator: "\n"))
  }

  @Test(
    "Whatever is listed, the rest of the report is the same", arguments: 0..<Thoroughness.cases(12, deep: 40))
  func same(seed: Int) throws {
    let estate = estate(seed: UInt64(seed))
    let tables = seed % 2 == 0 ? estate.tables : nil
    let whole = try report(estate.columns, ReportedTables(), batch: seed % 3 > 0, tables: tables)
    #expect(whole.contains("_staging_"))
    for listing in [
      ReportedTables(.none), ReportedTables(.drifted), ReportedTables(limit: 1), ReportedTables(limit: 5),
      ReportedTables(.drifted, limit: 2),
    ] {
      let partial = try report(estate.columns, listing, batch: seed % 3 > 0, tables: tables)
      #expect(try withoutTables(partial) == withoutTables(whole), "\(listing)")
    }
  }

  @Test("None are listed, or those that drift, or so many of each shape and family")
  func listed() throws {
    let estate = estate(seed: 3)
    func names(_ listing: ReportedTables) throws -> [String: Int] {
      let text = try report(estate.columns, listing, batch: false)
      let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      let audits = try #require(object["audits"] as? [[String: Any]])
      let rows = try #require(audits[0]["tables"] as? [[String: Any]])
      return Dictionary(
        uniqueKeysWithValues: try rows.map {
          (try #require($0["table"] as? String), $0["tableCount"] as? Int ?? 1)
        })
    }
    let all = try names(ReportedTables())
    #expect(try names(ReportedTables(.none)).isEmpty)
    let drifted = try names(ReportedTables(.drifted))
    #expect(!drifted.isEmpty && drifted.count <= all.count)
    let limited = try names(ReportedTables(limit: 2))
    #expect(limited.count < all.count)
    let counted: Int = limited.values.reduce(0, +)
    let existing: Int = all.values.reduce(0, +)
    #expect(counted == existing)
    #expect(limited.keys.allSatisfy { all[$0] != nil })
  }

  @Test("Tables that are not listed take no place in the catalog")
  func memory() throws {
    let rows = (0..<500).flatMap { table in (1...3).map { columnsRow("t\(table)", $0, "c\($0)", "INT64") } }
    let folder = try TemporaryFolder()
    let file = InputFile(path: try folder.write("x.ndjson", rows.joined(separator: "\n")))
    let folding = TableFolding { $0.table == "t7" ? nil : "" }
    let catalog = ExportLoader(threads: 2).folding(folding).load([file])
    #expect(catalog.tables.map(\.name.table) == ["t0", "t1", "t10", "t7"])
    #expect(catalog.tableCount == 500)
  }
}
