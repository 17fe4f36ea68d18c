@testable import Engines
@testable import Comparison
@testable import ComparisonFixtures
@testable import Schema
import Testing

@Suite("nullability-changed and order-changed") struct ModeAndOrderTests {
  @Test(
    "Only NULLABLE against REQUIRED is a finding, and only where both exports tell the mode",
    arguments: [nil, Mode.nullable, .required], [nil, Mode.nullable, .required])
  func modes(main: Mode?, staging: Mode?) {
    let expected: [Severity] =
      switch (main, staging) {
      case (.required, .nullable): [.warning]
      case (.nullable, .required): [.note]
      default: []
      }
    func schemas(_ wrap: (Column) -> Column) -> [Difference] {
      Comparing.differences(
        TableSchema(columns: [wrap(Comparing.int("x", mode: main))]),
        TableSchema(columns: [wrap(Comparing.int("x", mode: staging))]))
    }
    let levels = [
      schemas { $0 }, schemas { Column("s", .structure([$0]), mode: .nullable) },
      schemas { Column("l", .array(.structure([$0]))) },
    ]
    for (found, path) in zip(levels, ["x", "s.x", "l.x"]) {
      #expect(found.map(\.severity) == expected)
      #expect(found.allSatisfy { $0.rule == "nullability-changed" && $0.column == path })
      for one in found {
        #expect(one.main == ColumnSide(type: "INT64", mode: main ?? .nullable))
        #expect(one.staging == ColumnSide(type: "INT64", mode: staging ?? .nullable))
        #expect(one.consequence.contains(main == .required ? "until a row has NULL here" : "Nothing breaks"))
      }
    }
  }

  @Test("An ARRAY against a REQUIRED scalar is type-changed alone")
  func repeated() throws {
    #expect(
      Comparing.lines(
        try Comparing.differences("x INT64 NOT NULL, y ARRAY<INT64>", "x ARRAY<INT64>, y INT64 NOT NULL"))
        == ["error type-changed x", "error type-changed y"])
  }

  @Test("A STRUCT's own mode is compared beside its fields")
  func structure() throws {
    #expect(
      Comparing.lines(try Comparing.differences("s STRUCT<a INT64> NOT NULL", "s STRUCT<b INT64>"))
        == [
          "warning nullability-changed s", "error missing-column s.a", "error extra-column s.b",
        ])
  }

  @Test(
    "Common columns in another order make one finding, columns of one side alone none",
    arguments: [
      ("a INT64, b INT64, c INT64", "c INT64, b INT64, a INT64", .wrongValues),
      ("a INT64, b INT64, c INT64", "A INT64, C INT64, B INT64", .wrongValues),
      ("a INT64, b INT64, c INT64", "c INT64, x INT64, a INT64", .wrongValues),
      ("a INT64, b INT64, c STRING", "b INT64, c STRING, a INT64", .fails),
      ("a INT64, b INT64, c INT64", "b INT64, a INT64", .fails),
      ("a INT64, b INT64, c INT64", "x INT64, a INT64, y INT64, c INT64", nil),
      ("a INT64, b INT64, c INT64", "b INT64", nil),
      ("a INT64, b INT64", "x INT64, y INT64", nil),
    ] as [(String, String, Effect?)])
  func topLevel(main: String, staging: String, position: Effect?) throws {
    let found = try Comparing.differences(main, staging, rules: "order-changed")
    let severity = position == .wrongValues ? "warning" : "note"
    #expect(Comparing.lines(found) == (position == nil ? [] : ["\(severity) order-changed (table)"]))
    #expect(found.map(\.effects) == (position.map { [Effects(position: $0, name: .works)] } ?? []))
    for one in found {
      #expect(one.main == nil && one.staging == nil && one.position == nil)
      #expect(one.consequence.contains("A MERGE with explicit columns is not affected by the order."))
    }
  }

  @Test(
    "Where one export does not tell the order of columns there is no finding for the table, but for its STRUCTs"
  )
  func unknownOrder() throws {
    for (mainKnows, stagingKnows) in [(true, false), (false, true), (false, false)] {
      var main = try Comparing.schema("a INT64, s STRUCT<x INT64, y INT64>")
      var staging = try Comparing.schema("s STRUCT<y INT64, x INT64>, a INT64")
      main.orderIsKnown = mainKnows
      staging.orderIsKnown = stagingKnows
      #expect(Comparing.lines(Comparing.differences(main, staging)) == ["error order-changed s"])
    }
  }

  @Test(
    "Fields in another order are an error at the STRUCT's path, with both types",
    arguments: [
      ("s STRUCT<A INT64, b INT64>", "s STRUCT<b INT64, a INT64>", "s"),
      ("s ARRAY<STRUCT<a INT64, b INT64>>", "s ARRAY<STRUCT<b INT64, a INT64>>", "s"),
      ("s STRUCT<t STRUCT<a INT64, b INT64>>", "s STRUCT<t STRUCT<b INT64, x INT64, a INT64>>", "s.t"),
      (
        "s STRUCT<t ARRAY<STRUCT<a INT64, u STRUCT<x INT64, y INT64>>>>",
        "s STRUCT<t ARRAY<STRUCT<a INT64, u STRUCT<y INT64, x INT64>>>>", "s.t.u"
      ),
    ])
  func nested(main: String, staging: String, path: String) throws {
    let found = try Comparing.differences("k INT64, \(main)", "k INT64, \(staging)", rules: "order-changed")
    let one = try #require(found.first)
    #expect(Comparing.lines(found) == ["error order-changed \(path)"])
    let fits = staging.contains("x INT64, a") == false || path == "s.t.u"
    #expect(
      one.consequence.contains(
        fits
          ? "both put every value into the field at its place" : "those that line up have incompatible types")
    )
    let isArray = main.contains("ARRAY")
    #expect(one.effects == Effects(both: fits ? .wrongValues : .fails))
    #expect(one.consequence.contains("until the ARRAY is rebuilt element by element") == isArray)
    #expect(one.position == path.split(separator: ".").count + (path == "s.t.u" ? 1 : 0))
    if path == "s" {
      #expect(one.main?.type == String(main.dropFirst(2)))
      #expect(one.staging?.type == String(staging.dropFirst(2)))
    }
  }

  @Test(
    "Where types that meet by position do not fit, both ways to merge fail",
    arguments: [
      ("STRUCT<a INT64, b STRING>", "STRUCT<b STRING, a INT64>", "until the STRUCT is rebuilt by name."),
      (
        "ARRAY<STRUCT<a INT64, b STRING>>", "ARRAY<STRUCT<b STRING, a INT64>>",
        "until the ARRAY is rebuilt element"
      ),
      (
        "ARRAY<STRUCT<a NUMERIC, b INT64>>", "ARRAY<STRUCT<b INT64, a NUMERIC>>",
        "until the ARRAY is rebuilt element"
      ),
    ])
  func unfit(main: String, staging: String, ending: String) throws {
    let found = try Comparing.differences("s \(main)", "s \(staging)", rules: "order-changed")
    #expect(
      found.map { $0.consequence.contains("both fail until") && $0.consequence.contains(ending) } == [true])
    let coerced = try Comparing.differences(
      "s STRUCT<a NUMERIC, b NUMERIC>", "s STRUCT<b INT64, a INT64>", rules: "order-changed")
    #expect(coerced.map { $0.consequence.contains("without an error") } == [true])
  }
}
