import Foundation
import Testing

@Suite("compare") struct CompareCommandTests {
  private func folder() throws -> ToolRun {
    let tool = try ToolRun()
    try tool.write(
      "main/orders.json",
      #"[{"name":"id","type":"INTEGER","mode":"REQUIRED"},{"name":"note","type":"STRING"},"#
        + #"{"name":"price","type":"NUMERIC"}]"#)
    try tool.write(
      "staging/orders.json", #"[{"name":"id","type":"INTEGER"},{"name":"price","type":"STRING"}]"#)
    return tool
  }

  @Test("A folder with one table is that table, and so is what a pattern matches")
  func folders() throws {
    let tool = try folder()
    for (main, staging) in [
      ("main", "staging"), ("main/orders.json", "staging/"), ("mai*/*.json", "staging/orders.json"),
    ] {
      let run = try tool.run("compare", main, staging)
      #expect(run.code == 1)
      #expect(run.output.contains("- 2/–  note    STRING          –        missing (warning)"))
      #expect(run.output.contains("3 of 3 columns differ. 0 are equal."))
      #expect(run.output.hasSuffix("\nFAIL  3 new findings: 1 error, 2 warnings, 0 notes\n"))
    }
  }

  @Test("A folder with several tables names --from, with which a table's name comes first")
  func severalTables() throws {
    let tool = try folder()
    try tool.write("staging/other.json", #"[{"name":"id","type":"INTEGER"}]"#)
    let run = try tool.run("compare", "main", "staging")
    #expect(run.code == 2)
    #expect(run.output == "")
    #expect(
      run.error
        == "staging: error: the folder holds 2 tables, such as 'other', 'staging.orders'. Name one of them and give the folder with "
        + "--from.\n")
    #expect(try tool.run("compare", "main", "other", "--from", "staging").code == 1)
    let pattern = try tool.run("compare", "main", "staging/*.json")
    #expect(pattern.code == 2)
    #expect(pattern.error.contains("the pattern holds 2 tables"))
    try tool.write("main/other.json", #"[{"name":"id","type":"INTEGER"}]"#)
    try tool.write("other/x.txt", "")
    #expect(try tool.run("compare", "other", "other", "--from", "main").code == 0)
  }

  @Test("The sources of the configured audit are where names are looked for")
  func configuredSources() throws {
    let tool = try folder()
    try tool.write(
      "exports/columns.json", "[\((rows("m", ["a", "b"]) + rows("s_1", ["a"])).joined(separator: ","))]")
    try tool.write("driftaudit.yml", "main: p.d.m\nsources: [exports]\nstaging: s_*\n")
    #expect(try tool.run("compare", "m", "s_1").code == 1)
    let missing = try tool.run("compare", "m", "s_2")
    #expect(missing.code == 2)
    #expect(missing.error.contains("no table among 2 tables in exports is named 's_2' (nearest: 's_1')"))
    let file = try tool.run("compare", "m", "staging/order.json")
    #expect(
      file.error.contains("staging/order.json: error: no such file or folder (nearest: staging/orders.json)"))
  }

  @Test(
    "Severities, families, ignored columns and rules that are off are those of the audit, and all of it is shown"
  )
  func configuration() throws {
    let tool = try folder()
    try tool.write(
      "driftaudit.yml",
      """
      rules: {type-changed: note}
      audits:
        - main: main/orders.json
          sources: [staging]
          ignore: [note]
          families:
            nightly: {staging: ord*, rules: {nullability-changed: off}}
      """)
    let run = try tool.run("compare", "main", "staging")
    #expect(run.error == "")
    #expect(run.code == 0)
    #expect(
      run.output.hasPrefix(
        """
        main     orders          3 columns
        staging  staging.orders  2 columns

          #    column  main            staging
        ~ 1    id      INT64 REQUIRED  INT64    may be NULL (rule is off)
        - 2/–  note    STRING          –        missing (ignored)
        ~ 3/2  price   NUMERIC         STRING   type changed (note)

        3 of 3 columns differ. 0 are equal. 1 difference ignored. 1 difference of rules
        that are off.
        INSERT ROW     fails: 2 values for 3 columns.
        explicit MERGE 
        """))
    #expect(run.output.hasSuffix("\n\nPASS  1 new finding: 0 errors, 0 warnings, 1 note\n"))
    #expect(try tool.run("audit").code == 0)
    let explained = try tool.run("explain-merge")
    #expect(explained.output.contains("fails: 2 values for 3 columns."))
  }

  @Test("Where everything that differs is ignored, no command says that the tables are equal")
  func everythingIgnored() throws {
    let tool = try folder()
    try tool.write("driftaudit.yml", "main: main/orders.json\nsources: [staging]\nignore: ['*']\n")
    let run = try tool.run("compare", "main", "staging")
    #expect(run.code == 0)
    #expect(run.output.contains("3 of 3 columns differ. 0 are equal. 3 differences ignored."))
    #expect(run.output.contains("INSERT ROW     fails: 2 values for 3 columns."))
    let explained = try tool.run("explain-merge")
    #expect(explained.code == 0)
    #expect(explained.output.contains("fails: 2 values for 3 columns."))
    #expect(!explained.output.contains("No drift"))
    #expect(explained.output.contains("No finding: the configuration ignores the columns that differ"))
  }

  @Test("Statuses of the baseline are shown with their severities")
  func statuses() throws {
    let tool = try folder()
    try tool.write(
      "driftaudit.baseline.json",
      """
      {"version":1,"accepted":[
        {"rule":"missing-column","table":"orders","family":"staging","column":"note","main":"STRING","staging":null,"reason":"x"},
        {"rule":"type-changed","table":"orders","family":"staging","column":"price","main":"NUMERIC","staging":"STRING",
         "reason":"x","expires":"2020-01-01"}]}
      """)
    let run = try tool.run("compare", "main", "staging")
    #expect(run.code == 1)
    #expect(run.output.contains("missing (warning, accepted)"))
    #expect(run.output.contains("type changed (error, expired)"))
    #expect(run.output.contains("3 of 3 columns differ. 0 are equal. 1 finding accepted."))
    #expect(run.output.contains("FAIL  1 new and 1 expired finding: 1 error, 1 warning, 0 notes; 1 accepted"))
  }

  @Test(
    "A configuration that cannot be read is not guessed at, and a table that the audit leaves out is named")
  func mistakes() throws {
    let tool = try folder()
    try tool.write("broken.yml", "main: [")
    let broken = try tool.run("compare", "main", "staging", "--config", "broken.yml")
    #expect(broken.code == 2)
    #expect(broken.output == "")
    try tool.write("driftaudit.yml", "main: main/orders.json\nsources: [staging]\nexclude: [order*]\n")
    let excluded = try tool.run("compare", "main", "staging")
    #expect(excluded.code == 1)
    #expect(
      excluded.error.contains(
        "warning: the audit of 'main' does not look at 'staging.orders': 'order*' excludes it."))
    try tool.write("driftaudit.yml", "main: main/orders.json\nsources: [staging]\nstaging: s_*\n")
    #expect(
      try tool.run("compare", "main/orders.json", "staging").error.contains(
        "does not look at 'staging.orders': no pattern of its staging tables matches."))
  }
}

