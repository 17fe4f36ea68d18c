@testable import ExportFixtures
@testable import Exports
@testable import JSONInput
@testable import Schema
@testable import TestSupport
import Foundation
import Testing

/// Inputs that nobody writes on purpose, unless to see what happens.
@Suite("Hostile input")
struct HostileInputTests {
  private func schema(_ fields: String) throws -> Catalog {
    try Load.text("[\(fields)]", name: "t.json")
  }

  @Test(
    "Types that are nested without end are a problem and no crash",
    arguments: ["ARRAY<", "RANGE<", "STRUCT<", "STRUCT<a ARRAY<", "ARRAY<STRUCT<a "])
  func nestedTypes(opening: String) throws {
    let type = String(repeating: opening, count: 20_000) + "INT64"
    let catalog = try Load.text(
      [columnsRow("deep", 1, "a", type), columnsRow("good", 1, "a", "INT64")].joined(separator: "\n"))
    #expect(catalog.tableTexts == ["p.d.deep: unreadable", "p.d.good: a INT64"])
    #expect(catalog.problems.count == 1)
  }

  @Test("JSON that is nested without end is a problem and no crash", arguments: ["{\"a\":", "[", "[{\"a\":"])
  func nestedJSON(opening: String) throws {
    let text = String(repeating: opening, count: 100_000)
    #expect(try Load.text(text).problems.contains { $0.severity == .error })
  }

  /// A text that repeats something, and what is said of it.
  struct LongText: Sendable {
    let opening: String
    let repeated: String
    let count: Int
    let place: String
    let message: String

    init(_ opening: String, _ repeated: String, _ count: Int, _ place: String, _ message: String) {
      self.opening = opening
      self.repeated = repeated
      self.count = count
      self.place = place
      self.message = message
    }
  }

  private static let longNumber = "a single number, or other value without quotes, is longer than 64 kB"
  private static let deep = "values are nested more than 1,024 deep"
  private static let longTexts: [LongText] = [
    LongText("[", "1", 1 << 20, "1:2", longNumber),
    LongText("", "\0", 1 << 20, "1:1", longNumber),
    LongText("", "{\"a\":", 1 << 17, "1:5121", deep),
    LongText("{\"a\":\n1,\"b\":", "[", 1 << 19, "2:1030", deep),
  ]

