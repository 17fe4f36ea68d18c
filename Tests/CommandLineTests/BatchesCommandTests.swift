import Foundation
import Testing

/// The incident's two batches of which completions were lost, in each form in which their records come.
enum LostCompletions {
  /// The batch, its staging tables, and how many completions were recorded.
  static let batches = [("batch_2026-01-30_1769796743", 175, 68), ("batch_2026-01-30_1769798373", 173, 126)]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "schemas/incident").path

  static let options = [
    "batches", "\(folder)/tables.ndjson.gz", "--main", "\(folder)/main.json", "--staging", "_staging_*",
    "--batch-pattern", "_staging_{batch}_prediction_worker_{worker}", "--batch", "*_1769796743", "--batch",
    "*_1769798373",
  ]

  /// A batch's document with plain values.
  static func document(_ batch: String, _ expected: Int, _ players: [String]) -> [String: Any] {
    [
      "batch_id": batch, "game_date": "2026-01-30", "expected_players": expected,
      "completed_players": players, "failed_players": [String](),
      "predictions_by_player": Dictionary(uniqueKeysWithValues: players.map { ($0, 9) }),
      "total_predictions": players.count * 9, "is_complete": false, "start_time": "2026-01-30T18:12:23Z",
      "completion_time": NSNull(),
    ]
  }

  /// A value as the REST API writes it.
  static func typed(_ value: Any) -> [String: Any] {
    switch value {
    case let text as String: return ["stringValue": text]
    case let truth as Bool: return ["booleanValue": truth]
    case let number as Int: return ["integerValue": String(number)]
    case let list as [Any]: return ["arrayValue": list.isEmpty ? [:] : ["values": list.map(typed)]]
    case let map as [String: Any]: return ["mapValue": ["fields": map.mapValues(typed)]]
    default: return ["nullValue": NSNull()]
    }
  }

  static func json(_ value: Any) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]), as: UTF8.self)
  }

  /// The records, in one file for each page.
  static func files(_ form: String) throws -> [String] {
    let documents = batches.map { batch, expected, completed in
      document(batch, expected, (0..<completed).map { "player-\($0)" })
    }
    switch form {
    case "rest":
      let rest = documents.map { document in
        [
          "name":
            "projects/nba-props-platform/databases/(default)/documents/batches/\(document["batch_id"] ?? "")",
          "fields": document.mapValues(typed), "createTime": "2026-01-30T18:12:23.1Z",
        ] as [String: Any]
      }
      return [
        try json(["documents": [rest[0]], "nextPageToken": "AFTER"]), try json(["documents": [rest[1]]]),
      ]
    case "export":
      let byName = Dictionary(uniqueKeysWithValues: documents.map { ($0["batch_id"] as? String ?? "", $0) })
      return [try json(byName)]
    case "lines": return [try documents.map(json).joined(separator: "\n")]
    case "rows":
      let rows = try documents.map { document in
        try document.mapValues { value -> Any in
          if value is [String: Any] { return try json(value) }
          return value is Int || value is Bool ? "\(value)" : value
        }
      }
      return [try json(rows)]
    default:
      let rows = batches.flatMap { batch, _, completed in
        (0..<completed).map { ["batch_id": batch, "player": "player-\($0)", "status": "completed"] }
      }
      return [try json(rows)]
    }
  }
}

@Suite("The lost completions of the incident") struct LostCompletionTests {
  private func run(_ form: String, _ more: String...) throws -> (ToolRun, ToolRun.Result) {
    let tool = try ToolRun()
    var arguments = LostCompletions.options
    for (number, text) in try LostCompletions.files(form).enumerated() {
      try tool.write("records\(number)", text)
      arguments += ["--completions", "records\(number)"]
    }
    return (tool, try tool.run(arguments + more))
  }

