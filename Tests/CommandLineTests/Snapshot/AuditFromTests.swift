import Foundation
import Testing

@Suite("An audit of a live catalog") struct AuditFromTests {
  private let audit = ["--main", "main", "--staging", "_staging_*"]

  @Test("ends as on the export, with the dataset and the view for a file, and leaves nothing behind")
  func live() throws {
    let standIn = try CatalogStandIn()
    let run = try standIn.run(
      ["audit", "--from", "bigquery:p.one"] + audit + [
        "--report", "json=live.json", "--report", "csv=live.csv",
      ])
    #expect(run.code == 1, "\(run.error)")
    #expect(run.error == "")
    let audits = try standIn.tool.json("live.json")["audits"] as? [[String: Any]]
    let main = audits?.first?["main"] as? [String: Any]
    #expect(main?["source"] as? String == "bigquery:p.one.INFORMATION_SCHEMA.COLUMNS")
    try standIn.tool.write("exports/c.json", standIn.tool.read("state/one.columns") ?? "")
    try standIn.tool.write("exports/t.json", standIn.tool.read("state/one.tables") ?? "")
    #expect(try standIn.run(["audit", "exports"] + audit + ["--report", "csv=b.csv"]).code == 1)
    #expect(standIn.tool.read("live.csv") == standIn.tool.read("b.csv"))
    #expect(standIn.leftNothing)
    let first = standIn.tool.read("live.json")
    _ = try standIn.run(["audit", "--from", "bigquery:p.one"] + audit + ["--report", "json=again.json"])
    #expect(standIn.tool.read("again.json") == first)
  }

  @Test("goes with inputs, the configuration and several datasets")
  func together() throws {
    let standIn = try CatalogStandIn()
    try standIn.answer("two", "columns", rows("elsewhere", ["a"]))
    try standIn.answer("two", "tables", [])
    try standIn.tool.write("more.json", "[\(rows("_staging_9", ["a", "b", "c"]).joined(separator: ","))]")
    try standIn.tool.write("driftaudit.yml", "main: main\nstaging: _staging_*\n")
    let run = try standIn.run(
      "audit", "more.json", "--from", "bigquery:p.one", "--from", "bigquery:p.two", "--report", "json=r.json")
    #expect(run.code == 1, "\(run.error)")
    #expect(try standIn.tool.count("stagingTables", in: "r.json") == 3)
  }

  @Test("keeps its snapshot where it is told to")
  func keeps() throws {
    let standIn = try CatalogStandIn()
    let run = try standIn.run(
      ["audit", "--from", "bigquery:p.one", "--keep-snapshot", "kept"] + audit + ["--report", "json=r.json"])
    #expect(run.code == 1, "\(run.error)")
    #expect(standIn.names(in: "kept") == ["manifest.json", "p.one.columns.json", "p.one.tables.json"])
    let audits = try standIn.tool.json("r.json")["audits"] as? [[String: Any]]
    #expect((audits?.first?["main"] as? [String: Any])?["source"] as? String == "kept/p.one.columns.json")
    #expect(standIn.names(in: "temporary") == [])
  }

  @Test("that cannot be asked is exit 2, which the reports say too")
  func failing() throws {
    let standIn = try CatalogStandIn("bq", "echo 'Access Denied: p:one' >&2; exit 1")
    let run = try standIn.run(["audit", "--from", "bigquery:p.one", "--output", "out"] + audit)
    #expect(run.code == 2)
    #expect(
      run.error.hasPrefix(
        "bq: error: bigquery:p.one.INFORMATION_SCHEMA.COLUMNS: exit code 1. It said: Access Denied"))
    #expect(try standIn.tool.json("out/drift.json")["verdict"] as? String == "error")
    #expect(standIn.leftNothing)
    // A CI system is shown the configuration, and no file that is called as the program is.
    _ = try standIn.run(["audit", "--from", "bigquery:p.one", "--report", "gitlab=g.json"] + audit)
    let text = try #require(standIn.tool.read("g.json"))
    #expect(text.contains(#""location": {"path": "driftaudit.yml""#) && text.contains("bq: bigquery:p.one."))
  }

  @Test(
    "that is named wrong is exit 64, and nothing is called",
    arguments: [
      ["--from", "p.one"], ["--from", "bigquery:"], ["--from", "bigquery:a b"], ["--from", "mysql:x"],
      ["--from", ""],
      ["--from", "duckdb:"], ["--from", "bigquery:p.one", "--from", "bigquery:p:one"],
      ["--keep-snapshot", "x", "in.json"],
      ["--from", "bigquery:p.one", "--from", "postgres:", "--keep-snapshot", "x"],
      ["in.json", "--timeout", "5"],
    ])
  func wrong(_ arguments: [String]) throws {
    let standIn = try CatalogStandIn()
    let run = try standIn.run(["audit"] + arguments + audit)
    #expect(run.code == 64)
    #expect(standIn.calls("one", "columns").isEmpty && standIn.leftNothing)
  }
}
