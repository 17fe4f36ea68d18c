@testable import BaselineFixtures
@testable import Baselines
@testable import Comparison
@testable import ComparisonFixtures
@testable import Schema
@testable import Settings
import Testing

@Suite("Judging an audit") struct DriftPolicyTests {
  private let audit = PolicyFixtures.audit(
    [
      PolicyFixtures.finding("missing-column", "a"), PolicyFixtures.finding("extra-column", "debug_x"),
      PolicyFixtures.finding("type-changed", "b", severity: .error),
      PolicyFixtures.finding("order-changed", nil),
      PolicyFixtures.finding("missing-column", "payload.Debug_y"),
    ], variants: [[0, 1, 3], [2], [1, 4], []])

  @Test("A policy without a word changes nothing")
  func empty() {
    let judged = DriftPolicy(today: "2026-11-24").applied(to: audit)
    #expect(judged.findings == audit.findings)
    #expect(judged.findingsByVariant == audit.findingsByVariant)
  }

  @Test("Findings of rules that are off and of ignored columns go, and the tables point to what stays")
  func removal() throws {
    let policy = DriftPolicy(
      settings: ["order-changed": .off], ignored: [try ColumnPattern("*DEBUG_*")], today: "2026-11-24")
    let judged = policy.applied(to: audit)
    #expect(judged.findings.map(\.column) == ["a", "b"])
    #expect(judged.findingsByVariant == [[0], [1], [], []])
    #expect(judged.driftingVariants == [true, true, false, false])
    #expect(judged.tables == audit.tables)
  }

  @Test("A finding about no column is never ignored")
  func ignoringEverything() throws {
    let policy = DriftPolicy(ignored: [try ColumnPattern("*")], today: "2026-11-24")
    #expect(policy.applied(to: audit).findings.map(\.rule) == ["order-changed"])
  }

  @Test("A severity takes the place of the rule's own, whatever the case")
  func severities() {
    let policy = DriftPolicy(
      settings: ["type-changed": .severity(.note), "missing-column": .severity(.error)], today: "2026-11-24")
    let judged = policy.applied(to: audit)
    #expect(judged.findings.map(\.severity) == [.error, .warning, .note, .warning, .error])
    #expect(judged.driftingVariants == [true, false, true, false])
  }

  @Test("Accepted drift leaves its tables clean, expired drift does not")
  func statuses() {
    let baseline = Baseline([
      PolicyFixtures.entry("A"), PolicyFixtures.entry("type-changed", "b", expires: "2026-11-23"),
    ])
    let judged = DriftPolicy(baseline: baseline, today: "2026-11-24").applied(to: audit)
    #expect(judged.findings.map(\.status.name) == ["accepted", "new", "expired", "new", "new"])
    let only = PolicyFixtures.audit([audit.findings[0]], variants: [[0]])
    #expect(
      DriftPolicy(baseline: baseline, today: "2026-11-24").applied(to: only).driftingVariants == [false])
  }

  @Test("A severity turns on a rule that is off by default, and off turns one off")
  func rules() {
    let rules: [any Rule] = [
      PolicyFixtures.QuietRule(id: "on", isOnByDefault: true),
      PolicyFixtures.QuietRule(id: "on-and-off", isOnByDefault: true),
      PolicyFixtures.QuietRule(id: "off", isOnByDefault: false),
      PolicyFixtures.QuietRule(id: "off-and-on", isOnByDefault: false),
    ]
    let policy = DriftPolicy(
      settings: ["on-and-off": .off, "off-and-on": .severity(.note)], today: "2026-11-24")
    #expect(policy.rules(for: rules).map(\.id) == ["on", "off-and-on"])
  }
}
