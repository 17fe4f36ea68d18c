@testable import Merging
@testable import Schema
import Testing

/// Forms in which tools and people write a merge: dbt, SQLMesh, Dataform, Airbyte, dlt.
@Suite("A MERGE that is there, in the forms that tools write") struct MergeCheckFormsTests {
  private let main = "id INT64, a STRING, b STRING"
  private let insert = "WHEN NOT MATCHED THEN INSERT (id, a, b) VALUES (S.id, S.a, S.b)"

  private func check(_ sql: String, kept: [String] = [], _ staging: String? = nil) throws -> MergeCheck {
    try Checking.check(sql, main: main, staging ?? main, kept: kept)
  }

  @Test(
    "Main's alias may stand in front of a column that is set",
    arguments: [
      "MERGE main T USING staging_1 S ON T.id = S.id WHEN MATCHED THEN UPDATE SET T.a = S.a, t.b = S.b",
      "MERGE main USING staging_1 S ON main.id = S.id WHEN MATCHED THEN UPDATE SET main.a = S.a, b = S.b",
      // SQLMesh.
      "MERGE INTO `main` AS `__MERGE_TARGET__` USING (SELECT `id`, `a`, `b` FROM `staging_1`) AS `S` "
        + "ON `__MERGE_TARGET__`.`id` = `S`.`id` WHEN MATCHED THEN UPDATE SET `__MERGE_TARGET__`.`a` = `S`.`a`, "
        + "`__MERGE_TARGET__`.`b` = `S`.`b`",
    ])
  func qualified(_ sql: String) throws {
    let check = try check("\(sql) \(insert)")
    #expect(check.verdict == .safe, "\(check.text)")
  }

