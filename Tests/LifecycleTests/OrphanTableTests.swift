@testable import Auditing
@testable import ExportFixtures
@testable import Exports
@testable import Lifecycle
@testable import LifecycleFixtures
@testable import Schema
@testable import Settings
@testable import TestSupport
@testable import Text
import Testing

@Suite("Which tables are kept whatever their batch") struct OrphanTableTests {
  @Test("What is no table, or of a kind that nobody tells, is kept, and the rest of its batch is not")
  func kinds() throws {
    var lists = OrphanCase()
    let kinds = ["VIEW", "MATERIALIZED VIEW", "SNAPSHOT", "CLONE", "EXTERNAL", "HEAP", nil]
    lists.rows =
      kinds.enumerated().map { OrphanCase.row("s_b_w\($0)", type: $1) } + [OrphanCase.row("s_b_w9")]
    let report = try lists.report()
    #expect(report.orphanNames == ["s_b_w9"])
    #expect(
      report.tableHolds.sorted { $0.key < $1.key }.map(\.value)
        == [String](repeating: "no-table", count: 5) + ["unknown-kind", "unknown-kind"])
  }

  @Test("Of two lists that do not agree the one counts that speaks against dropping, whichever comes first")
  func disagreeing() throws {
    for rows in [["BASE TABLE", "VIEW"], ["VIEW", "BASE TABLE"]] {
      var lists = OrphanCase()
      lists.rows = rows.map { OrphanCase.row("s_b_w1", type: $0) }
      #expect(try lists.report().tableHolds == ["p.d.s_b_w1": "no-table"])
    }
    for ages in [[100.0, 1], [1, 100.0]] {
      var lists = OrphanCase()
      lists.rows = ages.map { OrphanCase.row("s_b_w1", ago: $0) }
      #expect(try lists.report().holds == ["b": ["young"]])
    }
  }

  @Test("A pattern without a dataset means main's; one that names another, or a project, is obeyed")
  func elsewhere() throws {
    var lists = OrphanCase()
    lists.rows = [
      OrphanCase.row("s_a_w1"), OrphanCase.row("s_b_w1", dataset: "e"),
      OrphanCase.row("s_c_w1", project: "q"), OrphanCase.row("s_d_w1", dataset: nil, project: nil),
    ]
    #expect(
      try lists.report().tableHolds == [
        "p.e.s_b_w1": "other-dataset", "q.d.s_c_w1": "other-dataset", "s_d_w1": "other-dataset",
      ])
    lists.staging = ["e.s_*", "d.s_*", "s_*"]
    #expect(try lists.orphans() == ["s_a_w1", "s_b_w1"])
    lists.staging = ["q.d.s_*"]
    #expect(try lists.orphans() == ["s_c_w1"])
  }

  @Test("Mains of all audits are kept, in any case and in any dataset, though a pattern takes them")
  func mains() throws {
    var lists = OrphanCase()
    lists.main = "s_main_w0"
    lists.otherMains = ["p.x.S_Other_W1"]
    lists.rows = ["s_main_w0", "S_MAIN_w0", "s_other_w1", "s_b_w1"].map { OrphanCase.row($0) }
    lists.staging = ["s_*", "S_*"]
    let report = try lists.report()
    #expect(report.orphanNames == ["s_b_w1"])
    #expect(report.tableHolds == ["p.d.S_MAIN_w0": "main", "p.d.s_other_w1": "main"])
  }

  @Test("A name whose batch the pattern does not tell is kept")
  func noBatch() throws {
    var lists = OrphanCase()
    lists.rows = ["s_b_w1", "s_b", "s__w1", "s_b_w"].map { OrphanCase.row($0) }
    let report = try lists.report()
    #expect(report.orphanNames == ["s_b_w1"])
    #expect(Set(report.tableHolds.values) == ["no-batch"])
    #expect(report.audits[0].families[0].loose.count == 3)
  }

  @Test(
    "A name that means no one table is kept",
    arguments: [
      "s_b_w`; DROP TABLE main; --", "s_b_w1;", "s_b_w*", "s_b_w$20260101", "s_b_w@-3600000", "s_b_w1\n",
      "s_b_w'1", "s_b_w\"1", "s_b_w\u{202e}1", "s_b_w1.x", "s_b_w1 ", "s_b_w\\", "s_b_w$(id)",
      "s_b_w\u{200b}",
    ])
  func impossible(name: String) throws {
    var lists = OrphanCase()
    lists.rows = [OrphanCase.row(name)]
    let report = try lists.report()
    #expect(report.tableHolds.values.map(\.self) == ["impossible-name"])
    #expect(report.orphanNames == [])
    for kind in ["bq", "sql"] { #expect(try !report.script(kind).contains("s_b_w")) }
  }

  @Test("Letters of any script, dashes and spaces inside are names")
  func possible() throws {
    var lists = OrphanCase()
    lists.rows = ["s_b_wé", "s_b_w-1", "s_b_w 1", "s_b_w表"].map { OrphanCase.row($0) }
    let report = try lists.report()
    #expect(Set(report.orphanNames) == ["s_b_wé", "s_b_w-1", "s_b_w 1", "s_b_w表"])
    #expect(try report.script("sql").contains("  DROP TABLE IF EXISTS `p`.`d`.`s_b_w 1`;\n"))
    #expect(try report.script("bq").contains("table 'p:d.s_b_w 1'\n"))
  }

  @Test("Without a pattern nothing is a staging table")
  func noPattern() throws {
    var request = AuditRun.Request(generatedAt: "2026-02-02T06:00:00Z")
    request.audits = [AuditSpec(main: "m", mainPath: "m", settings: AuditSettings())]
    let report = OrphanSearch.run(
      request, protecting: [], settings: OrphanCase().settings, loader: ExportLoader(threads: 1))
    #expect(!report.isComplete && report.audits.isEmpty)
  }
}

