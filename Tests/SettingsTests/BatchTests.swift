@testable import Comparison
@testable import ComparisonFixtures
@testable import Schema
@testable import Settings
@testable import Text
import Testing

@Suite("Batches of staging tables") struct BatchTests {
  private func batches(_ pattern: String, _ names: String...) throws -> [String?] {
    try BatchPattern(pattern).batches(of: names)
  }

  @Test("A template's parts end where what follows them is met first, and the last takes the rest")
  func templates() throws {
    let name = "_staging_batch_2026_01_30_1769796743_prediction_worker_00112_abc1"
    #expect(
      try batches("_staging_{batch}_prediction_worker_{worker}", name, "_staging__prediction_worker_1", "x")
        == ["batch_2026_01_30_1769796743", nil, nil])
    #expect(try batches("_staging_{batch}_{worker}", name) == ["batch"])
    #expect(try batches("{batch}", "a", "") == ["a", nil])
    #expect(
      try batches("{table}_b{batch}_end", "x_y_b7_end", "x_b_end", "x_b7_endx", "x_b7_end_end") == [
        "7", nil, nil, "7_end",
      ])
    #expect(try batches("a{batch}é{x}", "a1é2", "a\u{301}é2") == ["1", "\u{301}"])
  }

  @Test("A regular expression tells the batch by its group")
  func expressions() throws {
    #expect(
      try batches(#"/_(?<batch>\d{4}_\d\d_\d\d)_/"#, "_s_2026_01_30_1", "_s_none", "_s_2026_01_31_2")
        == ["2026_01_30", nil, "2026_01_31"])
    #expect(try batches("/^a(?<batch>b?)/", "ab", "ac") == ["b", nil])
    #expect(try batches("/(?P<batch>é+)x/", "aééx", "x") == ["éé", nil])
    #expect(
      try BatchPattern(#"/^(?<env>[a-z]+)_(?<batch>\d+)(_(?<worker>w\d+))?/"#).readings(of: [
        "p_17_w3-x", "p_18",
      ])
      .map { [$0?.batch] + ($0?.others ?? []) } == [["17", "p", "w3", "w3-x"], ["18", "p"]])
  }

  @Test(
    "An expression takes linear time", .timeLimit(.minutes(1)),
    arguments: ["/^(?<batch>(a+)+)$/", "/(?<batch>(a|aa)+)b$/", "/(?<batch>(.*)(.*)(.*)(.*)(.*)c)/"])
  func linearTime(pattern: String) throws {
    let name = String(repeating: "a", count: 20_000) + "!"
    #expect(try batches(pattern, name) == [nil])
  }

  @Test("An expression that is larger than any is refused")
  func size() {
    let repeated =
      "/(?<batch>" + String(repeating: "(", count: 6) + "a" + String(repeating: "{900})", count: 6) + ")/"
    let error = #expect(throws: GlobError.self) { try BatchPattern(repeated) }
    #expect(error?.message.hasPrefix("it is no regular expression (") == true)
  }

  @Test(
    "What tells no batch is refused in words",
    arguments: [
      ("abc", "there is no part '{batch}' in it"), ("{batch", "'{' is not closed"),
      ("", "there is no part '{batch}' in it"),
      ("{batch}{worker}", "there is nothing between two parts that would tell where one ends"),
      ("{}_{batch}", "a part between '{' and '}' has no name"),
      ("{batch}_{batch}", "there is more than one part '{batch}' in it"),
      ("/abc/", "there is no group '(?<batch>…)' in it"),
      ("/(/", "it is no regular expression (missing ): ()"),
      ("/(?<batch>a)(?<batch>b)/", "there is more than one group '(?<batch>…)' in it"),
      ("/(?<batch>a)(?=b)/", "it is no regular expression (invalid perl operator: (?=)"),
      (#"/(?<batch>a)\1/"#, #"it is no regular expression (invalid escape sequence: \1)"#),
      ("/[(?<batch>]a/", "there is no group '(?<batch>…)' in it"),
      (#"/\(?<batch>a/"#, "there is no group '(?<batch>…)' in it"),
    ])
  func mistakes(pattern: String, message: String) {
    #expect(throws: GlobError(message: message)) { try BatchPattern(pattern) }
  }

  @Test("Tables are counted by batch, and findings and shapes tell their first and last")
  func divided() throws {
    var audit = PolicyFixtures.audit(
      [PolicyFixtures.finding("missing-column", "a"), PolicyFixtures.finding("missing-column", "b")],
      variants: [[0], [0, 1], []])
    audit.shapes = [Shape(id: "s1", fingerprint: "f", columns: 1, tableCount: 3, example: "s0")]
    audit.tables.append(
      ComparedAudit.Row(name: TableName(table: "s3"), family: "staging", shape: nil, variant: nil))
    audit.divide(by: ["2026-02", "2026-01", "2026-02", nil])
    #expect(audit.batches.map(\.name) == ["2026-01", "2026-02"])
    #expect(audit.batches.map(\.tableCount) == [1, 2])
    #expect(audit.batches.map(\.driftedTables) == [1, 1])
    #expect(audit.tablesWithoutBatch == 1)
    #expect(
      audit.findings.map { "\($0.batches?.first ?? "") \($0.batches?.last ?? "")" } == [
        "2026-01 2026-02", "2026-01 2026-01",
      ])
    #expect(audit.shapes[0].batches?.last == "2026-02")
  }
}
