@testable import Engines
@testable import AuditFixtures
@testable import Auditing
@testable import ExportFixtures
@testable import Exports
@testable import Schema
@testable import TestSupport
import Foundation
import Testing

@Suite("dbt's catalog and manifest")
struct DbtTests {
  private func catalog(_ nodes: String) -> String {
    #"{"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/catalog/v1.json"},"nodes":{\#(nodes)},"sources":{}}"#
  }

  private func node(_ name: String, _ columns: String, type: String = "table") -> String {
    #""model.p.\#(name)":{"metadata":{"type":"\#(type)","database":"db","schema":"s","name":"\#(name)"},"columns":{\#(columns)}}"#
  }

  private func manifest(_ nodes: String, adapter: String = "duckdb") -> String {
    #"{"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/manifest/v12.json","adapter_type":"\#(adapter)"},"#
      + #""nodes":{\#(nodes)},"sources":{}}"#
  }

  private func declared(
    _ name: String, _ columns: String, _ more: String = #""config":{"materialized":"table"}"#
  ) -> String {
    #""model.p.\#(name)":{"resource_type":"model","database":"db","schema":"s","name":"\#(name)","alias":"\#(name)","#
      + #""columns":{\#(columns)},\#(more)}"#
  }

  private let columns =
    #""id":{"type":"HUGEINT","index":1,"name":"id","comment":null},"day":{"type":"DATE","index":2,"name":"day","comment":"the day"}"#

  @Test("Models are read with whole names, order, types, comments and kinds")
  func models() throws {
    let read = try Load.text(catalog(node("orders", columns) + "," + node("v", columns, type: "VIEW")))
    #expect(read.tableTexts == ["db.s.orders: id HUGEINT, day DATE", "db.s.v: id HUGEINT, day DATE"])
    #expect(read.tables.map(\.facts?.kind) == [.table, .view])
    #expect(read.schemas.map(\.engine) == [.duckDB])
    #expect(read.schemas[0].columns.map(\.attributes.description) == [.absent, .present("the day")])
    #expect(read.problemTexts == [])
  }

