@testable import Auditing
@testable import Engines
@testable import Comparison
@testable import ComparisonFixtures
@testable import Reports
@testable import Schema
@testable import Text
import Testing

@Suite("Comparison table")
struct ComparisonTableTests {
  /// The table of two schemas, compared with all rules.
  private func table(
    _ main: Table, _ staging: Table, showsAll: Bool = false, width: Int = 80, colour: Bool = false,
    status: (Finding) -> Finding.Status = { _ in .new }
  ) -> String {
    let audit = AuditComparer.compare(
      main: main, mainSource: "main.json",
      families: [StagingFamily(name: "staging", tables: [StagingTable(name: staging.name, schema: 0)])],
      schemas: [staging.schema], rules: Rules.all)
    let findings = audit.findings.map { finding in
      var finding = finding
      finding.status = status(finding)
      return finding
    }
    var judged = audit
    judged.findings = findings
    return ComparisonTable(
      ComparedPair(main: main, staging: staging, findings: findings),
      report: DriftReport(generatedAt: "2026-11-24T04:00:00Z", audits: [judged], problems: []),
      showsAll: showsAll, width: width, colour: colour
    ).text
  }

  private func table(
    _ main: String, _ staging: String, showsAll: Bool = false,
    status: (Finding) -> Finding.Status = { _ in .new }
  ) throws -> String {
    table(
      Table(name: TableName(dataset: "d", table: "main"), schema: try Comparing.schema(main)),
      Table(name: TableName(dataset: "d", table: "staging"), schema: try Comparing.schema(staging)),
      showsAll: showsAll, status: status)
  }

  /// The incident's main and a staging table that lacks 14 of its columns, has one more, and changes two.
  private func incident() throws -> (main: Table, staging: Table) {
    let texts = IncidentSample.columns
    let columns = try texts.map(SampleAuditBuilder.column)
    let others = try texts.dropLast(14).map { text in
      switch text {
      case "line_margin NUMERIC(5, 2)": "line_margin STRING"
      case "is_active BOOL REQUIRED": "is_active BOOL"
      default: text
      }
    }.map(SampleAuditBuilder.column)
    return (
      Table(name: IncidentSample.main, schema: TableSchema(columns: columns)),
      Table(
        name: IncidentSample.tables[1664],
        schema: TableSchema(columns: others + [try SampleAuditBuilder.column("debug_note STRING")]))
    )
  }

  @Test(
    "The incident fits 80 columns, with equal columns where they are asked for", arguments: [false, true])
  func golden(showsAll: Bool) throws {
    let (main, staging) = try incident()
    let text = table(main, staging, showsAll: showsAll)
    try ReportGolden.expect(text, equals: showsAll ? "compareAll.txt" : "compare.txt")
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 80 })
    let coloured = table(main, staging, showsAll: showsAll, colour: true)
    #expect(coloured != text)
    #expect(coloured.replacing(/\u{1B}\[\d+m/, with: "") == text)
  }

  @Test("Every kind of difference has a word, and fields stand below their column")
  func words() throws {
    let text = try table(
      """
      a INT64 NOT NULL, b NUMERIC(5, 2), c STRING(10), d STRUCT<x INT64, y STRING, z BOOL>, e FLOAT64,
      f ARRAY<STRUCT<p INT64, q INT64>>, same DATE, gone TIME
      """,
      """
      b NUMERIC(6, 3), a INT64, c STRING(5), d STRUCT<x STRING, y STRING, w BYTES>, e INT64,
      f ARRAY<STRUCT<q INT64, p INT64>>, same DATE, more TIME
      """)
    try ReportGolden.expect(text, equals: "compareWords.txt")
  }

  @Test("Whatever the names and types, lines fit the terminal and hold no control characters")
  func hostile() throws {
    let long = String(repeating: "0123456789", count: 100)
    let names = SampleReports.hostileNames + ["日本語の列名日本語の列名日本語の列名日本語の列名", "🏀🏀🏀", long]
    func side(_ type: DataType, _ mode: Mode, prefix: String) -> Table {
      Table(
        name: TableName(project: "p|\n", dataset: long, table: prefix + names.joined()),
        schema: TableSchema(columns: names.map { Column($0, type, mode: mode) }, orderIsKnown: false))
    }
    let structure = DataType.structure(
      names.map { Column($0, .scalar("INT64", parameters: []), mode: .nullable) })
    let main = side(structure, .required, prefix: "m")
    let staging = side(.scalar("STRING", parameters: [5]), .nullable, prefix: "s")
    for width in [60, 80, 81, 120, 200] {
      for pair in [(main, staging), (staging, main), (main, main)] {
        let text = table(pair.0, pair.1, showsAll: true, width: width) { _ in
          .accepted(.init(reason: "Known"))
        }
        #expect(text.split(separator: "\n").filter { DisplayWidth.of(String($0)) > width } == [])
        #expect(!text.split(separator: "\n").contains { $0.drop(while: \.isWhitespace).hasPrefix("::") })
        #expect(!text.unicodeScalars.contains { $0 != "\n" && SafeText.isUnsafe($0) })
      }
    }
  }

  @Test(
    "The sentence below counts columns, not fields, and says what is accepted",
    arguments: [
      ("a INT64", "a INT64", "The column is equal."),
      ("a INT64, b INT64", "a INT64, b INT64", "All 2 columns are equal."),
      (
        "a INT64, b INT64", "b INT64, a INT64",
        "All 2 columns are equal. They stand in another order (warning)."
      ),
      ("a INT64, b INT64", "A INT64", "1 of 2 columns differs. 1 is equal. 1 finding accepted."),
      (
        "s STRUCT<x INT64, y INT64>, b INT64", "s STRUCT<z INT64>, b INT64",
        "1 of 2 columns differs. 1 is equal. 3 findings accepted."
      ),
    ])
  func summary(main: String, staging: String, sentence: String) throws {
    let text = try table(main, staging) { $0.column == nil ? .new : .accepted(.init(reason: "Known")) }
    #expect(text.contains("\n\(sentence)\n"))
  }

  @Test("Places of columns are told only where the exports tell them", arguments: [true, false])
  func places(isKnown: Bool) throws {
    func side(_ text: String) throws -> Table {
      Table(
        name: TableName(dataset: "d", table: "t"),
        schema: TableSchema(columns: try Comparing.columns(text), orderIsKnown: isKnown))
    }
    let text = table(try side("a INT64, b INT64"), try side("b INT64, a INT64"), showsAll: true)
    #expect(text.contains("1/2") == isKnown)
    #expect(text.contains("another order") == isKnown)
    #expect(text.contains("unknown: the exports do not say") == !isKnown)
  }
}
