@testable import ComparisonFixtures
@testable import Engines
@testable import GoogleSQL
@testable import Merging
@testable import Schema
import Testing

@Suite("By what a MERGE finds rows") struct MergeCheckRowsTests {
  private let columns = "id INT64, other INT64, day DATE"

  private func check(
    on condition: String, partitioning: Partitioning? = nil, before: String = "", source: String = "staging_1"
  ) throws -> MergeCheck {
    try Checking.check(
      before
        + "MERGE main T USING \(source) S ON \(condition)\nWHEN MATCHED THEN UPDATE SET id = S.id, other = S.other, "
        + "day = S.day WHEN NOT MATCHED THEN INSERT (id, other, day) VALUES (S.id, S.other, S.day)",
      main: columns,
      columns, partitioning: Fact(known: partitioning))
  }

  @Test(
    "ON has to compare main with staging",
    arguments: [
      ("T.id = S.id", MergeCheck.Verdict.safe), ("S.id = T.id", .safe), ("id = S.id", .notSafe),
      ("FALSE", .notSafe),
      ("TRUE", .notSafe), ("T.id = 1", .notSafe), ("T.id = S.other", .notSafe),
      ("T.id IS NOT DISTINCT FROM S.id", .safe),
      ("(T.id = S.id OR (T.id IS NULL AND S.id IS NULL))", .safe),
      ("T.id = S.id OR T.other = S.other", .unknown),
      ("(T.id = S.id OR (T.id IS NULL AND S.other IS NULL))", .unknown), ("T.id > S.id", .unknown),
      ("COALESCE(T.id, -1) = COALESCE(S.id, -1)", .safe), ("T.id = S.id AND S.other > 0", .safe),
    ])
  func keys(_ condition: String, _ wanted: MergeCheck.Verdict) throws {
    let check = try check(on: condition)
    #expect(check.verdict == wanted, "\(check.text)")
  }

  @Test(
    "A required filter is a predicate on main's partitioning column against constants",
    arguments: [
      ("T.day = DATE '2026-01-30'", true), ("T.day IN ('2026-01-30', '2026-01-31')", true),
      ("T.day BETWEEN @first AND @last", true), ("T.day >= DATE_SUB(CURRENT_DATE(), INTERVAL 3 DAY)", true),
      ("T.day IN UNNEST(days)", true), ("DATE(T.day) = CURRENT_DATE", true),
      ("(T.day = '2026-01-30' OR T.day IS NULL)", true),
      ("T.day = S.day", false), ("T.other = 1", false), ("S.day = '2026-01-30'", false),
      ("T.day IS NOT NULL", false),
      ("T.day != '2026-01-30'", false), ("(T.day = '2026-01-30' OR T.other = 1)", false),
      ("T.day IN (SELECT day FROM staging_1)", false), ("NOT T.day = '2026-01-30'", false),
      ("T.day IN UNNEST(unset)", false),
      ("T.day >= DATE_SUB(S.day, INTERVAL 3 DAY)", false),
    ])
  func filter(_ condition: String, _ isSafe: Bool) throws {
    let check = try check(
      on: "T.id = S.id AND \(condition)",
      partitioning: Partitioning(column: "day", granularity: "DAY", requiresFilter: true),
      before: "DECLARE days, unset ARRAY<DATE>;\nSET days = ['2026-01-30'];\n")
    #expect((check.verdict == .safe) == isSafe, "\(check.text)")
  }

  @Test("Where the export does not tell whether a filter is required, that is told")
  func untold() throws {
    let check = try check(on: "T.id = S.id", partitioning: Partitioning(column: "day"))
    #expect(check.verdict == .safe)
    #expect(check.text.contains("whether main requires a filter on day is not told"))
  }

