import Foundation
import Testing

/// The incident's staging tables, after a merge that names each column.
private enum Merged {
  static let folder = LostCompletions.folder
  static let exports = ["\(folder)/columns.ndjson.gz", "--main", "\(folder)/main.json"]
  static let patterns = [
    "--staging", "_staging_*", "--batch-pattern", "_staging_{batch}_prediction_worker_{worker}",
  ]
  static let keys = [
    "--key", "game_id", "--key", "player_lookup", "--key", "system_id", "--key",
    "COALESCE(current_points_line, -1)",
  ]
  static let batches = ["--batch", "*_1769796743", "--batch", "*_1769798373"]
  /// What staging lacks.
  static let lacking = Set(
    """
    calibrated_confidence_score calibration_method early_season_flag feature_count feature_data_source
    feature_quality_score feature_version invalidated_at invalidation_reason prediction_error_code
    raw_confidence_score teammate_opportunity_score teammate_out_starters teammate_usage_boost
    """.split { $0.isWhitespace }.map(String.init))

  static func columns() throws -> [String] {
    let data = try Data(contentsOf: URL(filePath: "\(folder)/main.json"))
    let main = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let schema = try #require(main["schema"] as? [String: Any])
    return try #require(schema["fields"] as? [[String: Any]]).compactMap { $0["name"] as? String }
  }

  /// What the statement on columns prints.
  static func nulls(_ rows: Int = 3_132) throws -> String {
    try LostCompletions.json(
      columns().map { name in
        [
          "column_name": name, "new_rows": "\(rows)",
          "null_rows": lacking.contains(name) ? "\(rows)" : "\(name.count)",
        ]
      })
  }

  /// What the statement on batches prints.
  static func arrivals(_ inMain: [Int] = [1575, 1557]) throws -> String {
    try LostCompletions.json(
      zip([("batch_2026_01_30_1769796743", 175, 1575), ("batch_2026_01_30_1769798373", 173, 1557)], inMain)
        .map { batch, inMain in
          [
            "batch_id": batch.0, "tables": "\(batch.1)", "table_rows": "\(batch.2 + 25)",
            "staged_rows": "\(batch.2)", "main_rows": "\(inMain)",
          ]
        })
  }
}

