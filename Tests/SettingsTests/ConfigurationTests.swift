@testable import Engines
@testable import Comparison
@testable import Schema
@testable import Settings
@testable import TestSupport
import Testing

/// Reads a configuration as the tool would, with rules and formats of its own.
func configuration(_ text: String, file: String = "driftaudit.yml") -> (Configuration?, [Problem]) {
  Configuration.load(
    text: text, file: file, knownRules: ["extra-column", "missing-column", "order-changed"],
    knownFormats: ["json", "junit", "markdown"])
}

@Suite("The configuration") struct ConfigurationTests {
  private static let full = """
    sources: [exports/, "/data/more.json", "-"]
    rules: {missing-column: error, order-changed: off}
    ignore: _loaded_at
    failOn: note
    failOnStale: yes
    baseline: accepted.json
    output: out
    reports:
      markdown: out/drift.md
      junit: "-"
    audits:
      - main: nba.predictions
        staging: [_staging_p_*, _tmp_p_*]
        rules:
          order-changed: warning
          extra-column: no
        ignore: ["debug_*"]
      - main: schemas/orders.json
        sources: orders/*.json
        allowNoStaging: true
        families:
          nightly: _staging_orders_nightly_*
          live: ["_staging_orders_*"]
    """

  private func read(_ text: String, file: String = "driftaudit.yml") throws -> Configuration {
    let (configuration, problems) = configuration(text, file: file)
    #expect(problems == [])
    return try #require(configuration)
  }

  @Test("What an audit says about merging takes the place of what the top level says, key by key")
  func merge() throws {
    let configuration = try read(
      """
      merge: {key: [id, "COALESCE(line, -1)"], orderBy: at, keep: at, set: {at: NOW()}, onLossy: skip}
      audits:
        - main: a
        - main: b
          merge:
            key: other
            fill: {n: 0, "a=b": NULL, c: "NULL", t: true}
            partitionValues: [2026-01-30, 7]
            dialect: duckdb
      """)
    let first = try #require(configuration.audits.first?.settings.merge)
    #expect(first == configuration.settings.merge)
    #expect(first.keys == ["id", "COALESCE(line, -1)"])
    #expect(first.orderBy == ["at"])
    #expect(first.set == [MergeSettings.Assignment(column: "at", expression: "NOW()")])
    #expect(first.onLossy == .skip)
    #expect(first.dialect == nil)
    let second = try #require(configuration.audits.last?.settings.merge)
    #expect(second.keys == ["other"])
    #expect(second.keep == ["at"])
    #expect(second.set == first.set)
    #expect(second.fill.map(\.column) == ["n", "a=b", "c", "t"])
    #expect(second.fill.map(\.expression) == ["0", "NULL", "NULL", "true"])
    #expect(second.partitionValues == ["2026-01-30", "7"])
    #expect(second.onLossy == .skip)
    #expect(second.dialect == .duckDB)
  }

  @Test("What an audit says of the lifecycle takes the place of what the top level says, key by key")
  func lifecycle() throws {
    let configuration = try read(
      """
      lifecycle:
        completions: [a.json, b.json]
        completionFields: {completed: done, batch: id}
        maxLost: 5
        minAge: 36h
      audits:
        - main: a
        - main: b
          lifecycle: {counts: counts/, active: [x, 1769798373], maxLost: 2.5%, completionFields: {batch: name}}
      """)
    let first = try #require(configuration.audits.first?.settings.lifecycle)
    #expect(first == configuration.settings.lifecycle && !first.isEmpty)
    #expect(first.completions == ["a.json", "b.json"] && first.counts.isEmpty)
    #expect(first.completionFields.candidates(.completed) == ["done"])
    #expect(first.completionFields.candidates(.failed) == ["failed_players"])
    #expect(first.maxLost == LostLimit("5") && first.minAge == MinimumAge("36h"))
    let second = try #require(configuration.audits.last?.settings.lifecycle)
    #expect(second.completions == first.completions && second.counts == ["counts/"])
    #expect(second.completionFields.candidates(.batch) == ["name"])
    #expect(second.completionFields.candidates(.completed) == ["done"])
    #expect(second.maxLost == LostLimit("2.5%") && second.active.map(\.text) == ["x", "1769798373"])
    #expect(try read("main: a").settings.lifecycle.isEmpty)
  }

