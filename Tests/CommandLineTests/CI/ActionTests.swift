import Foundation
import Testing

@Suite("The GitHub Action")
struct ActionTests {
  static let usual = ["sources": "columns.json", "main": "main", "comment": "true", "sarif": "true"]

  /// A machine with `gh`, on whose pull request somebody and the token's own user have commented.
  private static func machine(
    _ scenario: CIMachine.Scenario, comments: String = "", recordsArguments: Bool = false
  ) throws -> CIMachine {
    let machine = try CIMachine(scenario, recordsArguments: recordsArguments)
    try machine.program("gh", StandIn.gh)
    try machine.write("state/login", "github-actions[bot]\n")
    try machine.write("state/comments", comments)
    return machine
  }

  @Test("fails the job as the audit ends, and last", arguments: CIMachine.Scenario.allCases)
  func endsAsTheAudit(scenario: CIMachine.Scenario) throws {
    let machine = try Self.machine(scenario)
    let run = try ActionRun(on: machine, Self.usual)
    #expect(run.code == scenario.rawValue)
    #expect(
      run.names == [
        "Look for driftaudit", "Audit", "Upload to code scanning", "Comment on the pull request",
        "Keep the reports",
        "Result",
      ])
    #expect(run.outcomes.dropLast().allSatisfy { $0.code == 0 })
    #expect(run.outputs["exit-code"] == "\(scenario.rawValue)")
    #expect(run.outputs["verdict"] == scenario.verdict)
    #expect(run.outputs["report"] == "reports")
    #expect((Int(run.outputs["new"] ?? "") ?? -1 > 0) == (scenario == .drift))
    #expect(Int(run.outputs["expired"] ?? "") == 0)
    #expect(Int(run.outputs["accepted"] ?? "") != nil)
    #expect(run.outcome("Upload to code scanning")?.with["sarif_file"] == "reports/drift.sarif")
    #expect(run.outcome("Keep the reports")?.with["path"] == "reports/drift.*")
    for name in ["md", "junit.xml", "json", "html", "sarif", "comment.md"] {
      #expect(machine.read("workspace/reports/drift.\(name)") != nil, "no drift.\(name)")
    }
  }

  @Test("publishes nothing where the command line is wrong, not even an earlier run's reports")
  func wrongUse() throws {
    let machine = try Self.machine(.clean)
    try machine.program("driftaudit", "#!/bin/sh\n[ $1 != audit ] || exit 64\n")
    try machine.write("workspace/reports/drift.comment.md", "<!-- driftaudit:drift -->\nold")
    try machine.write("workspace/reports/drift.json", "{}")
    let run = try ActionRun(on: machine, Self.usual)
    #expect(run.code == 64)
    #expect(run.outputs["verdict"] == "error")
    #expect(run.names == ["Look for driftaudit", "Audit", "Keep the reports", "Result"])
    #expect(machine.read("workspace/reports/drift.json") == nil)
  }

  @Test("does without comment, upload and artifact where they are not wanted")
  func nothingExtra() throws {
    let run = try ActionRun(
      on: Self.machine(.drift), ["sources": "columns.json", "main": "main", "artifact": ""])
    #expect(run.names == ["Look for driftaudit", "Audit", "Result"])
    #expect(run.code == 1)
  }

  @Test("comments on pull requests only")
  func noPullRequest() throws {
    let machine = try Self.machine(.drift)
    let run = try ActionRun(on: machine, Self.usual, pullRequest: "")
    #expect(!run.names.contains("Comment on the pull request"))
    #expect(machine.calls(of: "gh").isEmpty)
  }

  @Test("hands every input over as one argument, and runs none of it")
  func hostileInputs() throws {
    let hostile = #"$(touch x) `touch x` "; touch x; ' && touch x #"#
    let machine = try Self.machine(.drift, recordsArguments: true)
    let run = try ActionRun(
      on: machine,
      [
        "sources": "--report=json=/etc/x\n\(hostile)\r\n\n  a b.json", "main": hostile,
        "staging": "_staging_* tmp_?",
        "config": "--main=x", "baseline": "a\nb", "fail-on": "$HOME", "args": "--exclude\n\(hostile)",
        "comment-key": hostile, "comment": hostile, "sarif": hostile, "artifact": hostile,
        "github-token": hostile,
      ])
    #expect(run.code == 1)
    let arguments = machine.auditArguments()
    #expect(
      arguments.filter { !$0.hasPrefix("--report=") || $0.contains("/etc") } == [
        "audit", "--main=\(hostile)", "--config=--main=x", "--baseline=a\nb", "--fail-on=$HOME",
        "--comment-key=\(hostile)", "--staging=_staging_*", "--staging=tmp_?", "--exclude", hostile, "--",
        "--report=json=/etc/x", hostile, "  a b.json",
      ])
    let left = try FileManager.default.contentsOfDirectory(atPath: machine.folder + "/workspace").sorted()
    #expect(left == ["columns.json", "reports"])
  }

  @Test("has no expression inside of a script, where its value would be run")
  func noExpressions() throws {
    let scripts = try ActionRun.Action().steps.compactMap(\.run)
    #expect(scripts.count >= 5)
    #expect(!scripts.contains { $0.contains("${{") })
  }

  @Test("refuses folders that would write outputs of their own", arguments: ["working-directory", "output"])
  func hostileFolders(input: String) throws {
    let machine = try Self.machine(.clean)
    let run = try ActionRun(on: machine, Self.usual.merging([input: "x\nverdict=pass"]) { $1 })
    #expect(run.code == 64)
    #expect(run.outputs["verdict"] == "error")
    #expect(run.outcome("Audit")?.output.contains("::error title=driftaudit::") == true)
  }

  @Test("audits in another folder, and names its reports from the workspace")
  func workingDirectory() throws {
    let machine = try Self.machine(.drift)
    try machine.write("workspace/-w h/columns.json", machine.read("workspace/columns.json") ?? "")
    let run = try ActionRun(
      on: machine, Self.usual.merging(["working-directory": "-w h", "output": "out/"]) { $1 })
    #expect(run.code == 1)
    #expect(run.outputs["report"] == "-w h/out")
    #expect(machine.read("workspace/-w h/out/drift.json") != nil)
    #expect(machine.read("state/body")?.hasPrefix("<!-- driftaudit:drift -->\n") == true)
  }

  @Test("opens one comment, and edits it from then on")
  func oneComment() throws {
    let machine = try Self.machine(.drift)
    _ = try ActionRun(on: machine, Self.usual)
    #expect(
      machine.calls(of: "gh").filter { $0.contains("--method") }.map { $0.prefix(67) } == [
        "api --method POST repos/octo/warehouse/issues/17/comments -F body=@"
      ])
    #expect(machine.read("state/body")?.hasPrefix("<!-- driftaudit:drift -->\n") == true)

    let again = try Self.machine(
      .drift,
      comments: """
        1\tmallory\t<!-- driftaudit:drift -->
        2\tgithub-actions[bot]\t<!-- driftaudit:other -->
        3\tgithub-actions[bot]\tsee <!-- driftaudit:drift -->
        4\tgithub-actions[bot]\t<!-- driftaudit:drift -->
        5\tgithub-actions[bot]\t<!-- driftaudit:drift -->

        """)
    _ = try ActionRun(on: again, Self.usual)
    let written = again.calls(of: "gh").filter { $0.contains("--method") }
    #expect(written.count == 1)
    #expect(written.first?.hasPrefix("api --method PATCH repos/octo/warehouse/issues/comments/4 ") == true)
  }

  @Test("on a clean run edits a comment that is there, and opens one only where that is wanted")
  func cleanComment() throws {
    let quiet = try Self.machine(.clean)
    _ = try ActionRun(on: quiet, Self.usual)
    #expect(!quiet.calls(of: "gh").contains { $0.contains("--method") })

    let present = try Self.machine(.clean, comments: "4\tgithub-actions[bot]\t<!-- driftaudit:drift -->\n")
    _ = try ActionRun(on: present, Self.usual)
    #expect(present.calls(of: "gh").contains { $0.contains("--method PATCH") })

    let always = try Self.machine(.clean)
    _ = try ActionRun(on: always, Self.usual.merging(["comment": "always"]) { $1 })
    #expect(always.calls(of: "gh").contains { $0.contains("--method POST") })
  }

  @Test("warns where a fork's token may not comment, and ends as the audit ends")
  func forkToken() throws {
    let machine = try Self.machine(.drift)
    try machine.write(
      "state/refuses", "gh: Resource not accessible by integration (HTTP 403)\n100%\n::error::x\n")
    let run = try ActionRun(on: machine, Self.usual)
    #expect(run.code == 1)
    let comment = try #require(run.outcome("Comment on the pull request"))
    #expect(comment.code == 0)
    #expect(
      comment.output.hasPrefix("::warning title=driftaudit::No comment: the token may not write a comment."))
    #expect(comment.output.contains("(HTTP 403)%0A100%25%0A::error::x"))
    #expect(comment.output.split(separator: "\n").count == 1)
  }

  @Test("warns where there is no gh")
  func noGh() throws {
    let machine = try Self.machine(.clean)
    // Nothing else on PATH: the machine that tests run on may have gh.
    for name in ["bash", "env", "sed", "mktemp", "rm", "cat", "mkdir", "dirname", "tail"]
    where CIMachine.has(name) {
      try machine.program(name, "#!/bin/sh\nPATH=/usr/bin:/bin exec \(name) \"$@\"\n")
    }
    try machine.remove(program: "gh")
    try machine.write("workspace/comment.md", "<!-- driftaudit:drift -->\n")
    let run = try machine.shell(
      CIMachine.repositoryFile("ci/github/comment.sh"),
      ["PATH": "\(machine.folder)/bin", "DRIFTAUDIT_COMMENT_FILE": "comment.md"])
    #expect(run.code == 0)
    #expect(run.output == "::warning title=driftaudit::No comment: gh is not on PATH.\n")
  }
}
