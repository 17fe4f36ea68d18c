@testable import Engines
@testable import Baselines
@testable import Comparison
@testable import ComparisonFixtures
@testable import Repairing
@testable import Schema
@testable import Settings
import Testing

/// Repairs of tables written as GoogleSQL.
@Suite("What a repair does") struct RepairPlanTests {
  private func repair(
    _ main: String, _ staging: [String], _ target: RepairSettings.Target = .staging, rewrites: Bool = false,
    policy: DriftPolicy = DriftPolicy(today: "2026-01-30"),
    change: (inout TableSchema, inout [TableSchema]) -> Void = { _, _ in }
  ) throws -> RepairPlan {
    var mainSchema = try Comparing.schema(main)
    var schemas = try staging.map(Comparing.schema)
    change(&mainSchema, &schemas)
    let tables = schemas.indices.map { StagingTable(name: TableName(table: "s\($0 + 1)"), schema: $0) }
    let audit = policy.applied(
      to: AuditComparer.compare(
        main: Table(name: TableName(table: "main"), schema: mainSchema), mainSource: "main.json",
        families: [StagingFamily(name: "staging", tables: tables)], schemas: schemas,
        rules: policy.rules(for: Rules.all)))
    var settings = RepairSettings(target: target)
    settings.rewrites = rewrites
    return try RepairPlan(audit, policy: policy, settings)
  }

  /// The statements without comments.
  private func statements(_ plan: RepairPlan) -> [String] {
    RepairScript(plan).text.split(separator: "\n").filter { !$0.hasPrefix("--") }.map(String.init)
  }

  private func lines(_ findings: [Finding]) -> [String] {
    findings.map { "\($0.rule) \($0.column ?? "(table)")" }
  }
  private func left(_ plan: RepairPlan) -> [String] {
    plan.remaining.map {
      "\($0.finding.rule) \($0.finding.column ?? "(table)"): \($0.reasons.joined(separator: " "))"
    }
  }