  @Test(
    "One row is left for each key, and for nothing else",
    arguments: [
      ("PARTITION BY id", MergeCheck.Verdict.safe), ("PARTITION BY id, other", .notSafe),
      ("PARTITION BY other", .notSafe),
      ("", .notSafe),
    ])
  func oneRow(_ partition: String, _ wanted: MergeCheck.Verdict) throws {
    let check = try check(
      on: "T.id = S.id",
      source: "(SELECT * FROM staging_1 QUALIFY ROW_NUMBER() OVER (\(partition) ORDER BY day DESC) = 1)")
    #expect(check.verdict == wanted, "\(check.text)")
  }
}

@Suite("A MERGE that is not understood") struct MergeCheckUnknownTests {
  private static let columns = "id INT64, a STRING"
  private static let clauses =
    "WHEN MATCHED THEN UPDATE SET a = S.a WHEN NOT MATCHED THEN INSERT (id, a) VALUES (S.id, S.a)"
  private static let merge = "MERGE main T USING staging_1 S ON T.id = S.id \(clauses)"

  @Test(
    "Nothing is vouched for, and the place is told",
    arguments: [
      ("", "1:1 it is empty."), ("SELECT 1", "1:1 there is no MERGE into main."),
      (
        "MERGE other T USING staging_1 S ON T.id = S.id \(clauses)",
        "1:1 a MERGE into other, which is not main is not followed."
      ),
      (
        "\(merge);\nEXECUTE IMMEDIATE 'DROP TABLE main'",
        "2:1 a statement that begins with 'EXECUTE' is not followed."
      ),
      (
        "MERGE {{ this }} T USING staging_1 S ON T.id = S.id \(clauses)",
        "1:7 '{' belongs to a template, which is filled in only later."
      ),
      (
        "MERGE main T USING `${staging}` S ON T.id = S.id \(clauses)",
        "1:20 '${staging}' is a template, which tells no table."
      ),
      (
        "MERGE main T USING staging_* S ON T.id = S.id \(clauses)",
        "1:20 'staging_*' stands for many tables (a wildcard)."
      ),
      (
        "MERGE main T USING `staging_*` S ON T.id = S.id \(clauses)",
        "1:20 'staging_*' stands for many tables (a wildcard)."
      ),
      (
        "MERGE main T USING staging_9 S ON T.id = S.id \(clauses)",
        "1:20 staging_9 is none of the tables given."
      ),
      ("MERGE main T USING staging_1 S \(clauses)", "1:32 the MERGE has no ON."),
      ("MERGE main T USING staging_1 S ON T.id = S.id", "1:44 WHEN is missing at the end."),
      (
        "MERGE main T USING (WITH RECURSIVE x AS (SELECT 1) SELECT * FROM x) S ON T.id = S.id \(clauses)",
        "1:26 WITH RECURSIVE is not followed."
      ),
      (
        "MERGE main T USING (SELECT s.* FROM staging_1 s JOIN main USING (id)) S ON T.id = S.id \(clauses)",
        "1:49 more than one table in a FROM is not followed."
      ),
      (
        "MERGE main T USING (SELECT *, _TABLE_SUFFIX AS x FROM staging_1) S ON T.id = S.id \(clauses)",
        "1:31 _TABLE_SUFFIX, which tells a table or a file by its name is not followed."
      ),
      (
        "\(merge);\nDELETE FROM main WHERE TRUE",
        "2:1 a DELETE of rows of main that nothing inserts anew is not followed."
      ),
      ("\(merge);\nTRUNCATE TABLE main", "2:1 a statement that begins with 'TRUNCATE' is not followed."),
      (
        "DROP TABLE staging_1;\n\(merge)", "1:12 a table that is dropped before it is merged is not followed."
      ),
      ("BEGIN\n\(merge);\nEND", "1:1 a block of statements is not followed."),
      (
        "MERGE main T USING (SELECT * FROM staging_1 LIMIT 5) S ON T.id = S.id \(clauses)",
        "1:45 LIMIT, which leaves rows out, is not followed."
      ),
      ("\(merge) /* never closed", "1:\(merge.utf8.count + 2) a comment is not closed."),
      ("SELECT 'ä', '\n\(merge)", "1:14 ' is not closed."),
      ("\(merge))", "1:\(merge.utf8.count + 1) ')' closes nothing."),
    ])
  func unknown(_ sql: String, _ wanted: String) throws {
    let check = try Checking.check(sql, main: Self.columns, Self.columns)
    #expect(check.verdict == .unknown)
    #expect(Checking.told(check, "cannot tell").contains(wanted), "\(check.text)")
  }

