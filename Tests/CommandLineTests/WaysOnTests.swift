import Foundation
import Testing

/// The commands that a failing run's markdown ends with do what they say.
@Suite("The ways on from a failing run")
struct WaysOnTests {
  /// Two groups of missing columns, an extra column and another type; one column's name is hostile to shells.
  private func exports() throws -> ToolRun {
    let tool = try ToolRun()
    let main = rows("main", ["a", "b", "c", "d"])
    let lacksTwo = (1...3).flatMap { rows("_staging_\($0)", ["a", "b"]) }
    let lacksOne = rows("_staging_4 more", ["a", "b", "c"])
    let odd = rows("_staging_5", ["a", "b", "c", "d", "it's & more"])
    let text = [
      row("_staging_6", 1, "a"), row("_staging_6", 2, "b", "STRING"), row("_staging_6", 3, "c"),
      row("_staging_6", 4, "d"),
    ]
    try tool.write("in puts/x.ndjson", (main + lacksTwo + lacksOne + odd + text).joined(separator: "\n"))
    return tool
  }

  private let audit = ["audit", "in puts", "--main", "d.main", "--staging", "_staging_*"]

  /// The commands of one kind, with a reason in the place of `…`.
  private func commands(_ kind: String, in markdown: String?) throws -> [String] {
    let lines = try #require(markdown).split(separator: "\n")
    return lines.filter { $0.hasPrefix("  - \(kind): ") }.map { line in
      // A code span: the fence is as long as it has to be.
      let code = line.drop { $0 != "`" }
      let fence = code.prefix { $0 == "`" }.count
      return code.dropFirst(fence).dropLast(fence).trimmingCharacters(in: .whitespaces)
        .replacing("…", with: "seen and right")
    }
  }

  private func statuses(_ tool: ToolRun) throws -> [String: String] {
    let audits = try tool.json("reports/drift.json")["audits"] as? [[String: Any]]
    let findings = audits?.first?["findings"] as? [[String: Any]] ?? []
    return Dictionary(
      uniqueKeysWithValues: findings.map {
        (
          "\($0["rule"] as? String ?? "") \($0["column"] as? String ?? "") \($0["tableCount"] as? Int ?? 0)",
          $0["status"] as? String ?? ""
        )
      })
  }

  @Test("Each command to accept takes exactly its own group, and all of them together leave nothing new")
  func accept() throws {
    let tool = try exports()
    #expect(try tool.run(audit).code == 1)
    let before = try statuses(tool)
    #expect(before.count == 4)
    let commands = try commands("accept on purpose", in: tool.read("reports/drift.md"))
    #expect(commands.count == 4)
    #expect(commands.contains { $0.contains("--rule type-changed ") })
    #expect(commands.contains { $0.contains(" --id ") })
    var accepted = 0
    for command in commands {
      let run = try tool.shell(command)
      #expect(run.code == 0, "\(command): \(run.error)")
      #expect(run.output.hasPrefix("Accepted "))
      _ = try tool.run(audit)
      let now = try statuses(tool).values.count { $0 == "accepted" }
      #expect(now == accepted + 1, "\(command)")
      accepted = now
    }
    #expect(try tool.run(audit).code == 0)
    #expect(tool.read("reports/drift.md")?.contains("How to go on") == false)
  }

  @Test("Each command to look shows a table of its group beside main, and stands there once")
  func look() throws {
    let tool = try exports()
    #expect(try tool.run(audit).code == 1)
    let commands = try commands("look", in: tool.read("reports/drift.md"))
    // Two groups stand in the same first table, which is worth one look.
    #expect(commands.count == 3)
    var shown = ""
    for command in commands {
      let run = try tool.shell(command)
      #expect(run.code == 1, "\(command): \(run.error)")
      #expect(run.error == "")
      #expect(run.output.hasPrefix("main     p.d.main"))
      shown += run.output
    }
    #expect(shown.contains("type changed") && shown.contains("extra") && shown.contains("missing"))
  }