  @Test("The manifest names the engine, adds what it declares and never overrules the catalog")
  func together() throws {
    let folder = try TemporaryFolder()
    let one = try folder.write(
      "catalog.json", catalog(node("orders", #""id":{"type":"date","index":1,"name":"id"}"#)))
    let two = try folder.write(
      "manifest.json",
      manifest(
        declared(
          "orders",
          #""id":{"name":"id","data_type":"text","description":"key","constraints":[{"type":"not_null"}]}"#,
          #""config":{"materialized":"table","contract":{"enforced":true}}"#), adapter: "redshift"))
    let read = Load.files([one, two])
    #expect(read.problems == [])
    #expect(read.schemas.map(\.engine) == [.redshift])
    #expect(read.tableTexts == ["db.s.orders: id date REQUIRED"])
    #expect(read.schemas[0].columns[0].attributes.description == .present("key"))
  }

  @Test("A declared column that the catalog lacks is a warning")
  func undeclared() throws {
    let folder = try TemporaryFolder()
    let one = try folder.write("catalog.json", catalog(node("orders", columns)))
    let two = try folder.write(
      "manifest.json", manifest(declared("orders", #""ghost":{"name":"ghost","data_type":null}"#)))
    let read = Load.relative(Load.files([one, two]), to: folder)
    #expect(read.problems.map(\.severity) == [.warning])
    #expect(read.problems[0].message == "ghost is declared and is no column of it in orders.")
    #expect(read.tableTexts == ["db.s.orders: id HUGEINT, day DATE"])
  }

  @Test("Of a manifest alone only an enforced contract tells that a column is missing")
  func declaredAlone() throws {
    let main = declared(
      "orders", #""id":{"name":"id","data_type":"int"},"day":{"name":"day","data_type":"date"}"#,
      #""config":{"contract":{"enforced":true}}"#)
    func lines(_ staging: String) throws -> [String] {
      let report = try EngineAudit.report(
        texts: ["manifest.json": manifest(main + "," + staging)], main: "orders", staging: ["_staging*"])
      #expect(report.problems == [])
      return EngineAudit.lines(report)
    }
    let loose = #""id":{"name":"id","data_type":"varchar"},"x":{"name":"x"}"#
    #expect(
      try lines(declared("_staging", loose)) == [
        "warning type-changed id: INTEGER → VARCHAR", "warning extra-column x: - → unknown",
      ])
    #expect(
      try lines(declared("_staging", loose, #""config":{"contract":{"enforced":true}}"#)) == [
        "warning missing-column day: DATE → -", "warning type-changed id: INTEGER → VARCHAR",
        "warning extra-column x: - → unknown",
      ])
  }

  @Test("Fields that BigQuery's catalog lists beside their STRUCT are no columns of their own")
  func nestedFields() throws {
    let read = try Load.text(
      catalog(
        node(
          "t",
          #""a":{"type":"STRUCT<b INT64>","index":1,"name":"a"},"a.b":{"type":"INT64","index":2,"name":"a.b"}"#
        )))
    #expect(read.tableTexts == ["db.s.t: a STRUCT<b INT64>"])
    #expect(read.schemas.map(\.engine) == [.bigQuery])
  }

  @Test("Ephemeral models, tests and models without columns are no tables to compare")
  func others() throws {
    let nodes = [
      declared("e", #""id":{"name":"id"}"#, #""config":{"materialized":"ephemeral"}"#),
      #""test.p.x":{"resource_type":"test","name":"x","columns":{"id":{"name":"id"}}}"#, declared("n", ""),
    ]
    let read = try Load.text(manifest(nodes.joined(separator: ",")))
    #expect(read.tables == [])
    #expect(read.listed.map(\.name.table) == ["n"])
  }

  @Test("What else dbt writes into target/ is left out with one line that counts it")
  func targetFolder() throws {
    let folder = try TemporaryFolder()
    let other =
      #"{"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/run-results/v6.json"},"results":[]}"#
    try folder.write("target/catalog.json", catalog(node("orders", columns)))
    try folder.write("target/run_results.json", other)
    try folder.write("target/graph_summary.json", #"{"_invocation_id":"x","linked":{}}"#)
    let read = Load.files([folder.path + "/target"])
    #expect(
      read.problems.map(\.message) == [
        "2 files below the folders are of kinds that are not read and were left out: dbt's graph_summary.json (1), dbt's "
          + "run_results.json (1). --strict-inputs makes it an error."
      ])
    #expect(read.problems.map(\.severity) == [.warning])
    #expect(read.tables.map(\.name.table) == ["orders"])
  }

  @Test(
    "What is broken in a node leaves its table out, with a place",
    arguments: [
      (#""id":{"type":7,"index":1,"name":"id"}"#, "the type of column id is a number in t."),
      (#""id":{"type":"HUGEINT","index":"x","name":"id"}"#, "the index of column id is not a number in t."),
      (
        #""id":{"type":"DECIMAL(1","index":1,"name":"id"},"b":{"type":"DOUBLE","index":2,"name":"b"}"#,
        "the type 'DECIMAL(1' of column id cannot be read"
      ),
      (#""id":null"#, "a column of dbt's catalog that is null. Its table is left out."),
      (
        #""id":{"type":"HUGEINT","index":1,"name":"id"},"ID":{"type":"HUGEINT","index":2,"name":"ID"}"#,
        "columns id and ID differ only in case in t."
      ),
    ])
  func broken(columns: String, message: String) throws {
    let read = try Load.text(catalog(node("t", columns) + "," + node("u", self.columns)))
    #expect(read.tableTexts == ["db.s.t: unreadable", "db.s.u: id HUGEINT, day DATE"])
    #expect(read.problems.count == 1)
    #expect(read.problems.first?.message.contains(message) == true, "\(read.problemTexts)")
    #expect(read.problems.first?.line == 1)
  }
}
