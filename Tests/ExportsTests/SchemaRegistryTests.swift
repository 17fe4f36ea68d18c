@testable import ExportFixtures
@testable import Exports
@testable import Schema
import Testing

@Suite("Schemas of a Schema Registry") struct SchemaRegistryTests {
  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
  private let record = #"{"type":"record","name":"O","fields":[{"name":"id","type":"long"}]}"#

  @Test("A subject is a table without -value; AVRO where no type is named")
  func avro() throws {
    let one = #"{"subject":"orders-value","version":3,"id":42,"schema":\#(quoted(record))}"#
    let union =
      #"{"subject":"items-value","version":1,"id":2,"schemaType":"AVRO","schema":\#(quoted("[\"null\",\(record)]"))}"#
    let catalog = try Load.text("[\(one),\(union)]")
    #expect(catalog.tableTexts == ["items: id long REQUIRED", "orders: id long REQUIRED"])
    #expect(catalog.problemTexts == [])
    #expect(
      try Load.text(#"{"schema":\#(quoted(record))}"#, name: "t.json").tableTexts == ["t: id long REQUIRED"])
  }

  @Test("References name types of other subjects; of several versions the last one counts")
  func references() throws {
    let status = #"{"type":"enum","name":"shop.Status","symbols":["A"]}"#
    let user = #"{"type":"record","name":"O","fields":[{"name":"s","type":"shop.Status"}]}"#
    let text = #"""
      [{"subject":"status","version":1,"id":1,"schema":\#(quoted(status))},
       {"subject":"orders-value","version":1,"id":2,"schema":\#(quoted(record))},
       {"subject":"orders-value","version":2,"id":3,"schema":\#(quoted(user)),
        "references":[{"name":"shop.Status","subject":"status","version":1}]}]
      """#
    let catalog = try Load.text(text)
    #expect(catalog.tableTexts == ["orders: s enum shop.Status(A) REQUIRED"])
    #expect(catalog.problemTexts == [])
  }

  @Test("JSON is a JSON Schema")
  func json() throws {
    let schema = #"{"type":"object","required":["id"],"properties":{"id":{"type":"integer"}}}"#
    let catalog = try Load.text(
      #"{"subject":"o-value","version":1,"schemaType":"JSON","schema":\#(quoted(schema))}"#)
    #expect(catalog.tableTexts == ["o: id integer REQUIRED"])
  }

  @Test(
    "What is not read is named",
    arguments: [
      (
        #"{"subject":"o-value","schemaType":"PROTOBUF","schema":"syntax = \"proto3\";"}"#,
        "of subject 'o-value' is Protobuf, which is not read"
      ),
      (#"{"schema":"syntax = \"proto3\"; message A {}"}"#, "is Protobuf, which is not read"),
      (#"{"subject":"o","schemaType":"XML","schema":"<a/>"}"#, "is of type XML: AVRO and JSON are read"),
      (
        #"{"subject":"o-key","schema":"\"string\""}"#,
        "of subject 'o-key' is no record: it describes no table"
      ),
      (#"{"subject":"o","schema":"{\"type\":"}"#, "of subject 'o' is not JSON"),
      (
        #"{"subject":"o","schema":"{\"type\":\"record\",\"name\":\"O\",\"fields\":[{\"name\":\"a\"}]}"}"#,
        "field a has no type"
      ),
    ])
  func refused(text: String, message: String) throws {
    let problems = try Load.text(text).problemTexts
    #expect(problems.count == 1)
    #expect(problems.first?.contains(message) ?? false, "\(problems)")
  }

  @Test("A record with a column called schema is a sample record's matter")
  func others() throws {
    #expect(
      try Load.text(#"{"schema":"public","name":"x"}"#).files.first?.forms.first?.name
        != SchemaRegistryForm.name)
  }
}
