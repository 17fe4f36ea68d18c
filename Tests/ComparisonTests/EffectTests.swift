@testable import Comparison
@testable import ComparisonFixtures
@testable import Engines
@testable import Schema
import Testing

@Suite("Effects") struct EffectTests {
  private static func table(_ engine: Engine, _ columns: [(String, String)]) throws -> TableSchema {
    TableSchema(
      columns: try columns.map { name, text in
        var text = text
        let isRequired = text.hasSuffix(" NOT NULL")
        if isRequired { text.removeLast(9) }
        return Column(
          name, try engine.types.type(text), mode: isRequired ? .required : .nullable, in: engine)
      }, in: engine)
  }

  private static func effects(
    _ engine: Engine, _ main: [(String, String)], _ staging: [(String, String)]
  ) throws -> PairEffects {
    TableLoad(main: try table(engine, main), staging: try table(engine, staging)).effects
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let engine: Engine
    let main: [(String, String)]
    let staging: [(String, String)]
    let position: Effect
    let name: Effect
    var testDescription: String { "\(engine) \(main) <- \(staging)" }

    init(
      _ engine: Engine, _ main: [(String, String)], _ staging: [(String, String)], _ position: Effect,
      _ name: Effect
    ) {
      (self.engine, self.main, self.staging, self.position, self.name) = (
        engine, main, staging, position, name
      )
    }
  }

  static let cases: [Case] = [
    Case(.bigQuery, [("a", "INT64"), ("b", "STRING")], [("a", "INT64")], .fails, .nullFilled),
    Case(.bigQuery, [("a", "INT64")], [("a", "INT64"), ("b", "STRING")], .fails, .dropsValues),
    Case(
      .bigQuery, [("a", "INT64"), ("b", "INT64")], [("b", "INT64"), ("a", "INT64")], .wrongValues, .works),
    Case(.bigQuery, [("a", "INT64"), ("b", "STRING")], [("b", "STRING"), ("a", "INT64")], .fails, .works),
    Case(
      .bigQuery, [("s", "STRUCT<a INT64, b INT64>")], [("s", "STRUCT<b INT64, a INT64>")], .wrongValues,
      .wrongValues),
    Case(.bigQuery, [("s", "STRUCT<a INT64, b INT64>")], [("s", "STRUCT<a INT64>")], .fails, .fails),
    Case(.bigQuery, [("a", "STRING(20)")], [("a", "STRING")], .mayFail, .mayFail),
    Case(.bigQuery, [("a", "NUMERIC(5, 2)")], [("a", "NUMERIC(4, 2)")], .works, .works),
    // 999.996 becomes 1000.00.
    Case(.bigQuery, [("a", "NUMERIC(5, 2)")], [("a", "NUMERIC(6, 3)")], .mayFail, .mayFail),
    Case(.bigQuery, [("a", "NUMERIC(6, 2)")], [("a", "NUMERIC(6, 3)")], .dropsValues, .dropsValues),
    Case(.bigQuery, [("a", "INT64 NOT NULL")], [("a", "INT64")], .mayFail, .mayFail),
    Case(.bigQuery, [("a", "INT64 NOT NULL"), ("b", "INT64")], [("b", "INT64")], .fails, .fails),
    Case(.bigQuery, [("a", "INT64")], [("b", "INT64")], .wrongValues, .fails),
    // Every type is assigned to text, and a text may be too long.
    Case(.postgreSQL, [("a", "text")], [("a", "daterange")], .works, .works),
    Case(.postgreSQL, [("a", "box")], [("a", "point")], .works, .works),
    Case(.postgreSQL, [("a", "character varying(4)")], [("a", "text[]")], .mayFail, .mayFail),
    Case(.postgreSQL, [("a", "character varying")], [("a", "text[]")], .works, .works),
    // A shorter bit string is refused too.
    Case(.postgreSQL, [("a", "bit(8)")], [("a", "bit(7)")], .fails, .fails),
    Case(.postgreSQL, [("a", "bit(7)")], [("a", "bit(8)")], .fails, .fails),
    Case(.postgreSQL, [("a", "bit varying(8)")], [("a", "bit(8)")], .works, .works),
    // A STRUCT becomes a MAP by the names of its fields.
    Case(
      .duckDB, [("a", "MAP(VARCHAR, INTEGER)")], [("a", "STRUCT(b INTEGER, c SMALLINT)")], .works, .works),
    Case(
      .duckDB, [("a", "MAP(VARCHAR, INTEGER)")], [("a", "STRUCT(b BIGINT)")], .mayFail, .mayFail),
    Case(.duckDB, [("a", "MAP(VARCHAR, INTEGER)")], [("a", "STRUCT(b DATE)")], .fails, .fails),
    Case(
      .duckDB, [("a", "MAP(INTEGER, INTEGER)")], [("a", "STRUCT(b INTEGER)")], .mayFail, .mayFail),
    // A letter takes up to four bytes.
    Case(.mySQL, [("a", "varbinary(12)")], [("a", "varchar(12)")], .mayFail, .mayFail),
    Case(.mySQL, [("a", "varbinary(48)")], [("a", "varchar(12)")], .works, .works),
    Case(.mySQL, [("a", "varbinary(4)")], [("a", "decimal(5,2)")], .mayFail, .mayFail),
    Case(.mySQL, [("a", "bit(8)")], [("a", "year")], .mayFail, .mayFail),
    // The first values fill the first columns.
    Case(
      .postgreSQL, [("a", "integer"), ("b", "text")], [("a", "integer")], .nullFilled, .nullFilled),
    Case(
      .postgreSQL, [("a", "integer"), ("b", "text NOT NULL")], [("a", "integer")], .fails, .fails),
    Case(
      .postgreSQL, [("a", "integer"), ("b", "integer"), ("c", "integer")],
      [("a", "integer"), ("c", "integer")],
      .wrongValues, .nullFilled),
    Case(
      .postgreSQL, [("a", "integer"), ("b", "date"), ("c", "integer")], [("a", "integer"), ("c", "integer")],
      .fails, .nullFilled),
    Case(.postgreSQL, [("a", "varchar(20)")], [("a", "text")], .mayFail, .mayFail),
    Case(.postgreSQL, [("a", "integer")], [("a", "bigint")], .mayFail, .mayFail),
    Case(.postgreSQL, [("a", "date")], [("a", "text")], .fails, .fails),
    Case(.postgreSQL, [("a", "bigint[]")], [("a", "integer[]")], .works, .works),
    Case(.duckDB, [("a", "INTEGER"), ("b", "VARCHAR")], [("a", "INTEGER")], .fails, .nullFilled),
    // Its first word is the default.
    Case(
      .mySQL, [("a", "int"), ("b", "enum('x','y') NOT NULL")], [("a", "int")], .fails, .nullFilled),
    Case(.mySQL, [("a", "text")], [("a", "float")], .dropsValues, .dropsValues),
    Case(
      .duckDB, [("s", "STRUCT(a INTEGER, b INTEGER)")], [("s", "STRUCT(b INTEGER, a INTEGER)")], .works,
      .works),
    Case(
      .duckDB, [("s", "STRUCT(a INTEGER, b INTEGER)")], [("s", "STRUCT(a INTEGER, c INTEGER)")], .dropsValues,
      .dropsValues),
    Case(.databricks, [("a", "bigint")], [("a", "string")], .mayFail, .mayFail),
    Case(
      .databricks, [("s", "struct<a:int,b:int>")], [("s", "struct<b:int,a:int>")], .wrongValues, .works),
  ]

