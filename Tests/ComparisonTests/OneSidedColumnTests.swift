@testable import Engines
@testable import Comparison
@testable import ComparisonFixtures
@testable import Schema
import Testing

@Suite("missing-column and extra-column") struct OneSidedColumnTests {
  private static let plain = "a MERGE with explicit columns works: NULL on insert, unchanged on update."
  private static let structure = "The whole STRUCT no longer fits"
  private static let array = "The whole ARRAY no longer fits"

  @Test(
    "A column that staging lacks: severity and consequence follow from REQUIRED, default and depth",
    arguments: [
      ("x INT64", "warning missing-column x", "works: NULL on insert, unchanged on update."),
      ("x ARRAY<INT64>", "warning missing-column x", "works: an empty ARRAY on insert, unchanged on update."),
      ("x STRUCT<a INT64 NOT NULL>", "warning missing-column x", "works: NULL on insert"),
      (
        "x INT64 DEFAULT 7", "warning missing-column x",
        "the column's default on insert, unchanged on update."
      ),
      ("x INT64 NOT NULL DEFAULT 7", "warning missing-column x", "the column's default on insert"),
      ("x INT64 NOT NULL", "error missing-column x", "main has the column REQUIRED and without a default"),
      ("x STRUCT<a INT64> NOT NULL", "error missing-column x", "main has the column REQUIRED"),
      ("s STRUCT<k INT64, x INT64>", "error missing-column s.x", structure),
      ("s STRUCT<k INT64, x INT64 NOT NULL>", "error missing-column s.x", structure),
      ("s STRUCT<k INT64, x STRUCT<a INT64, b INT64>>", "error missing-column s.x", structure),
      ("l ARRAY<STRUCT<k INT64, x INT64>>", "error missing-column l.x", array),
      ("l ARRAY<STRUCT<k INT64, d STRUCT<k INT64, x INT64>>>", "error missing-column l.d.x", array),
    ])
  func missing(column: String, line: String, says: String) throws {
    let rest = "k INT64, s STRUCT<k INT64>, l ARRAY<STRUCT<k INT64, d STRUCT<k INT64>>>"
    let main = column.hasPrefix("x") ? "\(rest), \(column)" : "k INT64, \(column)"
    let staging =
      column.contains(" d STRUCT") || column.hasPrefix("x")
      ? rest : "k INT64, s STRUCT<k INT64>, l ARRAY<STRUCT<k INT64>>"
    let found = try Comparing.differences(main, staging, rules: "missing-column")
    #expect(Comparing.lines(found) == [line])
    #expect(found.first?.consequence.contains(says) == true)
    #expect(found.first?.staging == nil)
  }

  @Test("A default that the export does not tell does not make a REQUIRED column fillable")
  func unknownDefault() {
    func severity(_ fact: Fact<String>) -> Severity? {
      let column = Comparing.string("x", mode: .required, Column.Attributes(defaultExpression: fact))
      let main = TableSchema(columns: [Comparing.int("k"), column])
      return Comparing.differences(main, TableSchema(columns: [Comparing.int("k")])).first?.severity
    }
    #expect(severity(.unknown) == .error)
    #expect(severity(.absent) == .error)
    #expect(severity(.present("'new'")) == .warning)
  }

  @Test(
    "A column that main lacks: values dropped, or a STRUCT that no longer fits",
    arguments: [
      ("k INT64, x INT64", "warning extra-column x", "works and drops the values."),
      (
        "k INT64 , x STRUCT<a INT64, b STRUCT<c INT64>>", "warning extra-column x",
        "works and drops the values."
      ),
      ("k INT64, x ARRAY<INT64>", "warning extra-column x", "works and drops the values."),
      ("k INT64, s STRUCT<k INT64, x STRUCT<a INT64>>", "error extra-column s.x", structure),
      ("k INT64, l ARRAY<STRUCT<k INT64, x INT64>>", "error extra-column l.x", array),
    ])
  func extra(staging: String, line: String, says: String) throws {
    let found = try Comparing.differences(
      "k INT64, s STRUCT<k INT64>, l ARRAY<STRUCT<k INT64>>", staging, rules: "extra-column")
    #expect(Comparing.lines(found) == [line])
    #expect(found.first?.consequence.contains(says) == true)
    #expect(found.first?.main == nil)
    #expect(found.first?.position == nil)
  }

  @Test("Positions count main's columns and fields depth first, in main's spelling")
  func positions() throws {
    let found = try Comparing.differences(
      "a INT64, S STRUCT<b INT64, T STRUCT<c INT64, D INT64>>, e INT64, L ARRAY<STRUCT<f INT64, G INT64>>, h INT64",
      "A STRING, s STRUCT<B INT64, t STRUCT<C INT64>>, l ARRAY<STRUCT<F INT64, g STRING>>, Extra INT64")
    #expect(
      found.map { "\($0.rule) \($0.column ?? "") \($0.position.map(String.init) ?? "-")" } == [
        "type-changed a 0", "missing-column S.T.D 5", "missing-column e 6", "type-changed L.G 9",
        "missing-column h 10",
        "extra-column Extra -",
      ])
  }

  @Test("Names in any case are one name; beyond ASCII GoogleSQL tells them apart")
  func caseOfNames() throws {
    #expect(
      try Comparing.differences(
        "Id INT64, s STRUCT<Größe INT64>, `äö x` INT64", "iD INT64, S STRUCT<GRößE INT64>, `äö X` INT64")
        == [])
    let found = try Comparing.differences("`ÄÖ x` INT64", "`äö X` INT64")
    #expect(Comparing.lines(found) == ["error name-changed ÄÖ x"])
  }

  @Test("Hostile names keep their spelling in paths")
  func hostileNames() {
    let names = ["a\nb", "`", "x|y", "]]>", "\u{1b}[31m", "</details>", "@name", "a.b"]
    let found = Comparing.differences(
      TableSchema(columns: names.map { Comparing.int($0) }), TableSchema(columns: []))
    #expect(found.map(\.column) == names)
  }

  @Test("A hundred levels of STRUCT are compared to the last")
  func deep() {
    func nested(_ leaf: [Column], levels: Int) -> [Column] {
      (0..<levels).reduce(leaf) { fields, _ in [Column("s", .structure(fields), mode: .nullable)] }
    }
    let found = Comparing.differences(
      TableSchema(columns: nested([Comparing.int("a"), Comparing.int("b")], levels: 100)),
      TableSchema(columns: nested([Comparing.int("a")], levels: 100)))
    #expect(found.map(\.rule) == ["missing-column"])
    #expect(found.first?.position == 101)
    #expect(found.first?.column == String(repeating: "s.", count: 100) + "b")
  }

  @Test("The same table has no difference, and a table without columns lacks or has all")
  func ends() throws {
    let text = "a INT64, b STRUCT<c ARRAY<STRUCT<d NUMERIC(5, 2) NOT NULL>>>"
    #expect(try Comparing.differences(text, text) == [])
    #expect(
      Comparing.lines(try Comparing.differences(text, "")) == [
        "warning missing-column a", "warning missing-column b",
      ])
    #expect(
      Comparing.lines(try Comparing.differences("", text)) == [
        "warning extra-column a", "warning extra-column b",
      ])
  }
}
