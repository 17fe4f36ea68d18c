@testable import Merging
import Testing

@Suite("PostgreSQL's MERGE, understood") struct MergeCheckPostgreSQLTests {
  private let main = "id bigint, a text, b text"
  private let insert = "WHEN NOT MATCHED THEN INSERT (id, a, b) VALUES (s.id, s.a, s.b)"

  private func check(_ sql: String, main: String? = nil, _ staging: String? = nil, kept: [String] = []) throws
    -> MergeCheck
  {
    try Checking.postgres(sql, main: main ?? self.main, staging ?? main ?? self.main, kept: kept)
  }

  @Test(
    "Explicit columns are safe, in whatever words",
    arguments: [
      "MERGE INTO main AS t USING staging_1 AS s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = s.a, b = s.b",
      "MERGE INTO main t USING staging_1 s ON t.id = s.id WHEN MATCHED THEN UPDATE SET (a, b) = (s.a, s.b)",
      "MERGE INTO main t USING staging_1 s ON t.id = s.id WHEN MATCHED THEN UPDATE SET (a, b) = ROW (s.a, s.b)",
      #"MERGE INTO "main" t USING "staging_1" s ON t."id" = s."id" WHEN MATCHED THEN UPDATE SET "a" = s."a", b = s.b::text"#,
      "MERGE INTO main t USING (SELECT DISTINCT ON (id) id, a, b FROM staging_1 ORDER BY id, a DESC) s ON t.id = s.id "
        + "WHEN MATCHED THEN UPDATE SET a = s.a, b = s.b",
      "MERGE INTO main t USING (SELECT id, a, b FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY a) AS rn FROM staging_1) n "
        + "WHERE rn = 1) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = s.a, b = s.b",
      "WITH n AS MATERIALIZED (SELECT id, a, b FROM staging_1) MERGE INTO main t USING n s ON t.id = s.id "
        + "WHEN MATCHED THEN UPDATE SET a = s.a, b = s.b",
      "MERGE INTO main t USING staging_1 s ON t.id = s.id WHEN MATCHED AND s.a = E'x\\'y' THEN DO NOTHING "
        + "WHEN MATCHED THEN UPDATE SET a = s.a, b = s.b",
    ])
  func safe(_ sql: String) throws {
    let check = try check("\(sql) \(insert)")
    #expect(check.verdict == .safe, "\(check.text)")
  }

  @Test("DISTINCT ON leaves one row of its own columns, and no others")
  func distinct() throws {
    func text(_ columns: String) throws -> String {
      try check(
        "MERGE INTO main t USING (SELECT DISTINCT ON (\(columns)) id, a, b FROM staging_1) s ON t.id = s.id "
          + "WHEN MATCHED THEN UPDATE SET a = s.a, b = s.b \(insert)"
      ).text
    }
    #expect(try text("id").hasSuffix("SAFE  for the staging table\n"))
    #expect(try text("id, a").contains("one row is left for each a too"))
  }

  @Test("An alias in front of a column that is set is a column's name to PostgreSQL, which main lacks")
  func qualified() throws {
    let check = try check(
      "MERGE INTO main t USING staging_1 s ON t.id = s.id WHEN MATCHED THEN UPDATE SET t.a = s.a, b = s.b \(insert)"
    )
    #expect(check.verdict == .notSafe)
    #expect(check.text.contains("it names 1 column that main lacks: t"), "\(check.text)")
  }

  @Test(
    "Types are held against main's, by PostgreSQL's assignments",
    arguments: [
      ("bigint", "integer", "s.a", MergeCheck.Verdict.safe), ("integer", "bigint", "s.a", .notSafe),
      ("text", "integer", "s.a", .safe), ("date", "text", "s.a", .notSafe),
      ("date", "text", "s.a::date", .safe),
      ("date", "text", "CAST(s.a AS date)", .safe), ("numeric(10;2)", "numeric(12;4)", "s.a", .notSafe),
      ("character varying(5)", "text", "s.a", .notSafe),
      ("character varying(5)", "character varying(3)", "s.a", .safe),
      ("jsonb", "json", "s.a", .notSafe),
      ("timestamp with time zone", "text", "s.a::timestamp(3) with time zone", .safe),
      ("integer", "integer", "COALESCE(s.a, -1)", .safe), ("integer", "integer", "'5'", .safe),
      ("double precision", "double precision", "1.5", .safe), ("text[]", "text[]", "s.a", .safe),
    ])
  func types(_ main: String, _ staging: String, _ value: String, _ wanted: MergeCheck.Verdict) throws {
    let check = try check(
      "MERGE INTO main t USING staging_1 s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = \(value) "
        + "WHEN NOT MATCHED THEN INSERT (id, a) VALUES (s.id, \(value))", main: "id bigint, a \(main)",
      "id bigint, a \(staging)")
    #expect(check.verdict == wanted, "\(check.text)")
  }

  @Test("PostgreSQL compares less than it assigns")
  func compared() throws {
    let sql =
      "MERGE INTO main t USING staging_1 s ON t.id = s.id WHEN MATCHED THEN UPDATE SET a = s.a WHEN NOT MATCHED THEN INSERT (id, a) VALUES (s.id, s.a)"
    #expect(
      try check(sql, main: "id text, a text", "id integer, a text").text.contains(
        "no common type: text and integer"))
    #expect(try check(sql, main: "id bigint, a text", "id integer, a text").verdict == .safe)
  }

  @Test("What PostgreSQL has not is not understood", arguments: ["INSERT ROW", "INSERT DEFAULT VALUES"])
  func unknown(_ action: String) throws {
    let check = try check(
      "MERGE INTO main t USING staging_1 s ON t.id = s.id WHEN NOT MATCHED THEN \(action)")
    #expect(check.verdict == .unknown, "\(check.text)")
  }

  @Test("DELETE and INSERT, as dbt writes them")
  func dbt() throws {
    let check = try check(
      """
      begin;
      delete from "main" where (id) in (select (id) from "staging_1");
      insert into "main" ("id", "a", "b") (select "id", "a", "b" from "staging_1");
      commit;
      """)
    #expect(check.verdict == .safe, "\(check.text)")
  }
}
