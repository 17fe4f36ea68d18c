import Foundation
import Testing

/// A run of action.yml: the steps in order, each `run` in bash with the environment that the action gives it.
struct ActionRun {
  struct Step {
    var id: String?
    var name: String
    var run: String?
    var uses: String?
    var condition: String?
    var environment: [String: String]
    var with: [String: String]
    var mayFail: Bool
  }

  /// What came of a step that was not left out.
  struct Outcome {
    var name: String
    var code: Int32
    var output: String
    var with: [String: String]
  }

  /// The action as it stands in the repository.
  struct Action {
    var defaults: [String: String] = [:]
    var outputs: [String: String] = [:]
    var steps: [Step] = []

    init() throws {
      let root = try YAMLValue(file: "action.yml")
      for (name, input) in try #require(root["inputs"]?.members) {
        defaults[name] = input["default"]?.text ?? ""
      }
      for (name, output) in try #require(root["outputs"]?.members) { outputs[name] = output["value"]?.text }
      steps = try #require(root["runs"]?["steps"]?.items).map { step in
        Step(
          id: step["id"]?.text, name: step["name"]?.text ?? "", run: step["run"]?.text,
          uses: step["uses"]?.text, condition: step["if"]?.text, environment: step["env"]?.texts ?? [:],
          with: step["with"]?.texts ?? [:], mayFail: step["continue-on-error"]?.text == "true")
      }
    }
  }

  var outcomes: [Outcome] = []
  /// The exit code that the job ends with.
  var code: Int32 = 0
  var outputs: [String: String] = [:]

  /// The steps that were not left out.
  var names: [String] { outcomes.map(\.name) }

  func outcome(_ name: String) -> Outcome? { outcomes.first { $0.name == name } }

  /// Runs the action on a machine with these inputs.
  ///
  /// - Parameter pullRequest: The number, or empty where the event is none of a pull request.
  init(on machine: CIMachine, _ inputs: [String: String], pullRequest: String = "17") throws {
    let action = try Action()
    var context = [
      "github.event.pull_request.number": pullRequest, "github.token": "the-jobs-token", "runner.os": "Linux",
      "runner.arch": "X64",
    ]
    for (name, value) in action.defaults {
      context["inputs.\(name)"] = inputs[name] ?? Expression.filled(value, from: context)
    }
    for step in action.steps {
      guard step.condition.map({ Expression.isTrue($0, in: context, failed: code != 0) }) ?? (code == 0)
      else {
        continue
      }
      let with = step.with.mapValues { Expression.filled($0, from: context) }
      guard let script = step.run else {
        outcomes.append(Outcome(name: step.name, code: 0, output: "", with: with))
        continue
      }
      var variables = step.environment.mapValues { Expression.filled($0, from: context) }
      variables["GITHUB_ACTION_PATH"] = CIMachine.repository.path
      variables["GITHUB_ACTIONS"] = "true"
      variables["GITHUB_REPOSITORY"] = "octo/warehouse"
      variables["RUNNER_TEMP"] = "\(machine.folder)/temp"
      for file in ["GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"] {
        variables[file] = "\(machine.folder)/state/\(file)"
      }
      try machine.write("state/GITHUB_OUTPUT", "")
      let result = try machine.shell(script, variables)
      if result.code != 0, !step.mayFail, code == 0 { code = result.code }
      outcomes.append(
        Outcome(name: step.name, code: result.code, output: result.output + result.error, with: with))
      for line in (machine.read("state/GITHUB_OUTPUT") ?? "").split(separator: "\n") {
        let pair = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        context["steps.\(step.id ?? "").outputs.\(pair[0])"] = pair.count == 2 ? pair[1] : ""
      }
    }
    outputs = action.outputs.mapValues { Expression.filled($0, from: context) }
  }
}

/// The part of GitHub's expressions that the action uses.
enum Expression {
  /// Text with each `${{ }}` replaced by the value that it names.
  static func filled(_ text: String, from context: [String: String]) -> String {
    text.replacing(/\$\{\{ *([^}]*?) *\}\}/) { value(String($0.output.1), in: context) }
  }

  /// A condition: terms joined by `&&`, each a value, a comparison or a status function.
  static func isTrue(_ condition: String, in context: [String: String], failed: Bool) -> Bool {
    let text = condition.trimmingPrefix("${{").replacing("}}", with: "")
    let terms = text.split(separator: "&&").map { $0.trimmingCharacters(in: .whitespaces) }
    // Without a status function a step runs only where nothing failed.
    if failed, !terms.contains("!cancelled()") { return false }
    return terms.allSatisfy { term in
      if term == "!cancelled()" { return true }
      if let match = term.wholeMatch(of: /(.+?) *(==|!=) *(.+)/) {
        let isEqual = value(String(match.output.1), in: context) == value(String(match.output.3), in: context)
        return isEqual == (match.output.2 == "==")
      }
      return !value(term, in: context).isEmpty
    }
  }

  private static func value(_ name: String, in context: [String: String]) -> String {
    if name.hasPrefix("'") { return String(name.dropFirst().dropLast()) }
    if context[name] == nil, !name.hasPrefix("steps.") { Issue.record("there is no \(name)") }
    return context[name] ?? ""
  }
}