  @Test("What becomes of rows, by engine", arguments: cases)
  func known(example: Case) throws {
    let effects = try Self.effects(example.engine, example.main, example.staging)
    #expect(effects == PairEffects(position: example.position, name: example.name))
  }

  /// Types of several kinds of each engine, some of which fit into others.
  static let types: [(Engine, [String])] = [
    (
      .bigQuery,
      [
        "INT64", "FLOAT64", "NUMERIC(5, 2)", "NUMERIC", "STRING", "STRING(20)", "DATE", "ARRAY<INT64>",
        "ARRAY<STRING(3)>", "STRUCT<x INT64, y STRING>", "STRUCT<y STRING, x INT64>", "STRUCT<x INT64>",
        "STRUCT<x INT64, y INT64>", "STRUCT<y INT64, x INT64>", "ARRAY<STRUCT<x INT64, y INT64>>",
        "ARRAY<STRUCT<y INT64, x INT64>>", "STRUCT<x STRUCT<a INT64, b INT64>, y STRING>",
      ]
    ),
    (
      .postgreSQL,
      ["integer", "bigint", "numeric(5,2)", "numeric", "text", "varchar(20)", "date", "integer[]", "jsonb"]
    ),
    (
      .duckDB,
      [
        "INTEGER", "BIGINT", "DECIMAL(5,2)", "VARCHAR", "DATE", "INTEGER[]", "STRUCT(x INTEGER, y VARCHAR)",
        "STRUCT(y VARCHAR, x INTEGER)", "STRUCT(z INTEGER)", "STRUCT(x INTEGER)[]",
        "STRUCT(x INTEGER, z DATE)[]",
      ]
    ),
    (.mySQL, ["int", "bigint", "decimal(5,2)", "varchar(20)", "varchar(10)", "text", "date", "json"]),
    (.snowflake, ["NUMBER(38,0)", "NUMBER(5,2)", "FLOAT", "VARCHAR(20)", "VARCHAR", "DATE", "VARIANT"]),
    (
      .databricks,
      [
        "int", "bigint", "decimal(5,2)", "string", "struct<a:int,b:int>", "struct<b:int,a:int>",
        "struct<a:int>",
      ]
    ),
    (
      .spark,
      ["int", "bigint", "string", "struct<a:int,b:int>", "struct<b:int,a:int>", "array<struct<a:int>>"]
    ),
    (.redshift, ["integer", "bigint", "numeric(5,2)", "varchar(20)", "varchar(10)", "date"]),
  ]

