import Foundation
import Testing

@Suite("The GitHub Action, on a machine without driftaudit")
struct ActionInstallTests {
  /// A stand-in for `make install`, which puts a stand-in for driftaudit into PREFIX.
  private static let make = #"""
    #!/usr/bin/env bash
    set -eu
    printf '%q ' "$@" >>"$STATE/make.calls"
    echo >>"$STATE/make.calls"
    for argument in "$@"; do
      case $argument in PREFIX=*) prefix=${argument#*=} ;; esac
    done
    mkdir -p "$prefix/bin"
    cp "$STATE/driftaudit" "$prefix/bin/driftaudit"
    """#

  private static func machine() throws -> CIMachine {
    let machine = try CIMachine(.clean, recordsArguments: true)
    try machine.remove(program: "driftaudit")
    try machine.write("state/driftaudit", StandIn.driftaudit)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: machine.folder + "/state/driftaudit")
    try machine.program("make", make)
    try machine.program("swift", "#!/bin/sh\nexit 0\n")
    return machine
  }

  private static func install(_ machine: CIMachine) throws -> ToolRun.Result {
    try machine.shell(
      CIMachine.repositoryFile("ci/github/install.sh"),
      [
        "GITHUB_ACTION_PATH": machine.folder, "GITHUB_PATH": machine.folder + "/state/path",
        "DRIFTAUDIT_PREFIX": machine.folder + "/prefix",
      ])
  }

  @Test("looks into the cache, and saves there what it built")
  func steps() throws {
    let machine = try Self.machine()
    let run = try ActionRun(on: machine, ["sources": "columns.json", "main": "main"])
    #expect(
      run.names.prefix(4) == [
        "Look for driftaudit", "Take driftaudit from the cache", "Install driftaudit",
        "Put driftaudit into the cache",
      ])
    let restored = try #require(run.outcome("Take driftaudit from the cache")?.with)
    #expect(restored["path"] == machine.folder + "/temp/driftaudit")
    #expect(restored["key"]?.wholeMatch(of: /driftaudit-Linux-X64-[0-9a-f]{32}/) != nil)
    #expect(run.outcome("Put driftaudit into the cache")?.with == restored)
    #expect(machine.read("state/GITHUB_PATH") == machine.folder + "/temp/driftaudit/bin\n")
  }

  @Test("has one key for the same sources, and another for others")
  func key() throws {
    let machine = try Self.machine()
    for name in ["Package.swift", "Makefile", "Sources/a.swift", "scripts/b"] {
      try machine.write(name, name)
    }
    func key() throws -> String? {
      try machine.write("state/output", "")
      let run = try machine.shell(
        CIMachine.repositoryFile("ci/github/find.sh"),
        [
          "GITHUB_ACTION_PATH": machine.folder, "RUNNER_TEMP": "/t",
          "GITHUB_OUTPUT": machine.folder + "/state/output",
        ])
      #expect(run.code == 0, "\(run.error)")
      return machine.read("state/output")
    }
    let first = try key()
    #expect(first?.hasPrefix("found=false\nprefix=/t/driftaudit\nkey=") == true)
    #expect(try key() == first)
    try machine.write("Sources/a.swift", "other")
    #expect(try key() != first)
  }

  @Test("builds once, and then takes what is there")
  func buildsOnce() throws {
    let machine = try Self.machine()
    #expect(try Self.install(machine).code == 0)
    #expect(machine.calls(of: "make").count == 1)
    #expect(machine.calls(of: "make").first?.contains("PREFIX=\(machine.folder)/prefix") == true)
    #expect(try Self.install(machine).code == 0)
    #expect(machine.calls(of: "make").count == 1)
  }

  @Test(
    "installs the libraries of a program from the cache that does not start, and builds only where that is no help"
  )
  func librariesMissing() throws {
    let machine = try Self.machine()
    try machine.write(
      "prefix/bin/driftaudit", "#!/bin/sh\n[ -f \"$STATE/libraries\" ] || exit 127\necho 0.0.0\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: machine.folder + "/prefix/bin/driftaudit")
    try machine.write("scripts/install-dependencies", "#!/bin/sh\ntouch \"$STATE/libraries\"\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: machine.folder + "/scripts/install-dependencies")
    #expect(try Self.install(machine).code == 0)
    #expect(machine.calls(of: "make").isEmpty)
  }

  @Test("says what is missing where there is neither driftaudit nor Swift")
  func noSwift() throws {
    let machine = try Self.machine()
    try machine.remove(program: "swift")
    let run = try machine.shell(
      CIMachine.repositoryFile("ci/github/install.sh"),
      [
        "PATH": "\(machine.folder)/bin", "GITHUB_ACTION_PATH": machine.folder, "GITHUB_PATH": "/dev/null",
        "DRIFTAUDIT_PREFIX": machine.folder + "/prefix",
      ])
    #expect(run.code == 2)
    #expect(run.output.hasPrefix("::error title=driftaudit::No driftaudit and no Swift on PATH."))
  }
}
