import Foundation
import Testing

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
    loadedBy: name
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
