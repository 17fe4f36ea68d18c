@testable import Auditing
@testable import Comparison
@testable import Exports
@testable import Schema
@testable import Settings
@testable import TestSupport
import Foundation

/// Audits of files, for tests.
enum EngineAudit {
  /// The path of an export of a real engine.
  static func fixture(_ path: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Exports/\(path)").path
  }

  /// The report of one audit.
  static func report(
    _ sources: [String], main: String, staging: [String] = [], engine: Engine? = nil
  ) -> DriftReport {
    var settings = AuditSettings()
    settings.sources = sources
    settings.engine = engine
    let patterns = staging.compactMap { try? TablePattern($0) }
    if !patterns.isEmpty { settings.families = [FamilyPattern(name: "staging", patterns: patterns)] }
    var request = AuditRun.Request(generatedAt: "2026-11-24T04:00:00Z")
    request.audits = [AuditSpec(main: main, mainPath: main, settings: settings)]
    return AuditRun.run(request, loader: ExportLoader(threads: 2)).report
  }

  /// The report of one audit of texts, each a file by its name.
  static func report(
    texts: KeyValuePairs<String, String>, main: String, staging: [String] = [], engine: Engine? = nil
  ) throws -> DriftReport {
    let folder = try TemporaryFolder()
    for (name, text) in texts { _ = try folder.write(name, Data(text.utf8)) }
    return report([folder.path], main: main, staging: staging, engine: engine)
  }

  /// Each finding in a line: `warning missing-column note: text → -`.
  static func lines(_ report: DriftReport) -> [String] {
    func text(_ side: ColumnSide?) -> String {
      side.map { $0.type + ($0.mode == .required ? " REQUIRED" : "") } ?? "-"
    }
    return report.audits.flatMap(\.findings).map { finding in
      "\(finding.severity) \(finding.rule) \(finding.column ?? "(table)"): \(text(finding.main)) → \(text(finding.staging))"
    }
  }
}
