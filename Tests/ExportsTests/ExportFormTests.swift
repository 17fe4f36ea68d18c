@testable import ExportFixtures
@testable import Exports
@testable import Schema
@testable import TestSupport
import Foundation
import Testing

@Suite("Forms of exports")
struct ExportFormTests {
  private let resource = """
    {"kind": "bigquery#table", "tableReference": {"projectId": "p", "datasetId": "d", "tableId": "t"},
     "schema": {"fields": [
       {"name": "id", "type": "INTEGER", "mode": "REQUIRED"},
       {"name": "n", "type": "NUMERIC", "precision": "5", "scale": "1"},
       {"name": "items", "type": "RECORD", "mode": "REPEATED", "fields": [
         {"name": "sku", "type": "STRING", "maxLength": "20"}, {"name": "span", "type": "RANGE",
          "rangeElementType": {"type": "DATE"}}]}]},
     "timePartitioning": {"type": "DAY", "field": "id"}, "requirePartitionFilter": true,
     "clustering": {"fields": ["n"]}, "numRows": "5"}
    """
  private let columns =
    "id INT64 REQUIRED, n NUMERIC(5, 1), items ARRAY<STRUCT<sku STRING(20), span RANGE<DATE>>>"

  @Test("A table resource is read with its whole name, nested fields and layout")
  func tableResource() throws {
    let catalog = try Load.text(resource)
    #expect(catalog.tableTexts == ["p.d.t: " + columns])
    #expect(catalog.problemTexts == [])
    #expect(
      catalog.schemas[0].partitioning
        == .present(Partitioning(column: "id", granularity: "DAY", requiresFilter: true)))
    #expect(catalog.schemas[0].clustering == .present(["n"]))
  }

  @Test("Table resources in an array, one a line and pretty-printed behind one another are all read")
  func manyResources() throws {
    let second = resource.replacing("\"t\"", with: "\"u\"")
    let oneLine = resource.replacing("\n", with: " ")
    for text in [
      "[\(resource),\(second)]", oneLine + "\n" + second.replacing("\n", with: " ") + "\n",
      resource + "\n" + second,
      resource + second,
    ] {
      #expect(try Load.text(text).tableTexts == ["p.d.t: " + columns, "p.d.u: " + columns])
    }
  }

  @Test("A table resource without a schema is a table without columns")
  func noColumns() throws {
    let catalog = try Load.text(
      #"{"tableReference":{"projectId":"p","datasetId":"d","tableId":"t"},"numRows":"0","etag":"x"}"#)
    #expect(catalog.tableTexts == ["p.d.t: "])
  }

  @Test("A bare schema is a table called after its file, without .gz and the last ending")
  func schemaArray() throws {
    let list = #"[{"name":"id","type":"INT64","mode":"REQUIRED"},{"name":"b","type":"BOOLEAN"}]"#
    #expect(try Load.text(list, name: "my.table.json").tableTexts == ["my.table: id INT64 REQUIRED, b BOOL"])
    #expect(
      try Load.bytes(gzip(Data(list.utf8)), name: "t.json.gz").tableTexts == ["t: id INT64 REQUIRED, b BOOL"])
    #expect(
      try Load.text(#"{"fields":\#(list)}"#, name: "t.json").tableTexts == ["t: id INT64 REQUIRED, b BOOL"])
  }

  @Test("Rows of COLUMNS come in any order, as strings or numbers, with pseudo columns left out")
  func columnsRows() throws {
    let rows = [
      columnsRow("t", 2, "b", "STRUCT<x INT64, y ARRAY<STRING(3)>>"),
      columnsRow("t", 1, "a", "NUMERIC(5, 1)", nullable: false),
      columnsRow("t", 3, "c", "DATE").replacing("\"3\"", with: "3"),
      columnsRow("t", 4, "_PARTITIONTIME", "TIMESTAMP").replacing("\"4\"", with: "null"),
    ]
    let expected = ["p.d.t: a NUMERIC(5, 1) REQUIRED, b STRUCT<x INT64, y ARRAY<STRING(3)>>, c DATE"]
    #expect(try Load.text(rows.joined(separator: "\n")).tableTexts == expected)
    #expect(try Load.text("[" + rows.joined(separator: ",\n") + "]").tableTexts == expected)
    #expect(try Load.text(rows.reversed().joined(separator: "\r\n") + "\r\n").tableTexts == expected)
    #expect(try Load.text("\u{FEFF}" + rows.joined(separator: "\n")).tableTexts == expected)
  }

  @Test("Rows of COLUMNS tell defaults, collations and layout, and leave the rest unknown")
  func columnsFacts() throws {
    let row = columnsRow("t", 1, "a", "STRING")
      .replacing(#""column_default":"NULL""#, with: #""column_default":"'x'""#)
      .replacing(#""is_partitioning_column":"NO""#, with: #""is_partitioning_column":"YES""#)
      .replacing(#""clustering_ordinal_position":null"#, with: #""clustering_ordinal_position":"1""#)
    let schema = try #require(try Load.text(row).schemas.first)
    #expect(schema.columns[0].attributes.defaultExpression == .present("'x'"))
    #expect(schema.columns[0].attributes.collation == .absent)
    #expect(schema.columns[0].attributes.policyTags == .unknown)
    #expect(schema.columns[0].attributes.description == .unknown)
    #expect(schema.partitioning == .present(Partitioning(column: "a")))
    #expect(schema.clustering == .present(["a"]))
  }

  @Test("Rows without an attribute leave it unknown")
  func leftOut() throws {
    let catalog = try Load.text(
      #"{"table_name":"t","column_name":"a","ordinal_position":1,"data_type":"INT64"}"#)
    let column = try #require(catalog.schemas.first?.columns.first)
    #expect(column.mode == nil)
    #expect(column.attributes == Column.Attributes())
    #expect(catalog.tables[0].name == TableName(table: "t"))
  }

  @Test("Rows of COLUMN_FIELD_PATHS add descriptions and tags to nested fields")
  func fieldPaths() throws {
    func row(_ path: String, _ type: String, _ more: String = "") -> String {
      #"{"table_catalog":"p","table_schema":"d","table_name":"t","column_name":"\#(path.prefix { $0 != "." })","#
        + #""field_path":"\#(path)","data_type":"\#(type)","collation_name":"NULL"\#(more)}"#
    }
    let catalog = try Load.text(
      [
        row("s.a", "INT64", #","description":"the a","policy_tags":["x"]"#),
        row("s", "ARRAY<STRUCT<a INT64>>"),
        row("b", "STRING"),
      ].joined(separator: "\n"))
    #expect(catalog.problemTexts == [])
    #expect(catalog.tableTexts == ["p.d.t: b STRING, s ARRAY<STRUCT<a INT64>>"])
    #expect(catalog.schemas[0].orderIsKnown == false)
    let field = try #require(catalog.schemas[0].columns[1].type.fields?.first)
    #expect(field.attributes.description == .present("the a"))
    #expect(field.attributes.policyTags == .present(["x"]))
  }

  @Test("Two forms of one table fill each other in")
  func severalForms() throws {
    let folder = try TemporaryFolder()
    let resource = try folder.write(
      "r.json",
      #"{"tableReference":{"projectId":"p","datasetId":"d","tableId":"t"},"schema":{"fields":["#
        + #"{"name":"a","type":"RECORD","fields":[{"name":"x","type":"INTEGER","mode":"REQUIRED"}]}]}}"#)
    let rows = try folder.write("c.json", columnsRow("t", 1, "a", "STRUCT<x INT64>"))
    let catalog = Load.files([rows, resource])
    #expect(catalog.problemTexts == [])
    #expect(catalog.schemas.count == 1)
    #expect(catalog.schemas[0].columns[0].type.fields?[0].mode == .required)
  }

  @Test("Lists of tables hold no schemas, and it is said what to export instead")
  func tableLists() throws {
    let list = try Load.text(
      #"[{"kind":"bigquery#table","id":"p:d.t","tableReference":{"projectId":"p","datasetId":"d","tableId":"t"},"type":"TABLE"}]"#
    )
    #expect(list.tables.isEmpty)
    #expect(list.problemTexts.count == 1)
    #expect(list.problemTexts[0].hasPrefix("export.json:1:2: warning: a list of tables as `bq ls` prints it"))
    #expect(list.problemTexts[0].contains("INFORMATION_SCHEMA.COLUMNS"))
    let tables = try Load.text(#"{"table_name":"t","table_type":"BASE TABLE","ddl":"CREATE TABLE…"}"#)
    #expect(tables.problemTexts[0].contains("INFORMATION_SCHEMA.TABLES hold no columns"))
  }

  @Test("A report or baseline of our own is refused by its name, and left out of a folder with a warning")
  func ownFiles() throws {
    for (text, name) in [
      (#"{"schemaVersion":1,"audits":[]}"#, "report"), (#"{"version":1,"accepted":[]}"#, "baseline"),
    ] {
      let named = try Load.text(text)
      #expect(named.problems.map(\.severity) == [.error])
      #expect(named.problems[0].message.hasPrefix("this is a \(name) of driftaudit, which is not read. "))
      let folder = try TemporaryFolder()
      try folder.write("run/own.json", text)
      let found = Load.files([folder.path + "/run"])
      #expect(found.problems.map(\.severity) == [.warning])
      #expect(found.problems[0].message.contains("left out: a \(name) of driftaudit (1)."))
    }
  }

  @Test("The file summary says what a file was taken for")
  func summaries() throws {
    let catalog = try Load.text(columnsRow("t", 1, "a", "INT64"))
    #expect(catalog.files.map { $0.forms.map(\.name) } == [["rows of INFORMATION_SCHEMA.COLUMNS"]])
    #expect(catalog.files[0].forms[0].elements == 1)
  }
}
