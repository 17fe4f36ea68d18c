import Foundation
import Testing

/// A shell that GitLab's runner may find in an image, and what the audit comes to.
struct GitLabCase: CustomTestStringConvertible {
  let shell: String
  let scenario: CIMachine.Scenario

  var testDescription: String { "\(shell), \(scenario)" }

  static let all = ["sh", "bash"].flatMap { shell in
    CIMachine.Scenario.allCases.map { GitLabCase(shell: shell, scenario: $0) }
  }
}

@Suite("The GitLab CI template")
struct GitLabTemplateTests {
  @Test("ends as the audit ends, with all reports written", arguments: GitLabCase.all)
  func endsAsTheAudit(example: GitLabCase) throws {
    let machine = try CIMachine(example.scenario)
    let run = try GitLabJob(".driftaudit").run(
      "script", on: machine, with: example.shell,
      ["DRIFTAUDIT_SOURCES": "columns.json", "DRIFTAUDIT_MAIN": "main", "DRIFTAUDIT_STAGING": "_staging_*\n"])
    #expect(run.code == example.scenario.rawValue, "\(run.error)")
    for name in [
      "drift.md", "drift.junit.xml", "drift.json", "drift.html", "drift.comment.md",
      "gl-code-quality-report.json",
    ] {
      #expect(machine.read("workspace/reports/\(name)") != nil, "no \(name)")
    }
  }

  @Test("hands every variable over as arguments, and runs none of it", arguments: ["sh", "bash"])
  func hostileVariables(shell: String) throws {
    let hostile = #"$(touch x) `touch x` "; touch x; ' && touch x #"#
    let machine = try CIMachine(.drift, recordsArguments: true)
    let run = try GitLabJob(".driftaudit").run(
      "script", on: machine, with: shell,
      [
        "DRIFTAUDIT_SOURCES": "--report=json=/etc/x\n\(hostile)\n\n*.json", "DRIFTAUDIT_MAIN": hostile,
        "DRIFTAUDIT_STAGING": "_staging_* tmp_?\n", "DRIFTAUDIT_CONFIG": "--main=x",
        "DRIFTAUDIT_BASELINE": "a\nb",
        "DRIFTAUDIT_FAIL_ON": "$HOME", "DRIFTAUDIT_ARGS": "--exclude\n\(hostile)",
        "DRIFTAUDIT_COMMENT_KEY": hostile,
      ])
    #expect(run.code == 1)
    let arguments = machine.auditArguments()
    #expect(
      arguments.filter { !$0.hasPrefix("--report=") || $0.contains("/etc") } == [
        "audit", "--main=\(hostile)", "--config=--main=x", "--baseline=a\nb", "--fail-on=$HOME",
        "--comment-key=\(hostile)", "--staging=_staging_*", "--staging=tmp_?", "--exclude", hostile, "--",
        "--report=json=/etc/x", hostile, "*.json",
      ])
    let left = try FileManager.default.contentsOfDirectory(atPath: machine.folder + "/workspace").sorted()
    #expect(left == ["columns.json", "reports"])
  }

  @Test("leaves no earlier run's reports where the command line is wrong")
  func wrongUse() throws {
    let machine = try CIMachine(.clean)
    try machine.program("driftaudit", "#!/bin/sh\nexit 64\n")
    try machine.write("workspace/reports/drift.junit.xml", "old")
    #expect(try GitLabJob(".driftaudit").run("script", on: machine).code == 64)
    #expect(machine.read("workspace/reports/drift.junit.xml") == nil)
  }

  @Test("reports the week into the folder that is kept")
  func weekly() throws {
    let machine = try CIMachine(.clean)
    try machine.program("driftaudit", "#!/bin/sh\nprintf '%s\\0' \"$@\" >\"$STATE/arguments\"\n")
    let run = try GitLabJob(".driftaudit-weekly").run("script", on: machine, ["DRIFTAUDIT_HISTORY": "a b"])
    #expect(run.code == 0)
    #expect(machine.auditArguments() == ["weekly", "--history", "a b", "--output", "reports"])
  }
}

@Suite("The GitLab CI template's note", .enabled(if: CIMachine.has("jq"), "the note needs jq"))
struct GitLabNoteTests {
  private static let token = "glpat-secret"
  private static let marker = "<!-- driftaudit:drift -->"

