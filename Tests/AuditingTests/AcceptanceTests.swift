@testable import Auditing
@testable import BaselineFixtures
@testable import Baselines
@testable import Comparison
@testable import ComparisonFixtures
@testable import Settings
@testable import TestSupport
import Testing

@Suite("Accepting drift") struct AcceptanceTests {
  private let findings = PolicyFixtures.audit([
    PolicyFixtures.finding("missing-column", "feature_count"),
    PolicyFixtures.finding("missing-column", "Payload.id", family: "live"),
    PolicyFixtures.finding("order-changed", nil, main: nil),
    PolicyFixtures.finding(
      "type-changed", "line", staging: "STRING", status: .accepted(Finding.Acceptance(reason: "old"))),
  ]).acceptableFindings

  private func accept(
    _ baseline: Baseline = Baseline(), change: (inout AcceptanceRequest) throws -> Void = { _ in }
  ) throws -> Baseline.Accepted {
    var request = try AcceptanceRequest(reason: "new", expires: "2027-03-31", owner: "ml")
    try change(&request)
    return baseline.accepting(findings, request, today: "2027-01-31")
  }

  @Test("All findings that count are accepted, with reason, day and owner")
  func all() throws {
    let accepted = try accept()
    #expect(accepted.baseline.entries.map(\.column) == ["Payload.id", nil, "feature_count"])
    #expect(accepted.added.count == 3)
    #expect(accepted.renewed.isEmpty && accepted.kept.isEmpty)
    let acceptance = Finding.Acceptance(reason: "new", expires: "2027-03-31", owner: "ml")
    #expect(accepted.baseline.entries.allSatisfy { $0.acceptance == acceptance })
    #expect(accepted.baseline.entries[0].table == "nba.pred.predictions")
  }

  @Test("Rules and columns narrow what is accepted; a finding without a column fits no column pattern")
  func filters() throws {
    let byRule = try accept { $0.rules = ["missing-column"] }
    #expect(byRule.baseline.entries.map(\.column) == ["Payload.id", "feature_count"])
    let byColumn = try accept { $0.columns = [try ColumnPattern("payload.*"), try ColumnPattern("none")] }
    #expect(byColumn.baseline.entries.map(\.column) == ["Payload.id"])
    #expect(try accept { $0.columns = [try ColumnPattern("*")] }.added.count == 2)
  }

  @Test(
    "What is accepted already stays as it is, all others too; --renew changes what the filters let through")
  func renewing() throws {
    let old = Baseline(
      [
        PolicyFixtures.entry("Feature_Count", reason: "old", expires: "2027-01-31"),
        PolicyFixtures.entry("other", reason: "stays"),
        PolicyFixtures.entry("type-changed", "line", staging: "STRING", reason: "old"),
      ], schema: "s.json")
    let accepted = try accept(old)
    #expect(accepted.added.map(\.column) == ["Payload.id", nil])
    #expect(accepted.renewed.isEmpty)
    #expect(accepted.kept.map(\.column) == ["Feature_Count", "line"])
    #expect(accepted.baseline.entries.filter { $0.acceptance.reason != "new" } == old.entries)
    #expect(accepted.baseline.schema == "s.json")
    #expect(try accept(accepted.baseline).baseline == accepted.baseline)
    let renewed = try accept(old) {
      $0.renewsAccepted = true
      $0.columns = [try ColumnPattern("feature_*")]
    }
    #expect(renewed.renewed.map(\.column) == ["feature_count"] && renewed.added.isEmpty)
    #expect(renewed.baseline.entries.map(\.acceptance.reason) == ["new", "old", "stays"])
  }

  @Test("An entry that has expired is renewed, whatever the report says of its finding")
  func expired() throws {
    let old = Baseline([PolicyFixtures.entry("feature_count", reason: "old", expires: "2027-01-30")])
    let accepted = try accept(old) { $0.columns = [try ColumnPattern("feature_count")] }
    #expect(accepted.renewed.map(\.acceptance.reason) == ["new"])
    #expect(accepted.baseline.entries.count == 1)
  }

