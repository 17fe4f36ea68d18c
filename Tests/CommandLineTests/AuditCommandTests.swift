import Foundation
import FoundationXML
import Testing

@Suite("driftaudit audit")
struct AuditCommandTests {
  /// Main with four columns, five staging tables with two of them.
  private func incident(_ main: [String] = ["a", "b", "c", "d"]) throws -> ToolRun {
    let tool = try ToolRun()
    let staging = (1...5).flatMap { rows("_staging_\($0)", ["a", "b"]) }
    try tool.write("exports/columns.ndjson", (rows("main", main) + staging).joined(separator: "\n"))
    return tool
  }

  private let audit = ["audit", "exports", "--main", "d.main", "--staging", "_staging_*"]

  @Test("New drift is exit 1, with three reports and a summary")
  func newDrift() throws {
    let tool = try incident()
    let run = try tool.run(audit)
    #expect(run.code == 1)
    #expect(run.error == "")
    #expect(run.output.contains("FAIL  2 new findings: 0 errors, 2 warnings, 0 notes"))
    #expect(try tool.count("stagingTables") == 5)
    #expect(try tool.count("shapes") == 1)
    #expect(try tool.count("total") == 2)
    #expect(tool.read("reports/drift.md")?.hasPrefix("# Schema drift: 2 new findings") == true)
    #expect(tool.read("reports/drift.junit.xml")?.contains(#"tests="5" failures="2""#) == true)
  }

  @Test("Accepted drift is exit 0, a new column of main is exit 1 again, and so is a day that has passed")
  func acceptance() throws {
    let tool = try incident()
    #expect(try tool.run(audit).code == 1)
    let accept = try tool.run("baseline", "accept", "--from", "reports/drift.json", "--reason", "known")
    #expect(accept.code == 0)
    #expect(
      accept.output.hasPrefix(
        "Accepted 2 findings: driftaudit.baseline.json holds 2 entries now.\n  + missing-column  "))
    #expect(try tool.run(audit).code == 0)
    #expect(tool.read("reports/drift.junit.xml")?.contains(#"failures="0" errors="0" skipped="2""#) == true)

