import Foundation
import Testing

/// The incident as `status` is asked for it, with everything that is shipped.
private enum Incident {
  static let folder = LostCompletions.folder
  static let exports = ["\(folder)/columns.ndjson.gz", "\(folder)/tables.ndjson.gz"]
  static let patterns = [
    "--main", "\(folder)/main.json", "--staging", "_staging_*", "--batch-pattern",
    "_staging_{batch}_prediction_worker_{worker}",
  ]
  static let now = ["--now", "2026-02-01T07:00:00"]
  static let records = ["--completions", "\(folder)/completions"]
}

@Suite("The status of the incident") struct IncidentStatusTests {
  private func main(_ tool: ToolRun) throws -> [String: Any] {
    try #require((try tool.json("s.json")["mains"] as? [[String: Any]])?.first)
  }

  @Test("By age alone 1,665 tables of five days and 19 batches are left over")
  func orphans() throws {
    let tool = try ToolRun()
    let run = try tool.run(
      ["status"] + Incident.exports + Incident.patterns + Incident.now + ["--report", "json=s.json"])
    #expect(run.code == 1 && run.error == "", "\(run.error)")
    #expect(run.output.hasPrefix("FAIL  14 new findings; 1,665 orphaned staging tables of 19 batches\n"))
    let orphans = try #require(try main(tool)["orphans"] as? [String: Any])
    #expect(orphans["orphans"] as? Int == 1_665 && orphans["orphanedBatches"] as? Int == 19)
    let batches = try #require(orphans["batches"] as? [[String: Any]])
    var days: [String: Int] = [:]
    for batch in batches {
      days[try #require(batch["day"] as? String), default: 0] += try #require(batch["orphans"] as? Int)
    }
    #expect(
      days == ["2026-01-23": 400, "2026-01-25": 250, "2026-01-27": 2, "2026-01-29": 113, "2026-01-30": 900])
    let gaps = try #require(try main(tool)["notTold"] as? [[String: Any]])
    #expect(
      gaps.map { $0["section"] as? String } == [
        "lostCompletions", "arrival", "unpopulatedColumns", "lastRun",
      ])
    #expect(
      run.output.contains(
        "not told: no completion records; --completions FILE, or\n    lifecycle.completions"))
    #expect(run.output.contains("not told: no history; --history DIR, or history in driftaudit.yml\n"))
  }

  @Test(
    "Records tell what was lost and what is left over, samples what is never filled, the history what is new")
  func whole() throws {
    let tool = try ToolRun()
    let arguments =
      ["status"] + Incident.exports + ["\(Incident.folder)/records"] + Incident.patterns + Incident.now
      + Incident.records + ["--history", "\(Incident.folder)/history"]
    let run = try tool.run(
      arguments + ["--report", "json=s.json", "--report", "html=s.html", "--report", "markdown=s.md"])
    #expect(run.code == 1 && run.error == "", "\(run.error)")
    let main = try main(tool)
    #expect(
      (main["drift"] as? [String: Any])?["findings"] as? [String: Int] == [
        "new": 14, "expired": 0, "accepted": 0,
      ])
    let lost = try #require(main["lostCompletions"] as? [String: Any])
    let batches = try #require(lost["batches"] as? [[String: Any]])
    let losing = batches.filter { $0["lost"] as? Int != 0 }
    #expect(batches.count == 19 && losing.map { $0["lost"] as? Int } == [107, 47])
    #expect(losing.map { $0["staged"] as? Int } == [175, 173])
    let orphans = try #require(main["orphans"] as? [String: Any])
    #expect(orphans["orphans"] as? Int == 1_317 && orphans["orphanedBatches"] as? Int == 17)
    let columns = try #require((main["unpopulatedColumns"] as? [String: Any])?["columns"] as? [[String: Any]])
    #expect(columns.count == 14 && columns[0]["column"] as? String == "calibrated_confidence_score")
    let last = try #require(main["lastRun"] as? [String: Any])
    #expect(last["time"] as? String == "2026-02-01T06:00:00Z")
    #expect((last["newSince"] as? [Any])?.isEmpty == true && (last["goneSince"] as? [Any])?.isEmpty == true)
    let markdown = try #require(tool.read("s.md"))
    let html = try #require(tool.read("s.html"))
    for text in [markdown, html] {
      #expect(text.contains("154 of 1,665 staging tables are lost"))
      #expect(text.contains("14 columns are NULL in all 1,000 sample records"))
      #expect(text.contains("2026-02-01 06:00 UTC, FAIL: 14 new"))
    }
    let again = try tool.run(arguments + ["--report", "json=t.json", "--report", "html=t.html"])
    #expect(again.output == run.output)
    #expect(tool.read("t.json") == tool.read("s.json") && tool.read("t.html") == html)
  }

  @Test("--max-lost and --fail-on say what fails, and orphans fail only past --fail-over")
  func limits() throws {
    let tool = try ToolRun()
    let arguments =
      ["status"] + Incident.exports + Incident.patterns + Incident.now + Incident.records
    #expect(try tool.run(arguments + ["--fail-on", "error"]).code == 1)
    let lenient = arguments + ["--fail-on", "error", "--max-lost", "107"]
    let pass = try tool.run(lenient)
    #expect(pass.code == 0 && pass.output.hasPrefix("PASS  14 new findings; 154 of 1,665"))
    #expect(try tool.run(lenient + ["--fail-over", "1317"]).code == 0)
    #expect(try tool.run(lenient + ["--fail-over", "1316"]).code == 1)
  }

  @Test("Lists alone tell orphans and no drift")
  func lists() throws {
    let tool = try ToolRun()
    let run = try tool.run(
      ["status", "\(Incident.folder)/lists/bq-ls.json.gz"] + Incident.patterns + Incident.now)
    #expect(run.code == 0 && run.error == "", "\(run.error)")
    #expect(run.output.hasPrefix("PASS  1,665 orphaned staging tables of 19 batches\n"))
    #expect(
      run.output.contains("  Drift\n    not told: no export among the inputs holds staging tables' columns"))
  }

  @Test("Exports of columns alone tell drift and no orphans")
  func columns() throws {
    let tool = try ToolRun()
    let run = try tool.run(["status", Incident.exports[0]] + Incident.patterns + Incident.now)
    #expect(run.code == 1)
    #expect(
      run.output.contains("  Orphans\n    not told: no list among the inputs tells what the tables are"))
  }
}