@Suite("Lists that tell more than names") struct RichListTests {
  @Test("TABLE_STORAGE tells bytes, rows and the last change, and of dropped tables nothing")
  func storage() throws {
    let row =
      #"{"table_catalog":"p","table_schema":"d","table_name":"a","table_type":"BASE TABLE","creation_time":"2026-01-30 18:12:23","#
      + #""total_rows":"7","total_logical_bytes":"4096","storage_last_modified_time":"2026-01-30 19:00:00","deleted":"#
    let catalog = try Load.text(row + "false}\n" + row.replacing(#""a""#, with: #""b""#) + "true}")
    #expect(catalog.listed.map(\.name.table) == ["a"])
    let facts = try #require(catalog.listed.first?.facts)
    #expect(facts.rows == 7 && facts.bytes == 4096)
    #expect(facts.modified?.description == "2026-01-30T19:00:00Z")
  }

  @Test("__TABLES__ tells times in milliseconds, rows, bytes and what is a table")
  func metaTables() throws {
    func row(_ table: String, _ type: String) -> String {
      #"{"project_id":"p","dataset_id":"d","table_id":"\#(table)","creation_time":"1769796743000","#
        + #""last_modified_time":1769796744000,"row_count":"3","size_bytes":"512","type":\#(type)}"#
    }
    let catalog = try Load.text([row("a", "1"), row("b", "\"2\""), row("c", "9")].joined(separator: "\n"))
    #expect(catalog.listed.map(\.name.description) == ["p.d.a", "p.d.b", "p.d.c"])
    #expect(catalog.listed.map(\.facts.kind) == [.table, .view, nil])
    let facts = catalog.listed[0].facts
    #expect(facts.created?.description == "2026-01-30T18:12:23Z" && facts.rows == 3 && facts.bytes == 512)
    #expect(facts.modified?.description == "2026-01-30T18:12:24Z")
    #expect(catalog.problems.map(\.severity) == [.warning])
  }

  @Test("A table resource tells its bytes and its last change")
  func resources() throws {
    let catalog = try Load.text(
      #"{"tableReference":{"projectId":"p","datasetId":"d","tableId":"t"},"schema":{"fields":[]},"numBytes":"9","#
        + #""lastModifiedTime":"1769796744000","type":"TABLE"}"#)
    #expect(catalog.tables[0].facts?.bytes == 9)
    #expect(catalog.tables[0].facts?.modified?.description == "2026-01-30T18:12:24Z")
  }

  @Test("What two lists tell comes to the same in either order")
  func merged() {
    var one = TableFacts(created: Moment(seconds: 5), kind: .table, rows: 1, bytes: 9)
    one.hasUnreadTime = true
    let other = TableFacts(created: Moment(seconds: 7), kind: .view, rows: 2, modified: Moment(seconds: 1))
    var both = TableFacts(
      created: Moment(seconds: 7), kind: .view, rows: 2, bytes: 9, modified: Moment(seconds: 1))
    both.hasUnreadTime = true
    #expect(one.merged(with: other) == both && other.merged(with: one) == both)
    #expect(TableFacts().merged(with: one) == one && one.merged(with: TableFacts()) == one)
  }

  @Test("A list of exactly as many tables as tools print is told of")
  func cut() throws {
    var lists = OrphanCase()
    lists.rows = (1...99).map { OrphanCase.row("s_b_w\($0)") }
    let report = try lists.report()
    #expect(report.problems.map(\.severity) == [.warning])
    #expect(report.problems[0].message.hasPrefix("exactly 100 tables, which is all that `bq query` prints"))
    #expect(report.orphanNames.count == 99)
  }
}

@Suite("Rows that are no export") struct JSONRowsTests {
  private func loaded(_ text: String) throws -> (BatchCompletions, [String]) {
    let folder = try TemporaryFolder()
    let (records, problems) = BatchCompletions.load(try folder.write("c.json", text))
    return (
      records,
      problems.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.message)" }
    )
  }

  @Test(
    "One a line, in an array, with numbers and truths as strings and keys that are not known",
    arguments: [
      #"{"batch_id":"a","is_complete":true}"# + "\n" + #"{"x":[1],"batch_id":"b","is_complete":"false"}"#,
      #"[{"batch_id":"a","is_complete":"true"},"# + "\n" + #" {"batch_id":"b","is_complete":false}]"#,
    ])
  func forms(text: String) throws {
    let (records, problems) = try loaded(text)
    #expect(problems == [])
    #expect(
      records.isComplete("a") == true && records.isComplete("b") == false && records.isComplete("c") == nil)
  }

  @Test(
    "A list without records is a mistake, and so is an empty file", arguments: ["", " \n", "[]", "[ ]\n[]"])
  func empty(text: String) throws {
    let problems = try loaded(text).1
    #expect(problems.count == 1)
    #expect(
      problems[0].hasPrefix("0:0 there is no completion record in ") == text.contains("["))
    #expect((problems[0] == "1:1 the file is empty.") == !text.contains("["))
  }

