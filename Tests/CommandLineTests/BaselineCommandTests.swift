import Foundation
import Synchronization
import Testing

@Suite("baseline accept") struct BaselineCommandTests {
  private let accept = ["baseline", "accept", "--from", "drift.json", "--reason", "first", "--owner", "ml"]

  /// A folder with a report of four findings.
  private func reported() throws -> ToolRun {
    let tool = try ToolRun()
    try tool.write(
      "main.json",
      "[\(["a", "b", "c", "d", "e"].map { #"{"name":"\#($0)","type":"INT64"}"# }.joined(separator: ","))]")
    try tool.write("s.json", #"[{"name":"a","type":"INT64"}]"#)
    #expect(try tool.run("audit", "s.json", "--main", "main.json", "--report", "json=drift.json").code == 1)
    return tool
  }

  private func entries(_ tool: ToolRun) throws -> [String: String] {
    let all = try #require(try tool.json("driftaudit.baseline.json")["accepted"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: all.map { ($0["column"] as? String ?? "", $0["reason"] as? String ?? "") })
  }

  @Test("It lists what it accepts; a second time changes nothing; --renew does")
  func again() throws {
    let tool = try reported()
    let first = try tool.run(accept + ["--column", "b", "--expires", "2026-03-01"])
    #expect(first.code == 0)
    #expect(
      first.output
        == "Accepted 1 finding, until 2026-03-01: driftaudit.baseline.json holds 1 entry now.\n"
        + "  + missing-column  main · staging · b: INT64 → –\n")
    let before = tool.read("driftaudit.baseline.json")
    let same = try tool.run(accept + ["--column", "b", "--reason", "second"])
    #expect(same.code == 0)
    #expect(
      same.output
        == "Nothing to accept: there is no new or expired finding that --rule, --column and --id let through. "
        + "driftaudit.baseline.json is unchanged.\n1 finding is accepted already and unchanged; --renew changes them.\n"
    )
    #expect(tool.read("driftaudit.baseline.json") == before)
    let rest = try tool.run(accept + ["--reason", "second"])
    #expect(rest.output.hasPrefix("Accepted 3 findings: driftaudit.baseline.json holds 4 entries now.\n"))
    #expect(try entries(tool) == ["b": "first", "c": "second", "d": "second", "e": "second"])
    let renewed = try tool.run(accept + ["--column", "b", "--reason", "third", "--renew"])
    #expect(
      renewed.output
        == "Accepted 0 findings, renewed 1: driftaudit.baseline.json holds 4 entries now.\n"
        + "  ~ missing-column  main · staging · b: INT64 → –\n")
    #expect(try entries(tool)["b"] == "third")
  }

  @Test("--dry-run lists the same and writes nothing")
  func dryRun() throws {
    let tool = try reported()
    let run = try tool.run(accept + ["--dry-run"])
    #expect(run.code == 0)
    #expect(
      run.output.hasPrefix(
        "Would accept 4 findings: driftaudit.baseline.json is unchanged.\n  + missing-column  "))
    #expect(tool.read("driftaudit.baseline.json") == nil)
  }

  @Test("A last day in the past is refused; today is none")
  func past() throws {
    let tool = try reported()
    let run = try tool.run(accept + ["--expires", "2026-01-30"])
    #expect(run.code == 64)
    #expect(run.error.contains("--expires 2026-01-30 is in the past"))
    #expect(tool.read("driftaudit.baseline.json") == nil)
    #expect(try tool.run(accept + ["--expires", "2026-01-31"]).code == 0)
  }

  @Test("Of many that accept at once none loses an entry, 20 times")
  func atOnce() async throws {
    let tool = try reported()
    for attempt in 1...20 {
      try? FileManager.default.removeItem(atPath: tool.folder + "/driftaudit.baseline.json")
      let processes = try ["b", "c", "d", "e"].map { column in
        let process = Process()
        process.executableURL = ToolRun.tool
        process.arguments = accept + ["--column", column]
        process.currentDirectoryURL = URL(filePath: tool.folder)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        return process
      }
      for process in processes {
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
      }
      #expect(try entries(tool).keys.sorted() == ["b", "c", "d", "e"], "attempt \(attempt)")
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: tool.folder).filter { !$0.hasPrefix(".") }.sorted()
        == [
          "drift.json", "driftaudit.baseline.json", "main.json", "s.json",
        ])
  }

  @Test("What is accepted while an audit for prune is made stays")
  func prune() throws {
    let tool = try reported()
    _ = try tool.run(accept)
    try tool.write("s.json", #"[{"name":"a","type":"INT64"},{"name":"b","type":"INT64"}]"#)
    let run = try tool.run("baseline", "prune", "s.json", "--main", "main.json")
    #expect(run.output == "Dropped 1 entry: driftaudit.baseline.json holds 3 now.\n")
    #expect(try entries(tool).keys.sorted() == ["c", "d", "e"])
  }

  @Test("SOURCE_DATE_EPOCH changes generatedAt and nothing else: no expired entry comes back")
  func epoch() throws {
    let tool = try reported()
    _ = try tool.run(accept + ["--expires", "2026-02-01"])
    let audit = [
      "audit", "s.json", "--main", "main.json", "--report", "json=o.json", "--now", "2026-02-02T00:00:00",
    ]
    for (epoch, stamp) in [("1769832000", "2026-01-31T04:00:00Z"), ("1893456000", "2030-01-01T00:00:00Z")] {
      #expect(try tool.run(audit, environment: ["SOURCE_DATE_EPOCH": epoch]).code == 1)
      #expect(try tool.json("o.json")["generatedAt"] as? String == stamp)
    }
  }
}
