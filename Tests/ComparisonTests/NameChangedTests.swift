@testable import Comparison
@testable import ComparisonFixtures
@testable import Engines
@testable import Schema
import Testing

@Suite("name-changed") struct NameChangedTests {
  private static let composed = "caf\u{e9}"
  private static let decomposed = "cafe\u{301}"

  private func schema(_ engine: Engine, _ names: [String]) throws -> TableSchema {
    let name = try #require(
      ["integer", "INTEGER", "int", "bigint", "NUMBER", "INT64"].first {
        (try? engine.types.type($0)) != nil
      })
    let type = try engine.types.type(name)
    return TableSchema(columns: names.map { Column($0, type, mode: .nullable, in: engine) }, in: engine)
  }

  private func lines(_ engine: Engine, _ main: [String], _ staging: [String]) throws -> [String] {
    Comparing.lines(Comparing.differences(try schema(engine, main), try schema(engine, staging)))
  }

  @Test(
    "Each engine tells names apart in its own way",
    arguments: [
      // PostgreSQL 15, MariaDB, DuckDB and ZetaSQL were asked; Spark's resolver is Java's equalsIgnoreCase.
      (Engine.postgreSQL, "basePrice", "baseprice", false), (.redshift, "basePrice", "baseprice", false),
      (.snowflake, "basePrice", "BASEPRICE", false), (.duckDB, "basePrice", "BASEPRICE", true),
      (.duckDB, "\u{e9}tat", "\u{c9}TAT", false), (.duckDB, "\u{212a}", "k", false),
      (.bigQuery, "basePrice", "baseprice", true), (.bigQuery, "\u{e9}tat", "\u{c9}tat", false),
      (.mySQL, "\u{e9}tat", "\u{c9}TAT", true), (.mySQL, "\u{212a}", "k", true),
      (.mySQL, "\u{130}", "i", true), (.mySQL, "\u{131}", "i", false), (.mySQL, "\u{17f}", "s", false),
      (.mySQL, "\u{3c3}", "\u{3c2}", false), (.mySQL, "stra\u{df}e", "STRASSE", false),
      (.spark, "\u{e9}tat", "\u{c9}TAT", true), (.databricks, "\u{17f}", "s", true),
      (.spark, "\u{3c3}", "\u{3c2}", true),
    ] as [(Engine, String, String, Bool)])
  func folding(engine: Engine, one: String, other: String, areOne: Bool) throws {
    let names = engine.types.names
    #expect((names.key(one) == names.key(other)) == areOne)
    let found = try lines(engine, [one, "x"], [other, "x"])
    if areOne {
      #expect(found == [])
    } else if one.lowercased() == other.lowercased() {
      #expect(found == ["error name-changed \(one)"])
    }
  }

  @Test(
    "Unicode forms are two names in every engine",
    arguments: [
      Engine.postgreSQL, .duckDB, .bigQuery, .mySQL, .spark, .databricks, .snowflake, .redshift,
    ])
  func forms(engine: Engine) throws {
    let found = Comparing.differences(
      try schema(engine, [Self.composed]), try schema(engine, [Self.decomposed]))
    #expect(found.map(\.rule) == [.nameChanged])
    #expect(found.first?.hint == "two Unicode forms, from letter 4: main U+00E9, staging U+0065 U+0301")
    #expect(found.first?.severity == .error)
  }

  @Test("Two columns of one table that differ in case pair with their own spelling first")
  func both() throws {
    #expect(
      try lines(.postgreSQL, ["userId", "userid"], ["userid", "userId"]) == ["warning order-changed (table)"])
    #expect(try lines(.postgreSQL, ["userId", "userid"], ["userid"]) == ["warning missing-column userId"])
    #expect(
      try lines(.postgreSQL, ["userId", "userid"], ["USERID", "userid"]) == ["error name-changed userId"])
    let (legal, refused) = (
      try schema(.postgreSQL, ["userId", "userid"]), try schema(.mySQL, ["userId", "userid"])
    )
    #expect(ColumnNames.clash(legal.columns) == nil)
    #expect(ColumnNames.clash(refused.columns) != nil)
  }

  @Test("Fields: by position nothing breaks, by name the values are lost, and an Avro reader fails")
  func fields() throws {
    func found(_ engine: Engine, _ type: (String) -> String) throws -> [Difference] {
      let sides = try ["\u{e9}", "\u{c9}"].map { name in
        TableSchema(
          columns: [Column("s", try engine.types.type(type(name)), mode: .nullable, in: engine)], in: engine)
      }
      return Comparing.differences(sides[0], sides[1])
    }
    let query = try found(.bigQuery) { "STRUCT<a INT64, `\($0)` INT64>" }
    #expect(Comparing.lines(query) == ["warning name-changed s.\u{e9}"])
    #expect(query.first?.consequence.contains("by position") == true)
    let duck = try found(.duckDB) { "STRUCT(a INTEGER, \"\($0)\" INTEGER)" }
    #expect(Comparing.lines(duck) == ["warning name-changed s.\u{e9}"])
    #expect(duck.first?.consequence.contains("drop staging's values") == true)

    func avro(_ name: String, _ fallback: Fact<String>) -> TableSchema {
      let attributes = Column.Attributes(defaultExpression: fallback)
      return TableSchema(
        columns: [
          Column(name, .scalar("int", parameters: []), mode: .nullable, attributes: attributes, in: .avro)
        ], in: .avro)
    }
    #expect(
      Comparing.lines(Comparing.differences(avro("a", .absent), avro("A", .absent)))
        == ["error name-changed a"])
    #expect(
      Comparing.differences(avro("a", .present("0")), avro("A", .absent)).first { $0.rule == .nameChanged }?
        .severity == .warning)
  }

  @Test("Between two engines the case of letters is no difference")
  func otherEngine() throws {
    let main = try schema(.postgreSQL, ["order_id", "price"])
    let staging = try schema(.snowflake, ["ORDER_ID", "PRICE"])
    let found = Comparing.differences(main, staging)
    #expect(!found.contains { [.nameChanged, .missingColumn, .extraColumn].contains($0.rule) })
  }

  @Test("Keys are equal exactly where the names are: random names, by each folding")
  func keys() {
    let letters: [Unicode.Scalar] = [
      "a", "A", "k", "K", "\u{212a}", "\u{e9}", "\u{c9}", "e", "\u{301}", "\u{1}", " ", "i", "\u{130}",
      "\u{3a3}", "\u{3c3}", "\u{3c2}", "\u{ac00}", "\u{1100}", "\u{1161}",
    ]
    var names: Set<[Unicode.Scalar]> = []
    for one in letters {
      names.insert([one])
      for other in letters { names.insert([one, other]) }
    }
    func text(_ scalars: [Unicode.Scalar]) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }
    for folding in [NameFolding.exact, .ascii, .lowercase, .javaIgnoringCase] {
      var folded: [[UInt8]: String] = [:]
      var known: [String: [UInt8]] = [:]
      for name in names.map(text) {
        let (bytes, key) = (Array(folding.text(name).utf8), folding.key(name))
        if let other = folded.updateValue(key, forKey: bytes) { #expect(other == key) }
        if let other = known.updateValue(bytes, forKey: key) { #expect(other == bytes) }
      }
    }
  }
}
