@testable import Auditing
@testable import Comparison
@testable import ComparisonFixtures
@testable import Schema
@testable import Settings
import Foundation
import Testing

/// Reads a configuration as the tool would, with rules and formats of its own.
private func configuration(_ text: String) -> (Configuration?, [Problem]) {
  Configuration.load(
    text: text, file: "driftaudit.yml", knownRules: ["extra-column", "missing-column", "order-changed"],
    knownFormats: ["json", "junit", "markdown"])
}

@Suite("The configuration that init writes") struct ConfigurationTemplateTests {
  private static let rules: [any Rule] = [
    PolicyFixtures.QuietRule(id: "missing-column", isOnByDefault: true),
    PolicyFixtures.QuietRule(id: "order-changed", isOnByDefault: true),
  ]

  private func template(_ tables: [FoundTable], inputs: [String] = ["exports/"]) -> String {
    ConfigurationTemplate(
      tables: tables, inputs: inputs, rules: Self.rules, formats: ["json", "junit", "markdown"]
    ).text
  }

  private func tables(_ names: [String], columns: Int = 58) -> [FoundTable] {
    names.map {
      FoundTable(name: TableName(project: "p", dataset: "d", table: $0), columns: columns, shape: 1)
    }
  }

  /// Reads what `init` wrote, and picks main and staging with it.
  private func audit(_ tables: [FoundTable], inputs: [String] = ["exports/"]) throws -> (
    Configuration.Audit, [StagingSelection.Family]
  ) {
    let (result, problems) = configuration(template(tables, inputs: inputs))
    #expect(problems == [])
    let audit = try #require(result?.audits.first)
    let names = tables.map(\.name)
    guard case .found(let main) = MainSelection(named: audit.main, among: names, inputs: "x") else {
      Issue.record("main '\(audit.main)' is not among the tables")
      return (audit, [])
    }
    let selection = StagingSelection(from: names, main: main, patterns: audit.settings.families, inputs: "x")
    #expect(selection.problems == [])
    return (audit, selection.families)
  }

  @Test("The incident's export makes its one audit")
  func incident() throws {
    let staging = (0..<1_665).map { "_staging_batch_2026_01_30_\($0)_worker_abc1" }
    let found = tables(["player_prop_predictions"], columns: 72) + tables(staging)
    let (audit, families) = try audit(found)
    #expect(audit.main == "player_prop_predictions")
    #expect(audit.settings.families[0].patterns.map(\.text) == ["_staging_*"])
    #expect(audit.settings.sources == ["exports/"])
    #expect(families.map(\.tables.count) == [1_665])
    let text = template(found)
    #expect(text.hasPrefix("# yaml-language-server: $schema=schemas/driftaudit.schema.json\n"))
    #expect(text.contains("72 columns"))
    #expect(text.contains("staging: _staging_*  # 1,665 tables\n"))
  }

