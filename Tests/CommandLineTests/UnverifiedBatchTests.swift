import Foundation
import Testing

@Suite("Batches whose drift breaks their merge") struct UnverifiedBatchTests {
  private let orphans = [
    "orphans", "lists.json", "exports", "--main", "main", "--staging", "s_*", "--batch-pattern",
    "s_{batch}_{worker}",
    "--now", "2026-01-31T04:00:00", "--report", "json=o.json",
  ]

  /// A folder with a main, and one old batch whose table lacks one of its columns.
  private func folder(_ staging: [String] = ["a", "b"]) throws -> ToolRun {
    let tool = try ToolRun()
    let columns = rows("main", ["a", "b", "c"]) + rows("s_1700000000_w1", staging)
    try tool.write("exports/columns.json", "[\(columns.joined(separator: ","))]")
    try tool.write(
      "lists.json",
      #"{"table_catalog":"p","table_schema":"d","table_name":"s_1700000000_w1","table_type":"BASE TABLE","creation_time":"2025-12-01 00:00:00 UTC"}"#
    )
    try tool.write("rows.json", #"{"batch_id":"1700000000","staged_rows":"1","main_rows":"1"}"#)
    return tool
  }

  private func words(_ text: String) -> String { text.split { $0.isWhitespace }.joined(separator: " ") }

  private func state(_ tool: ToolRun, _ more: [String] = []) throws -> (
    state: String?, orphans: Int?, output: String
  ) {
    let run = try tool.run(orphans + more)
    #expect(run.code == 0, "\(run.error)")
    let report = try tool.json("o.json")
    let audits = try #require(report["audits"] as? [[String: Any]])
    let families = try #require(audits.first?["families"] as? [[String: Any]])
    let batch = try #require((families.first?["batches"] as? [[String: Any]])?.first)
    return (batch["state"] as? String, batch["orphans"] as? Int, run.output)
  }

  @Test("They are unverified and in no script, and the next step is named; counted rows decide")
  func unverified() throws {
    let tool = try folder()
    let first = try state(tool, ["--script", "bq=c.sh"])
    #expect(first.state == "unverified" && first.orphans == 0)
    #expect(
      words(first.output).contains(
        "Next: driftaudit merge, then driftaudit verify, then driftaudit orphans with"))
    #expect(tool.read("c.sh")?.contains("s_1700000000_w1") == false)
    let counted = try state(tool, ["--main-rows", "rows.json"])
    #expect(counted.state == "orphaned" && counted.orphans == 1)
  }

  @Test("Drift that does not matter on the configured way, or none, leaves the batch orphaned")
  func harmless() throws {
    let tool = try folder()
    try tool.write("driftaudit.yml", "loadedBy: name\n")
    #expect(try state(tool).state == "orphaned")
    try tool.write("driftaudit.yml", "loadedBy: position\n")
    #expect(try state(tool).state == "unverified")
    #expect(try state(try folder(["a", "b", "c"])).state == "orphaned")
  }

  @Test("Lists alone tell no drift, and status says the same as orphans")
  func others() throws {
    let tool = try folder()
    try FileManager.default.removeItem(atPath: tool.folder + "/exports/columns.json")
    try tool.write("exports/main.json", #"[{"name":"a","type":"INT64"}]"#)
    #expect(try state(tool).state == "orphaned")
    let other = try folder()
    let run = try other.run(
      ["status"] + orphans.dropFirst().dropLast(2) + ["--fail-on", "never", "--report", "text=-"])
    #expect(run.output.contains("unverified"), "\(run.output)\(run.error)")
  }
}
