@testable import Lifecycle
@testable import Schema
@testable import Settings
@testable import TestSupport
@testable import Text
import Foundation
import Testing

/// Completion records in a file, and what is read of them.
private func loaded(_ texts: String..., field: [String] = []) throws -> (CompletionRecords, [String]) {
  let folder = try TemporaryFolder()
  let paths = try texts.enumerated().map { try folder.write("c\($0).dat", $1) }
  var fields = CompletionFields()
  for text in field { #expect(fields.set(text) == nil) }
  let records = CompletionRecords(paths, fields)
  return (records, records.problems.map { "\($0.line ?? 0):\($0.column ?? 0) \($0.message)" })
}

@Suite("The forms of completion records") struct CompletionFormTests {
  /// One record, as each form has it.
  private static let forms: [String: String] = [
    "a page of documents.list": """
    {"documents": [{"name": "projects/p/databases/(default)/documents/batches/other-id", "fields": {
      "batch_id": {"stringValue": "b-1"}, "expected_players": {"integerValue": "3"},
      "completed_players": {"arrayValue": {"values": [{"stringValue": "x"}, {"stringValue": "y"}]}},
      "failed_players": {"arrayValue": {}}, "is_complete": {"booleanValue": false},
      "predictions_by_player": {"mapValue": {"fields": {"x": {"integerValue": "5"}}}},
      "start_time": {"timestampValue": "2026-01-30T18:12:23.5Z"}}, "createTime": "2026-01-30T18:12:23Z"}]}
    """,
    "an answer of runQuery": """
    [{"document": {"name": "a/b/b-1", "fields": {"expected_players": {"integerValue": "3"},
      "completed_players": {"arrayValue": {"values": [{"stringValue": "x"}, {"stringValue": "y"}]}},
      "is_complete": {"booleanValue": false}, "start_time": {"timestampValue": "2026-01-30T18:12:23Z"}}},
      "readTime": "2026-02-01T00:00:00Z"}, {"readTime": "2026-02-01T00:00:00Z"}]
    """,
    "documents by name": """
    {"b-1": {"expected_players": 3, "completed_players": ["x", "y"], "is_complete": false,
      "start_time": {"_seconds": 1769796743, "_nanoseconds": 5}}}
    """,
    "a collection in an object": """
    {"batches": [{"__name__": "projects/p/databases/d/documents/batches/b-1", "expected_players": 3,
      "completed_players": ["x", "y"], "is_complete": false, "start_time": "2026-01-30 18:12:23 UTC"}]}
    """,
    "node-firestore-import-export": """
    {"__collections__": {"batches": {"b-1": {"expected_players": 3, "completed_players": ["x", "y"],
      "is_complete": false, "start_time": {"__datatype__": "timestamp", "value": {"_seconds": 1769796743}},
      "__collections__": {}}}}}
    """,
    "objects one a line": """
    {"batch_id":"b-1","expected_players":3,"completed_players":["x","x","y"],"is_complete":false,"start_time":"2026-01-30T18:12:23Z"}
    """,
    "rows of a table": """
    [{"batch_id": "b-1", "expected_players": "3", "completed_players": "[\\"x\\", \\"y\\"]", "failed_players": [],
      "is_complete": "false", "start_time": "2026-01-30 18:12:23"}]
    """,
    "an export that BigQuery loaded": """
    [{"__key__": {"name": "b-1", "path": "\\"batches\\", \\"b-1\\""}, "expected_players": "3",
      "completed_players": ["x", "y"], "is_complete": "false", "start_time": "2026-01-30 18:12:23 UTC"}]
    """,
  ]

  @Test("Each form tells the same", arguments: forms.keys.sorted())
  func same(form: String) throws {
    let (records, problems) = try loaded(try #require(Self.forms[form]))
    #expect(problems == [])
    let record = try #require(records.records.first)
    #expect(records.count == 1)
    #expect(record.batch == "b-1" && record.expected == 3 && record.isComplete == false)
    #expect(record.completed.names == ["x", "y"] && record.failed.total == 0)
    #expect(record.start == Moment(seconds: 1_769_796_743))
  }

  @Test("Each form tells orphans whether a batch is complete", arguments: forms.keys.sorted())
  func completeness(form: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("c", try #require(Self.forms[form]))
    let (completions, problems) = BatchCompletions.load(path)
    #expect(problems == [] && completions.isComplete("b_1") == false)
  }

  @Test("Names may stand in objects, as keys of one, or be a number alone")
  func names() throws {
    let (records, problems) = try loaded(
      """
      {"batch_id":"a","completed_players":[{"worker":"w1"},{"table":"t2","worker":"w2"}],"failed_players":{"f":1}}
      {"batch_id":"b","completed_players":{"x":4,"y":2}}
      {"batch_id":"c","completed_players":68,"failed_players":"2"}
      """)
    #expect(problems == [])
    #expect(records.records.map(\.completed.names) == [["w1", "t2"], ["x", "y"], []])
    #expect(records.records.map(\.completed.total) == [2, 2, 68])
    #expect(records.records.map(\.failed.total) == [1, 0, 2])
  }

  @Test("A record for each worker tells by its status, or by being there")
  func workers() throws {
    let (records, problems) = try loaded(
      """
      {"batch_id":"a","worker":"w1","status":"COMPLETED"}
      {"batch_id":"a","worker":"w2","status":"failed"}
      {"batch_id":"a","worker":"w3","status":"running"}
      {"batch_id":"a","player_lookup":"w4"}
      {"batch_id":"a","table_name":"t5","is_complete":"true"}
      {"batch_id":"a","worker":"w6","status":"perhaps"}
      """)
    #expect(records.records.flatMap(\.completed.names) == ["w1", "w4", "t5"])
    #expect(records.records.flatMap(\.failed.names) == ["w2"])
    #expect(records.records.allSatisfy { $0.isComplete == nil })
    #expect(problems.count == 1 && problems[0].hasPrefix("6:40 'status' is 'perhaps', which means neither"))
  }

  @Test("Fields have the names that the user says")
  func fields() throws {
    let (records, problems) = try loaded(
      #"{"run":"a","n":"7","done":["x"],"broken":["y"],"ok":true,"began":"2026-01-30T00:00:00Z"}"#,
      field: ["batch=run", "expected=n", "completed=done", "failed=broken", "complete=ok", "start=began"])
    let record = try #require(records.records.first)
    #expect(problems == [] && record.batch == "a" && record.expected == 7 && record.isComplete == true)
    #expect(record.completed.names == ["x"] && record.failed.names == ["y"] && record.start != nil)
    var fields = CompletionFields()
    #expect(fields.set("complet=x") == "unknown name 'complet' (nearest: complete)")
    #expect(fields.set("batch") == "it is not NAME=FIELD" && fields.set("batch=") == "it is not NAME=FIELD")
  }
}

@Suite("Completion records that are not right") struct CompletionMistakeTests {
  @Test("A list that goes on is not whole, unless the page that follows is there")
  func pages() throws {
    let document = #"{"name":"a/b","fields":{"completed_players":{"arrayValue":{}}}}"#
    let first = #"{"documents":[\#(document)],"nextPageToken":"AB"}"#
    let last = #"{"documents":[\#(document)]}"#
    let (records, problems) = try loaded(first)
    #expect(records.count == 1)
    #expect(
      problems == [
        "1:96 the list goes on: 'nextPageToken' asks for a page that is not here. Give all pages, in their order."
      ])
    #expect(try loaded(first, last).1 == [])
    #expect(try loaded(last, first).1.count == 1)
    #expect(try loaded(#"{"nextPageToken":"AB"}"#).1.count == 1)
  }

  @Test("A field that is not there is told with the one that is near")
  func nearest() throws {
    #expect(
      try loaded(#"{"batch_id":"a","complete_players":[]}"#).1 == [
        "1:1 a row without 'completed_players' (nearest: complete_players). --field completed=… says what it is called."
      ])
  }

  @Test("What cannot be read is told at its place, in a document too")
  func places() throws {
    #expect(
      try loaded(
        """
        {"documents": [
          {"name": "a/b", "fields": {"completed_players": {"arrayValue": {"values": [{"booleanValue": true}]}}}},
          {"name": "a/c", "fields": {"completed_players": {"strange": 1}}},
          {"name": "a/d", "fields": {"completed_players": {"nullValue": null}}}
        ]}
        """
      ).1 == [
        "2:51 'completed_players' must be an array of names or their number, and one of it names nobody.",
        "3:51 'completed_players' is no value of Firestore.",
        "4:51 'completed_players' must be an array of names or their number, not null.",
      ])
    #expect(
      try loaded("{\"batch_id\":\"a\",\"completed_players\":\"[1\"}").1 == [
        "1:37 'completed_players' must be an array of names or their number."
      ])
    #expect(
      try loaded(#"{"batch_id":"a","completed_players":-1}"#).1.count == 1)
  }

  @Test("Exactly a hundred rows may be all that bq prints")
  func cut() throws {
    let rows = (1...100).map { #"{"batch_id":"b\#($0)","completed_players":[]}"# }
    let (records, problems) = try loaded("[" + rows.joined(separator: ",") + "]")
    #expect(records.count == 100 && records.problems.map(\.severity) == [.warning])
    #expect(problems[0].hasPrefix("1:1 exactly 100 records, which is all that `bq query` prints"))
    #expect(try loaded(rows.dropLast().joined(separator: "\n")).1 == [])
  }
}
