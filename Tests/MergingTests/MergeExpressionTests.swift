@testable import ComparisonFixtures
@testable import Engines
@testable import GoogleSQL
@testable import Merging
@testable import Schema
@testable import Settings
@testable import Text
import Testing

@Suite("Expressions of a merge") struct MergeExpressionTests {
  private let columns = [
    Comparing.int("a"), Comparing.int("Select"), Comparing.int("date"), Comparing.int("größe in cm"),
  ]
  .byFoldedName

  @Test(
    "Columns get their table, and nothing else does",
    arguments: [
      ("a", "T.a"), ("A", "T.a"), ("COALESCE(a, -1)", "COALESCE(T.a, -1)"), ("a + 1", "(T.a + 1)"),
      ("x.a", "(x.a)"), ("a.a", "(T.a.a)"), ("a(1)", "a(1)"), ("CAST(a AS date)", "CAST(T.a AS date)"),
      ("DATE '2026-01-01'", "(DATE '2026-01-01')"),
      ("CONCAT('a', \"a\", '''a''')", "CONCAT('a', \"a\", '''a''')"),
      ("`select`", "T.`Select`"), ("`größe in cm`*2", "(T.`größe in cm`*2)"),
      ("f(a) + g(a)", "(f(T.a) + g(T.a))"),
      ("CASE WHEN a>0 THEN a END", "(CASE WHEN T.a>0 THEN T.a END)"), ("1.5e3", "1.5e3"),
      ("a[OFFSET(0)]", "(T.a[OFFSET(0)])"),
      ("a<=1 AND a!=2", "(T.a<=1 AND T.a!=2)"),
    ])
  func qualified(_ text: String, _ wanted: String) throws {
    #expect(
      try MergeExpression(text, BigQueryDialect().lexicon).qualified(
        by: "T", among: columns, BigQueryDialect()) == wanted)
  }

  @Test(
    "What would end the statement or hide a part of it is no expression",
    arguments: [
      "a; DROP TABLE t", "a -- x", "a # x", "a /* x */", "(a", "a)", "a)(", "[a)", "'a", "\"a", "`a", "'a\n'",
      "'a\\'", "", "  ",
      "'''a''", "größe",
    ])
  func refused(_ text: String) {
    #expect(throws: MergeExpressionError.self) { try MergeExpression(text, BigQueryDialect().lexicon) }
  }

  @Test(
    "A COALESCE that ends with a literal is never NULL",
    arguments: [
      ("COALESCE(a, -1)", true), ("ifnull(a, '')", true), ("COALESCE(a, b)", false),
      ("COALESCE(a, NULL)", false),
      ("COALESCE(a, -1) + a", false), ("f(a, 1)", false), ("COALESCE(a, 1 - 1)", false),
      ("COALESCE(NULLIF(a, 1))", false),
    ])
  func neverNull(_ text: String, _ wanted: Bool) throws {
    #expect(try MergeExpression(text, BigQueryDialect().lexicon).isNeverNull == wanted)
  }

  @Test(
    "An assignment is a column, an equals sign and an expression",
    arguments: [
      ("a=1", "a", "1"), ("a = b = c", "a", " b = c"), ("`x = y`=1", "x = y", "1"),
      ("size in cm=2", "size in cm", "2"),
    ])
  func assignment(_ text: String, _ column: String, _ expression: String) {
    #expect(
      MergeSettings.Assignment(text) == MergeSettings.Assignment(column: column, expression: expression))
  }

  @Test("Without one of them it is none", arguments: ["a", "=1", "a=", "a= ", "`a", "``", "`a`"])
  func noAssignment(_ text: String) {
    #expect(MergeSettings.Assignment(text) == nil)
  }

  @Test(
    "Names between double quotes, doubled quotes and casts as PostgreSQL and DuckDB have them",
    arguments: [
      ("\"größe in cm\"", "T.\"größe in cm\""), ("\"select\"::text", "(T.\"Select\"::text)"),
      ("a::a", "(T.a::a)"), ("'a''a' || a", "('a''a' || T.a)"), ("E'a\\'a'", "(E'a\\'a')"),
      ("'a\\' || a", "('a\\' || T.a)"), ("COALESCE(a, 'a')", "COALESCE(T.a, 'a')"), ("'a\nb'", "'a\nb'"),
    ])
  func withDoubleQuotes(_ text: String, _ wanted: String) throws {
    for dialect in [PostgreSQLDialect(), DuckDBDialect()] as [any SQLDialect] {
      let expression = try MergeExpression(text, dialect.lexicon)
      // Select is no plain name in PostgreSQL, nor may it be one in DuckDB.
      #expect(expression.qualified(by: "T", among: columns, dialect) == wanted)
    }
  }

  @Test(
    "What would end a statement of PostgreSQL or DuckDB",
    arguments: ["a; b", "a -- x", "/* x */ a", "$$a$$", "$1", "'a", "\"a", "`a`", "'a'' ", "E'a\\'", "größe"])
  func refusedWithDoubleQuotes(_ text: String) {
    for dialect in [PostgreSQLDialect(), DuckDBDialect()] as [any SQLDialect] {
      #expect(throws: MergeExpressionError.self) { try MergeExpression(text, dialect.lexicon) }
    }
  }
}

