@testable import Comparison
@testable import Engines
@testable import Schema
import Testing

@Suite("JSON Schemas and contracts beside tables of an engine") struct LogicalFitTests {
  /// What is found between two columns, as rules and effects by name.
  private func found(
    _ main: (Engine, String), _ staging: (Engine, String), modes: (Mode?, Mode?) = (nil, nil)
  ) throws -> [String] {
    func schema(_ side: (Engine, String), _ mode: Mode?) throws -> TableSchema {
      TableSchema(columns: [Column("a", try side.0.types.type(side.1), mode: mode, in: side.0)], in: side.0)
    }
    let main = try schema(main, modes.0)
    let translation = SchemaTranslation(try schema(staging, modes.1), to: main)
    #expect(translation.undecided.isEmpty)
    return SchemaComparator(main: main, rules: Rules.all.filter(\.isOnByDefault)).differences(
      to: translation.schema
    )
    .map { "\($0.rule) \($0.effects.name)" }
  }

  @Test(
    "A column of an engine whose values are valid is no difference",
    arguments: [
      ("integer", ["smallint", "bigint", "numeric(10,0)", "json"]),
      ("number", ["integer", "numeric(10,2)", "double precision", "jsonb"]),
      ("boolean", ["boolean"]), ("date", ["date"]), ("uuid", ["uuid", "text"]),
      ("date-time", ["timestamp with time zone", "timestamp(3) without time zone"]),
      (
        "string",
        [
          "text", "varchar(9)", "date", "timestamp with time zone", "uuid", "bytea", "numeric", "interval",
          "inet",
        ]
      ),
      ("bytes", ["bytea", "text"]), ("object", ["jsonb"]), ("enum(A, B)", ["text"]),
      ("union<number, string>", ["numeric(10,2)", "text"]), ("string(9)", ["varchar(9)"]),
    ])
  func fits(kind: String, types: [String]) throws {
    for type in types {
      #expect(try found((.jsonSchema, kind), (.postgreSQL, type)) == [], "\(type) as \(kind)")
      // A number may have decimals, which an integer has not.
      if kind != "number" || type != "integer" {
        #expect(try found((.postgreSQL, type), (.jsonSchema, kind)) == [], "\(kind) into \(type)")
      }
    }
  }

  @Test(
    "A column whose values are not valid is a difference, with its effect",
    arguments: [
      ("integer", "text", "type-changed fails"), ("integer", "numeric(10,2)", "type-changed mayFail"),
      ("boolean", "integer", "type-changed fails"), ("string", "bigint", "type-changed fails"),
      ("date", "timestamp with time zone", "type-changed fails"),
      ("date-time", "text", "type-changed mayFail"),
      ("string(9)", "text", "parameters-changed mayFail"),
      ("string(9)", "varchar(20)", "parameters-changed mayFail"),
      ("string(9)", "varchar(5)", "parameters-changed works"), ("object", "text", "type-changed fails"),
      ("number", "text", "type-changed fails"),
    ])
  func differs(kind: String, type: String, expected: String) throws {
    #expect(try found((.jsonSchema, kind), (.postgreSQL, type)) == [expected])
  }

  @Test("The other way round the engine's own coercions decide")
  func intoEngine() throws {
    #expect(try found((.postgreSQL, "integer"), (.jsonSchema, "string")) == ["type-changed fails"])
    #expect(
      try found((.postgreSQL, "text"), (.jsonSchema, "integer")).first?.hasPrefix("type-changed") ?? false)
    #expect(
      try found((.postgreSQL, "bigint"), (.jsonSchema, "number")).first?.hasPrefix("type-changed") ?? false)
    #expect(
      try found((.bigQuery, "STRING"), (.jsonSchema, "integer")).first?.hasPrefix("type-changed") ?? false)
    #expect(
      try found((.postgreSQL, "varchar(20)"), (.jsonSchema, "string(40)")) == ["parameters-changed mayFail"])
  }

  @Test("A contract that requires a value, and a table that has NULL")
  func modes() throws {
    let types = ((Engine.jsonSchema, "integer"), (Engine.postgreSQL, "bigint"))
    #expect(try found(types.0, types.1, modes: (.required, .nullable)) == ["nullability-changed mayFail"])
    #expect(try found(types.0, types.1, modes: (.nullable, .required)) == ["nullability-changed works"])
    #expect(try found(types.1, types.0, modes: (.required, nil)) == [])
  }

  @Test("Kinds among themselves")
  func kinds() {
    let types = Engine.jsonSchema.types
    #expect(types.effect("integer", "number") == .coercion)
    #expect(types.effect("date", "string") == .coercion)
    #expect(types.effect("enum(A)", "enum(A, B)") == .coercion)
    #expect(types.effect("enum(A, C)", "enum(A, B)") == .coercionCanFail)
    #expect(types.effect("integer", "union<string, number>") == .coercion)
    #expect(types.effect("union<integer, boolean>", "number") == .coercionCanFail)
    #expect(types.effect("boolean", "string") == .impossible)
  }

  @Test("Columns that dlt adds by itself are lacking on neither side")
  func dlt() throws {
    func schema(_ engine: Engine, _ names: [String], _ type: String) throws -> TableSchema {
      TableSchema(columns: try names.map { Column($0, try engine.types.type(type), in: engine) }, in: engine)
    }
    let own = try schema(.dlt, ["a"], "text")
    let table = try schema(.postgreSQL, ["a", "_dlt_id", "_dlt_load_id"], "text")
    for (main, staging) in [(own, table), (table, own)] {
      let translated = SchemaTranslation(staging, to: main).schema
      let rules = SchemaComparator(main: main, rules: Rules.all).differences(to: translated).map(\.rule)
      #expect(!rules.contains(.missingColumn) && !rules.contains(.extraColumn))
    }
  }

  @Test("An alias says that a column was renamed")
  func aliases() {
    func column(_ name: String, _ aliases: [String] = []) -> Column {
      Column(
        name, .scalar("string", parameters: []), attributes: Column.Attributes(aliases: aliases), in: .avro)
    }
    func hints(_ main: [Column], _ staging: [Column]) -> [String?] {
      let schemas = [main, staging].map { TableSchema(columns: $0, in: .avro) }
      return SchemaComparator(main: schemas[0], rules: Rules.all.filter(\.isOnByDefault))
        .differences(to: schemas[1]).filter { $0.rule != .orderChanged }.map(\.hint)
    }
    let said = "renamed: 'abc' is an alias in main, of 'customer'"
    #expect(
      hints([column("id"), column("customer", ["abc"])], [column("id"), column("abc")]) == [said, said])
    let other = "renamed: 'abc' is an alias in staging, of 'customer'"
    #expect(
      hints([column("id"), column("abc")], [column("id"), column("customer", ["abc"])]) == [other, other])
    #expect(hints([column("customer", ["x"])], [column("abc")]) == [nil, nil])
  }
}
