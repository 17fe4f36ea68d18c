@testable import Engines
@testable import Merging
@testable import Schema
@testable import Settings
import Testing

@Suite("Statements of other engines than BigQuery") struct DialectTests {
  private func input(_ engine: Engine, _ main: [Column], _ staging: [Column]...) -> MergeInput {
    func schema(_ columns: [Column]) -> TableSchema {
      var schema = TableSchema(columns: columns)
      schema.engine = engine
      return schema
    }
    return MergeInput(
      main: Table(name: TableName(dataset: "shop", table: "main"), schema: schema(main)),
      shapes: staging.enumerated().map { index, columns in
        MergeInput.Shape(
          id: "s\(index + 1)", schema: schema(columns),
          tables: [TableName(dataset: "shop", table: "staging \(index + 1)")])
      })
  }

  private func column(_ name: String, _ type: String, _ numbers: Int...) -> Column {
    Column(name, .scalar(type, parameters: numbers), mode: .nullable)
  }

  @Test(
    "Names are quoted where the engine needs it, and only there",
    arguments: [
      ("postgres", "plain_1", "plain_1"), ("postgres", "Upper", "\"Upper\""),
      ("postgres", "select", "\"select\""),
      ("postgres", "1st", "\"1st\""), ("postgres", "a\"b", "\"a\"\"b\""), ("postgres", "a`b", "\"a`b\""),
      ("postgres", "", "\"\""),
      ("duckdb", "Upper", "Upper"), ("duckdb", "at", "\"at\""), ("duckdb", "größe", "\"größe\""),
      ("bigquery", "a\"b", "`a\"b`"), ("bigquery", "a`b", "`a\\`b`"),
    ])
  func names(_ engine: String, _ name: String, _ wanted: String) throws {
    let dialect = try #require(Engine(named: engine).flatMap(\.sqlDialect))
    #expect(dialect.identifier(name) == wanted)
  }

  @Test("Each dialect is its engine's own, and those without one have none")
  func dialects() {
    #expect(MergeSettings.dialects == [.bigQuery, .postgreSQL, .duckDB])
    for engine in MergeSettings.dialects { #expect(engine.sqlDialect?.engine == engine) }
    #expect(Engine.snowflake.sqlDialect == nil)
  }

  @Test("Main's engine decides whose statement is written, and another dialect is refused")
  func decided() throws {
    let input = input(.postgreSQL, [column("id", "bigint")], [column("id", "bigint")])
    let text = try Merging.statement(input, Merging.settings())
    #expect(text.contains("MERGE INTO shop.main AS T"))
    #expect(text.contains("FROM shop.\"staging 1\" AS S"))
    #expect(!text.contains("QUALIFY"))
    #expect(
      Merging.reasons(input, Merging.settings { $0.dialect = .duckDB })
        == [
          "shop.main is PostgreSQL's, and the statement would be DuckDB's.",
          "shop.staging 1 (s1) is PostgreSQL's, and the statement would be DuckDB's.",
        ].map { $0.replacing(" (s1)", with: "") })
  }

