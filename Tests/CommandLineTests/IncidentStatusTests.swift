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
  /// The incident's drift breaks what goes by position: by name its batches are merged, and age decides which are orphans.
  static let byName = patterns + ["--loaded-by", "name"]
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
      ["status"] + Incident.exports + Incident.byName + Incident.now + ["--report", "json=s.json"])
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
      ["status"] + Incident.exports + ["\(Incident.folder)/records"] + Incident.byName + Incident.now
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
      ["status"] + Incident.exports + Incident.byName + Incident.now + Incident.records
    #expect(try tool.run(arguments + ["--fail-on", "error"]).code == 1)
    let lenient = arguments + ["--fail-on", "error", "--max-lost", "107"]
    let pass = try tool.run(lenient)
    #expect(pass.code == 0 && pass.output.hasPrefix("PASS  14 new findings; 154 of 1,665"))
    #expect(try tool.run(lenient + ["--fail-over", "1317"]).code == 0)
    #expect(try tool.run(lenient + ["--fail-over", "1316"]).code == 1)
  }

  @Test("Where drift breaks the merge and nobody counted rows, none of the 1,665 tables is an orphan")
  func unverified() throws {
    let tool = try ToolRun()
    let run = try tool.run(
      ["status"] + Incident.exports + Incident.patterns + Incident.now + ["--report", "json=s.json"])
    #expect(run.code == 1 && run.error == "", "\(run.error)")
    let orphans = try #require(try main(tool)["orphans"] as? [String: Any])
    #expect(orphans["orphans"] as? Int == 0 && orphans["orphanedBatches"] as? Int == 0)
    let batches = try #require(orphans["batches"] as? [[String: Any]])
    #expect(batches.count == 19 && batches.allSatisfy { $0["state"] as? String == "unverified" })
    let words = run.output.split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      words.contains("19 batches with 1,665 tables are unverified, not orphaned: drift breaks the statement"))
    #expect(
      words.contains(
        "Next: driftaudit merge, then driftaudit verify, then driftaudit orphans with --main-rows."))
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
