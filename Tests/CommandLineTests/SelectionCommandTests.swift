import Testing

@Suite("Which tables take part") struct SelectionCommandTests {
  private let audit = ["audit", "exports", "--main", "main"]

  @Test("Excluded tables take no part, from flags and from the configuration")
  func exclude() throws {
    let tool = try ToolRun.withExports()
    #expect(try tool.run(audit + ["--exclude", "_staging_[12]"]).code == 1)
    #expect(try tool.count("stagingTables") == 1)
    try tool.write(
      "driftaudit.yml",
      "sources: exports\nexclude: _staging_1\naudits:\n  - main: main\n    exclude: [_staging_2]\n")
    #expect(try tool.run("audit").code == 1)
    #expect(try tool.count("stagingTables") == 1)
    #expect(try tool.run("audit", "--exclude", "_staging_3").code == 2)
    let all = try tool.run(audit + ["--config", "/dev/null", "--staging", "_staging_*", "--exclude", "*"])
    #expect(
      all.error
        == "error: no staging table matches '_staging_*' among 4 tables in exports, of which 3 tables are excluded. Use "
        + "--allow-no-staging if that is right.\n")
    #expect(try tool.run(audit + ["--exclude", "["]).error.contains("--exclude '[': '[' is not closed."))
  }

  @Test("A run with --exclude says nothing about entries of tables that it left out")
  func narrowed() throws {
    let tool = try ToolRun.withExports()
    #expect(try tool.run(audit + ["--output", "r"]).code == 1)
    #expect(try tool.run("baseline", "accept", "--from", "r/drift.json", "--reason", "x").code == 0)
    try tool.write(
      "exports/columns.json",
      "["
        + (rows("main", ["a", "b", "c"]) + rows("_staging_1", ["a", "b"])
        + rows("_staging_2", ["a", "b", "c"]))
        .joined(separator: ",") + "]")
    let run = try tool.run(audit + ["--exclude", "_staging_1", "--fail-on-stale"])
    #expect(run.code == 0)
  }

  @Test("Tables that no audit claims are listed on request, excluded ones are not")
  func unmatched() throws {
    let tool = try ToolRun.withExports()
    let run = try tool.run(
      audit + ["--staging", "_staging_1", "--exclude", "_staging_2", "--list-unmatched"])
    #expect(run.code == 1)
    #expect(run.output.hasSuffix("\n1 table belongs to no audit:\n  p.d._staging_3\n"))
    #expect(try tool.run(audit + ["--list-unmatched"]).output.hasSuffix("\n0 tables belong to no audit.\n"))
    let toError = try tool.run(audit + ["--list-unmatched", "--report", "json=-"])
    #expect(toError.output.hasPrefix("{") && toError.error.hasSuffix("no audit.\n"))
  }
}

@Suite("Batches on the command line") struct BatchCommandTests {
  private func tool() throws -> ToolRun {
    let tool = try ToolRun()
    let tables = [
      rows("main", ["a", "b"]), rows("_staging_0107_w1", ["a", "b"]), rows("_staging_0107_w2", ["a", "b"]),
      rows("_staging_0108_w1", ["a"]), rows("_staging_0109_w1", ["a"]), rows("_staging_0109_w2", ["a", "b"]),
      rows("_staging_odd", ["a"]),
    ]
    try tool.write("exports/columns.json", "[" + tables.joined().joined(separator: ",") + "]")
    try tool.write("driftaudit.yml", "sources: exports\nmain: main\nbatch: _staging_{batch}_{worker}\n")
    return tool
  }

