import Foundation
import Testing

@Suite("Standard output that takes nothing") struct FullOutputTests {
  /// Every command that can be run without more than this, and what everybody prints.
  private static let commands: [[String]] = [
    ["--help"], ["--version"], ["-h"], ["help"], ["help", "audit"], ["audit", "--help"],
    ["baseline", "accept", "--help"],
    ["--help-hidden"], ["--generate-completion-script", "bash"], ["--generate-completion-script", "zsh"],
    ["--generate-completion-script", "fish"], ["--experimental-dump-help"], ["rules"],
    ["rules", "--markdown"],
    ["explain", "missing-column"], ["inspect", "main.json"],
    ["audit", "exports", "--main", "main"], ["audit", "exports", "--main", "main", "--report", "text=-"],
    ["compare", "main.json", "stage.json"], ["init", "exports", "--output", "-"],
    ["sql", "--engine", "postgres", "--main", "d.main"], ["combine", "drift.json"],
    ["merge", "exports", "--main", "main", "--key", "a"], ["explain-merge", "exports", "--main", "main"],
    ["repair", "exports", "--main", "main", "--target", "staging"],
    ["baseline", "accept", "--from", "drift.json", "--reason", "x", "--dry-run"],
    ["history", "show", "--history", "history"], ["weekly", "--history", "history", "--report", "json=-"],
    ["orphans", "exports", "--main", "main", "--staging", "_staging_*", "--count"],
    ["status", "exports", "--main", "main", "--staging", "_staging_*", "--report", "json=-"],
  ]

  private func folder() throws -> ToolRun {
    let tool = try ToolRun.withExports()
    _ = try tool.run(
      "audit", "exports", "--main", "main", "--report", "json=drift.json", "--record", "history")
    return tool
  }

  @Test("On a full device every command ends with 2 and says why")
  func full() throws {
    let tool = try folder()
    for command in Self.commands {
      let line = command.map { "'\($0)'" }.joined(separator: " ")
      let run = try tool.shell("driftaudit \(line) > /dev/full; echo $?")
      #expect(run.output == "2\n", "\(line): \(run.error)")
      #expect(
        run.error.contains("<stdout>: error: cannot write: No space left on device"), "\(line): \(run.error)")
      let closed = try tool.shell("driftaudit \(line) >&-; echo $? >&2")
      #expect(closed.error.hasSuffix("2\n"), "\(line): \(closed.error)")
    }
  }

  @Test("To a reader that went away nothing is reported as done")
  func pipe() throws {
    let tool = try folder()
    for command in Self.commands {
      let line = command.map { "'\($0)'" }.joined(separator: " ")
      let run = try tool.shell("{ sleep 0.2; driftaudit \(line); echo $? >&2; } | true")
      #expect(run.error.hasSuffix("141\n") || run.error.hasSuffix("2\n"), "\(line): \(run.error)")
    }
  }

  @Test("What is asked for and what is refused go where they belong, with their codes")
  func streams() throws {
    let tool = try ToolRun()
    let help = try tool.run("--help")
    #expect(
      help.code == 0 && help.error == "" && help.output.hasSuffix("\n") && help.output.contains("SUBCOMMANDS")
    )
    #expect(try tool.run("--version").output.split(separator: "\n").count == 1)
    let wrong = try tool.run("audit", "--no-such-option")
    #expect(wrong.code == 64 && wrong.output == "" && wrong.error.contains("Unknown option"))
    let alone = try tool.run()
    #expect(alone.code == 0 && alone.output == help.output)
  }
}
