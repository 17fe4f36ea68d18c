@testable import Merging
import Testing

@Suite("A MERGE that is there, understood") struct MergeCheckTests {
  private let main = "id INT64, a STRING, b STRING"

  private func merge(
    _ source: String = "staging_1 AS S", set: String = "a = S.a, b = S.b", insert: String? = nil
  )
    -> String
  {
    "MERGE main AS T USING \(source) ON T.id = S.id\nWHEN MATCHED THEN UPDATE SET \(set)\n"
      + "WHEN NOT MATCHED THEN \(insert ?? "INSERT (id, a, b) VALUES (S.id, S.a, S.b)")"
  }

  @Test(
    "Explicit columns are safe, in whatever words",
    arguments: [
      "staging_1 AS S", "staging_1 S", "`staging_1` AS S", "(SELECT * FROM staging_1) AS S",
      "(SELECT id, a, b FROM staging_1) S", "(SELECT x.* FROM staging_1 AS x) S", "p.d.staging_1 AS S",
      "`p-q.d.staging_1` S", "p-q.d.staging_1 S", "/* all */ staging_1 AS S -- of today\n",
      "(SELECT * EXCEPT (a), a FROM staging_1) S", "(SELECT * REPLACE (TRIM(a) AS a) FROM staging_1) S",
      "(SELECT * FROM staging_1 WHERE id IS NOT NULL QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY a DESC) = 1) S",
      "(SELECT id, MAX(a) AS a, ANY_VALUE(b) AS b FROM staging_1 GROUP BY id) S",
    ])
  func safe(_ source: String) throws {
    let check = try Checking.check(merge(source), main: main, "b STRING, id INT64, a STRING")
    #expect(check.verdict == .safe, "\(check.text)")
  }

  @Test(
    "INSERT ROW is never safe, and is told with what it does",
    arguments: [
      ("id INT64, a STRING, b STRING", "INSERT ROW works today"),
      ("id INT64, a STRING", "INSERT ROW fails: 2 values for 3 columns"),
      (
        "id INT64, b STRING, a STRING",
        "INSERT ROW puts values into other columns without an error: a gets the values of b"
      ),
      ("id INT64, a INT64, b STRING", "INSERT ROW fails: a is STRING, its value is INT64"),
    ])
  func insertRow(_ staging: String, _ wanted: String) throws {
    let sql = "MERGE main T USING staging_1 S ON T.id = S.id WHEN NOT MATCHED THEN INSERT ROW"
    let check = try Checking.check(sql, main: main, staging)
    #expect(check.verdict == .notSafe)
    #expect(Checking.told(check, "not safe").contains { $0.hasPrefix("1:69 \(wanted)") }, "\(check.text)")
  }

