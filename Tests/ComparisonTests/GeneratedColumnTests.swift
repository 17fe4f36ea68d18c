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
      TableSchema(columns: [id, a], in: engine),
      TableSchema(columns: isStaged ? [plain, a] : [a], in: engine))
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
    let numbered = try found(.mySQL, .present(.identityByDefault))
    #expect(Comparing.lines(numbered) == ["note nullability-changed id"])
    #expect(numbered.first?.effects == Effects(both: .nullFilled))
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

/// Each as the engine named did it.
@Suite("Effects of identity, generated columns and names") struct FilledColumnEffectTests {
  private func columns(_ engine: Engine, _ text: String) throws -> TableSchema {
    let name = try #require(["integer", "INTEGER", "int"].first { (try? engine.types.type($0)) != nil })
    let type = try engine.types.type(name)
    let ways: [String: Generation] = [
      "always": .identityAlways, "default": .identityByDefault, "as": .computed(nil),
    ]
    let columns = text.split(separator: ",").map { text in
      let words = text.split(separator: " ").map(String.init)
      let generation = words.dropFirst().first.flatMap { ways[$0] }
      return Column(
        words[0], type, mode: words.contains("required") ? .required : .nullable,
        attributes: Column.Attributes(generation: generation.map { .present($0) } ?? .absent), in: engine)
    }
    return TableSchema(columns: columns, in: engine)
  }

  @Test(
    "The pair's effect on both ways",
    arguments: [
      // PostgreSQL 15.
      (Engine.postgreSQL, "id always required,a", "a", Effect.fails, Effect.nullFilled),
      (.postgreSQL, "a,id always required", "a", .nullFilled, .nullFilled),
      (.postgreSQL, "id always required,a", "id,a", .fails, .fails),
      (.postgreSQL, "id default required,a", "a", .wrongValues, .nullFilled),
      (.postgreSQL, "a,g as,b", "a,b", .fails, .works), (.postgreSQL, "a,g as", "a,g", .fails, .fails),
      (.postgreSQL, "id,basePrice", "id,baseprice", .works, .fails),
      // DuckDB 2.0.
      (.duckDB, "id,a,g as,b", "id,b,a", .wrongValues, .works), (.duckDB, "a,g as", "a", .works, .works),
      (.duckDB, "a,g as", "a,g", .fails, .fails), (.duckDB, "a,\u{e9}", "a,\u{c9}", .works, .fails),
      // MariaDB.
      (.mySQL, "id default required,a", "id,a", .nullFilled, .nullFilled),
      (.mySQL, "a,g as", "a,g", .fails, .fails), (.mySQL, "a,g as", "a", .fails, .works),
      (.mySQL, "a,\u{17f}", "a,s", .works, .fails), (.mySQL, "a,\u{e9}", "a,\u{c9}", .works, .works),
      // Delta, after its documentation.
      (.databricks, "a,g as", "a,g", .mayFail, .mayFail),
      (.databricks, "id always,a", "id,a", .fails, .fails),
    ] as [(Engine, String, String, Effect, Effect)])
  func pair(engine: Engine, main: String, staging: String, position: Effect, name: Effect) throws {
    let main = try columns(engine, main)
    let load = TableLoad(
      main: main, staging: SchemaTranslation(try columns(engine, staging), to: main).schema)
    #expect(load.effects == PairEffects(position: position, name: name))
    // What the findings say is never worse than what the pair does.
    for finding in Comparing.differences(main, load.staging) {
      #expect(finding.effects.position <= position)
      #expect(finding.effects.name <= name)
    }
  }
}
