import Foundation
import Testing

@Suite("The check of a MERGE that is there") struct MergeCheckCommandTests {
  private static let cases = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
  private static let checks = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Checks")
  private static let incident = cases.appending(path: "incident/exports.json").path

  @Test("The statement of the incident is not safe: 58 values for 72 columns, and 14 columns that it misses")
  func incident() throws {
    let tool = try ToolRun()
    let sql = try String(contentsOf: Self.checks.appending(path: "incident.sql"), encoding: .utf8)
    try tool.write("merge.sql", sql)
    let run = try tool.run(
      "merge", "--check", "merge.sql", Self.incident, "--main", "player_prop_predictions")
    #expect(run.code == 1)
    #expect(run.error == "")
    #expect(run.output.contains("INSERT ROW fails: 58 values for 72 columns"))
    #expect(
      run.output.contains(
        "14 columns of main are neither inserted nor updated: calibrated_confidence_score, "))
    let golden = Self.checks.appending(path: "incident.txt")
    if ProcessInfo.processInfo.environment["DRIFTAUDIT_UPDATE_GOLDEN"] == "1" {
      try Data(run.output.utf8).write(to: golden)
    }
    #expect(try run.output == String(contentsOf: golden, encoding: .utf8))
  }

  @Test("The script that merge writes for the same tables is safe, from standard input too")
  func safe() throws {
    let sql = try String(contentsOf: Self.cases.appending(path: "incident/merge.sql"), encoding: .utf8)
    let run = try ToolRun().run(
      ["merge", "--check", "-", Self.incident, "--main", "player_prop_predictions"], input: sql)
    #expect(run.code == 0)
    #expect(
      run.output.hasPrefix(
        "<stdin>: merges into nba-props-platform.nba_predictions.player_prop_predictions, 72 columns;"))
    #expect(run.output.hasSuffix("\n\nSAFE  for all 3 staging tables\n"))
  }

  @Test("What is not understood, or cannot be read, is exit 2")
  func unknown() throws {
    let tool = try ToolRun.withExports()
    let merge = ["exports", "--main", "main", "--staging", "_staging_*"]
    try tool.write("merge.sql", "EXECUTE IMMEDIATE statement;\n")
    let run = try tool.run(["merge", "--check", "merge.sql"] + merge)
    #expect(run.code == 2)
    #expect(
      run.output.contains(
        "merge.sql:1:1: cannot tell: a statement that begins with 'EXECUTE' is not followed."))
    let missing = try tool.run(["merge", "--check", "none.sql"] + merge)
    #expect(missing.code == 2)
    #expect(missing.output == "")
    #expect(missing.error == "none.sql: error: cannot read: No such file or directory.\n")
    try tool.write("exports/broken.json", "[{\"table_name\":")
    #expect(try tool.run(["merge", "--check", "merge.sql"] + merge).output == "")
  }

  @Test("Script and exports cannot both come from standard input")
  func standardInput() throws {
    let run = try ToolRun().run(["merge", "--check", "-", "-", "--main", "main"], input: "")
    #expect(run.code == 64)
  }
}
