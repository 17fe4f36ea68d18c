import Foundation
import Testing

/// Cases of a command that prints a script: a folder with exports, arguments and the script that comes of them.
struct GoldenScript {
  /// The folder that holds the cases.
  let folder: URL
  /// `merge`, of which the script is `merge.sql`.
  let command: String

  /// The cases beside a test.
  init(_ command: String, beside file: String) {
    self.command = command
    folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Cases")
  }

  var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.sorted())
      ?? []
  }

  /// Holds what the command prints against the script, or writes the script where golden files are to be refreshed.
  func check(_ name: String) throws -> (code: Int32, error: String) {
    let tool = try ToolRun()
    let folder = folder.appending(path: name)
    try tool.write(
      "exports.json", String(contentsOf: folder.appending(path: "exports.json"), encoding: .utf8))
    let arguments = try String(contentsOf: folder.appending(path: "arguments.txt"), encoding: .utf8)
    let run = try tool.run([command, "exports.json"] + arguments.split(separator: "\n").map(String.init))
    let golden = folder.appending(path: "\(command).sql")
    if ProcessInfo.processInfo.environment["DRIFTAUDIT_UPDATE_GOLDEN"] == "1" {
      try Data(run.output.utf8).write(to: golden)
      return (run.code, run.error)
    }
    let wanted = try String(contentsOf: golden, encoding: .utf8)
    let lines = zip(run.output.split(separator: "\n"), wanted.split(separator: "\n")).first { $0 != $1 }
    #expect(
      run.output == wanted,
      "\(lines.map { "is \($0.0)\nshould be \($0.1)" } ?? "one goes on where the other ends")")
    return (run.code, run.error)
  }
}
