import Foundation
import Testing

/// Exports, arguments and the script that comes of them: `make merge-check` shows those of BigQuery to ZetaSQL, and
/// `make repair-check` runs the others.
@Suite("Scripts of repair") struct RepairGoldenTests {
  private static let cases = GoldenScript("repair", beside: #filePath)
  static let names = cases.names

  @Test("Each case gives its script, byte for byte, and every time the same", arguments: names)
  func golden(_ name: String) throws {
    let run = try Self.cases.check(name)
    #expect(run.code == 0)
    #expect(
      run.error == ""
        || run.error.hasPrefix("warning: ") && run.error.contains("the comment at the top says why."))
  }

  @Test("There are cases of each engine")
  func areThere() {
    for engine in ["bigquery-", "postgres-", "duckdb-"] {
      #expect(Self.names.count { $0.hasPrefix(engine) } > 4)
    }
  }
}

@Suite("The incident, repaired") struct IncidentRepairTests {
  private static let incident = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "schemas/incident").path

  @Test("All 1,665 tables get their 14 columns by one script of less than 1 MiB")
  func all() throws {
    let run = try ToolRun().run([
      "repair", "\(Self.incident)/columns.ndjson.gz", "--main", "\(Self.incident)/main.json", "--staging",
      "_staging_*",
      "--target", "staging",
    ])
    #expect(run.code == 0)
    #expect(run.error == "")
    #expect(run.output.utf8.count < 1 << 20)
    #expect(run.output.contains("which removes 14 of\n--   14 findings."))
    let tables = run.output.split(separator: "\n").filter { $0.hasPrefix("    '`nba-props-platform`.") }
    #expect(tables.count == 1_665)
    #expect(Set(tables.map { $0.replacing(",", with: "") }).count == 1_665)
    #expect(run.output.split(separator: "\n").count { $0.contains("ADD COLUMN IF NOT EXISTS ") } == 14)
  }
}

@Suite("The repair command") struct RepairCommandTests {
  private func tool() throws -> ToolRun { try ToolRun.withExports() }
  private let repair = ["repair", "exports", "--main", "main", "--staging", "_staging_*"]

  @Test("A script ends with 0, and standard output holds nothing else")
  func printed() throws {
    let run = try tool().run(repair + ["--target", "staging"])
    #expect(run.code == 0)
    #expect(run.error == "")
    #expect(run.output.hasPrefix("-- Alters 3 staging tables of p.d.main, which removes 1 of 1 finding.\n"))
    #expect(run.output.hasSuffix("ALTER TABLE `p`.`d`.`_staging_3` ADD COLUMN IF NOT EXISTS c INT64;\n"))
  }

  @Test("Findings that stay are a warning, and the script says why")
  func left() throws {
    let run = try tool().run(repair + ["--target", "main"])
    #expect(run.code == 0)
    #expect(run.error == "warning: 1 finding stays; the comment at the top says why.\n")
    #expect(run.output.hasPrefix("-- Nothing is altered: no ALTER of p.d.main removes 1 finding.\n"))
    #expect(!run.output.contains("ALTER TABLE"))
  }

  @Test("What could not be read, and another engine's tables, are no script")
  func refused() throws {
    let tool = try tool()
    let other = try tool.run(repair + ["--target", "staging", "--dialect", "postgres"])
    #expect(other.code == 2)
    #expect(other.output == "")
    #expect(
      other.error.contains("no repair: p.d.main is BigQuery's, and the statement would be PostgreSQL's."))
    try tool.write("exports/broken.json", "[{\"table_name\":")
    let run = try tool.run(repair + ["--target", "staging"])
    #expect(run.code == 2)
    #expect(run.output == "")
  }

  @Test(
    "Wrong use is exit 64",
    arguments: [[], ["--target", "both"], ["--target", "main", "--dialect", "snowflake"]])
  func wrongUse(_ arguments: [String]) throws {
    let run = try tool().run(repair + arguments)
    #expect(run.code == 64)
    #expect(run.output == "")
  }
}