  @Test("An empty reason and an impossible day are refused")
  func refusals() {
    #expect(throws: AcceptanceError(message: "the reason must not be empty.")) {
      try AcceptanceRequest(reason: " \n")
    }
    #expect(
      throws: AcceptanceError(message: "'2026-02-30' is no day of the calendar. Write it as YYYY-MM-DD.")
    ) { try AcceptanceRequest(reason: "r", expires: "2026-02-30") }
  }

  private static let report = """
    {
      "schemaVersion": 1, "tool": {"name": "driftaudit"}, "verdict": "fail",
      "audits": [{
        "main": {"table": "nba.pred.predictions", "columns": 72, "source": "main.json"},
        "findings": [
          {"id": "1", "rule": "missing-column", "severity": "warning", "status": "new", "family": "staging",
           "column": "Feature_Count", "main": {"type": "INT64", "mode": "NULLABLE"}, "staging": null, "tableCount": 5},
          {"id": "2", "rule": "type-changed", "status": "accepted", "family": "staging", "column": "line",
           "main": {"type": "INT64", "mode": "NULLABLE"}, "staging": {"type": "STRING", "mode": "NULLABLE"}},
          {"id": "3", "rule": "order-changed", "status": "expired", "family": "live", "column": null,
           "main": null, "staging": null}
        ]
      }]
    }
    """

  @Test("The findings of a JSON report are those that it was made of")
  func reportFindings() throws {
    let (findings, problems) = ReportFindings.load(bytes: Array(Self.report.utf8), file: "drift.json")
    #expect(problems == [])
    var expected = PolicyFixtures.audit([
      PolicyFixtures.finding("missing-column", "Feature_Count"),
      PolicyFixtures.finding(
        "type-changed", "line", staging: "STRING", status: .accepted(Finding.Acceptance(reason: ""))),
      PolicyFixtures.finding("order-changed", nil, family: "live", main: nil),
    ]).acceptableFindings
    for (index, id) in zip(expected.indices, ["1", "2", "3"]) { expected[index].id = id }
    #expect(findings == expected)
  }

  @Test(
    "What is no report is shown by its place",
    arguments: [
      ("[]", "1:1: error: the file is no JSON report of driftaudit: 'schemaVersion' or 'audits' is missing."),
      (
        "{\"schemaVersion\": 7, \"audits\": []}",
        "1:19: error: unknown version of the report: this driftaudit knows version 1."
      ),
      (
        "{\"schemaVersion\": 1, \"audits\": [{}]}",
        "1:33: error: 'findings' is missing."
      ),
      (
        "{\"schemaVersion\": 1, \"audits\": [{\"main\": {\"table\": \"t\"}, \"findings\": [\n{}]}]}",
        "2:1: error: 'family' is missing."
      ),
      (
        "{\"schemaVersion\": 1, \"audits\": [{\"main\": {\"table\": \"t\"}, \"findings\": [\n"
          + "{\"rule\": \"r\", \"family\": \"f\", \"status\": \"new\",\n\"column\": 5}]}]}",
        "3:11: error: 'column' must be a string or null, not a number."
      ),
      (
        "{\"schemaVersion\": 1, \"audits\": [{\"main\": {\"table\": \"t\"}, \"findings\": [\n"
          + "{\"rule\": \"r\", \"family\": \"f\", \"status\": \"new\",\n\"main\": {}}]}]}",
        "3:9: error: 'type' is missing."
      ),
    ])
  func notReports(text: String, expected: String) {
    let (findings, problems) = ReportFindings.load(bytes: Array(text.utf8), file: "drift.json")
    #expect(findings == nil)
    #expect(problems.first?.printed == "drift.json:" + expected)
  }
}
