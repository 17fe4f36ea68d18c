@testable import ExportFixtures
@testable import Exports
@testable import Schema
@testable import TestSupport
import Foundation
import Testing

/// A key that only some rows of a table lack.
@Suite("Keys that only some of a table's rows lack") struct RowKeyTests {
  /// Rows of one table, of which some lose a key.
  private func rows(_ row: [String: Any], count: Int = 3, without key: String, in lacking: Set<Int>) throws
    -> String
  {
    try (1...count).map { number in
      var row = row
      row["table_name"] = "t"
      row["column_name"] = "c\(number)"
      if row["field_path"] != nil { row["field_path"] = "c\(number)" }
      if row["ordinal_position"] != nil { row["ordinal_position"] = number }
      if lacking.contains(number) { row[key] = nil }
      return String(
        decoding: try JSONSerialization.data(withJSONObject: row, options: [.sortedKeys]), as: UTF8.self)
    }.joined(separator: "\n")
  }

  private static var bigQuery: [String: Any] {
    [
      "data_type": "INT64", "is_nullable": "YES", "ordinal_position": 1, "is_hidden": "NO",
      "is_partitioning_column": "NO", "clustering_ordinal_position": NSNull(), "column_default": "NULL",
    ]
  }
  private static var postgres: [String: Any] {
    [
      "data_type": "jsonb", "is_nullable": "YES", "ordinal_position": 1, "udt_name": "jsonb",
      "column_default": NSNull(), "character_maximum_length": NSNull(), "numeric_precision": 32,
    ]
  }
  private static var fieldPaths: [String: Any] {
    [
      "field_path": "c", "data_type": "INT64", "is_nullable": "YES", "ordinal_position": 1,
      "description": NSNull(),
    ]
  }

  /// Each form's rows, and the keys of which a row that lacks them alone is a problem.
  private static var cases: [(form: String, row: [String: Any], keys: [String])] {
    [
      (
        "COLUMNS", bigQuery,
        [
          "is_nullable", "ordinal_position", "is_hidden", "is_partitioning_column",
          "clustering_ordinal_position",
        ]
      ),
      (
        "information_schema", postgres,
        ["is_nullable", "ordinal_position", "column_default", "character_maximum_length"]
      ),
      ("COLUMN_FIELD_PATHS", fieldPaths, ["is_nullable", "ordinal_position", "description"]),
    ]
  }

  @Test(
    "A table of which some rows lack a key is left out, with the key's name and the columns", arguments: 0..<3
  )
  func some(number: Int) throws {
    let form = Self.cases[number]
    for key in form.keys {
      let catalog = try Load.text(try rows(form.row, without: key, in: [2]))
      #expect(catalog.tableTexts == ["t: unreadable"], "\(form.form) \(key)")
      #expect(
        catalog.problemTexts.count == 1
          && catalog.problemTexts[0].contains(
            "the row of column c2 has no \(key), which other rows of the table have"),
        "\(form.form) \(key): \(catalog.problemTexts)")
    }
  }

  @Test("A key that all rows lack is not exported, and no problem", arguments: 0..<3)
  func all(number: Int) throws {
    let form = Self.cases[number]
    for key in form.keys {
      let catalog = try Load.text(try rows(form.row, without: key, in: [1, 2, 3]))
      #expect(catalog.problemTexts == [], "\(form.form) \(key)")
    }
  }

  @Test("null is as good as missing where every column has a value")
  func null() throws {
    var lacking = Self.bigQuery
    lacking["is_nullable"] = NSNull()
    let text =
      try rows(Self.bigQuery, count: 1, without: "", in: []) + "\n"
      + rows(lacking, count: 2, without: "", in: []).split(separator: "\n")[1]
    #expect(
      try Load.text(text).problemTexts.first?.contains("the row of column c2 has no is_nullable") == true)
  }

  @Test("Programs that leave out what is null leave a key out of some rows, which is no problem")
  func omittedNulls() throws {
    var row = Self.postgres
    row["character_maximum_length"] = nil
    row["column_default"] = "0"
    #expect(try Load.text(try rows(row, without: "column_default", in: [2])).problemTexts == [])
    #expect(try Load.text(try rows(row, without: "numeric_precision", in: [2])).problemTexts == [])
  }

  @Test("Many columns are counted, and other tables are read")
  func many() throws {
    let text =
      try rows(Self.bigQuery, count: 9, without: "is_nullable", in: [2, 3, 5, 7, 9]) + "\n"
      + columnsRow("good", 1, "a", "INT64")
    let catalog = try Load.text(text)
    #expect(catalog.tableTexts.contains("p.d.good: a INT64"))
    #expect(
      catalog.problemTexts.first?.contains(
        "the rows of columns c2, c3, c5 and 2 more have no is_nullable, which other rows of the table have")
        == true,
      "\(catalog.problemTexts)")
  }

  @Test("It is found in rows that need no parsing too, once for all tables of that shape")
  func known() throws {
    let text = try (1...200).map { number in
      try rows(Self.bigQuery, without: "is_nullable", in: [3]).replacing(#""t""#, with: #""t\#(number)""#)
    }.joined(separator: "\n")
    let catalog = try Load.text(text)
    #expect(catalog.tables.count == 200 && catalog.tables.allSatisfy { $0.schema == nil })
    #expect(catalog.problemTexts.count == 1, "\(catalog.problemTexts.prefix(3))")
  }

  @Test("A column of dbt's catalog without its type or its index, where others have them")
  func dbt() throws {
    func catalog(_ second: String) -> String {
      #"{"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/catalog/v1.json"},"nodes":{"model.p.t":{"metadata":{"database":"p","schema":"d","name":"t","type":"table"},"columns":{"a":{"type":"INT64","index":1,"name":"a","comment":null},"b":\#(second)}}},"sources":{}}"#
    }
    #expect(
      try Load.text(catalog(#"{"type":"INT64","index":2,"name":"b","comment":null}"#)).problemTexts == [])
    for second in [#"{"type":"INT64","name":"b","comment":null}"#, #"{"index":2,"name":"b","comment":null}"#]
    {
      #expect(
        try Load.text(catalog(second)).problemTexts.first?.contains("the row of column b has no") == true)
    }
  }
}
