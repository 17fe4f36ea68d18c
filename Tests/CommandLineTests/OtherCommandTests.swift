import Foundation
import Testing

@Suite("The other commands")
struct OtherCommandTests {
  @Test("compare takes two files")
  func compareFiles() throws {
    let run = try ToolRun.withExports().run("compare", "main.json", "stage.json")
    #expect(run.code == 1)
    #expect(run.error == "")
    #expect(
      run.output == """
        main     main   2 columns
        staging  stage  2 columns

          #  column  main        staging
        ~ 2  n       NUMERIC(5)  STRING   type changed (error)

        1 of 2 columns differs. 1 is equal.
        INSERT ROW     fails: n is NUMERIC(5), its value is STRING.
        explicit MERGE fails without one cast (n, can fail).

        FAIL  1 new finding: 1 error, 0 warnings, 0 notes

        """)
  }

  @Test("compare takes two names among exports, shows all on request, and writes reports")
  func compareNames() throws {
    let tool = try ToolRun.withExports()
    let run = try tool.run(
      "compare", "main", "d._staging_2", "--from", "exports", "--all", "--report", "json=out.json")
    #expect(run.code == 1)
    #expect(run.output.contains("- 3/–  c"))
    #expect(run.output.contains("  1    a"))
    #expect(run.output.contains("explicit MERGE works: 1 column NULL on insert, unchanged on update."))
    #expect(try tool.count("stagingTables", in: "out.json") == 1)
    #expect(try tool.run("compare", "main", "main", "--from", "exports").code == 0)
  }

  @Test("compare says what it cannot find")
  func compareMissing() throws {
    let tool = try ToolRun.withExports()
    let file = try tool.run("compare", "main.json", "stagee.json")
    #expect(file.code == 2)
    #expect(file.error.contains("no such file or folder (nearest: stage.json). To compare tables by name"))
    let name = try tool.run("compare", "main", "_staging_9", "--from", "exports")
    #expect(name.code == 2)
    #expect(name.error.contains("nearest: '_staging_"))
    #expect(try tool.run("compare", "exports/columns.json", "main.json").code == 2)
  }

  @Test("inspect says what a file is taken for")
  func inspect() throws {
    let tool = try ToolRun.withExports()
    let run = try tool.run("inspect", "exports", "main.json")
    #expect(run.code == 0)
    #expect(run.output.contains("9 values: rows of INFORMATION_SCHEMA.COLUMNS"))
    #expect(run.output.contains("tables      5"))
    #expect(try tool.run("inspect", "nothing.json").code == 2)
  }

  @Test("init writes a configuration with which audit runs")
  func initAndAudit() throws {
    let tool = try ToolRun.withExports()
    let run = try tool.run("init", "exports")
    #expect(run.code == 0)
    let text = try #require(tool.read("driftaudit.yml"))
    #expect(text.contains("main: "))
    let audit = try tool.run("audit")
    #expect(audit.code == 1, "\(audit.error)")
    #expect(try tool.count("stagingTables") == 3)
    #expect(try tool.run("init", "exports").code == 2)
    #expect(tool.read("driftaudit.yml") == text)
    #expect(try tool.run("init", "exports", "--force").code == 0)
  }

  @Test("A configuration decides mains, families, rules and the baseline; flags win over it")
  func configuration() throws {
    let tool = try ToolRun.withExports()
    try tool.write(
      "driftaudit.yml",
      """
      sources: [exports]
      audits:
        - main: d.main
          families:
            first: _staging_1
            rest: ["_staging_2", "_staging_3"]
      rules:
        missing-column: note
      failOn: warning
      baseline: accepted.json
      """)
    try tool.write("accepted.json", #"{"version": 1, "accepted": []}"#)
    #expect(try tool.run("audit").code == 0)
    #expect(try tool.count("total") == 2)
    #expect(try tool.run("audit", "--fail-on", "note").code == 1)
    #expect(
      try tool.run("baseline", "accept", "--reason", "ok", "--owner", "me").output.hasPrefix(
        "Accepted 2 findings"))
    #expect(try tool.run("audit", "--fail-on", "note").code == 0)
    #expect(try tool.run("baseline", "show").output.contains("accepted.json: 2 accepted findings"))
  }

  @Test("A mistake in the configuration is exit 2 with its line and the nearest key; reports say so")
  func badConfiguration() throws {
    let tool = try ToolRun.withExports()
    try tool.write("driftaudit.yml", "sources: [exports]\nmain: main\nstagging: x\n")
    let run = try tool.run("audit")
    #expect(run.code == 2)
    #expect(run.error.hasPrefix("driftaudit.yml:3:1: error: unknown key 'stagging' (nearest: staging)"))
    #expect(try tool.json("reports/drift.json")["verdict"] as? String == "error")
  }

  @Test("Stale entries are told, fail on request, and are dropped by prune")
  func stale() throws {
    let tool = try ToolRun.withExports()
    let audit = ["audit", "exports", "--main", "main", "--staging", "_staging_*"]
    #expect(try tool.run(audit).code == 1)
    #expect(try tool.run("baseline", "accept", "--from", "reports/drift.json", "--reason", "x").code == 0)
    let repaired = (1...3).flatMap { rows("_staging_\($0)", ["a", "b", "c"]) }
    try tool.write(
      "exports/columns.json", "[" + (rows("main", ["a", "b", "c"]) + repaired).joined(separator: ",") + "]")
    let run = try tool.run(audit)
    #expect(run.code == 0)
    #expect(run.output.contains("1 stale baseline entry"))
    #expect(try tool.run(audit + ["--fail-on-stale"]).code == 1)
    let prune = try tool.run(["baseline", "prune"] + audit.dropFirst())
    #expect(prune.output == "Dropped 1 entry: driftaudit.baseline.json holds 0 now.\n")
    #expect(try tool.run(audit + ["--fail-on-stale"]).code == 0)
  }

  @Test("accept takes only what its filters let through, and says when that is nothing")
  func acceptFilters() throws {
    let tool = try ToolRun.withExports()
    _ = try tool.run("audit", "exports", "--main", "main", "--staging", "_staging_*")
    let none = try tool.run(
      "baseline", "accept", "--from", "reports/drift.json", "--reason", "x", "--column", "zz*")
    #expect(none.code == 0)
    #expect(none.output.hasPrefix("Nothing to accept"))
    #expect(tool.read("driftaudit.baseline.json") == nil)
    let rule = try tool.run(
      "baseline", "accept", "--from", "reports/drift.json", "--reason", "x", "--rule", "missing-colum")
    #expect(rule.code == 64)
    #expect(rule.error.contains("nearest: missing-column"))
    #expect(try tool.run("baseline", "show").code == 2)
  }

  @Test("inspect shows form, cause and columns, and ends with 2 for what it does not read")
  func inspectRecognition() throws {
    let tool = try ToolRun()
    try tool.write(
      "t.json", #"[{"name":"a","type":"INT64","mode":"REQUIRED"},{"name":"v","type":"VECTOR(3)"}]"#)
    let read = try tool.run(["inspect", "t.json", "--columns"])
    #expect(read.code == 0)
    #expect(
      read.output.contains(
        "recognised  a schema, as bq show --schema --format=prettyjson prints it, by a list of"))
    #expect(
      read.output.contains("columns of t, BigQuery\n            a INT64 REQUIRED\n            v VECTOR(3)\n"))
    #expect(read.error.contains("t.json:1:67: warning: unknown type 'VECTOR(3)' of column v"))
    try tool.write("lone.json", #"{"a":{"b":1}}"#)
    #expect(try tool.run(["inspect", "lone.json"]).code == 2)
    try tool.write("in/map.json", #"{"type":"FeatureCollection","features":[]}"#)
    try tool.write("in/t.json", #"[{"name":"a","type":"INT64"}]"#)
    #expect(try tool.run(["inspect", "in/map.json"]).code == 2)
    #expect(try tool.run(["inspect", "in"]).code == 0)
    #expect(try tool.run(["inspect", "in", "--strict-inputs"]).code == 2)
    for command in ["audit", "status"] {
      let strict = try tool.run([command, "in", "--main", "t", "--allow-no-staging", "--strict-inputs"])
      #expect(strict.code == 2, "\(command): \(strict.error)")
      #expect(strict.error.contains("in/map.json:1:1: error: this is GeoJSON, which is not read."))
    }
  }
}
