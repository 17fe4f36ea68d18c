@testable import Engines
@testable import Schema
import Testing

@Suite("The engines' types")
struct EngineTypeTests {
  @Test(
    "Types are printed as their engine writes them, aliases resolved",
    arguments: [
      (Engine.postgreSQL, "int4", "integer"), (.postgreSQL, "varchar(40)", "character varying(40)"),
      (.postgreSQL, "timestamp(3)", "timestamp(3) without time zone"),
      (.postgreSQL, "timestamptz(6)", "timestamp with time zone"),
      (.postgreSQL, "time(0) with time zone", "time(0) with time zone"), (.postgreSQL, "text[]", "text[]"),
      (.postgreSQL, "numeric(10)", "numeric(10,0)"), (.postgreSQL, "mood", "mood"),
      (.redshift, "varchar(max)", "character varying"), (.redshift, "super", "super"),
      (.mySQL, "INT(11)", "int"), (.mySQL, "int(10) unsigned zerofill", "int unsigned"),
      (.mySQL, "decimal(10,2) unsigned", "decimal(10,2) unsigned"), (.mySQL, "datetime(6)", "datetime(6)"),
      (.mySQL, "enum('a','it''s, (b)')", "enum('a','it''s, (b)')"), (.mySQL, "tinyint(1)", "tinyint"),
      (.duckDB, "struct(a int, \"b c\" varchar(3))", "STRUCT(a INTEGER, \"b c\" VARCHAR)"),
      (.duckDB, "map(varchar, int[])", "MAP(VARCHAR, INTEGER[])"), (.duckDB, "INTEGER[3]", "INTEGER[3]"),
      (.duckDB, "ENUM('x', 'y')", "ENUM('x', 'y')"), (.duckDB, "timestamptz", "TIMESTAMP WITH TIME ZONE"),
      (
        .databricks, "STRUCT<a: INT NOT NULL COMMENT 'the a', `b c`: ARRAY<STRING>>",
        "struct<a:int,`b c`:array<string>>"
      ),
      (.spark, "long", "bigint"), (.spark, "decimal(10,2)", "decimal(10,2)"),
      (.spark, "map<string,struct<x:int>>", "map<string,struct<x:int>>"),
      (.spark, "interval day to second", "interval day to second"),
      (.snowflake, "VARCHAR(16777216)", "TEXT"), (.snowflake, "number(38,0)", "NUMBER(38,0)"),
      (.snowflake, "TIMESTAMP_NTZ(9)", "TIMESTAMP_NTZ"),
      (.snowflake, "ARRAY(NUMBER(10,0))", "ARRAY(NUMBER(10,0))"),
      (.snowflake, "VECTOR(FLOAT, 3)", "VECTOR(FLOAT, 3)"),
      (.bigQuery, "integer", "INT64"), (.delta, "array<long>", "array<bigint>"),
      (.iceberg, "fixed[16]", "fixed[16]"), (.iceberg, "decimal(9,2)", "decimal(9, 2)"),
      (.iceberg, "decimal(9, 0)", "decimal(9, 0)"),
      (.iceberg, "geography(srid:4326, karney)", "geography(srid:4326, karney)"),
      (
        .iceberg, "list<struct<a: int, b: map<string, timestamptz_ns>>>",
        "list<struct<a: int, b: map<string, timestamptz_ns>>>"
      ),
    ])
  func printed(engine: Engine, text: String, expected: String) throws {
    let type = try engine.types.type(text)
    #expect(engine.types.text(type) == expected)
    #expect(engine.types.text(try engine.types.type(expected)) == expected, "what is printed is read back")
  }

  @Test(
    "A text that is no type of the engine is refused, with what may have been meant",
    arguments: [
      (Engine.mySQL, "varchr(40)", "varchar"), (.duckDB, "INTEGR", "INTEGER"),
      (.snowflake, "NUMBR(10,2)", "number"),
      (.spark, "strng", "string"), (.redshift, "integr", "integer"),
    ])
  func unknown(engine: Engine, text: String, nearest: String) {
    let error = #expect(throws: TypeTextError.self) { try engine.types.type(text) }
    #expect(error?.nearest?.lowercased() == nearest.lowercased())
  }

  @Test(
    "A text that ends too soon, or too late, is refused",
    arguments: [
      (Engine.duckDB, "STRUCT(a INTEGER"), (.duckDB, "MAP(VARCHAR"), (.duckDB, "INTEGER["),
      (.duckDB, "INTEGER[x]"),
      (.duckDB, ""), (.mySQL, "enum('a'"), (.mySQL, "int(1"), (.mySQL, "varchar(x)"),
      (.mySQL, "varchar(1,2)"),
      (.spark, "array<int>>"), (.spark, "struct<a:int,a:int>"), (.spark, "decimal(1,2,3)"),
      (.spark, "int int"),
      (.iceberg, "fixed[16"), (.iceberg, "fixed[x]"), (.iceberg, "list<int"), (.iceberg, "bigint"),
      (.iceberg, "INT64"),
      (.postgreSQL, "\"open"), (.snowflake, "NUMBER(10,2) )"),
    ])
  func broken(engine: Engine, text: String) {
    #expect(throws: TypeTextError.self) { try engine.types.type(text) }
  }

  @Test("Types that are nested deeper than any engine goes are refused and do not crash")
  func deep() {
    for engine in [Engine.duckDB, .spark, .snowflake] {
      let open = engine == .spark ? "array<" : "ARRAY("
      let text = String(repeating: open, count: 100_000)
      #expect(throws: TypeTextError.self) { try engine.types.type(text) }
    }
  }

