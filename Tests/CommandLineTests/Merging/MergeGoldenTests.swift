import Foundation
import Testing

/// Exports, arguments and the statement that comes of them, which `make merge-check` shows to ZetaSQL.
@Suite("Statements of merge") struct MergeGoldenTests {
  private static let cases = GoldenScript("merge", beside: #filePath)
  static let names = cases.names

  @Test("Each case gives its statement, byte for byte, and every time the same", arguments: names)
  func golden(_ name: String) throws {
    let run = try Self.cases.check(name)
    #expect(run.code == 0)
    #expect(run.error == "")
  }

  @Test("There are cases")
  func areThere() {
    #expect(Self.names.contains("incident"))
    #expect(Self.names.count > 10)
  }
}

@Suite("The incident, merged") struct IncidentMergeTests {
  private static let incident = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "schemas/incident").path
  private static let key = [
    "--key", "game_id", "--key", "player_lookup", "--key", "system_id", "--key",
    "COALESCE(current_points_line, -1)", "--order-by", "created_at", "--keep", "prediction_id,created_at",
    "--set",
    "updated_at=CURRENT_TIMESTAMP()",
  ]

  private func merge(_ staging: String) throws -> String {
    let tool = try ToolRun()
    let exports = ["merge", "\(Self.incident)/columns.ndjson.gz", "--main", "\(Self.incident)/main.json"]
    let run = try tool.run(exports + ["--staging", staging] + Self.key)
    #expect(run.code == 0)
    #expect(run.error == "")
    return run.output
  }

  /// The lines between one that begins so and the next that begins so.
  private func lines(_ text: String, from: String, to: String) -> [Substring] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.firstIndex(where: { $0.hasPrefix(from) }) else { return [] }
    let rest = lines[(first + 1)...]
    return Array(rest.prefix { !$0.hasPrefix(to) })
  }

  @Test(
    "An update writes 58 columns less the key's and the kept, and the 14 that staging lacks only an insert")
  func columns() throws {
    let text = try merge("_staging_batch_2026_01_29*")
    let updated = lines(text, from: "WHEN MATCHED", to: "WHEN NOT MATCHED")
    // 58 less game_id, player_lookup, system_id, current_points_line, prediction_id and created_at.
    #expect(updated.count == 52)
    #expect(updated.last == "  updated_at = CURRENT_TIMESTAMP()")
    for name in ["game_id", "current_points_line", "prediction_id", "created_at", "feature_count"] {
      #expect(!updated.contains { $0.hasPrefix("  \(name) = ") })
    }
    #expect(lines(text, from: "WHEN NOT MATCHED", to: ")").count == 72)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("  CAST(NULL AS ") } == 14)
    #expect(!text.contains("INSERT ROW\n"))
  }

  @Test("All 1,665 tables stand in one transaction, each once and no more than 500 in a statement")
  func all() throws {
    let text = try merge("_staging_*")
    let tables = text.split(separator: "\n").filter { $0.contains("SELECT * FROM `") }
    #expect(tables.count == 1_665)
    #expect(Set(tables.map { $0.replacing(" UNION ALL BY NAME", with: "") }).count == 1_665)
    for statement in text.split(separator: ";\n") {
      #expect(statement.split(separator: "\n").count { $0.contains("SELECT * FROM `") } <= 500)
    }
    #expect(text.contains("\n\nBEGIN TRANSACTION;\n\nCREATE TEMP TABLE driftaudit_rows AS\n"))
    #expect(text.hasSuffix("\n);\n\nCOMMIT TRANSACTION;\n"))
    #expect(text.utf8.count < 1 << 20)
  }
}

@Suite("The merge command") struct MergeCommandTests {
  private func tool() throws -> ToolRun { try ToolRun.withExports() }
  private let merge = ["merge", "exports", "--main", "main", "--staging", "_staging_*"]

