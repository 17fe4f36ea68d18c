import Foundation
import Testing

/// Every option that reads or writes files, in every command that has it.
///
/// The options come from the tool itself, so that one that is new, or is new in a command, fails a test until this list says
/// what it does and how the command is run with it.
private enum FileOptions {
  /// Options that write. Those of folders take the name of the file that is written there.
  static let writing: [String: Output] = [
    "report": .file("json="), "script": .file("bq="), "output": .folder, "record": .newFile,
    "keep-snapshot": .snapshot,
  ]
  /// Options that read. `baseline` and `history` are changed by the commands that are for that.
  static let reading: Set = [
    "main", "config", "baseline", "from", "completions", "counts", "main-rows", "history", "check",
    "input", "file", "staging",
  ]
  /// Commands of which `--output` is a file.
  static let fileOutputs = ["combine", "init"]

  enum Output: Equatable {
    /// A file, after this.
    case file(String)
    /// A folder in which reports get their usual names.
    case folder
    /// A folder in which each run gets a file of its own.
    case newFile
    /// A folder that is replaced whole where it holds a snapshot and nothing else; SnapshotFolderTests has it.
    case snapshot
  }

  /// An option that takes a file or a folder, or an argument that does.
  struct Option: Hashable {
    let command: String
    let name: String
  }

  /// What takes a file or a folder, of all commands.
  static func all() throws -> [Option] {
    let dump = try ToolRun().run("--experimental-dump-help").output
    let root = try #require(try JSONSerialization.jsonObject(with: Data(dump.utf8)) as? [String: Any])
    return options(of: try #require(root["command"] as? [String: Any]), within: [])
  }

  private static func options(of command: [String: Any], within words: [String]) -> [Option] {
    let words = words + [command["commandName"] as? String ?? ""]
    let own = (command["arguments"] as? [[String: Any]] ?? []).filter(takesFile).map { argument in
      let preferred = (argument["preferredName"] as? [String: Any])?["name"] as? String
      return Option(
        command: words.dropFirst().joined(separator: " "),
        name: preferred ?? (argument["valueName"] as? String ?? "").lowercased())
    }
    return own + (command["subcommands"] as? [[String: Any]] ?? []).flatMap { options(of: $0, within: words) }
  }

  private static func takesFile(_ argument: [String: Any]) -> Bool {
    guard argument["kind"] as? String != "flag" else { return false }
    let completion = argument["completionKind"] as? [String: Any] ?? [:]
    let name = argument["valueName"] as? String ?? ""
    return completion["file"] != nil || completion["directory"] != nil
      || ["PATH", "FILE", "DIR", "REPORT"].contains { name.uppercased().contains($0) }
  }
}

/// A command that writes, run so that it reads all that it can read.
private struct WritingCommand: CustomTestStringConvertible {
  let command: String
  let arguments: [String]
  /// What it reads.
  let inputs: [String]
  /// The usual name of a report in a folder.
  var report = ""

  var testDescription: String { command }

  private static let staging = ["--staging", "s_*", "--batch-pattern", "s_{batch}_{worker}"]
  private static let settings = ["--config", "c.yml", "--baseline", "b.json"]
  private static let now = ["--now", "2026-01-31T04:00:00"]
  private static let lists = ["lists.json", "exports", "--main", "main"]
  private static let read = [
    "lists.json", "exports/columns.json", "c.yml", "b.json", "history/2026-01-30T04-00-00Z-00000000.json",
  ]

  static let all = [
    WritingCommand(
      command: "audit", arguments: ["exports", "--main", "main.json", "--staging", "s_*"] + settings,
      inputs: ["main.json"] + read.dropFirst(), report: "drift.json"),
    WritingCommand(
      command: "compare", arguments: ["main.json", "s_1700000000_w1", "--from", "exports"] + settings,
      inputs: ["main.json"] + read.dropFirst()),
    WritingCommand(
      command: "orphans",
      arguments: lists + staging + settings + now + [
        "--completions", "records.json", "--main-rows", "rows.json",
      ],
      inputs: ["records.json", "rows.json"] + read),
    WritingCommand(
      command: "batches", arguments: lists + staging + settings + ["--completions", "records.json"],
      inputs: ["records.json"] + read),
    WritingCommand(
      command: "status",
      arguments: lists + staging + settings + now + [
        "--completions", "records.json", "--counts", "counts.json", "--history", "runs",
      ], inputs: ["records.json", "counts.json", "runs/2026-01-30T04-00-00Z-00000000.json"] + read),
    WritingCommand(
      command: "verify", arguments: ["counts.json", "exports", "--main", "main"] + staging + settings,
      inputs: ["counts.json"] + read.dropFirst()),
    WritingCommand(
      command: "weekly", arguments: ["--config", "c.yml", "--since", "2026-01-30"],
      inputs: ["c.yml", "history/2026-01-30T04-00-00Z-00000000.json"], report: "weekly.json"),
    WritingCommand(
      command: "combine", arguments: ["parts/1.json", "parts/2.json"],
      inputs: ["parts/1.json", "parts/2.json"]),
    WritingCommand(
      command: "init", arguments: ["exports", "main.json", "--force"],
      inputs: ["exports/columns.json", "main.json"]),
  ]

