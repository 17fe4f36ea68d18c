@testable import Auditing
@testable import Comparison
@testable import ExportFixtures
@testable import Exports
@testable import Settings
@testable import TestSupport
import Foundation
import Testing

/// Random nested schemas in every form of BigQuery export, against a computation that shares no code with the tool.
@Suite("Random schemas in every form")
struct DifferentialTests {
  /// How one list of tables is written.
  enum Form: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case rows, rowsInOneArray, shuffledRows, packedRows, rowsOverFiles, resources, resourcesInOneArray,
      resourceFiles,
      schemaFiles
    var testDescription: String { rawValue }

    /// Whether it tells the modes of fields in STRUCTs.
    var tellsNestedModes: Bool {
      switch self {
      case .resources, .resourcesInOneArray, .resourceFiles, .schemaFiles: true
      case .rows, .rowsInOneArray, .shuffledRows, .packedRows, .rowsOverFiles: false
      }
    }
  }

  private typealias Tables = [(name: String, fields: [RandomField])]

  @Test("What is found is what a slow computation finds", arguments: Form.allCases)
  func agrees(form: Form) throws {
    var rules: Set<Substring> = []
    for seed in 1...Thoroughness.cases(10, deep: 25) {
      var generator = SchemaGenerator(random: SeededGenerator(seed: UInt64(seed)))
      let main = generator.schema()
      let shapes = (0..<4).map { $0 == 0 ? main : generator.drifted(main) }
      let staging: Tables = (0..<9).map {
        ("s\($0)", shapes[Int.random(in: 0..<4, using: &generator.random)])
      }
      var expected: [String: Int] = [:]
      for table in staging {
        let drift = ExpectedDrift(main, table.fields, tellsNestedModes: form.tellsNestedModes)
        for line in drift.lines { expected[line, default: 0] += 1 }
      }
      rules.formUnion(expected.keys.map { $0.prefix { $0 != " " } })
      let folder = try TemporaryFolder()
      try write([("main", main)] + staging, as: form, into: folder, using: &generator.random)
      let report = audit(folder)
      #expect(report.problems == [], "seed \(seed)")
      let found = report.audits.first?.findings.map { finding in
        let sides = [finding.main, finding.staging].map { $0?.type ?? "-" }.joined(separator: "→")
        return ("\(finding.rule) \(finding.column ?? "") \(sides)".lowercased(), finding.tableCount)
      }
      // Findings that differ in modes alone are two of one line here.
      #expect(Dictionary(found ?? [], uniquingKeysWith: +) == expected, "seed \(seed)")
    }
    // The schemas drift in every way that all forms tell.
    #expect(rules.count == 6)
  }

  private func audit(_ folder: TemporaryFolder) -> DriftReport {
    var settings = AuditSettings()
    settings.sources = [folder.path]
    var request = AuditRun.Request(generatedAt: "2026-11-24T04:00:00Z")
    request.audits = [AuditSpec(main: "main", mainPath: "main", settings: settings)]
    return AuditRun.run(request, loader: ExportLoader(threads: 2)).report
  }

  // MARK: Writing exports

  private func write(
    _ tables: Tables, as form: Form, into folder: TemporaryFolder, using random: inout SeededGenerator
  ) throws {
    let rows = tables.flatMap { table in
      table.fields.enumerated().map { index, field in
        columnsRow(
          table.name, index + 1, field.name, field.typeText, nullable: field.isRepeated || !field.isRequired)
      }
    }
    let resources = tables.map { table in
      """
      {"tableReference": {"projectId": "p", "datasetId": "d", "tableId": "\(table.name)"}, \
      "schema": {"fields": [\(table.fields.map(\.resource).joined(separator: ", "))]}}
      """
    }
    switch form {
    case .rows: try folder.write("c.ndjson", rows.joined(separator: "\n"))
    case .rowsInOneArray: try folder.write("c.json", "[\n\(rows.joined(separator: ",\n"))\n]")
    case .shuffledRows:
      try folder.write("c.json", "[\(rows.shuffled(using: &random).joined(separator: ", "))]")
    case .packedRows: try folder.write("c.json.gz", gzip(Data(rows.joined(separator: "\r\n").utf8)))
    case .rowsOverFiles:
      for part in 0..<3 {
        let own = rows.indices.filter { $0 % 3 == part }.map { rows[$0] }
        try folder.write("deep/\(part).jsonl", own.joined(separator: "\n") + "\n")
      }
    case .resources: try folder.write("t.ndjson", resources.joined(separator: "\n"))
    case .resourcesInOneArray: try folder.write("t.json", "[\(resources.joined(separator: ","))]")
    case .resourceFiles:
      for (table, resource) in zip(tables, resources) { try folder.write("\(table.name).json", resource) }
    case .schemaFiles:
      for table in tables {
        try folder.write("\(table.name).json", "[\(table.fields.map(\.resource).joined(separator: ", "))]")
      }
    }
  }
}