  @Test(
    "What is assigned without a cast is each engine's own to say",
    arguments: [
      (Engine.postgreSQL, "integer", "text", CastEffect.coercion),
      (.postgreSQL, "text", "integer", .castCanFail),
      (.postgreSQL, "bigint", "integer", .coercionCanFail),
      (.duckDB, "VARCHAR", "BIGINT", .coercionCanFailOrLose),
      (.spark, "string", "int", .castCanFail), (.spark, "int", "bigint", .coercion),
      (.avro, "int", "long", .coercion), (.avro, "long", "int", .impossible),
      (.avro, "string", "int", .impossible),
      (.mySQL, "int", "bigint", .coercion), (.snowflake, "BOOLEAN", "DATE", .impossible),
      (.bigQuery, "INT64", "NUMERIC", .coercion),
    ])
  func coercions(engine: Engine, from: String, to: String, expected: CastEffect) {
    #expect(engine.types.effect(from, to) == expected)
  }

  @Test(
    "Casts between a type with parts and one without are found in each engine's table",
    arguments: [
      (Engine.spark, "array<int>", "string", CastEffect.cast), (.spark, "array<int>", "variant", .cast),
      (.databricks, "map<string,int>", "string", .coercion), (.spark, "struct<a:int>", "string", .cast),
      (.delta, "variant", "struct<a:int>", .coercionCanFail), (.iceberg, "list<int>", "string", .impossible),
      (.databricks, "variant", "struct<a:int>", .coercionCanFail), (.spark, "int", "array<int>", .impossible),
      (.snowflake, "OBJECT(a NUMBER)", "VARIANT", .coercion),
      (.snowflake, "VARIANT", "OBJECT(a NUMBER)", .coercionCanFail),
      (.snowflake, "ARRAY(NUMBER)", "VARIANT", .coercion),
      (.duckDB, "STRUCT(a INTEGER)", "VARCHAR", .coercion),
      (.duckDB, "INTEGER[]", "VARCHAR", .coercion), (.bigQuery, "STRUCT<a INT64>", "STRING", .impossible),
    ])
  func castsOfParts(engine: Engine, from: String, to: String, expected: CastEffect) throws {
    let types = engine.types
    let effect = CastEffect(from: try types.type(from), to: try types.type(to), in: types)
    #expect(effect == expected)
  }

  /// Words of tables of casts that are no scalar type: kinds of types with parts, and types that users make.
  private static func kinds(_ engine: Engine) -> Set<String> {
    let kinds: [Engine: Set<String>] = [
      .postgreSQL: ["ARRAY", "USER-DEFINED"], .duckDB: ["ARRAY", "ENUM", "LIST", "MAP", "STRUCT"],
      .mySQL: ["enum", "set"], .spark: ["array", "map", "struct"], .databricks: ["array", "map", "struct"],
      .delta: ["array", "map", "struct"],
    ]
    return kinds[engine] ?? []
  }

  @Test(
    "A table of casts is parsed without a fault, and every type in it is one that the engine has",
    arguments: EngineSet.all.engines)
  func tableOfCasts(engine: Engine) {
    guard let types = engine.types as? any GrammarTypes else {
      #expect(
        [.bigQuery, .records, .jsonSchema, .contract].contains(engine),
        "the others coerce by a table")
      return
    }
    let (grammar, coercions) = (Swift.type(of: types).grammar, Swift.type(of: types).coercions)
    #expect(coercions.faults == [])
    #expect(!coercions.names.isEmpty)
    for name in coercions.names.subtracting(Self.kinds(engine)) {
      #expect(grammar.scalar(name)?.name == name, "\(name)")
    }
  }

  @Test("A table of casts is a text")
  func parsed() {
    let coercions = Coercions(
      """
      whole numbers = int, bigint
      text
        coercion: var char,
          char
        cast can fail or lose: whole numbers, double precision
      int
        coercion can lose: char
      """)
    #expect(coercions.faults == [])
    #expect(coercions.names == ["text", "var char", "char", "int", "bigint", "double precision"])
    #expect(coercions.effect("text", "var char") == .coercion)
    #expect(coercions.effect("text", "char") == .coercion)
    #expect(coercions.effect("text", "bigint") == .castCanFailOrLose)
    #expect(coercions.effect("text", "double precision") == .castCanFailOrLose)
    #expect(coercions.effect("int", "char") == .coercionCanLose)
    #expect(coercions.effect("int", "text") == .impossible)
    #expect(coercions.effect("char", "text") == .impossible)
  }

  @Test(
    "What is wrong in a table of casts is a fault, and the rest is used",
    arguments: [
      ("  coercion: int", "'coercion' is not below a type"),
      ("text\n  cast may fail: int", "text: unknown effect 'cast may fail'"),
      ("text\n  coercion", "text: no types for 'coercion'"),
      ("text\n  cast: int\n  coercion: int", "text to int: listed twice"),
      ("a = int, bigint\ntext\n  cast: int, a", "text to int: listed twice"),
      ("text\n  cast: text", "text: cast to itself"),
      ("text\n  cast: int\ntext\n  coercion: char", "text: listed twice"),
    ])
  func faults(text: String, fault: String) {
    let coercions = Coercions(text + "\ndate\n  cast: int")
    #expect(coercions.faults == [fault])
    #expect(coercions.effect("date", "int") == .cast)
  }
}