  @Test("Columns that the statement misses are told by how it misses them")
  func coverage() throws {
    let check = try Checking.check(
      merge(set: "a = S.a", insert: "INSERT (id, b) VALUES (S.id, S.b)"), main: main + ", c STRING",
      "id INT64, a STRING, b STRING, c STRING")
    #expect(
      Checking.told(check, "not safe") == [
        "1:1 1 column is updated and never inserted: a.",
        "1:1 1 column is inserted and never updated: b. Where that is meant, --keep says so.",
        "1:1 1 column of main is neither inserted nor updated: c.",
      ])
    #expect(
      try Checking.check(merge(set: "a = S.a"), main: main, main, kept: ["B"]).verdict == .safe)
    #expect(
      try Checking.check("-- driftaudit: keep b, `id`\n" + merge(set: "a = S.a"), main: main, main).verdict
        == .safe)
  }

  @Test("Of several UPDATEs each has to write a column, and none may stand behind one that takes all rows")
  func updates() throws {
    let insert = "WHEN NOT MATCHED THEN INSERT (id, a, b) VALUES (S.id, S.a, S.b)"
    let head = "MERGE main T USING staging_1 S ON T.id = S.id WHEN MATCHED"
    let part = try Checking.check(
      "\(head) AND S.a > '' THEN UPDATE SET a = S.a, b = S.b WHEN MATCHED THEN UPDATE SET b = S.b \(insert)",
      main: main,
      main)
    #expect(
      Checking.told(part, "not safe") == [
        "1:1 1 column is updated by some WHEN MATCHED and not by others: a. Where that is meant, --keep says so."
      ])
    let never = try Checking.check(
      "\(head) THEN UPDATE SET a = S.a, b = S.b WHEN MATCHED THEN UPDATE SET a = S.a, b = S.b \(insert)",
      main: main, main)
    #expect(Checking.told(never, "not safe") == ["1:93 this never holds for any row."])
  }

  @Test("A column that staging lacks is told with the tables that lack it")
  func missing() throws {
    let check = try Checking.check(merge(), main: main, "id INT64, a STRING, b STRING", "id INT64, b STRING")
    #expect(check.verdict == .notSafe)
    #expect(
      Checking.told(check, "not safe").contains("2:36 it reads 1 column that staging_2 (s2) lacks: a."),
      "\(check.text)")
    #expect(
      Checking.told(check, "note").contains(
        "1:1 it reads staging_1; 1 other staging table stood in its place in turn."))
  }

  @Test("A column that main lacks is told with the nearest that it has")
  func unknown() throws {
    let check = try Checking.check(
      merge(set: "amount = S.a, b = S.b", insert: "INSERT (id, ab, b) VALUES (S.id, S.a, S.b)"), main: main,
      main)
    #expect(
      Checking.told(check, "not safe").contains(
        "2:30 it names 2 columns that main lacks: amount, ab (nearest: a)."),
      "\(check.text)")
  }

  @Test(
    "A value in another column than its own is told",
    arguments: [
      ("staging_1 S", "a = S.b, b = S.b"), ("staging_1 S", "a = S.a, b = UPPER(S.a)"),
      ("(SELECT id, a AS b, b AS a FROM staging_1) S", "a = S.a, b = S.b"),
      ("(SELECT id, b, a AS b2 FROM staging_1) S", "a = S.b2, b = S.b2"),
      ("staging_1 S", "a = CAST(S.b AS STRING), b = S.b"), ("staging_1 S", "a = T.b, b = S.b"),
    ])
  func wrongColumn(_ source: String, _ set: String) throws {
    let check = try Checking.check(merge(source, set: set), main: main, main)
    #expect(check.verdict == .notSafe)
    #expect(check.text.contains("values of another"), "\(check.text)")
  }

  @Test(
    "UNION by position is safe only while the columns stand in one order",
    arguments: [
      ("id INT64, a STRING, b STRING", MergeCheck.Verdict.safe), ("id INT64, b STRING, a STRING", .notSafe),
      ("id INT64, a STRING", .notSafe), ("id INT64, a STRING, b INT64", .notSafe),
      ("id INT64, a STRING, b STRING, c STRING", .notSafe),
    ])
  func unionByPosition(_ second: String, _ wanted: MergeCheck.Verdict) throws {
    let source = "(SELECT * FROM staging_1 UNION ALL SELECT * FROM staging_2) S"
    let check = try Checking.check(merge(source), main: main, main, second)
    #expect(check.verdict == wanted, "\(check.text)")
  }

  @Test(
    "UNION BY NAME is safe in any order, and fails where a column is missing",
    arguments: [
      ("UNION ALL BY NAME", "id INT64, b STRING, a STRING", MergeCheck.Verdict.safe),
      ("UNION ALL BY NAME", "id INT64, a STRING", .notSafe),
      ("UNION ALL BY NAME", "id INT64, a STRING, b STRING, c STRING", .notSafe),
      ("FULL OUTER UNION ALL BY NAME", "c INT64, b STRING, a STRING, id INT64", .safe),
      // NULL in the place of what a table lacks, which an update would write.
      ("FULL UNION ALL BY NAME", "id INT64, a STRING", .notSafe),
    ])
  func unionByName(_ union: String, _ second: String, _ wanted: MergeCheck.Verdict) throws {
    let source = "(SELECT * FROM staging_1 \(union) SELECT * FROM staging_2) S"
    let check = try Checking.check(merge(source), main: main, main, second)
    #expect(check.verdict == wanted, "\(check.text)")
  }

  @Test("An update that writes NULL for what a table lacks is told, and one that minds the table is not")
  func nulls() throws {
    let source = """
      (SELECT id, a, b, 1 AS shape FROM staging_1 UNION ALL SELECT id, CAST(NULL AS STRING), b, 2 FROM staging_2) S
      """
    let staging = ["id INT64, a STRING, b STRING", "id INT64, b STRING"]
    let careless = try Checking.check(merge(source), main: main, staging[0], staging[1])
    #expect(
      Checking.told(careless, "not safe") == [
        "2:34 an update makes 1 column NULL in rows of staging_2 (s2): a."
      ])
    let careful = "a = IF(S.shape = 1, S.a, T.a), b = S.b"
    #expect(
      try Checking.check(merge(source, set: careful), main: main, staging[0], staging[1]).verdict == .safe)
    let wrong = "a = IF(S.shape = 2, S.a, T.a), b = S.b"
    #expect(
      try Checking.check(merge(source, set: wrong), main: main, staging[0], staging[1]).verdict == .notSafe)
  }

  @Test("Staging tables that are not read are told")
  func notRead() throws {
    let source = "(SELECT * FROM staging_1 UNION ALL SELECT * FROM staging_2) S"
    let check = try Checking.check(merge(source), main: main, main, main, main)
    #expect(Checking.told(check, "not safe") == ["1:1 1 staging table staging_3 is not read."])
  }

  @Test("A whole row cannot pass for a value, nor a field for another")
  func structs() throws {
    let main = "id INT64, a STRUCT<x INT64, y INT64>"
    func verdict(_ value: String, _ staging: String = main) throws -> MergeCheck {
      try Checking.check(
        "MERGE main T USING staging_1 S ON T.id = S.id WHEN MATCHED THEN UPDATE SET a = \(value) "
          + "WHEN NOT MATCHED THEN INSERT (id, a) VALUES (S.id, \(value))", main: main, staging)
    }
    #expect(try verdict("S.a").verdict == .safe)
    #expect(
      try verdict("STRUCT(S.a.x AS x, S.a.y AS y)", "id INT64, a STRUCT<y INT64, x INT64>").verdict == .safe)
    #expect(
      try verdict("S.a", "id INT64, a STRUCT<y INT64, x INT64>").text.contains(
        "fields of a STRUCT go by position"))
    #expect(try verdict("S.a", "id INT64, a STRUCT<x INT64>").verdict == .notSafe)
    #expect(
      try verdict("STRUCT(S.a.y AS x, S.a.x AS y)").text.contains(
        "2 fields get values of another: x (gets y), y (gets x)"))
    #expect(try verdict("STRUCT(S.a.y, S.a.x)").verdict == .notSafe)
    #expect(try verdict("(S.a.x, S.a.y)").verdict == .notSafe)
    #expect(try verdict("STRUCT(S.a.x AS x, S.a.z AS y)").text.contains("lacks: a.z."))
    #expect(
      try verdict("STRUCT(S.a.x AS x, CAST(NULL AS INT64) AS y)").text.contains(
        "an update makes 1 field NULL"))
    #expect(try verdict("S").verdict == .unknown)
  }

  @Test(
    "Types are held against main's, by BigQuery's coercions",
    arguments: [
      ("NUMERIC", "INT64", "S.a", MergeCheck.Verdict.safe), ("INT64", "STRING", "S.a", .notSafe),
      ("INT64", "STRING", "CAST(S.a AS INT64)", .safe), ("INT64", "STRING", "SAFE_CAST(S.a AS INT64)", .safe),
      ("JSON", "STRING", "CAST(S.a AS JSON)", .notSafe), ("JSON", "STRING", "PARSE_JSON(S.a)", .safe),
      ("STRING(3)", "STRING(5)", "S.a", .notSafe), ("STRING(5)", "STRING(3)", "S.a", .safe),
      ("NUMERIC(5, 2)", "NUMERIC(5, 2)", "S.a", .safe), ("NUMERIC(5, 2)", "NUMERIC", "S.a", .notSafe),
      ("INT64", "STRING", "COALESCE(S.a, -1)", .notSafe), ("INT64", "INT64", "COALESCE(S.a, -1)", .safe),
      // What is reckoned from a column of another type is not known.
      ("INT64", "STRING", "LENGTH(S.a)", .unknown), ("INT64", "NUMERIC", "S.a + 1", .unknown),
      ("INT64", "INT64", "S.a + 1", .safe), ("DATE", "DATE", "'2026-01-30'", .safe),
      ("INT64", "INT64", "'x'", .notSafe),
    ])
  func types(_ main: String, _ staging: String, _ value: String, _ wanted: MergeCheck.Verdict) throws {
    let check = try Checking.check(
      "MERGE main T USING staging_1 S ON T.id = S.id WHEN MATCHED THEN UPDATE SET a = \(value) "
        + "WHEN NOT MATCHED THEN INSERT (id, a) VALUES (S.id, \(value))", main: "id INT64, a \(main)",
      "id INT64, a \(staging)")
    #expect(check.verdict == wanted, "\(check.text)")
  }

  @Test("A column that comes twice out of a query, since staging has got it meanwhile, is told")
  func twice() throws {
    let source = "(SELECT *, CURRENT_TIMESTAMP() AS stamp FROM staging_1) S"
    func check(_ staging: String) throws -> MergeCheck {
      try Checking.check(
        "MERGE main T USING \(source) ON T.id = S.id WHEN MATCHED THEN UPDATE SET stamp = S.stamp "
          + "WHEN NOT MATCHED THEN INSERT (id, stamp) VALUES (id, S.stamp)",
        main: "id INT64, stamp TIMESTAMP",
        staging)
    }
    #expect(try check("id INT64").verdict == .safe)
    #expect(try check("id INT64, stamp TIMESTAMP").text.contains("stamp comes twice out of the query"))
  }

  @Test("REQUIRED columns need a value")
  func required() throws {
    let main = "id INT64, a STRING NOT NULL"
    func text(_ value: String) throws -> String {
      try Checking.check(
        "MERGE main T USING staging_1 S ON T.id = S.id WHEN NOT MATCHED THEN INSERT (id, a) VALUES (S.id, \(value))",
        main: main, "id INT64, a STRING", kept: ["*"]
      ).text
    }
    #expect(try text("NULL").contains("a is REQUIRED and would be NULL"))
    #expect(try text("DEFAULT").contains("a is REQUIRED and would be NULL"))
    #expect(try text("S.a").contains("note: a is REQUIRED: a row that has NULL there makes it fail"))
    #expect(try text("S.a").hasSuffix("SAFE  for the staging table\n"))
  }
}
