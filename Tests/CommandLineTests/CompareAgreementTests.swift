@testable import TestSupport
import Foundation
import Testing

/// `compare` of a pair says what `audit` says of it, whatever the configuration.
@Suite("audit and compare agree") struct CompareAgreementTests {
  /// A pair of tables, a configuration, and how both are named.
  private struct Case {
    var generator: SeededGenerator
    let tool: ToolRun
    /// Whether each table is in a file of its own, without a name of its own.
    let hasFiles: Bool
    var configuration = ""

    init(seed: UInt64) throws {
      generator = SeededGenerator(seed: seed)
      tool = try ToolRun()
      hasFiles = Bool.random(using: &generator)
      try writeTables()
      configuration = makeConfiguration()
      try tool.write("driftaudit.yml", configuration)
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
      elements[Int.random(in: 0..<elements.count, using: &generator)]
    }

    private mutating func chance(_ one: Int, in all: Int) -> Bool {
      Int.random(in: 0..<all, using: &generator) < one
    }

    // MARK: Tables

    private struct Column {
      var name: String
      var type: String
      var isRequired: Bool
    }

    private static let types = ["INT64", "STRING", "NUMERIC", "FLOAT64", "DATE", "TIMESTAMP", "BOOL"]

    private mutating func writeTables() throws {
      var main: [Column] = []
      for name in ["id", "price", "note", "day", "seen_at", "flag"].prefix(pick([2, 4, 6])) {
        main.append(Column(name: name, type: pick(Self.types), isRequired: chance(1, in: 3)))
      }
      var staging = main
      for _ in 0..<pick([0, 1, 2, 3]) where staging.count > 1 {
        let index = Int.random(in: 0..<staging.count, using: &generator)
        switch pick([0, 1, 2, 3, 4]) {
        case 0: staging.remove(at: index)
        case 1: staging[index].type = pick(Self.types)
        case 2: staging[index].isRequired.toggle()
        case 3: staging.swapAt(index, 0)
        default:
          staging.append(Column(name: "extra_\(staging.count)", type: pick(Self.types), isRequired: false))
        }
      }
      let others = [Column(name: "other", type: "DATE", isRequired: false)]
      if hasFiles {
        for (name, columns) in [("main", main), ("s_night_1", staging), ("zz_1", others)] {
          let fields = columns.map { column in
            #"{"name":"\#(column.name)","type":"\#(column.type)","mode":"\#(column.isRequired ? "REQUIRED" : "NULLABLE")"}"#
          }
          try tool.write("exports/\(name).json", "[\(fields.joined(separator: ","))]")
        }
      } else {
        let all = [("main", main), ("s_night_1", staging), ("zz_1", others)].flatMap { name, columns in
          columns.enumerated().map { row(name, $0 + 1, $1.name, $1.type, nullable: !$1.isRequired) }
        }
        try tool.write("exports/columns.json", "[\(all.joined(separator: ","))]")
      }
    }

    // MARK: Configuration

    private static let rules = [
      "missing-column", "extra-column", "type-changed", "nullability-changed", "order-changed",
      "parameters-changed", "description-changed",
    ]

    private mutating func rules(_ indent: String) -> String {
      var lines = ""
      for rule in Self.rules where chance(1, in: 4) {
        lines += "\(indent)  \(rule): \(pick(["error", "warning", "note", "off"]))\n"
      }
      return lines.isEmpty ? "" : "\(indent)rules:\n\(lines)"
    }

    private mutating func settings(_ indent: String) -> String {
      var text = rules(indent)
      if chance(1, in: 4) { text += "\(indent)loadedBy: \(pick(["name", "position"]))\n" }
      if chance(1, in: 3) {
        text += "\(indent)ignore: [\(pick(["note", "extra_*", "price", "'*_at'", "id"]))]\n"
      }
      text += "\(indent)families:\n"
      let nightly = pick(["s_night_*", "'*night*'", "s_*"])
      for (name, pattern) in pick([
        [("nightly", nightly)], [("hourly", "s_hour_*"), ("nightly", nightly)],
        [("nightly", nightly), ("all", "s_*")],
      ]) {
        text += "\(indent)  \(name):\n\(indent)    staging: \(pattern)\n" + rules(indent + "    ")
      }
      return text
    }

