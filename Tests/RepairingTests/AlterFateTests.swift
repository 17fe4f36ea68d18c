@testable import Engines
@testable import Repairing
@testable import Schema
import Testing

@Suite("What an ALTER would do with values") struct AlterFateTests {
  private func dialect(_ engine: Engine) throws -> any AlterDialect {
    try #require(engine.sqlDialect as? any AlterDialect)
  }

  private func text(_ engine: Engine, _ from: String, _ to: String) throws -> String {
    let (own, wanted) = (try engine.types.type(from), try engine.types.type(to))
    return AlterFate(from: own, to: wanted, try dialect(engine)).text(from: from, to: to, engine: engine.name)
  }

  @Test(
    "An ALTER that is there and loses or fails says so, and does not count as none",
    arguments: [
      (Engine.postgreSQL, "double precision", "numeric(12,2)", "would round values."),
      (.postgreSQL, "numeric(12,4)", "numeric(12,2)", "would round values."),
      (.postgreSQL, "numeric(12,2)", "numeric(5,2)", "would fail on values of more digits before the point."),
      (.postgreSQL, "character varying(9)", "character varying(5)", "would fail on values that are longer."),
      (.postgreSQL, "integer", "character varying(5)", "would fail on values that are longer."),
      (.postgreSQL, "bigint", "integer", "would fail on values that do not convert."),
      (.postgreSQL, "bigint", "real", "would keep fewer digits of some values."),
      (.postgreSQL, "timestamp with time zone", "date", "would drop the time of day."),
      (.postgreSQL, "timestamp with time zone", "timestamp without time zone", "would drop the zone."),
      (
        .postgreSQL, "text", "date",
        "needs USING, and would lose a part of some values, and fail on values that do not convert."
      ),
      (.postgreSQL, "text", "jsonb", "needs USING, and would fail on values that do not convert."),
      (.postgreSQL, "boolean", "integer", "needs USING."),
      (.duckDB, "VARCHAR", "BOOLEAN", "would fail on values that do not convert."),
      (.duckDB, "DOUBLE", "INTEGER", "would round values, and fail on values that do not convert."),
      (.duckDB, "TIMESTAMP", "DATE", "would drop the time of day."),
      (.bigQuery, "INT64", "FLOAT64", "would keep fewer digits of some values."),
    ])
  func losing(_ engine: Engine, _ from: String, _ to: String, _ wanted: String) throws {
    #expect(try text(engine, from, to) == "An ALTER from \(from) to \(to) \(wanted)")
  }

  @Test("No ALTER is claimed to be missing where the engine has one, of all pairs")
  func all() throws {
    var count = 0
    for engine in [Engine.postgreSQL, .duckDB] {
      let coercions = engine == .duckDB ? Coercions.duckDB : Coercions.postgreSQL
      let types = coercions.names.filter { engine.types.type(named: $0) != nil }.sorted()
      for from in types {
        for to in types where from != to {
          let sentence = try text(engine, from, to)
          let has = engine.types.effect(from, to) != .impossible
          #expect(sentence.hasPrefix(has ? "An ALTER from" : "No ALTER of"), "\(engine.name): \(sentence)")
          #expect(!sentence.hasSuffix("would ."))
          count += 1
        }
      }
    }
    #expect(count > 2_000)
  }

  @Test("BigQuery has an ALTER for no other pairs than those that widen")
  func bigQuery() throws {
    #expect(try text(.bigQuery, "STRING", "INT64") == "No ALTER of BigQuery changes STRING to INT64.")
    #expect(try text(.bigQuery, "TIMESTAMP", "DATE") == "No ALTER of BigQuery changes TIMESTAMP to DATE.")
  }
}

extension TypeSystem {
  /// The scalar type of that name alone; nil for words of a table that stand for many types.
  fileprivate func type(named name: String) -> DataType? {
    guard let type = try? type(name), case .scalar(name, _) = type,
      !["USER-DEFINED", "ENUM", "LIST", "ARRAY"].contains(name)
    else { return nil }
    return type
  }
}