  @Test("A pair's effect is the worst of its findings', and the sentences say the same", arguments: types)
  func agreement(engine: Engine, types: [String]) throws {
    var numbers = RandomNumbers(seed: 17)
    let names = ["a", "b", "c", "d"]
    for _ in 0..<400 {
      func columns() -> [(String, String)] {
        names.shuffled(using: &numbers).prefix(Int.random(in: 1...4, using: &numbers)).map { name in
          (
            name,
            types[Int.random(in: 0..<types.count, using: &numbers)]
              + (Int.random(in: 0..<5, using: &numbers) == 0 ? " NOT NULL" : "")
          )
        }
      }
      let (one, other) = (columns(), Int.random(in: 0..<3, using: &numbers) == 0 ? columns() : [])
      var changed = one
      if other.isEmpty {
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: changed.shuffle(using: &numbers)
        case 1: changed[0].1 = types[Int.random(in: 0..<types.count, using: &numbers)]
        case 2: changed.removeLast(changed.count > 1 ? 1 : 0)
        default: changed.append(("e", types[0]))
        }
      } else {
        changed = other
      }
      let (main, staging) = (try Self.table(engine, one), try Self.table(engine, changed))
      let load = TableLoad(main: main, staging: staging)
      let (found, effects) = SchemaComparator(main: main, rules: Rules.all).comparison(with: staging)
      let worst = found.map(\.effects).reduce(Effects.none) { $0.worst($1) }
      // Nothing in common is refused as a whole, and no finding is to blame.
      let name = load.named.isEmpty ? .fails : worst.name
      #expect(
        effects == PairEffects(position: worst.position, name: name),
        "\(engine): \(one) <- \(changed): \(found.map { "\($0.rule) \($0.column ?? "") \($0.effects)" })")
      let verdict = MergeVerdict(load)
      for (line, effect) in zip(verdict.lines, [effects.position, effects.name]) {
        #expect(
          Self.word(line.text) == effect.map(Self.word),
          "\(line) is not \(String(describing: effect)): \(one) <- \(changed)")
      }
      for difference in found where difference.effects.worstOfBoth.isSevere {
        #expect(
          difference.severity > .note
            || difference.effects.position == .fails && difference.rule == .orderChanged)
      }
    }
  }

  /// What a line of the verdict says.
  private static func word(_ text: String) -> String {
    if text.hasPrefix("works until") { return "until" }
    if text.hasPrefix("puts values into other") { return "wrong" }
    return text.hasPrefix("works") ? "works" : "fails"
  }

  /// What a line has to say of an effect.
  private static func word(_ effect: Effect) -> String {
    switch effect {
    case .works, .nullFilled, .dropsValues: "works"
    case .mayFail: "until"
    case .fails: "fails"
    case .wrongValues: "wrong"
    }
  }

  @Test("Where one way is said, the other no longer counts for a severity")
  func loadedBy() {
    let order = Effects(position: .wrongValues, name: .works)
    #expect(order.severity(.warning, loadedBy: .name) == .note)
    #expect(order.severity(.warning, loadedBy: .position) == .warning)
    let refused = Effects(position: .fails, name: .works)
    #expect(refused.severity(.note, loadedBy: .position) == .warning)
    #expect(refused.severity(.note, loadedBy: .name) == .note)
    let missing = Effects(position: .fails, name: .nullFilled)
    #expect(missing.severity(.warning, loadedBy: .name) == .warning)
    let needed = Effects(position: .nullFilled, name: .fails)
    #expect(needed.severity(.error, loadedBy: .position) == .warning)
    #expect(needed.severity(.error, loadedBy: .name) == .error)
    #expect(Effects.none.severity(.warning, loadedBy: .name) == .warning)
  }
}

/// Numbers that a seed gives.
private struct RandomNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