  private static func machine(
    _ scenario: CIMachine.Scenario, notes: [(id: Int, author: Int, body: String)] = []
  ) throws -> CIMachine {
    let machine = try CIMachine(scenario)
    try machine.program("curl", StandIn.curl)
    try machine.write("state/user", #"{"id": 7, "username": "project_1_bot"}"#)
    // GitLab gives them by the hundred.
    let filler = (1...100).map { ["id": $0, "author": ["id": 7], "body": "words"] as [String: Any] }
    let rest = notes.map { ["id": $0.id, "author": ["id": $0.author], "body": $0.body] as [String: Any] }
    for (page, content) in [filler, rest].enumerated() {
      let data = try JSONSerialization.data(withJSONObject: content)
      try machine.write("state/notes.\(page + 1)", String(decoding: data, as: UTF8.self))
    }
    return machine
  }

  /// Runs the audit and then what follows it.
  private static func note(on machine: CIMachine, _ settings: [String: String] = [:]) throws -> ToolRun.Result
  {
    let job = try GitLabJob(".driftaudit")
    _ = try job.run("script", on: machine, ["DRIFTAUDIT_SOURCES": "columns.json", "DRIFTAUDIT_MAIN": "main"])
    return try job.run(
      "after_script", on: machine,
      [
        "DRIFTAUDIT_NOTE": "true", "DRIFTAUDIT_NOTES_TOKEN": token, "CI_MERGE_REQUEST_IID": "5",
        "CI_PROJECT_ID": "3", "CI_API_V4_URL": "https://gitlab.example/api/v4",
      ].merging(settings) { $1 })
  }

  @Test("is written where there is none of the token's own, and the token stands in no argument")
  func written() throws {
    let machine = try Self.machine(
      .drift, notes: [(101, 8, Self.marker + "\nanother's"), (102, 7, "see " + Self.marker)])
    let run = try Self.note(on: machine)
    #expect(run.code == 0, "\(run.error)")
    #expect(run.output == "Wrote a note.\n")
    let calls = machine.calls(of: "curl")
    #expect(calls.count == 4)
    #expect(
      calls.last?.hasSuffix("https://gitlab.example/api/v4/projects/3/merge_requests/5/notes ") == true)
    #expect(calls.last?.contains("--request POST") == true)
    #expect(!calls.contains { $0.contains(Self.token) })
    #expect(machine.read("state/curl.input") == "PRIVATE-TOKEN: \(Self.token)\n")
    #expect(machine.read("state/body")?.hasPrefix(Self.marker + "\n") == true)
  }

  @Test("is edited from then on, on a clean run too", arguments: CIMachine.Scenario.allCases)
  func edited(scenario: CIMachine.Scenario) throws {
    let machine = try Self.machine(
      scenario, notes: [(103, 7, Self.marker + "\r\nold"), (104, 7, Self.marker)])
    let run = try Self.note(on: machine)
    #expect(run.output == "Edited the note 103.\n")
    #expect(machine.calls(of: "curl").last?.contains("--request PUT") == true)
    #expect(machine.calls(of: "curl").last?.hasSuffix("/notes/103 ") == true)
  }

  @Test("is not opened for a clean run, unless that is wanted")
  func clean() throws {
    let quiet = try Self.machine(.clean)
    #expect(try Self.note(on: quiet).output == "Nothing new, and no note that would have to say so.\n")
    #expect(!quiet.calls(of: "curl").contains { $0.contains("--request") })
    let always = try Self.machine(.clean)
    #expect(try Self.note(on: always, ["DRIFTAUDIT_NOTE": "always"]).output == "Wrote a note.\n")
  }

  @Test("is a warning where it cannot be written")
  func refused() throws {
    let machine = try Self.machine(.drift)
    try machine.write("state/refuses", "curl: (22) The requested URL returned error: 403\n")
    let run = try Self.note(on: machine)
    #expect(run.code == 0)
    #expect(run.error.contains("WARNING: no note on the merge request: the token may not write notes."))
    let noToken = try Self.note(on: machine, ["DRIFTAUDIT_NOTES_TOKEN": ""])
    #expect(noToken.code == 0)
    #expect(noToken.error.contains("DRIFTAUDIT_NOTES_TOKEN is not set"))
  }

  @Test(
    "is left alone where nobody wants one, and where there is no merge request",
    arguments: [["DRIFTAUDIT_NOTE": "false"], ["CI_MERGE_REQUEST_IID": ""]])
  func leftAlone(settings: [String: String]) throws {
    let machine = try Self.machine(.drift)
    let run = try Self.note(on: machine, settings)
    #expect(run.code == 0)
    #expect(run.output + run.error == "")
    #expect(machine.calls(of: "curl").isEmpty)
  }
}
