@testable import AuditFixtures
@testable import Engines
@testable import ExportFixtures
@testable import Exports
@testable import Reports
@testable import Schema
import Testing

@Suite("Rows of information_schema.columns, engine by engine")
struct EngineRowTests {
  /// Rows of a table, each from its column's name, its place and what else stands in it.
  private func rows(_ table: String, _ columns: (name: String, place: Int, rest: String)...) -> String {
    columns.map { name, place, rest in
      #"{"table_name":"\#(table)","column_name":"\#(name)","ordinal_position":\#(place),\#(rest)}"#
    }.joined(separator: "\n") + "\n"
  }

  private let postgreSQL = #""udt_name":"x","is_generated":"NEVER","data_type":"#

  @Test("A gap that a dropped column leaves in PostgreSQL is no missing row")
  func gaps() throws {
    let read = try Load.text(rows("t", ("a", 1, postgreSQL + #""date""#), ("c", 3, postgreSQL + #""date""#)))
    #expect(read.tableTexts == ["t: a date, c date"])
    #expect(read.problems == [])
    let other = try Load.text(
      rows(
        "t", ("a", 1, #""data_type":"DATE","column_comment":null"#),
        ("c", 3, #""data_type":"DATE","column_comment":null"#)))
    #expect(
      other.problemTexts == [
        "export.json:1:1: error: 2 columns were read, but positions go up to 3: 2 is missing in t. The table is left out of the audit."
      ])
  }

  @Test("Exactly 100 rows are a cut export of bq's and no other engine's")
  func hundredRows() throws {
    func export(_ rest: String) -> String {
      (1...100).map { rows("t", ("c\($0)", $0, rest)) }.joined()
    }
    #expect(try Load.text(export(postgreSQL + #""date""#)).problems == [])
    #expect(try Load.text(export(#""data_type":"INT64""#)).problems.count == 1)
  }

  @Test("Numbers that a query leaves out are unknown, and those that are null are none")
  func leftOut() throws {
    let main = rows(
      "main", ("a", 1, postgreSQL + #""character varying","character_maximum_length":40"#),
      ("n", 2, postgreSQL + #""numeric","numeric_precision":10,"numeric_scale":2"#))
    let untold = rows(
      "s", ("a", 1, postgreSQL + #""character varying""#), ("n", 2, postgreSQL + #""numeric""#))
    let none = rows(
      "s",
      (
        "a", 1,
        postgreSQL
          + #""character varying","character_maximum_length":null,"numeric_precision":null,"numeric_scale":null"#
      ),
      (
        "n", 2,
        postgreSQL
          + #""numeric","character_maximum_length":null,"numeric_precision":null,"numeric_scale":null"#
      ))
    #expect(EngineAudit.lines(try EngineAudit.report(texts: ["c.ndjson": main + untold], main: "main")) == [])
    #expect(
      EngineAudit.lines(try EngineAudit.report(texts: ["c.ndjson": main + none], main: "main")) == [
        "warning parameters-changed a: character varying(40) → character varying",
        "warning parameters-changed n: numeric(10,2) → numeric",
      ])
  }

  @Test("Snowflake's longest text is no text of which the length was left out")
  func snowflakeLengths() throws {
    func table(_ name: String, _ length: String) -> String {
      rows(name, ("A", 1, #""DATA_TYPE":"TEXT","SCHEMA_EVOLUTION_RECORD":null\#(length)"#))
    }
    let main = table("MAIN", #","CHARACTER_MAXIMUM_LENGTH":20"#)
    func lines(_ length: String) throws -> [String] {
      EngineAudit.lines(try EngineAudit.report(texts: ["c.ndjson": main + table("S", length)], main: "MAIN"))
    }
    #expect(
      try lines(#","CHARACTER_MAXIMUM_LENGTH":16777216"#) == ["warning parameters-changed A: TEXT(20) → TEXT"]
    )
    #expect(try lines("") == [])
  }

  @Test("A negative scale is one, though PostgreSQL's view shows it without its sign")
  func negativeScale() throws {
    let read = try Load.text(
      rows("t", ("a", 1, postgreSQL + #""numeric","numeric_precision":3,"numeric_scale":2046"#)))
    #expect(read.schemas.first.map { PostgreSQLTypes().text($0.columns[0].type) } == "numeric(3,-2)")
  }

  @Test(
    "MySQL's ways to write numbers are read",
    arguments: [
      ("float(10,2) unsigned zerofill", "float unsigned"), ("integer", "int"), ("boolean", "tinyint"),
      ("decimal(8,2) zerofill", "decimal(8,2) unsigned"), ("int8 unsigned", "bigint unsigned"),
    ])
  func mySQL(text: String, expected: String) throws {
    #expect(MySQLTypes().text(try MySQLTypes().type(text)) == expected)
  }

  @Test("An ENUM whose members the row does not tell says what to export")
  func enumWithoutMembers() throws {
    let read = try Load.text(
      rows("t", ("a", 1, #""data_type":"enum""#), ("b", 2, #""data_type":"mediumtext""#)))
    #expect(
      read.problemTexts.first?.contains("what the enum holds is not told") == true, "\(read.problemTexts)")
  }

  @Test(
    "Lists of members go into lists that hold them all",
    arguments: [
      (Engine.mySQL, "enum('a')", "enum('a','b')", CastEffect.coercion),
      (.mySQL, "enum('a','b')", "enum('a')", .coercionCanFail),
      (.mySQL, "set('a,b','c')", "set('c','a,b')", .coercion),
      (.duckDB, "ENUM('a', 'b')", "ENUM('b', 'a')", .coercion),
      (.avro, "enum(A, B)", "enum(A)", .coercionCanFail),
      (.avro, "union<int, string>", "union<string, int>", .coercion),
      (.avro, "int", "union<long, string>", .coercion),
      (.avro, "union<int, boolean>", "long", .coercionCanFail),
      (.avro, "union<boolean, string>", "int", .impossible),
    ])
  func members(engine: Engine, from: String, to: String, expected: CastEffect) {
    #expect(engine.types.effect(from, to) == expected)
  }

  @Test("Rows with keys that BigQuery's view lacks are not BigQuery's, whatever their types")
  func notBigQuerys() throws {
    let row = rows(
      "t", ("a", 1, #""data_type":"DATE","numeric_precision":null"#),
      ("b", 2, #""data_type":"TIMESTAMP","numeric_precision":null"#),
      ("c", 3, #""data_type":"VARCHAR","numeric_precision":null"#))
    #expect(try Load.text(row).schemas.map(\.engine) == [.duckDB])
  }

  @Test("inspect names the engine, and the list of tables of any engine joins in")
  func inspection() {
    let catalog = Load.files([EngineAudit.fixture("postgres")])
    #expect(InspectionText(catalog).text.contains("engine      PostgreSQL\n"))
    #expect(catalog.tables.map(\.facts?.kind).contains(.view))
  }
}
