@testable import Auditing
@testable import Baselines
@testable import Comparison
@testable import ComparisonFixtures
@testable import Reports
@testable import Schema
@testable import Settings
import Foundation
import Testing

@Suite("Verdict, exit code, JUnit, JSON and effects agree")
struct VerdictAgreementTests {
  /// Main and staging tables that differ in nothing, or in what both ways, one way or no way minds.
  static let pairs = [
    ("a INT64, b INT64", "a INT64, b INT64"),
    ("a INT64, b INT64", "b INT64, a INT64"),
    ("a INT64, b STRING", "b STRING, a INT64"),
    ("a INT64, b INT64", "a INT64"),
    ("a INT64, b INT64 NOT NULL", "a INT64"),
    ("a INT64, b STRING(9)", "a INT64, b STRING(5)"),
    ("a INT64, s STRUCT<x INT64, y INT64>", "a INT64, s STRUCT<y INT64, x INT64>"),
    ("a INT64, b INT64", "b STRING, c INT64"),
  ]

  /// What is accepted of the findings: nothing, all but one, or all; expired or not.
  enum Accepted: CaseIterable { case nothing, oneLess, all, allExpired }

  private static let today = "2026-02-01"

  private static func report(
    _ pair: (String, String), _ accepted: Accepted, isStale: Bool, _ failOn: FailLevel, failOnStale: Bool,
    _ loadedBy: Way?, _ problem: Severity?
  ) throws -> DriftReport {
    let main = Table(name: TableName(table: "main"), schema: try Comparing.schema(pair.0))
    let compared = AuditComparer.compare(
      main: main, mainSource: "main.json",
      families: [
        StagingFamily(name: "staging", tables: [StagingTable(name: TableName(table: "s"), schema: 0)])
      ],
      schemas: [try Comparing.schema(pair.1)], rules: Rules.all)
    let found = DriftPolicy(today: today).applied(to: compared).findings
    let expires = accepted == .allExpired ? "2026-01-31" : today
    var entries = (accepted == .nothing ? [] : accepted == .oneLess ? Array(found.dropFirst()) : found).map {
      BaselineEntry(
        rule: $0.rule, table: "main", family: "staging", column: $0.column, main: $0.main?.type,
        staging: $0.staging?.type, acceptance: Finding.Acceptance(reason: "known", expires: expires))
    }
    if isStale {
      entries.append(
        BaselineEntry(
          rule: .missingColumn, table: "main", family: "staging", column: "gone", main: "INT64", staging: nil,
          acceptance: Finding.Acceptance(reason: "known")))
    }
    let baseline = Baseline(entries)
    var policy = DriftPolicy(baseline: baseline, today: today)
    policy.loadedBy = loadedBy
    return DriftReport(
      generatedAt: "2026-02-01T04:00:00Z", failOn: failOn, audits: [policy.applied(to: compared)],
      problems: problem.map { [Problem($0, "something was not read.")] } ?? [],
      baseline: DriftReport.BaselineStatus(
        file: "b.json", stale: baseline.stale(after: [(compared, problem != .error)])),
      failOnStale: failOnStale)
  }

  @Test("Over the full cross product", arguments: Accepted.allCases, [nil, Severity.note, .warning, .error])
  func product(accepted: Accepted, problem: Severity?) throws {
    for pair in Self.pairs {
      for isStale in [false, true] {
        for failOn in FailLevel.allCases {
          for failOnStale in [false, true] {
            for loadedBy in [nil, Way.position, .name] {
              try check(
                Self.report(
                  pair, accepted, isStale: isStale, failOn, failOnStale: failOnStale, loadedBy, problem),
                loadedBy, isStale: isStale)
            }
          }
        }
      }
    }
  }

  private func check(_ report: DriftReport, _ loadedBy: Way?, isStale: Bool) throws {
    let findings = report.audits[0].findings
    let isError = report.problems.contains { $0.severity == .error }
    let failing = findings.filter { finding in
      let counts = if case .accepted = finding.status { false } else { true }
      let isReached =
        switch report.failOn {
        case .error: finding.severity == .error
        case .warning: finding.severity != .note
        case .note: true
        case .never: false
        }
      return counts && isReached
    }
    // Where something was not read, what was not found may be there all the same.
    let failsOnStale = report.failOnStale && isStale && !isError
    let expected: Int32 = isError ? 2 : failing.isEmpty && !failsOnStale ? 0 : 1
    let comment: Comment =
      "\(findings.map { "\($0.rule) \($0.severity) \($0.status.name)" }), \(report.failOn)"
    #expect(report.verdict.exitCode == expected, comment)

    let json = try #require(
      JSONSerialization.jsonObject(with: Data(JSONReport().text(of: report).utf8)) as? [String: Any])
    #expect(json["verdict"] as? String == ["pass", "fail", "error"][Int(expected)])
    let audit = try #require((json["audits"] as? [[String: Any]])?.first)
    let told = try #require(audit["findings"] as? [[String: Any]])
    let effects = try told.map { try #require($0["effects"] as? [String: String]) }
    // The pair's effect is the worst of its findings'.
    let pair = try #require(audit["effects"] as? [String: String])
    for way in Way.allCases {
      let worst = effects.compactMap { $0[way.rawValue].flatMap(Effect.init) }.max() ?? .works
      #expect(pair[way.rawValue] == worst.rawValue)
    }
    for finding in told {
      let severity = finding["severity"] as? String
      let own = try #require(finding["effects"] as? [String: String])
      let counted = Way.allCases.filter { loadedBy == nil || loadedBy == $0 }
      let isSevere = counted.contains { own[$0.rawValue].flatMap(Effect.init)?.isSevere == true }
      // Of a table whose columns are in another order a refused statement by position is no more than a note, unless rows
      // get into main by position.
      let isOrder =
        finding["rule"] as? String == "order-changed" && own["position"] == "fails" && loadedBy == nil
      if isSevere, !isOrder { #expect(severity == "error" || severity == "warning", comment) }
      if loadedBy == .name, own["name"] == "works", own["position"] != "works" { #expect(severity == "note") }
    }

    let suites = JUnitSuite.all(of: report)
    #expect(suites.map(\.errors).reduce(0, +) == report.problems.count { $0.severity == .error })
    let failures = suites.map(\.failures).reduce(0, +)
    #expect((failures > 0) == (!failing.isEmpty || failsOnStale), comment)
  }
}
