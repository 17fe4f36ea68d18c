@testable import Engines
@testable import Schema
import Testing

@Suite("Avro's named types, MySQL's collations and texts that are JSON") struct NamedTypeTests {
  @Test(
    "An ENUM or a FIXED resolves by its name or an alias of main's",
    arguments: [
      ("enum a.M(X, Y)", "enum a.M(X, Y)", CastEffect.coercion),
      ("enum a.M(X, Y)", "enum b.M(X, Y)", .impossible), ("enum a.M(X, Y)", "enum a.N(X, Y)", .impossible),
      ("enum a.M(X)", "enum a.N or a.M(X, Y)", .coercion),
      ("enum a.N or a.M(X)", "enum a.M(X)", .impossible),
      ("enum a.M(X, Z)", "enum a.M(X, Y)", .coercionCanFail), ("enum(X)", "enum a.M(X)", .coercion),
      ("fixed H", "fixed I", .impossible), ("fixed H", "fixed I or H", .coercion),
      ("fixed H", "enum H(X)", .impossible),
      ("union<string, enum M(X)>", "union<string, enum N(X)>", .coercionCanFail),
    ])
  func resolution(staging: String, main: String, effect: CastEffect) {
    #expect(AvroTypes().effect(staging, main) == effect)
  }

  @Test("utf8 and utf8mb3 are one, also in collations")
  func collations() {
    func collation(_ name: String) -> Fact<String> {
      MySQLTypes().attributes(Column.Attributes(collation: .present(name)), of: GenerationRow()).collation
    }
    #expect(collation("utf8_bin") == collation("utf8mb3_bin"))
    #expect(collation("utf8_general_ci") == .present("utf8mb3_general_ci"))
    #expect(collation("utf8mb4_bin") == .present("utf8mb4_bin"))
  }

  @Test("A text for VARIANT or SUPER is parsed, not cast")
  func parsers() throws {
    let (snowflake, redshift) = (SnowflakeTypes(), RedshiftTypes())
    #expect(
      snowflake.parser(of: try snowflake.type("VARCHAR"), for: try snowflake.type("VARIANT")) == "PARSE_JSON")
    #expect(snowflake.parser(of: try snowflake.type("NUMBER"), for: try snowflake.type("VARIANT")) == nil)
    #expect(
      redshift.parser(of: try redshift.type("varchar(20)"), for: try redshift.type("super")) == "JSON_PARSE")
    #expect(
      PostgreSQLTypes().parser(of: .scalar("text", parameters: []), for: .scalar("json", parameters: []))
        == nil)
  }
}
