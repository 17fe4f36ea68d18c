import Foundation
import Testing

@Suite("sql and combine") struct ScaleCommandTests {
  private static func shape(
    _ names: [String], _ columns: [String], kind: String = "staging", dataset: String = "d"
  )
    -> String
  {
    let list = columns.enumerated().map {
      #"{"column_name":"\#($1)","ordinal_position":\#($0 + 1),"is_nullable":"YES","data_type":"INT64"}"#
    }
    return
      #"{"engine":"bigquery","kind":"\#(kind)","family":"staging","table_catalog":"p","table_schema":"\#(dataset)","#
      + #""tables":\#(kind == "main" ? 1 : 500),"first_table":"\#(names[0])","last_table":"\#(names[names.count - 1])","#
      + #""columns":[\#(list.joined(separator: ","))]}"#
  }

  @Test("sql prints the statement for the tables that flags name")
  func sql() throws {
    let tool = try ToolRun()
    let run = try tool.run(
      "sql", "--engine", "duckdb", "--main", "shop.orders", "--staging", "_staging_*", "--exclude", "*_old")
    #expect(run.code == 0)
    #expect(run.error == "")
    #expect(run.output.contains(#"WHEN t.table_name LIKE '\_staging\_%' ESCAPE '\' THEN 'staging'"#))
    #expect(run.output.contains(#"WHEN t.table_name LIKE '%\_old' ESCAPE '\' THEN NULL"#))
    #expect(run.output.hasSuffix(";\n"))
    let named = try tool.run("sql", "--engine", "duckdb", "--main", "orders", "--names")
    #expect(named.output.contains("AS names"))
  }

  @Test("sql takes main and families from the configuration, and main's name from a file")
  func sqlConfigured() throws {
    let tool = try ToolRun()
    try tool.write(
      "driftaudit.yml",
      """
      audits:
        - main: shop.orders
          families:
            night: _night_*
            live: _live_*
      """)
    let run = try tool.run("sql", "--engine", "postgres")
    #expect(run.code == 0, "\(run.error)")
    #expect(run.output.contains("THEN 'night'") && run.output.contains("THEN 'live'"))
    #expect(run.output.contains("t.table_schema || '.' || t.table_name = 'shop.orders'"))
    try tool.write(
      "main.json",
      #"{"tableReference":{"projectId":"p","datasetId":"d","tableId":"t"},"schema":{"fields":[{"name":"a","type":"INTEGER"}]}}"#
    )
    let file = try tool.run("sql", "--engine", "bigquery", "--main", "main.json", "--dataset", "p.d")
    #expect(file.code == 0, "\(file.error)")
    #expect(file.output.contains("= 'p.d.t'"))
  }

  @Test("sql says what is missing or misspelled")
  func sqlErrors() throws {
    let tool = try ToolRun()
    #expect(try tool.run("sql", "--main", "m").code == 64)
    #expect(try tool.run("sql", "--engine", "oracle", "--main", "m").code == 64)
    #expect(try tool.run("sql", "--engine", "duckdb").code == 64)
    #expect(try tool.run("sql", "--engine", "duckdb", "--main", "m", "--staging", "[").code == 64)
    let bigQuery = try tool.run("sql", "--engine", "bigquery", "--main", "m")
    #expect(bigQuery.code == 64)
    #expect(bigQuery.error.contains("--dataset PROJECT.DATASET"))
    #expect(try tool.run("sql", "--engine", "duckdb", "--main", "m", "--config", "no.yml").code == 2)
  }

  @Test("Shapes are an input of audit and inspect, and parts of them are combined first")
  func shapes() throws {
    let tool = try ToolRun()
    try tool.write(
      "a.json",
      [Self.shape(["main"], ["a", "b"], kind: "main"), Self.shape(["_1", "_9"], ["a"])].joined(
        separator: "\n"))
    try tool.write("b.json", "[" + Self.shape(["_a", "_b"], ["a"], dataset: "e") + "]")
    let inspected = try tool.run("inspect", "a.json")
    #expect(inspected.output.contains("rows of shapes, as the statement of driftaudit sql gives them"))
    #expect(inspected.output.contains("tables      501"))
    let combined = try tool.run("combine", "a.json", "b.json", "--output", "all.ndjson")
    #expect(combined.code == 0, "\(combined.error)")
    #expect(combined.output == "")
    #expect(try tool.run("combine", "b.json", "a.json").output == tool.read("all.ndjson"))
    let audit = try tool.run("audit", "all.ndjson", "--main", "main")
    #expect(audit.code == 1, "\(audit.error)")
    #expect(audit.output.contains("1,000 staging tables, 1 shape"))
    #expect(audit.output.contains("in none of the 1,000 staging"))
    #expect(try tool.count("driftedTables") == 1000)
  }

  @Test("combine refuses parts that share a table, and leaves the parts as they are")
  func combineRefuses() throws {
    let tool = try ToolRun()
    for name in ["a.json", "b.json"] { try tool.write(name, Self.shape(["_1", "_9"], ["a"])) }
    let run = try tool.run("combine", "a.json", "b.json", "--output", "out.json")
    #expect(run.code == 2)
    #expect(run.error.contains("b.json:1:1: error: 'p.d._1' stands in a.json:1 too"))
    #expect(tool.read("out.json") == nil)
    let own = try tool.run("combine", "a.json", "--output", "a.json")
    #expect(own.code == 2)
    #expect(own.error.contains("is an input of this run"))
    #expect(try tool.run("combine").code == 64)
    #expect(try tool.run("combine", "no.json").code == 2)
  }

  @Test("Reports of parts are one report, with the verdict of the worst as exit code")
  func reports() throws {
    let tool = try ToolRun.withExports()
    for number in 1...3 {
      let run = try tool.run(
        "audit", "exports", "--main", "main", "--staging", "_staging_\(number)", "--report",
        "json=\(number).json")
      #expect(run.code == 1)
    }
    let run = try tool.run("combine", "1.json", "2.json", "3.json", "--output", "all.json")
    #expect(run.code == 1, "\(run.error)")
    #expect(try tool.count("stagingTables", in: "all.json") == 3)
    #expect(try tool.count("new", in: "all.json") == 1)
    let whole = try tool.run(
      "audit", "exports", "--main", "main", "--staging", "_staging_*", "--report", "json=whole.json")
    #expect(whole.code == 1)
    #expect(try tool.json("all.json") as NSDictionary == tool.json("whole.json") as NSDictionary)
  }
}
