@testable import Auditing
@testable import Comparison
@testable import Reports
@testable import Schema
import Testing

@Suite("Finding groups")
struct FindingGroupsTests {
  @Test("Findings with one rule, fate and set of tables are one group, however many")
  func incident() throws {
    let groups = try FindingGroups(SampleReports.incident().audits[0])
    #expect(groups.all.map(\.findings.count) == [14])
    #expect(
      groups.sentence(groups.all[0]) { $0 } == "14 columns of main are in none of the 1,665 staging tables")
  }

  @Test("Where all tables of a group have as many columns, the number of values is told")
  func counts() throws {
    let groups = try FindingGroups(SampleReports.incident().audits[0])
    #expect(groups.all[0].consequence.hasPrefix("INSERT ROW fails: 58 values for 72 columns. A MERGE"))
    var audit = try SampleReports.incident().audits[0]
    audit.shapes[0].columns = 72
    #expect(FindingGroups(audit).all[0].consequence == IncidentSample.consequence)
  }

  @Test("Groups lose and repeat no finding", arguments: SampleReports.Name.allCases)
  func complete(name: SampleReports.Name) throws {
    for audit in try SampleReports.make(name).audits {
      let groups = FindingGroups(audit)
      #expect(groups.all.flatMap(\.findings).map(\.id).sorted() == audit.findings.map(\.id).sorted())
      #expect(FindingGroup.Status.allCases.flatMap(groups.groups).map(\.rule) == groups.all.map(\.rule))
      #expect(
        groups.all.allSatisfy { group in group.findings.allSatisfy { $0.tableCount == group.tableCount } })
    }
  }

  @Test("New before expired before accepted, and the worst and most widespread first in each")
  func order() throws {
    let audit = try #require(SampleReports.mixed().audits.last)
    #expect(
      FindingGroups(audit).all.map { "\($0.status) \($0.severity) \($0.rule)" } == [
        "new error extra-column", "new error type-changed", "new warning missing-column",
        "new note description-changed", "expired error order-changed",
        "accepted warning nullability-changed", "accepted warning extra-column",
      ])
  }

  /// An audit with `total` tables, `unreadable` more, and one finding in the first `shown` of them.
  private func audit(
    _ rule: RuleID = "missing-column", shown: Int, of total: Int, unreadable: Int = 0,
    families: [String] = ["staging"]
  ) throws -> FindingGroups {
    func names(_ prefix: String, _ count: Int) -> [TableName] {
      (0..<count).map { TableName(dataset: "d", table: "\(prefix)\($0)") }
    }
    var builder = try SampleAuditBuilder(
      main: TableName(dataset: "d", table: "main"), source: "main.json", families: families,
      columns: ["a INT64"])
    let first = builder.tables(names("a", shown), family: families[0], shape: "odd", columns: 0)
    if total > shown {
      _ = builder.tables(names("b", total - shown), family: families[0], shape: "even", columns: 1)
    }
    if unreadable > 0 { _ = builder.tables(names("c", unreadable), family: families[0], shape: nil) }
    builder.finding(
      rule, .warning, "a", main: "INT64", staging: nil, in: [first], consequence: "Nothing follows.")
    return FindingGroups(builder.build())
  }

  @Test(
    "Tables are counted among those that could be read",
    arguments: [
      (1, 1, 0, ["staging"], "the only staging table"), (2, 2, 0, ["staging"], "both staging tables"),
      (3, 3, 0, ["staging"], "all 3 staging tables"),
      (1, 1500, 0, ["staging"], "1 of the 1,500 staging tables"),
      (3, 3, 2, ["staging"], "all 3 readable staging tables"),
      (1, 1, 2, ["staging"], "the only readable staging table"),
      (2, 3, 1, ["x", "y"], "2 of the 3 readable staging tables of <x>"),
    ])
  func tables(shown: Int, total: Int, unreadable: Int, families: [String], text: String) throws {
    let groups = try audit(shown: shown, of: total, unreadable: unreadable, families: families)
    #expect(groups.tables(of: groups.all[0]) { "<\($0)>" } == text)
  }

  @Test("Every rule has a heading and a sentence of its own", arguments: Rules.all.map(\.id))
  func wording(rule: RuleID) throws {
    let groups = try audit(rule, shown: 2, of: 3)
    #expect(groups.rules[rule].title != rule.rawValue)
    let sentence = groups.sentence(groups.all[0]) { $0 }
    #expect(!sentence.contains(rule.rawValue))
    #expect(sentence.hasSuffix("2 of the 3 staging tables"))
  }
}