    try tool.write("main.json", #"[{"name":"a","type":"INT64"}]"#)
    let staging = (1...5).flatMap { rows("_staging_\($0)", ["a", "b"]) }
    try tool.write(
      "exports/columns.ndjson", (rows("main", ["a", "b", "c", "d", "e"]) + staging).joined(separator: "\n"))
    #expect(try tool.run(audit).code == 1)
    #expect(try tool.count("new") == 1)
    #expect(tool.read("reports/drift.junit.xml")?.contains(#"failures="1""#) == true)

    let renewed = try tool.run(
      "baseline", "accept", "--from", "reports/drift.json", "--reason", "until then", "--expires",
      "2026-01-30",
      "--renew", "--now", "2026-01-30T23:59:59")
    #expect(renewed.code == 0)
    #expect(try tool.run(audit).code == 1)
    #expect(try tool.count("expired") == 3)
    #expect(try tool.run(audit, environment: ["SOURCE_DATE_EPOCH": "1769731200"]).code == 0)
    // What was accepted until yesterday does not come back with an earlier time in the reports.
    #expect(
      try tool.run(
        audit + ["--now", "2026-01-31T04:00:00"], environment: ["SOURCE_DATE_EPOCH": "1769731200"]
      ).code == 1)
    #expect(try tool.json("reports/drift.json")["generatedAt"] as? String == "2026-01-30T00:00:00Z")
  }

  @Test(
    "The fail level decides which drift fails",
    arguments: [("error", 0), ("warning", 1), ("note", 1), ("never", 0)])
  func failOn(level: String, code: Int) throws {
    #expect(try incident().run(audit + ["--fail-on", level]).code == Int32(code))
  }

  @Test("A main from a file that the export knows with other columns counts, with a warning and no exit 2")
  func mainFromFile() throws {
    let tool = try incident(["a", "b"])
    try tool.write(
      "main.json",
      #"{"tableReference":{"projectId":"p","datasetId":"d","tableId":"main"},"schema":{"fields":["#
        + #"{"name":"a","type":"INTEGER"},{"name":"b","type":"INTEGER"},{"name":"new","type":"STRING"}]}}"#)
    let run = try tool.run("audit", "exports", "--main", "main.json", "--staging", "_staging_*")
    #expect(run.code == 1)
    #expect(
      run.error.hasPrefix(
        "exports/columns.ndjson:1:1: warning: main has other columns here than in main.json"))
    #expect(try tool.count("total") == 1)
  }

  @Test("Standard output holds only the report that goes there; the summary moves to standard error")
  func standardOutput() throws {
    let tool = try incident()
    let run = try tool.run(audit + ["--report", "json=-"])
    #expect(run.code == 1)
    let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(parsed?["verdict"] as? String == "fail")
    #expect(run.error.contains("FAIL  2 new findings"))
    #expect(tool.read("reports/drift.json") == nil)
  }

  @Test("Reports go where flags say, and the markdown stays within its limit")
  func reports() throws {
    let tool = try incident()
    #expect(
      try tool.run(
        audit + ["--report", "markdown=out/a.md", "--report", "text=b.txt", "--max-bytes", "300"]
      ).code == 1)
    let size: Int = try #require(tool.read("out/a.md")).utf8.count
    #expect(size > 50 && size <= 300)
    #expect(tool.read("b.txt")?.contains("FAIL") == true)
    #expect(tool.read("reports/drift.json") == nil)
  }

  @Test(
    "Every form of the same rows gives the same bytes: array, lines, shuffled, a file each, standard input")
  func sameBytes() throws {
    let tool = try ToolRun()
    let all = rows("main", ["a", "b", "c"]) + (1...4).flatMap { rows("_staging_\($0)", ["a", "b"]) }
    try tool.write("lines/x.ndjson", all.joined(separator: "\n"))
    try tool.write("array/x.ndjson", "[" + all.joined(separator: ",\n") + "]")
    try tool.write("shuffled/x.ndjson", all.reversed().joined(separator: "\r\n"))
    for (index, row) in all.enumerated() { try tool.write("parts/\(index).json", row) }
    func report(_ inputs: String, _ format: String, input: String? = nil) throws -> String {
      let run = try tool.run(
        "audit", inputs, "--main", "main", "--staging", "_staging_*", "--report", "\(format)=-", input: input)
      #expect(run.code == 1)
      // The source is named, and is another one each time.
      return [
        "lines/x.ndjson", "array/x.ndjson", "shuffled/x.ndjson", "parts/0.json", "<stdin>", "&lt;stdin&gt;",
      ]
      .reduce(run.output) { $0.replacing($1, with: "SOURCE") }
      // So are the inputs, where a command reads them again; what came through standard input cannot be.
      .replacing(#/  - look: .*\n/#, with: "")
      .replacing(#/- \d+ staging tables as they are\n(  - .*\n)+/#, with: "")
    }
    for format in ["json", "markdown", "junit"] {
      let expected = try report("lines", format)
      #expect(expected.contains("c"))
      for form in ["lines", "array", "shuffled", "parts"] { #expect(try report(form, format) == expected) }
      #expect(try report("-", format, input: all.joined(separator: "\n")) == expected)
    }
  }

  @Test("Bad input is exit 2 with a diagnostic, and the other tables are audited all the same")
  func badInput() throws {
    let tool = try incident()
    try tool.write("exports/bad.ndjson", row("_staging_6", 1, "a", "INT64)") + "\n{\"table_name\": \n")
    try tool.write("exports/empty.json", "")
    let run = try tool.run(audit)
    #expect(run.code == 2)
    let lines = run.error.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(
      lines[0].hasPrefix("exports/bad.ndjson:1:")
        && lines[0].contains("error: the type 'INT64)' of column a cannot be read"))
    #expect(lines[1].hasPrefix("exports/bad.ndjson:3:1: error: not JSON: "))
    #expect(lines[2].hasPrefix("exports/empty.json:1:1: error: the file is empty"))
    #expect(try tool.count("total") == 2)
    #expect(try tool.count("driftedTables") == 5)
    #expect(try tool.count("unreadableTables") == 1)
    let problems = try tool.json("reports/drift.json")["problems"] as? [[String: Any]]
    #expect(problems?.count == 3)
    #expect(tool.read("reports/drift.md")?.contains("## Problems") == true)
    #expect(tool.read("reports/drift.junit.xml")?.contains("<error") == true)
  }

  @Test("Names that match nothing are exit 2 with the nearest names")
  func unmatched() throws {
    let tool = try incident()
    let staging = try tool.run("audit", "exports", "--main", "main", "--staging", "_stagin_*")
    #expect(staging.code == 2)
    #expect(
      staging.error
        == "error: no staging table matches '_stagin_*' among 6 tables in exports (nearest: '_staging_*', 5 tables). "
        + "Use --allow-no-staging if that is right.\n")
    #expect(
      try tool.run("audit", "exports", "--main", "main", "--staging", "_stagin_*", "--allow-no-staging").code
        == 0)
    let main = try tool.run("audit", "exports", "--main", "mian", "--staging", "_staging_*")
    #expect(main.code == 2)
    #expect(main.error.contains("no table among 6 tables in exports is named 'mian' (nearest: 'main')"))
    #expect(try tool.json("reports/drift.json")["verdict"] as? String == "error")
  }

  @Test("A report that cannot be written is exit 2, and the earlier reports stand")
  func unwritable() throws {
    let tool = try incident()
    #expect(try tool.run(audit).code == 1)
    let before = tool.read("reports/drift.json")
    try tool.write("file", "x")
    let run = try tool.run(audit + ["--report", "json=file/drift.json"])
    #expect(run.code == 2)
    #expect(run.error.contains("file/drift.json: error: "))
    #expect(tool.read("reports/drift.json") == before)
  }

  @Test(
    "Wrong use is exit 64",
    arguments: [
      ["audit"], ["audit", "exports"], ["audit", "exports", "--main", "main", "--report", "jsn=x"],
      ["audit", "exports", "--main", "main", "--report", "json"], ["audit", "--no-such-flag"],
      ["audit", "exports", "--main", "main", "--staging", "[a"],
      ["audit", "exports", "--main", "m", "--fail-on", "bad"],
      ["audit", "exports", "--main", "m", "--report", "json=-", "--report", "markdown=-"],
      ["audit", "exports", "--main", "m", "--report", "json=x", "--output", "y"],
      ["audit", "exports", "--main", "m", "--max-bytes", "0"], ["baseline", "accept", "--from", "x"],
      ["baseline", "accept", "--from", "x", "--reason", " "], ["nonsense"],
    ])
  func wrongUse(arguments: [String]) throws {
    let run = try incident().run(arguments)
    #expect(run.code == 64)
    #expect(run.output == "")
    #expect(!run.error.isEmpty)
  }

  @Test("Hostile names break no report and reach no terminal")
  func hostileNames() throws {
    let tool = try ToolRun()
    let names = [
      #"a|b"#, #"x`y``z"#, #"n\nl"#, #"q\"'<b>&"#, #"]]>"#, #"\u001b[31mred"#, #"</details>"#, #"b\\|"#,
      #"\u202erev"#,
    ]
    try tool.write(
      "x.ndjson", (rows("main", ["id"] + names) + rows("_staging_1", ["id"])).joined(separator: "\n"))
    let run = try tool.run("audit", "x.ndjson", "--main", "main")
    #expect(run.code == 2)
    #expect(run.error.split(separator: "\n").allSatisfy { $0.hasPrefix("x.ndjson:") })
    #expect(try tool.count("total") == 9)
    let columns = (try tool.json("reports/drift.json")["audits"] as? [[String: Any]])?
      .compactMap { $0["findings"] as? [[String: Any]] }.joined().compactMap { $0["column"] as? String }
    #expect(columns.map(Array.init)?.contains("\u{1B}[31mred") == true)
    for text in [run.output, run.error, tool.read("reports/drift.md") ?? ""] {
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
    }
    let document = try XMLDocument(contentsOf: URL(filePath: tool.folder + "/reports/drift.junit.xml"))
    #expect(document.rootElement()?.name == "testsuites")
  }
}
