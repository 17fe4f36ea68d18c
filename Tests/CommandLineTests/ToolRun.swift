import Foundation
import Glibc

/// The built tool, run in a folder of a test's own.
final class ToolRun {
  /// What one run came to.
  struct Result {
    let code: Int32
    let output: String
    let error: String
  }

  let folder: String

  init() throws {
    folder =
      FileManager.default.temporaryDirectory.appending(path: "driftaudit-cli-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The tool stands beside the tests' bundle.
  static let tool: URL = {
    let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return bundle.appending(path: "driftaudit")
  }()

  /// A run in a folder with a main, three staging tables that lack one of its columns, and two files to compare.
  static func withExports() throws -> ToolRun {
    let tool = try ToolRun()
    let staging = (1...3).flatMap { rows("_staging_\($0)", ["a", "b"]) }
    try tool.write(
      "exports/columns.json", "[" + (rows("main", ["a", "b", "c"]) + staging).joined(separator: ",") + "]")
    try tool.write(
      "main.json", #"[{"name":"a","type":"INTEGER"},{"name":"n","type":"NUMERIC","precision":"5"}]"#)
    try tool.write("stage.json", #"[{"name":"a","type":"INTEGER"},{"name":"n","type":"STRING"}]"#)
    return tool
  }

  /// Runs the tool with the folder as its working folder.
  func run(_ arguments: String..., input: String? = nil, environment: [String: String] = [:]) throws -> Result
  {
    try run(arguments, input: input, environment: environment)
  }

  /// Runs the tool, or another program, with the folder, or one in it, as its working folder.
  func run(
    _ arguments: [String], input: String? = nil, environment: [String: String] = [:], program: URL = tool,
    in place: String = "."
  ) throws -> Result {
    try run(program, arguments, input: input, environment: environment, in: place)
  }

  /// Runs a command line as a user would who has copied it.
  func shell(_ command: String) throws -> Result {
    try run(URL(filePath: "/bin/sh"), ["-c", command])
  }

  private func run(
    _ program: URL, _ arguments: [String], input: String? = nil, environment: [String: String] = [:],
    in place: String = "."
  ) throws -> Result {
    let process = Process()
    process.executableURL = program
    process.currentDirectoryURL = URL(filePath: "\(folder)/\(place)")
    // Nothing of the tests' own environment: in a CI system the tool would behave as it does there.
    let tools = Self.tool.deletingLastPathComponent().path
    var variables = ["PATH": "\(tools):/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1769832000"]
    variables.merge(environment) { _, new in new }
    process.environment = variables
    let isTool = program == Self.tool
    process.arguments = isTool ? Self.atEpoch(arguments, variables["SOURCE_DATE_EPOCH"]) : arguments
    // Files and not pipes: a pipe that nobody reads yet holds 64 kB.
    let names = ["out", "err", "in"].map { "\(folder)/.\($0)" }
    try (input ?? "").write(toFile: names[2], atomically: true, encoding: .utf8)
    for name in names.prefix(2) { _ = FileManager.default.createFile(atPath: name, contents: nil) }
    process.standardOutput = FileHandle(forWritingAtPath: names[0])
    process.standardError = FileHandle(forWritingAtPath: names[1])
    process.standardInput = FileHandle(forReadingAtPath: names[2])
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) -> String {
      String(decoding: FileManager.default.contents(atPath: name) ?? Data(), as: UTF8.self)
    }
    return Result(code: process.terminationStatus, output: text(names[0]), error: text(names[1]))
  }

  /// Commands that take `--now`.
  private static let clocked = [
    ["audit"], ["compare"], ["weekly"], ["baseline", "accept"], ["baseline", "show"], ["baseline", "prune"],
    ["history", "prune"],
  ]

  /// The arguments with the moment that a test's outputs say, unless the test names one: the machine's clock has no part in
  /// tests.
  private static func atEpoch(_ arguments: [String], _ epoch: String?) -> [String] {
    guard let seconds = epoch.flatMap(Int.init), !arguments.contains("--now"), !arguments.contains("--help"),
      let words = clocked.first(where: { arguments.starts(with: $0) })
    else { return arguments }
    let now = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    return words + ["--now", now] + arguments.dropFirst(words.count)
  }

  /// Starts the tool, and kills it after so many seconds.
  ///
  /// - Returns: Whether it was still running then.
  func kill(_ arguments: [String], after seconds: Double, environment: [String: String]) throws -> Bool {
    let process = Process()
    process.executableURL = Self.tool
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: folder)
    process.environment = environment
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(UInt32(seconds * 1_000_000))
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }

  /// Writes a file into the folder.
  func write(_ name: String, _ text: String) throws {
    let path = "\(folder)/\(name)"
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// A file's text; nil where there is none.
  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) }
  }

  /// A JSON file as a dictionary.
  func json(_ name: String) throws -> [String: Any] {
    let data = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// What a summary of a JSON report counts.
  func count(_ name: String, in report: String = "reports/drift.json") throws -> Int? {
    let summary = try json(report)["summary"] as? [String: Any]
    return summary?[name] as? Int ?? (summary?["findings"] as? [String: Any])?[name] as? Int
  }
}

/// A row of INFORMATION_SCHEMA.COLUMNS.
func row(_ table: String, _ ordinal: Int, _ name: String, _ type: String = "INT64", nullable: Bool = true)
  -> String
{
  #"{"table_catalog":"p","table_schema":"d","table_name":"\#(table)","column_name":"\#(name)","#
    + #""ordinal_position":"\#(ordinal)","is_nullable":"\#(nullable ? "YES" : "NO")","data_type":"\#(type)","is_hidden":"NO"}"#
}

/// Rows of a table with columns of these names.
func rows(_ table: String, _ names: [String]) -> [String] {
  names.enumerated().map { row(table, $0 + 1, $1) }
}
