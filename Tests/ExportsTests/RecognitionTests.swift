@testable import Engines
@testable import ExportFixtures
@testable import Exports
@testable import JSONInput
@testable import Schema
@testable import TestSupport
import Foundation
import Testing

@Suite("Recognition")
struct RecognitionTests {
  /// Exports that producers wrote, or that follow their pages.
  static let fixtures: [String] = {
    let root = ForeignKindTests.exports
    let all = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return all.filter { path in
      !path.hasPrefix("foreign/") && InputFiles.isExport(path) && !path.contains("/project/")
    }.sorted()
  }()

  /// The forms that read a file, asked one by one.
  static func readers(of path: String) -> [String] {
    ExportForms.all.filter { form in
      form != SampleRecordForm.self
        && ExportLoader(threads: 1, forms: [form]).load([InputFile(path: path)]).files.contains {
          !$0.forms.isEmpty
        }
    }.map { "\($0)" }
  }

  @Test("Each form has fixtures that it alone reads", arguments: fixtures)
  func confusion(file: String) {
    let path = ForeignKindTests.exports.appending(path: file).path
    // A list of tables with etags may be resources of tables without columns, which are asked for first.
    let either = file == "bigquery/list.json" ? ["TableResourceForm", "TableListForm"] : nil
    let readers = Self.readers(of: path)
    #expect(either.map { readers == $0 } ?? (readers.count == 1), "\(readers)")
  }

  @Test("What is not read is asked for before any form, and records after all")
  func order() {
    #expect(ExportForms.all.first == ForeignForm.self)
    #expect(ExportForms.all.last == SampleRecordForm.self)
    #expect(Self.fixtures.count > 20)
  }

  @Test("Every form says by what it is recognised")
  func recognisedBy() {
    for form in ExportForms.all where form != ForeignForm.self {
      #expect(!form.recognisedBy.isEmpty, "\(form)")
    }
  }

  @Test(
    "Text in front of the JSON is named as the cause, and nothing of the file is read",
    arguments: [
      "Waiting on bqjob_r1 ... (1s) Current status: DONE   \n",
      "Waiting on bqjob_r1 ... (0s) Current status: DONE   ",
      "Running with dbt=1.8.0\n\n",
    ])
  func textBefore(text: String) throws {
    for json in [#"[{"name":"a","type":"INT64"}]"#, "[\n  {\n    \"name\":\"a\"\n  }\n]", #"{"fields":[]}"#] {
      let catalog = try Load.text(text + json, name: "t.json")
      #expect(catalog.problems.count == 1)
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(
        catalog.problemTexts[0].hasPrefix("t.json:1:1: error: there is text before the JSON: '\(words)'."))
      #expect(catalog.tables.isEmpty)
    }
  }

  @Test("A list of names and types in which nothing is a type does not look like a schema")
  func noSchema() throws {
    let widgets = (0..<40).map { #"{"name":"c\#($0)","type":"widget\#($0 % 3)"}"# }.joined(separator: ",")
    for text in ["[\(widgets)]", "{\"fields\":[\(widgets)]}"] {
      let catalog = try Load.text(text, name: "t.json")
      #expect(catalog.problems.map(\.severity) == [.error])
      #expect(
        catalog.problems[0].message.contains(
          "does not look like a schema: no type that it names ('WIDGET0', 'WIDGET1'"))
      #expect(catalog.tables.allSatisfy { $0.schema == nil })
    }
    let oneKnown = try Load.text(
      #"[{"name":"a","type":"widget"},{"name":"b","type":"INT64"}]"#, name: "t.json")
    #expect(oneKnown.problems.map(\.severity) == [.warning])
    #expect(oneKnown.tableTexts == ["t: a WIDGET, b INT64"])
  }

  @Test(
    "One type that an engine does not know never removes a table",
    arguments: [
      (#""udt_name":"x","is_generated":"NEVER""#, "geometry(Point,4326)"),
      (#""COLUMN_TYPE":"point_z(3)""#, "x"),
      (#""SCHEMA_EVOLUTION_RECORD":null"#, "THING(3)"), (#""remarks":null"#, "hllsketch2"),
      (#""is_hidden":"NO""#, "VECTOR(3)"),
      (#""COLUMN_COMMENT":null"#, "BIGNUM7"), (#""full_data_type":"geography2(4326)""#, "x"),
    ])
  func exoticTypes(key: String, type: String) throws {
    let row = #"{"table_name":"t","column_name":"a","ordinal_position":1,"data_type":"\#(type)",\#(key)}"#
    let catalog = try Load.text(row)
    #expect(catalog.problems.map(\.severity) == [.warning], "\(catalog.problemTexts)")
    #expect(catalog.problems[0].message.contains("of column a, which is compared as text, in t"))
    #expect(catalog.tables.allSatisfy { $0.schema != nil })
  }

  @Test("A type that is broken is an error still", arguments: ["NUMERIC(5,", "STRUCT<a INT64", ""])
  func brokenTypes(type: String) throws {
    let catalog = try Load.text(columnsRow("t", 1, "a", type))
    #expect(catalog.problems.map(\.severity) == [.error])
    #expect(catalog.tables.allSatisfy { $0.schema == nil })
  }

  @Test("One object with others inside is no record for sure, unless it is in a list or one of several")
  func loneObject() throws {
    let object = #"{"a":{"b":1},"c":2}"#
    let lone = try Load.text(object)
    #expect(lone.problems == [])
    #expect(lone.loneObjects.map(\.severity) == [.error])
    #expect(lone.loneObjects[0].message.hasPrefix("one object with others inside of it"))
    for text in ["[\(object)]", object + "\n" + object, #"{"a":1,"c":2}"#] {
      #expect(try Load.text(text).loneObjects == [])
    }
  }

  @Test("Which form a record's file is of does not depend on how it is cut", arguments: [1, 3])
  func windows(threads: Int) throws {
    let lines = (0..<400).map { #"{"id":\#($0),"metadata":"m","schema":"s","nodes":1,"note":"\#($0)"}"# }
    let small = try Load.text(lines.joined(separator: "\n"), windowSize: 1024, threads: threads)
    #expect(small.problemTexts == [])
    #expect(small.files.flatMap(\.forms).map(\.elements) == [400])
  }
}