  @Test("Everything that is wrong is told with its place")
  func mistakes() throws {
    #expect(
      try loaded(
        """
        {"batch_id": 7, "is_complete": true}
        {"is_complete": true}
        3
        {"batch_id": "a", "is_complete": "perhaps"}
        """
      ).1 == [
        "1:14 'batch_id' must be a string that is not empty, not a number.",
        "2:1 a row without 'batch_id'.",
        "3:1 a row must be an object, not a number.",
        "4:34 'is_complete' must be true or false, not a string.",
      ])
    let broken = try loaded(
      #"{"batch_id": "a", "is_complete": true}"# + "\n" + #"{"batch_id": "b" "is_complete": true}"#)
    #expect(broken.0.isComplete("a") == true)
    #expect(broken.1.count == 1 && broken.1[0].hasPrefix("2:18 not JSON: "), "\(broken.1)")
    #expect(try loaded(#"[{"batch_id": "a", "is_complete": true}"#).1.count == 1)
    #expect(BatchCompletions.load("/nowhere/c.json").1.count == 1)
  }

  @Test("Counted rows may be strings, and have to be numbers from 0")
  func counts() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "r.json",
      #"[{"batch_id":"a","staged_rows":"5","main_rows":4},{"batch_id":"b","staged_rows":-1,"main_rows":4}]"#)
    let (rows, problems) = MainRows.load(path)
    #expect(rows.count(of: "a") == MainRows.Count(staged: 5, inMain: 4, haveArrived: false))
    #expect(rows.count(of: "b") == nil)
    #expect(problems.map(\.message) == ["'staged_rows' must be a whole number from 0."])
  }
}
