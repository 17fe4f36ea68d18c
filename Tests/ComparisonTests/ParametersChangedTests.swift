@testable import Comparison
@testable import ComparisonFixtures
@testable import Schema
import Testing

@Suite("parameters-changed") struct ParametersChangedTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let main: String
    let staging: String
    let severity: Severity?
    let says: String
    var testDescription: String { "\(staging) into \(main)" }

    init(_ staging: String, into main: String, _ severity: Severity?, _ says: String) {
      self.main = main
      self.staging = staging
      self.severity = severity
      self.says = says
    }
  }

  private static let fits = "every value of staging fits main"
  private static let long = "both work until a value is longer than 6, and fail then"
  private static let digits = "before the point, and fail then"
  private static let rounded = "decimals that main does not keep are rounded"

  static let cases = [
    Case("STRING(5)", into: "STRING(5)", nil, ""),
    Case("STRING", into: "STRING", nil, ""),
    Case("NUMERIC(5, 0)", into: "NUMERIC(5)", nil, ""),
    Case("STRING(5)", into: "STRING", .note, fits),
    Case("STRING(5)", into: "STRING(6)", .note, fits),
    Case("STRING(7)", into: "STRING(6)", .warning, long),
    Case("STRING", into: "STRING(6)", .warning, long),
    Case("BYTES(5)", into: "BYTES", .note, fits),
    Case("BYTES(5)", into: "BYTES(6)", .note, fits),
    Case("BYTES", into: "BYTES(6)", .warning, long),
    Case("BYTES(7)", into: "BYTES(6)", .warning, long),
    Case("NUMERIC(5, 2)", into: "NUMERIC", .note, fits),
    Case("NUMERIC", into: "NUMERIC(38, 9)", .note, fits),
    Case("NUMERIC", into: "NUMERIC(29)", .warning, rounded),
    Case("NUMERIC", into: "NUMERIC(5, 2)", .warning, digits),
    Case("NUMERIC(5, 2)", into: "NUMERIC(6, 2)", .note, fits),
    Case("NUMERIC(5, 2)", into: "NUMERIC(6, 3)", .note, fits),
    Case("NUMERIC(5, 2)", into: "NUMERIC(5, 3)", .warning, digits),
    Case("NUMERIC(5, 2)", into: "NUMERIC(5)", .warning, rounded),
    Case("NUMERIC(5)", into: "NUMERIC(5, 2)", .warning, digits),
    Case("NUMERIC(5)", into: "NUMERIC(7, 2)", .note, fits),
    Case("BIGNUMERIC(40, 2)", into: "BIGNUMERIC", .note, fits),
    Case("BIGNUMERIC", into: "BIGNUMERIC(76, 38)", .warning, digits),
    Case("BIGNUMERIC(40, 2)", into: "BIGNUMERIC(41, 2)", .note, fits),
    Case("BIGNUMERIC(40, 2)", into: "BIGNUMERIC(40, 3)", .warning, digits),
    Case("TIMESTAMP(6)", into: "TIMESTAMP(12)", .note, fits),
    Case("TIMESTAMP", into: "TIMESTAMP(12)", .note, fits),
    Case("TIMESTAMP(6)", into: "TIMESTAMP", .note, fits),
    Case("TIMESTAMP", into: "TIMESTAMP(6)", .note, fits),
    Case("TIMESTAMP(12)", into: "TIMESTAMP(6)", .warning, "fractions of a second"),
    Case("TIMESTAMP(12)", into: "TIMESTAMP", .warning, "fractions of a second"),
  ]

  @Test("Severity follows from whether every value fits, on every level", arguments: cases)
  func parameters(example: Case) throws {
    let wraps: [(path: String, text: (String) -> String)] = [
      ("c", { "c \($0)" }), ("c", { "c ARRAY<\($0)>" }), ("s.x", { "s STRUCT<x \($0)>" }),
      ("a.x", { "a ARRAY<STRUCT<x \($0)>>" }),
    ]
    for (path, wrap) in wraps {
      let found = try Comparing.differences(wrap(example.main), wrap(example.staging))
      #expect(found.map(\.severity) == (example.severity.map { [$0] } ?? []))
      #expect(found.allSatisfy { $0.rule == "parameters-changed" && $0.column == path })
      #expect(found.allSatisfy { $0.consequence.contains(example.says) }, "\(found.map(\.consequence))")
    }
  }

  @Test("Where nothing can fail, the consequence does not say that it could")
  func onlyRounded() throws {
    let found = try Comparing.differences("c NUMERIC(5)", "c NUMERIC(5, 2)")
    #expect(found.first?.consequence.contains("fail") == false)
    let whole = try Comparing.differences("c NUMERIC(5, 2)", "c NUMERIC(9, 2)")
    #expect(whole.first?.consequence.contains("rounded") == false)
  }

  @Test("Another type is type-changed alone, whatever its parameters")
  func otherType() throws {
    #expect(try Comparing.differences("c NUMERIC(5, 2)", "c STRING(3)").map(\.rule) == ["type-changed"])
    #expect(try Comparing.differences("c ARRAY<STRING(5)>", "c STRING(3)").map(\.rule) == ["type-changed"])
  }
}