@Suite("The incident after its merge") struct IncidentVerifyTests {
  @Test("Both batches arrived, and 14 columns that staging lacks are NULL in all new rows")
  func figures() throws {
    let tool = try ToolRun()
    try tool.write("counts/a.json", try Merged.arrivals())
    try tool.write("counts/n.json", try Merged.nulls())
    let run = try tool.run(
      ["verify", "counts"] + Merged.exports + Merged.patterns + Merged.batches + [
        "--report", "json=v.json", "--report", "markdown=v.md",
      ])
    #expect(run.code == 1 && run.error == "", "\(run.error)")
    #expect(
      run.output.hasSuffix(
        "\nFAIL  2 batches arrived whole; 14 columns are NULL in all 3,132 new rows\n"))
    #expect(run.output.contains("  calibrated_confidence_score  missing in staging\n"))
    let report = try tool.json("v.json")
    let columns = try #require(report["nullColumns"] as? [[String: Any]])
    #expect(Set(columns.compactMap { $0["column"] as? String }) == Merged.lacking)
    #expect(
      columns.allSatisfy { $0["stagingTablesWithIt"] as? Int == 0 && $0["stagingTables"] as? Int == 348 })
    let batches = try #require(report["batches"] as? [[String: Any]])
    #expect(batches.map { $0["state"] as? String } == ["arrived", "arrived"])
    #expect(batches.map { $0["expected"] as? Int } == [1575, 1557])
    #expect(batches.map { $0["rows"] as? Int } == [1600, 1582])
    #expect(
      tool.read("v.md")?.contains("| `feature_count` | missing in staging | NULL in every new row |") == true)
  }

  @Test("A writer's records tell the 14 columns too")
  func records() throws {
    let tool = try ToolRun()
    let run = try tool.run(
      "verify", "\(Merged.folder)/records", "--main", "\(Merged.folder)/main.json", "--report", "json=v.json")
    #expect(run.code == 1 && run.error == "", "\(run.error)")
    #expect(
      run.output.hasSuffix(
        "\nFAIL  rows were not counted; 14 columns are NULL in all 1,000 sample records\n"))
    let columns = try #require(try tool.json("v.json")["nullColumns"] as? [[String: Any]])
    #expect(Set(columns.compactMap { $0["column"] as? String }) == Merged.lacking)
    #expect(columns.allSatisfy { $0["sample"] as? String == "absent from every record" })
    #expect(columns.allSatisfy { $0["stagingTables"] is NSNull })
  }

  @Test("Batches that arrived in part, or not at all, are told, and those that nobody counted")
  func wanting() throws {
    let tool = try ToolRun()
    try tool.write("a.json", try Merged.arrivals([1574, 0]))
    let run = try tool.run(
      ["verify", "a.json"] + Merged.exports + Merged.patterns + Merged.batches + ["--batch", "*_1769522437"])
    #expect(run.code == 1)
    #expect(run.output.contains("1,575    1,574  in part\n"))
    #expect(run.output.contains("1,557        0  not in main\n"))
    #expect(
      run.output.contains(
        "  batch_2026_01_27_1769522437       2            –         –        –  not counted\n"))
    #expect(run.output.hasSuffix("\nFAIL  3 of 3 batches have not arrived whole; columns were not checked\n"))
  }

  @Test("The statements take all 1,665 tables in whole batches, few enough and short enough for BigQuery")
  func queries() throws {
    let tool = try ToolRun()
    let run = try tool.run(
      ["verify", "--print-queries"] + Merged.exports + Merged.patterns + Merged.keys)
    #expect(run.code == 0 && run.error == "", "\(run.error)")
    let statements = run.output.components(separatedBy: "\nbq query ").dropFirst()
    var batches: [String: Int] = [:]
    for (number, statement) in statements.enumerated() {
      #expect(statement.hasPrefix("--nouse_legacy_sql --format=json -n 100000000 > verify-"))
      #expect(statement.utf8.count < 1 << 20)
      let tables = Set(statement.matches(of: /FROM (`nba[^ ]*`)/).map { String($0.1) })
      #expect(tables.count < 1_000)
      guard statement.contains("/arrival-") else { continue }
      for match in statement.matches(of: /STRUCT\('([^']+)' AS batch_id, ([0-9]+) AS tables\)/) {
        batches[String(match.1), default: 0] += Int(match.2) ?? 0
        #expect(batches[String(match.1)] == Int(match.2), "batch in statement \(number) and in another")
      }
    }
    #expect(batches.count == 19 && batches.values.reduce(0, +) == 1_665)
    #expect(batches["batch_2026_01_30_1769796743"] == 175)
    #expect(run.output.contains("WHERE T.game_date >= DATE '0001-01-01'"))
    #expect(run.output.contains("COALESCE(T.current_points_line, -1) AS k4"))
  }

  @Test("The script calls bq once a statement, and verify and orphans read what it prints")
  func loop() throws {
    let tool = try ToolRun()
    try tool.write(
      "bin/bq",
      """
      #!/bin/sh
      cat > "$STATE/last.sql"
      echo "$*" >> "$STATE/calls"
      if grep -q ' AS main_rows$' "$STATE/last.sql"; then cat "$STATE/a.json"
      elif grep -q null_rows "$STATE/last.sql"; then cat "$STATE/n.json"
      else grep -o "^  'nba[^']*'" "$STATE/last.sql" | sed "s/^  '\\(.*\\)'/{\\"table_name\\":\\"\\1\\",\\"row_count\\":\\"9\\",\\"distinct_keys\\":\\"9\\"}/"
      fi
      """)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(tool.folder)/bin/bq")
    try tool.write("a.json", try Merged.arrivals())
    try tool.write("n.json", try Merged.nulls())
    let printed = try tool.run(
      ["verify", "--print-queries", "--partition-values", "2026-01-30,2026-01-31"] + Merged.exports
        + Merged.patterns
        + Merged.batches + Merged.keys)
    #expect(printed.code == 0)
    try tool.write("queries.sh", printed.output)
    #expect(printed.output.contains("WHERE T.game_date IN (DATE '2026-01-30', DATE '2026-01-31')"))
    let environment = ["PATH": "\(tool.folder)/bin:/usr/bin:/bin", "STATE": tool.folder]
    let ran = try tool.run(["queries.sh"], environment: environment, program: URL(filePath: "/bin/sh"))
    #expect(ran.code == 0 && ran.error == "")
    #expect(
      tool.read("calls")?.split(separator: "\n").map(String.init)
        == [String](repeating: "query --nouse_legacy_sql --format=json -n 100000000", count: 3))
    let then = try #require(printed.output.split(separator: "\n").first { $0.hasPrefix("# Then: ") })
    let verified = try tool.shell(String(then.dropFirst("# Then: ".count)))
    #expect(verified.code == 1 && verified.error == "", "\(verified.error)")
    #expect(
      verified.output.contains("FAIL  2 batches arrived whole; 14 columns are NULL in all 3,132 new rows\n"))
    let folder = try #require(printed.output.firstMatch(of: /mkdir -p ([^\n]+)/)).1
    let orphans = try tool.run(
      ["orphans", "\(Merged.folder)/tables.ndjson.gz", "--main", "\(Merged.folder)/main.json"]
        + Merged.patterns
        + Merged.batches + ["--now", "2026-02-02T06:00:00", "--main-rows", "\(folder)/arrival-1.json"])
    #expect(orphans.code == 0 && orphans.output.contains("\n348 orphaned staging tables of 2 batches"))
  }
}

