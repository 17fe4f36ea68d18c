import Foundation
import Testing

@Suite("The weekly jobs")
struct WeeklyTests {
  /// A machine whose workspace is a clone of STATE/origin.
  private static func machine() throws -> CIMachine {
    let machine = try CIMachine(.clean)
    let run = try machine.shell(
      """
      export GIT_CONFIG_GLOBAL=$HOME/.gitconfig
      git config --global user.name t; git config --global user.email t@localhost
      git config --global init.defaultBranch main
      git init --quiet --bare "$STATE/origin"
      git -C "$STATE/origin" config receive.advertisePushOptions true
      git init --quiet . && git add . && git commit --quiet -m start
      git remote add origin "$STATE/origin" && git push --quiet origin main
      """)
    #expect(run.code == 0, "\(run.error)")
    return machine
  }

  /// What the branch with the records holds, by day.
  private static func records(_ machine: CIMachine) throws -> (files: String, commits: String) {
    let git = "git -C \"$STATE/origin\""
    let files = try machine.shell("\(git) ls-tree -r --name-only driftaudit-history").output
    return (files, try machine.shell("\(git) rev-list --count driftaudit-history").output)
  }

  /// The scripts of the GitHub workflow's steps by their names.
  private static func steps() throws -> (scripts: [String: String], environment: [String: String]) {
    let root = try YAMLValue(file: "ci/weekly/github.yml")
    let steps = try #require(root["jobs"]?["record"]?["steps"]?.items)
    let named = steps.compactMap { step in
      step["name"]?.text.flatMap { name in step["run"]?.text.map { (name, $0) } }
    }
    return (Dictionary(uniqueKeysWithValues: named), try #require(root["env"]?.texts))
  }

  @Test("on GitHub keep their records in a branch that has nothing else")
  func historyOnGitHub() throws {
    let machine = try Self.machine()
    let (scripts, environment) = try Self.steps()
    let open = try #require(scripts["Open the history"])
    let keep = try #require(scripts["Keep the history"])
    for day in 1...3 {
      let run = try machine.shell(
        """
        \(open)
        mkdir -p "$HISTORY/history" && echo \(day) >"$HISTORY/history/\(min(day, 2)).json"
        \(day == 3 ? "echo 2 >\"$HISTORY/history/2.json\"" : ":")
        (\(keep))
        git worktree remove --force "$HISTORY"; git branch -qD "$HISTORY_BRANCH" || true
        """, environment)
      #expect(run.code == 0, "\(run.error)")
    }
    let records = try Self.records(machine)
    #expect(records.files == "history/1.json\nhistory/2.json\n")
    // The third day's record was the second's.
    #expect(records.commits == "2\n")
  }

  @Test("on GitHub stop where the repository cannot be asked, rather than begin a new history")
  func unreachableOnGitHub() throws {
    let machine = try Self.machine()
    let (scripts, environment) = try Self.steps()
    let run = try machine.shell(
      "git remote set-url origin /nowhere\n" + #require(scripts["Open the history"]), environment)
    #expect(run.code == 1)
  }

  @Test("on GitHub write each week into one issue, and only a link where the report is too long")
  func issue() throws {
    let machine = try Self.machine()
    let (scripts, environment) = try Self.steps()
    let script = try #require(scripts["Write it into the issue"])
    try machine.program("gh", StandIn.gh)
    var variables = environment
    variables["GITHUB_REPOSITORY"] = "octo/warehouse"
    variables["GITHUB_SERVER_URL"] = "https://github.example"
    variables["GITHUB_RUN_ID"] = "9"
    variables["RUNNER_TEMP"] = machine.folder

    try machine.write("state/issue", "")
    try machine.write("workspace/reports/weekly.md", "# The week\n")
    #expect(try machine.shell(script, variables).code == 0)
    #expect(
      machine.calls(of: "gh").map { $0.prefix(12) } == ["issue list -", "label create", "issue create"])
    #expect(machine.read("state/body") == "# The week\n")

    try machine.write("state/issue", "42\n")
    try machine.write("workspace/reports/weekly.md", String(repeating: "é", count: 40_000))
    #expect(try machine.shell(script, variables).code == 0)
    #expect(machine.calls(of: "gh").last?.hasPrefix("issue comment 42 --repo octo/warehouse ") == true)
    #expect(
      machine.read("state/body")?.hasSuffix("https://github.example/octo/warehouse/actions/runs/9\n") == true)
  }

  @Test("on GitLab keep their records in a branch that has nothing else")
  func historyOnGitLab() throws {
    let machine = try Self.machine()
    try machine.program("bq", "#!/bin/sh\necho '[]'\n")
    let job = try GitLabJob("record", of: "ci/weekly/gitlab.yml")
    // The push goes to a server, which here is the folder of origin.
    let settings = [
      "CI_JOB_STATUS": "success", "CI_SERVER_PROTOCOL": "https", "DRIFTAUDIT_PUSH_TOKEN": "t",
      "CI_SERVER_HOST": "gitlab.example", "CI_SERVER_PORT": "443", "CI_PROJECT_PATH": "octo/warehouse",
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "url.\(machine.folder)/state/origin.insteadOf",
      "GIT_CONFIG_VALUE_0": "https://driftaudit:t@gitlab.example:443/octo/warehouse.git",
    ]
    for day in 1...2 {
      let opened = try job.run("before_script", on: machine, settings)
      #expect(opened.code == 0, "\(opened.error)")
      try machine.write("workspace/.driftaudit-history/history/\(day).json", "\(day)")
      let kept = try job.run("after_script", on: machine, settings)
      #expect(kept.code == 0, "\(kept.error)")
    }
    let records = try Self.records(machine)
    #expect(records.files == "history/1.json\nhistory/2.json\n")
    #expect(records.commits == "2\n")
  }

  @Test("on GitLab keep no record of an audit that was not made in full")
  func failedOnGitLab() throws {
    let machine = try Self.machine()
    let run = try GitLabJob("record", of: "ci/weekly/gitlab.yml").run(
      "after_script", on: machine, ["CI_JOB_STATUS": "failed"])
    #expect(run.code == 0)
    #expect(try Self.records(machine).files == "")
  }
}