  @Test(
    "The whole text is as a person last read it", arguments: ["one-pattern", "families", "nothing-found"])
  func golden(name: String) throws {
    let found: [String: [FoundTable]] = [
      "one-pattern": tables(["player_prop_predictions"], columns: 72)
        + tables(["_staging_1", "_staging_2", "users"]),
      "families": tables(["orders"], columns: 1) + tables(["_staging_1", "_tmp_1", "off"]),
      "nothing-found": [],
    ]
    let text = template(
      try #require(found[name]), inputs: name == "nothing-found" ? [] : ["exports/", "a b.json"])
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name).yml")
    if ProcessInfo.processInfo.environment["DRIFTAUDIT_UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test("Every key is named and explained")
  func everyKey() {
    let text = template(tables(["orders", "_staging_1", "_tmp_1"]))
    for key in Configuration.keys {
      #expect(text.contains("\(key):") || text.contains("\(key) too"), "\(key)")
    }
    for word in ["missing-column:", "json, junit, markdown"] { #expect(text.contains(word)) }
  }

  @Test("Every commented setting, uncommented, is valid too")
  func commentedSettings() {
    let settings = template([]).split(separator: "\n", omittingEmptySubsequences: false).compactMap {
      line -> String? in
      guard line.hasPrefix("#") else { return String(line) }
      let text = line.dropFirst(2)
      let key = text.prefix { $0 != ":" }.trimmingPrefix(while: { $0 == " " || $0 == "-" })
      let isSetting = (Configuration.keys + ["missing-column", "markdown", "junit"]).contains(String(key))
      return isSetting && !text.hasSuffix(" warning") ? String(text) : nil
    }
    let (result, problems) = configuration(settings.joined(separator: "\n"))
    #expect(problems == [])
    #expect(result?.audits.count == 1)
    #expect(result?.settings.rules.count == 1)
    #expect(result?.settings.ignore.count == 3)
    #expect(result?.reports.count == 2)
    #expect(result?.failOnStale == true)
  }

  @Test("Several patterns make families")
  func families() throws {
    let (audit, families) = try audit(
      tables(["orders"], columns: 9)
        + tables(["_staging_1", "_staging_2", "_tmp_1", "stg_x", "stg1", "stg2"]))
    #expect(audit.main == "orders")
    #expect(families.map(\.name) == ["staging", "tmp", "stg", "stg-2"])
    #expect(families.map(\.tables) == [[1, 2], [3], [4], [5, 6]])
  }

  @Test(
    "Main is the table that looks least like staging",
    arguments: [
      (["a_1", "a_2", "orders_main_staging", "orders"], "orders"), (["orders_staging", "orders"], "orders"),
      (["events", "events_20260101", "events_20260102"], "events"),
      (["_staging_1", "_staging_0"], "_staging_0"),
      (["tmp_orders", "orders"], "orders"), (["only"], "only"),
    ])
  func main(names: [String], expected: String) throws {
    let (result, _) = configuration(template(tables(names)))
    #expect(try #require(result).audits.map(\.main) == [expected])
  }

  @Test("Of equals the table with most columns is main, and others are named as left out")
  func mostColumns() throws {
    let found = tables(["users", "_staging_1"]) + tables(["orders"], columns: 80)
    #expect(try audit(found).0.main == "orders")
    #expect(template(found).contains("#   p.d.users\n"))
    let many = template(tables((10..<20).reversed().map { "table\($0)" } + ["_staging_1"]))
    #expect(
      many.contains("#   p.d.table11, p.d.table12, p.d.table13, p.d.table14, p.d.table15, and 4 more\n"))
  }

  @Test("A suffix is a pattern too")
  func suffix() throws {
    let (audit, families) = try audit(
      tables(["orders"], columns: 9) + tables(["orders_a_staging", "orders_b_staging"]))
    #expect(audit.settings.families[0].patterns.map(\.text) == ["*_staging"])
    #expect(families[0].tables == [1, 2])
  }

  @Test("Main is named as fully as it needs")
  func fullName() throws {
    let twice = ["a", "b"].map {
      FoundTable(name: TableName(dataset: $0, table: "orders"), columns: 1, shape: 1)
    }
    let (result, problems) = configuration(template(twice))
    #expect(problems == [])
    #expect(result?.audits.map(\.main) == ["a.orders"])
  }

  @Test("Without tables, or with too many kinds, the configuration is still read")
  func withoutGuess() throws {
    #expect(configuration(template([], inputs: [])).1 == [])
    let (audit, families) = try audit(
      tables((0..<40).map { "\(Unicode.Scalar(UInt8(97 + $0 % 26)))\($0)x_1" }))
    #expect(audit.settings.families.isEmpty)
    #expect(families[0].tables.count == 39)
  }

  @Test(
    "Hostile names are read back as they are",
    arguments: [
      "a\nb: c", "\"quoted\"", "it's", "`tick`", "a|b", "]]>", "\u{1B}[31mred", "</details>", "@name", "#1",
      "- x", "? y",
      "*star", "&anchor", "!tag", "%dir", "{a,b}", "[x]", "a: b", "a #b", "off", "null", "~", "1.5", "\u{0}",
      "\u{85}\u{2028}",
      "größe 😀", "\\", "a\\nb", "tab\tx", "--- doc", " lead", "trail ", "with.dot", "p:d.t", "x\u{FEFF}",
      "\u{FFFE}", "_", "...",
    ])
  func hostileNames(name: String) throws {
    let staging = tables(["_staging_\(name)", "_\(name)_2", "\(name)_staging"])
    let (audit, families) = try audit(tables([name], columns: 99) + staging, inputs: [name])
    #expect(audit.main == name)
    #expect(audit.settings.sources == [name])
    let matched: Int = families.map(\.tables.count).reduce(0, +)
    #expect(matched == 3)
  }

  @Test("A name of ten megabytes is no name to configure", .timeLimit(.minutes(1)))
  func longName() throws {
    let found = tables([String(repeating: "x", count: 10_000_000), "orders", "_staging_1"])
    #expect(template(found).utf8.count < 10_000)
  }
}
