@testable import Comparison
@testable import Reports
@testable import Schema
import Testing

@Suite("Drift matrix")
struct DriftMatrixTests {
  /// Shapes of 3, 2 and 1 tables; batch `b1` holds the first two tables of each, `b2` the others.
  private func audit() throws -> ComparedAudit {
    func names(_ start: String, _ count: Int) -> [TableName] {
      (1...count).map { TableName(dataset: "d", table: "\(start)_b\($0 <= 2 ? 1 : 2)_\($0)") }
    }
    var builder = try SampleAuditBuilder(
      main: TableName(dataset: "d", table: "main"), source: "main.json",
      columns: ["a INT64", "b STRUCT<x INT64>", "c STRING", "d DATE"])
    let three = builder.tables(names("three", 3), shape: "three", columns: 4)
    let two = builder.tables(names("two", 2), shape: "two", columns: 4)
    let one = builder.tables(names("one", 1), shape: "one", columns: 4)
    builder.finding(
      "type-changed", .warning, "a", main: "INT64", staging: "FLOAT64", in: [three], consequence: "")
    builder.finding("missing-column", .error, "a", main: "INT64", staging: nil, in: [two], consequence: "")
    builder.finding(
      "missing-column", .error, "b.x", main: "INT64", staging: nil, in: [one],
      status: .accepted(.init(reason: "")), consequence: "")
    builder.finding(
      "extra-column", .note, "z", main: nil, staging: "INT64", in: [three, one], consequence: "")
    var audit = builder.build()
    audit.divide(by: audit.tables.map { $0.name.table.contains("_b1_") ? "b1" : "b2" })
    return audit
  }

  private func text(_ matrix: DriftMatrix, of audit: ComparedAudit) -> [String] {
    matrix.rows.map { row in
      let cells = row.cells.map { cell in
        cell.map { "\(audit.rules[audit.findings[$0.finding].rule].sign)\($0.tables)/\($0.drifting)" } ?? "·"
      }
      return "\(row.column ?? "") \(cells.joined(separator: " "))"
    }
  }

  @Test("Each shape shows the findings of its tables, columns in main's order")
  func shapes() throws {
    let audit = try audit()
    let matrix = DriftMatrix(audit, by: .shapes)
    #expect(matrix.headings.map(\.tables) == [3, 2, 1])
    #expect(text(matrix, of: audit) == ["a T3/3 −2/2 ·", "b.x · · −1/1", "z +3/3 · +1/1"])
  }

  @Test("A batch shows the worst finding with its tables, and how many drift at all")
  func batches() throws {
    let audit = try audit()
    let matrix = DriftMatrix(audit, by: .batches)
    #expect(matrix.headings == [.init(name: "b1", tables: 5), .init(name: "b2", tables: 1)])
    #expect(text(matrix, of: audit) == ["a −2/4 T1/1", "b.x −1/1 ·", "z +3/3 +1/1"])
  }

  @Test("Columns without findings are counted, those with findings in a field are not among them")
  func cleanColumns() throws {
    #expect(try DriftMatrix(audit(), by: .shapes).cleanColumns == 2)
  }

  @Test(
    "With too little room the worst rows stay, in main's order, accepted ones go first, and the rest is counted"
  )
  func limited() throws {
    let audit = try audit()
    let matrix = DriftMatrix(audit, by: .shapes, cells: 6)
    #expect(matrix.rows.map(\.column) == ["a", "z"])
    #expect(matrix.rowsLeftOut == 1)
  }

  @Test("Of too many batches the last are shown, of too many shapes those with the most tables")
  func wide() throws {
    var builder = try SampleAuditBuilder(
      main: TableName(dataset: "d", table: "main"), source: "main.json", columns: ["a INT64", "b INT64"])
    for number in 100..<170 {
      let group = builder.tables(
        [TableName(dataset: "d", table: "t\(number)")], shape: "shape \(number)", columns: 1)
      builder.finding(
        "missing-column", .warning, "b", main: "INT64", staging: nil, in: [group], consequence: "")
    }
    var audit = builder.build()
    audit.divide(by: audit.tables.map(\.name.table))
    let batches = DriftMatrix(audit, by: .batches)
    #expect(batches.headings.map(\.name) == (110..<170).map { "t\($0)" })
    #expect(batches.headingsLeftOut == 10)
    let shapes = DriftMatrix(audit, by: .shapes)
    #expect(shapes.headings.first?.name == "s1")
    #expect(shapes.headings.count == DriftMatrix.mostHeadings)
    #expect(shapes.headingsLeftOut == 10)
  }

  @Test(
    "Headings leave out what all names start with, up to a separator",
    arguments: [
      (["batch_2026_01_23_17", "batch_2026_01_30_17"], "batch_2026_01_"), (["s1", "s2"], ""),
      (["only_one_name"], ""),
      (["night_1", "night_12"], "night_"), (["alpha1", "alpha2"], ""),
    ])
  func sharedStart(names: [String], start: String) {
    #expect(HTMLMatrix.sharedStart(names) == start)
  }
}
