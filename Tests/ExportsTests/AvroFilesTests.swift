@testable import ExportFixtures
@testable import Exports
@testable import Schema
@testable import TestSupport
import Foundation
import Testing

@Suite("Avro schemas in several files") struct AvroFilesTests {
  private func load(_ files: KeyValuePairs<String, String>, threads: Int = 2) throws -> Catalog {
    let folder = try TemporaryFolder()
    var paths: [String] = []
    for (name, text) in files { paths.append(try folder.write(name, Data(text.utf8))) }
    return Load.relative(Load.files(paths, threads: threads), to: folder)
  }

  private let status = #"{"type": "enum", "name": "Status", "namespace": "shop", "symbols": ["NEW", "PAID"]}"#
  private let order = #"""
    {"type": "record", "name": "Order", "namespace": "shop", "fields": [
      {"name": "id", "type": "long"}, {"name": "status", "type": "Status"},
      {"name": "old", "type": ["null", "shop.Status"]},
      {"name": "either", "type": ["string", "shop.Status"]}]}
    """#

  @Test(
    "Names resolve over all inputs, in whichever order; an ENUM in a file of its own is no table",
    arguments: [1, 3])
  func names(threads: Int) throws {
    let expected = [
      "order: id long REQUIRED, status enum shop.Status(NEW, PAID) REQUIRED, old enum shop.Status(NEW, PAID), "
        + "either union<string, enum shop.Status(NEW, PAID)> REQUIRED"
    ]
    for files in [["a.avsc": status, "order.avsc": order], ["order.avsc": order, "z.avsc": status]]
      as [KeyValuePairs<String, String>]
    {
      let catalog = try load(files, threads: threads)
      #expect(catalog.tableTexts == expected)
      #expect(catalog.problemTexts == [])
    }
  }

  @Test("A name that no input declares leaves the table out, at its place and with the nearest name")
  func unknown() throws {
    let catalog = try load(["order.avsc": order, "status.avsc": status.replacing("Status", with: "Statuss")])
    #expect(catalog.tableTexts == ["order: unreadable"])
    let problem = try #require(catalog.problemTexts.first)
    #expect(problem.hasPrefix("order.avsc:2:"))
    #expect(problem.contains("unknown type 'Status' of column status, which no input declares"))
  }

  @Test("Two files that declare one name with other contents are no answer; the file's own is")
  func ambiguous() throws {
    let other = status.replacing("PAID", with: "SENT")
    let catalog = try load(["a.avsc": status, "b.avsc": other, "order.avsc": order])
    #expect(catalog.tableTexts == ["order: unreadable"])
    #expect(
      catalog.problemTexts.contains {
        $0.contains("is declared in a.avsc and, with other contents, in b.avsc")
      })
    let own = try load(["a.avsc": status, "order.avsc": "[\(other), \(order)]"])
    #expect(own.tableTexts.first?.contains("status enum shop.Status(NEW, SENT)") ?? false)
  }

  @Test("Of an array the last record is the table; null in it makes it nullable")
  func array() throws {
    let address = #"{"type": "record", "name": "Address", "fields": [{"name": "city", "type": "string"}]}"#
    let table = #"{"type": "record", "name": "T", "fields": [{"name": "home", "type": ["null", "Address"]}]}"#
    let catalog = try load([
      "t.avsc": "[\(status), \(address), \(table)]", "n.avsc": "[\"null\", \(address)]",
    ])
    #expect(catalog.tableTexts == ["n: city string REQUIRED", "t: home STRUCT<city string>"])
    #expect(catalog.problemTexts == [])
  }

  @Test("Records that name one another are a problem and no endless search")
  func cycle() throws {
    func record(_ name: String, _ other: String) -> String {
      #"{"type": "record", "name": "\#(name)", "fields": [{"name": "next", "type": "\#(other)"}]}"#
    }
    let catalog = try load(["a.avsc": record("A", "B"), "b.avsc": record("B", "A")])
    #expect(catalog.tableTexts == ["a: unreadable", "b: unreadable"])
  }

  @Test(
    "Comments are passed over, and places stay",
    arguments: [
      "// a \"quoted\" comment, with [brackets\n", "/* several\n lines { */",
      "/** It's Java's */ // and more\n",
    ])
  func comments(comment: String) throws {
    let text =
      #"{"type": "record", "name": "T", "fields": [\#(comment){"name": "url", "type": "string", "#
      + #""default": "http://x//y /* z */"}, {"name": "b", "type": "long"}\#(comment)]}"#
    let catalog = try load(["t.avsc": comment + text, "list.avsc": comment + "[" + comment + text + "]"])
    #expect(
      catalog.tableTexts == [
        "list: url string REQUIRED, b long REQUIRED", "t: url string REQUIRED, b long REQUIRED",
      ])
    #expect(
      catalog.schemas.first?.columns.first?.attributes.defaultExpression.value == "\"http://x//y /* z */\"")
    #expect(catalog.problemTexts == [])
    let broken = try load(["t.avsc": comment + "{\"type\": \"record\" \"name\"}"])
    let line = comment.filter { $0 == "\n" }.count + 1
    #expect(broken.problems.first?.line == line)
  }

  @Test(
    "A logical type that is not valid is the type below it",
    arguments: [
      (#"{"type": "bytes", "logicalType": "decimal"}"#, "bytes"),
      (#"{"type": "bytes", "logicalType": "decimal", "precision": 2, "scale": 3}"#, "bytes"),
      (#"{"type": "bytes", "logicalType": "decimal", "precision": 0}"#, "bytes"),
      (#"{"type": "fixed", "name": "F", "size": 2, "logicalType": "decimal", "precision": 5}"#, "fixed F(2)"),
      (
        #"{"type": "fixed", "name": "F", "size": 2, "logicalType": "decimal", "precision": 4}"#,
        "decimal(4, 0)"
      ),
      (#"{"type": "fixed", "name": "F", "size": 12, "logicalType": "duration"}"#, "duration"),
      (#"{"type": "fixed", "name": "F", "size": 11, "logicalType": "duration"}"#, "fixed F(11)"),
      (#"{"type": "fixed", "name": "F", "size": 16, "logicalType": "uuid"}"#, "uuid"),
      (#"{"type": "int", "logicalType": "timestamp-millis"}"#, "int"),
      (#"{"type": "string", "logicalType": "nonsense"}"#, "string"),
    ])
  func logicalTypes(type: String, expected: String) throws {
    let catalog = try load([
      "t.avsc": #"{"type": "record", "name": "T", "fields": [{"name": "a", "type": \#(type)}]}"#
    ])
    #expect(catalog.tableTexts == ["t: a \(expected) REQUIRED"])
  }
}
