import Foundation
import Testing

/// A machine of a CI system: a workspace, stand-ins for the programs that would talk to the system, and scripts that are run
/// for real.
final class CIMachine {
  /// What the audit of a scenario comes to.
  enum Scenario: Int32, CaseIterable {
    case clean = 0
    case drift = 1
    case broken = 2

    var verdict: String {
      switch self {
      case .clean: "pass"
      case .drift: "fail"
      case .broken: "error"
      }
    }
  }

  /// The repository's root.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func repositoryFile(_ name: String) throws -> String {
    try String(contentsOf: repository.appending(path: name), encoding: .utf8)
  }

  /// Whether the built tool writes all the reports that the templates ask for; a stand-in does until then.
  static let toolKnowsFormats: Bool = {
    let help = try? ToolRun().run("audit", "--help").output
    return ["sarif", "gitlab", "html", "pr-comment", "--comment-key"].allSatisfy {
      help?.contains($0) ?? false
    }
  }()

  static func has(_ program: String) -> Bool {
    ["/usr/bin", "/bin", "/usr/local/bin"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  private let run: ToolRun
  var folder: String { run.folder }
  var environment: [String: String] = [:]

  /// A machine with exports of this scenario, and the tool or its stand-in on PATH.
  ///
  /// - Parameter records: Whether it has to be the stand-in, which keeps the arguments that it was given.
  init(_ scenario: Scenario, recordsArguments records: Bool = false) throws {
    run = try ToolRun()
    for name in ["bin", "state", "home", "workspace"] {
      try FileManager.default.createDirectory(
        atPath: "\(run.folder)/\(name)", withIntermediateDirectories: true)
    }
    let staging = rows("_staging_1", scenario == .drift ? ["a"] : ["a", "b"])
    let columns = "[" + (rows("main", ["a", "b"]) + staging).joined(separator: ",") + "]"
    try write("workspace/columns.json", scenario == .broken ? String(columns.dropLast(9)) : columns)
    environment = [
      "PATH": "\(run.folder)/bin:/usr/local/bin:/usr/bin:/bin", "HOME": "\(run.folder)/home",
      "STATE": "\(run.folder)/state", "STANDIN_EXIT": "\(scenario.rawValue)",
      "STANDIN_VERDICT": scenario.verdict,
    ]
    if Self.toolKnowsFormats, !records {
      try FileManager.default.createSymbolicLink(
        atPath: "\(run.folder)/bin/driftaudit", withDestinationPath: ToolRun.tool.path)
    } else {
      try program("driftaudit", StandIn.driftaudit)
    }
  }

  func write(_ name: String, _ text: String) throws { try run.write(name, text) }

  func read(_ name: String) -> String? { run.read(name) }

  /// Puts a stand-in on PATH.
  func program(_ name: String, _ text: String) throws {
    try write("bin/\(name)", text)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(folder)/bin/\(name)")
  }

  func remove(program name: String) throws {
    try FileManager.default.removeItem(atPath: "\(folder)/bin/\(name)")
  }

  /// Runs a script in the workspace.
  func shell(
    _ script: String, with shell: String = "bash",
    options: [String] = ["--noprofile", "--norc", "-e", "-o", "pipefail"],
    _ variables: [String: String] = [:]
  ) throws -> ToolRun.Result {
    try write("script", script)
    return try run.run(
      ["-c", "cd workspace && exec \"$@\"", "sh", "/bin/\(shell)"] + options + ["\(folder)/script"],
      environment: environment.merging(variables) { $1 }, program: URL(filePath: "/bin/sh"))
  }

  /// The arguments of each call of a stand-in, a line each, as bash would quote them.
  func calls(of name: String) -> [String] {
    (read("state/\(name).calls") ?? "").split(separator: "\n").map(String.init)
  }

  /// The audit's arguments, unquoted.
  func auditArguments() -> [String] {
    (read("state/arguments") ?? "").split(separator: "\0", omittingEmptySubsequences: false).dropLast().map(
      String.init)
  }
}