  @Test(
    "A column behind main's alias that main lacks is told, and a field that is set by itself is not followed")
  func qualifiedUnknown() throws {
    let head = "MERGE main T USING staging_1 S ON T.id = S.id WHEN MATCHED THEN UPDATE SET"
    let phone = try check("\(head) T.phone = S.a, a = S.a, b = S.b \(insert)")
    #expect(
      Checking.told(phone, "not safe") == ["1:78 it names 1 column that main lacks: phone."], "\(phone.text)")
    for target in ["a.x", "T.a.x", "S.a"] {
      #expect(try check("\(head) \(target) = S.a, a = S.a, b = S.b \(insert)").verdict == .unknown)
    }
  }

  @Test("dbt's incremental model, with values that stand alone")
  func dbt() throws {
    let check = try check(
      """
      merge into `p`.`d`.`main` as DBT_INTERNAL_DEST
          using (select * from `p`.`d`.`staging_1`) as DBT_INTERNAL_SOURCE
          on ((DBT_INTERNAL_SOURCE.id = DBT_INTERNAL_DEST.id))
      when matched then update set
          `id` = DBT_INTERNAL_SOURCE.`id`,`a` = DBT_INTERNAL_SOURCE.`a`,`b` = DBT_INTERNAL_SOURCE.`b`
      when not matched then insert (`id`, `a`, `b`) values (`id`, `a`, `b`)
      """)
    #expect(check.verdict == .safe, "\(check.text)")
  }

  @Test(
    "dbt's insert_overwrite, SQLMesh's by time: rows that a condition names are replaced, and none is updated"
  )
  func replacing() throws {
    func merge(_ condition: String) -> String {
      "MERGE main T USING (SELECT id, a, b FROM staging_1) S ON FALSE "
        + "WHEN NOT MATCHED BY SOURCE \(condition) THEN DELETE \(insert)"
    }
    let some = try check(merge("AND T.id IN (1, 2)"))
    #expect(some.verdict == .safe, "\(some.text)")
    #expect(
      Checking.told(some, "note") == [
        "1:115 it deletes rows of main that staging lacks, where its condition holds."
      ])
    let all = try check(merge(""))
    #expect(all.verdict == .notSafe)
    #expect(
      Checking.told(all, "not safe") == [
        "1:97 it deletes every row of main that the rows it reads lack: a staging table seldom holds all of them."
      ])
    // Without a DELETE, nothing is replaced.
    #expect(try check("MERGE main T USING staging_1 S ON FALSE \(insert)").verdict == .notSafe)
    #expect(try check(merge("AND T.nothing = 1")).text.contains("1 column that main lacks: nothing"))
    #expect(try check(merge("AND S.id = 1")).verdict == .unknown)
  }

  @Test("The filter that main requires may be that of the rows that are replaced")
  func replacedPartition() throws {
    func verdict(_ condition: String) throws -> MergeCheck.Verdict {
      try Checking.check(
        "MERGE main T USING staging_1 S ON FALSE WHEN NOT MATCHED BY SOURCE AND \(condition) THEN DELETE "
          + "WHEN NOT MATCHED THEN INSERT (id, day) VALUES (S.id, S.day)", main: "id INT64, day DATE",
        "id INT64, day DATE",
        partitioning: .present(Partitioning(column: "day", granularity: "DAY", requiresFilter: true))
      ).verdict
    }
    #expect(try verdict("T.day IN ('2026-01-30')") == .safe)
    #expect(try verdict("T.id = 1") == .notSafe)
  }

  @Test("DELETE in a WHEN MATCHED is told, and is not safe without a condition")
  func deletes() throws {
    let head = "MERGE main T USING staging_1 S ON T.id = S.id"
    let update = "WHEN MATCHED THEN UPDATE SET a = S.a, b = S.b"
    let some = try check("\(head) WHEN MATCHED AND S.b = 'gone' THEN DELETE \(update) \(insert)")
    #expect(some.verdict == .safe, "\(some.text)")
    #expect(
      Checking.told(some, "note").contains(
        "1:82 it deletes rows of main that staging has, where its condition holds."))
    let every = try check("\(head) WHEN MATCHED THEN DELETE \(insert)", kept: ["*"])
    #expect(Checking.told(every, "not safe") == ["1:65 it deletes every row of main that it finds."])
  }

  @Test("Rows that staging lacks may be marked")
  func marked() throws {
    let head =
      "MERGE main T USING staging_1 S ON T.id = S.id WHEN MATCHED THEN UPDATE SET a = S.a, b = S.b \(insert)"
    let check = try check("\(head) WHEN NOT MATCHED BY SOURCE AND T.id > 5 THEN UPDATE SET b = 'gone'")
    #expect(check.verdict == .safe, "\(check.text)")
    #expect(check.text.contains("note: rows of main that staging lacks get another b."))
    #expect(try self.check("\(head) WHEN NOT MATCHED BY SOURCE THEN UPDATE SET x = 1").verdict == .notSafe)
    #expect(try self.check("\(head) WHEN NOT MATCHED BY SOURCE THEN UPDATE SET b = 1").verdict == .notSafe)
  }

  @Test(
    "WITH is followed wherever a query stands",
    arguments: [
      "WITH n AS (SELECT * FROM staging_1) SELECT * FROM n",
      "WITH n AS (SELECT id, a FROM staging_1), m AS (SELECT id, a, 'x' AS b FROM n) SELECT id, a, b FROM m",
      "SELECT * FROM (WITH staging_1 AS (SELECT * FROM staging_1) SELECT * FROM staging_1)",
      // Airbyte.
      """
      WITH new_records AS (SELECT id, a, b FROM staging_1 WHERE id IS NOT NULL),
      numbered_rows AS (SELECT *, row_number() OVER (PARTITION BY id ORDER BY a DESC NULLS LAST) AS row_number FROM new_records)
      SELECT id, a, b FROM numbered_rows WHERE row_number = 1
      """,
    ])
  func with(_ source: String) throws {
    let check = try check(
      "MERGE main T USING (\(source)) S ON T.id = S.id WHEN MATCHED THEN UPDATE SET a = S.a, b = S.b \(insert)"
    )
    #expect(check.verdict == .safe, "\(check.text)")
  }

  @Test("What a WITH lacks is told, and RECURSIVE is not followed")
  func withMissing() throws {
    func merge(_ source: String) -> String {
      "MERGE main T USING (\(source)) S ON T.id = S.id WHEN MATCHED THEN UPDATE SET a = S.a, b = S.b \(insert)"
    }
    let missing = try check(merge("WITH n AS (SELECT id, a FROM staging_1) SELECT id, a, b FROM n"))
    #expect(missing.verdict == .notSafe)
    #expect(missing.text.contains("the rows it reads do not have: b."), "\(missing.text)")
    #expect(try check(merge("WITH RECURSIVE n AS (SELECT 1) SELECT * FROM n")).verdict == .unknown)
    // A name of a WITH is gone outside of it.
    #expect(
      try check(merge("SELECT * FROM (WITH n AS (SELECT 1 AS x) SELECT x FROM n), n")).verdict == .unknown)
    let swapped = try check(merge("WITH n AS (SELECT id, b AS a, a AS b FROM staging_1) SELECT * FROM n"))
    #expect(swapped.text.contains("get values of another"), "\(swapped.text)")
  }

  @Test(
    "One row for each key is seen in all the ways it is written",
    arguments: [
      "SELECT * EXCEPT (rn) FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY a DESC) AS rn FROM staging_1) WHERE rn = 1",
      "SELECT id, a, b FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY a) rn FROM staging_1) WHERE a > '' AND 1 = rn",
      "SELECT id, a, b FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY a) rn FROM staging_1) WHERE rn < 2",
      "SELECT * FROM staging_1 QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY a DESC) = 1 AND a > ''",
      "SELECT id, ANY_VALUE(a HAVING MAX b) AS a, MAX(b) AS b FROM staging_1 GROUP BY id",
      "SELECT id, ANY_VALUE(a HAVING MIN b) AS a, MAX(b) AS b FROM staging_1 GROUP BY 1",
    ])
  func oneRow(_ source: String) throws {
    let check = try check(
      "MERGE main T USING (\(source)) S ON T.id = S.id WHEN MATCHED THEN UPDATE SET a = S.a, b = S.b \(insert)"
    )
    #expect(check.verdict == .safe, "\(check.text)")
    #expect(!check.text.contains("nothing leaves one row"), "\(check.text)")
  }

  @Test(
    "One row for each of other columns than the key's is told",
    arguments: [
      ("PARTITION BY id, a", "rn = 1", "1 column"),
      ("PARTITION BY a", "rn = 1", "the others of them are lost"),
      ("PARTITION BY id", "rn = 2", "nothing leaves one row"),
      ("PARTITION BY id", "rn >= 1", "nothing leaves one row"),
    ])
  func otherRows(_ partition: String, _ condition: String, _ wanted: String) throws {
    let check = try check(
      "MERGE main T USING (SELECT * EXCEPT (rn) FROM (SELECT *, ROW_NUMBER() OVER (\(partition) ORDER BY b) AS rn FROM staging_1) "
        + "WHERE \(condition)) S ON T.id = S.id WHEN MATCHED THEN UPDATE SET a = S.a, b = S.b \(insert)")
    #expect(
      check.text.contains(wanted == "1 column" ? "one row is left for each a too" : wanted), "\(check.text)")
  }

  @Test("DELETE and INSERT replace rows: what the INSERT leaves out is lost")
  func deleteAndInsert() throws {
    let delete = "DELETE FROM main WHERE id IN (SELECT id FROM staging_1);\n"
    let whole = try check(
      "BEGIN TRANSACTION;\n\(delete)INSERT INTO main (id, a, b) SELECT id, a, b FROM staging_1;\nCOMMIT TRANSACTION;"
    )
    #expect(whole.verdict == .safe, "\(whole.text)")
    #expect(
      Checking.told(whole, "note") == [
        "3:13 nothing leaves one row for each key: a key that comes twice in staging comes twice in main."
      ])
    // dlt.
    let dlt = try check(
      """
      BEGIN TRANSACTION;
      DELETE FROM main AS d WHERE EXISTS (SELECT 1 FROM staging_1 AS s WHERE d.`id` = s.`id`);
      INSERT INTO main (`id`, `a`, `b`) SELECT `id`, `a`, `b` FROM (
        SELECT ROW_NUMBER() OVER (PARTITION BY `id` ORDER BY `a` DESC) AS _dlt_dedup_rn, `id`, `a`, `b` FROM staging_1
      ) AS _dlt_dedup_numbered WHERE _dlt_dedup_rn = 1;
      COMMIT TRANSACTION;
      """)
    #expect(dlt.verdict == .safe && !dlt.text.contains("note:"), "\(dlt.text)")
    let part = try check("\(delete)INSERT main (id, a) SELECT id, a FROM staging_1")
    #expect(
      Checking.told(part, "not safe") == ["2:8 rows of main are deleted and inserted anew, without their b."])
    #expect(part.text.contains("note: DELETE and INSERT are no transaction"))
    let position = try check(
      "\(delete)INSERT INTO main SELECT * FROM staging_1", "id INT64, b STRING, a STRING")
    #expect(
      position.text.contains("INSERT … SELECT puts values into other columns without an error"),
      "\(position.text)")
    let swapped = try check("\(delete)INSERT INTO main (id, a, b) SELECT id, b, a FROM staging_1")
    #expect(swapped.text.contains("b under a, a under b"), "\(swapped.text)")
    #expect(
      try check("\(delete)INSERT INTO main (id, a, b) SELECT id, a FROM staging_1").text.contains(
        "2 values for 3 columns"))
  }

  @Test(
    "A DELETE of everything, of nothing, or that nothing follows, and an INSERT alone, are not safe",
    arguments: [
      (
        "DELETE FROM main WHERE TRUE; INSERT INTO main (id, a, b) SELECT id, a, b FROM staging_1",
        "it deletes every row of main."
      ),
      (
        "DELETE FROM main WHERE FALSE; INSERT INTO main (id, a, b) SELECT id, a, b FROM staging_1",
        "never holds"
      ),
      ("DELETE FROM main WHERE id = 1", "that nothing inserts anew"),
      (
        "DELETE FROM staging_1 WHERE id = 1; INSERT INTO main (id, a, b) SELECT id, a, b FROM staging_1",
        "not merged yet"
      ),
      ("INSERT INTO main (id, a, b) SELECT id, a, b FROM staging_1", "a key that main has comes twice"),
      (
        "DELETE FROM main WHERE nothing = 1; INSERT INTO main (id, a, b) SELECT id, a, b FROM staging_1",
        "main lacks: nothing"
      ),
    ])
  func deletesWrong(_ sql: String, _ wanted: String) throws {
    let check = try check(sql)
    #expect(check.verdict != .safe && check.text.contains(wanted), "\(check.text)")
  }

  @Test("An INSERT that is meant to append says so by --keep")
  func appended() throws {
    let sql = "INSERT INTO main (id, a, b) SELECT id, a, b FROM staging_1; DELETE FROM staging_1 WHERE TRUE"
    #expect(try check(sql, kept: ["*"]).verdict == .safe)
  }
}
