@testable import ExportFixtures
@testable import Exports
@testable import Schema
@testable import Text
import Testing

/// Lists of tables tell when tables were created and what they are; columns come from other exports.
@Suite("Lists of tables") struct TableListTests {
  private let rows = [columnsRow("a", 1, "x", "INT64"), columnsRow("b", 1, "x", "INT64")]

  private func listed(_ table: String, _ created: String, type: String = "TABLE") -> String {
    """
    {"kind": "bigquery#table", "tableReference": {"projectId": "p", "datasetId": "d", "tableId": "\(table)"}, \
    "type": "\(type)", "creationTime": "\(created)"}
    """
  }

  private func tablesRow(_ table: String, _ created: String, type: String = "BASE TABLE") -> String {
    """
    {"table_catalog": "p", "table_schema": "d", "table_name": "\(table)", "table_type": "\(type)", \
    "creation_time": "\(created)"}
    """
  }

  private func told(_ catalog: Catalog) -> [String] {
    catalog.tables.map { table in
      let facts = table.facts
      return "\(table.name.table) \(facts?.created?.description ?? "-") \(facts?.kind?.rawValue ?? "-") "
        + (facts?.rows.map(String.init) ?? "-")
    }
  }

  @Test("What bq ls and TABLES tell is attached to the tables, whichever file comes first")
  func joined() throws {
    let expected = ["a 2026-01-30T18:12:23Z TABLE -", "b 2026-01-30T18:12:24Z VIEW -"]
    let lists = [
      [listed("a", "1769796743000"), listed("b", "1769796744999", type: "VIEW")],
      [tablesRow("a", "2026-01-30 18:12:23"), tablesRow("b", "2026-01-30T18:12:24.5Z", type: "VIEW")],
    ]
    for list in lists {
      for texts in [rows + list, list + rows] {
        for threads in 1...2 {
          let catalog = try Load.text(texts.joined(separator: "\n"), windowSize: 300, threads: threads)
          #expect(told(catalog) == expected)
          #expect(catalog.problemTexts == [])
          #expect(catalog.listed.isEmpty)
        }
      }
    }
  }

  @Test("A table resource tells its own creation time, kind and rows")
  func resources() throws {
    let catalog = try Load.text(
      #"{"tableReference": {"tableId": "t"}, "schema": {"fields": [{"name": "a", "type": "INTEGER"}]}, "etag": "x", "#
        + #""creationTime": "1769796743000", "type": "TABLE", "numRows": "175"}"#)
    #expect(told(catalog) == ["t 2026-01-30T18:12:23Z TABLE 175"])
  }

  @Test("A table resource behind a list is still one")
  func resourceBehindList() throws {
    let resource =
      #"{"schema": {"fields": [{"name": "a", "type": "INTEGER"}]}, "tableReference": {"tableId": "t"}}"#
    for texts in [[listed("b", "0"), resource], [resource, listed("b", "0")]] {
      let catalog = try Load.text(texts.joined(separator: "\n"))
      #expect(catalog.tables.map(\.name.table) == ["t"])
      #expect(catalog.problems.filter { $0.severity == .error } == [])
    }
  }

  @Test("Tables that only a list names are no tables of the catalog")
  func onlyListed() throws {
    let catalog = try Load.text((rows + [listed("a", "0"), listed("c", "0")]).joined(separator: "\n"))
    #expect(catalog.tables.map(\.name.table) == ["a", "b"])
    #expect(catalog.listed.map(\.name.table) == ["c"])
    #expect(catalog.problemTexts == [])
  }

  @Test("A list alone is told to hold no schemas, with the command that exports them")
  func listAlone() throws {
    for text in [listed("a", "0"), tablesRow("a", "0")] {
      let catalog = try Load.text(text)
      #expect(catalog.tables.isEmpty)
      #expect(catalog.problems.map(\.severity) == [.warning])
      #expect(catalog.problems[0].message.contains("-n 100000000"))
    }
  }

  @Test("A moment or kind that cannot be read is unknown")
  func oddValues() throws {
    let texts = [rows[0], tablesRow("a", "soon", type: "HEAP")]
    #expect(told(try Load.text(texts.joined(separator: "\n"))) == ["a - - -"])
  }
}
