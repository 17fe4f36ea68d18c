@testable import AuditFixtures
@testable import Auditing
@testable import Comparison
@testable import Exports
@testable import Schema
@testable import Settings
import Testing

/// The same two tables as in `RealExportTests`, described by what is no engine, and such a description as main of what an
/// engine has.
@Suite("Contracts, and code as main")
struct ContractExportTests {
  /// What files hold.
  struct Case: Sendable, CustomTestStringConvertible {
    let files: [String]
    /// Whether main is the first file, and not a table among all of them.
    var mainIsFile = false
    let findings: [String]
    var testDescription: String { files.joined(separator: " ") }
  }

  /// What kinds of JSON values tell, which have neither precisions nor defaults.
  private static let json = [
    "warning missing-column address.zip: string → -",
    "warning nullability-changed customer: string(40) REQUIRED → string(40)",
    "warning missing-column note: string → -",
    "error type-changed quantity: integer → string",
    "warning extra-column debug_note: - → string",
  ]
  static let cases: [Case] = [
    Case(files: ["jsonschema/orders.json", "jsonschema/_staging_orders_1.json"], findings: json),
    Case(files: ["singer/catalog.json"], findings: json),
    Case(
      files: ["handmade/airbyte/configured_catalog.json"],
      findings: json.map { $0.replacing("(40)", with: "") }),
    Case(files: ["handmade/odcs/shop.json"], findings: json),
    Case(
      files: ["dlt/shop.schema.json"],
      findings: [
        "warning nullability-changed customer: text(40) REQUIRED → text(40)",
        "warning parameters-changed price: decimal(10, 2) → decimal(12, 4)",
        "warning type-changed quantity: bigint(32) → text",
        "warning missing-column note: text → -",
        "warning extra-column debug_note: - → text",
      ]),
    Case(
      files: ["handmade/kafka-connect/events.ndjson"],
      findings: [
        "warning nullability-changed customer: string REQUIRED → string",
        "warning parameters-changed price: Decimal(10,2) → Decimal(12,4)",
        "error type-changed quantity: int32 → string",
        "note default-changed active: boolean → boolean",
        "warning missing-column note: string → -",
        "warning extra-column debug_note: - → string",
      ]),
    Case(files: ["handmade/schema-registry/schemas.json"], findings: avro),
    // A contract of PostgreSQL's types, and what PostgreSQL has.
    Case(
      files: ["odcs/orders.odcs.yaml", "postgres/columns.ndjson"], mainIsFile: true,
      findings: [
        "warning nullability-changed customer: character varying(40) REQUIRED → character varying(40)",
        "warning missing-column note: text → -",
        "warning parameters-changed price: numeric(10,2) → numeric(12,4)",
        "error type-changed quantity: integer → text",
        "warning extra-column address: - → staging_address",
        "warning extra-column debug_note: - → text",
        "warning extra-column state: - → mood",
        "warning extra-column tags: - → text[]",
      ]),
    // A JSON Schema, and what PostgreSQL has.
    Case(
      files: ["jsonschema/orders.json", "postgres/columns.ndjson"], mainIsFile: true,
      findings: [
        "warning missing-column attributes: map<integer> → -",
        "warning nullability-changed customer: string(40) REQUIRED → character varying(40)",
        "warning missing-column note: string → -",
        "error type-changed quantity: integer → text",
        "error missing-column request_id: uuid REQUIRED → -",
        "warning extra-column debug_note: - → text",
      ]),
  ]
  // Those of the Avro files themselves.
  private static let avro = [
    "note default-changed customer: string REQUIRED → string",
    "warning nullability-changed customer: string REQUIRED → string",
    "warning parameters-changed price: decimal(10, 2) → decimal(12, 4)",
    "error type-changed quantity: int → string",
    "note default-changed active: boolean → boolean",
    "warning missing-column address.zip: string → -",
    "warning missing-column billing_address.zip: string → -",
    "warning missing-column note: string → -",
    "warning extra-column debug_note: - → string",
  ]

  @Test("Exactly the drift that was made is found, in the words of the pair", arguments: cases)
  func drift(of example: Case) {
    let files = example.files.map(EngineAudit.fixture)
    let report = EngineAudit.report(
      files, main: example.mainIsFile ? files[0] : "orders", staging: ["_staging_*"])
    #expect(EngineAudit.lines(report) == example.findings)
    #expect(report.problems.filter { $0.severity == .error } == [])
    #expect(report.summary.stagingTables == 1)
  }
}
