@testable import Comparison
@testable import ComparisonFixtures
@testable import Engines
@testable import Schema
import Testing

@Suite("type-changed") struct TypeChangedTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let main: String
    let staging: String
    let severity: Severity?
    let says: String
    var testDescription: String { "\(staging) into \(main)" }

    init(_ staging: String, into main: String, _ severity: Severity?, _ says: String = "") {
      self.main = main
      self.staging = staging
      self.severity = severity
      self.says = says
    }
  }

  private func check(_ example: Case, path: String = "c", wrap: (String) -> String = { "c \($0)" }) throws {
    let found = try Comparing.differences(wrap(example.main), wrap(example.staging), rules: "type-changed")
    guard let severity = example.severity else {
      #expect(found == [])
      return
    }
    let one = try #require(found.first)
    #expect(found.count == 1)
    #expect(one.severity == severity)
    #expect(one.column == path)
    #expect(one.consequence.contains(example.says), "\(one.consequence)")
  }

  private static let coercions = [
    ("INT64", "NUMERIC"), ("INT64", "BIGNUMERIC"), ("INT64", "FLOAT64"), ("NUMERIC", "BIGNUMERIC"),
    ("NUMERIC", "FLOAT64"), ("BIGNUMERIC", "FLOAT64"), ("DATE", "DATETIME"),
  ]
  private static let scalars = [
    "INT64", "FLOAT64", "NUMERIC", "BIGNUMERIC", "BOOL", "STRING", "BYTES", "DATE", "DATETIME", "TIME",
    "TIMESTAMP",
    "INTERVAL", "JSON", "GEOGRAPHY", "RANGE<DATE>", "RANGE<TIMESTAMP>",
  ]

  @Test("BigQuery coerces seven pairs and no other", arguments: scalars)
  func everyPair(staging: String) throws {
    for main in Self.scalars where main != staging {
      let coerces = Self.coercions.contains { $0 == (staging, main) }
      try check(
        Case(staging, into: main, coerces ? .warning : .error, coerces ? "both work" : "INSERT ROW fails"))
    }
  }

  @Test("A coercion in a field of a STRUCT is a warning too", arguments: coercions)
  func coercionInStruct(staging: String, main: String) throws {
    let example = Case(staging, into: main, .warning, "both work")
    try check(example, path: "s.t.x") { "s STRUCT<t STRUCT<x \($0)>>" }
  }

  @Test("Nothing is coerced anywhere inside of an ARRAY", arguments: coercions)
  func noCoercionInArray(staging: String, main: String) throws {
    let example = Case(staging, into: main, .error, "Nothing is coerced inside of an ARRAY")
    try check(example) { "c ARRAY<\($0)>" }
    try check(example, path: "a.x") { "a ARRAY<STRUCT<x \($0)>>" }
    try check(example, path: "a.s.x") { "a ARRAY<STRUCT<s STRUCT<x \($0)>>>" }
    try check(example, path: "a.x") { "a ARRAY<STRUCT<x ARRAY<\($0)>>>" }
  }

  @Test(
    "Aliases are one type, and so are a type's parameters and a STRUCT's fields here",
    arguments: [
      ("INTEGER", "INT64"), ("INT", "BIGINT"), ("FLOAT", "FLOAT64"), ("BOOLEAN", "BOOL"),
      ("DECIMAL", "NUMERIC"),
      ("BIGDECIMAL", "BIGNUMERIC"), ("string", "STRING"), ("STRING(5)", "STRING(9)"),
      ("NUMERIC(5)", "NUMERIC(5,2)"),
      ("STRUCT<a INT64>", "STRUCT<b STRING>"), ("ARRAY<STRUCT<a INT64>>", "ARRAY<STRUCT<b STRING>>"),
      ("RANGE<date>", "RANGE<DATE>"),
    ])
  func sameType(staging: String, main: String) throws {
    try check(Case(staging, into: main, nil))
    try check(Case(main, into: staging, nil))
  }

  @Test(
    "A cast of a text says what the text has to be, and does not round",
    arguments: [
      ("date", "is not a date, and may drop a part of it."),
      ("timestamp with time zone", "is not a time, and may drop a part of it."),
      ("interval", "is not a value of the type, and may drop a part of it."),
      ("double precision", "is not a number, and may drop a part of it."),
    ])
  func texts(_ type: String, _ wanted: String) throws {
    func schema(_ type: String) throws -> TableSchema {
      var schema = TableSchema(columns: [Column("a", try Engine.postgreSQL.types.type(type), mode: .nullable)]
      )
      schema.engine = .postgreSQL
      return schema
    }
    let found = SchemaComparator(main: try schema(type), rules: Rules.all).comparison(
      with: try schema("text")
    ).0
    #expect(
      found.map(\.consequence).first?.hasSuffix("needs a cast, which fails on text that \(wanted)") == true)
  }

  @Test(
    "The consequence says what it takes",
    arguments: [
      Case("STRING", into: "NUMERIC(5, 2)", .error, "fails on values that do not convert; SAFE_CAST"),
      Case("STRING", into: "BYTES", .error, "a cast, which always succeeds."),
      Case("BYTES", into: "STRING", .error, "fails on values that do not convert"),
      Case("INT64", into: "STRING", .error, "a cast, which always succeeds."),
      Case("INT64", into: "STRING(3)", .error, "fails on values that do not convert"),
      Case("FLOAT64", into: "INT64", .error, "rounds values and fails on those out of range"),
      Case("BIGNUMERIC", into: "NUMERIC", .error, "rounds values and fails on those out of range"),
      Case("NUMERIC", into: "INT64", .error, "rounds values and fails on those out of range"),
      Case("TIMESTAMP", into: "DATE", .error, "loses a part of the value."),
      Case("DATETIME", into: "TIME", .error, "loses a part of the value."),
      Case("INT64", into: "BOOL", .error, "loses a part of the value."),
      Case("DATE", into: "TIMESTAMP", .error, "always succeeds."),
      Case("BOOL", into: "DATE", .error, "there is no cast"),
      Case("JSON", into: "STRING", .error, "there is no cast"),
      Case("RANGE<DATE>", into: "STRING", .error, "always succeeds."),
      Case("STRING", into: "RANGE<DATE>", .error, "fails on values that do not convert"),
      Case("INT64", into: "FLOAT64", .warning, "both work, but only 15 to 17 digits are kept."),
      Case("INT64", into: "NUMERIC", .warning, "both work."),
      Case("INT64", into: "NUMERIC(19)", .warning, "both work."),
      Case("INT64", into: "NUMERIC(5, 2)", .warning, "until a value has more than"),
      Case("NUMERIC(5, 2)", into: "BIGNUMERIC(5, 2)", .warning, "both work."),
      Case("NUMERIC", into: "BIGNUMERIC(9)", .warning, "until a value has more than"),
      Case("NUMERIC(5, 2)", into: "BIGNUMERIC(9)", .warning, "decimals that main does not keep are rounded."),
      Case("DATE", into: "DATETIME", .warning, "both work."),
    ])
  func consequences(example: Case) throws { try check(example) }

  @Test(
    "A STRUCT or an ARRAY against another kind of type is an error, and its fields are left aside",
    arguments: [
      Case("INT64", into: "ARRAY<INT64>", .error, "`[value]`"),
      Case("ARRAY<INT64>", into: "INT64", .error, "SAFE_OFFSET(0)"),
      Case("ARRAY<STRUCT<a INT64>>", into: "STRUCT<a INT64, b INT64>", .error, "SAFE_OFFSET(0)"),
      Case("STRUCT<a INT64>", into: "ARRAY<STRUCT<b INT64>>", .error, "`[value]`"),
      Case("STRUCT<a INT64>", into: "STRING", .error, "there is no cast"),
      Case("JSON", into: "STRUCT<a INT64>", .error, "there is no cast"),
      Case("ARRAY<STRUCT<a INT64>>", into: "ARRAY<INT64>", .error, "no cast between the elements' types"),
      Case("ARRAY<STRING>", into: "ARRAY<INT64>", .error, "a cast of each element, which fails on values"),
      Case("ARRAY<INT64>", into: "ARRAY<STRING>", .error, "rebuilt with a cast of each element."),
      Case("ARRAY<DATETIME>", into: "ARRAY<DATE>", .error, "which loses a part of the value."),
    ])
  func kinds(example: Case) throws {
    try check(example)
    let all = try Comparing.differences("c \(example.main)", "c \(example.staging)")
    #expect(all.map(\.rule) == ["type-changed"])
  }

  @Test("Both sides stand in the finding as they are")
  func sides() throws {
    let found = try #require(
      try Comparing.differences("k INT64, c NUMERIC(5, 2) NOT NULL", "k INT64, c ARRAY<STRING>").first)
    #expect(found.main == ColumnSide(type: "NUMERIC(5, 2)", mode: .required))
    #expect(found.staging == ColumnSide(type: "ARRAY<STRING>", mode: .repeated))
    #expect(found.position == 1)
  }
}