  @Test(
    "107 of 175 and 47 of 173 are lost, from each form of records",
    arguments: ["rest", "export", "lines", "rows", "workers"])
  func figures(form: String) throws {
    let (tool, run) = try run(form, "--report", "json=b.json", "--report", "text=b.txt")
    #expect(run.code == 1 && run.error == "")
    let batches = try #require(try tool.json("b.json")["batches"] as? [[String: Any]])
    #expect(batches.map { $0["staged"] as? Int } == [175, 173])
    #expect(batches.map { $0["completed"] as? Int } == [68, 126])
    #expect(batches.map { $0["lost"] as? Int } == [107, 47])
    #expect(batches.map { $0["missing"] as? Int } == [0, 0])
    #expect(batches.map { $0["expected"] as? Int } == (form == "workers" ? [nil, nil] : [175, 173]))
    #expect(batches.allSatisfy { $0["lostTables"] is NSNull })
    #expect(
      run.output.contains(
        "\nFAIL  154 of 348 staging tables are lost: more than --max-lost 0 in 2 batches\n"))
    #expect(run.output.contains("Which tables are lost cannot be told of 2 batches: what"))
    #expect(tool.read("b.txt") == run.output)
  }

  @Test("A list that is cut short is not whole, and that is exit 2")
  func cut() throws {
    let tool = try ToolRun()
    try tool.write("page", try LostCompletions.files("rest")[0])
    let run = try tool.run(LostCompletions.options + ["--completions", "page"])
    #expect(run.code == 2)
    #expect(run.error.contains("error: the list goes on: 'nextPageToken' asks for a page that is not here."))
    #expect(
      run.output.hasSuffix(" in 2 batches\n") && run.output.contains("\nERROR  not seen in full: 1 problem; ")
    )
  }

  @Test(
    "--max-lost says how many of a batch may be lost",
    arguments: [("107", 0), ("106", 1), ("61.2%", 0), ("61.1%", 1), ("30%", 1), ("100%", 0)])
  func limit(limit: String, code: Int32) throws {
    let (_, run) = try run("lines", "--max-lost", limit)
    #expect(run.code == code)
    #expect(run.output.contains(code == 0 ? "\nPASS  " : "\nFAIL  "))
  }

  @Test("Records that name workers tell which tables are lost")
  func names() throws {
    let tool = try ToolRun()
    let record: [String: Any] = [
      "batch_id": "batch_2026-01-30_1769796743",
      "completed_workers": ["prediction-worker-00112-abc1", "gone"],
    ]
    try tool.write("records", try LostCompletions.json(record))
    let run = try tool.run(
      LostCompletions.options + [
        "--completions", "records", "--field", "completed=completed_workers", "--report", "json=b.json",
        "--report", "markdown=b.md",
      ])
    #expect(run.code == 1)
    let batch = try #require((try tool.json("b.json")["batches"] as? [[String: Any]])?.first)
    let lost = try #require(batch["lostTables"] as? [String])
    #expect(lost.count == 174 && !lost.contains { $0.hasSuffix("_abc1") })
    #expect(batch["missingNames"] as? [String] == ["gone"])
    #expect(
      run.output.contains("  batch_2026_01_30_1769796743: lost\n    _staging_batch_2026_01_30_1769796743_"))
    #expect(run.output.contains("    … 169 more: --report json=batches.json\n"))
    #expect(run.output.contains("There is no record at all of 1 batch: all of their tables count as lost."))
    #expect(tool.read("b.md")?.contains("### `batch_2026_01_30_1769796743`: missing\n\n- `gone`\n") == true)
  }

  @Test(
    "orphans takes each form too, and keeps what is not complete", arguments: ["export", "lines", "rows"])
  func orphans(form: String) throws {
    let tool = try ToolRun()
    try tool.write("records", try LostCompletions.files(form)[0])
    let run = try tool.run(
      ["orphans"] + LostCompletions.options.dropFirst() + [
        "--now", "2026-02-02T06:00:00", "--completions", "records",
      ])
    #expect(run.code == 0 && run.error == "")
    #expect(run.output.contains("348 staging tables, 0 left over"))
    #expect(run.output.contains("not complete, its record says"))
  }
}