@Suite("GoogleSQL as BigQuery takes it") struct BigQueryDialectTests {
  private let dialect = BigQueryDialect()

  @Test(
    "Names are quoted where they have to be",
    arguments: [
      ("a_1", "a_1"), ("Upper", "Upper"), ("select", "`select`"), ("Qualify", "`Qualify`"), ("1a", "`1a`"),
      ("a b", "`a b`"),
      ("a`b", "`a\\`b`"), ("a\\", "`a\\\\`"), ("a\nb", "`a\\nb`"), ("größe", "`größe`"),
      ("it's \"x\"", "`it's \"x\"`"),
    ])
  func identifier(_ name: String, _ wanted: String) {
    #expect(dialect.identifier(name) == wanted)
  }

  @Test("Each part of a table's name is quoted by itself")
  func path() {
    let name = TableName(project: "example.com:p", dataset: "d", table: "a`; DROP TABLE b")
    #expect(dialect.path(name) == "`example.com:p`.`d`.`a\\`; DROP TABLE b`")
  }

  @Test("Texts cannot end their literal, and hold nothing that does not show")
  func string() {
    #expect(dialect.string("it's \\ \n\u{202E}") == "'it\\'s \\\\ \\U0000000a\\U0000202e'")
  }

  @Test("Types stand without lengths, their fields quoted")
  func type() throws {
    let type = try GoogleSQLTypeParser.parse("ARRAY<STRUCT<`select` NUMERIC(5, 2), b RANGE<DATE>>>")
    #expect(dialect.type(type) == "ARRAY<STRUCT<`select` NUMERIC, b RANGE<DATE>>>")
  }
}

@Suite("The comment of a merge") struct MergeCommentTests {
  @Test("No name ends the comment or commands a CI system")
  func hostile() throws {
    let name = "x\n; DROP TABLE t --\r\u{2028}##[group]"
    var input = try Merging.input("id INT64", "id INT64")
    input.shapes[0].schema.columns.append(Comparing.int(name))
    input.shapes[0].tables = [TableName(table: name)]
    input.main.name = TableName(table: name)
    input.main.schema.columns.append(Comparing.string("a\n::error::b"))
    let text = MergeScript(try MergePlan(input, Merging.settings())).text
    let comment = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("--") }
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false)[comment.count] == "")
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !SafeText.isUnsafe($0) || $0 == "\u{2028}" })
    #expect(comment.contains { $0.contains("\\u{a}; DROP TABLE t --\\u{d}\\u{2028}") })
    #expect(!comment.joined().contains("##[group]"))
  }
}