@Suite("The status command") struct StatusCommandTests {
  /// Main, staging tables of three batches with a column too few, a list of them, and what was counted and recorded.
  private func tool(batches: [String] = ["a", "b", "c"], listed: [String] = []) throws -> ToolRun {
    let tool = try ToolRun()
    let staging = batches.flatMap { batch in (1...2).map { "s_\(batch)_w\($0)" } }
    try tool.write(
      "in/columns.json",
      "[" + (rows("main", ["x", "y"]) + staging.flatMap { rows($0, ["x"]) }).joined(separator: ",") + "]")
    try tool.write(
      "in/tables.json",
      "["
        + (["main"] + staging + listed).map {
          #"{"table_catalog":"p","table_schema":"d","table_name":"\#($0)","table_type":"BASE TABLE","#
            + #""creation_time":"2026-01-20 11:00:00"}"#
        }.joined(separator: ",") + "]")
    try tool.write(
      "records.json",
      batches.map { #"{"batch_id":"\#($0)","completed_players":["w1"],"is_complete":true}"# }
        .joined(separator: "\n"))
    try tool.write(
      "counts/a.json",
      zip(batches, 0...).map { #"{"batch_id":"\#($0)","staged_rows":"4","main_rows":"\#(4 - $1)"}"# }
        .joined(separator: "\n"))
    try tool.write("counts/n.json", #"{"column_name":"y","new_rows":"4","null_rows":"4"}"#)
    return tool
  }

  private let flags = ["--main", "main", "--staging", "s_*", "--batch-pattern", "s_{batch}_w{worker}"]
  private let configuration = """
    sources: in
    main: main
    staging: s_*
    batch: s_{batch}_w{worker}
    history: history
    lifecycle:
      completions: records.json
      counts: counts
    """

  @Test("driftaudit.yml says all of it, and each section ends with the command that goes on")
  func configured() throws {
    let tool = try tool()
    try tool.write("driftaudit.yml", configuration)
    #expect(try tool.run("audit").code == 1)
    let run = try tool.run("status", "--report", "json=s.json")
    #expect(run.code == 1 && run.error == "", "\(run.error)")
    let words = run.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      words.hasPrefix(
        "FAIL 1 new finding; 2 of 3 batches have not arrived whole; 3 of 6 staging tables are lost; 2 orphaned staging tables "
          + "of 1 batch; 1 column is never filled as of 2026-01-31 04:00 UTC p.d.main Drift"), "\(words)")
    for next in ["audit", "orphans --script bq=clean-up.sh", "batches", "verify"] {
      #expect(run.output.contains("    next:  driftaudit \(next)\n"))
    }
    #expect(!run.output.contains("not told"))
    let main = try #require((try tool.json("s.json")["mains"] as? [[String: Any]])?.first)
    #expect((main["notTold"] as? [Any])?.isEmpty == true)
    let orphans = try #require((main["orphans"] as? [String: Any])?["batches"] as? [[String: Any]])
    #expect(orphans.map { $0["state"] as? String } == ["orphaned", "unmerged", "unmerged"])
    #expect(try tool.run("batches", "--max-lost", "1").code == 0)
  }

  @Test("orphans, batches and verify take the same settings, and options win")
  func shared() throws {
    let tool = try tool()
    try tool.write("driftaudit.yml", configuration + "\n  maxLost: 1\n  active: [a]\n")
    let orphans = try tool.run("orphans")
    #expect(orphans.code == 0 && orphans.output.contains("6 staging tables, 0 left over"))
    #expect(orphans.output.contains("3 rows in main, of 4 staged"))
    #expect(try tool.run("orphans", "--active", "z").output.contains("6 staging tables, 2 left over"))
    try tool.write("all.json", #"{"batch_id":"c","staged_rows":"4","main_rows":"4"}"#)
    #expect(
      try tool.run("orphans", "--main-rows", "all.json").output.contains("6 staging tables, 2 left over"))
    #expect(
      try tool.run("orphans", "--include-unmerged").output.contains("6 staging tables, 4 left over"))
    try tool.write("none.json", #"{"batch_id":"b","is_complete":false}"#)
    #expect(
      try tool.run("orphans", "--completions", "none.json").output.contains("6 staging tables, 0 left over"))
    #expect(try tool.run("batches").code == 0)
    #expect(try tool.run("batches", "--max-lost", "0").code == 1)
    #expect(try tool.run("batches", "--field", "completed=nobody").code == 2)
    let verify = try tool.run("verify")
    #expect(
      verify.code == 1 && verify.output.contains("2 of 3 batches have not arrived whole; 1 column is NULL"))
  }

