import Foundation
import Testing

/// A job of a GitLab CI template: its scripts, run for real.
struct GitLabJob {
  private let variables: [String: String]
  private let scripts: [String: [String]]

  /// - Parameters:
  ///   - name: The job's name; of the jobs that it extends, the settings that it does not have itself.
  ///   - file: The template, relative to the repository.
  init(_ name: String, of file: String = "ci/gitlab.yml") throws {
    let root = try YAMLValue(file: file)
    let job = try #require(root[name])
    var variables: [String: String] = [:]
    var scripts: [String: [String]] = [:]
    let extended = (job["extends"]?.items ?? []).compactMap(\.text)
    for part in extended.compactMap({ root[$0] }) + [job] {
      variables.merge(part["variables"]?.texts ?? [:]) { $1 }
      for key in ["before_script", "script", "after_script"] {
        // A list inside of the list comes from an anchor.
        if let lines = part[key]?.items {
          scripts[key] = lines.flatMap { ($0.items ?? [$0]).map { $0.text ?? "" } }
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
