import Foundation
import Testing

/// What goes wrong on a command line, and must not do harm.
@Suite("Mistakes on the command line") struct MistakeTests {
  private let audit = ["audit", "exports", "--main", "main", "--staging", "_staging_*"]

  @Test(
    "An empty value is wrong use, and nothing is written",
    arguments: ["--output", "--main", "--config", "--baseline", "--report"])
  func emptyValues(option: String) throws {
    let tool = try ToolRun.withExports()
    let run = try tool.run(
      ["audit", "exports", "--staging", "_staging_*"] + (option == "--main" ? [] : ["--main", "main"]) + [
        option, "",
      ])
    #expect(run.code == 64)
    #expect(run.error.contains(option))
    #expect(tool.read("reports/drift.md") == nil)
  }

  @Test("Two reports to one file are wrong use, however the path is written")
  func oneFileTwice() throws {
    let tool = try ToolRun.withExports()
    let paths = ["x", "./x", "exports/../x"]
    for path in paths.dropFirst() {
      let run = try tool.run(audit + ["--report", "json=x", "--report", "markdown=\(path)"])
      #expect(run.code == 64)
      #expect(tool.read("x") == nil)
    }
  }

  @Test("A report replaces no file that was read")
  func sources() throws {
    let tool = try ToolRun.withExports()
    let before = tool.read("exports/columns.json")
    let run = try tool.run(audit + ["--report", "json=exports/columns.json"])
    #expect(run.code == 2)
    #expect(run.error.contains("exports/columns.json: error: this file is an input of this run"))
    #expect(tool.read("exports/columns.json") == before)
    // The report of an earlier run is replaced, also where it lies among the exports.
    for _ in 1...2 {
      #expect(try tool.run(audit + ["--report", "json=exports/drift.json"]).code == 1)
    }
  }

  @Test("A pattern that is none is told in words")
  func patterns() throws {
    let tool = try ToolRun.withExports()
    let run = try tool.run("audit", "exports", "--main", "main", "--staging", "[")
    #expect(run.code == 64)
    #expect(run.error.contains("--staging '[': '[' is not closed."))
    let accept = try tool.run("baseline", "accept", "--from", "r.json", "--reason", "x", "--column", "[")
    #expect(accept.code == 64)
    #expect(accept.error.contains("--column: '[' is not closed."))
  }

  @Test(
    "A configuration or baseline that cannot be read is not passed over",
    arguments: ["driftaudit.yml", "driftaudit.baseline.json"])
  func unreadableSettings(name: String) throws {
    for isLink in [true, false] {
      let tool = try ToolRun.withExports()
      let path = tool.folder + "/" + name
      if isLink {
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "nowhere")
      } else {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      }
      let run = try tool.run(audit)
      #expect(run.code == 2)
      #expect(run.error.hasPrefix("\(name): error: cannot read"))
    }
  }

  @Test("Two audits of one main are a mistake of the configuration")
  func oneMainTwice() throws {
    let tool = try ToolRun.withExports()
    try tool.write(
      "driftaudit.yml",
      "sources: exports\naudits:\n  - main: main\n    staging: _staging_1\n  - main: p.d.main\n    staging: _staging_2\n"
    )
    let run = try tool.run("audit")
    #expect(run.code == 2)
    #expect(
      run.error
        == "driftaudit.yml:5:5: error: there is an audit of 'p.d.main' already, in line 3: give that one all patterns.\n"
    )
  }

  @Test("The configuration that init writes into another folder finds the exports")
  func initElsewhere() throws {
    let tool = try ToolRun.withExports()
    #expect(try tool.run("init", "exports", "--output", "settings/nested/d.yml").code == 0)
    let text = try #require(tool.read("settings/nested/d.yml"))
    #expect(text.contains("  - \"../../exports\"\n") || text.contains("  - ../../exports\n"))
    let run = try tool.run("audit", "--config", "settings/nested/d.yml")
    #expect(run.code == 1)
    #expect(run.error == "")
  }

  @Test("One folder that cannot be made is told once")
  func sameProblem() throws {
    let tool = try ToolRun.withExports()
    try tool.write("blocked", "")
    let run = try tool.run(audit + ["--output", "blocked/reports"])
    #expect(run.code == 2)
    #expect(run.error.split(separator: "\n").count == 1)
    #expect(try tool.run("compare", "-", "-").code == 64)
  }

  @Test("A report replaces no export through a link, and only written reports are named")
  func links() throws {
    let tool = try ToolRun.withExports()
    let before = tool.read("exports/columns.json")
    for (name, target) in [("ln.json", "exports/columns.json"), ("drift.json", "exports/columns.json")] {
      try FileManager.default.createSymbolicLink(
        atPath: tool.folder + "/" + name, withDestinationPath: target)
    }
    let named = try tool.run(audit + ["--report", "json=ln.json"])
    #expect(named.code == 2)
    #expect(!named.output.contains("ln.json") && !named.output.contains("accept:"))
    #expect(try tool.run(audit + ["--output", "."]).code == 2)
    #expect(
      try tool.run("audit", "drift.json", "--main", "main", "--report", "json=exports/columns.json").code == 2
    )
    #expect(tool.read("exports/columns.json") == before)
    #expect(try tool.run("init", "exports", "--output", "exports/columns.json", "--force").code == 2)
    #expect(tool.read("exports/columns.json") == before)
  }

  @Test("The command that accepts names the report and the baseline of the run, in both reports for people")
  func acceptCommand() throws {
    let tool = try ToolRun.withExports()
    try tool.write("cf/c.yml", "sources: ../exports\nmain: main\nbaseline: acc.json\noutput: out put\n")
    try tool.write("cf/acc.json", #"{"version": 1, "accepted": []}"#)
    let run = try tool.run("audit", "--config", "cf/c.yml")
    let command =
      "driftaudit baseline accept --from 'cf/out put/drift.json' --rule missing-column --baseline cf/acc.json --reason \"…\""
    #expect(run.output.contains("  accept:   \(command)\n"))
    #expect(tool.read("cf/out put/drift.md")?.contains("`\(command)`") == true)
    let text = try tool.run(audit + ["--report", "text=-"])
    #expect(!text.output.contains("accept:") && !text.error.contains("accept:"))
  }

  @Test("Accepting until a day that has passed is refused")
  func pastDay() throws {
    let tool = try ToolRun.withExports()
    let run = try tool.run(
      ["baseline", "accept"] + audit.dropFirst() + ["--reason", "x", "--expires", "2020-01-01"])
    #expect(run.code == 64)
    #expect(run.error.contains("--expires 2020-01-01 is in the past"))
  }

  @Test("What could not be read is no reason to allow that there are no staging tables")
  func noAdvice() throws {
    let tool = try ToolRun.withExports()
    try tool.write("e/main.json", #"[{"name":"id","type":"INTEGER"}]"#)
    try tool.write("e/s.json", #"[{"name":"id","type":"INTEGER"}{"name":"x","type":"STRING"}]"#)
    let run = try tool.run("audit", "e", "--main", "main")
    #expect(run.code == 2)
    #expect(
      run.error
        == "e/s.json:1:32: error: not JSON: unexpected '{' behind the value. A part of s is lost with it; the table is left out "
        + "of the audit.\n")
    #expect(try tool.count("unreadableTables") == 1)
    try tool.write("e/s.json", "nonsense")
    #expect(try !tool.run("audit", "e", "--main", "main").error.contains("--allow-no-staging"))
  }
}
