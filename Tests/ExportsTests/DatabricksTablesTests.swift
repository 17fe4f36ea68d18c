@testable import Engines
@testable import ExportFixtures
@testable import Exports
@testable import Schema
@testable import Text
import Testing

@Suite("Tables of Databricks' Unity Catalog")
struct DatabricksTablesTests {
  private static func column(_ members: String) -> String { #"{"name":"a",\#(members)}"# }

  private static func table(_ columns: String, name: String = "orders", more: String = "") -> String {
    #"{"name":"\#(name)","catalog_name":"main","schema_name":"shop","table_type":"EXTERNAL","columns":[\#(columns)]\#(more)}"#
  }

  private static let long =
    #""type_text":"bigint","type_json":"{\"name\":\"a\",\"type\":\"long\",\"nullable\":true,\"metadata\":{}}","position":0"#

  @Test("One table, an array, and the answer to a list are read alike")
  func wrappers() throws {
    let table = Self.table(
      Self.column(Self.long + #","nullable":false"#), more: #","created_at":1769832000000"#)
    for text in [table, "[\(table)]", #"{"tables":[\#(table)],"next_page_token":"x"}"#, table + "\n"] {
      let catalog = try Load.text(text)
      // The column itself says more than its type's text, which may be older.
      #expect(catalog.tableTexts == ["main.shop.orders: a bigint REQUIRED"])
      #expect(catalog.problemTexts == [])
      #expect(catalog.schemas[0].engine == .databricks)
      #expect(catalog.tables[0].facts?.kind == .table)
      #expect(catalog.tables[0].facts?.created?.description == "2026-01-31T04:00:00Z")
    }
  }

  @Test("Columns stand at their positions, which count from 0")
  func positions() throws {
    let columns = [("b", 1), ("a", 0)].map { name, place in
      #"{"name":"\#(name)","type_text":"int","nullable":true,"position":\#(place),"partition_index":\#(1 - place)}"#
    }
    let catalog = try Load.text(Self.table(columns.joined(separator: ",")))
    #expect(catalog.tableTexts == ["main.shop.orders: a int, b int"])
    #expect(catalog.schemas[0].partitioning == .present(Partitioning(column: "b, a")))
  }

  @Test(
    "Types are those of type_json, and of type_text where that is missing or no JSON",
    arguments: [
      (#""type_text":"decimal(10,2)""#, "decimal(10,2)"),
      (#""type_text":"array<struct<x:int>>""#, "array<struct<x:int>>"),
      (#""type_text":"int","type_json":"int""#, "int"),
      (#""type_text":"int","type_json":"\"long\"""#, "bigint"),
      (
        #""type_json":"{\"type\":\"array\",\"elementType\":\"long\",\"containsNull\":true}""#, "array<bigint>"
      ),
      (
        #""type_text":"string","type_json":"{\"name\":\"a\",\"type\":\"string\",\"nullable\":true,\"metadata\":{\"__CHAR_VARCHAR_TYPE_STRING\":\"varchar(9)\"}}""#,
        "varchar(9)"
      ),
    ])
  func types(members: String, type: String) throws {
    let catalog = try Load.text(Self.table(Self.column(members)))
    #expect(catalog.problemTexts == [])
    #expect(catalog.schemas.first?.columns.map { Engine.databricks.types.text($0.type) } == [type])
  }

  @Test("Defaults, comments and generated columns are read")
  func attributes() throws {
    let metadata =
      #"{\"CURRENT_DEFAULT\":\"7\",\"delta.generationExpression\":\"b * 2\",\"comment\":\"old\"}"#
    let text = Self.column(
      #""type_json":"{\"name\":\"a\",\"type\":\"long\",\"nullable\":true,\"metadata\":\#(metadata)}","comment":"new""#
    )
    let column = try #require(try Load.text(Self.table(text)).schemas.first?.columns.first)
    #expect(column.attributes.defaultExpression == .present("7"))
    #expect(column.attributes.generation == .present(.computed("b * 2")))
    #expect(column.attributes.description == .present("new"))
  }

  @Test(
    "What is broken leaves the table out",
    arguments: [
      (#""nullable":true"#, "unreadable", "neither type_json nor type_text"),
      (#""type_text":"bigit""#, "unreadable", "unknown type 'bigit'"),
      (#""type_json":"{""#, "unreadable", "is not JSON"),
      (#""type_json":"{\"name\":\"a\",\"type\":\"decimal(x\"}""#, "unreadable", "cannot be read"),
      (#""type_text":"int","nullable":7"#, "unreadable", "neither true nor false"),
    ])
  func broken(members: String, outcome: String, message: String) throws {
    let catalog = try Load.text(Self.table(Self.column(members)))
    #expect(catalog.tableTexts == ["main.shop.orders: \(outcome)"])
    #expect(
      catalog.problems.contains { $0.severity == .error && $0.message.contains(message) && $0.line == 1 })
  }

  @Test("Tables that were listed without columns are a list")
  func listed() throws {
    let table =
      #"{"name":"orders","catalog_name":"main","schema_name":"shop","table_type":"VIEW","created_at":1769832000000}"#
    let catalog = try Load.text(#"{"tables":[\#(table)]}"#)
    #expect(catalog.tables.isEmpty)
    #expect(catalog.listed.map(\.name.description) == ["main.shop.orders"])
    #expect(catalog.problemTexts.count == 1)
    #expect(catalog.problemTexts[0].contains("--omit-columns"))
  }
}
