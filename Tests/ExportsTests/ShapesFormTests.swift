@testable import Engines
@testable import ExportFixtures
@testable import Exports
@testable import Schema
@testable import Text
import Foundation
import Testing

@Suite("Rows of shapes") struct ShapesFormTests {
  private static func column(_ ordinal: Int, _ name: String, _ type: String) -> String {
    """
    {"column_name":"\(name)","ordinal_position":\(ordinal),"is_nullable":"YES","data_type":"\(type)","is_hidden":"NO",\
    "is_partitioning_column":"NO","clustering_ordinal_position":null,"collation_name":"NULL","column_default":"NULL",\
    "rounding_mode":null}
    """
  }

  private static let columns = "[\(column(1, "a", "INT64")),\(column(2, "b", "STRING"))]"

  private static func row(
    _ names: [String] = ["s1", "s2", "s3", "s9"], tables: String = "1665", columns: String = columns,
    engine: String = "bigquery", more: String = ""
  ) -> String {
    """
    {"engine":"\(engine)","kind":"staging","family":"staging","table_catalog":"p","table_schema":"d",\
    "tables":\(tables),"first_table":"\(names[0])","last_table":"\(names[names.count - 1])",\
    "examples":\(list(Array(names.prefix(3)))),"columns":\(columns)\(more)}
    """
  }

  private static func list(_ names: [String]) -> String {
    "[" + names.map { "\"\($0)\"" }.joined(separator: ",") + "]"
  }

  @Test("A row gives the tables that it names, of which the first stands for the others")
  func counts() throws {
    let catalog = try Load.text(Self.row())
    #expect(catalog.problemTexts == [])
    #expect(catalog.tableTexts == ["s1", "s2", "s3", "s9"].map { "p.d.\($0): a INT64, b STRING" })
    #expect(catalog.tables.map(\.count) == [1662, 1, 1, 1])
    #expect(catalog.tableCount == 1665)
    #expect(catalog.files[0].forms.map(\.name) == [ShapesForm.name])
    #expect(catalog.files[0].forms.map(\.elements) == [1])
  }

  @Test("Lists may stand in texts, numbers in texts, and keys in capitals")
  func texts() throws {
    let quoted = String(decoding: JSONString.encoded(Self.columns), as: UTF8.self)
    let row = """
      {"ENGINE":"bigquery","KIND":"staging","FAMILY":"staging","TABLE_CATALOG":"p","TABLE_SCHEMA":"d","TABLES":"2",\
      "FIRST_TABLE":"s1","LAST_TABLE":"s2","EXAMPLES":"[\\"s1\\",\\"s2\\"]","NAMES":"[\\"s1\\",\\"s2\\"]",\
      "COLUMNS":\(quoted)}
      """
    let catalog = try Load.text("[\(row)]")
    #expect(catalog.problemTexts == [])
    #expect(catalog.tableTexts == ["p.d.s1: a INT64, b STRING", "p.d.s2: a INT64, b STRING"])
    #expect(catalog.tables.map(\.count) == [1, 1])
  }

