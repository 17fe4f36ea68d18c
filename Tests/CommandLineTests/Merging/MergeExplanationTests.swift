import Foundation
import Testing

@Suite("What becomes of rows, explained") struct MergeExplanationTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

  @Test(
    "Each kind of drift with what INSERT ROW, SELECT * and the generated MERGE do",
    arguments: [
      // 14 columns missing; another type, and a column too many; STRUCTs, and REQUIRED without a default; another order.
      ("incident", "player_prop_predictions"), ("mixed", "player_prop_predictions"), ("nested", "orders"),
      ("names", "Main-Table"), ("casts-error", "main"),
    ])
  func golden(_ name: String, _ main: String) throws {
    let exports = Self.folder.appending(path: "Cases/\(name)/exports.json").path
    let run = try ToolRun().run("explain-merge", exports, "--main", main)
    #expect(run.code == 0)
    #expect(run.error == "")
    let golden = Self.folder.appending(path: "Explanations/\(name).txt")
    if ProcessInfo.processInfo.environment["DRIFTAUDIT_UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        at: golden.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(run.output.utf8).write(to: golden)
    }
    #expect(try run.output == String(contentsOf: golden, encoding: .utf8))
  }

  private func tool(_ staging: [String]) throws -> ToolRun {
    let tool = try ToolRun()
    let all = rows("main", ["a", "b", "c"]) + rows("staging", staging)
    try tool.write("columns.json", "[\(all.joined(separator: ","))]")
    return tool
  }

  private let explain = ["explain-merge", "columns.json", "--main", "main"]

  @Test(
    "Columns in another order land in others without a word, and only the generated MERGE minds their names")
  func reordered() throws {
    let run = try tool(["b", "a", "c"]).run(explain)
    #expect(
      run.output == """
        main   3 columns

        s1: 1 table of 3 columns, such as p.d.staging
          INSERT ROW        puts values into other columns without an error: a gets the
                            values of b, b gets those of a.
          SELECT *          2 columns get another's values: a gets b and b gets a; every
                            type fits, so that nothing tells of it.

        order-changed: the columns stand in another order in the only staging table
          driftaudit merge  names each column, so that the values go where they belong,
                            as they are.

        """)
  }

  @Test("A rule, a column or an id picks findings, and any other name is told with the nearest")
  func picked() throws {
    let tool = try tool(["x", "b"])
    let all = try tool.run(explain).output
    #expect(all.contains("extra-column") && all.contains("missing-column"))
    for name in ["missing-column", "A", "c"] {
      let run = try tool.run(explain + ["--finding", name])
      #expect(run.code == 0)
      #expect(!run.output.contains("extra-column"))
      #expect(run.output.contains("missing-column: \(name == "missing-column" ? 2 : 1) column"))
    }
    _ = try tool.run("audit", "columns.json", "--main", "main", "--report", "json=drift.json")
    let audits = try tool.json("drift.json")["audits"] as? [[String: Any]]
    let findings = try #require(audits?.first?["findings"] as? [[String: Any]])
    let extra = try #require(findings.first { $0["rule"] as? String == "extra-column" }?["id"] as? String)
    #expect(try tool.run(explain + ["--finding", extra]).output.contains("SELECT *          x lands in a."))
    let unknown = try tool.run(explain + ["--finding", "missing-colum"])
    #expect(unknown.code == 2)
    #expect(unknown.output == "")
    #expect(
      unknown.error
        == "error: no finding has the id, the rule or the column 'missing-colum' (nearest: missing-column).\n"
    )
  }

  @Test("Without drift there is nothing to explain")
  func none() throws {
    let run = try tool(["a", "b", "c"]).run(explain)
    #expect(run.code == 0)
    #expect(run.output.hasSuffix("No drift: every way of merging takes the rows as they are.\n"))
  }
}
