import Foundation
import Testing

@Suite("make install")
struct InstallTests {
  @Test("installs the program, its manual pages and completions for three shells, and nothing else")
  func installs() throws {
    let tool = try ToolRun()
    let run = try tool.run(
      [
        "-c", "umask 077 && exec make -C \"$1\" install TOOL=\"$2\" DESTDIR=\"$3\" PREFIX=/usr", "sh",
        CIMachine.repository.path, ToolRun.tool.path, tool.folder + "/root",
      ], program: URL(filePath: "/bin/sh"))
    #expect(run.code == 0, "\(run.error)")
    let pages = try FileManager.default.contentsOfDirectory(
      atPath: CIMachine.repository.appending(path: "man").path)
    #expect(pages.contains("driftaudit-audit.1"))
    let files = [
      "bin/driftaudit", "share/bash-completion/completions/driftaudit",
      "share/zsh/site-functions/_driftaudit",
      "share/fish/vendor_completions.d/driftaudit.fish",
    ]
    let paths = try FileManager.default.subpathsOfDirectory(atPath: tool.folder + "/root/usr")
    let installed = try paths.filter { path in
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(tool.folder)/root/usr/\(path)")
      guard attributes[.type] as? FileAttributeType == .typeRegular else { return false }
      #expect(attributes[.posixPermissions] as? Int == (path.hasPrefix("bin") ? 0o755 : 0o644), "\(path)")
      return true
    }
    #expect(installed.sorted() == (files + pages.map { "share/man/man1/\($0)" }).sorted())
    #expect(
      tool.read("root/usr/share/zsh/site-functions/_driftaudit")?.hasPrefix("#compdef driftaudit\n") == true)
    #expect(tool.read("root/usr/share/bash-completion/completions/driftaudit")?.contains("complete ") == true)
    #expect(
      tool.read("root/usr/share/fish/vendor_completions.d/driftaudit.fish")?.contains("complete -c") == true)
  }
}
