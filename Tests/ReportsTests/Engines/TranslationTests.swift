@testable import AuditFixtures
@testable import Auditing
@testable import Comparison
@testable import Engines
@testable import Exports
@testable import Reports
@testable import Schema
@testable import Settings
@testable import TestSupport
import Foundation
import Testing

@Suite("Main and staging of different engines")
struct TranslationTests {
  private let main = """
    [{"name":"id","type":"INT64","mode":"REQUIRED"},{"name":"name","type":"STRING"},{"name":"price","type":"NUMERIC","precision":"10","scale":"2"},
     {"name":"at","type":"TIMESTAMP"},{"name":"tags","type":"STRING","mode":"REPEATED"},
     {"name":"counts","type":"RECORD","mode":"REPEATED","fields":[{"name":"key","type":"STRING"},{"name":"value","type":"INT64"}]},
     {"name":"place","type":"RECORD","fields":[{"name":"city","type":"STRING"}]}]
    """

  private func avro(_ fields: String...) -> String {
    #"{"type":"record","name":"orders","fields":[\#(fields.joined(separator: ","))]}"#
  }

  @Test("Avro goes into BigQuery through the stated mapping, in Avro's words")
  func avroToBigQuery() throws {
    let staging = avro(
      #"{"name":"id","type":"long"}"#, #"{"name":"name","type":["null","bytes"]}"#,
      #"{"name":"price","type":["null",{"type":"bytes","logicalType":"decimal","precision":12,"scale":4}]}"#,
      #"{"name":"at","type":["null",{"type":"long","logicalType":"timestamp-micros"}]}"#,
      #"{"name":"tags","type":{"type":"array","items":"string"}}"#,
      #"{"name":"counts","type":{"type":"map","values":"int"}}"#,
      #"{"name":"place","type":["null",{"type":"record","name":"place","fields":[{"name":"town","type":"string"}]}]}"#
    )
    let report = try EngineAudit.report(texts: ["main.json": main, "orders.avsc": staging], main: "main")
    #expect(report.problems == [])
    #expect(
      EngineAudit.lines(report) == [
        "error type-changed name: STRING → bytes",
        "warning parameters-changed price: NUMERIC(10, 2) → decimal(12, 4)",
        "error missing-column place.city: STRING → -", "error extra-column place.town: - → string REQUIRED",
      ])
  }

  @Test("Spark and PostgreSQL go into BigQuery too")
  func others() throws {
    let spark =
      #"{"type":"struct","fields":[{"name":"id","type":"long","nullable":false,"metadata":{}},"#
      + #"{"name":"name","type":"string","nullable":true,"metadata":{}},{"name":"price","type":"decimal(10,2)","nullable":true,"metadata":{}},"#
      + #"{"name":"at","type":"timestamp","nullable":true,"metadata":{}},"#
      + #"{"name":"tags","type":{"type":"array","elementType":"string","containsNull":true},"nullable":true,"metadata":{}},"#
      + #"{"name":"counts","type":{"type":"map","keyType":"string","valueType":"long","valueContainsNull":true},"nullable":true,"metadata":{}},"#
      + #"{"name":"place","type":{"type":"struct","fields":[{"name":"city","type":"string","nullable":true,"metadata":{}}]},"nullable":true,"metadata":{}}]}"#
    let same = try EngineAudit.report(texts: ["main.json": main, "s.json": spark], main: "main")
    #expect(EngineAudit.lines(same) == [])
    #expect(same.problems == [])
    let postgres = EngineAudit.report(
      [EngineAudit.fixture("postgres/columns.ndjson"), EngineAudit.fixture("bigquery/orders.json")],
      main: EngineAudit.fixture("bigquery/orders.json"), staging: ["_staging_*"])
    #expect(EngineAudit.lines(postgres).contains("error type-changed quantity: INT64 → text"))
  }

  @Test("A pair that the mapping cannot decide is a problem, and the column is not compared")
  func undecided() throws {
    let staging = avro(
      #"{"name":"id","type":"long"}"#, #"{"name":"name","type":["string","long"]}"#,
      #"{"name":"extra","type":{"type":"fixed","name":"d","size":12,"logicalType":"duration"}}"#)
    let report = try EngineAudit.report(
      texts: [
        "main.json": #"[{"name":"id","type":"INT64","mode":"REQUIRED"},{"name":"name","type":"STRING"}]"#,
        "w.avsc": staging,
      ],
      main: "main")
    #expect(report.verdict == .error)
    #expect(
      report.problems.map(\.message) == [
        "type 'union<string, long>' of column name in w: Avro and BigQuery have no types that mean the same, so that the "
          + "column was not compared."
      ])
    #expect(
      EngineAudit.lines(report) == [
        "note nullability-changed name: STRING → union<string, long> REQUIRED",
        "warning extra-column extra: - → duration REQUIRED",
      ])
  }

  @Test("What means the same in two engines is found again in both", arguments: EngineSet.all.engines)
  func meanings(engine: Engine) {
    let types = engine.types
    for meaning in [
      CommonType.boolean, .integer(bits: 64, isSigned: true), .decimal(precision: 10, scale: 2),
      .float(bits: 64),
      .text(nil), .binary(nil), .date, .dateTime(6), .instant(6),
    ] {
      guard engine != .records else { continue }
      let type = types.type(meaning: meaning)
      #expect(type != nil, "\(engine): \(meaning)")
      guard let type, let back = types.meaning(type) else { continue }
      #expect(types.type(meaning: back) == type, "\(engine): \(meaning)")
    }
  }

  @Test(
    "Lengths, precisions and fractions of a second go through the mapping",
    arguments: [
      (Engine.mySQL, "datetime", Engine.postgreSQL, "timestamp(0) without time zone"),
      (.postgreSQL, "timestamp without time zone", .mySQL, "datetime(6)"),
      (.postgreSQL, "character varying(40)", .redshift, "character varying(160)"),
      (.postgreSQL, "numeric", .redshift, ""),
      (.snowflake, "NUMBER(38,0)", .bigQuery, "INT64"), (.bigQuery, "INT64", .snowflake, "NUMBER(38,0)"),
      (.duckDB, "HUGEINT", .bigQuery, "BIGNUMERIC"), (.mySQL, "varbinary(16)", .postgreSQL, "bytea"),
      (.mySQL, "bigint unsigned", .postgreSQL, "numeric(20,0)"), (.spark, "variant", .bigQuery, "JSON"),
      (.postgreSQL, "numeric", .bigQuery, ""), (.duckDB, "DECIMAL(38,20)", .bigQuery, "BIGNUMERIC(38, 20)"),
      (.avro, "timestamp-millis", .duckDB, "TIMESTAMP WITH TIME ZONE"),
      (.snowflake, "TEXT", .bigQuery, "STRING"),
    ])
  func mapping(from: Engine, text: String, to: Engine, expected: String) {
    let type: DataType? = from == .avro ? .scalar(text, parameters: []) : try? from.types.type(text)
    let mapped = type.flatMap { from.types.meaning($0) }.flatMap { to.types.type(meaning: $0) }
    #expect(mapped.map { to.types.text($0) } ?? "" == expected)
  }

  @Test("Of several types of one meaning main's own is taken")
  func sameMeaning() throws {
    let row = #""udt_name":"json","is_generated":"NEVER","ordinal_position":1"#
    let report = try EngineAudit.report(
      texts: [
        "main.ndjson": #"{"table_name":"main","column_name":"raw","data_type":"json",\#(row)}"#,
        "s.json": #"[{"name":"raw","type":"JSON"}]"#,
      ], main: "main", staging: ["s"])
    #expect(EngineAudit.lines(report) == [])
    #expect(report.problems == [])
  }

  @Test("compare goes through the mapping too")
  func compare() throws {
    let folder = try TemporaryFolder()
    let one = try folder.write("main.json", Data(main.utf8))
    let two = try folder.write("w.avsc", Data(avro(#"{"name":"id","type":"string"}"#).utf8))
    let run = TableComparison(main: one, staging: two, sources: [])
    let outcome = run.outcome(generatedAt: "2026-11-24T04:00:00Z", loader: ExportLoader(threads: 1))
    let pair = try #require(outcome.pair)
    #expect(pair.findings.contains { $0.rule == "type-changed" && $0.staging?.type == "string" })
    let text = ComparisonTable(pair, report: outcome.report).text
    #expect(text.contains("INSERT ROW     fails: 1 value for 7 columns."))
  }
}
