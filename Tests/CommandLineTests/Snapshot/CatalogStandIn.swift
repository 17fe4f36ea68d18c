import Foundation
import Testing

/// A stand-in for `bq` or `psql` on PATH: it keeps what it was asked and does what a test's script says.
final class CatalogStandIn {
  let tool: ToolRun
  private let program: String

  /// A stand-in that answers for datasets or schemas `one` and `two` with a main and two staging tables, unless `behaviour`
  /// says otherwise: a script in which `answer` prints the answer, `$dataset` and `$view` say of what, and `$attempt` counts.
  init(_ program: String = "bq", _ behaviour: String = "answer") throws {
    tool = try ToolRun()
    self.program = program
    let script = #"""
      #!/bin/bash
      case "$1" in
        version | --version) echo "Stand-in of PROGRAM 1.2.3"; exit 0 ;;
      esac
      statement=${!#}
      case $statement in
        *[.]COLUMNS* | *[.]columns*) view=columns ;;
        *) view=tables ;;
      esac
      dataset=one
      case $statement in *two*) dataset=two ;; esac
      {
        printf '%s\0' "$@"
        printf '\n'
      } >>"$STATE/$dataset.$view.calls"
      attempt=$(tr -cd '\n' <"$STATE/$dataset.$view.calls" | wc -c)
      answer() { cat "$STATE/$dataset.$view"; }
      . "$STATE/behaviour"
      """#
    try tool.write("bin/\(program)", script.replacingOccurrences(of: "PROGRAM", with: program) + "\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(tool.folder)/bin/\(program)")
    try tool.write("state/behaviour", behaviour)
    for dataset in ["one", "two"] {
      let staging = ["_staging_1", "_staging_2"].flatMap { rows($0, ["a"]) }
      try answer(dataset, "columns", rows("main", ["a", "b"]) + staging)
      try answer(dataset, "tables", ["main", "_staging_1", "_staging_2"].map(Self.listed))
    }
    try FileManager.default.createDirectory(
      atPath: "\(tool.folder)/temporary", withIntermediateDirectories: false)
  }

  private static func listed(_ table: String) -> String {
    #"{"table_catalog":"p","table_schema":"d","table_name":"\#(table)","table_type":"BASE TABLE"}"#
  }

  /// Sets what is answered, each row with the number of rows.
  func answer(_ dataset: String, _ view: String, _ rows: [String], saying count: Int? = nil) throws {
    let counted = rows.map { $0.dropLast() + #","driftaudit_rows":"\#(count ?? rows.count)"}"# }
    try tool.write(
      "state/\(dataset).\(view)",
      program == "bq"
        ? "[" + counted.joined(separator: ",") + "]\n" : counted.map { $0 + "\n" }.joined())
  }

  var environment: [String: String] {
    [
      "PATH": "\(tool.folder)/bin:/usr/bin:/bin", "STATE": "\(tool.folder)/state",
      "TMPDIR": "\(tool.folder)/temporary", "SOURCE_DATE_EPOCH": "1769832000",
    ]
  }

  /// Runs the tool.
  func run(_ arguments: String...) throws -> ToolRun.Result { try run(arguments) }

  /// Runs the tool.
  func run(_ arguments: [String]) throws -> ToolRun.Result {
    try tool.run(arguments, environment: environment)
  }

  /// `snapshot` of datasets or schemas, without waits.
  func snapshot(_ datasets: [String] = ["p.one"], _ more: String...) throws -> ToolRun.Result {
    let (engine, option) = program == "bq" ? ("bigquery", "--dataset") : ("postgres", "--schema")
    return try run(
      ["snapshot", "--engine", engine, "--retry-wait", "0"] + datasets.flatMap { [option, $0] } + more)
  }

  /// Starts the tool, and sends it a signal once the stand-in has written `begun`.
  ///
  /// - Returns: What it wrote to standard error.
  func interrupt(_ arguments: [String], with signal: Int32) throws -> String {
    let process = Process()
    process.executableURL = ToolRun.tool
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: tool.folder)
    process.environment = environment
    let error = Pipe()
    process.standardError = error
    try process.run()
    for _ in 0..<1000 where tool.read("state/begun") == nil { usleep(20_000) }
    // A program that has begun may not have come to what follows.
    usleep(200_000)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    return String(decoding: error.fileHandleForReading.availableData, as: UTF8.self)
  }

  /// The arguments of each call about a view.
  func calls(_ dataset: String, _ view: String) -> [[String]] {
    (tool.read("state/\(dataset).\(view).calls") ?? "").split(separator: "\n").map { call in
      call.split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
  }

  /// What a folder of the run holds, hidden files included; nil where there is none.
  func names(in folder: String) -> [String]? {
    try? FileManager.default.contentsOfDirectory(atPath: "\(tool.folder)/\(folder)").sorted()
  }

  /// Whether nothing is left of a snapshot.
  var leftNothing: Bool {
    names(in: "snapshot") == nil && names(in: "temporary") == []
      && names(in: ".")?.contains { $0.hasPrefix(".snapshot") } == false
  }

  /// Whether the process whose number the stand-in has written is gone, within a second or two.
  func isGone(_ file: String) -> Bool {
    guard let text = tool.read("state/\(file)"), let process = pid_t(text.trimmingCharacters(in: .newlines))
    else {
      return false
    }
    for _ in 0..<100 {
      if kill(process, 0) != 0 { return true }
      // One that nobody waits for is dead all the same.
      let status = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
      if status.contains(") Z ") { return true }
      usleep(20_000)
    }
    return false
  }
}