  @Test("What the top level says holds for the run")
  func topLevel() throws {
    let configuration = try read(Self.full)
    #expect(configuration.failOn == .note)
    #expect(configuration.failOnStale == true)
    #expect(configuration.baseline == "accepted.json")
    #expect(configuration.output == "out")
    #expect(
      configuration.reports == [
        Configuration.Report(format: "markdown", path: "out/drift.md"),
        Configuration.Report(format: "junit", path: "-"),
      ])
    #expect(configuration.audits.map(\.main) == ["nba.predictions", "schemas/orders.json"])
    #expect(configuration.audits.map(\.place.line) == [12, 18])
  }

  @Test("An audit inherits the top level, adds rules and ignored columns, and takes the place of sources")
  func inheritance() throws {
    let audits = try read(Self.full).audits.map(\.settings)
    #expect(
      audits[0].rules == [
        "missing-column": .severity(.error), "order-changed": .severity(.warning), "extra-column": .off,
      ])
    #expect(audits[1].rules == ["missing-column": .severity(.error), "order-changed": .off])
    #expect(audits[0].ignore.map(\.text) == ["_loaded_at", "debug_*"])
    #expect(audits[1].ignore.map(\.text) == ["_loaded_at"])
    #expect(audits[0].sources == ["exports/", "/data/more.json", "-"])
    #expect(audits[1].sources == ["orders/*.json"])
    #expect(audits.map(\.allowNoStaging) == [false, true])
  }

  @Test("staging makes the family 'staging', families are named in order")
  func families() throws {
    let audits = try read(Self.full).audits.map(\.settings)
    #expect(audits[0].families.map(\.name) == ["staging"])
    #expect(audits[0].families[0].patterns.map(\.text) == ["_staging_p_*", "_tmp_p_*"])
    #expect(audits[1].families.map(\.name) == ["nightly", "live"])
    let both = try read("main: t\nstaging: rest_*\nfamilies: {z: z_*, a: a_*}\n")
    #expect(both.audits[0].settings.families.map(\.name) == ["z", "a", "staging"])
  }

  @Test("An audit that picks staging tables forgets how the top level picks them")
  func stagingReplaces() throws {
    let configuration = try read("staging: s_*\naudits:\n  - main: a\n  - {main: b, families: {x: x_*}}\n")
    #expect(configuration.audits.map { $0.settings.families.map(\.name) } == [["staging"], ["x"]])
  }

  @Test("One audit may stand at the top level, and settings may stand without any")
  func shortForm() throws {
    let one = try read("main: orders\nstaging: _staging_*\n")
    #expect(one.audits.map(\.main) == ["orders"])
    let none = try read("staging: _staging_*\nfailOn: error\n")
    #expect(none.audits.isEmpty)
    #expect(none.settings.families.map(\.name) == ["staging"])
  }

  @Test("Paths are relative to the file's folder")
  func paths() throws {
    let configuration = try read(Self.full, file: "ci/driftaudit.yml")
    #expect(configuration.settings.sources == ["ci/exports/", "/data/more.json", "-"])
    #expect(configuration.baseline == "ci/accepted.json")
    #expect(configuration.output == "ci/out")
    #expect(configuration.reports.map(\.path) == ["ci/out/drift.md", "-"])
    #expect(configuration.audits.map(\.mainPath) == ["ci/nba.predictions", "ci/schemas/orders.json"])
    #expect(configuration.audits.map(\.main) == ["nba.predictions", "schemas/orders.json"])
    #expect(try read("output: out", file: "./driftaudit.yml").output == "./out")
  }

  @Test(
    "An empty file, comments and keys without a value say nothing",
    arguments: ["", "# nothing\n", "---\n", "~\n", "rules:\n#  a\nignore:\n", "\u{FEFF}"])
  func empty(text: String) throws { #expect(try read(text) == Configuration()) }

  @Test(
    "A rule can be turned off in every way that YAML 1.1 reads as off",
    arguments: ["off", "Off", "no", "false", "'off'", "\"no\""])
  func off(word: String) throws {
    #expect(try read("rules: {missing-column: \(word)}").settings.rules == ["missing-column": .off])
  }

  @Test("Anchors, a byte order mark and CRLF are read")
  func yamlForms() throws {
    let configuration = try read(
      "\u{FEFF}audits:\r\n  - main: a\r\n    staging: &s [x_*]\r\n  - main: b\r\n    sources: *s\r\n")
    #expect(configuration.audits.map(\.settings.sources) == [[], ["x_*"]])
  }

  @Test("Bytes that are not UTF-8 are shown by their place")
  func invalidUTF8() {
    let bytes = Array("main: a\nsources: ".utf8) + [0x61, 0xFF, 0x0A]
    let (configuration, problems) = Configuration.load(
      bytes: bytes, file: "d.yml", knownRules: [], knownFormats: [])
    #expect(configuration == nil)
    #expect(problems.map(\.printed) == ["d.yml:2:11: error: the file is not UTF-8 text."])
  }
}
