import Foundation
import Testing

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
          + "of 1 batch; 1 column is never filled as of "), "\(words)")
    #expect(try tool.json("s.json")["generatedAt"] as? String == "2026-01-31T04:00:00Z")
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

  @Test("A batch is one wherever it writes, also where mains have records of their own")
  func oneBatch() throws {
    let tool = try tool()
    try tool.write(
      "in/more.json", "[" + (rows("other", ["x"]) + rows("t_a_w1", ["x"])).joined(separator: ",") + "]")
    try tool.write(
      "in/young.json",
      ["other", "t_a_w1"].map {
        #"{"table_catalog":"p","table_schema":"d","table_name":"\#($0)","table_type":"BASE TABLE","#
          + #""creation_time":"2026-01-31 03:00:00"}"#
      }.joined(separator: "\n"))
    try tool.write(
      "driftaudit.yml",
      """
      sources: in
      loadedBy: name
      audits:
        - main: main
          staging: s_*
          batch: s_{batch}_w{worker}
          lifecycle: {active: [c]}
        - {main: other, staging: t_*, batch: "t_{batch}_w{worker}"}
      """)
    let run = try tool.run("status", "--report", "json=s.json", "--now", "2026-01-31T04:00:00")
    #expect(run.code == 1, "\(run.error)")
    let main = try #require((try tool.json("s.json")["mains"] as? [[String: Any]])?.first)
    let batches = try #require((main["orphans"] as? [String: Any])?["batches"] as? [[String: Any]])
    #expect(batches.map { $0["reasons"] as? [String] } == [["young"], [], ["active"]])
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

  @Test("Records and counts that are not there vouch for no batch")
  func missing() throws {
    let tool = try tool()
    for (key, section) in [("completions", "lostCompletions"), ("counts", "arrival")] {
      try tool.write("driftaudit.yml", configuration.replacing("\(key): ", with: "\(key): nowhere/"))
      let run = try tool.run("status", "--report", "json=s.json")
      #expect(run.code == 2)
      let main = try #require((try tool.json("s.json")["mains"] as? [[String: Any]])?.first)
      #expect((main["orphans"] as? [String: Any])?["orphans"] as? Int == 0)
      #expect(main[section] is NSNull)
      #expect(run.output.contains("could not be read"))
      let orphans = try tool.run("orphans", "--script", "bq=c.sh")
      #expect(orphans.code == 2 && orphans.output.contains(" 0 left over") && tool.read("c.sh") == nil)
    }
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
