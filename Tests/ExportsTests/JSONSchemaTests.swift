@testable import Engines
@testable import ExportFixtures
@testable import Exports
@testable import Schema
import Testing

@Suite("JSON Schemas") struct JSONSchemaTests {
  private func columns(_ text: String) throws -> [String] {
    let catalog = try Load.text(text)
    #expect(catalog.problemTexts == [])
    return try #require(catalog.schemas.first).columns.map {
      "\($0.name) \(LogicalTypes(words: .contractOfTests, dateTime: "date-time").text($0.type)) \($0.mode?.rawValue ?? "-")"
    }
  }

  private func type(_ schema: String) throws -> String {
    try columns(#"{"type":"object","required":["a"],"properties":{"a":\#(schema)}}"#).first ?? ""
  }

  @Test(
    "Types, formats and null",
    arguments: [
      (#"{"type":"integer"}"#, "a integer REQUIRED"), (#"{"type":"number"}"#, "a number REQUIRED"),
      (#"{"type":"number","multipleOf":1}"#, "a integer REQUIRED"),
      (#"{"type":"boolean"}"#, "a boolean REQUIRED"), (#"{"type":"string"}"#, "a string REQUIRED"),
      (#"{"type":"string","maxLength":40}"#, "a string(40) REQUIRED"),
      (#"{"type":["string","null"]}"#, "a string NULLABLE"),
      (#"{"type":["integer","number"]}"#, "a number REQUIRED"),
      (#"{"type":["integer","string","null"]}"#, "a union<integer, string> NULLABLE"),
      (#"{"type":"string","format":"date-time"}"#, "a date-time REQUIRED"),
      (#"{"type":"string","format":"date"}"#, "a date REQUIRED"),
      (#"{"type":"string","format":"time"}"#, "a time REQUIRED"),
      (#"{"type":"string","format":"uuid"}"#, "a uuid REQUIRED"),
      (#"{"type":"string","format":"email"}"#, "a string REQUIRED"),
      (#"{"type":"string","contentEncoding":"base64"}"#, "a bytes REQUIRED"),
      (#"{"enum":["A","B"]}"#, "a enum(A, B) REQUIRED"),
      (#"{"type":"string","enum":["A","B"]}"#, "a enum(A, B) REQUIRED"),
      (#"{"enum":[1,null]}"#, "a integer NULLABLE"), (#"{"const":true}"#, "a boolean REQUIRED"),
      (#"{"const":null}"#, "a any NULLABLE"), (#"{}"#, "a any NULLABLE"), (#"true"#, "a any NULLABLE"),
      (#"{"type":"array","items":{"type":"string"}}"#, "a array<string> REQUIRED"),
      (#"{"type":"array"}"#, "a array REQUIRED"),
      (
        #"{"type":"array","prefixItems":[{"type":"integer"},{"type":"integer"}]}"#,
        "a array<integer> REQUIRED"
      ),
      (#"{"type":"object"}"#, "a object REQUIRED"),
      (#"{"type":"object","additionalProperties":{"type":"integer"}}"#, "a map<integer> REQUIRED"),
      (#"{"properties":{"b":{"type":"integer"}}}"#, "a object<b: integer> REQUIRED"),
      (#"{"oneOf":[{"type":"null"},{"type":"integer"}]}"#, "a integer NULLABLE"),
      (
        #"{"anyOf":[{"type":"number"},{"type":"string"},{"type":"null"}]}"#,
        "a union<number, string> NULLABLE"
      ),
      (#"{"allOf":[{"type":"string"},{"maxLength":3}]}"#, "a string REQUIRED"),
      (#"{"type":"string","nullable":true}"#, "a string NULLABLE"),
      (
        #"{"anyOf":[{"type":"object","properties":{"x":{"type":"integer"}}},{"type":"object","properties":{"y":{"type":"string"}}}]}"#,
        "a object<x: integer, y: string> REQUIRED"
      ),
      (#"{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"string"}]}"#, "a any REQUIRED"),
    ])
  func types(schema: String, expected: String) throws { #expect(try type(schema) == expected) }

  @Test("References within the document: definitions, the root itself, anchors and escaped names")
  func references() throws {
    let read = try columns(
      #"""
      {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{
        "a":{"$ref":"#/$defs/a~1b"}, "b":{"$ref":"#/definitions/c%20d","description":"x"}, "c":{"$ref":"#"},
        "d":{"$ref":"#here"}, "e":{"$ref":"#/properties/a"}},
       "$defs":{"a/b":{"type":"integer"},"x":{"$anchor":"here","type":"boolean"}},"definitions":{"c d":{"type":["null","string"]}}}
      """#)
    #expect(
      read.filter { !$0.hasPrefix("c ") } == [
        "a integer NULLABLE", "b string NULLABLE", "d boolean NULLABLE", "e integer NULLABLE",
      ])
    #expect(read.contains { $0.hasPrefix("c object<a: integer, b: string, c: object") })
  }

  @Test("A reference to another document is unknown, and a warning")
  func foreign() throws {
    let catalog = try Load.text(#"{"type":"object","properties":{"a":{"$ref":"https://x.example/a.json"}}}"#)
    #expect(catalog.tableTexts.count == 1)
    #expect(catalog.schemas.first?.columns.first?.type == .unknown)
    #expect(
      catalog.problemTexts.first?.contains(
        "warning: 'https://x.example/a.json' is no part of this JSON Schema") ?? false)
  }

  @Test("The row may be behind a reference, in allOf, one of several objects, or the element of a list")
  func roots() throws {
    let row = #"{"type":"object","required":["id"],"properties":{"id":{"type":"integer"}}}"#
    for text in [
      ##"{"$ref":"#/$defs/Row","$defs":{"Row":\##(row)}}"##,
      #"{"$schema":"http://json-schema.org/draft-07/schema#","allOf":[\#(row),{"title":"x"}]}"#,
      #"{"$schema":"http://json-schema.org/draft-07/schema#","type":"array","items":\#(row)}"#,
    ] {
      #expect(try columns(text) == ["id integer REQUIRED"], "\(text)")
    }
    let either =
      #"{"$schema":"http://json-schema.org/schema#","oneOf":[\#(row),{"type":"object","required":["id"],"#
      + #""properties":{"id":{"type":"integer"},"b":{"type":"string"}}}]}"#
    #expect(try columns(either) == ["b string NULLABLE", "id integer REQUIRED"])
  }

  @Test(
    "What is wrong is said where it is",
    arguments: [
      (
        #"{"type":"object","properties":{"a":{"type":"strng"}}}"#, 44, "unknown type 'strng' in a JSON Schema"
      ),
      (#"{"type":"object","properties":{"a":3,"b":{"type":"integer"}}}"#, 36, "the schema of a is"),
      (
        #"{"$schema":"http://json-schema.org/schema#","type":"string"}"#, 1,
        "describes no object with properties"
      ),
    ])
  func wrong(text: String, column: Int, message: String) throws {
    let problems = try Load.text(text).problems
    #expect(problems.first?.message.contains(message) ?? false, "\(problems)")
    #expect(problems.first?.column == column)
  }

  @Test("Definitions that multiply are refused")
  func multiplying() throws {
    let definitions = (0..<20).map { number in
      let next = ##"{"$ref":"#/$defs/d\##(number + 1)"}"##
      return #""d\#(number)":{"type":"object","properties":{"a":\#(next),"b":\#(next)}}"#
    }
    let text =
      ##"{"$ref":"#/$defs/d0","$defs":{\##(definitions.joined(separator: ",")),"d20":{"type":"string"}}}"##
    #expect(try Load.text(text).problems.first?.message.contains("more than 20000 fields") ?? false)
  }

  @Test("Objects of other kinds are not taken for a JSON Schema")
  func others() throws {
    for text in [
      #"{"properties":{"a":{"type":"keyword"}}}"#, #"{"type":"object","fields":[]}"#,
      #"{"$schema":"https://vega.github.io/schema/vega-lite/v5.json","properties":{}}"#,
      #"{"type":"Feature","properties":{"a":1}}"#,
    ] {
      #expect(try Load.text(text).files.first?.forms.first?.name != JSONSchemaForm.name, "\(text)")
    }
  }
}

extension EngineWords {
  fileprivate static var contractOfTests: EngineWords { EngineWords(engine: "JSON Schema") }
}
