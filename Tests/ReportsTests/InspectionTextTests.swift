@testable import ExportFixtures
@testable import Exports
@testable import Reports
@testable import Schema
@testable import Text
import Testing

@Suite("Inspection")
struct InspectionTextTests {
  /// `tables` tables with the columns that `columns` makes of their numbers, in one file.
  private func catalog(tables: Int, columns: (Int) -> Int) throws -> Catalog {
    let rows = (0..<tables).map { table in
      let fields = (0..<columns(table)).map { #"{"name": "c\#($0)", "type": "STRING"}"# }
      return """
        {"tableReference": {"projectId": "p", "datasetId": "d", "tableId": "t\(100 + table)"}, \
        "schema": {"fields": [\(fields.joined(separator: ", "))]}}
        """
    }
    var catalog = try Load.text(rows.joined(separator: "\n"))
    for index in catalog.files.indices { catalog.files[index].name = "exports/tables.json" }
    return catalog
  }

  @Test("Files, tables, columns and shapes are counted, the most frequent shape first")
  func golden() throws {
    let catalog = try catalog(tables: 1_665) { $0 % 5 == 0 ? 58 : 72 }
    let problems = [Problem(file: "a", "one"), Problem(.warning, file: "b", "two")]
    let text = InspectionText(catalog, skippedFiles: 3, problems: problems).text
    try ReportGolden.expect(text, equals: "inspect.txt")
  }

  @Test("Older files of a lakehouse's tables are counted by themselves")
  func older() throws {
    let text = InspectionText(try catalog(tables: 1) { _ in 3 }, skippedFiles: 1, olderFiles: 9_999).text
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.contains("1 other file not read: not named like an export"))
    #expect(lines.contains("9,999 older files of tables not read: newer ones have the schema"))
  }

  @Test("Many files and many shapes are counted, not listed")
  func many() throws {
    var catalog = try catalog(tables: 15) { $0 + 1 }
    catalog.files = (0..<25).map { Catalog.FileSummary(name: "file\($0).json", forms: []) }
    let lines = InspectionText(catalog).text.split(separator: "\n")
    #expect(lines.count { $0.hasSuffix(": nothing that driftaudit knows") } == 20)
    #expect(lines.contains("… and 5 more files"))
    #expect(lines.contains("shapes      15"))
    #expect(lines.contains("            … and 5 more"))
    #expect(lines.contains("columns     1 to 15 a table"))
  }

  @Test("Nothing is told of tables where there are none")
  func empty() {
    #expect(InspectionText(Catalog()).text == "tables      0\nproblems    0 errors, 0 warnings\n")
  }

  @Test("No name reaches the terminal as a control character")
  func hostile() throws {
    var catalog = Catalog()
    catalog.files = SampleReports.hostileNames.map { .init(name: $0, forms: []) }
    catalog.tables = SampleReports.hostileNames.map {
      CatalogTable(name: TableName(dataset: "d", table: $0), schema: nil, file: 0, line: 1)
    }
    let text = InspectionText(catalog).text
    #expect(!text.unicodeScalars.contains { $0 != "\n" && SafeText.isUnsafe($0) })
    #expect(text.contains("tables      \(SampleReports.hostileNames.count), all of them unreadable"))
    #expect(!text.split(separator: "\n").contains { $0.drop(while: \.isWhitespace).hasPrefix("::") })
  }
}
