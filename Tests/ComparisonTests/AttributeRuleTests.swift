@testable import Engines
@testable import Comparison
@testable import ComparisonFixtures
@testable import Schema
import Testing

@Suite("Rules about what only some exports tell") struct AttributeRuleTests {
  private typealias Attributes = Column.Attributes

  private static let facts: [Fact<String>] = [.unknown, .absent, .present("a"), .present("b")]
  private static let rules: [(RuleID, Severity, @Sendable (Fact<String>) -> Column.Attributes)] = [
    ("default-changed", .note, { Attributes(defaultExpression: $0) }),
    ("collation-changed", .warning, { Attributes(collation: $0) }),
    ("rounding-mode-changed", .note, { Attributes(roundingMode: $0) }),
    ("description-changed", .note, { Attributes(description: $0) }),
  ]

  @Test("An attribute is compared only where both exports carry it", arguments: facts, facts)
  func attributes(main: Fact<String>, staging: Fact<String>) {
    let differs = main.isKnown && staging.isKnown && main != staging
    for (rule, severity, attributes) in Self.rules {
      let sides = [main, staging].map { Comparing.string("x", attributes($0)) }
      let top = Comparing.differences(TableSchema(columns: [sides[0]]), TableSchema(columns: [sides[1]]))
      let nested = sides.map { TableSchema(columns: [Column("l", .array(.structure([$0])))]) }
      let inside = Comparing.differences(nested[0], nested[1])
      #expect(Comparing.lines(top) == (differs ? ["\(severity.rawValue) \(rule) x"] : []))
      #expect(Comparing.lines(inside) == (differs ? ["\(severity.rawValue) \(rule) l.x"] : []))
      if differs {
        #expect(top.first?.hint == "main: \(main.value ?? "none"); staging: \(staging.value ?? "none")")
      }
    }
  }

  @Test("A hint clips what it quotes")
  func longDefault() {
    let long = String(repeating: "x", count: 10_000_000)
    let found = Comparing.differences(
      TableSchema(columns: [Comparing.string("x", Attributes(defaultExpression: .present(long)))]),
      TableSchema(columns: [Comparing.string("x", Attributes(defaultExpression: .absent))]))
    #expect((found.first?.hint?.utf8.count ?? .max) < 200)
  }

  @Test("Attributes of columns that one side lacks say nothing")
  func oneSided() {
    let all = Attributes(
      defaultExpression: .present("1"), collation: .present("und:ci"), policyTags: .present(["t"]),
      description: .present("d"))
    let with = TableSchema(columns: [Comparing.string("x", all)])
    #expect(Comparing.differences(with, TableSchema(columns: [])).map(\.rule) == ["missing-column"])
    #expect(Comparing.differences(TableSchema(columns: []), with).map(\.rule) == ["extra-column"])
  }

  @Test("A policy tag counts as missing only where staging's export says that there is none")
  func policyTags() {
    let facts: [Fact<[String]>] = [.unknown, .absent, .present(["one"]), .present(["one", "two"])]
    for main in facts {
      for staging in facts {
        let found = Comparing.differences(
          TableSchema(columns: [Comparing.string("x", Attributes(policyTags: main))]),
          TableSchema(columns: [Comparing.string("x", Attributes(policyTags: staging))]))
        let isMissing = main.value != nil && staging == .absent
        #expect(Comparing.lines(found) == (isMissing ? ["warning policy-tag-missing x"] : []))
        if isMissing { #expect(found.first?.hint == "main: \(main.value?.joined(separator: ", ") ?? "")") }
      }
    }
  }

  struct Partitions: CustomTestStringConvertible, Sendable {
    let main: Fact<Partitioning>
    let staging: Fact<Partitioning>
    let differ: Bool
    var testDescription: String { "\(main) and \(staging)" }

    init(_ main: Fact<Partitioning>, _ staging: Fact<Partitioning>, differ: Bool) {
      self.main = main
      self.staging = staging
      self.differ = differ
    }
  }

  private static let day = Partitioning(column: "d", granularity: "DAY", requiresFilter: true)

  @Test(
    "Partitioning is compared part by part, as far as both exports tell",
    arguments: [
      Partitions(.unknown, .absent, differ: false), Partitions(.unknown, .present(day), differ: false),
      Partitions(.absent, .unknown, differ: false), Partitions(.absent, .absent, differ: false),
      Partitions(.absent, .present(day), differ: true), Partitions(.present(day), .absent, differ: true),
      Partitions(.present(day), .present(day), differ: false),
      Partitions(.present(day), .present(Partitioning(column: "D")), differ: false),
      Partitions(.present(day), .present(Partitioning(column: "e")), differ: true),
      Partitions(.present(day), .present(Partitioning(column: nil)), differ: true),
      Partitions(.present(day), .present(Partitioning(column: "d", granularity: "HOUR")), differ: true),
      Partitions(.present(day), .present(Partitioning(column: "d", granularity: "DAY")), differ: false),
      Partitions(
        .present(day), .present(Partitioning(column: "d", granularity: "DAY", requiresFilter: false)),
        differ: true),
    ])
  func partitioning(example: Partitions) {
    let found = Comparing.differences(
      TableSchema(columns: [], partitioning: example.main),
      TableSchema(columns: [], partitioning: example.staging))
    #expect(Comparing.lines(found) == (example.differ ? ["note partitioning-changed (table)"] : []))
  }

  @Test(
    "Clustering columns are compared in their order and without regard to case",
    arguments: [
      (Fact<[String]>.unknown, Fact<[String]>.present(["a"]), false), (.present(["a"]), .unknown, false),
      (.absent, .absent, false), (.absent, .present(["a"]), true),
      (.present(["a", "b"]), .present(["A", "B"]), false),
      (.present(["a", "b"]), .present(["b", "a"]), true), (.present(["a"]), .present(["a", "b"]), true),
    ])
  func clustering(main: Fact<[String]>, staging: Fact<[String]>, differ: Bool) {
    let found = Comparing.differences(
      TableSchema(columns: [], clustering: main), TableSchema(columns: [], clustering: staging))
    #expect(Comparing.lines(found) == (differ ? ["note clustering-changed (table)"] : []))
  }
}