@Suite("The verify command") struct VerifyCommandTests {
  private let pattern = ["--batch-pattern", "s_{batch}_w{worker}"]

  private func verify(_ files: [String: String], _ more: [String]) throws -> (ToolRun, ToolRun.Result) {
    let tool = try ToolRun()
    for (name, text) in files { try tool.write("in/\(name)", text) }
    return (tool, try tool.run(["verify", "in", "--main", "m"] + more + ["--report", "json=v.json"]))
  }

  private func states(_ tool: ToolRun) throws -> [String] {
    (try tool.json("v.json")["batches"] as? [[String: Any]] ?? []).compactMap { $0["state"] as? String }
  }

  @Test("Counts of tables and of main by batch or day tell as much as they can")
  func tables() throws {
    let tables = ["a_w1", "a_w2", "b_w1", "c_w1", "c_w2", "2026-01-30_w1"].map {
      #"{"table_name":"p.d.s_\#($0)","row_count":"9","distinct_keys":"8"}"#
    }.joined(separator: "\n")
    let main = """
      {"batch_id":"a","row_count":"16","distinct_keys":"16"}
      {"batch_id":"b","row_count":"7","distinct_keys":"7"}
      {"batch_id":"c","row_count":"9","distinct_keys":"9"}
      {"day":"2026-01-30","row_count":"8","distinct_keys":"8"}
      """
    let (tool, run) = try verify(["t.json": tables, "m.json": main], pattern)
    #expect(run.code == 1 && run.error == "", "\(run.error)")
    #expect(try states(tool) == ["arrived", "arrived", "partly", "unclear"])
    #expect(
      run.output.contains("For 1 batch main's rows of the day were counted, whichever batch wrote them."))
    #expect(run.output.contains("≤ 16"))
  }

  @Test(
    "A batch of empty tables is nothing that could arrive, and a batch in parts has arrived with all of them")
  func parts() throws {
    let rows = """
      {"batch_id":"a","staged_rows":"0","main_rows":"0"}
      {"batch_id":"b-1","staged_rows":"5","main_rows":"5"}
      {"batch_id":"b_1","staged_rows":"4","main_rows":"3"}
      """
    let (tool, run) = try verify(["a.json": rows], [])
    #expect(run.code == 1 && run.error == "")
    #expect(try states(tool) == ["empty", "partly"])
    #expect(run.output.contains("≤ 9"))
  }

  @Test("Columns that the configuration ignores may be NULL, and the others are told in main's order")
  func ignored() throws {
    let nulls = """
      {"column_name":"z","new_rows":"3","null_rows":"3"}
      {"column_name":"b","new_rows":"3","null_rows":"2"}
      {"column_name":"A","new_rows":"3","null_rows":"3"}
      {"column_name":"A","new_rows":"1","null_rows":"1"}
      """
    let (tool, run) = try verify(["n.json": nulls], [])
    #expect(run.code == 1)
    #expect(run.output.hasSuffix("FAIL  rows were not counted; 2 columns are NULL in all 4 new rows\n"))
    try tool.write("driftaudit.yml", "main: m\nsources: in\nignore: [a, z]\n")
    let good = try tool.run("verify")
    #expect(
      good.code == 0
        && good.output.hasSuffix("PASS  rows were not counted; no column is NULL in all 4 new rows\n"))
  }

  @Test("Staging tables that have the column tell that it is never filled")
  func filled() throws {
    let columns =
      rows("p_main", ["a", "b", "c"]) + rows("s_a_w1", ["a", "b"]) + rows("s_a_w2", ["a", "b", "c"])
    let nulls = ["a", "b", "c"].map { #"{"column_name":"\#($0)","new_rows":"3","null_rows":"3"}"# }
    let tool = try ToolRun()
    try tool.write("in/c.json", columns.joined(separator: "\n"))
    try tool.write("in/n.json", nulls.joined(separator: "\n"))
    let run = try tool.run(["verify", "in", "--main", "p_main", "--staging", "s_*"] + pattern)
    #expect(run.output.contains("  b       in staging, and never filled\n"), "\(run.output)\(run.error)")
    #expect(run.output.contains("  c       in 1 of 2 staging tables, and never filled\n"))
  }

  @Test("No counts at all are exit 2, and so are rows that cannot be")
  func mistakes() throws {
    let tool = try ToolRun()
    try tool.write("in/c.json", rows("m", ["a"]).joined(separator: "\n"))
    let none = try tool.run("verify", "in", "--main", "m")
    #expect(none.code == 2 && none.error.contains("there are no counts in in, and no sample records"))
    let bad = try verify(
      ["n.json": #"{"column_name":"a","new_rows":"3","null_rows":"4"}"# + "\n" + #"{"x":1}"#], []
    ).1
    #expect(bad.code == 2)
    #expect(bad.error.contains("in/n.json:1:47: error: 'null_rows' is more than 'new_rows'."))
    #expect(bad.error.contains("in/n.json:2:1: error: a row that counts nothing: it has none of"))
    let nowhere = try verify(["n.json": #"{"column_name":"a","new_rows":"0","null_rows":"0"}"#], []).1
    #expect(nowhere.code == 2 && nowhere.error.contains("columns were counted in no row at all"))
    #expect(nowhere.output.contains("\nERROR  not seen in full: 1 problem; "))
  }

  @Test("A key that is no column, or that a staging table lacks, is refused")
  func keys() throws {
    let tool = try ToolRun()
    try tool.write(
      "c.json", (rows("m", ["a", "b"]) + rows("s_a_w1", ["a"])).joined(separator: "\n"))
    let print = ["verify", "--print-queries", "c.json", "--main", "m", "--staging", "s_*"] + pattern
    let unknown = try tool.run(print + ["--key", "aa"])
    #expect(unknown.code == 2 && unknown.output == "")
    #expect(unknown.error == "error: no statements: --key names 'aa', which is no column (nearest: a).\n")
    let lacking = try tool.run(print + ["--key", "b"])
    #expect(
      lacking.error
        == "error: no statements: the key's column b is not in p.d.s_a_w1: its rows cannot be told from others.\n"
    )
    #expect(try tool.run(print + ["--key", "a"]).code == 0)
    #expect(try tool.run(print).code == 64)
  }

  @Test("Names are quoted in statements, and the key is read in main's type")
  func quoted() throws {
    let tool = try ToolRun()
    let name = "s_a-b_w 1"
    let columns = [
      row("m", 1, "a"), row("m", 2, "group"), row(name, 1, "a", "STRING"), row(name, 2, "group"),
    ]
    try tool.write("c.json", columns.joined(separator: "\n"))
    let run = try tool.run(
      ["verify", "--print-queries", "c.json", "--main", "m", "--staging", "s_*", "--key", "a", "--key"]
        + ["CONCAT(`group`, \"\"\"\nSQL\n\"\"\")"] + pattern)
    #expect(run.code == 0, "\(run.error)")
    #expect(
      run.output.contains(
        "    SELECT 'a-b' AS driftaudit_batch, 'p.d.s_a-b_w 1' AS driftaudit_table, CAST(a AS INT64) AS a, `group` "
          + "FROM `p`.`d`.`s_a-b_w 1`\n"), "\(run.output)")
    #expect(run.output.contains("STRUCT(T.a AS k1, CONCAT(T.`group`, \"\"\"\nSQL\n\"\"\") AS k2)"))
    #expect(run.output.components(separatedBy: " <<'SQL_'\n").count == 4)
  }

  @Test(
    "Wrong use is exit 64",
    arguments: [
      ["verify", "-", "--main", "m"], ["verify", "x", "--main", "m", "--key", "a"],
      ["verify", "x", "--main", "m", "--print-queries", "--key", "a", "--report", "json=x"],
      ["verify", "x", "--main", "m", "--print-queries", "--key", "a"],
      ["verify", "x", "--main", "m", "--report", "html=x"],
    ])
  func wrongUse(_ arguments: [String]) throws {
    let run = try ToolRun().run(arguments)
    #expect(run.code == 64 && run.output == "")
  }
}
