@testable import Comparison
@testable import ComparisonFixtures
@testable import Engines
@testable import Schema
import Testing

@Suite("generated-column") struct GeneratedColumnTests {
  /// What is found where main fills `id` like this, and staging has it or lacks it.
  private func found(
    _ engine: Engine, _ generation: Fact<Generation>, isStaged: Bool = true, mode: Mode = .required
  ) throws -> [Difference] {
    let name = ["integer", "INTEGER", "int", "bigint", "NUMBER"].first { (try? engine.types.type($0)) != nil }
    let type = try engine.types.type(try #require(name))
    let id = Column(
      "id", type, mode: mode, attributes: Column.Attributes(generation: generation), in: engine)
    let a = Column("a", type, mode: .nullable, in: engine)
    let plain = Column("id", type, mode: .nullable, in: engine)
    return Comparing.differences(
      TableSchema(columns: [id, a], in: engine), TableSchema(columns: isStaged ? [plain, a] : [a], in: engine))
  }

  @Test(
    "Error where the engine refuses a value, warning where it compares it, nothing where it takes it",
    arguments: [
      (Engine.postgreSQL, Generation.identityAlways, "error generated-column id"),
      (.postgreSQL, .computed("(a * 2)"), "error generated-column id"), (.postgreSQL, .identityByDefault, ""),
      (.redshift, .identityAlways, "error generated-column id"),
      (.mySQL, .computed(nil), "error generated-column id"), (.mySQL, .identityByDefault, ""),
      (.duckDB, .computed("(a * 2)"), "error generated-column id"), (.snowflake, .identityByDefault, ""),
      (.spark, .computed("a * 2"), "warning generated-column id"),
      (.databricks, .identityAlways, "error generated-column id"),
    ] as [(Engine, Generation, String)])
  func severity(engine: Engine, generation: Generation, line: String) throws {
    let found = try found(engine, .present(generation)).filter { $0.rule == .generatedColumn }
    #expect(Comparing.lines(found) == (line.isEmpty ? [] : [line]))
  }

  @Test("Unknown and absent are no finding; a column that takes no value has none to be NULL")
  func unknown() throws {
    for fact in [Fact<Generation>.unknown, .absent] {
      #expect(Comparing.lines(try found(.postgreSQL, fact)) == ["warning nullability-changed id"])
    }
    #expect(
      Comparing.lines(try found(.postgreSQL, .present(.identityAlways))) == ["error generated-column id"])
    // MySQL takes the next number for NULL, PostgreSQL refuses it.
    #expect(try found(.mySQL, .present(.identityByDefault)).isEmpty)
    #expect(
      Comparing.lines(try found(.postgreSQL, .present(.identityByDefault)))
        == ["warning nullability-changed id"])
  }

  @Test("What main fills itself is a default where staging lacks the column")
  func missing() throws {
    let identity = try found(.postgreSQL, .present(.identityAlways), isStaged: false)
    #expect(Comparing.lines(identity) == ["warning missing-column id"])
    #expect(identity.first?.consequence.contains("the next number on insert") == true)
    let computed = try found(.mySQL, .present(.computed(nil)), isStaged: false)
    #expect(computed.first?.consequence.contains("main computes the column itself") == true)
    // DuckDB does not count it, so that nothing is missing.
    #expect(try found(.duckDB, .present(.computed(nil)), isStaged: false).isEmpty)
  }
}
