@testable import Engines
@testable import ExportFixtures
@testable import Exports
@testable import JSONInput
@testable import Schema
@testable import TestSupport
import Testing

@Suite("Which engine wrote an export")
struct EngineInferenceTests {
  /// Rows that name neither engine nor anything else that tells it.
  private func rows(_ types: String...) -> String {
    types.enumerated().map { index, type in
      #"{"table_name":"t","column_name":"c\#(index)","ordinal_position":\#(index + 1),"data_type":"\#(type)"}"#
    }.joined(separator: "\n")
  }

  @Test(
    "Types that one engine alone writes tell it",
    arguments: [
      (["INT64", "STRING"], Engine.bigQuery), (["BIGINT", "VARCHAR", "DOUBLE"], .duckDB),
      (["integer", "text", "timestamp without time zone"], .postgreSQL),
      (["NUMBER", "TEXT", "DATE"], .snowflake),
      (["int", "varchar", "datetime"], .mySQL), (["INT", "STRING", "ARRAY"], .databricks),
      (["integer", "super"], .redshift), (["bigint", "struct<a:int>"], .databricks),
    ])
  func byTypes(types: [String], engine: Engine) throws {
    let text = types.enumerated().map { index, type in
      #"{"TABLE_NAME":"t","COLUMN_NAME":"c\#(index)","DATA_TYPE":"\#(type)","IS_NULLABLE":"YES"}"#
    }.joined(separator: "\n")
    let catalog = try Load.text(text)
    if types.contains("ARRAY") {
      // An array whose elements nothing tells.
      #expect(catalog.problems.contains { $0.severity == .error })
    } else {
      #expect(catalog.schemas.map(\.engine) == [engine])
      #expect(catalog.problemTexts == [])
    }
  }

  @Test(
    "Keys that one engine alone writes tell it, whatever the types",
    arguments: [
      (#""full_data_type":"date""#, Engine.databricks), (#""COLUMN_TYPE":"date""#, .mySQL),
      (#""remarks":null"#, .redshift),
      (#""COLUMN_COMMENT":null"#, .duckDB), (#""udt_name":"date","is_generated":"NEVER""#, .postgreSQL),
      (#""SCHEMA_EVOLUTION_RECORD":null"#, .snowflake), (#""is_hidden":"NO""#, .bigQuery),
    ])
  func byKeys(key: String, engine: Engine) throws {
    let type = [.snowflake, .duckDB, .bigQuery].contains(engine) ? "DATE" : "date"
    let catalog = try Load.text(
      #"{"table_name":"t","column_name":"a","ordinal_position":1,"data_type":"\#(type)",\#(key)}"#)
    #expect(catalog.schemas.map(\.engine) == [engine])
    #expect(catalog.problemTexts == [])
  }

  @Test("What could be several engines' is a problem that names them, and --engine decides")
  func ambiguous() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("c.ndjson", rows("integer", "character varying"))
    let open = Load.relative(Load.files([path]), to: folder)
    #expect(open.tableTexts == ["t: unreadable"])
    #expect(open.problemTexts.count == 1)
    #expect(
      open.problemTexts[0].hasPrefix("c.ndjson:1:1: error: this export does not say which engine wrote it"))
    #expect(open.problemTexts[0].contains("(postgres, redshift): name it with --engine"))
    var loader = ExportLoader(threads: 1)
    loader.engine = .redshift
    let decided = loader.load(InputFiles([path]).files)
    #expect(decided.schemas.map(\.engine) == [.redshift])
    #expect(decided.problems == [])
  }

  @Test("Another export that tells its engine decides between those that are left")
  func narrowed() throws {
    let folder = try TemporaryFolder()
    let sure = try folder.write(
      "a.json",
      #"{"table_name":"a","column_name":"c","data_type":"integer","udt_name":"int4","is_generated":"NEVER"}"#)
    let open = try folder.write("b.json", rows("integer", "character varying"))
    let catalog = Load.files([sure, open])
    #expect(Set(catalog.schemas.map(\.engine)) == [.postgreSQL])
    #expect(catalog.problems == [])
  }

  @Test("A misspelled type does not change whose the others are")
  func misspelled() throws {
    let catalog = try Load.text(rows("BIGINT", "VARCHARR", "DOUBLE", "TIMESTAMP WITH TIME ZONE"))
    #expect(
      catalog.problemTexts == [
        "export.json:2:71: warning: unknown type 'VARCHARR' of column c1, which is compared as text, in t (nearest: varchar)."
      ])
    #expect(catalog.tables.allSatisfy { $0.schema != nil })
    let bigQuery = try Load.text(rows("INT64", "STRNG"))
    #expect(
      bigQuery.problemTexts.map {
        $0.contains("unknown type 'STRNG' of column c1") && $0.contains("(nearest: STRING)")
      }
        == [true])
  }

  @Test("Types that several engines have are of no engine for sure, BigQuery's among them")
  func severalFit() throws {
    let catalog = try Load.text(rows("STRING", "DATE"))
    #expect(catalog.problems.count == 1)
    #expect(catalog.problems[0].message.contains("bigquery, "))
    #expect(catalog.problems[0].message.contains("databricks"))
    #expect(catalog.tables.allSatisfy { $0.schema == nil })
  }

  @Test(
    "Rows of an engine that is not known are refused by its name",
    arguments: [
      (["int", "nvarchar", "datetime2"], "SQL Server"),
      (["bigint", "row(a bigint, b varchar)"], "Trino or Athena"),
      (["Nullable(Int64)", "String"], "ClickHouse"), (["NUMBER", "VARCHAR2"], "Oracle"),
    ])
  func foreignEngines(types: [String], name: String) throws {
    let text = types.enumerated().map { index, type in
      #"{"table_name":"t","column_name":"c\#(index)","ordinal_position":\#(index + 1),"data_type":"\#(type)"}"#
    }.joined(separator: "\n")
    let catalog = try Load.text(text)
    #expect(catalog.problems.map(\.severity) == [.error])
    #expect(catalog.problems[0].message.hasPrefix("this export is one of \(name), by its type '"))
    #expect(catalog.tables.allSatisfy { $0.schema == nil })
  }

  @Test("Rows of two engines for one table are a problem")
  func mixed() throws {
    let row = #""table_name":"t","ordinal_position":"#
    let catalog = try Load.text(
      #"{\#(row)1,"column_name":"a","data_type":"int","full_data_type":"int"}"# + "\n"
        + #"{\#(row)2,"column_name":"b","data_type":"int","column_type":"int"}"#)
    #expect(catalog.tableTexts == ["t: unreadable"])
    #expect(
      catalog.problemTexts.contains { $0.contains("rows of Databricks and of MySQL stand side by side in t") }
    )
  }
}
