import Foundation
import Testing

@Suite("Shell completions")
struct CompletionTests {
  /// The script is the same in every folder.
  private static let script: Result<String, any Error> = Result {
    try ToolRun().run("--generate-completion-script", "bash").output
  }

  /// What bash offers for a command line, with the cursor at its end.
  ///
  /// A word that is begun follows its last space: `audit --fail-on w`.
  private static func offered(_ line: String, in tool: ToolRun) throws -> [String] {
    try tool.write("completion.bash", Self.script.get())
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }
    let script = """
      . ./completion.bash
      COMP_LINE='\(line)' COMP_POINT=${#COMP_LINE}
      COMP_WORDS=(\(words.joined(separator: " ")))
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      COMPREPLY=()
      _driftaudit driftaudit "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      complete -p driftaudit >/dev/null
      """
    let run = try tool.run(["--norc", "-c", script], program: URL(filePath: "/bin/bash"))
    #expect(run.code == 0, "\(run.error)")
    return run.output.split(separator: "\n").map(String.init).sorted()
  }

  /// A folder with files of several kinds.
  private static func folder() throws -> ToolRun {
    let tool = try ToolRun()
    for name in ["main.json", "rows.ndjson.gz", "driftaudit.yml", "notes.txt", "exports/columns.json"] {
      try tool.write(name, "")
    }
    return tool
  }

  @Test("offer commands, and the rest of one that is begun")
  func commands() throws {
    let tool = try Self.folder()
    #expect(try Self.offered("driftaudit ", in: tool).contains("compare"))
    #expect(try Self.offered("driftaudit ba", in: tool).contains("baseline"))
    #expect(try Self.offered("driftaudit baseline ", in: tool).contains("prune"))
    #expect(try Self.offered("driftaudit audit --fail-", in: tool) == ["--fail-on", "--fail-on-stale"])
  }

  @Test(
    "offer values that are one of a list",
    arguments: [
      ("audit --fail-on w", ["warning"]), ("compare --engine snow", ["snowflake"]),
      ("audit --report ju", ["junit=reports/drift.junit.xml"]), ("explain missing-", ["missing-column"]),
      ("baseline accept --rule extra", ["extra-column"]),
    ])
  func lists(line: String, values: [String]) throws {
    #expect(try Self.offered("driftaudit \(line)", in: Self.folder()) == values)
  }

  @Test(
    "offer files of the kind that is wanted, and folders",
    arguments: [
      ("audit ", ["exports", "main.json", "rows.ndjson.gz"]), ("audit --main m", ["main.json"]),
      ("audit --config ", ["driftaudit.yml", "exports"]), ("audit --baseline ", ["exports", "main.json"]),
      ("audit --output ", ["exports"]), ("compare main.json ", ["exports", "main.json", "rows.ndjson.gz"]),
      ("inspect exports/", ["exports/columns.json"]), ("baseline accept --from ", ["exports", "main.json"]),
      ("baseline show --config ", ["driftaudit.yml", "exports"]),
      ("init --output ", ["driftaudit.yml", "exports"]),
    ])
  func files(line: String, values: [String]) throws {
    let offered = try Self.offered("driftaudit \(line)", in: Self.folder())
    #expect(offered.filter { !$0.hasPrefix("-") && !$0.hasPrefix("completion") } == values)
  }

  @Test(
    "are scripts that their shell can read", arguments: ["bash", "zsh", "fish"].filter(CIMachine.has))
  func syntax(shell: String) throws {
    let tool = try ToolRun()
    let script = try tool.run("--generate-completion-script", shell)
    #expect(script.code == 0)
    #expect(script.output.contains("missing-column"))
    try tool.write("completion", script.output)
    let run = try tool.run(
      ["-c", "exec \(shell) -n ./completion"], program: URL(filePath: "/bin/sh"))
    #expect(run.code == 0, "\(run.error)")
    #expect(run.error == "")
  }
}
