import Foundation
import Testing

/// What `audit` does by itself where GitHub runs it.
@Suite("Inside of GitHub Actions")
struct GitHubActionsTests {
  private let audit = ["audit", "exports", "--main", "main"]
  private let inside = ["GITHUB_ACTIONS": "true"]

  @Test("Annotations follow the summary, and the step's summary holds the markdown report")
  func annotations() throws {
    let tool = try ToolRun.withExports()
    let outside = try tool.run(audit)
    #expect(!outside.output.contains("::"))
    let run = try tool.run(
      audit, environment: inside.merging(["GITHUB_STEP_SUMMARY": "summary.md"]) { $1 })
    #expect(run.code == 1)
    #expect(run.output.hasPrefix(outside.output))
    #expect(
      run.output.dropFirst(outside.output.count).hasPrefix(
        "::warning file=exports/columns.json,line=1,col="))
    #expect(run.error == "")
    #expect(tool.read("summary.md") == tool.read("reports/drift.md"))
  }

  @Test("Flags turn them off inside and on outside")
  func flags() throws {
    let tool = try ToolRun.withExports()
    let off = try tool.run(
      audit + ["--no-github"], environment: inside.merging(["GITHUB_STEP_SUMMARY": "summary.md"]) { $1 })
    #expect(!off.output.contains("::warning"))
    #expect(tool.read("summary.md") == nil)
    #expect(try tool.run(audit + ["--github"]).output.contains("\n::warning "))
    #expect(try !tool.run(audit, environment: ["GITHUB_ACTIONS": "false"]).output.contains("::warning"))
  }

  @Test("Where a report goes to standard output, annotations go to standard error, and never twice")
  func standardOutput() throws {
    let tool = try ToolRun.withExports()
    let json = try tool.run(audit + ["--report", "json=-"], environment: inside)
    #expect(!json.output.contains("::warning"))
    #expect(json.error.contains("\n::warning "))
    let github = try tool.run(audit + ["--report", "github=-"], environment: inside)
    #expect(github.output.hasPrefix("::warning "))
    #expect(!github.error.contains("::warning"))
  }

  @Test("The summary is added to what stands there, within one mebibyte")
  func limit() throws {
    let tool = try ToolRun.withExports()
    let environment = inside.merging(["GITHUB_STEP_SUMMARY": "summary.md"]) { $1 }
    try tool.write("summary.md", "# Before")
    #expect(try tool.run(audit, environment: environment).code == 1)
    #expect(tool.read("summary.md")?.hasPrefix("# Before\n\n# Schema drift: 1 new finding\n") == true)
    let full = String(repeating: "x", count: (1 << 20) - 200)
    try tool.write("summary.md", full)
    #expect(try tool.run(audit, environment: environment).code == 1)
    let text = try #require(tool.read("summary.md"))
    #expect(text.hasPrefix(full) && text.utf8.count > full.utf8.count && text.utf8.count <= 1 << 20)
  }

  @Test("A summary that cannot be written is a warning, and the exit code stays")
  func unwritable() throws {
    let tool = try ToolRun.withExports()
    let run = try tool.run(audit, environment: inside.merging(["GITHUB_STEP_SUMMARY": "no/such/file"]) { $1 })
    #expect(run.code == 1)
    #expect(run.error.hasPrefix("no/such/file: warning: cannot write: "))
    let full = String(repeating: "x", count: 1 << 20)
    try tool.write("summary.md", full)
    let second = try tool.run(
      audit, environment: inside.merging(["GITHUB_STEP_SUMMARY": "summary.md"]) { $1 })
    #expect(second.code == 1)
    #expect(second.error.contains("summary.md: warning: there is no room left"))
    #expect(tool.read("summary.md") == full)
  }

  @Test("compare prints no annotations")
  func compare() throws {
    let tool = try ToolRun.withExports()
    let run = try tool.run(["compare", "main.json", "stage.json"], environment: inside)
    #expect(run.code == 1 && !run.output.contains("::"))
  }

  @Test("Every format can be asked for by name, and the comment's key can be chosen")
  func formats() throws {
    let tool = try ToolRun.withExports()
    let run = try tool.run(
      audit + [
        "--report", "pr-comment=a.md", "--comment-key", "etl.1", "--report", "csv=b.csv", "--report",
        "gitlab=c.json",
      ])
    #expect(run.code == 1)
    #expect(tool.read("a.md")?.hasPrefix("<!-- driftaudit:etl.1 -->\n# Schema drift") == true)
    #expect(tool.read("b.csv")?.contains("missing-column") == true)
    #expect(tool.read("c.json")?.contains("\"severity\": \"major\"") == true)
    let bad = try tool.run(audit + ["--comment-key", "a b"])
    #expect(bad.code == 64)
    #expect(bad.error.contains("--comment-key takes letters"))
  }
}