  /// A folder with all inputs.
  static func folder() throws -> ToolRun {
    let tool = try ToolRun()
    let columns = rows("main", ["a", "b", "c"]) + rows("s_1700000000_w1", ["a", "b"])
    try tool.write("exports/columns.json", "[\(columns.joined(separator: ","))]")
    try tool.write("main.json", #"[{"name":"a","type":"INT64"},{"name":"c","type":"INT64"}]"#)
    try tool.write(
      "lists.json",
      #"{"table_catalog":"p","table_schema":"d","table_name":"s_1700000000_w1","table_type":"BASE TABLE","creation_time":"2025-12-01 00:00:00 UTC"}"#
    )
    try tool.write(
      "records.json",
      #"{"batch_id":"1700000000","expected_players":1,"completed_players":["w1"],"is_complete":true}"#)
    try tool.write("rows.json", #"{"batch_id":"1700000000","staged_rows":"1","main_rows":"1"}"#)
    try tool.write(
      "counts.json",
      #"{"batch_id":"1700000000","tables":"1","table_rows":"1","staged_rows":"1","main_rows":"1"}"#)
    try tool.write("b.json", #"{"version":1,"accepted":[]}"#)
    try tool.write("c.yml", "failOn: never\nhistory: history\n")
    for (place, part) in [("parts/1.json", "one"), ("parts/2.json", "two")] {
      try tool.write("\(part)/main.json", #"[{"name":"a","type":"INT64"},{"name":"b","type":"INT64"}]"#)
      try tool.write("\(part)/s_\(part).json", #"[{"name":"a","type":"INT64"}]"#)
      _ = try tool.run("audit", part, "--main", "\(part)/main.json", "--report", "json=\(place)")
    }
    _ = try tool.run(
      [
        "audit", "exports", "--main", "main.json", "--staging", "s_*", "--record", "made", "--report",
        "json=/dev/null",
      ],
      environment: ["SOURCE_DATE_EPOCH": "1769745600"])
    let made = try FileManager.default.contentsOfDirectory(atPath: "\(tool.folder)/made")
    let run = try #require(made.first.flatMap { tool.read("made/\($0)") })
    for folder in ["history", "runs"] { try tool.write("\(folder)/2026-01-30T04-00-00Z-00000000.json", run) }
    return tool
  }
}

@Suite("No output replaces an input, in any command") struct NothingReplacedTests {
  @Test("Every option that takes a file or a folder reads or writes, and every command that writes is tried")
  func options() throws {
    let options = try FileOptions.all()
    #expect(options.count > 60)
    let unknown = options.filter {
      FileOptions.writing[$0.name] == nil && !FileOptions.reading.contains($0.name)
    }
    #expect(unknown.isEmpty, "options of which nobody has said whether they write: \(unknown)")
    let commands = Set(options.filter { FileOptions.writing[$0.name] != nil }.map(\.command))
    #expect(commands.subtracting(WritingCommand.all.map(\.command)) == ["snapshot"])
  }

  @Test("Each command writes to a file of its own, with 0 or 1", arguments: WritingCommand.all)
  fileprivate func written(command: WritingCommand) throws {
    let tool = try WritingCommand.folder()
    for option in try options(of: command.command) {
      let out = "fresh/\(option.name)"
      let value = option.value(out, command)
      let run = try tool.run(
        command.command.split(separator: " ").map(String.init) + command.arguments + value)
      #expect(run.code < 2, "\(command.command) \(value): \(run.error)")
      #expect(tool.read(option.target(out, command)) != nil)
    }
  }

  @Test(
    "No input is replaced, by whichever path, with exit 2 and its name",
    arguments: WritingCommand.all)
  fileprivate func kept(command: WritingCommand) throws {
    let tool = try WritingCommand.folder()
    let before = try contents(tool, command.inputs)
    for option in try options(of: command.command) {
      for (index, input) in command.inputs.enumerated() {
        // Every way once for each option, and the file itself always.
        for way in [Way.itself, Way.allCases[index % Way.allCases.count]] {
          let target = try way.path(to: input, option.target("out", command), in: tool)
          let value = option.value(
            target.isEmpty ? input : "out", command, path: target.isEmpty ? input : target)
          let run = try tool.run(
            command.command.split(separator: " ").map(String.init) + command.arguments + value)
          let what = "\(command.command) \(value) (\(way) of \(input))"
          #expect(run.code == 2, "\(what): \(run.error)")
          #expect(run.error.contains("an input of this run"), "\(what): \(run.error)")
          #expect(try contents(tool, command.inputs) == before, "\(what)")
        }
      }
    }
  }

  @Test(
    "Of two outputs to one file the second is refused, whichever options they are of",
    arguments: [
      ["--report", "json=o", "--report", "text=./o"], ["--script", "bq=o", "--script", "sql=./o"],
      ["--report", "json=o", "--script", "bq=./o"], ["--report", "json=o", "--report", "text=link"],
    ])
  func twice(options: [String]) throws {
    let tool = try WritingCommand.folder()
    try FileManager.default.createSymbolicLink(atPath: "\(tool.folder)/link", withDestinationPath: "o")
    let orphans = try #require(WritingCommand.all.first { $0.command == "orphans" })
    let run = try tool.run(["orphans"] + orphans.arguments + options)
    #expect(run.code == 2)
    #expect(run.error.contains("another output"))
    let text = try #require(tool.read("o"))
    #expect(text.hasPrefix(options[1].hasPrefix("json") ? "{" : "#!"))
  }

  @Test("Two scripts are both written")
  func scripts() throws {
    let tool = try WritingCommand.folder()
    let orphans = try #require(WritingCommand.all.first { $0.command == "orphans" })
    let run = try tool.run(
      ["orphans"] + orphans.arguments + ["--script", "bq=a.sh", "--script", "sql=a.sql"])
    #expect(run.code == 0)
    #expect(tool.read("a.sh")?.hasPrefix("#!") == true)
    #expect(tool.read("a.sql")?.contains("DROP TABLE") == true)
  }

  @Test("A report, a record and a summary leave configuration, exports and each other alone")
  func others() throws {
    let tool = try WritingCommand.folder()
    let audit = try #require(WritingCommand.all.first { $0.command == "audit" })
    let summary = try tool.run(
      ["audit"] + audit.arguments + ["--github", "--report", "json=o.json"],
      environment: ["GITHUB_STEP_SUMMARY": "\(tool.folder)/main.json"])
    #expect(summary.error.contains("main.json: warning: this is the same file as 'main.json'"))
    #expect(tool.read("main.json")?.hasPrefix("[{") == true)
    let snapshot = try tool.run(
      "audit", "exports", "--main", "main", "--from", "duckdb:x.duckdb", "--keep-snapshot", "exports")
    #expect(snapshot.code == 2)
    #expect(snapshot.error.contains("is an input of this run"))
  }

  @Test("A report of an earlier run beside the exports is written anew")
  func earlier() throws {
    let tool = try ToolRun.withExports()
    for _ in 0..<2 {
      let run = try tool.run("audit", "exports", "--main", "main", "--report", "json=exports/drift.json")
      #expect(run.code == 1, "\(run.error)")
    }
  }

  // MARK: Ways

  /// A path that leads to a file.
  private enum Way: CaseIterable {
    case itself, dotted, symbolic, hard

    /// Makes the path; the empty text for the file's own.
    func path(to input: String, _ target: String, in tool: ToolRun) throws -> String {
      let files = FileManager.default
      let place = "\(tool.folder)/\(target)"
      try? files.removeItem(atPath: "\(tool.folder)/out")
      let isFolder = target.contains("/")
      if isFolder {
        try files.createDirectory(atPath: "\(tool.folder)/out", withIntermediateDirectories: true)
      }
      switch self {
      case .itself where !isFolder: return ""
      case .dotted where !isFolder: return "./\(input)"
      case .itself, .dotted, .symbolic:
        try files.createSymbolicLink(atPath: place, withDestinationPath: "\(tool.folder)/\(input)")
      case .hard: try files.linkItem(atPath: "\(tool.folder)/\(input)", toPath: place)
      }
      return isFolder ? target : "out"
    }
  }

  /// An option that writes a file whose path a test can choose.
  private struct Writer {
    let name: String
    let kind: FileOptions.Output

    /// Where the file is, where the option's value is `out`.
    func target(_ out: String, _ command: WritingCommand) -> String {
      kind == .folder ? "\(out)/\(command.report)" : out
    }

    /// The option with its value.
    func value(_ out: String, _ command: WritingCommand, path: String? = nil) -> [String] {
      switch kind {
      case .file(let start): ["--\(name)", start + (path ?? out)]
      case .folder: ["--\(name)", out]
      case .newFile, .snapshot: []
      }
    }
  }

  private func options(of command: String) throws -> [Writer] {
    let own = try FileOptions.all().filter { $0.command == command }.compactMap { option in
      FileOptions.writing[option.name].map { kind in
        Writer(
          name: option.name,
          kind: kind == .folder && FileOptions.fileOutputs.contains(command) ? .file("") : kind)
      }
    }
    return own.filter { $0.kind != .newFile && $0.kind != .snapshot }
  }

  private func contents(_ tool: ToolRun, _ names: [String]) throws -> [String: Data] {
    try Dictionary(
      uniqueKeysWithValues: names.map { name in
        (name, try Data(contentsOf: URL(filePath: "\(tool.folder)/\(name)")))
      })
  }
}
