import Foundation
import Testing

/// Where findings and problems stand in the reports for CI systems.
@Suite("Places in the repository")
struct PlaceTests {
  /// A repository with a folder in which the audit runs.
  private func repository() throws -> ToolRun {
    let tool = try ToolRun()
    try tool.write(".git/HEAD", "ref: refs/heads/main\n")
    let staging = rows("_staging_1", ["a"]) + rows("_staging_2", ["a"])
    try tool.write(
      "etl/exports/columns.ndjson", (rows("main", ["a", "b"]) + staging).joined(separator: "\n"))
    try tool.write(
      "etl/tables/_staging_9.json", "\n\n  " + #"[{"name":"a","type":"INTEGER"}]"# + "\n")
    return tool
  }

  private let reports = ["--report", "sarif=-", "--fail-on", "never"]

  private func places(
    _ tool: ToolRun, _ arguments: [String], from folder: String = "etl", environment: [String: String] = [:]
  ) throws -> [String] {
    let run = try tool.run(arguments + reports, environment: environment, in: folder)
    let log = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let results = (log?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]] ?? []
    return results.compactMap { result in
      let location = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
      let region = location?["region"] as? [String: Int] ?? [:]
      let uri = (location?["artifactLocation"] as? [String: Any])?["uri"] as? String ?? ""
      return "\(uri):\(region["startLine"] ?? 0):\(region["startColumn"] ?? 0)"
    }
  }

  @Test("A finding stands at the first row of its first table, from the folder with .git on")
  func firstRow() throws {
    let tool = try repository()
    #expect(try places(tool, ["audit", "exports", "--main", "main"]) == ["etl/exports/columns.ndjson:3:1"])
    #expect(
      try places(tool, ["audit", "etl/exports", "--main", "main"], from: ".") == [
        "etl/exports/columns.ndjson:3:1"
      ])
  }

  @Test("Tables in files of their own stand where they begin, in compare too")
  func wholeTables() throws {
    let tool = try repository()
    let main = "--main"
    try tool.write("etl/main.json", #"[{"name":"a","type":"INTEGER"},{"name":"b","type":"INTEGER"}]"#)
    #expect(
      try places(tool, ["audit", "tables", main, "main.json"]) == ["etl/tables/_staging_9.json:3:4"])
    #expect(
      try places(tool, ["compare", "main.json", "tables/_staging_9.json"]) == [
        "etl/tables/_staging_9.json:3:4"
      ])
  }

  @Test("What a CI system names as its checkout wins where it holds the working folder")
  func checkout() throws {
    let tool = try repository()
    let audit = ["audit", "exports", "--main", "main"]
    for variable in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
      #expect(
        try places(tool, audit, environment: [variable: tool.folder + "/etl"]) == [
          "exports/columns.ndjson:3:1"
        ])
      #expect(
        try places(tool, audit, environment: [variable: tool.folder + "/other"]) == [
          "etl/exports/columns.ndjson:3:1"
        ])
    }
  }

  @Test("Exports outside of the repository and standard input stand in the configuration")
  func outside() throws {
    let (tool, other) = try (repository(), repository())
    let elsewhere = other.folder + "/etl/exports/columns.ndjson"
    #expect(try places(tool, ["audit", elsewhere, "--main", "main"]) == ["etl/driftaudit.yml:1:1"])
    try tool.write(
      "etl/conf/audits.yml", "failOn: never\naudits:\n  - main: main\n    sources: [\(elsewhere)]\n")
    #expect(try places(tool, ["audit", "--config", "conf/audits.yml"]) == ["etl/conf/audits.yml:3:5"])
  }
}