    private mutating func makeConfiguration() -> String {
      let main =
        hasFiles
        ? pick(["main", "exports/main.json", "./exports/main.json"]) : pick(["main", "d.main", "p.d.main"])
      var text = "baseline: accepted.json\nfailOn: \(pick(["error", "warning", "note", "never"]))\n"
      if chance(1, in: 3) { text += "loadedBy: \(pick(["name", "position"]))\n" }
      if chance(1, in: 2) { text += rules("") + "ignore: [\(pick(["flag", "day", "nothing"]))]\n" }
      guard chance(2, in: 3) else {
        return text.replacing("ignore:", with: "exclude: [zz_*]\nignore:")
          + "main: \(main)\nsources: [exports]\n"
          + "staging: s_*\n"
      }
      text +=
        "audits:\n  - main: other_table\n    sources: [exports]\n    ignore: ['*']\n    staging: other_*\n"
      // Its main is not there, so that the audit is asked for by name.
      text += "  - main: \(main)\n    sources: [exports]\n" + settings("    ")
      return text
    }

    /// The ways in which a user may name the pair.
    var pairs: [[String]] {
      hasFiles
        ? [
          ["exports/main.json", "exports/s_night_1.json"], ["main", "s_night_1"],
          ["./exports/main.json", "s_night_1", "--from", "exports"],
        ]
        : [
          ["p.d.main", "p.d.s_night_1"], ["main", "s_night_1", "--from", "exports"], ["d.main", "s_night_1"],
        ]
    }

    /// The ways in which a user may name the audit.
    var mains: [String] {
      hasFiles ? ["exports/main.json", "main"] : ["main", "p.d.main", "d.main"]
    }

    /// Accepts some of the findings, and some of them until a day long ago.
    mutating func accept(_ findings: [[String: Any]]) throws {
      var entries: [[String: Any]] = []
      for finding in findings where chance(1, in: 2) {
        var entry: [String: Any] = [
          "rule": finding["rule"] ?? "", "family": finding["family"] ?? "", "reason": "Known",
          "table": hasFiles ? "main" : "p.d.main", "column": finding["column"] ?? NSNull(),
        ]
        for side in ["main", "staging"] {
          entry[side] = (finding[side] as? [String: Any])?["type"] ?? NSNull()
        }
        if chance(2, in: 3) { entry["expires"] = pick(["2020-01-01", "2020-01-01", "2099-12-31"]) }
        entries.append(entry)
      }
      let data = try JSONSerialization.data(withJSONObject: ["version": 1, "accepted": entries])
      try tool.write("accepted.json", String(decoding: data, as: UTF8.self))
    }
  }

  /// What a report says of the pair.
  private func outcome(_ tool: ToolRun, _ arguments: [String]) throws -> (
    code: Int32, verdict: String, findings: [[String: Any]]
  ) {
    let run = try tool.run(arguments + ["--report", "json=out.json"])
    let report = try tool.json("out.json")
    let audits = report["audits"] as? [[String: Any]] ?? []
    try #require(audits.count == 1, "\(arguments): \(run.error)")
    return (run.code, report["verdict"] as? String ?? "", audits[0]["findings"] as? [[String: Any]] ?? [])
  }

  private func text(_ findings: [[String: Any]]) throws -> String {
    String(
      decoding: try JSONSerialization.data(withJSONObject: findings, options: [.sortedKeys, .prettyPrinted]),
      as: UTF8.self)
  }

  @Test("Verdict, exit code, findings, severities and statuses are the same", arguments: 0..<8)
  func agreement(part: Int) throws {
    var statuses: Set<String> = []
    for number in 0..<Thoroughness.cases(12, deep: 100) {
      let seed = UInt64(part * 1_000 + number)
      var pair = try Case(seed: seed)
      try pair.tool.write("accepted.json", #"{"version":1,"accepted":[]}"#)
      try pair.accept(try outcome(pair.tool, ["audit", "--main", pair.mains[0]]).findings)
      let flags = seed % 5 == 0 ? ["--loaded-by", seed % 2 == 0 ? "name" : "position"] : []
      let audit = try outcome(
        pair.tool, ["audit", "--main", pair.mains[Int(seed) % pair.mains.count]] + flags)
      statuses.formUnion(audit.findings.compactMap { $0["status"] as? String })
      for words in pair.pairs {
        let compared = try outcome(pair.tool, ["compare"] + words + flags)
        let why = "seed \(seed): \(words.joined(separator: " "))\n\(pair.configuration)"
        #expect(compared.code == audit.code, "\(why)")
        #expect(compared.verdict == audit.verdict, "\(why)")
        #expect(try text(compared.findings) == text(audit.findings), "\(why)")
      }
    }
    #expect(statuses == ["new", "accepted", "expired"])
  }
}