  @Test(
    "What is nested too deep is refused and not followed",
    arguments: ["(", "-", "NOT ", "[", "CASE WHEN ", "x[", "(SELECT "])
  func deep(_ piece: String) throws {
    let sql = "MERGE main T USING staging_1 S ON \(String(repeating: piece, count: 100_000))"
    #expect(try Checking.check(sql, main: Self.columns, Self.columns).verdict == .unknown)
  }

  @Test("Bytes that are no UTF-8 are not understood")
  func bytes() throws {
    let input = MergeInput(
      main: Table(name: TableName(table: "main"), schema: try Comparing.schema(Self.columns)),
      shapes: [
        MergeInput.Shape(
          id: "s1", schema: try Comparing.schema(Self.columns), tables: [TableName(table: "s")])
      ])
    #expect(MergeCheck([0x4D, 0xFF], file: "m.sql", input, kept: []).verdict == .unknown)
  }

  @Test(
    "What exports leave open is not vouched for, and tables of an engine that is not read are none of a BigQuery script"
  )
  func exports() throws {
    var schema = try Comparing.schema(Self.columns)
    schema.isComplete = false
    func verdict(_ schema: TableSchema) -> MergeCheck {
      MergeCheck(
        Array(Self.merge.utf8), file: "m.sql",
        MergeInput(
          main: Table(name: TableName(table: "main"), schema: schema),
          shapes: [MergeInput.Shape(id: "s1", schema: schema, tables: [TableName(table: "staging_1")])]),
        kept: [])
    }
    #expect(verdict(schema).verdict == .unknown)
    schema.isComplete = true
    #expect(verdict(schema).verdict == .safe)
    schema.engine = .duckDB
    #expect(verdict(schema).text.contains("is DuckDB's, and the statement would be BigQuery's."))
  }

  @Test("A hostile name breaks no line and gives no command")
  func hostile() throws {
    let check = try Checking.check(
      "MERGE main T USING staging_1 S ON T.id = S.id WHEN MATCHED THEN UPDATE SET `\\n::error::x` = S.`\u{202E}\u{1B}[31m` "
        + "WHEN NOT MATCHED THEN INSERT (id, a) VALUES (S.id, S.a)", main: Self.columns, Self.columns)
    #expect(check.verdict == .notSafe)
    #expect(!check.text.unicodeScalars.contains("\u{1B}"))
    #expect(!check.text.unicodeScalars.contains("\u{202E}"))
    #expect(!check.text.split(separator: "\n").contains { $0.hasPrefix("::") })
  }
}

@Suite("Tokens of scripts") struct SQLScriptTokenTests {
  @Test("Places count lines and bytes, over comments, strings and names")
  func places() throws {
    let tokens = try SQLTokenizer.tokens(
      "-- ä\n'ö' /* \n */ x # y\r\n\t`a b`;'''\n'''z", of: .script, BigQueryDialect().lexicon)
    let wanted = [("'ö'", 2, 1), ("x", 3, 5), ("`a b`", 4, 2), (";", 4, 7), ("'''\n'''", 4, 8), ("z", 5, 4)]
    #expect(tokens.map(\.text) == wanted.map(\.0))
    #expect(tokens.map(\.place) == wanted.map { SQLPlace(line: $0.1, column: $0.2) })
  }

  @Test("A byte order mark is skipped, and a parameter is a word")
  func words() throws {
    #expect(
      try SQLTokenizer.tokens("\u{FEFF}@day 1.5e-3", of: .script, BigQueryDialect().lexicon).map(\.text) == [
        "@day", "1.5e-3",
      ])
    #expect(try MergeExpression("@day", BigQueryDialect().lexicon).onlyName == "@day")
  }
}