  @Test("Columns are added in one statement, and a REQUIRED one is NULLABLE, which is told")
  func added() throws {
    let plan = try repair("a INT64, b STRING(5) NOT NULL, c ARRAY<INT64>", ["a INT64"])
    #expect(
      statements(plan) == [
        "ALTER TABLE `s1`", "  ADD COLUMN IF NOT EXISTS b STRING(5),",
        "  ADD COLUMN IF NOT EXISTS c ARRAY<INT64>;",
      ])
    #expect(lines(plan.removed) == ["missing-column b", "missing-column c"])
    #expect(lines(plan.appearing) == ["nullability-changed b"])
  }

  @Test("Main takes the columns of all shapes, and one that several widen is altered once")
  func main() throws {
    let plan = try repair(
      "a INT64, n NUMERIC(5, 2)",
      ["a INT64, n NUMERIC(6, 1), x STRING(5)", "a NUMERIC, n NUMERIC(5, 3), x STRING(9)"], .main)
    #expect(
      statements(plan) == [
        "ALTER TABLE `main` ADD COLUMN IF NOT EXISTS x STRING(9);", "ALTER TABLE `main`",
        "  ALTER COLUMN a SET DATA TYPE NUMERIC,", "  ALTER COLUMN n SET DATA TYPE NUMERIC(8, 3);",
      ])
    #expect(lines(plan.removed) == ["type-changed a", "extra-column x", "extra-column x"])
    // Every value fits by now, but types still are not the same.
    #expect(plan.remaining.map(\.finding.severity) == [.note, .note])
    #expect(lines(plan.appearing) == ["type-changed a", "parameters-changed x"])
  }

  @Test("A type that would lose a part of main's values is not main's")
  func losing() throws {
    #expect(
      left(try repair("a INT64", ["a FLOAT64"], .main)) == [
        "type-changed a: An ALTER from INT64 to FLOAT64 would keep fewer digits of some values. --rewrite writes the column anew."
      ])
    #expect(lines(try repair("a FLOAT64", ["a INT64"]).removed) == ["type-changed a"])
  }

  @Test(
    "BigQuery widens neither BIGNUMERIC to FLOAT64, nor DATE to DATETIME, nor what is REQUIRED or in an ARRAY"
  )
  func refused() throws {
    let plan = try repair(
      "a FLOAT64, b DATETIME, c NUMERIC NOT NULL, d ARRAY<NUMERIC>, e STRUCT<x NUMERIC, y INT64 NOT NULL>",
      ["a BIGNUMERIC, b DATE, c INT64 NOT NULL, d ARRAY<INT64>, e STRUCT<x INT64, y INT64 NOT NULL>"])
    #expect(statements(plan) == [])
    #expect(
      left(plan) == [
        "type-changed a: No ALTER of BigQuery changes BIGNUMERIC to FLOAT64. --rewrite writes the column anew.",
        "type-changed b: No ALTER of BigQuery changes DATE to DATETIME. --rewrite writes the column anew.",
        "type-changed c: BigQuery changes no type that is REQUIRED, or has a REQUIRED field. --rewrite writes the column anew.",
        "type-changed d: No ALTER of BigQuery changes types inside of an ARRAY. --rewrite writes the column anew.",
        "type-changed e.x: BigQuery changes no type that is REQUIRED, or has a REQUIRED field. --rewrite writes the column anew.",
      ])
  }

  @Test("A column that main has NULLABLE is relaxed before its type changes")
  func relaxed() throws {
    let text = RepairScript(try repair("a NUMERIC", ["a INT64 NOT NULL"])).text
    let drop = try #require(text.firstRange(of: "DROP NOT NULL"))
    let type = try #require(text.firstRange(of: "SET DATA TYPE NUMERIC"))
    #expect(drop.upperBound < type.lowerBound)
  }

  @Test("A field is added to a STRUCT only where the column is written anew, and no field is dropped")
  func fields() throws {
    let (main, staging) = ("s STRUCT<a INT64, b STRING>", "s STRUCT<x INT64, b STRING>")
    let without = try repair(main, [staging])
    #expect(statements(without) == [])
    let with = try repair(main, [staging], rewrites: true)
    #expect(lines(with.removed) == ["missing-column s.a"])
    #expect(left(with).first?.hasPrefix("extra-column s.x: DROP COLUMN would destroy") == true)
    #expect(
      statements(with).contains {
        $0.contains("STRUCT(CAST(NULL AS INT64) AS a, s.b AS b, s.x AS x)")
      })
  }

  @Test("The swap checks for values that SAFE_CAST made NULL, and for those that came back as others")
  func checked() throws {
    let text = RepairScript(
      try repair("a INT64, b TIMESTAMP", ["a FLOAT64, b STRING"], rewrites: true)
    ).text
    #expect(text.contains("COUNTIF(b IS NOT NULL AND driftaudit_new_2 IS NULL)"))
    #expect(
      text.contains(
        "COUNTIF(a IS NOT NULL AND (driftaudit_new_1 IS NULL OR COALESCE(SAFE_CAST(driftaudit_new_1 AS FLOAT64) != a, TRUE)))"
      ))
  }

  @Test(
    "Neither a column of the partitioning nor one with policy tags is swapped, and a filter is met where it is required"
  )
  func unswappable() throws {
    let plan = try repair("a INT64, day DATE, c INT64", ["a STRING, day STRING, c STRING"], rewrites: true) {
      _, staging in
      staging[0].partitioning = .present(
        Partitioning(column: "day", granularity: "DAY", requiresFilter: true))
      staging[0].columns[2].attributes.policyTags = .present(["t"])
    }
    #expect(
      left(plan) == [
        "type-changed day: The table is partitioned or clustered by it, so that no column can take its place: create the table anew.",
        "type-changed c: It has policy tags, which a column in its place would not have.",
      ])
    #expect(
      statements(plan).contains {
        $0.hasSuffix("SET driftaudit_new_1 = SAFE_CAST(a AS INT64) WHERE day IS NOT NULL OR day IS NULL;")
      })
  }

  @Test("Main is not written anew for a type that other staging tables do not have")
  func divided() throws {
    let plan = try repair("a STRING", ["a INT64", "a STRING"], .main, rewrites: true)
    #expect(statements(plan) == [])
    #expect(
      left(plan) == ["type-changed a: Staging tables have it in several types, of which main cannot be all."])
  }

  @Test("Ignored and accepted drift is left alone")
  func accepted() throws {
    var policy = DriftPolicy(ignored: [try ColumnPattern("b")], today: "2026-01-30")
    policy.baseline =
      Baseline.load(
        bytes: Array(
          """
          {"version": 1, "accepted": [{"rule": "missing-column", "table": "main", "family": "staging", "column": "c",
           "main": "INT64", "staging": null, "reason": "r", "expires": null, "owner": null}]}
          """.utf8), file: "b.json", knownRules: Rules.names
      ).0
    let plan = try repair("a INT64, b INT64, c INT64, d INT64", ["a INT64"], policy: policy)
    #expect(statements(plan) == ["ALTER TABLE `s1` ADD COLUMN IF NOT EXISTS d INT64;"])
    #expect(plan.acceptedCount == 1)
    #expect(RepairScript(plan).text.contains("1 accepted finding in the baseline"))
  }

  @Test("Names that are hostile stand in comments as text and in statements between backticks")
  func names() throws {
    let name = "a\n`DROP TABLE x;--\u{202E}"
    let plan = try repair("id INT64", ["id INT64"]) { main, _ in
      main.columns.append(Comparing.int(name))
    }
    let text = RepairScript(plan).text
    #expect(text.contains("missing-column: a\\u{a}`DROP TABLE x;--\\u{202e}"))
    #expect(text.contains("ADD COLUMN IF NOT EXISTS `a\\n\\`DROP TABLE x;--\u{202E}` INT64;"))
  }

  @Test("What is too long for one request is a loop over the tables")
  func loop() throws {
    let plan = try repair("a INT64, `b c` STRING, d INT64", ["a INT64", "a INT64"]) { main, _ in
      main.columns[2].attributes.defaultExpression = .present("'it\\'s'")
    }
    let text = RepairScript(plan, limit: 100).text
    #expect(
      text.contains(
        "FOR altered IN (\n  SELECT path FROM UNNEST([\n    '`s1`',\n    '`s2`'\n  ]) AS path\n) DO\n"))
    #expect(
      text.contains(
        """
          EXECUTE IMMEDIATE 'ALTER TABLE ' || altered.path
            || ' ADD COLUMN IF NOT EXISTS `b c` STRING,'
            || ' ADD COLUMN IF NOT EXISTS d INT64';
          EXECUTE IMMEDIATE 'ALTER TABLE ' || altered.path
            || ' ALTER COLUMN d SET DEFAULT \\'it\\\\\\'s\\'';
        END FOR;
        """))
    #expect(text.contains("bytes are more than the 1 MiB that BigQuery takes at once"))
  }

  @Test("Tables of another engine are refused")
  func engines() throws {
    #expect(throws: RepairRefusal.self) {
      _ = try repair("a INT64", ["a INT64"]) { main, _ in main.engine = .snowflake }
    }
    #expect(throws: RepairRefusal.self) {
      _ = try repair("a INT64", ["a INT64, b INT64"]) { _, staging in
        staging[0].columns[1].foreignType = "int"
      }
    }
    // Main alone is altered.
    let plan = try repair("a INT64", ["a INT64, b INT64"], .main) { _, staging in
      staging[0].columns[1].foreignType = "int"
    }
    #expect(statements(plan) == ["ALTER TABLE `main` ADD COLUMN IF NOT EXISTS b INT64;"])
  }
}
