import Foundation
import Testing

@Suite("The folder of a snapshot") struct SnapshotFolderTests {
  @Test("An earlier snapshot and an empty folder are replaced, a new one is made with those above it")
  func replaced() throws {
    let standIn = try CatalogStandIn()
    #expect(try standIn.snapshot(["p.one", "p.two"], "--output", "a/b/c/").code == 0)
    #expect(standIn.names(in: "a/b/c")?.count == 5)
    #expect(try standIn.snapshot(["p.one"], "--output", "a/b/c").code == 0)
    #expect(standIn.names(in: "a/b/c") == ["manifest.json", "p.one.columns.json", "p.one.tables.json"])
    #expect(standIn.names(in: "a/b") == ["c"])
    try FileManager.default.createDirectory(
      atPath: "\(standIn.tool.folder)/empty", withIntermediateDirectories: false)
    #expect(try standIn.snapshot(["p.one"], "--output", "empty").code == 0)
    #expect(standIn.names(in: "empty")?.count == 3)
  }

  @Test("A snapshot that cannot be taken leaves the earlier one as it was")
  func kept() throws {
    let standIn = try CatalogStandIn()
    #expect(try standIn.snapshot().code == 0)
    let before = standIn.tool.read("snapshot/manifest.json")
    try standIn.tool.write("state/behaviour", "exit 1")
    #expect(try standIn.snapshot().code == 2)
    #expect(standIn.tool.read("snapshot/manifest.json") == before)
    #expect(standIn.names(in: "snapshot")?.count == 3)
  }

  @Test("A folder that holds anything else is left as it is, and nothing is asked")
  func refused() throws {
    let standIn = try CatalogStandIn()
    try standIn.tool.write("other/notes.txt", "x")
    try standIn.tool.write("dbt/manifest.json", #"{"metadata":{}}"#)
    try standIn.tool.write("file", "x")
    #expect(try standIn.snapshot(["p.one"], "--output", "mine").code == 0)
    try standIn.tool.write("mine/notes.txt", "x")
    let calls = standIn.calls("one", "columns").count
    for (folder, reason) in [
      ("other", "it holds no manifest"), ("dbt", "it holds no manifest"), ("file", "it is no folder"),
      ("mine", "it holds 'notes.txt' beside one"), (".", "this run stands in it"),
      ("..", "this run stands in it"),
    ] {
      let run = try standIn.snapshot(["p.one"], "--output", folder)
      #expect(run.code == 2)
      #expect(run.error.hasPrefix("\(folder): error: is left as it is"), "\(run.error)")
      #expect(run.error.contains(reason), "\(run.error)")
    }
    #expect(standIn.calls("one", "columns").count == calls)
    #expect(standIn.tool.read("other/notes.txt") == "x" && standIn.tool.read("mine/notes.txt") == "x")
    #expect(standIn.tool.read("dbt/manifest.json") != nil)
  }

  @Test("An audit says which file is not what the manifest says")
  func changed() throws {
    let standIn = try CatalogStandIn()
    #expect(try standIn.snapshot().code == 0)
    let audit = ["audit", "snapshot", "--main", "main", "--staging", "_staging_*"]
    #expect(try standIn.run(audit).code == 1)
    let whole = try #require(standIn.tool.read("snapshot/p.one.columns.json"))
    try standIn.tool.write(
      "snapshot/p.one.columns.json", whole.replacingOccurrences(of: "INT64", with: "BYTES"))
    let other = try standIn.run(audit)
    #expect(other.code == 2)
    #expect(
      other.error.contains(
        "snapshot/p.one.columns.json: error: the file is not what the snapshot's manifest says: other bytes than those that"
      ))
    try standIn.tool.write("snapshot/p.one.columns.json", whole)
    try FileManager.default.removeItem(atPath: "\(standIn.tool.folder)/snapshot/p.one.tables.json")
    let missing = try standIn.run(audit)
    #expect(missing.code == 2)
    #expect(
      missing.error.contains(
        "snapshot/p.one.tables.json: error: the file is missing, which the snapshot's manifest"))
    let manifest = try #require(standIn.tool.read("snapshot/manifest.json"))
    try standIn.tool.write("snapshot/p.one.tables.json", standIn.tool.read("state/one.tables") ?? "")
    try standIn.tool.write(
      "snapshot/manifest.json", manifest.replacingOccurrences(of: "\"rows\": 4", with: "\"rows\": 5"))
    let rows = try standIn.run(audit)
    #expect(
      rows.code == 2 && rows.error.contains("the file holds 4 rows, and the snapshot's manifest says 5."))
    try standIn.tool.write(
      "snapshot/manifest.json",
      manifest.replacingOccurrences(of: "\"p.one.tables.json\"", with: "\"../bin/bq\""))
    let outside = try standIn.run(audit)
    #expect(outside.code == 2 && outside.error.contains("snapshot/manifest.json:19:15"), "\(outside.error)")
    #expect(outside.error.contains("'../bin/bq' is no name of a file in the snapshot's folder."))
  }
}
