@testable import Engines
@testable import Comparison
@testable import ComparisonFixtures
@testable import Schema
import Testing

@Suite("Verdict on merging")
struct MergeVerdictTests {
  @Test(
    "INSERT ROW assigns by position",
    arguments: [
      ("a INT64, b STRING", "a INT64, b STRING", "works."),
      ("a FLOAT64", "a INT64", "works: keeps only 15 to 17 digits of a."),
      ("a NUMERIC", "a INT64", "works."),
      (
        "a NUMERIC(5, 2), b STRING(20)", "a INT64, b STRING",
        "works until a value of a has more than 3 digits before the point or a value of b is longer than 20, and fails then."
      ),
      ("a INT64, b STRING", "a INT64", "fails: 1 value for 2 columns."),
      ("a INT64", "a INT64, b INT64", "fails: 2 values for 1 column."),
      ("a INT64", "", "fails: 0 values for 1 column."),
      ("a INT64", "a STRING", "fails: a is INT64, its value is STRING."),
      ("a INT64, b STRING", "b STRING, a INT64", "fails: a is INT64, the value of b is STRING."),
      (
        "a INT64, b INT64", "b INT64, a INT64",
        "puts values into other columns without an error: a gets the values of b, b gets those of a."
      ),
      (
        "a INT64, b INT64", "a INT64, c INT64",
        "puts values into other columns without an error: b gets the values of c."
      ),
      (
        "s STRUCT<x INT64, y INT64>", "s STRUCT<y INT64, x INT64>",
        "puts values into other columns without an error: s.x gets the values of s.y, s.y gets those of s.x."
      ),
      ("a INT64 NOT NULL", "a INT64", "works until a is NULL, and fails then."),
      (
        "a INT64 NOT NULL, b INT64 NOT NULL", "a INT64, b INT64",
        "works until a is NULL or b is NULL, and fails then."
      ),
      ("a ARRAY<FLOAT64>", "a ARRAY<INT64>", "fails: a is ARRAY<FLOAT64>, its value is ARRAY<INT64>."),
    ])
  func insertRow(main: String, staging: String, verdict: String) throws {
    #expect(
      try MergeVerdict(main: Comparing.schema(main), staging: Comparing.schema(staging)).insertRow == verdict)
  }

  @Test("INSERT ROW cannot be told where the order is not", arguments: [(true, false), (false, true)])
  func unknownOrder(main: Bool, staging: Bool) throws {
    let columns = try Comparing.columns("a INT64, b INT64")
    let verdict = MergeVerdict(
      main: TableSchema(columns: columns, orderIsKnown: main),
      staging: TableSchema(columns: columns, orderIsKnown: staging))
    #expect(verdict.insertRow == "unknown: the exports do not say in which order the columns are.")
    #expect(verdict.explicitMerge == "works.")
  }

  @Test(
    "A MERGE with columns goes by name",
    arguments: [
      ("a INT64, b STRING", "B STRING, A INT64", "works."),
      ("a INT64, b INT64", "a INT64", "works: 1 column NULL on insert, unchanged on update."),
      ("a INT64", "a INT64, b INT64, c INT64", "works: values of 2 columns dropped."),
      (
        "a INT64, b INT64", "a INT64, c INT64",
        "works: 1 column NULL on insert, unchanged on update; values of 1 column dropped."
      ),
      ("a STRING", "a INT64", "fails without one cast (a)."),
      ("a INT64", "a STRING", "fails without one cast (a, can fail)."),
      ("a DATE", "a TIMESTAMP", "fails without one cast (a, can lose a part)."),
      ("a INT64", "a FLOAT64", "fails without one cast (a, can fail or round)."),
      (
        "a INT64, b INT64, c INT64, d INT64", "a STRING, b STRING, c STRING, d STRING",
        "fails without 4 casts (a, can fail; b, can fail; c, can fail; 1 more)."
      ),
      ("a DATE", "a BOOL", "fails without an expression for a, for which there is no cast."),
      (
        "s STRUCT<x INT64, y INT64>", "s STRUCT<y INT64, x INT64>",
        "puts values into other fields without an error (s.x gets those of s.y and s.y gets those of s.x)."
      ),
      ("s STRUCT<x INT64, y STRING>", "s STRUCT<x INT64>", "fails without s rebuilt by name."),
      ("a ARRAY<FLOAT64>", "a ARRAY<INT64>", "fails without a rebuilt by name."),
      ("a INT64 NOT NULL", "a INT64", "works until a is NULL, and fails then."),
      (
        "a INT64 NOT NULL, b INT64", "a STRING, b INT64",
        "fails without one cast (a, can fail); fails also where a is NULL."
      ),
      ("a INT64 NOT NULL, b INT64", "b INT64", "fails to insert: a is REQUIRED and has no default."),
      (
        "a INT64 NOT NULL, b INT64 NOT NULL, c INT64", "c INT64",
        "fails to insert: a and b are REQUIRED and have no defaults."
      ),
      (
        "a INT64, b INT64", "a STRING",
        "fails without one cast (a, can fail); 1 column NULL on insert, unchanged on update."
      ),
      ("a INT64", "b INT64", "fails: no column is in both tables."),
      ("a INT64", "", "fails: no column is in both tables."),
      ("", "", "fails: no column is in both tables."),
    ])
  func explicitMerge(main: String, staging: String, verdict: String) throws {
    #expect(
      try MergeVerdict(main: Comparing.schema(main), staging: Comparing.schema(staging)).explicitMerge
        == verdict)
  }

  @Test("A REQUIRED column with a default may be left out")
  func defaults() throws {
    let a = Comparing.int("a")
    let b = Comparing.string("b", mode: .required, Column.Attributes(defaultExpression: .present("'x'")))
    #expect(
      MergeVerdict(main: TableSchema(columns: [a, b]), staging: TableSchema(columns: [a])).explicitMerge
        == "works: 1 column with the default on insert, unchanged on update.")
  }
}
