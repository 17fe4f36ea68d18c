import Foundation
import Testing

/// The incident's staging tables, three days later.
private enum Incident {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "schemas/incident").path
  static let lists = ["tables.ndjson.gz", "lists/bq-ls.json.gz"]

  static func arguments(_ list: String = lists[0], _ more: String..., staging: String = "_staging_*")
    -> [String]
  {
    let options = [
      "--main", "\(folder)/main.json", "--staging", staging, "--batch-pattern",
      "_staging_{batch}_prediction_worker_{worker}", "--now", "2026-02-02T06:00:00",
    ]
    return ["orphans", "\(folder)/\(list)"] + options + more
  }
}

@Suite("What is left over of the incident") struct IncidentOrphanTests {
  private func batches(_ report: [String: Any]) throws -> [[String: Any]] {
    let audits = try #require(report["audits"] as? [[String: Any]])
    let families = try #require(audits.first?["families"] as? [[String: Any]])
    return try #require(families.first?["batches"] as? [[String: Any]])
  }

  @Test("1,665 tables of five days and 19 batches, from either list", arguments: Incident.lists)
  func counts(list: String) throws {
    let tool = try ToolRun()
    let run = try tool.run(Incident.arguments(list, "--report", "json=o.json"))
    #expect(run.code == 0 && run.error == "")
    let report = try tool.json("o.json")
    let summary = try #require(report["summary"] as? [String: Any])
    #expect(summary["orphans"] as? Int == 1_665 && summary["orphanedBatches"] as? Int == 19)
    #expect(summary["days"] as? Int == 5 && summary["stagingTables"] as? Int == 1_665)
    var tables: [String: Int] = [:]
    var counts: [String: Int] = [:]
    for batch in try batches(report) {
      let day = try #require(batch["day"] as? String)
      tables[day, default: 0] += try #require(batch["orphans"] as? Int)
      counts[day, default: 0] += 1
    }
    #expect(
      tables == ["2026-01-23": 400, "2026-01-25": 250, "2026-01-27": 2, "2026-01-29": 113, "2026-01-30": 900])
    #expect(counts == ["2026-01-23": 5, "2026-01-25": 3, "2026-01-27": 1, "2026-01-29": 1, "2026-01-30": 9])
    #expect(
      run.output.contains("\n  2026-01-23  5 batches                       400      –\n"))
    #expect(run.output.contains("\n1,665 orphaned staging tables of 19 batches\n"))
  }

  @Test("A batch of the last day that is running is kept whole")
  func active() throws {
    let tool = try ToolRun()
    let run = try tool.run(
      Incident.arguments("tables.ndjson.gz", "--active", "batch_2026-01-30_1769796743", "--script", "bq=c.sh")
        + ["--report", "json=o.json"])
    #expect(run.code == 0)
    let kept = try #require(try batches(tool.json("o.json")).first { $0["state"] as? String == "running" })
    #expect(kept["tables"] as? Int == 175 && kept["orphans"] as? Int == 0)
    let script = try #require(tool.read("c.sh"))
    #expect(!script.contains("1769796743"))
    #expect(script.split(separator: "\n").count { $0.hasPrefix("table ") } == 1_490)
  }

  @Test("On the morning after, the last batches are too young")
  func young() throws {
    let tool = try ToolRun()
    var arguments = Incident.arguments()
    arguments[arguments.count - 1] = "2026-01-31T04:00:00"
    let run = try tool.run(arguments)
    #expect(run.output.contains("1,665 staging tables, 765 left over, 2026-01-23 to 2026-01-29\n"))
    #expect(run.output.contains("too young: of 2026-01-30 "))
    let short = try tool.run(arguments + ["--min-age", "12h"])
    #expect(short.output.contains("  That is less than 24 h: a batch that takes longer looks"))
  }

  @Test("--count answers how many there are")
  func count() throws {
    let run = try ToolRun().run(Incident.arguments("tables.ndjson.gz", "--count"))
    #expect(run.code == 0)
    #expect(run.output == "1665\tstaging\tnba-props-platform.nba_predictions.player_prop_predictions\n")
  }

  @Test("--fail-over fails from one more on")
  func failOver() throws {
    let tool = try ToolRun()
    #expect(try tool.run(Incident.arguments("tables.ndjson.gz", "--fail-over", "1665")).code == 0)
    #expect(try tool.run(Incident.arguments("tables.ndjson.gz", "--fail-over", "1664")).code == 1)
  }

  @Test("Completion records and counted rows keep what they do not vouch for")
  func evidence() throws {
    let tool = try ToolRun()
    try tool.write("done.ndjson", #"{"batch_id": "batch_2026-01-27_1769522437", "is_complete": true}"#)
    let done = try tool.run(Incident.arguments("tables.ndjson.gz", "--completions", "done.ndjson"))
    #expect(done.output.contains("\n2 orphaned staging tables of 1 batch\n"))
    try tool.write(
      "rows.json",
      #"[{"batch_id":"batch_2026_01_27_1769522437","staged_rows":"40","main_rows":"39"},"#
        + #"{"batch_id":"batch_2026_01_29_1769695226","staged_rows":"40","main_rows":"41"}]"#)
    let rows = try tool.run(Incident.arguments("tables.ndjson.gz", "--main-rows", "rows.json"))
    #expect(rows.output.contains("\n113 orphaned staging tables of 1 batch\n"))
    #expect(rows.output.contains("39 rows in main, of 40 staged"))
    let all = try tool.run(
      Incident.arguments("tables.ndjson.gz", "--main-rows", "rows.json", "--include-unmerged"))
    #expect(all.output.contains("\n115 orphaned staging tables of 2 batches\n"))
    #expect(all.output.contains("NOT all in main"))
  }
}

@Suite("The clean-up of the incident, run for real") struct BqCleanUpRunTests {
  /// Keeps what it was called with, and fails at the call of a number.
  private static let bq = """
    #!/bin/sh
    printf '%s\\n' "$#" "$@" >>"$STATE/calls"
    calls=$(cat "$STATE/count" 2>/dev/null || echo 0)
    echo $((calls + 1)) >"$STATE/count"
    if [ "$calls" = "${FAIL_AT:-none}" ]; then echo 'BigQuery error in rm operation' >&2; exit 1; fi
    """

  /// The 250 tables of one day, where each drop starts the stand-in.
  private static let day = "_staging_batch_2026_01_25_*"

  private func tool(_ more: String..., staging: String = "_staging_*") throws -> ToolRun {
    let tool = try ToolRun()
    try tool.write("bin/bq", Self.bq)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(tool.folder)/bin/bq")
    let arguments = Incident.arguments(staging: staging) + ["--script", "bq=clean-up.sh"] + more
    #expect(try tool.run(arguments).code == 0)
    return tool
  }

  private func clean(_ tool: ToolRun, _ arguments: String..., failAt: Int? = nil) throws -> ToolRun.Result {
    try tool.run(
      ["clean-up.sh"] + arguments,
      environment: [
        "PATH": "\(tool.folder)/bin:/usr/bin:/bin", "STATE": tool.folder,
        "FAIL_AT": failAt.map(String.init) ?? "none",
      ], program: URL(filePath: "/bin/sh"))
  }

  /// What the stand-in was asked to drop, call by call.
  private func dropped(_ tool: ToolRun) throws -> [String] {
    let lines = (tool.read("calls") ?? "").split(separator: "\n").map(String.init)
    return try stride(from: 0, to: lines.count, by: 5).map { start in
      let call = try #require(start + 5 <= lines.count ? Array(lines[start..<start + 5]) : nil)
      #expect(call.dropLast() == ["4", "rm", "-f", "-t"])
      return call[4]
    }
  }

  private func expected(staging: String = "_staging_*") throws -> [String] {
    let tool = try ToolRun()
    _ = try tool.run(
      Incident.arguments("tables.ndjson.gz", "--report", "json=o.json", staging: staging))
    let audits = try #require(try tool.json("o.json")["audits"] as? [[String: Any]])
    let families = try #require(audits.first?["families"] as? [[String: Any]])
    let batches = try #require(families.first?["batches"] as? [[String: Any]])
    return batches.flatMap { $0["names"] as? [String] ?? [] }.map {
      $0.replacing("nba-props-platform.nba_predictions.", with: "nba-props-platform:nba_predictions.")
    }
  }

  @Test("A dry run calls nothing and tells every name")
  func dryRun() throws {
    let tool = try tool()
    let run = try clean(tool)
    #expect(run.code == 0 && run.error == "")
    #expect(tool.read("calls") == nil)
    let told = run.output.split(separator: "\n").filter { $0.hasPrefix("  would drop ") }.map {
      String($0.dropFirst(13))
    }
    #expect(try told == expected())
    #expect(
      run.output.hasSuffix("\n1665 would be dropped, 0 are, 0 left. Nothing was dropped: --drop does it.\n"))
    let files = try FileManager.default.contentsOfDirectory(atPath: tool.folder)
    #expect(!files.contains { $0.hasSuffix(".dropped") })
  }

  @Test("After a failure in the middle a second run goes on, and every exact name is dropped once")
  func resumes() throws {
    let tool = try tool(staging: Self.day)
    let expected = try expected(staging: Self.day)
    #expect(expected.count == 250 && Set(expected).count == 250)
    let first = try clean(tool, "--drop", failAt: 100)
    #expect(first.code == 1)
    #expect(
      first.error
        == "BigQuery error in rm operation\nbq could not drop \(expected[100]).\n100 dropped in this run, 150 left: run it again "
        + "to go on.\n")
    #expect(try dropped(tool) == Array(expected[...100]))
    let second = try clean(tool, "--drop")
    #expect(second.code == 0)
    #expect(second.output.hasSuffix("\n150 dropped, 100 before, 0 left.\n"))
    #expect(try dropped(tool) == Array(expected[...100]) + Array(expected[100...]))
    #expect(!expected.contains { $0.contains("*") || $0.hasSuffix("player_prop_predictions") })
    let third = try clean(tool, "--drop")
    #expect(third.output == "0 dropped, 250 before, 0 left.\n")
  }

  @Test(
    "A run stops at the limit of the script or of the call, whichever is smaller, and the next one goes on")
  func limits() throws {
    let tool = try tool("--limit", "5")
    let expected = try expected()
    #expect(
      try clean(tool, "--limit", "3").output.hasSuffix(
        "\n3 would be dropped, 0 are, 1662 left. Nothing was dropped: --drop does it.\n"))
    #expect(try clean(tool, "--drop", "--limit", "2").output.hasSuffix("\n2 dropped, 0 before, 1663 left.\n"))
    #expect(
      try clean(tool, "--drop", "--limit", "90").output.hasSuffix("\n5 dropped, 2 before, 1658 left.\n"))
    #expect(try dropped(tool) == Array(expected[..<7]))
    #expect(try clean(tool, "--limit").code == 64)
    #expect(try clean(tool, "--limit", "x").code == 64)
    #expect(try clean(tool, "--yes").code == 64)
    #expect(try dropped(tool).count == 7)
  }

  @Test("A state of another script is refused, and nothing is dropped")
  func foreignState() throws {
    let tool = try tool()
    try tool.write("state", "nba-props-platform:nba_predictions._staging_of_another\n")
    let run = try clean(tool, "--drop", "--state", "state")
    #expect(run.code == 2)
    #expect(run.error.hasPrefix("state is of another script, or broken: nothing was dropped."))
    #expect(tool.read("calls") == nil)
  }
}

