@testable import Engines
@testable import ExportFixtures
@testable import Exports
@testable import Schema
import Testing

@Suite("Catalogs of Singer and Airbyte, schemas of dlt and Kafka Connect, data contracts")
struct ContractFormTests {
  private func tables(_ text: String, name: String = "export.json") throws -> [String] {
    let catalog = try Load.text(text, name: name)
    #expect(catalog.problemTexts == [])
    return catalog.tables.map { table in
      let columns = table.schema.map { index in
        let schema = catalog.schemas[index]
        return schema.columns.map {
          "\($0.name) \(schema.engine.types.text($0.type)) \($0.mode?.rawValue ?? "-")"
        }
        .joined(separator: ", ")
      }
      return "\(table.name): \(columns ?? "unreadable")"
    }
  }

  // MARK: Singer

  @Test(
    "Singer: keys have a value, null is said, and nothing else is known of modes; what is left out is not written"
  )
  func singer() throws {
    let schema =
      #"{"type":"object","properties":{"id":{"type":["null","integer"]},"key":{"type":"integer"},"a":{"type":"string"},"b":{"type":"string"}}}"#
    let stream =
      #"{"tap_stream_id":"shop-orders","stream":"orders","key_properties":["key"],"schema":\#(schema),"metadata":[{"breadcrumb":[],"metadata":{"schema-name":"shop"}},{"breadcrumb":["properties","b"],"metadata":{"inclusion":"unsupported"}}]}"#
    let unselected =
      #"{"tap_stream_id":"x","stream":"x","schema":\#(schema),"metadata":[{"breadcrumb":[],"metadata":{"selected":false}}]}"#
    #expect(
      try tables(#"{"streams":[\#(stream),\#(unselected)]}"#) == [
        "shop.orders: a string -, id integer NULLABLE, key integer REQUIRED"
      ])
  }

  @Test("Singer: SCHEMA messages among records, of which the last counts")
  func singerMessages() throws {
    func message(_ type: String) -> String {
      #"{"type":"SCHEMA","stream":"orders","schema":{"properties":{"id":{"type":"\#(type)"}}},"key_properties":["id"]}"#
    }
    let text = [
      message("string"), #"{"type":"RECORD","stream":"orders","record":{"id":1}}"#, message("integer"),
      #"{"type":"STATE","value":{"orders":1}}"#,
    ].joined(separator: "\n")
    #expect(try tables(text) == ["orders: id integer REQUIRED"])
  }

  // MARK: Airbyte

  @Test("Airbyte: a catalog of either kind, or in a message")
  func airbyte() throws {
    let schema =
      #"{"type":"object","properties":{"id":{"type":"integer"},"at":{"type":["null","string"],"format":"date-time","airbyte_type":"timestamp_without_timezone"},"n":{"type":"string","airbyte_type":"big_integer"}}}"#
    let expected = ["shop.orders: at local-date-time NULLABLE, id integer REQUIRED, n integer -"]
    let stream = #"{"name":"orders","namespace":"shop","json_schema":\#(schema)"#
    #expect(
      try tables(#"{"streams":[{"stream":\#(stream)},"sync_mode":"full_refresh","primary_key":[["id"]]}]}"#)
        == expected)
    #expect(
      try tables(
        #"{"type":"CATALOG","catalog":{"streams":[\#(stream),"source_defined_primary_key":[["id"]]}]}}"#)
        == expected)
  }

  // MARK: dlt

  @Test("dlt: types with their numbers; what is dlt's own, and what it has seen no value of, is left out")
  func dlt() throws {
    func column(_ name: String, _ facts: String) -> String { #""\#(name)":{"name":"\#(name)",\#(facts)}"# }
    let columns = [
      column("id", #""data_type":"bigint","nullable":false"#),
      column("i", #""data_type":"bigint","precision":32"#),
      column("t", #""data_type":"text","precision":40"#),
      column("d", #""data_type":"decimal","precision":10,"scale":2"#),
      column("d0", #""data_type":"decimal""#), column("w", #""data_type":"wei""#),
      column("x", #""data_type":"double""#),
      column("b", #""data_type":"bool""#), column("at", #""data_type":"timestamp","precision":3"#),
      column("at0", #""data_type":"timestamp","timezone":false"#),
      column("bin", #""data_type":"binary","precision":8"#),
      column("j", #""data_type":"json""#), column("day", #""data_type":"date""#),
      column("tm", #""data_type":"time""#),
      #""unseen":{"name":"unseen","nullable":true}"#, column("_dlt_id", #""data_type":"text""#),
    ].joined(separator: ",")
    let text =
      #"{"version":1,"engine_version":11,"name":"shop","tables":{"_dlt_loads":{"columns":{}},"empty":{"columns":{}},"orders":{"columns":{\#(columns)}}}}"#
    #expect(
      try tables(text) == [
        "shop.orders: id bigint REQUIRED, i bigint(32) NULLABLE, t text(40) NULLABLE, d decimal(10, 2) NULLABLE, "
          + "d0 decimal NULLABLE, w wei NULLABLE, x double NULLABLE, b bool NULLABLE, at timestamp(3) NULLABLE, "
          + "at0 timestamp without timezone NULLABLE, bin binary(8) NULLABLE, j json NULLABLE, day date NULLABLE, tm time NULLABLE"
      ])
    let wrong = try Load.text(text.replacing(#""data_type":"wei""#, with: #""data_type":"wie""#)).problemTexts
    #expect(wrong.first?.contains("unknown type 'wie' of column w") ?? false, "\(wrong)")
  }

  // MARK: Kafka Connect

  @Test("Kafka Connect: logical types, nested ones, and the field after of Debezium's events")
  func connect() throws {
    let fields = [
      #"{"field":"id","type":"int64","optional":false}"#,
      #"{"field":"p","type":"bytes","optional":true,"name":"org.apache.kafka.connect.data.Decimal","parameters":{"scale":"2","connect.decimal.precision":"10"}}"#,
      #"{"field":"q","type":"bytes","optional":true,"name":"org.apache.kafka.connect.data.Decimal","parameters":{"scale":"2"}}"#,
      #"{"field":"at","type":"int64","optional":true,"name":"io.debezium.time.MicroTimestamp"}"#,
      #"{"field":"u","type":"string","optional":true,"name":"com.example.Own"}"#,
      #"{"field":"l","type":"array","optional":true,"items":{"type":"struct","optional":false,"fields":[{"field":"x","type":"float","optional":false}]}}"#,
      #"{"field":"m","type":"map","optional":true,"keys":{"type":"string","optional":false},"values":{"type":"double","optional":true}}"#,
      #"{"field":"e","type":"string","optional":false,"name":"io.debezium.data.Enum","parameters":{"allowed":"A, B"}}"#,
    ].joined(separator: ",")
    let columns =
      "id int64 REQUIRED, p Decimal(10,2) NULLABLE, q VariableScaleDecimal NULLABLE, at MicroTimestamp NULLABLE, u string NULLABLE, "
      + "l array<struct<x:float32>> NULLABLE, m map<string,float64> NULLABLE, e enum(A, B) REQUIRED"
    let row = #"{"type":"struct","fields":[\#(fields)],"name":"s1.shop.orders.Value","optional":true"#
    #expect(try tables(row + "}") == ["shop.orders: \(columns)"])
    #expect(
      try tables(#"{"schema":\#(row.replacing("s1.shop.orders.Value", with: "Order"))},"payload":{"id":1}}"#)
        == ["Order: \(columns)"])
    let event =
      #"{"schema":{"type":"struct","name":"s1.shop.orders.Envelope","optional":false,"fields":[\#(row),"field":"before"},\#(row),"field":"after"},{"field":"op","type":"string","optional":false}]},"payload":{"source":{"db":"w","schema":"inventory","table":"o"}}}"#
    #expect(try tables(event) == ["inventory.o: \(columns)"])
  }

  @Test("Kafka Connect: a schema that is no struct describes no table")
  func connectPrimitive() throws {
    let problems = try Load.text(#"{"schema":{"type":"string","optional":false},"payload":"x"}"#).problemTexts
    #expect(problems.first?.contains("the schema of this message is string and no struct") ?? false)
  }

  // MARK: Data contracts

  private let properties = #"""
    [{"name":"id","physicalName":"ID","logicalType":"integer","physicalType":"INT64","required":true},
     {"name":"s","logicalType":"object","physicalType":"STRUCT","properties":[{"name":"a","physicalType":"NUMERIC(10, 2)"}]},
     {"name":"l","logicalType":"array","physicalType":"ARRAY","items":{"physicalType":"STRING"}},
     {"name":"x","logicalType":"string"}]
    """#

  @Test("A data contract of an engine's types: that of its server, or the one that has them all")
  func physical() throws {
    let text =
      #"{"apiVersion":"v3.1.0","kind":"DataContract","servers":[{"type":"bigquery"}],"schema":[{"name":"orders","physicalName":"p.d.orders","properties":\#(properties)}]}"#
    let expected = [
      "p.d.orders: ID INT64 REQUIRED, l ARRAY<STRING> REPEATED, s STRUCT<a NUMERIC(10, 2)> NULLABLE, x unknown NULLABLE"
    ]
    let catalog = try Load.text(text)
    #expect(catalog.problemTexts == [])
    #expect(catalog.schemas.first?.engine == .bigQuery)
    let read = try tables(text).map { $0.replacing("x  ", with: "x unknown ") }
    #expect(read == expected)
    #expect(try tables(text.replacing(#""servers":[{"type":"bigquery"}],"#, with: "")).count == 1)
    let wrong = try Load.text(text.replacing("NUMERIC(10, 2)", with: "NUMRIC")).problemTexts
    #expect(wrong.first?.contains("NUMRIC") ?? false)
  }

  @Test("A data contract of logical types; before 3.1 a date may be a moment")
  func logical() throws {
    let properties = #"""
      [{"name":"id","logicalType":"integer","primaryKey":true},{"name":"s","logicalType":"string","logicalTypeOptions":{"maxLength":9}},
       {"name":"d","logicalType":"date"},{"name":"o","logicalType":"object","properties":[{"name":"a","logicalType":"number"}]},
       {"name":"l","logicalType":"array","items":{"logicalType":"string"}}]
      """#
    func text(_ version: String) -> String {
      #"{"apiVersion":"\#(version)","kind":"DataContract","schema":[{"name":"orders","properties":\#(properties)}]}"#
    }
    func expected(_ date: String) -> [String] {
      [
        "orders: d \(date) NULLABLE, id integer REQUIRED, l array<string> NULLABLE, o object<a: number> NULLABLE, s string(9) NULLABLE"
      ]
    }
    #expect(try tables(text("v3.1.0")) == expected("date"))
    #expect(try tables(text("v3.0.2")) == expected("union<date, date-time, time>"))
  }

  @Test("In YAML too, by its content, with places of the YAML")
  func yaml() throws {
    let text = """
      # a contract
      apiVersion: v3.1.0
      kind: DataContract
      schema:
        - name: &n orders
          properties:
            - {name: id, logicalType: integer, required: true}
            - name: "no \\"te\\""
              logicalType: string
              description: |
                several
                lines
            - name: other
              logicalType: strin
      """
    let catalog = try Load.text(text, name: "x.yaml")
    #expect(catalog.problemTexts.count == 1)
    #expect(catalog.problemTexts.first?.hasPrefix("x.yaml:14:") ?? false, "\(catalog.problemTexts)")
    #expect(catalog.problemTexts.first?.contains("unknown logicalType 'strin' of column other") ?? false)
    let good = try tables(
      text.replacing("strin\n", with: "string\n").replacing("logicalType: strin", with: "logicalType: string")
        .replacing("stringg", with: "string"), name: "x")
    #expect(good == ["orders: id integer REQUIRED, no \"te\" string NULLABLE, other string NULLABLE"])
    let broken = try Load.text("kind: DataContract\nschema: [\n", name: "b.yaml").problemTexts
    #expect(broken.first?.contains("not valid YAML") ?? false)
  }

  @Test("A contract without tables, and one of version 2, are named")
  func refused() throws {
    #expect(
      try Load.text(#"{"apiVersion":"v2.2.2","kind":"DataContract","dataset":[]}"#).problemTexts.first?
        .contains("version 2 of the standard") ?? false)
    #expect(
      try Load.text(#"{"apiVersion":"v3.0.0","kind":"DataContract","schema":[]}"#).problemTexts.first?
        .contains("it has no tables") ?? false)
  }
}
