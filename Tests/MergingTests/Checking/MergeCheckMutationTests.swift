@testable import Auditing
@testable import Exports
@testable import Merging
@testable import Schema
@testable import Settings
@testable import TestSupport
import Foundation
import Testing

@Suite("Scripts of merge, checked and broken") struct MergeCheckMutationTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "CommandLineTests/Merging/Cases")
  /// The cases of BigQuery: no other engine's statements are read.
  static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.sorted())?
    .filter { name in
      let arguments = folder.appending(path: "\(name)/arguments.txt")
      return (try? String(contentsOf: arguments, encoding: .utf8))?.contains("--dialect") == false
    } ?? []

  private func text(_ name: String, _ file: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: "\(name)/\(file)"), encoding: .utf8)
  }

  /// The tables of a case.
  private func input(_ name: String) throws -> MergeInput {
    let arguments = try text(name, "arguments.txt").split(separator: "\n").map(String.init)
    let main = try #require(arguments.firstIndex(of: "--main").map { arguments[$0 + 1] })
    var settings = AuditSettings()
    settings.sources = [Self.folder.appending(path: "\(name)/exports.json").path]
    var request = AuditRun.Request(generatedAt: "2026-11-24T04:00:00Z")
    request.audits = [AuditSpec(main: main, mainPath: main, settings: settings)]
    let report = AuditRun.run(request, loader: ExportLoader(threads: 1)).report
    return MergeInput(try #require(report.audits.first))
  }

  @Test("What merge writes is safe by its own check, without being told anything", arguments: names)
  func golden(_ name: String) throws {
    let check = MergeCheck(
      Array(try text(name, "merge.sql").utf8), file: "merge.sql", try input(name), kept: [])
    #expect(check.verdict == .safe, "\(check.text)")
  }

  @Test("Broken in whatever place, it is not called safe", arguments: names)
  func broken(_ name: String) throws {
    let input = try input(name)
    let all = MergeScriptMutants(try text(name, "merge.sql")).all
    #expect(all.count > 90)
    // Of a long script, whose lines are much the same, each so many-th, in each case from another one on.
    let step = Thoroughness.isDeep ? 1 : max(1, all.count / 40)
    let first = (Self.names.firstIndex(of: name) ?? 0) % step
    let mutants = stride(from: first, to: all.count, by: step).map { all[$0] }
    let columns = input.main.schema.columns.map(\.foldedName)
    for mutant in mutants {
      // Where staging has the columns of main, a star over it says the same as the list.
      let isSame = input.shapes.allSatisfy { $0.schema.columns.map(\.foldedName) == columns }
      if isSame, name.hasPrefix("partition-"), mutant.name.hasPrefix("SELECT *") { continue }
      let check = MergeCheck(Array(mutant.text.utf8), file: "merge.sql", input, kept: [])
      #expect(check.verdict != .safe, "\(mutant.name)\n\(check.text)")
    }
  }
}