  @Test("Only where neither option nor configuration names records is there nothing to hold tables against")
  func unnamed() throws {
    let tool = try tool()
    let run = try tool.run(["batches", "in"] + flags)
    #expect(run.code == 64)
    #expect(
      run.error.contains("--completions names no file, and `lifecycle.completions` in driftaudit.yml none"))
    let unmerged = try tool.run(["orphans", "in"] + flags + ["--include-unmerged"])
    #expect(unmerged.code == 64)
  }

  @Test("Counts among the inputs are found by their content, and count instead of configured ones")
  func inputs() throws {
    let tool = try tool()
    try tool.write("driftaudit.yml", configuration)
    try tool.write("more/a.json", #"{"batch_id":"a","staged_rows":"4","main_rows":"4"}"#)
    let run = try tool.run("status", "in", "more")
    #expect(run.code == 1 && run.output.contains("the history holds no run of this main yet"))
    #expect(run.output.contains("  Rows in main\n    2 of 3 batches have not arrived whole\n"))
    #expect(run.output.contains("not counted\n"))
    // Batches that nobody counted are told, and fail nothing.
    let lenient = try tool.run("status", "in", "more", "--max-lost", "1", "--fail-on", "never")
    #expect(lenient.code == 0, "\(lenient.output)")
  }

  @Test("Each main has its part, with records of its own")
  func mains() throws {
    let tool = try tool()
    try tool.write(
      "in/more.json", "[" + (rows("other", ["x"]) + rows("t_a_w1", ["x"])).joined(separator: ",") + "]")
    try tool.write("others.json", #"{"batch_id":"a","completed_players":["w1"]}"#)
    try tool.write(
      "driftaudit.yml",
      """
      sources: in
      lifecycle: {completions: records.json}
      audits:
        - {main: main, staging: s_*, batch: "s_{batch}_w{worker}"}
        - main: other
          staging: t_*
          batch: t_{batch}_w{worker}
          lifecycle: {completions: others.json}
      """)
    let run = try tool.run("status", "--report", "json=s.json")
    #expect(run.code == 1, "\(run.error)")
    let mains = try #require(try tool.json("s.json")["mains"] as? [[String: Any]])
    #expect(mains.map { $0["main"] as? String } == ["p.d.main", "p.d.other"])
    let lost = mains.map { ($0["lostCompletions"] as? [String: Any])?["lost"] as? Int }
    #expect(lost == [3, 0])
    #expect(run.output.contains("    next:  driftaudit batches --main main\n"))
    #expect(run.error.contains("warning: no completion record says whether its batch is complete"))
    let orphans = try tool.run("orphans")
    #expect(orphans.code == 64 && orphans.error.contains("--main says which one is meant"))
    #expect(try tool.run("orphans", "--main", "main").code == 0)
  }

  @Test(
    "What cannot be read is exit 2, and the other sections are told all the same",
    arguments: ["records.json", "counts/a.json", "history/2026-01-31T04-00-00Z-00000000.json"])
  func unreadable(file: String) throws {
    let tool = try tool()
    try tool.write("driftaudit.yml", configuration)
    #expect(try tool.run("audit").code == 1)
    try tool.write(file, "{\"broken\": ")
    let run = try tool.run("status", "--report", "json=s.json")
    #expect(run.code == 2)
    #expect(run.error.contains("\(file):1:"), "\(run.error)")
    #expect(run.output.hasPrefix("ERROR  not seen in full: 1 problem; 1 new finding"))
    let main = try #require((try tool.json("s.json")["mains"] as? [[String: Any]])?.first)
    #expect(main["drift"] is [String: Any] && main["orphans"] is [String: Any])
    let untold = (main["notTold"] as? [[String: Any]])?.compactMap { $0["section"] as? String }
    let expected = ["records.json": ["lostCompletions"], "counts/a.json": ["arrival"]][file] ?? []
    #expect(untold == expected)
  }

  @Test("Inputs that are not there leave nothing to tell")
  func nothing() throws {
    let tool = try tool()
    let run = try tool.run(["status", "nowhere"] + flags)
    #expect(run.code == 2)
    #expect(run.error.contains("nowhere: error: no such file or folder"))
    #expect(run.output.contains("  Drift\n    not told: the inputs could not be read\n"))
    #expect(run.output.contains("  Orphans\n    not told: the inputs could not be read\n"))
  }

  @Test("What is not among the inputs is told once, though lists hold more tables than exports")
  func once() throws {
    let tool = try tool(listed: ["s_z_w1"])
    let main = try tool.run(["status", "in"] + ["--main", "mian"] + flags.dropFirst(2))
    #expect(main.code == 2)
    #expect(main.error == "error: no table among 7 tables in in is named 'mian' (nearest: 'main').\n")
    var other = flags
    other[3] = "x_*"
    let staging = try tool.run(["status", "in"] + other)
    #expect(staging.code == 2)
    #expect(staging.error.components(separatedBy: "no staging table matches 'x_*'").count == 2)
  }

  @Test("Without patterns it says which ones are missing")
  func patterns() throws {
    let tool = try tool()
    let run = try tool.run("status", "in", "--main", "main")
    #expect(run.code == 1)
    #expect(
      run.output.contains("  Orphans\n    not told: nothing says which tables are staging tables; --staging"))
    let batches = try tool.run("status", "in", "--main", "main", "--staging", "s_*")
    #expect(
      batches.output.contains("not told: nothing says how a table's name tells its batch; --batch-pattern"))
  }

  @Test("Nothing to do is exit 0, and says so")
  func clean() throws {
    let tool = try ToolRun()
    try tool.write(
      "in/c.json", "[" + (rows("main", ["x"]) + rows("s_a_w1", ["x"])).joined(separator: ",") + "]")
    let run = try tool.run(["status", "in"] + flags)
    #expect(run.code == 0 && run.output.hasPrefix("PASS  nothing to do\n"))
    #expect(run.output.contains("no findings; 0 of 1 staging table drift"))
  }

  @Test("Hostile names break no line, no table, no markup and no document")
  func hostile() throws {
    let tool = try tool(listed: [#"s_\u202e|`<b>\n::error::x_w1"#])
    try tool.write(
      "records.json",
      #"{"batch_id":"\u202e|`<img src=x>\n::error::y","completed_players":["w1"],"failed_players":["\n::z"]}"#
    )
    try tool.write(
      "counts/n.json", #"{"column_name":"<script>alert(1)</script>|`\n::x","new_rows":"4","null_rows":"4"}"#)
    let reports = ["json=s.json", "markdown=s.md", "html=s.html", "text=s.txt"].flatMap { ["--report", $0] }
    let run = try tool.run(
      ["status", "in"] + flags + ["--completions", "records.json", "--counts", "counts"] + reports)
    #expect(run.code == 1, "\(run.error)")
    for name in ["s.json", "s.md", "s.html", "s.txt"] {
      let text = try #require(tool.read(name))
      #expect(!text.contains("\u{202e}"), "\(name)")
      #expect(!text.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix("::") }, "\(name)")
    }
    let html = try #require(tool.read("s.html"))
    #expect(!html.contains("<img") && !html.contains("<script>alert"))
    #expect(tool.read("s.txt") == run.output)
    #expect(try tool.json("s.json")["schemaVersion"] as? Int == 1)
  }

  @Test(
    "Wrong use is exit 64",
    arguments: [
      ["--completions", ""], ["--counts", ""], ["--history", ""], ["--max-lost", "x"], ["--min-age", "x"],
      ["--active", ""], ["--now", "soon"], ["--field", "x=y"], ["--fail-over", "-1"],
      ["--report", "junit=x"],
      ["--report", "text=-", "--report", "json=-"], ["--fail-on", "x"], ["-"],
    ])
  func wrongUse(_ arguments: [String]) throws {
    let run = try tool().run(["status", "in"] + flags + arguments)
    #expect(run.code == 64 && run.output == "")
  }

  @Test("Without main there is nothing to tell of")
  func noMain() throws {
    #expect(try tool().run("status", "in").code == 64)
  }
}

@Suite("The weekly report with the lifecycle of staging tables") struct WeeklyLifecycleTests {
  private func tool() throws -> ToolRun {
    let tool = try ToolRun()
    try tool.write(
      "in/c.json",
      "[" + (rows("main", ["x", "y"]) + rows("s_a_w1", ["x"]) + rows("s_a_w2", ["x"])).joined(separator: ",")
        + "]")
    try tool.write(
      "in/t.json",
      ["main", "s_a_w1", "s_a_w2"].map {
        #"{"table_catalog":"p","table_schema":"d","table_name":"\#($0)","table_type":"BASE TABLE","#
          + #""creation_time":"2026-01-20 11:00:00"}"#
      }.joined(separator: "\n"))
    try tool.write("records.json", #"{"batch_id":"a","completed_players":["w1"],"is_complete":true}"#)
    try tool.write("driftaudit.yml", configuration)
    #expect(try tool.run("audit").code == 1)
    return tool
  }

  private let configuration = """
    sources: in
    main: main
    staging: s_*
    batch: s_{batch}_w{worker}
    history: history
    output: out
    """

  private func week(_ tool: ToolRun) throws -> ToolRun.Result {
    try tool.run("weekly", "--since", "2026-01-26")
  }

  @Test("Where lifecycle is configured it tells what inputs tell, in every format; without, nothing changes")
  func configured() throws {
    let tool = try tool()
    let files = ["out/weekly.md", "out/weekly.json", "out/weekly.html"]
    let before = try week(tool)
    #expect(before.code == 0)
    let plain = files.map { tool.read($0) }
    #expect(try tool.json("out/weekly.json")["lifecycle"] == nil)
    try tool.write("driftaudit.yml", configuration + "\nlifecycle: {completions: records.json}\n")
    let after = try week(tool)
    #expect(after.code == 0 && after.error == "", "\(after.error)")
    #expect(
      after.output.contains(
        "  As of 2026-01-31 04:00 UTC: 1 of 2 staging tables is lost; 2 orphaned staging\n  tables of 1 batch\n"
      ),
      "\(after.output)")
    let lifecycle = try #require(try tool.json("out/weekly.json")["lifecycle"] as? [String: Any])
    let main = try #require((lifecycle["mains"] as? [[String: Any]])?.first)
    #expect(main.keys.sorted() == ["lostCompletions", "main", "orphans"])
    let markdown = try #require(tool.read("out/weekly.md"))
    #expect(
      markdown.contains("\n## `p.d.main` as of 2026-01-31 04:00 UTC\n\n### Orphans\n\n2 of 2 staging tables"))
    #expect(markdown.contains("### Lost completions") && !markdown.contains("Unpopulated"))
    #expect(tool.read("out/weekly.html")?.contains("<h3>Lost completions</h3>") == true)
    // What stands before and behind the sections is as it was.
    try tool.write("driftaudit.yml", configuration)
    _ = try week(tool)
    #expect(files.map { tool.read($0) } == plain)
    #expect(markdown.hasPrefix(String(try #require(plain[0]).prefix(400))))
  }

  @Test("Inputs that cannot be read are exit 2, and the week is told all the same")
  func unreadable() throws {
    let tool = try tool()
    try tool.write("driftaudit.yml", configuration + "\nlifecycle: {completions: nowhere.json}\n")
    let run = try week(tool)
    #expect(run.code == 2)
    #expect(run.error.contains("nowhere.json: error: no such file or folder"))
    #expect(tool.read("out/weekly.md")?.contains("1 still open") == true)
  }
}