  @Test("Reports say in which batches drift began and ended, and how many tables of each drift")
  func reports() throws {
    let tool = try tool()
    let run = try tool.run("audit")
    #expect(run.code == 1)
    #expect(run.output.contains("6 staging tables, 2 shapes, 3 batches, 0107 to 0109, 3 drifting\n"))
    let markdown = try #require(tool.read("reports/drift.md"))
    #expect(markdown.contains("from batch `0108` to `0109`."))
    #expect(
      markdown.contains(
        """
        ## Batches

        | batch | tables | drifting | shapes |
        |---|--:|--:|---|
        | `0107` | 2 | 0 | s2 |
        | `0108` | 1 | 1 | s1 |
        | `0109` | 2 | 1 | s1, s2 |

        The names of 1 more table tell no batch.

        """))
    let audits = try #require(tool.json("reports/drift.json")["audits"] as? [[String: Any]])
    let batches = try #require(audits[0]["batches"] as? [[String: Any]])
    #expect(batches.map { $0["driftedTables"] as? Int } == [0, 1, 1])
    let finding = try #require((audits[0]["findings"] as? [[String: Any]])?.first)
    #expect(finding["batches"] as? [String: String] == ["first": "0108", "last": "0109"])
  }

  @Test("--batch compares the tables of some batches, and is told where there are none")
  func selection() throws {
    let tool = try tool()
    #expect(try tool.run("audit", "--batch", "0107").code == 0)
    #expect(try tool.count("stagingTables") == 2)
    #expect(try tool.run("audit", "--batch", "010[89]").code == 1)
    #expect(try tool.count("stagingTables") == 3)
    let none = try tool.run("audit", "--batch", "0117")
    #expect(none.code == 2)
    #expect(
      none.error
        == "driftaudit.yml:2:1: error: no staging table is of a batch named '0117' among 3 batches (nearest: 0107).\n"
    )
    #expect(try tool.run("audit", "--batch", "0117", "--allow-no-staging").code == 0)
    #expect(
      try tool.run("audit", "--config", "/dev/null", "exports", "--main", "main", "--batch", "x").code == 64)
    let pattern = try tool.run("audit", "--batch-pattern", "x")
    #expect(pattern.code == 64)
    #expect(pattern.error.contains("--batch-pattern 'x': there is no part '{batch}' in it."))
    let odd = try tool.run("audit", "--batch-pattern", "zz{batch}")
    #expect(
      odd.error.contains(
        "warning: no name of a staging table tells a batch by 'zz{batch}', such as '_staging_0107_w1'."))
  }

  @Test("Families have rules of their own, over those of the audit")
  func familyRules() throws {
    let tool = try ToolRun.withExports()
    try tool.write(
      "driftaudit.yml",
      """
      sources: exports
      main: main
      rules:
        missing-column: note
      families:
        first:
          staging: _staging_1
          rules: {missing-column: error}
        second:
          staging: [_staging_2]
          rules: {missing-column: off}
        third: _staging_3

      """)
    #expect(try tool.run("audit").code == 1)
    let audits = try #require(tool.json("reports/drift.json")["audits"] as? [[String: Any]])
    let findings = try #require(audits[0]["findings"] as? [[String: Any]])
    #expect(
      findings.map { "\($0["family"] as? String ?? "") \($0["severity"] as? String ?? "")" } == [
        "first error", "third note",
      ])
    try tool.write(
      "driftaudit.yml",
      "sources: exports\nmain: main\nfamilies:\n  a:\n    rules: {missing-colum: off}\n    stagin: x\n")
    let mistakes = try tool.run("audit")
    #expect(mistakes.code == 2)
    #expect(
      mistakes.error == """
        driftaudit.yml:4:3: error: family 'a' has no patterns: write them under 'staging'.
        driftaudit.yml:5:13: error: unknown rule 'missing-colum' (nearest: missing-column).
        driftaudit.yml:6:5: error: unknown key 'stagin' (nearest: staging).

        """)
  }
}

