@testable import AuditFixtures
@testable import Auditing
@testable import Comparison
@testable import Engines
@testable import ExportFixtures
@testable import Exports
@testable import Reports
@testable import Schema
import Foundation
import Testing

@Suite("Sample records of a writer")
struct SampleRecordTests {
  private let main = """
    [{"name":"id","type":"INT64","mode":"REQUIRED"},{"name":"name","type":"STRING"},{"name":"score","type":"FLOAT64"},
     {"name":"day","type":"DATE"},{"name":"ok","type":"BOOL"},{"name":"tags","type":"STRING","mode":"REPEATED"},
     {"name":"place","type":"RECORD","fields":[{"name":"city","type":"STRING"},{"name":"zip","type":"STRING"}]},
     {"name":"raw","type":"JSON"}]
    """
  private let full =
    #"{"id":1,"name":"a","score":1.5,"day":"2026-01-30","ok":true,"tags":["x"],"place":{"city":"c","zip":"z"},"raw":[1]}"#

  private func lines(_ records: String) throws -> [String] {
    let report = try EngineAudit.report(texts: ["main.json": main, "worker.ndjson": records], main: "main")
    #expect(report.problems == [])
    return zip(EngineAudit.lines(report), report.audits.flatMap(\.findings)).map { line, finding in
      finding.hintText.map { "\(line) (\($0))" } ?? line
    }
  }

  @Test("Columns that every record fills are no finding")
  func filled() throws {
    #expect(try lines(full + "\n" + full) == [])
    #expect(try lines("[\(full),\(full)]") == [])
  }

  @Test("A column that is absent and one that is null are told apart, with the number of records")
  func absentAndNull() throws {
    let records = [
      #"{"id":1,"name":null,"day":"2026-01-30","ok":true,"tags":[],"place":{"city":null},"raw":{}}"#,
      #"{"ID":2,"name":null,"ok":false,"tags":["x"],"place":{"city":"c"},"raw":"x"}"#,
      #"{"id":3,"ok":null,"score":null,"place":null}"#,
    ]
    #expect(
      try lines(records.joined(separator: "\n")) == [
        "warning unpopulated-column name: STRING → null (null in some records, absent from the others: 3 records seen)",
        "warning unpopulated-column score: FLOAT64 → null (null in some records, absent from the others: 3 records seen)",
        "warning unpopulated-column place.zip: STRING → - (absent from every record: 3 records seen)",
      ])
    let null = try lines(#"{"id":1,"name":null}"#)
    #expect(null[0] == "warning unpopulated-column name: STRING → null (null in every record: 1 record seen)")
  }

