import DriftAudit
import Foundation
import Testing

/// The library as another program uses it: plain imports alone.
@Suite("The library") struct LibraryTests {
  private func folder(_ files: [String: String]) throws -> String {
    let folder = NSTemporaryDirectory() + "driftaudit-api-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    return folder
  }

  private let orders = """
    {"catalogTable": "orders", "fields": {"id": "INT64", "status": "STRING"}}
    {"catalogTable": "_staging_orders_1", "fields": {"id": "INT64", "debug_tmp": "STRING"}}
    """

  @Test("The article's example finds drift with its own rule in its own form of export") func articleExample()
    throws
  {
    let folder = try folder(["catalog.json": orders])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let report = try auditOrders(in: folder)
    #expect(report.problems == [])
    #expect(
      report.findings.map { "\($0.rule) \($0.column ?? "")" }.sorted() == [
        "extra-column debug_tmp", "missing-column status", "temporary-column debug_tmp",
      ])
    #expect(report.mains.map(\.stagingTables) == [1])
    #expect(summary(of: report).exitCode == 0)
    #expect(summary(of: report).text == "pass: 3 findings for orders\n")
  }

  @Test("A rule from outside is in every report format", arguments: ReportFormats.all.map(\.name))
  func addedRule(format: String) throws {
    let folder = try folder(["catalog.json": orders])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = try auditOrders(in: folder).text(as: try #require(ReportFormats.named(format)))
    #expect(text.contains("temporary-column") || text.contains("Temporary columns"))
  }

  @Test("The article holds the example that is compiled here") func article() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let example = try String(
      contentsOf: root.appendingPathComponent("Tests/APITests/ArticleExample.swift"), encoding: .utf8)
    let article = try String(
      contentsOf: root.appendingPathComponent("Sources/DriftAudit/DriftAudit.docc/AuditFromSwift.md"),
      encoding: .utf8)
    #expect(article.contains("```swift\n" + example + "```\n"))
  }

  @Test("Tables in memory are compared") func inMemory() throws {
    let engine = try #require(Engine("postgres"))
    let main = Table(
      "orders",
      columns: [Column("id", "bigint", mode: .required), Column("status", "character varying(20)")],
      engine: engine)
    let staging = Table("stg_orders", columns: [Column("id", "bigint", mode: .nullable)], engine: engine)
    let report = try Audit.compare(main, with: [staging])
    #expect(report.verdict == .fail)
    #expect(report.findings.map(\.rule) == ["nullability-changed", "missing-column"])
    #expect(throws: UnknownTypeError.self) {
      try Audit.compare(main, with: [Table("x", columns: [Column("id", "bigintt")], engine: engine)])
    }
  }

  @Test("What cannot be read makes the verdict an error, with its place") func problems() throws {
    let folder = try folder(["columns.json": "[{\"name\": \"a\", \"type\": \"INT6\"}]"])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let catalog = Catalog(reading: [folder])
    #expect(catalog.tables == [])
    #expect(catalog.problems.map(\.line) == [1])
    let report = try Audit(main: "columns", exports: [folder]).run()
    #expect(report.verdict == .error)
    #expect(throws: PatternError.self) {
      var audit = Audit(main: "columns", exports: [folder])
      audit.staging = ["["]
      _ = try audit.run()
    }
  }

  @Test("A report is written whole, or what was there stays") func writing() throws {
    let folder = try folder(["catalog.json": orders])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let report = try auditOrders(in: folder)
    let json = try #require(ReportFormats.named("json"))
    try report.write(as: json, to: folder + "/drift.json")
    #expect(try String(contentsOfFile: folder + "/drift.json", encoding: .utf8) == report.text(as: json))
    #expect(throws: WriteError.self) { try report.write(as: json, to: folder) }
  }

  @Test("Built-in rules have an id, a title and a page each") func rules() {
    #expect(BuiltInRules.all.count == 15 || BuiltInRules.all.count > 15)
    for rule in BuiltInRules.all {
      #expect(!rule.title.isEmpty && !rule.page.summary.isEmpty && !rule.sign.isEmpty)
    }
  }
}