@Suite("The orphans command") struct OrphansCommandTests {
  private func tool(_ rows: [String]) throws -> ToolRun {
    let tool = try ToolRun()
    try tool.write("tables.json", "[" + rows.joined(separator: ",") + "]")
    return tool
  }

  private func listed(
    _ table: String, _ created: String = "2026-01-20 11:00:00", _ type: String = "BASE TABLE"
  )
    -> String
  {
    #"{"table_catalog":"p","table_schema":"d","table_name":"\#(table)","table_type":"\#(type)","creation_time":"\#(created)"}"#
  }

  private let orphans = ["orphans", "tables.json", "--main", "main", "--staging", "s_*"]
  private let pattern = ["--batch-pattern", "s_{batch}_w{worker}"]

  @Test("Configured families, their batch pattern and the mains of other audits count")
  func configured() throws {
    let tool = try tool([
      listed("main"), listed("s_a_w1"), listed("s_b_w1"), listed("t_a_w1"), listed("s_two_w1"),
    ])
    try tool.write(
      "driftaudit.yml",
      """
      sources: tables.json
      batch: "{letter}_{batch}_w{worker}"
      audits:
        - main: main
          families:
            first: s_*
            second: t_*
        - main: s_two_w1
          staging: u_*
          allowNoStaging: true

      """)
    let run = try tool.run("orphans", "--main", "main", "--script", "sql=c.sql")
    #expect(run.code == 0, "\(run.error)")
    #expect(run.output.contains("first: 3 staging tables, 2 left over"))
    #expect(run.output.contains("second: 1 staging table, 1 left over"))
    #expect(run.output.contains("called as a main table is"))
    let script = try #require(tool.read("c.sql"))
    #expect(script.split(separator: "\n").filter { $0.hasPrefix("  DROP") }.count == 3)
    #expect(!script.contains("s_two_w1"))
    #expect(
      try tool.run("orphans", "--count").output
        == "2\tfirst\tp.d.main\n1\tsecond\tp.d.main\n0\tstaging\tp.d.s_two_w1\n")
  }

  @Test("--batch and --since narrow what is shown, and not what is known of a batch")
  func narrowed() throws {
    let tool = try tool([
      listed("main"), listed("s_a_w1"), listed("s_a_w2", "2026-01-31 03:00:00"), listed("s_b_w1"),
      listed("s_c_w1", "2026-01-25 00:00:00"),
    ])
    let until = try tool.run(orphans + pattern + ["--until", "2026-01-22", "--now", "2026-01-31T04:00:00"])
    #expect(until.output.contains("  2 staging tables, 1 left over, 2026-01-20\n"))
    let batch = try tool.run(orphans + pattern + ["--batch", "c"])
    #expect(batch.output.contains("  1 staging table, 1 left over, 2026-01-25\n"))
  }

  @Test("Where something could not be read there is no script, and the exit code is 2")
  func unreadable() throws {
    let tool = try tool([
      listed("main"), listed("s_a_w1"), #"{"table_name": "s_a_w2" "table_type": "BASE TABLE"}"#,
    ])
    let run = try tool.run(orphans + pattern + ["--script", "bq=c.sh"])
    #expect(run.code == 2)
    #expect(run.error.contains("tables.json:1:"))
    #expect(run.error.hasSuffix("note: no script was written, since not everything could be read.\n"))
    #expect(tool.read("c.sh") == nil)
    let good = try self.tool([listed("main"), listed("s_a_w1")])
    #expect(try good.run(orphans + pattern + ["--completions", "none.json", "--script", "sql"]).code == 2)
    try good.write("rows.json", "[{}]")
    let rows = try good.run(orphans + pattern + ["--main-rows", "rows.json", "--script", "sql"])
    #expect(rows.code == 2 && rows.output == "")
    #expect(rows.error.contains("rows.json:1:2: error: a row without 'batch_id'."))
  }

  @Test("No staging table is exit 2 unless that is right")
  func none() throws {
    let tool = try tool([listed("main"), listed("x")])
    #expect(try tool.run(orphans + pattern).code == 2)
    let right = try tool.run(orphans + pattern + ["--allow-no-staging"])
    #expect(right.code == 0)
    #expect(right.output.hasSuffix("\nno orphaned staging tables\n"))
  }

  @Test("A script on standard output stands there alone, and the summary on standard error")
  func streams() throws {
    let tool = try tool([listed("main"), listed("s_a_w1")])
    let run = try tool.run(orphans + pattern + ["--script", "sql"])
    #expect(run.code == 0)
    #expect(run.output.hasPrefix("-- Drops 1 staging table of 1 batch.\n"))
    #expect(run.error.contains("\n1 orphaned staging table of 1 batch\n"))
    #expect(!run.error.contains("  drop:  "))
    let json = try tool.run(orphans + pattern + ["--report", "json=-"])
    #expect(json.output.hasPrefix("{\n  \"schemaVersion\": 1,") && json.output.hasSuffix("\n}\n"))
    #expect(json.error.contains("\n1 orphaned staging table of 1 batch\n"))
    let text = try tool.run(orphans + pattern + ["--report", "text=-"])
    #expect(text.output.hasPrefix("p.d.main\n") && text.error == "")
  }

  @Test("The command that comes next is one that can be copied")
  func next() throws {
    let tool = try tool([listed("main"), listed("s_a_w1")])
    let run = try tool.run(orphans + pattern)
    let line = try #require(run.output.split(separator: "\n").last)
    #expect(try tool.shell(String(line.dropFirst("  drop:  ".count))).code == 0)
    #expect(tool.read("clean-up.sh")?.contains("\ntable 'p:d.s_a_w1'\n") == true)
  }

  @Test(
    "Wrong use is exit 64",
    arguments: [
      ["--min-age", "1m"], ["--min-age", "0h"], ["--script", "csv"], ["--script", "bq="], ["--limit", "5"],
      ["--script", "bq", "--limit", "0"], ["--script", "bq", "--report", "json=-"], ["--report", "html=x"],
      ["--now", "2099-01-01T00:00:00"], ["--now", "1769796743000"], ["--now", "2026-01-30"],
      ["--active", "["],
      ["--active", ""], ["--include-unmerged"], ["--count", "--script", "sql"], ["--fail-over", "-1"],
      ["--completions", ""],
    ])
  func wrongUse(_ arguments: [String]) throws {
    let tool = try tool([listed("main"), listed("s_a_w1")])
    let run = try tool.run(orphans + pattern + arguments)
    #expect(run.code == 64)
    #expect(run.output == "")
  }

  @Test("Without a pattern for staging tables, or a script without one for batches, is wrong use")
  func patterns() throws {
    let tool = try tool([listed("main"), listed("s_a_w1")])
    let none = try tool.run("orphans", "tables.json", "--main", "main")
    #expect(none.code == 64 && none.error.contains("nothing says which tables are staging tables of 'main'"))
    #expect(try tool.run(orphans + ["--script", "bq"]).code == 64)
    let report = try tool.run(orphans)
    #expect(report.code == 0 && report.output.contains("of no batch that a pattern tells"))
  }

  @Test("Hostile names in reports break no line and no table")
  func hostile() throws {
    let tool = try tool([
      listed("main"), listed(#"s_a_w1\n::error::x"#), listed("s_a_w`|2"),
      listed(#"s_\u202eb_w1"#, "2026-01-20 11:00:00", "VIEW"),
    ])
    let run = try tool.run(orphans + pattern + ["--report", "markdown=o.md", "--report", "json=o.json"])
    #expect(run.code == 0)
    for text in [run.output, tool.read("o.md") ?? "", tool.read("o.json") ?? ""] {
      #expect(!text.contains("\u{202e}"))
      #expect(!text.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix("::") })
    }
    #expect(try tool.json("o.json")["schemaVersion"] as? Int == 1)
  }
}