  @Test("A key that main lacks is extra, in JSON's words")
  func extra() throws {
    let found = try lines(full.replacing(#""id":1"#, with: #""id":1,"debug":{"a":1},"n":[1,2.5]"#))
    #expect(
      found == [
        "warning extra-column debug: - → object", "warning extra-column n: - → array of number",
      ])
  }

  @Test(
    "A kind of value that a column never takes is another type; what JSON cannot tell is not",
    arguments: [
      (#""day":"2026-01-30""#, #""day":20260130"#, "error type-changed day: DATE → integer"),
      (#""ok":true"#, #""ok":1"#, "error type-changed ok: BOOL → integer"),
      (#""id":1"#, #""id":1.5"#, "error type-changed id: INT64 REQUIRED → number"),
      (#""tags":["x"]"#, #""tags":"x""#, "error type-changed tags: ARRAY<STRING> → string"),
      (#""name":"a""#, #""name":["a"]"#, "error type-changed name: STRING → array of string"),
      (#""name":"a""#, #""name":{"b":1}"#, "error type-changed name: STRING → object"),
      (
        #""place":{"city":"c","zip":"z"}"#, #""place":"c""#,
        "error type-changed place: STRUCT<city STRING, zip STRING> → string"
      ),
      (#""zip":"z""#, #""zip":[]"#, "error type-changed place.zip: STRING → array"),
      (#""name":"a""#, #""name":5"#, ""), (#""id":1"#, #""id":"1""#, ""),
      (#""score":1.5"#, #""score":2"#, ""),
      (#""raw":[1]"#, #""raw":true"#, ""),
    ])
  func kinds(was: String, becomes: String, finding: String) throws {
    #expect(try lines(full.replacing(was, with: becomes)) == (finding.isEmpty ? [] : [finding]))
  }

  @Test("Each file is one writer; what several never fill is one finding with all their records")
  func severalFiles() throws {
    let lacking = full.replacing(#""ok":true,"#, with: "")
    let report = try EngineAudit.report(
      texts: [
        "main.json": main, "w1.ndjson": lacking, "w2.ndjson": lacking + "\n" + lacking, "w3.ndjson": full,
      ],
      main: "main")
    let finding = try #require(report.audits.first?.findings.first)
    #expect(report.audits[0].findings.count == 1)
    #expect(finding.tableCount == 2)
    #expect(finding.records == 3)
    let json = try JSONReport().text(of: report)
    #expect(json.contains(#""recordsSeen": 3"#))
  }

  @Test("Arrays of any length and records with keys in any order cost no more than their kinds")
  func alike() throws {
    let records = (1...200).map { number in
      let items = (0..<number).map { #"{"sku":"s\#($0)","n":\#($0)}"# }.joined(separator: ",")
      return #"{"id":\#(number),"items":[\#(items)]}"#
    }
    let catalog = try Load.text(records.joined(separator: "\n"), name: "w.ndjson")
    #expect(catalog.schemas.count == 1)
    #expect(catalog.schemas[0].sampledRecords == 200)
    let items = try #require(catalog.schemas[0].columns.first { $0.name == "items" })
    #expect(RecordTypes().text(items.type) == "array of object")
    #expect(items.type.fields?.map(\.name) == ["sku", "n"])
  }

  @Test("Among values of an export what looks like a record is a broken part of it")
  func mixed() throws {
    let catalog = try Load.text(columnsRow("t", 1, "a", "INT64") + "\n" + #"{"id":1,"name":"x","n":3}"#)
    #expect(catalog.problems.count { $0.severity == .error } == 1)
    #expect(
      catalog.problemTexts[0].hasPrefix("export.json:2:1: error: not an export that driftaudit knows, among"))
  }

  @Test(
    "No single key of an export keeps an object from being a record",
    arguments: ["table_name", "data_type", "schema", "metadata", "nodes", "fields", "etag"])
  func commonKeys(key: String) throws {
    let catalog = try Load.text(#"{"id":1,"\#(key)":"x"}"#)
    #expect(catalog.schemas.map(\.sampledRecords) == [1])
    #expect(catalog.problems == [])
  }

  @Test(
    "An object with several keys of an export, or with a value as it stands there, is no record",
    arguments: [
      #""table_name":"t","data_type":"x""#, #""schema":{"fields":{}}"#,
      #""fields":[{"name":"a","type":"INT64"},1]"#,
    ])
  func brokenExports(keys: String) throws {
    let catalog = try Load.text(#"{"id":1,\#(keys)}"#)
    #expect(catalog.tables.isEmpty)
    #expect(catalog.problems.map(\.severity) == [.error])
  }

  @Test("Records most of whose leaf keys are no columns of main are something else, and leave no findings")
  func mostLeaves() throws {
    let all = #"{"id":1,"name":"a","place":{"city":"c"},"debug":true}"#
    for (record, isRecord) in [
      (all, true), (#"{"id":1,"x":{"a":1,"b":2}}"#, false),
      (#"{"name":"a","version":"1","license":"MIT"}"#, false),
      (#"{"name":"a","version":"1"}"#, false), (#"{"id":1,"name":"a","x":3}"#, true),
    ] {
      let report = try EngineAudit.report(
        texts: ["main.json": main, "w.ndjson": record + "\n" + record], main: "main")
      #expect((report.verdict == .error) == !isRecord, "\(record)")
      #expect(report.audits.flatMap(\.findings).isEmpty == !isRecord, "\(record)")
    }
  }

  @Test("Sample records cannot be main, and records without a column of main are a problem")
  func misuse() throws {
    let swapped = try EngineAudit.report(texts: ["main.json": main, "w.ndjson": full], main: "w")
    #expect(swapped.problems.map(\.message).contains { $0.contains("is told by sample records alone") })
    #expect(swapped.verdict == .error)
    let strange = try EngineAudit.report(
      texts: ["main.json": main, "w.ndjson": #"{"x":1,"y":2}"#], main: "main")
    #expect(strange.verdict == .error)
    #expect(strange.problems.contains { $0.message.contains("no key in it is a column of main") })
  }
}