@Suite("Lists of tables on the command line") struct TableListCommandTests {
  private func tool() throws -> ToolRun {
    let tool = try ToolRun.withExports()
    func listed(_ table: String, _ created: String, _ type: String = "BASE TABLE") -> String {
      #"{"table_catalog":"p","table_schema":"d","table_name":"\#(table)","table_type":"\#(type)","creation_time":"\#(created)"}"#
    }
    let tables = [
      listed("_staging_1", "2026-01-23 11:00:00"), listed("_staging_2", "2026-01-30 20:13:15"),
      listed("_staging_3", "2026-02-01 00:00:00", "VIEW"), listed("_staging_4", "2026-02-02 00:00:00"),
      listed("other", "2026-02-02 00:00:00"),
    ]
    try tool.write("exports/tables.json", "[" + tables.joined(separator: ",") + "]")
    return tool
  }

  private let audit = ["audit", "exports", "--main", "main", "--staging", "_staging_*"]

  @Test("Findings tell since when, views are left out, and tables without columns are told")
  func since() throws {
    let tool = try tool()
    let run = try tool.run(audit)
    #expect(run.code == 1)
    #expect(
      run.error
        == "warning: 1 staging table of the lists in exports is not audited, since no export there holds the columns: "
        + "'p.d._staging_4'.\n")
    #expect(run.output.contains("  2 staging tables, 1 shape, created 2026-01-23 to 2026-01-30\n"))
    let markdown = try #require(tool.read("reports/drift.md"))
    #expect(
      markdown.contains("In both staging tables, created from 2026-01-23 11:00 to 2026-01-30 20:13 UTC."))
    let audits = try #require(tool.json("reports/drift.json")["audits"] as? [[String: Any]])
    let period = ["first": "2026-01-23T11:00:00Z", "last": "2026-01-30T20:13:15Z"]
    #expect((audits[0]["findings"] as? [[String: Any]])?[0]["created"] as? [String: String] == period)
    #expect((audits[0]["shapes"] as? [[String: Any]])?[0]["created"] as? [String: String] == period)
    #expect((audits[0]["tables"] as? [[String: Any]])?[0]["created"] as? String == "2026-01-23T11:00:00Z")
  }

  @Test("Views take part on request, from the flag and from the configuration")
  func views() throws {
    let tool = try tool()
    _ = try tool.run(audit + ["--include-views"])
    #expect(try tool.count("stagingTables") == 3)
    try tool.write(
      "driftaudit.yml", "sources: exports\nmain: main\nstaging: _staging_*\nincludeViews: true\n")
    _ = try tool.run("audit")
    #expect(try tool.count("stagingTables") == 3)
    let none = try tool.run(
      "audit", "exports", "--config", "/dev/null", "--main", "main", "--staging", "_staging_3")
    #expect(none.code == 2)
    #expect(
      none.error.contains("among 4 tables in exports, of which 1 table is no table but a view, or external"))
  }

  @Test("--since and --until pick staging tables by when they were created")
  func window() throws {
    let tool = try tool()
    for (arguments, count) in [
      (["--since", "2026-01-24"], 1), (["--until", "2026-01-23"], 1),
      (["--since", "2026-01-23T11:00:00"], 2),
      (["--since", "2026-01-23T11:00:01"], 1), (["--since", "2026-01-23", "--until", "2026-01-30"], 2),
    ] {
      let run = try tool.run(audit + arguments)
      #expect(run.code == 1)
      #expect(try tool.count("stagingTables") == count, "\(arguments)")
    }
    let none = try tool.run(audit + ["--since", "2026-03-01"])
    #expect(none.code == 2)
    #expect(none.error.contains("error: no staging table was created between --since and --until."))
    for arguments in [
      ["--since", "yesterday"], ["--since", "1769796743000"],
      ["--since", "2026-02-02", "--until", "2026-02-01"],
    ] {
      #expect(try tool.run(audit + arguments).code == 64)
    }
    try tool.write("exports/tables.json", "[]")
    let undated = try tool.run(audit + ["--since", "2026-01-24"])
    #expect(undated.code == 2)
    #expect(
      undated.error.contains(
        "error: of 3 staging tables, such as 'p.d._staging_1', no export tells when they were created"))
  }
}
