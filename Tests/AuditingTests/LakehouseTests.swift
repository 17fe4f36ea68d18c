@testable import AuditFixtures
@testable import Auditing
@testable import Comparison
@testable import Exports
@testable import Schema
@testable import TestSupport
import Foundation
import Testing

@Suite("Folders of a lakehouse")
struct LakehouseTests {
  private static let delta = EngineAudit.fixture("delta")

  @Test(
    "Main is a table's name, its folder, or a file in it, and never one of its own staging tables",
    arguments: [
      ("orders", "shop.orders"), ("shop.orders", "shop.orders"), ("\(delta)/shop/orders", "orders"),
      ("\(delta)/shop/orders/", "orders"),
      ("\(delta)/shop/orders/_delta_log/00000000000000000001.json", "orders"),
      ("\(delta)/shop/orders/_delta_log/00000000000000000000.json", "orders"),
    ])
  func main(main: String, name: String) {
    let report = EngineAudit.report([Self.delta], main: main)
    // A commit that is not the newest has other columns than the table, which is said.
    #expect(report.problems.map(\.severity) == (main.hasSuffix("0.json") ? [.warning] : []))
    #expect(report.audits.map(\.main.name.description) == [name])
    #expect(
      report.audits.first?.tables.map(\.name.description) == ["shop._staging_orders_1", "shop.every_type"])
  }

  @Test("Iceberg's folders are found the same way")
  func iceberg() {
    let folder = EngineAudit.fixture("iceberg/shop")
    let report = EngineAudit.report([folder], main: "\(folder)/orders", staging: ["_staging_*"])
    #expect(report.problems == [])
    #expect(report.audits.first?.tables.map(\.name.description) == ["_staging_orders_1"])
    #expect(report.audits.first?.findings.count == 6)
  }

  @Test(
    "Main of Delta and staging of Databricks count as one engine, Iceberg's types are brought into another's")
  func engines() {
    let unity = EngineAudit.report(
      ["delta/shop/orders", "handmade/unity"].map(EngineAudit.fixture),
      main: EngineAudit.fixture("delta/shop/orders"),
      staging: ["_staging_*"])
    #expect(unity.problems == [])
    #expect(
      EngineAudit.lines(unity).contains("warning type-changed quantity: int → string"),
      "\(EngineAudit.lines(unity))")
    let spark = EngineAudit.report(
      ["spark", "iceberg/shop/orders"].map(EngineAudit.fixture),
      main: EngineAudit.fixture("iceberg/shop/orders"),
      staging: ["_staging_*"])
    #expect(
      EngineAudit.lines(spark).contains("error type-changed quantity: int → string"),
      "\(EngineAudit.lines(spark))")
    #expect(!EngineAudit.lines(spark).contains { $0.contains("ordered_at") || $0.contains("attributes") })
  }
}