  @Test("A statement ends with 0, and nothing but the statement is on standard output")
  func printed() throws {
    let run = try tool().run(merge + ["--key", "a"])
    #expect(run.code == 0)
    #expect(run.error == "")
    #expect(run.output.hasPrefix("-- Merges 3 staging tables of 1 shape into p.d.main, 3 columns.\n"))
    #expect(run.output.hasSuffix(" VALUES (\n  S.a,\n  S.b,\n  S.c\n);\n"))
  }

  @Test("Where nothing is safe all reasons are told, nothing is printed, and the exit code is 2")
  func refused() throws {
    let run = try tool().run(merge + ["--key", "c", "--keep", "bb", "--set", "d=1", "--fill", "b=(1"])
    #expect(run.code == 2)
    #expect(run.output == "")
    #expect(
      run.error == """
        error: no safe merge: --fill '(1': ')' is missing.
        error: no safe merge: --set names 'd', which is no column (nearest: a).
        error: no safe merge: --keep names 'bb', which is no column (nearest: b).

        """)
    let key = try tool().run(merge + ["--key", "c"])
    #expect(key.code == 2)
    #expect(
      key.error.contains("the key's column c is not in p.d._staging_1 and 2 other tables (s1): --fill 'c=…'"))
    #expect(try tool().run(merge + ["--key", "c", "--fill", "c=a"]).code == 0)
  }

  @Test("What could not be read is no statement")
  func unreadable() throws {
    let tool = try tool()
    try tool.write("exports/broken.json", "[{\"table_name\":")
    let run = try tool.run(merge + ["--key", "a"])
    #expect(run.code == 2)
    #expect(run.output == "")
  }

  @Test(
    "Wrong use is exit 64",
    arguments: [
      [], ["--key", "a", "--set", "b"], ["--key", "a", "--fill", "=1"],
      ["--key", "a", "--on-lossy", "maybe"],
      ["--key", "a", "--set", "b= "],
    ])
  func wrongUse(_ arguments: [String]) throws {
    let run = try tool().run(merge + arguments)
    #expect(run.code == 64)
    #expect(run.output == "")
  }

  @Test("What driftaudit.yml says about merging holds where no option says otherwise")
  func configured() throws {
    let tool = try tool()
    try tool.write(
      "driftaudit.yml",
      "sources: exports\nmain: main\nstaging: _staging_*\nmerge:\n  key: a\n  set: {b: \"'from the file'\"}\n"
    )
    let run = try tool.run("merge")
    #expect(run.code == 0)
    #expect(run.output.contains("ON (T.a = S.a OR (T.a IS NULL AND S.a IS NULL))\n"))
    #expect(run.output.contains("b = ('from the file')") || run.output.contains("b = 'from the file'"))
    let other = try tool.run("merge", "--key", "b", "--set", "a=1")
    #expect(other.output.contains("ON (T.b = S.b OR (T.b IS NULL AND S.b IS NULL))\n"))
    #expect(other.output.contains("  a = 1\n") && !other.output.contains("from the file"))
    try tool.write("driftaudit.yml", "sources: exports\nmain: main\nmerge: {dialect: duckdb, key: a}\n")
    let refused = try tool.run("merge")
    #expect(refused.code == 2)
    #expect(refused.error.contains("p.d.main is BigQuery's, and the statement would be DuckDB's."))
    #expect(try tool.run("merge", "--dialect", "bigquery").code == 0)
  }

  @Test("Of several audits one has to be named")
  func audits() throws {
    let tool = try tool()
    try tool.write(
      "driftaudit.yml",
      "sources: exports\naudits:\n  - main: main\n    staging: _staging_1\n  - main: _staging_2\n    staging: _staging_3\n"
    )
    let run = try tool.run("merge", "--key", "a")
    #expect(run.code == 64)
    #expect(run.error.contains("driftaudit.yml has 2 audits: --main says which one is merged."))
    #expect(
      try tool.run("merge", "--key", "a", "--main", "main").output.contains("FROM `p`.`d`.`_staging_1` AS S"))
  }
}