  @Test(
    "Strings and white space are measured however the text grows", arguments: [1, 7, 1 << 16, 1 << 21])
  func measuredInPieces(step: Int) {
    func fault(_ text: String) -> LongValue.Fault? {
      let bytes = Array(text.utf8)
      var value = LongValue(longestString: 1 << 20)
      var end = max(0, bytes.count - (1 << 20)) / step * step
      while true {
        end = min(end + step * 1024, bytes.count)
        let found = bytes.withUnsafeBytes { value.fault(in: UnsafeRawBufferPointer(rebasing: $0[..<end])) }
        if found != nil || end == bytes.count { return found }
      }
    }
    let mega = 1 << 20
    let long = "a single string is longer than 1 MB"
    #expect(fault("[\"" + String(repeating: "a", count: mega + 1)) == .init(offset: 1, message: long))
    #expect(
      fault("\"" + String(repeating: "\\\"", count: mega)) == .init(offset: 0, message: long))
    #expect(fault("[\"" + String(repeating: "a", count: mega - 2) + "\",\"b\"]") == nil)
    #expect(
      fault("[{" + String(repeating: " ", count: mega + 2) + "}")
        == .init(offset: 2, message: "more than 1 MB of white space"))
    #expect(fault(String(repeating: "[1, 2], ", count: mega / 4)) == nil)
  }

  @Test(
    "A value larger than any schema is refused where it begins, and not read further", arguments: longTexts)
  func longValues(long: LongText) throws {
    for name in ["x.json", "x.json.gz"] {
      let folder = try TemporaryFolder()
      let text = Data((long.opening + String(repeating: long.repeated, count: long.count)).utf8)
      let path = try folder.write(name, name.hasSuffix(".gz") ? gzip(text) : text)
      let catalog = ExportLoader(threads: 1).load([InputFile(path: path)])
      #expect(
        catalog.problems.map { "\($0.line ?? 0):\($0.column ?? 0): \($0.message)" }
          == ["\(long.place): \(long.message): this is no schema. Not read further."])
      #expect(catalog.tables == [])
    }
  }

  @Test("Long values that a schema may hold are read")
  func longDescriptions() throws {
    let text = String(repeating: "a \\\" {[", count: 1 << 17)
    let catalog = try schema(
      #"{"name":"a","type":"INT64","description":"\#(text)"},{"name":"b","type":"INT64"}"#)
    #expect(catalog.tableTexts == ["t: a INT64, b INT64"])
    #expect(catalog.problems == [])
  }

  @Test("Links that lead back into their folder are followed once")
  func loops() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/m.json", #"[{"name":"a","type":"STRING"}]"#)
    for name in ["x", "y", "z"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/in/" + name, withDestinationPath: ".")
    }
    let inputs = InputFiles([folder.path + "/in"])
    #expect(inputs.files.map(\.path) == [folder.path + "/in/m.json"])
    #expect(inputs.problems == [])
  }

  @Test("Naming a folder or its files again changes nothing")
  func repeatedInputs() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("in/m.json", "[]")
    for inputs in [[file, folder.path + "/in"], [folder.path + "/in", folder.path + "/in//"]] {
      let files = InputFiles(inputs)
      #expect(files.files.map(\.path) == [file])
      #expect(files.problems == [])
    }
  }

  @Test("Pipes in a folder are left, and links that lead nowhere are told")
  func specialFiles() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("in/m.json", "[]")
    #expect(mkfifo(folder.path + "/in/f.json", 0o600) == 0)
    let inputs = InputFiles([folder.path + "/in"])
    #expect(inputs.files.map(\.path) == [file])
    #expect(inputs.skipped == 1)
    #expect(InputFiles([folder.path + "/in/*.json"]).files.map(\.path) == [file])
    let link = folder.path + "/x.json"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
    #expect(InputFiles([link]).problems.map(\.message) == ["this is a link that leads nowhere."])
  }

  @Test(
    "A schema with a value that is no field is left out",
    arguments: [
      #"{"name":"b","type":null}"#, #"{"name":"b"}"#, #"{"name":"b","type":5}"#, #"{"type":"STRING"}"#, "5",
    ])
  func brokenField(field: String) throws {
    for fields in [#"{"name":"a","type":"STRING"},\#(field)"#, #"\#(field),{"name":"a","type":"STRING"}"#] {
      let catalog = try schema(fields)
      #expect(catalog.tableTexts == ["t: unreadable"])
      #expect(catalog.problems.count == 1)
    }
  }

  @Test(
    "A RECORD without a list of fields is a problem",
    arguments: ["", #","fields":5"#, #","fields":[]"#, #","fields":{}"#])
  func emptyRecord(fields: String) throws {
    let catalog = try schema(#"{"name":"b","type":"RECORD"\#(fields)}"#)
    #expect(catalog.tableTexts == ["t: unreadable"])
    #expect(
      catalog.problems.map(\.message).first?.hasPrefix("column b is a RECORD and holds no list of fields")
        == true)
  }

  @Test("Of a gzip file that is cut short or damaged, what stands before is read")
  func cutGzip() throws {
    let rows = (1...4000).map { columnsRow("t\($0 / 4 + 1000)", $0 % 4 + 1, "a\($0 % 4)", "INT64") }
    let packed = gzip(Data(rows.joined(separator: "\n").utf8))
    for share in [3, 5, 8] {
      let catalog = try Load.bytes(packed.prefix(packed.count * share / 10), name: "c.ndjson.gz")
      let readable = catalog.tables.count { $0.schema != nil }
      #expect(readable > 1000 * share / 10 * 8 / 10 && readable < 1000)
      #expect(catalog.tables.count { $0.schema == nil } <= 2)
      #expect(catalog.problems.contains { $0.message == "the gzip file is cut short." })
      let left = try #require(catalog.tables.first { $0.schema == nil }).name.description
      #expect(catalog.problems.contains { $0.table == left })
    }
  }

  @Test("Names of fields are checked as names of columns are")
  func fieldNames() throws {
    let catalog = try schema(
      #"{"name":"b","type":"RECORD","fields":[{"name":"\u0000","type":"STRING"},{"name":"","type":"STRING"}]}"#
    )
    #expect(
      catalog.problems.map(\.message) == [
        "in b, field '\0' has a control character (U+0000) in its name, against BigQuery's rules, in t.",
        "in b, field without a name in t. The table is left out of the audit.",
      ])
    let long = String(repeating: "x", count: 100_000)
    let record = #"{"name":"b","type":"RECORD","fields":[{"name":"\#(long)","type":"STRING"}]}"#
    #expect(try schema(record).tableTexts == ["t: unreadable"])
    let row = try Load.text(columnsRow(long, 1, "a", "INT64"))
    #expect(row.tables.isEmpty)
    #expect(
      row.problems.map(\.message) == [
        "a table's name of 100,000 bytes, where BigQuery allows 1,024: left out."
      ])
  }

  @Test("A fraction is no position and no precision")
  func fractions() throws {
    let row = columnsRow("t", 1, "a", "INT64").replacing(
      #""ordinal_position":"1""#, with: #""ordinal_position":1.5"#)
    #expect(try Load.text(row).tableTexts == ["p.d.t: unreadable"])
    let whole = columnsRow("t", 1, "a", "INT64").replacing(
      #""ordinal_position":"1""#, with: #""ordinal_position":1.0"#)
    #expect(try Load.text(whole).tableTexts == ["p.d.t: a INT64"])
    #expect(try schema(#"{"name":"a","type":"NUMERIC","precision":5.5}"#).tableTexts == ["t: unreadable"])
  }

  @Test("Truth values count as YES and NO, and policy tags are a list of names or a problem")
  func oddValues() throws {
    let hidden = columnsRow("t", 1, "a", "INT64").replacing(#""is_hidden":"NO""#, with: #""is_hidden":true"#)
    #expect(try Load.text(hidden + "\n" + columnsRow("t", 2, "b", "INT64")).tableTexts == ["p.d.t: b INT64"])
    for tags in ["5", #"{"names":5}"#, #""x""#] {
      #expect(
        try schema(#"{"name":"a","type":"STRING","policyTags":\#(tags)}"#).tableTexts == ["t: unreadable"])
    }
  }

  @Test("A table resource whose reference names nothing is an error", arguments: ["null", "5", "[]", "{}"])
  func brokenReference(reference: String) throws {
    let catalog = try Load.text(
      #"{"tableReference":\#(reference),"schema":{"fields":[{"name":"a","type":"STRING"}]},"etag":"x"}"#)
    #expect(catalog.problems.map(\.severity) == [.error])
  }

  @Test("What is lost for a known reason is not blamed on bq's 100 rows")
  func noWrongAdvice() throws {
    let rows = [1, 2, 3].map { columnsRow("t", $0, $0 == 2 ? "\u{1}" : "a\($0)", "INT64") }
    let problems = try Load.text(rows.joined(separator: "\n")).problems.map(\.message)
    #expect(problems.count == 1)
    #expect(!problems[0].contains("-n 100000000"))
  }

  @Test("The usual rounding mode counts as none, in every form")
  func usualRounding() throws {
    for mode in ["ROUND_HALF_AWAY_FROM_ZERO", "ROUNDING_MODE_UNSPECIFIED", "ROUND_HALF_EVEN"] {
      let expected: Fact<String> = mode == "ROUND_HALF_EVEN" ? .present(mode) : .absent
      let field = try schema(#"{"name":"a","type":"NUMERIC","roundingMode":"\#(mode)"}"#)
      #expect(field.schemas.first?.columns.first?.attributes.roundingMode == expected)
      let row = columnsRow("t", 1, "a", "NUMERIC").replacing(
        #""rounding_mode":null"#, with: #""rounding_mode":"\#(mode)""#)
      #expect(try Load.text(row).schemas.first?.columns.first?.attributes.roundingMode == expected)
    }
  }
}
