@testable import Auditing
@testable import Output
@testable import Reports
@testable import TestSupport
import Foundation
import Testing

/// The golden files of reports.
enum ReportGolden {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  /// Compares the text with the golden file, or writes it, as `GoldenFiles` does.
  static func expect(
    _ text: String, equals file: String, in folder: URL = folder,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try GoldenFiles.expect(text, equals: file, in: folder, sourceLocation: sourceLocation)
  }
}

extension ReportFormat {
  /// The report as text.
  func text(of report: DriftReport) throws -> String {
    let sink = ReportSink.memory()
    try write(report, to: sink)
    return sink.text
  }
}