@Suite("The batches command") struct BatchesCommandTests {
  private func tool() throws -> ToolRun {
    let tool = try ToolRun()
    try tool.write(
      "tables.json",
      "["
        + ["main", "s_a_w1", "s_a_w2", #"s_\u202eb`|_w1\n::error::x"#, "s_odd"].map {
          #"{"table_catalog":"p","table_schema":"d","table_name":"\#($0)","table_type":"BASE TABLE"}"#
        }.joined(separator: ",")
        + #",{"table_catalog":"p","table_schema":"e","table_name":"s_a_w1","table_type":"BASE TABLE"}"#
        + #",{"table_catalog":"p","table_schema":"d","table_name":"s_a_w9","table_type":"VIEW"}]"#)
    try tool.write("c.json", #"{"batch_id":"a","completed_players":["w1"]}"#)
    return tool
  }

  private let batches = [
    "batches", "tables.json", "--main", "p.d.main", "--staging", "s_*", "--batch-pattern",
    "s_{batch}_w{worker}",
  ]

  @Test("Views and tables of other datasets do not count, and a name without a batch is told")
  func counted() throws {
    let tool = try tool()
    let run = try tool.run(batches + ["--completions", "c.json", "--batch", "a", "--report", "json=b.json"])
    #expect(run.code == 1)
    #expect(run.error.contains("warning: 1 table such as 'p.e.s_a_w1' stands in another dataset than main"))
    #expect(run.output.contains("1 staging table tells no batch by the pattern, and is not counted."))
    let summary = try #require(try tool.json("b.json")["summary"] as? [String: Any])
    #expect(summary["staged"] as? Int == 2 && summary["withoutBatch"] as? Int == 1)
  }

  @Test("Hostile names break no line, no table and no document")
  func hostile() throws {
    let tool = try tool()
    try tool.write(
      "c.json",
      #"{"batch_id":"\u202e::x|`","completed_players":["::error::<b>|`","w1"],"failed_players":["\n::y"]}"#)
    let run = try tool.run(
      batches + ["--completions", "c.json", "--report", "json=b.json", "--report", "markdown=b.md"])
    #expect(run.code == 1)
    for text in [run.output, tool.read("b.md") ?? "", tool.read("b.json") ?? ""] {
      #expect(!text.contains("\u{202e}"))
      #expect(!text.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix("::") })
    }
    #expect(try tool.json("b.json")["schemaVersion"] as? Int == 1)
  }

  @Test("Records of other batches than the tables' are told of")
  func mismatch() throws {
    let tool = try tool()
    try tool.write("c.json", #"{"batch_id":"batch-7","completed_players":["w1"]}"#)
    let run = try tool.run(batches + ["--completions", "c.json"])
    #expect(run.code == 1)
    #expect(
      run.error.contains(
        "warning: no record is of a batch that a staging table is of: records name 'batch-7'"))
    let none = try tool.run(batches + ["--completions", "c.json", "--batch", "nothing"])
    #expect(
      none.code == 2
        && none.error.contains("neither a staging table nor a record is of a batch named 'nothing'"))
  }

  @Test("A report on standard output stands there alone")
  func streams() throws {
    let tool = try tool()
    let run = try tool.run(batches + ["--completions", "c.json", "--report", "json=-"])
    #expect(run.output.hasPrefix("{\n  \"schemaVersion\": 1,") && run.output.hasSuffix("\n}\n"))
    #expect(run.error.contains("\nFAIL  "))
    let text = try tool.run(batches + ["--completions", "c.json", "--report", "text=-"])
    #expect(text.output.hasPrefix("p.d.main\n") && !text.error.contains("FAIL"))
  }

  @Test("A file that is not there, or holds no records, is exit 2")
  func unreadable() throws {
    let tool = try tool()
    #expect(try tool.run(batches + ["--completions", "none.json"]).code == 2)
    try tool.write("c.json", "{\"batch_id\":\"a\"}")
    let run = try tool.run(batches + ["--completions", "c.json"])
    #expect(run.code == 2)
    #expect(run.error.contains("c.json:1:1: error: a row without 'completed_players'."))
  }

  @Test(
    "Wrong use is exit 64",
    arguments: [
      [], ["--completions", ""], ["--completions", "c.json", "--max-lost", "-1"],
      ["--completions", "c.json", "--max-lost", "x"], ["--completions", "c.json", "--field", "nothing=x"],
      ["--completions", "c.json", "--field", "batch"], ["--completions", "c.json", "--report", "html=x"],
      ["--completions", "c.json", "--report", "text=-", "--report", "json=-"],
    ])
  func wrongUse(_ arguments: [String]) throws {
    let run = try tool().run(batches + arguments)
    #expect(run.code == 64 && run.output == "")
  }

  @Test("Without patterns it is wrong use")
  func patterns() throws {
    let tool = try tool()
    for option in ["--staging", "--batch-pattern"] {
      var arguments = batches
      let place = try #require(arguments.firstIndex(of: option))
      arguments.removeSubrange(place...(place + 1))
      #expect(try tool.run(arguments + ["--completions", "c.json"]).code == 64)
    }
  }
}
