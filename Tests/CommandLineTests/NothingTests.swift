import Foundation
import Testing

/// What every command does where there is nothing to look at: it never passes.
@Suite("Nothing looked at is never green") struct NothingTests {
  /// Inputs that hold nothing, by how they are named.
  static let nothing = [
    "empty", "other", "hidden", "lists", "empty.json", "blank.json", "list.json", "object.json",
    "objects.json",
    "nested.json", "null.json", "empty.json.gz", "/dev/null", "no*.json", "lists/*.json", "missing.json", "-",
    "reports",
  ]

  /// Commands with `{}` where such an input goes.
  static let commands: [String] = [
    "audit {} --main main.json",
    "audit {} --main main",
    "audit {} --main {}",
    "audit {} --main main.json --staging s_*",
    "audit {} --main main.json --allow-no-staging",
    "audit rows.json {} --main main.json --staging s_*",
    "compare {} main.json",
    "compare main.json {}",
    "compare {} {}",
    "compare main s_1 --from {}",
    "compare main.json main.json --baseline {}",
    "merge {} --main main.json --key id",
    "merge {} --main main.json --key id --allow-no-staging",
    "merge rows.json --main main.json --staging s_* --check {}",
    "explain-merge {} --main main.json",
    "explain-merge {} --main main.json --allow-no-staging",
    "repair {} --main main.json --target staging",
    "repair {} --main main.json --target main --allow-no-staging",
    "orphans {} --main main.json --staging s_*",
    "orphans rows.json --main main.json --staging s_* --batch-pattern s_{batch} --completions {}",
    "batches {} --main main.json --staging s_* --batch-pattern s_{batch} --completions records.json",
    "batches rows.json --main main.json --staging s_* --batch-pattern s_{batch} --completions {}",
    "verify {} --main main.json --staging s_* --batch-pattern s_{batch}",
    "verify {} --main main.json --staging s_* --batch-pattern s_{batch} --print-queries --key id",
    "verify rows.json {} --main main.json --staging s_* --batch-pattern s_{batch}",
    "status {} --main main.json --staging s_* --batch-pattern s_{batch}",
    "status rows.json --main main.json --staging s_* --batch-pattern s_{batch} --completions {}",
    "status rows.json --main main.json --staging s_* --batch-pattern s_{batch} --counts {}",
    "status rows.json --main main.json --staging s_* --batch-pattern s_{batch} --history {}",
    "inspect {}",
    "init {} --output -",
    "combine {}",
    "combine report.json {}",
    "baseline accept --from {} --reason Known",
    "baseline accept {} --main main.json --reason Known",
    "baseline show --baseline {}",
    "baseline prune {} --main main.json --baseline accepted.json",
    "baseline prune rows.json --main main.json --baseline {}",
    "weekly --history {}",
    "history show --history {}",
    "history prune --history {} --keep 2w",
  ]

  private func folder() throws -> ToolRun {
    let tool = try ToolRun()
    for (name, text) in [
      ("empty.json", ""), ("blank.json", " \n"), ("list.json", "[]"), ("object.json", "{}"),
      ("objects.json", "[{}]"), ("nested.json", "[[]]"), ("null.json", "null"),
      ("other/readme.txt", "Read me"),
      ("hidden/.rows.json", row("s_2", 1, "id")), ("lists/list.json", "[]"),
      ("main.json", #"[{"name":"id","type":"INTEGER"},{"name":"note","type":"STRING"}]"#),
      ("rows.json", "[\(rows("s_1", ["id", "note"]).joined(separator: ","))]"),
      ("records.json", #"{"batch_id":"1","completed_players":["a"]}"#),
      ("accepted.json", #"{"version":1,"accepted":[]}"#),
      ("reports/accepted.json", #"{"version":1,"accepted":[]}"#),
    ] {
      try tool.write(name, text)
    }
    try FileManager.default.createDirectory(
      atPath: tool.folder + "/empty", withIntermediateDirectories: true)
    // gzip of nothing.
    let packed: [UInt8] = [31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    try Data(packed).write(to: URL(filePath: tool.folder + "/empty.json.gz"))
    #expect(
      try tool.run(
        "audit", "rows.json", "--main", "main.json", "--report", "json=report.json", "--report",
        "csv=reports/drift.csv"
      ).code == 1)
    try FileManager.default.copyItem(
      atPath: tool.folder + "/report.json", toPath: tool.folder + "/reports/report.json")
    return tool
  }

  @Test("Every command on everything that holds nothing", arguments: commands)
  func table(command: String) throws {
    let tool = try folder()
    // Reports of earlier runs may lie beside exports.
    let inputs = Self.nothing.filter {
      $0 != "reports" || !command.contains("rows.json {}") && !command.contains("--allow-no-staging")
    }
    for input in inputs {
      let arguments = command.split(separator: " ").map { String($0).replacing("{}", with: input) }
      let run = try tool.run(arguments)
      #expect(run.code == 2 || run.code == 64, "\(arguments.joined(separator: " ")): \(run.code)")
      // What a checked statement is, is what was asked for.
      #expect(
        (run.error + run.output).contains("rror: ") || run.output.contains("cannot tell"), "\(arguments)")
    }
  }
}
