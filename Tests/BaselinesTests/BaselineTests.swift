@testable import BaselineFixtures
@testable import Baselines
@testable import Comparison
@testable import ComparisonFixtures
import Testing

@Suite("The baseline") struct BaselineTests {
  private static let hostile = "a\"b\\c\nd\u{1B}[31m`|]]>\u{2028}ä😀\u{E0001}"

  private func read(_ text: String) throws -> Baseline {
    let (baseline, problems) = Baseline.load(
      bytes: Array(text.utf8), file: "b.json", knownRules: ["extra-column", "missing-column", "type-changed"])
    #expect(problems == [])
    return try #require(baseline)
  }

  @Test("A baseline is written sorted, one property a line")
  func rendering() {
    let baseline = Baseline([
      PolicyFixtures.entry(
        "type-changed", "b", staging: "STRING", reason: "later", expires: "2027-03-31", owner: "ml"),
      PolicyFixtures.entry("missing-column", "B"), PolicyFixtures.entry("missing-column", nil),
    ])
    #expect(
      baseline.text == """
        {
          "version": 1,
          "accepted": [
            {
              "rule": "missing-column",
              "table": "nba.pred.predictions",
              "family": "staging",
              "column": null,
              "main": "INT64",
              "staging": null,
              "reason": "on purpose",
              "expires": null,
              "owner": null
            },
            {
              "rule": "missing-column",
              "table": "nba.pred.predictions",
              "family": "staging",
              "column": "B",
              "main": "INT64",
              "staging": null,
              "reason": "on purpose",
              "expires": null,
              "owner": null
            },
            {
              "rule": "type-changed",
              "table": "nba.pred.predictions",
              "family": "staging",
              "column": "b",
              "main": "INT64",
              "staging": "STRING",
              "reason": "later",
              "expires": "2027-03-31",
              "owner": "ml"
            }
          ]
        }

        """)
    #expect(Baseline().text == "{\n  \"version\": 1,\n  \"accepted\": []\n}\n")
  }

  @Test("What is written is read back, whatever the names hold, and written alike")
  func roundTrip() throws {
    let baseline = Baseline(
      [
        PolicyFixtures.entry(
          Self.hostile, table: Self.hostile, family: Self.hostile, reason: Self.hostile, owner: Self.hostile),
        PolicyFixtures.entry("extra-column", "x", main: nil, staging: "ARRAY<STRUCT<`a b` INT64>>"),
      ], schema: "schemas/drift-baseline.schema.json")
    #expect(!baseline.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    let again = try read(baseline.text)
    #expect(again == baseline)
    #expect(again.text == baseline.text)
    #expect(try read(Baseline().text) == Baseline())
  }

  @Test("A byte order mark, CRLF and left-out properties are read")
  func looseForms() throws {
    let text =
      "\u{FEFF}{\"version\": 1, \"accepted\": [\r\n{\"rule\": \"missing-column\", \"table\": \"t\", "
      + "\"family\": \"staging\", \"reason\": \"r\"}\r\n]}"
    #expect(try read(text).entries == [PolicyFixtures.entry(nil, table: "t", main: nil, reason: "r")])
  }

  @Test("Fields of a STRUCT are one field however either side spells them")
  func spelling() {
    let entry = PolicyFixtures.entry("extra-column", "X", main: nil, staging: "STRUCT<Player_ID INT64>")
    let finding = PolicyFixtures.finding("extra-column", "x", main: nil, staging: "STRUCT<player_id INT64>")
    let audit = PolicyFixtures.audit([finding], variants: [[0]])
    let baseline = Baseline([entry])
    #expect(
      baseline.statuses(of: [finding], table: PolicyFixtures.main, today: "2026-11-24").map(\.name) == [
        "accepted"
      ])
    #expect(baseline.stale(after: [(audit, true)]) == [])
  }

  @Test("Entries for the same drift are one, the longest lasting")
  func repeatedEntries() {
    let entries = ["2026-01-01", nil, "2027-01-01"].map {
      PolicyFixtures.entry($0 == nil ? "a" : "A", expires: $0)
    }
    #expect(Baseline(entries).entries == [entries[1]])
    #expect(Baseline([entries[2], entries[0]]).entries == [entries[2]])
    #expect(Baseline([entries[0], entries[2]]).entries == [entries[2]])
  }

  @Test(
    "An entry counts through its last day, UTC",
    arguments: [
      ("2026-11-23", "expired"), ("2026-11-24", "accepted"), ("2026-11-25", "accepted"), (nil, "accepted"),
    ])
  func expiry(expires: String?, status: String) {
    let baseline = Baseline([PolicyFixtures.entry("A", expires: expires)])
    let findings = [
      PolicyFixtures.finding("missing-column", "a"), PolicyFixtures.finding("missing-column", "b"),
    ]
    let statuses = baseline.statuses(of: findings, table: PolicyFixtures.main, today: "2026-11-24")
    #expect(statuses.map(\.name) == [status, "new"])
    #expect(statuses[0].acceptance == Finding.Acceptance(reason: "on purpose", expires: expires))
  }

  @Test("An entry is about one rule, main, family, column and pair of types")
  func matching() {
    let finding = PolicyFixtures.finding("type-changed", "A.b", main: "INT64", staging: "STRING")
    func isAccepted(_ entry: BaselineEntry) -> Bool {
      !Baseline([entry]).statuses(of: [finding], table: PolicyFixtures.main, today: "2026-01-01")[0].counts
    }
    #expect(isAccepted(PolicyFixtures.entry("type-changed", "a.B", staging: "STRING")))
    #expect(!isAccepted(PolicyFixtures.entry("extra-column", "a.b", staging: "STRING")))
    #expect(!isAccepted(PolicyFixtures.entry("type-changed", "a", staging: "STRING")))
    #expect(!isAccepted(PolicyFixtures.entry("type-changed", nil, staging: "STRING")))
    #expect(!isAccepted(PolicyFixtures.entry("type-changed", "a.b", table: "predictions", staging: "STRING")))
    #expect(!isAccepted(PolicyFixtures.entry("type-changed", "a.b", family: "x", staging: "STRING")))
    #expect(!isAccepted(PolicyFixtures.entry("type-changed", "a.b", main: "DATE", staging: "STRING")))
    #expect(!isAccepted(PolicyFixtures.entry("type-changed", "a.b")))
  }

  @Test("Entries that match nothing are stale, unless this run could not tell")
  func stale() {
    let baseline = Baseline([
      PolicyFixtures.entry("found"), PolicyFixtures.entry("gone"),
      PolicyFixtures.entry("gone", family: "absent"),
      PolicyFixtures.entry("gone", family: "dropped"), PolicyFixtures.entry("gone", table: "other"),
    ])
    let audit = PolicyFixtures.audit(
      [PolicyFixtures.finding("missing-column", "found")], variants: [[0]], families: ["staging", "absent"])
    let stale = baseline.stale(after: [(audit, isComplete: true)])
    #expect(stale.map(\.family) == ["dropped", "staging"])
    #expect(stale.map(\.column) == ["gone", "gone"])
    #expect(baseline.stale(after: [(audit, isComplete: false)]) == [])
    #expect(baseline.stale(after: []) == [])
    #expect(baseline.removing(stale).entries.map(\.family) == ["absent", "staging", "staging"])
  }

  @Test("An expired entry that still matches is not stale")
  func expiredIsNotStale() {
    let baseline = Baseline([PolicyFixtures.entry("a", expires: "2020-01-01")])
    let audit = PolicyFixtures.audit([PolicyFixtures.finding("missing-column", "a")], variants: [[0]])
    #expect(baseline.stale(after: [(audit, isComplete: true)]) == [])
  }

  @Test("A listing shows reason, owner and what has expired, and no raw control characters")
  func listing() {
    let baseline = Baseline([
      PolicyFixtures.entry("a", reason: "old\u{1B}[31m", expires: "2026-01-01", owner: "ml"),
      PolicyFixtures.entry("type-changed", "b.c", staging: "STRING", expires: "2027-01-01"),
      PolicyFixtures.entry("order-changed", nil, table: "other", main: nil),
    ])
    #expect(
      baseline.listing(file: "b.json", today: "2026-11-24") == """
        b.json: 3 accepted findings, 1 expired

        nba.pred.predictions
          rule            family   column  main   staging  expires             owner  reason
          missing-column  staging  a       INT64  –        2026-01-01 expired  ml     old\\u{1b}[31m
          type-changed    staging  b.c     INT64  STRING   2027-01-01          –      on purpose

        other
          rule           family   column   main  staging  expires  owner  reason
          order-changed  staging  (table)  –     –        –        –      on purpose

        """)
    #expect(Baseline().listing(file: "b.json", today: "2026-11-24") == "b.json: 0 accepted findings\n")
  }
}
