import Foundation
import Testing

/// docs/runbook.md shows commands with their output: each is run in its turn, in one folder that looks like the project.
///
/// `DRIFTAUDIT_UPDATE_GOLDEN=1` writes the output anew.
@Suite("The runbook") struct RunbookTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    .standardizedFileURL
  private static let page = root.appending(path: "docs/runbook.md")

  /// More lines than a reader wants to see: the rest is `…`.
  private static let mostLines = 30

  /// A command of the page with what it prints, and its exit code where that is not 0.
  private struct Step {
    var command: String
    var output: [String]
  }

  @Test("Each command prints what the page shows, and ends with the code that it shows")
  func commands() throws {
    let tool = try ToolRun()
    try FileManager.default.createSymbolicLink(
      atPath: "\(tool.folder)/schemas", withDestinationPath: Self.root.appending(path: "schemas").path)
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    var lines: [String] = []
    var steps = 0
    var block: [String]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let open = block {
        guard line == "```" else {
          block?.append(line)
          continue
        }
        for step in Self.steps(open) {
          lines += try Self.shown(step.command, tool)
          steps += 1
        }
        block = nil
      } else if line == "```console" {
        block = []
      }
      lines.append(line)
    }
    let page = lines.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["DRIFTAUDIT_UPDATE_GOLDEN"] == "1" {
      try page.write(to: Self.page, atomically: true, encoding: .utf8)
      return
    }
    #expect(steps > 8)
    let different = zip(
      page.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false)
    )
    .first { $0 != $1 }
    #expect(page == text, "\(different.map { "is: \($0.0)\npage: \($0.1)" } ?? "one goes on")")
  }

  private static func steps(_ block: [String]) -> [Step] {
    var steps: [Step] = []
    var continues = false
    for line in block {
      if continues {
        steps[steps.count - 1].command += "\n" + line
      } else if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2)), output: []))
      } else if !steps.isEmpty {
        steps[steps.count - 1].output.append(line)
      }
      continues = (continues || line.hasPrefix("$ ")) && line.hasSuffix("\\")
    }
    return steps
  }

  private static func shown(_ command: String, _ tool: ToolRun) throws -> [String] {
    let run = try tool.shell(command)
    var output = (run.output + run.error).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    while output.last == "" { output.removeLast() }
    if output.count > mostLines { output = output.prefix(mostLines - 2) + ["…"] }
    if run.code != 0 { output.append("(exit \(run.code))") }
    return ["$ " + command] + output
  }
}
