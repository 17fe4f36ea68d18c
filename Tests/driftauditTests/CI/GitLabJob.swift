import Foundation
import Testing
import Yams

/// A job of a GitLab CI template: its scripts, run for real.
struct GitLabJob {
  private let variables: [String: String]
  private let scripts: [String: [String]]

  /// - Parameters:
  ///   - name: The job's name; of the jobs that it extends, the settings that it does not have itself.
  ///   - file: The template, relative to the repository.
  init(_ name: String, of file: String = "ci/gitlab.yml") throws {
    let root = try #require(try Yams.load(yaml: CIMachine.repositoryFile(file)) as? [String: Any])
    let job = try #require(root[name] as? [String: Any])
    var variables: [String: String] = [:]
    var scripts: [String: [String]] = [:]
    for part in (job["extends"] as? [String] ?? []).compactMap({ root[$0] as? [String: Any] }) + [job] {
      variables.merge(part["variables"] as? [String: String] ?? [:]) { $1 }
      for key in ["before_script", "script", "after_script"] {
        // A list inside of the list comes from an anchor.
        if let lines = part[key] as? [Any] {
          scripts[key] = lines.flatMap { $0 as? [String] ?? [$0 as? String ?? ""] }
        }
      }
    }
    self.variables = variables
    self.scripts = scripts
  }

  /// Runs a part as the runner does: its lines one after the other in one shell, which ends at the first that fails.
  func run(
    _ part: String, on machine: CIMachine, with shell: String = "sh", _ settings: [String: String] = [:]
  ) throws -> ToolRun.Result {
    let lines = try #require(scripts[part])
    return try machine.shell(
      lines.joined(separator: "\n"), with: shell, options: ["-e"], variables.merging(settings) { $1 })
  }
}
