import Foundation
import Testing

@Suite("The snapshot command") struct SnapshotCommandTests {
  @Test("A snapshot holds what was answered, and a manifest of it")
  func taken() throws {
    let standIn = try CatalogStandIn()
    let run = try standIn.snapshot(["p.one", "p:two"])
    #expect(run.code == 0, "\(run.error)")
    #expect(
      run.output == "snapshot: 14 rows in 4 files, of bigquery:p.one, bigquery:p.two\n" && run.error == "")
    #expect(
      standIn.names(in: "snapshot")
        == [
          "manifest.json", "p.one.columns.json", "p.one.tables.json", "p.two.columns.json",
          "p.two.tables.json",
        ])
    #expect(standIn.tool.read("snapshot/p.one.columns.json") == standIn.tool.read("state/one.columns"))
    let manifest = try standIn.tool.json("snapshot/manifest.json")
    #expect(manifest["takenAt"] as? String == "2026-01-31T04:00:00Z")
    #expect(manifest["engine"] as? String == "bigquery")
    #expect(manifest["client"] as? [String: String] == ["program": "bq", "version": "Stand-in of bq 1.2.3"])
    let files = try #require(manifest["files"] as? [[String: Any]])
    #expect(
      files.map { $0["view"] as? String }.prefix(2) == [
        "INFORMATION_SCHEMA.COLUMNS", "INFORMATION_SCHEMA.TABLES",
      ])
    #expect(files.map { $0["rows"] as? Int } == [4, 3, 4, 3])
    #expect(files[2]["address"] as? String == "bigquery:p.two")
    #expect(files.allSatisfy { ($0["sha256"] as? String)?.count == 64 && $0["attempts"] as? Int == 1 })
    let statement = files[0]["statement"] as? String
    #expect(statement == standIn.calls("one", "columns").first?.last)
  }

  @Test("An audit reads a snapshot as it reads the exports")
  func audited() throws {
    let standIn = try CatalogStandIn()
    #expect(try standIn.snapshot().code == 0)
    let audit = ["--main", "main", "--staging", "_staging_*", "--report"]
    #expect(try standIn.run(["audit", "snapshot"] + audit + ["csv=a.csv"]).code == 1)
    try standIn.tool.write("exports/c.json", standIn.tool.read("state/one.columns") ?? "")
    try standIn.tool.write("exports/t.json", standIn.tool.read("state/one.tables") ?? "")
    #expect(try standIn.run(["audit", "exports"] + audit + ["csv=b.csv"]).code == 1)
    #expect(standIn.tool.read("a.csv") == standIn.tool.read("b.csv"))
  }

  @Test("bq gets a list of arguments, the user's own first, none of which is interpreted")
  func arguments() throws {
    let standIn = try CatalogStandIn()
    let own = ["--project_id=x y", "$(touch made); `touch made` 'q' \"", "-n"]
    let run = try standIn.run(
      ["snapshot", "--engine", "bigquery", "--dataset", "example.com:p.one"]
        + own.flatMap { ["--tool-argument", $0] })
    #expect(run.code == 0, "\(run.error)")
    let fixed = ["--headless", "--quiet", "--format=json", "query", "--nouse_legacy_sql", "-n", "100000000"]
    #expect(
      standIn.calls("one", "columns") == [
        own + fixed + [
          "SELECT *, COUNT(*) OVER () AS driftaudit_rows FROM `example.com:p`.`one`.INFORMATION_SCHEMA.COLUMNS "
            + "ORDER BY table_name, ordinal_position"
        ]
      ])
    #expect(standIn.tool.read("made") == nil)
  }

  @Test(
    "A name that BigQuery cannot have is wrong use, and nothing is called",
    arguments: [
      "p.a b", "p.a`b", "p.a;b", "p.$(touch made)", "p.a'b", "p.a\nb", "p.", ".d", "", "-p.d", "p/q.d",
      "p.a-b", "p.é",
    ])
  func hostileNames(_ name: String) throws {
    let standIn = try CatalogStandIn()
    let run = try standIn.run("snapshot", "--engine", "bigquery", "--dataset=\(name)")
    #expect(run.code == 64)
    #expect(run.error.contains("--dataset"))
    #expect(standIn.calls("one", "columns").isEmpty && standIn.leftNothing)
  }

  @Test(
    "Wrong use is exit 64",
    arguments: [
      ["--engine", "bigquery"], ["--engine", "bigquery", "--dataset", "p.one", "--dataset", "p:one"],
      ["--engine", "bigquery", "--dataset", "p.one", "--schema", "s"], ["--engine", "mysql"],
      ["--engine", "duckdb"],
      ["--engine", "postgres", "--schema", ""], ["--engine", "postgres", "--field-paths"],
      ["--engine", "bigquery", "--dataset", "p.one", "--timeout", "0"],
      ["--engine", "bigquery", "--dataset", "p.one", "--jobs", "0"],
      ["--engine", "bigquery", "--dataset", "p.one", "--attempts", "0"],
      ["--engine", "bigquery", "--dataset", "p.one", "--retry-wait", "-1"],
      ["--engine", "bigquery", "--dataset", "p.one", "--output", ""],
    ])
  func wrongUse(_ arguments: [String]) throws {
    let standIn = try CatalogStandIn()
    #expect(try standIn.run(["snapshot"] + arguments).code == 64)
    #expect(standIn.leftNothing)
  }

  @Test("psql gets a schema's name as a literal, and rows a line each")
  func postgres() throws {
    let standIn = try CatalogStandIn("psql")
    let run = try standIn.run(
      "snapshot", "--engine", "postgres", "--schema", "it's; $(touch made) \\d :x", "--output", "s")
    #expect(run.code == 0, "\(run.error)")
    let call = try #require(standIn.calls("one", "columns").first)
    #expect(
      call.dropLast() == [
        "--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--no-password", "-v", "ON_ERROR_STOP=1",
        "-c",
      ])
    #expect(
      call.last
        == "SELECT row_to_json(r) FROM (SELECT *, COUNT(*) OVER () AS driftaudit_rows FROM information_schema.columns "
        + #"WHERE table_schema = E'it''s; $(touch made) \\d :x' ORDER BY table_schema, table_name, ordinal_position) AS r"#
    )
    #expect(
      standIn.names(in: "s")
        == [
          "it_s____touch_made___d__x.columns.ndjson", "it_s____touch_made___d__x.tables.ndjson",
          "manifest.json",
        ])
    #expect(standIn.tool.read("made") == nil)
  }

  @Test("Schemas whose names are alike as names of files get files of their own")
  func alike() throws {
    let standIn = try CatalogStandIn("psql")
    let run = try standIn.run(
      "snapshot", "--engine", "postgres", "--schema", "a b", "--schema", "a/b", "--schema", "..", "--output",
      "s")
    #expect(run.code == 0, "\(run.error)")
    #expect(
      standIn.names(in: "s")?.filter { $0.contains("columns") }
        == ["_..columns.ndjson", "a_b.columns-2.ndjson", "a_b.columns.ndjson"])
  }

  @Test("Text on standard error beside a whole answer is no failure, nor is an answer that comes late")
  func late() throws {
    let standIn = try CatalogStandIn("bq", "echo 'WARNING: old version' >&2; sleep 0.3; answer")
    let run = try standIn.snapshot()
    #expect(run.code == 0 && run.error == "")
  }

  @Test("The program has nothing on standard input, and a session of its own without a terminal")
  func noTerminal() throws {
    // Source: proc(5): a process's session and its terminal's number are the sixth and the seventh field.
    let standIn = try CatalogStandIn(
      "bq",
      """
      cat >"$STATE/input"
      read -r -a about </proc/$$/stat
      [ "${about[5]} ${about[6]}" = "$$ 0" ] || exit 9
      answer
      """)
    let run = try standIn.snapshot()
    #expect(run.code == 0, "\(run.error)")
    #expect(standIn.tool.read("state/input") == "")
  }

  @Test("Several datasets are asked about at once, as many as --jobs says")
  func atOnce() throws {
    let standIn = try CatalogStandIn(
      "bq",
      """
      touch "$STATE/$dataset.begun"
      for ((i = 0; i < $(cat "$STATE/patience"); i++)); do [ -e "$STATE/one.begun" ] && [ -e "$STATE/two.begun" ] && break; sleep 0.05; done
      [ -e "$STATE/two.begun" ] || exit 9
      answer
      """)
    // Alone it waits in vain, which need not take long; for the other one on a busy machine it may.
    try standIn.tool.write("state/patience", "8")
    #expect(try standIn.snapshot(["p.one", "p.two"], "--jobs", "1").code == 2)
    try standIn.tool.write("state/patience", "400")
    for name in ["one", "two"] {
      try? FileManager.default.removeItem(atPath: "\(standIn.tool.folder)/state/\(name).begun")
    }
    #expect(try standIn.snapshot(["p.one", "p.two"]).code == 0)
  }

  @Test("A view without rows has no file, and its place in the manifest")
  func noRows() throws {
    let standIn = try CatalogStandIn()
    try standIn.answer("one", "tables", [])
    #expect(try standIn.snapshot().code == 0)
    #expect(standIn.names(in: "snapshot") == ["manifest.json", "p.one.columns.json"])
    let files = try standIn.tool.json("snapshot/manifest.json")["files"] as? [[String: Any]]
    #expect(files?[1]["file"] is NSNull && files?[1]["rows"] as? Int == 0)
    try standIn.answer("one", "columns", [])
    let run = try standIn.snapshot()
    #expect(run.code == 2)
    #expect(
      run.error
        == "bq: error: bigquery:p.one: there is no table, or none that this account may see. Is the name right?\n"
    )
  }
}