  @Test("Every engine's columns are read as its own rows are")
  func engines() throws {
    let postgres =
      #"[{"column_name":"n","ordinal_position":2,"is_nullable":"NO","data_type":"numeric","numeric_precision":10,"#
      + #""numeric_scale":2,"udt_name":"numeric"},{"column_name":"t","ordinal_position":7,"is_nullable":"YES","#
      + #""data_type":"ARRAY","udt_name":"_text"}]"#
    let spark =
      #"[{"name":"n","type":"long","nullable":false,"metadata":{}},{"name":"s","type":{"type":"array","#
      + #""elementType":"string","containsNull":true},"nullable":true,"metadata":{}}]"#
    let rows = [
      Self.row(["pg"], tables: "1", columns: postgres, engine: "postgres"),
      Self.row(["sp"], tables: "1", columns: spark, engine: "spark"),
      Self.row(
        ["du"], tables: "1",
        columns:
          #"[{"column_name":"n","ordinal_position":1,"is_nullable":"YES","data_type":"DECIMAL(10,2)"}]"#,
        engine: "duckdb"),
    ]
    let catalog = try Load.text(rows.joined(separator: "\n"))
    #expect(catalog.problemTexts == [])
    let engines = catalog.tables.compactMap { $0.schema.map { catalog.schemas[$0].engine } }
    #expect(engines == [.duckDB, .postgreSQL, .spark])
    #expect(
      catalog.tableTexts == [
        "p.d.du: n DECIMAL(10, 2)", "p.d.pg: n numeric(10, 2) REQUIRED, t ARRAY<text>",
        "p.d.sp: n bigint REQUIRED, s ARRAY<string>",
      ])
  }

  @Test(
    "A row that is wrong says where, and its tables are left out",
    arguments: [
      (row(tables: "\"many\""), "", "tables is no number of tables"),
      (row(tables: "3"), "", "tables says 3, and there are 4 names"),
      (row(tables: "5", more: #","names":["s1","s2"]"#), "", "tables says 5, and there are 2 names"),
      (row(engine: "oracle"), "1:11", "engine 'oracle' is none that driftaudit knows"),
      (row(columns: "7"), "", "columns is no list"),
      (row(columns: #"[{"column_name":"a"}]"#), "", "a row without data_type"),
      (row(columns: "[\(column(1, "a", "INT64")),\(column(3, "b", "INT64"))]"), "", "2 is missing"),
      (
        row(columns: "[\(column(1, "a", "INT64")),\(column(1, "b", "INT64"))]"), "",
        "both stand at position 1"
      ),
    ])
  func wrong(row: String, place: String, message: String) throws {
    let catalog = try Load.text(row)
    let texts = catalog.problemTexts
    #expect(texts.count == 1 && texts[0].contains(message), "\(texts)")
    #expect(place.isEmpty || texts[0].hasPrefix("export.json:\(place):"), "\(texts)")
    #expect(catalog.tables.allSatisfy { $0.schema == nil })
  }

  @Test("A type that BigQuery does not know is compared as text, with a warning")
  func placeOfType() throws {
    let row = Self.row(columns: "[\(Self.column(1, "a", "INT64")),\(Self.column(2, "b", "INT46"))]")
    let catalog = try Load.text(row)
    let problem = try #require(catalog.problems.first)
    #expect(problem.severity == .warning && problem.line == 1)
    #expect(problem.message.contains("unknown type 'INT46' of column b"))
    #expect(catalog.tables.allSatisfy { $0.schema != nil })
  }

  @Test("A table in two rows does not count twice")
  func twice() throws {
    for threads in 1...2 {
      let catalog = try Load.text(
        [Self.row(), Self.row(tables: "40")].joined(separator: "\n"), threads: threads)
      #expect(catalog.tableCount == 1665)
      #expect(catalog.problems.count == 1)
      #expect(catalog.problems[0].line == 2)
      #expect(catalog.problems[0].message.hasPrefix("s1 stands in two rows of shapes"))
    }
  }

  @Test("Exactly 100 shapes of BigQuery's are what bq prints without -n")
  func cutShort() throws {
    let rows = (1...100).map { Self.row(["t\($0)"], tables: "1") }
    #expect(try Load.text(rows.joined(separator: "\n")).problems.count == 1)
    #expect(try Load.text(rows.dropLast().joined(separator: "\n")).problems.isEmpty)
    let others = rows.map {
      $0.replacing("\"bigquery\"", with: "\"duckdb\"").replacing("INT64", with: "BIGINT")
        .replacing("STRING", with: "VARCHAR")
    }
    #expect(try Load.text(others.joined(separator: "\n")).problemTexts == [])
  }

  @Test("Names may come with when each was created; of one table alone the first creation is its own")
  func creations() throws {
    let named = Self.row(
      ["s1", "s2"], tables: "2",
      more:
        #","names":["s1","s2"],"names_created":["2026-01-30T18:12:23Z",null],"first_created":"2026-01-30T18:12:23Z""#
    )
    let single = Self.row(["s3"], tables: "1", more: #","first_created":"2026-01-31T00:00:00Z""#)
    let catalog = try Load.text([named, single].joined(separator: "\n"))
    #expect(
      catalog.tables.map { $0.facts?.created?.description } == [
        "2026-01-30T18:12:23Z", nil, "2026-01-31T00:00:00Z",
      ])
  }
}
