@testable import AuditFixtures
@testable import Auditing
@testable import Comparison
@testable import Exports
@testable import Schema
@testable import Settings
import Foundation
import Testing

/// The same two tables, created in each engine and exported by the command that docs/inputs.md names: see
/// Tests/Exports/README.md.
@Suite("Exports of real engines")
struct RealExportTests {
  /// What one export holds.
  struct Case: Sendable, CustomTestStringConvertible {
    let files: [String]
    var main = "orders"
    let findings: [String]
    var testDescription: String { files.joined(separator: " ") }
  }

  private static let postgreSQL = [
    "warning nullability-changed customer: character varying(40) REQUIRED → character varying(40)",
    "warning parameters-changed price: numeric(10,2) → numeric(12,4)",
    "error type-changed quantity: integer → text",
    "note default-changed active: boolean → boolean",
    "error type-changed address: address → staging_address",
    "warning missing-column note: text → -",
    "warning extra-column debug_note: - → text",
  ]
  private static let redshift = [
    "warning nullability-changed customer: character varying(40) REQUIRED → character varying(40)",
    "warning parameters-changed price: numeric(10,2) → numeric(12,4)",
    "error type-changed quantity: integer → character varying(256)",
    "note default-changed active: boolean → boolean",
    "warning missing-column note: character varying(256) → -",
    "warning extra-column debug_note: - → character varying(256)",
  ]
  private static let duckDB = [
    "warning nullability-changed customer: VARCHAR REQUIRED → VARCHAR",
    "warning parameters-changed price: DECIMAL(10,2) → DECIMAL(12,4)",
    "warning type-changed quantity: INTEGER → VARCHAR",
    "note default-changed active: BOOLEAN → BOOLEAN",
    "warning missing-column address.zip: VARCHAR → -",
    "warning missing-column note: VARCHAR → -",
    "warning extra-column debug_note: - → VARCHAR",
  ]
  private static let dbt = duckDB.filter { !$0.contains("nullability") && !$0.contains("default") }
  private static let spark = [
    "warning nullability-changed customer: string REQUIRED → string",
    "warning parameters-changed price: decimal(10,2) → decimal(12,4)",
    "error type-changed quantity: int → string",
    "error missing-column address.zip: string → -",
    "warning missing-column note: string → -",
    "warning extra-column debug_note: - → string",
  ]

  static let cases: [Case] = [
    Case(files: ["postgres/columns.ndjson"], findings: postgreSQL),
    Case(files: ["postgres/columns.json", "postgres/tables.ndjson"], findings: postgreSQL),
    Case(files: ["handmade/redshift/columns.ndjson"], findings: redshift),
    Case(files: ["handmade/redshift/svv_columns.ndjson"], findings: redshift),
    Case(
      files: ["mysql/columns.ndjson"],
      findings: [
        "warning nullability-changed customer: varchar(40) REQUIRED → varchar(40)",
        "warning parameters-changed price: decimal(10,2) → decimal(12,4)",
        "warning type-changed quantity: int → text",
        "note default-changed active: tinyint → tinyint",
        "warning missing-column note: text → -",
        "warning extra-column debug_note: - → text",
      ]),
    Case(files: ["duckdb/columns.ndjson"], findings: duckDB),
    Case(files: ["duckdb/columns.json", "duckdb/tables.ndjson"], findings: duckDB),
    Case(files: ["dbt/target/catalog.json"], findings: dbt),
    Case(files: ["dbt/target/catalog.json", "dbt/target/manifest.json"], findings: dbt),
    Case(files: ["spark/orders.json", "spark/_staging_orders_1.json"], findings: spark),
    Case(
      files: ["handmade/databricks"],
      findings: [
        "warning nullability-changed customer: varchar(40) REQUIRED → varchar(40)",
        "warning parameters-changed price: decimal(10,2) → decimal(12,4)",
        "warning type-changed quantity: int → string",
        "note default-changed active: boolean → boolean",
        "error missing-column address.zip: string → -",
        "warning missing-column note: string → -",
        "warning extra-column debug_note: - → string",
      ]),
    Case(
      files: ["handmade/snowflake"], main: "ORDERS",
      findings: [
        "warning nullability-changed CUSTOMER: TEXT(40) REQUIRED → TEXT(40)",
        "warning parameters-changed PRICE: NUMBER(10,2) → NUMBER(12,4)",
        "warning type-changed QUANTITY: NUMBER(38,0) → TEXT",
        "note default-changed ACTIVE: BOOLEAN → BOOLEAN",
        "warning missing-column NOTE: TEXT → -",
        "warning extra-column DEBUG_NOTE: - → TEXT",
      ]),
    Case(
      files: ["avro"],
      findings: [
        "note default-changed customer: string REQUIRED → string",
        "warning nullability-changed customer: string REQUIRED → string",
        "warning parameters-changed price: decimal(10, 2) → decimal(12, 4)",
        "error type-changed quantity: int → string",
        "note default-changed active: boolean → boolean",
        "warning missing-column address.zip: string → -",
        "warning missing-column billing_address.zip: string → -",
        "warning missing-column note: string → -",
        "warning extra-column debug_note: - → string",
      ]),
    Case(
      files: ["bigquery/orders.json", "bigquery/_staging_orders_1.json"],
      findings: [
        "warning nullability-changed customer: STRING(40) REQUIRED → STRING(40)",
        "warning parameters-changed price: NUMERIC(10, 2) → NUMERIC(12, 4)",
        "error type-changed quantity: INT64 → STRING",
        "note default-changed active: BOOL → BOOL",
        "error missing-column address.zip: STRING → -",
        "warning missing-column note: STRING → -",
        "warning extra-column debug_note: - → STRING",
      ]),
    // The emulator that wrote these rows keeps neither lengths nor precisions nor defaults in its view.
    Case(
      files: ["bigquery/columns.json"],
      findings: [
        "warning nullability-changed customer: STRING REQUIRED → STRING",
        "error type-changed quantity: INT64 → STRING",
        "error missing-column address.zip: STRING → -",
        "warning missing-column note: STRING → -",
        "warning extra-column debug_note: - → STRING",
      ]),
  ]

  @Test("Exactly the drift that was made is found, in the engine's words", arguments: cases)
  func drift(of example: Case) {
    let report = EngineAudit.report(
      example.files.map(EngineAudit.fixture), main: example.main, staging: ["_staging_*", "_STAGING_*"])
    #expect(EngineAudit.lines(report) == example.findings)
    #expect(report.problems.filter { $0.severity == .error } == [])
    #expect(report.summary.stagingTables == 1)
  }

  @Test("Views of the engines' lists of tables are no staging tables")
  func views() {
    for engine in ["postgres", "duckdb"] {
      let report = EngineAudit.report([EngineAudit.fixture(engine)], main: "orders", staging: [])
      #expect(report.audits.first?.tables.map(\.name.table) == ["_staging_orders_1"], "\(engine)")
    }
  }
}
