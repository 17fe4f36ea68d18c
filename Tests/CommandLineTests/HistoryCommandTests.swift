import Foundation
import Testing

@Suite("History and the weekly report from the command line") struct HistoryCommandTests {
  private let audit = ["audit", "exports", "--main", "main", "--staging", "_staging_*"]

  private func files(_ tool: ToolRun, _ folder: String = "history") -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "\(tool.folder)/\(folder)"))?.sorted() ?? []
  }

  @Test("An audit is recorded in the folder that --record names")
  func records() throws {
    let tool = try ToolRun.withExports()
    #expect(try tool.run(audit + ["--record", "history"]).code == 1)
    #expect(files(tool).count == 1)
    #expect(files(tool)[0].hasPrefix("2026-01-31T04-00-00Z-"))
    let show = try tool.run("history", "show", "--history", "history")
    #expect(show.code == 0)
    #expect(
      show.output.contains("2026-01-31 04:00  fail          3         3    1        0         0         0"))
  }

  @Test("An equal run of the same second is recorded once")
  func twice() throws {
    let tool = try ToolRun.withExports()
    for _ in 0..<2 { #expect(try tool.run(audit + ["--record", "history"]).code == 1) }
    #expect(files(tool).count == 1)
  }

  @Test(
    "driftaudit.yml can name the history; narrowed runs are not recorded then, and --no-record records none")
  func configured() throws {
    let tool = try ToolRun.withExports()
    try tool.write(
      "driftaudit.yml", "main: main\nsources: [exports]\nstaging: '_staging_*'\nhistory: kept\noutput: out\n")
    #expect(try tool.run("audit", "--no-record").code == 1)
    #expect(files(tool, "kept").isEmpty)
    let narrowed = try tool.run("audit", "--exclude", "_staging_1")
    #expect(narrowed.code == 1)
    #expect(narrowed.error.contains("not recorded in kept"))
    #expect(files(tool, "kept").isEmpty)
    #expect(try tool.run("audit").code == 1)
    #expect(files(tool, "kept").count == 1)
    #expect(try tool.run("weekly", "--since", "2026-01-26").code == 0)
    #expect(tool.read("out/weekly.html") != nil)
  }

  @Test("A history that cannot be written is exit 2, and the reports are there all the same")
  func unwritable() throws {
    let tool = try ToolRun.withExports()
    try tool.write("history", "a file")
    let run = try tool.run(audit + ["--record", "history"])
    #expect(run.code == 2)
    #expect(run.error.contains("history"))
    #expect(tool.read("reports/drift.json") != nil)
  }

  @Test("The weekly report is written in every format, and says what happened")
  func weekly() throws {
    let tool = try ToolRun.withExports()
    for day in 0..<3 {
      _ = try tool.run(
        audit + ["--record", "history"],
        environment: ["SOURCE_DATE_EPOCH": "\(1_769_832_000 + day * 86_400)"])
    }
    let weekly = try tool.run(
      "weekly", "--history", "history", "--since", "2026-01-31", "--until", "2026-02-06")
    #expect(weekly.code == 0)
    #expect(weekly.output.hasPrefix("Schema drift from 2026-01-31 to 2026-02-06: 1 still open\n"))
    #expect(tool.read("reports/weekly.md")?.hasPrefix("# Schema drift from 2026-01-31") == true)
    let summary = try tool.json("reports/weekly.json")["summary"] as? [String: Int]
    #expect(summary?["open"] == 1)
  }

  @Test("A week without a run is exit 2, and so is a broken file; the others are told of")
  func incomplete() throws {
    let tool = try ToolRun.withExports()
    _ = try tool.run(audit + ["--record", "history"])
    let empty = try tool.run("weekly", "--history", "history", "--since", "2025-01-01")
    #expect(empty.code == 2)
    #expect(empty.error.contains("no run took place from 2025-01-01 to 2025-01-07"))
    try tool.write("history/2026-01-30T04-00-00Z-12345678.json", "{")
    let broken = try tool.run("weekly", "--history", "history", "--since", "2026-01-26")
    #expect(broken.code == 2)
    #expect(broken.error.contains("history/2026-01-30T04-00-00Z-12345678.json:1:2: error:"))
    #expect(tool.read("reports/weekly.md")?.contains("1 still open") == true)
  }

  @Test("Pruning keeps what --keep says, and a dry run removes nothing")
  func prune() throws {
    let tool = try ToolRun.withExports()
    for day in [0, 1, 30] {
      _ = try tool.run(
        audit + ["--record", "history"],
        environment: ["SOURCE_DATE_EPOCH": "\(1_769_832_000 + day * 86_400)"])
    }
    let now = ["SOURCE_DATE_EPOCH": "\(1_769_832_000 + 31 * 86_400)"]
    let dry = try tool.run(
      ["history", "prune", "--history", "history", "--keep", "2w", "--dry-run"], environment: now)
    #expect(dry.output.hasPrefix("Would remove 1 run"))
    #expect(files(tool).count == 3)
    let prune = try tool.run(["history", "prune", "--history", "history", "--keep", "2w"], environment: now)
    #expect(prune.code == 0)
    // The first one tells since when the finding is open.
    #expect(prune.output.contains("holds 2 now, 1 of them older"))
    #expect(files(tool).map { $0.prefix(10) } == ["2026-01-31", "2026-03-02"])
  }

  @Test(
    "Wrong use is exit 64",
    arguments: [
      ["weekly"], ["history", "show"], ["weekly", "--history", ""],
      ["weekly", "--history", "h", "--since", "soon"],
      ["weekly", "--history", "h", "--since", "2026-01-02", "--until", "2026-01-01"],
      ["weekly", "--history", "h", "--every", "often"], ["weekly", "--history", "h", "--report", "pdf=x"],
      ["history", "prune", "--history", "h", "--keep", "ever"],
      ["audit", "x", "--record", "h", "--no-record"],
    ])
  func wrongUse(_ arguments: [String]) throws {
    #expect(try ToolRun.withExports().run(arguments).code == 64)
  }

  @Test("Killed at any moment, a run leaves no broken file under a final name, and the next run works")
  func killed() throws {
    let tool = try ToolRun()
    // Enough to write that a kill can fall into it.
    let columns = (0..<150).map { "column_\($0)_\(String(repeating: "x", count: 40))" }
    let exports =
      rows("main", columns) + (1...8).flatMap { rows("_staging_\($0)", Array(columns.prefix(20))) }
    try tool.write("exports/columns.json", "[" + exports.joined(separator: ",") + "]")
    let command =
      audit + [
        "--record", "history", "--report", "json=out/drift.json", "--report", "markdown=out/drift.md",
        "--report",
        "junit=out/drift.xml",
      ]
    let start = Date.now
    #expect(try tool.run(command).code == 1)
    let whole = Date.now.timeIntervalSince(start)
    let expected = ["drift.json", "drift.md", "drift.xml"].map { tool.read("out/\($0)") }
    var killed = 0
    let isDeep = ProcessInfo.processInfo.environment["DRIFTAUDIT_DEEP_TESTS"] == "1"
    let attempts = isDeep ? 200 : 60
    for attempt in 0..<attempts {
      // The root puts more of them late into the run, when files are written.
      let delay = whole * 1.1 * (Double(attempt) / Double(attempts)).squareRoot()
      let epoch = "\(1_769_832_000 + attempt * 60)"
      if try tool.kill(command, after: delay, environment: ["SOURCE_DATE_EPOCH": epoch]) { killed += 1 }
      for (name, text) in zip(["drift.json", "drift.md", "drift.xml"], expected) {
        let now = tool.read("out/\(name)")
        #expect(now?.count == text?.count, "\(name) after \(delay) s")
      }
    }
    #expect(killed > attempts / 4)
    for name in files(tool) where !name.hasPrefix(".") {
      #expect(tool.read("history/\(name)")?.hasSuffix("]}]}\n") == true, "\(name)")
    }
    let show = try tool.run("history", "show", "--history", "history")
    #expect(show.code == 0, "\(show.error)")
    #expect(try tool.run(command).code == 1)
  }
}