  @Test(
    "PostgreSQL's CASTs cut texts and round numbers without a word, so that each is held against the whole value"
  )
  func cut() throws {
    let input = input(
      .postgreSQL,
      [column("id", "bigint"), column("a", "character varying", 3), column("n", "numeric", 5, 1)],
      [column("id", "bigint"), column("a", "character varying", 9), column("n", "text")])
    let text = try Merging.statement(input, Merging.settings())
    #expect(
      text.contains(
        "CASE WHEN S.a IS NULL OR CAST(S.a AS character varying(3)) = S.a THEN CAST(S.a AS character varying(3)) "
          + "ELSE pg_temp.driftaudit_fail('a loses a part as character varying(3)', CAST(NULL AS character varying)) END AS a"
      ))
    #expect(text.contains("CAST(S.n AS numeric(5,1)) = CAST(S.n AS numeric)"))
    #expect(text.contains("CREATE OR REPLACE FUNCTION pg_temp.driftaudit_fail"))
    #expect(!text.contains("driftaudit_try_cast"))
    let safe = try Merging.statement(input, Merging.settings { $0.onLossy = .safeCast })
    #expect(
      safe.contains(
        "pg_temp.driftaudit_try_cast(S.n, 'numeric(5,1)', CAST(NULL AS numeric(5,1))) AS n"))
    #expect(safe.contains("CREATE OR REPLACE FUNCTION pg_temp.driftaudit_try_cast"))
    #expect(!safe.contains("driftaudit_fail"))
  }

  @Test(
    "A text that is read as a date or a number is held against what the engine would drop of it, not against its spelling",
    arguments: [
      (
        Engine.postgreSQL, "text", "date",
        "CAST(CAST(S.a AS date) AS timestamp without time zone) = CAST(S.a AS timestamp without time zone) AND "
          + "(CAST(CAST(S.a AS timestamp without time zone) AS timestamp with time zone) = CAST(S.a AS timestamp with time zone) "
          + "OR CAST(S.a AS text) ~ '([Zz]|UTC|[+-]00(:?00)?) *$')"
      ),
      // Neither `2024-01-05T10:00:00Z` nor `P1D` nor `1e3` is spelled as it comes back.
      (.postgreSQL, "text", "timestamp with time zone", "CAST(S.a AS text) !~ '[.][0-9]{6}0*[1-9]'"),
      (.postgreSQL, "text", "interval", "CAST(S.a AS text) !~ '[.][0-9]{6}0*[1-9]'"),
      (
        .postgreSQL, "text", "double precision",
        "CAST(CAST(CAST(S.a AS double precision) AS text) AS numeric) = CAST(CAST(S.a AS text) AS numeric)"
      ),
      (
        .postgreSQL, "numeric", "real",
        "CAST(CAST(CAST(S.a AS real) AS text) AS numeric) = CAST(CAST(S.a AS text) AS numeric)"
      ),
      (.postgreSQL, "jsonb", "integer", "CAST(CAST(S.a AS integer) AS numeric) = CAST(S.a AS numeric)"),
      (
        .duckDB, "VARCHAR", "INTEGER",
        "COALESCE(TRY_CAST(CAST(S.a AS INTEGER) AS DECIMAL(38,18)) = TRY_CAST(CAST(S.a AS VARCHAR) AS DECIMAL(38,18)), "
          + "NOT regexp_matches(CAST(S.a AS VARCHAR), '[.][0-9]{0}0*[1-9]'))"
      ),
      (
        .duckDB, "VARCHAR", "TIMESTAMP",
        "(CAST(CAST(CAST(S.a AS VARCHAR) AS TIMESTAMP) AS TIMESTAMP WITH TIME ZONE) = CAST(CAST(S.a AS VARCHAR) AS TIMESTAMP WITH TIME ZONE) "
          + "OR regexp_matches(CAST(S.a AS VARCHAR), '([Zz]|[+-]00(:?00)?)\\s*$')) AND NOT regexp_matches(CAST(S.a AS VARCHAR), '[.][0-9]{6}0*[1-9]')"
      ),
      (
        .duckDB, "VARCHAR", "TIMESTAMP WITH TIME ZONE",
        "NOT regexp_matches(CAST(S.a AS VARCHAR), '[.][0-9]{6}0*[1-9]')"
      ),
    ])
  func texts(_ engine: Engine, _ from: String, _ to: String, _ wanted: String) throws {
    let id = engine == .duckDB ? "BIGINT" : "bigint"
    let input = input(
      engine, [column("id", id), column("a", to)], [column("id", id), column("a", from)])
    #expect(try Merging.statement(input, Merging.settings()).contains("S.a IS NULL OR \(wanted) THEN "))
  }

  @Test(
    "A CAST that keeps every value, or fails, is not held against anything",
    arguments: [
      (Engine.postgreSQL, "text", "jsonb", "CAST(S.a AS jsonb) AS a"),
      (.postgreSQL, "json", "jsonb", "CAST(S.a AS jsonb) AS a"),
      (.postgreSQL, "text", "integer", "CAST(S.a AS integer) AS a"),
      (.postgreSQL, "bigint", "integer", "CAST(S.a AS integer) AS a"),
      (.postgreSQL, "text", "uuid", "CAST(S.a AS uuid) AS a"),
      (.duckDB, "VARCHAR", "UUID", "CAST(S.a AS UUID) AS a"),
      (.duckDB, "VARCHAR", "BOOLEAN", "CAST(S.a AS BOOLEAN) AS a"),
      (.duckDB, "BIGINT", "INTEGER", "CAST(S.a AS INTEGER) AS a"),
    ])
  func kept(_ engine: Engine, _ from: String, _ to: String, _ wanted: String) throws {
    let id = engine == .duckDB ? "BIGINT" : "bigint"
    let input = input(engine, [column("id", id), column("a", to)], [column("id", id), column("a", from)])
    let text = try Merging.statement(input, Merging.settings())
    #expect(text.contains("  \(wanted)\n"), "\(text)")
    #expect(!text.contains("loses a part"))
  }

  @Test("Types without a length are those without a limit, and lists become texts before they are cut")
  func unlimited() throws {
    let lists = input(
      .postgreSQL,
      [column("id", "bigint"), column("a", "character varying", 5), column("c", "character", 5)],
      [
        column("id", "bigint"), Column("a", .array(.scalar("text", parameters: [])), mode: .nullable),
        column("c", "text"),
      ])
    let text = try Merging.statement(lists, Merging.settings())
    #expect(text.contains("CAST(S.a AS character varying(5)) = CAST(S.a AS character varying)"))
    #expect(text.contains("CAST(S.c AS character(5)) = CAST(S.c AS bpchar)"))
  }

  @Test("Many tables fill a temporary table in one transaction, each engine in its words")
  func chunks() throws {
    for (engine, begin, create) in [
      (
        Engine.postgreSQL, "BEGIN;\n",
        "CREATE TEMPORARY TABLE driftaudit_rows ON COMMIT DROP AS\nSELECT\n"
      ),
      (.duckDB, "BEGIN TRANSACTION;\n", "CREATE OR REPLACE TEMPORARY TABLE driftaudit_rows AS\nSELECT\n"),
    ] {
      let id = engine == .duckDB ? "BIGINT" : "bigint"
      var input = input(engine, [column("id", id)], [column("id", id)])
      input.shapes[0].tables = (1...700).map { TableName(table: "t\($0)") }
      let text = try Merging.statement(input, Merging.settings())
      #expect(text.drop { $0 == "\n" }.hasPrefix("\(begin)\n\(create)"))
      #expect(text.hasSuffix(");\n\nCOMMIT;\n"))
      #expect(!text.contains("BY NAME") && !text.contains("SELECT * FROM t"))
      for number in 1...700 { #expect(text.contains("SELECT id FROM t\(number)\n")) }
    }
  }
}
