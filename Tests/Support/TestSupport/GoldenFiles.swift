import Foundation
import Testing

/// Files of a test's `Golden` folder: what an output has to look like, byte for byte.
enum GoldenFiles {
  /// Compares the text with the golden file, or makes it the golden file where DRIFTAUDIT_UPDATE_GOLDEN is 1.
  static func expect(
    _ text: String, equals file: String, in folder: URL, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = folder.appending(path: file)
    if ProcessInfo.processInfo.environment["DRIFTAUDIT_UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      return
    }
    let golden = try String(decoding: Data(contentsOf: url), as: UTF8.self)
    if text == golden { return }
    let pairs = zip(text.split(separator: "\n"), golden.split(separator: "\n")).enumerated()
    let line = pairs.first { $1.0 != $1.1 }
    Issue.record(
      """
      \(file) differs, first in line \((line?.offset ?? 0) + 1):
      is        \(line.map { String($0.element.0.prefix(300)) } ?? "as long as one of them")
      should be \(line.map { String($0.element.1.prefix(300)) } ?? "as long as one of them")
      """, sourceLocation: sourceLocation)
  }
}
