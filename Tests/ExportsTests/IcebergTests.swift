@testable import Engines
@testable import ExportFixtures
@testable import Exports
@testable import JSONInput
@testable import Schema
@testable import TestSupport
@testable import Text
import Testing

@Suite("Iceberg's metadata and schemas")
struct IcebergTests {
  private static func schema(_ column: String, id: Int = 0) -> String {
    #"{"type":"struct","schema-id":\#(id),"fields":[{"id":1,"name":"\#(column)","required":true,"type":"long"}]}"#
  }

  private static func metadata(
    _ schemas: String, current: Int = 0, location: String = "s3://bucket/warehouse/shop.db/orders",
    more: String = ""
  ) -> String {
    #"{"format-version":2,"table-uuid":"u","location":"\#(location)","last-updated-ms":1769832000000,"last-column-id":3,"#
      + #""schemas":[\#(schemas)],"current-schema-id":\#(current)\#(more)}"#
  }

  private static let uuid = "361392c7-99be-4af8-a174-52318c1fc348"

  @Test("The current schema of several counts, and the table is called after its location")
  func current() throws {
    let text = Self.metadata("\(Self.schema("a")),\(Self.schema("b", id: 1))", current: 1)
    let catalog = try Load.text(text)
    #expect(catalog.tableTexts == ["shop.orders: b long REQUIRED"])
    #expect(catalog.problemTexts == [])
    #expect(catalog.schemas[0].engine == .iceberg)
    #expect(catalog.schemas[0].columns[0].attributes.fieldID?.number == 1)
    #expect(catalog.tables[0].facts?.modified?.description == "2026-01-31T04:00:00Z")
    let answer = try Load.text(#"{"metadata-location":"s3://b/m.json","metadata":\#(text),"config":{}}"#)
    #expect(answer.tableTexts == catalog.tableTexts)
  }

  @Test("The first version of the format has one schema alone")
  func firstVersion() throws {
    let text =
      #"{"format-version":1,"table-uuid":"u","location":"/data/orders","last-column-id":1,"schema":\#(Self.schema("a")),"#
      + #""partition-spec":[{"name":"a_day","transform":"day","source-id":1,"field-id":1000}]}"#
    let catalog = try Load.text(text)
    #expect(catalog.tableTexts == ["orders: a long REQUIRED"])
    #expect(catalog.schemas[0].partitioning == .present(Partitioning(column: "a", granularity: "DAY")))
    let both = text.replacing(
      #""schema":"#, with: #""schemas":[\#(Self.schema("b", id: 4))],"current-schema-id":4,"schema":"#)
    #expect(try Load.text(both).tableTexts == ["orders: b long REQUIRED"])
  }

  @Test(
    "Where a table's files are says its name",
    arguments: [
      ("s3://bucket/orders", "orders"), ("s3://bucket/wh/shop.db/orders/", "shop.orders"),
      ("file:///wh/shop/orders-\(uuid.replacing("-", with: ""))", "orders"), ("wh/orders_\(uuid)", "orders"),
      ("s3://bucket", "export"), ("", "export"), ("hdfs:/wh/x.db/orders", "x.orders"),
      ("s3://b/\(uuid)", uuid),
    ])
  func names(location: String, name: String) throws {
    let catalog = try Load.text(Self.metadata(Self.schema("a"), location: location))
    #expect(catalog.tables.map(\.name.description) == [name])
  }

  @Test("In a folder the newest metadata counts, and the table is called after it")
  func folder() throws {
    let folder = try TemporaryFolder()
    for (number, column) in [(1, "a"), (9, "b"), (10, "c"), (11, "d")] {
      try folder.write(
        "lake/shop/lines/metadata/v\(number).metadata.json", Self.metadata(Self.schema(column)))
    }
    // What is not yet in the hint was not finished.
    try folder.write("lake/shop/lines/metadata/version-hint.text", "10\n")
    for (name, column) in [
      ("00000-\(Self.uuid)", "a"), ("00001-\(Self.uuid)", "b"), ("00010-\(Self.uuid)", "c"),
    ] {
      try folder.write("lake/shop/orders/metadata/\(name).metadata.json", Self.metadata(Self.schema(column)))
    }
    let catalog = Load.files(["\(folder.path)/lake"])
    #expect(catalog.tableTexts == ["shop.lines: c long REQUIRED", "shop.orders: c long REQUIRED"])
    #expect(catalog.problemTexts == [])
    #expect(InputFiles(["\(folder.path)/lake"]).superseded == 5)
    let orders = "\(folder.path)/lake/shop/orders/metadata"
    let named = Load.files(["00000", "00001", "00010"].map { "\(orders)/\($0)-\(Self.uuid).metadata.json" })
    #expect(named.tableTexts == ["orders: c long REQUIRED"])
    // Without the table's folder in the path its location says the name.
    #expect(
      Load.files(["\(orders)/00001-\(Self.uuid).metadata.json"]).tableTexts == ["orders: b long REQUIRED"])
  }

  @Test("Every type of the format is read, with what a column says besides")
  func types() throws {
    let types = [
      "boolean", "int", "long", "float", "double", "decimal(9, 2)", "date", "time", "timestamp",
      "timestamptz",
      "timestamp_ns", "timestamptz_ns", "string", "uuid", "fixed[16]", "binary", "variant", "unknown",
      "geometry",
      "geometry(srid:3857)", "geography(OGC:CRS84, spherical)",
    ]
    let parts = [
      #"{"type":"list","element-id":90,"element":"int","element-required":true}"#,
      #"{"type":"map","key-id":91,"key":"string","value-id":92,"value":"fixed[4]","value-required":false}"#,
      #"{"type":"struct","fields":[{"id":93,"name":"x","required":true,"type":"uuid"}]}"#,
    ]
    let fields = (types.map { "\"\($0)\"" } + parts).enumerated().map { index, type in
      #"{"id":\#(index + 1),"name":"c\#(index)","required":false,"type":\#(type)}"#
    }
    let catalog = try Load.text(
      #"{"type":"struct","fields":[\#(fields.joined(separator: ","))]}"#, name: "t.json")
    #expect(catalog.problemTexts == [])
    let texts = catalog.schemas[0].columns.map { Engine.iceberg.types.text($0.type) }
    #expect(texts == types + ["list<int>", "map<string, fixed[4]>", "struct<x: uuid>"])
    #expect(catalog.schemas[0].columns.allSatisfy { $0.mode == .nullable })
    let more =
      #"{"id":5,"name":"a","required":true,"type":"int","doc":"d","initial-default":1,"write-default":2}"#
    let column = try #require(
      try Load.text(#"{"type":"struct","schema-id":0,"fields":[\#(more)]}"#).schemas.first?.columns.first)
    #expect(column.attributes.defaultExpression == .present("2"))
    #expect(column.attributes.description == .present("d"))
    #expect(column.attributes.fieldID?.number == 5)
    #expect(column.mode == .required)
  }

  @Test("A schema of Iceberg is not Spark's, and Spark's not Iceberg's")
  func spark() throws {
    #expect(try Load.text(Self.schema("a")).schemas[0].engine == .iceberg)
    let spark = #"{"type":"struct","fields":[{"name":"id","type":"long","nullable":false,"metadata":{}}]}"#
    #expect(try Load.text(spark).schemas[0].engine == .spark)
  }

  @Test("A view's metadata is a view's")
  func view() throws {
    let text =
      #"{"view-uuid":"u","format-version":1,"location":"s3://b/wh/v","schemas":[\#(Self.schema("a", id: 3))],"#
      + #""current-version-id":2,"versions":[{"version-id":2,"schema-id":3}]}"#
    let catalog = try Load.text(text)
    #expect(catalog.tableTexts == ["v: a long REQUIRED"])
    #expect(catalog.tables[0].facts?.kind == .view)
  }

  @Test(
    "Broken metadata leaves its table out, with its place",
    arguments: [
      (
        metadata(schema("a"), current: 7),
        "the current schema of this Iceberg metadata, 7, is not among its schemas"
      ),
      (#"{"format-version":2,"table-uuid":"u"}"#, "this Iceberg metadata has no schemas"),
      (metadata(schema("a")).replacing(#""current-schema-id":0"#, with: #""x":0"#), "which of its schemas"),
      (metadata(schema("a").replacing(#""id":1,"#, with: "")), "has no id"),
      (metadata(schema("a").replacing(#""required":true,"#, with: "")), "neither true nor false"),
      (metadata(schema("a").replacing("long", with: "bigint")), "unknown type 'bigint'"),
      (metadata(schema("a").replacing(#""fields""#, with: #""columns""#)), "no list of fields"),
    ])
  func broken(text: String, message: String) throws {
    let catalog = try Load.text(text)
    #expect(catalog.tables.map(\.schema) == [nil])
    #expect(catalog.problems.map(\.severity) == [.error])
    #expect(catalog.problems.first?.message.contains(message) ?? false, "\(catalog.problemTexts)")
    #expect(catalog.problems.first?.line == 1)
  }
}