@Suite("Files of one name") struct FileNameTests {
  /// `main/orders.json`, and another in each of some folders.
  private func folder(_ folders: String...) throws -> ToolRun {
    let tool = try ToolRun()
    try tool.write("main/orders.json", #"[{"name":"id","type":"INTEGER"},{"name":"note","type":"STRING"}]"#)
    for folder in folders {
      try tool.write("\(folder)/orders.json", #"[{"name":"id","type":"INTEGER"}]"#)
    }
    return tool
  }

  private func tables(_ tool: ToolRun) throws -> [String] {
    let audits = try tool.json("reports/drift.json")["audits"] as? [[String: Any]] ?? []
    return audits.flatMap { $0["tables"] as? [[String: Any]] ?? [] }.compactMap { $0["table"] as? String }
  }

  @Test(
    "A staging file with the name of main's is a staging table, named with its folder",
    arguments: [["staging"], ["main", "staging"], ["./staging/"], ["staging/orders.json"], ["."]])
  func stagingTable(inputs: [String]) throws {
    let tool = try folder("staging")
    let run = try tool.run(["audit"] + inputs + ["--main", "main/orders.json"])
    #expect(run.error == "")
    #expect(run.code == 1)
    #expect(try tables(tool) == ["staging.orders"])
    let audits = try tool.json("reports/drift.json")["audits"] as? [[String: Any]] ?? []
    #expect((audits.first?["main"] as? [String: Any])?["table"] as? String == "orders")
  }

  @Test("Several versions are named with as many of their folders as it takes")
  func versions() throws {
    let tool = try folder("v1", "v2", "a/x", "b/x")
    #expect(try tool.run("audit", "v1", "v2", "--main", "main/orders.json").code == 1)
    #expect(try tables(tool) == ["v1.orders", "v2.orders"])
    #expect(try tool.run("audit", "a", "b", "--main", "main/orders.json").code == 1)
    #expect(try tables(tool) == ["a.x.orders", "b.x.orders"])
    // Patterns without a dot are about the file's own name.
    #expect(try tool.run("audit", ".", "--main", "main/orders.json", "--staging", "ord*").code == 1)
    #expect(try tables(tool) == ["a.x.orders", "b.x.orders", "v1.orders", "v2.orders"])
    #expect(try tool.run("audit", ".", "--main", "main/orders.json", "--staging", "v*.orders").code == 1)
    #expect(try tables(tool) == ["v1.orders", "v2.orders"])
  }

  @Test("A main that is named has to be named in full, and a file without a namesake keeps its name")
  func named() throws {
    let tool = try folder("staging")
    try tool.write("staging/items.json", #"[{"name":"id","type":"INTEGER"}]"#)
    let short = try tool.run("audit", "main", "staging", "--main", "orders")
    #expect(short.code == 2)
    #expect(short.error.contains("are named 'orders': 'main.orders', 'staging.orders'. Name main in full."))
    #expect(try tool.run("audit", "main", "staging", "--main", "main.orders").code == 1)
    #expect(try tables(tool) == ["items", "staging.orders"])
  }

  @Test("A path without a folder is named with the working folder where main has its name")
  func workingFolder() throws {
    let tool = try folder("staging")
    let run = try tool.run(["audit", ".", "--main", "../main/orders.json"], in: "staging")
    #expect(run.code == 1)
    #expect(try tool.json("staging/reports/drift.json").description.contains("staging.orders"))
  }

  @Test("merge, repair, explain-merge, inspect and orphans take it for a staging table too")
  func otherCommands() throws {
    let tool = try folder("staging")
    let audit = ["staging", "--main", "main/orders.json"]
    let merge = try tool.run(["merge", "--key", "id"] + audit)
    #expect(merge.code == 0)
    #expect(merge.output.contains("MERGE INTO `orders` AS T"))
    #expect(merge.output.contains("FROM `staging`.`orders` AS S"))
    let repair = try tool.run(["repair", "--target", "staging"] + audit)
    #expect(repair.output.contains("ALTER TABLE `staging`.`orders` ADD COLUMN IF NOT EXISTS note STRING;"))
    let explained = try tool.run(["explain-merge"] + audit)
    #expect(explained.output.contains("such as staging.orders\n"))
    #expect(
      try tool.run("inspect", "main", "staging").output.contains(
        "tables      2: main.orders … staging.orders"))
    let orphans = try tool.run(["orphans", "--staging", "orders"] + audit)
    #expect(orphans.output.contains("1 staging table, 0 left over"))
    let status = try tool.run(["status", "--staging", "orders"] + audit)
    #expect(status.code == 1)
  }
}