  @Test("Each rule is explained once")
  func explain() throws {
    let tool = try exports()
    #expect(try tool.run(audit).code == 1)
    let commands = try commands("understand", in: tool.read("reports/drift.md"))
    #expect(
      Set(commands) == [
        "driftaudit explain missing-column", "driftaudit explain extra-column",
        "driftaudit explain type-changed",
      ])
    #expect(commands.count == 3)
    for command in commands {
      let run = try tool.shell(command)
      #expect(run.code == 0 && run.output.contains("What to do"))
    }
  }

  @Test("A main from a file, an engine, a configuration and a baseline elsewhere are in the commands")
  func elsewhere() throws {
    let tool = try exports()
    try tool.write("main file.json", #"[{"name":"a","type":"INTEGER"},{"name":"z","type":"INTEGER"}]"#)
    try tool.write("conf/audit.yml", "failOn: note\n")
    try tool.write("conf/base.json", #"{"version": 1, "accepted": []}"#)
    let run = try tool.run(
      "audit", "in puts", "--main", "main file.json", "--staging", "_staging_1", "--engine", "bigquery",
      "--config",
      "conf/audit.yml", "--baseline", "conf/base.json")
    #expect(run.code == 1)
    let markdown = tool.read("reports/drift.md")
    let look = try commands("look", in: markdown)
    #expect(
      look.first
        == "driftaudit compare 'main file.json' p.d._staging_1 --from 'in puts' --engine bigquery --config conf/audit.yml "
        + "--baseline conf/base.json")
    for command in look { #expect(try tool.shell(command).code == 1) }
    for command in try commands("accept on purpose", in: markdown) {
      #expect(try tool.shell(command).code == 0)
    }
    #expect(tool.read("conf/base.json")?.contains("seen and right") == true)
    #expect(tool.read("driftaudit.baseline.json") == nil)
  }

  @Test(
    "The command to merge safely works once it is told the key, from the command line and from driftaudit.yml"
  )
  func merge() throws {
    let tool = try exports()
    let run = try tool.run(audit)
    #expect(run.code == 1)
    let command = try #require(try commands("merge safely", in: tool.read("reports/drift.md")).first)
    #expect(
      command == "driftaudit merge 'in puts' --main p.d.main --staging '_staging_*' --key seen and right")
    #expect(
      run.output.contains(
        "  merge:    driftaudit merge 'in puts' --main p.d.main --staging '_staging_*' --key …\n"))
    // Column b is a text in one of the tables.
    let merged = try tool.shell(command.replacing("seen and right", with: "a"))
    #expect(merged.code == 0, "\(merged.error)")
    #expect(merged.output.contains("MERGE INTO `p`.`d`.`main` AS T"))
    try tool.write(
      "driftaudit.yml", "sources: in puts\nmain: d.main\nstaging: _staging_*\nmerge: {key: a}\n")
    #expect(try tool.run("audit").output.contains("  merge:    driftaudit merge\n"))
    #expect(try tool.shell("driftaudit merge").output == merged.output)
  }

  @Test("What came through standard input is not offered to be read again")
  func standardInput() throws {
    let tool = try exports()
    let text = try #require(tool.read("in puts/x.ndjson"))
    #expect(try tool.run(["audit", "-", "--main", "main"], input: text).code == 1)
    let markdown = tool.read("reports/drift.md")
    #expect(try commands("look", in: markdown) == [])
    #expect(try commands("merge safely", in: markdown) == [])
    #expect(try commands("accept on purpose", in: markdown).count > 0)
  }

  @Test("An id that no finding has is exit 2, and nothing is accepted")
  func unknownID() throws {
    let tool = try exports()
    #expect(try tool.run(audit).code == 1)
    let run = try tool.run(
      "baseline", "accept", "--from", "reports/drift.json", "--id", "0000000000000000", "--reason", "x")
    #expect(run.code == 2)
    #expect(run.error == "reports/drift.json: error: no finding has the id '0000000000000000'.\n")
    #expect(tool.read("driftaudit.baseline.json") == nil)
  }
}
