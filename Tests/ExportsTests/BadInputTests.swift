@testable import ExportFixtures
@testable import Exports
@testable import Schema
@testable import TestSupport
import Foundation
import Testing

@Suite("Bad input")
struct BadInputTests {
  private let good = columnsRow("good", 1, "a", "INT64")

  @Test("A broken line is named with its column, its table is left out, and the others are read")
  func brokenLine() throws {
    let catalog = try Load.text(
      [good, #"{"table_catalog":"p","table_schema":"d","table_name":"bad","column_name":}"#, good].joined(
        separator: "\n"))
    #expect(catalog.tableTexts == ["p.d.bad: unreadable", "p.d.good: a INT64"])
    #expect(
      catalog.problemTexts == [
        "export.json:2:74: error: not JSON: expected a value, found '}'. A part of bad is lost with it; the table is "
          + "left out of the audit."
      ])
  }

  @Test(
    "A truncated line, array, string and file each end in an error with a place",
    arguments: [
      (
        #"[{"name":"a","type":"INT64"}"#,
        "1:29: error: not JSON: the file ends inside of the array that begins at line 1"
      ),
      (#"[{"name":"a","type":"INT64"},"#, "1:30: error: not JSON: the file ends inside of the array"),
      (#"[{"name":"a","type":"INT64"},{"na"#, "1:31: error: not JSON: a string has no end"),
      ("[\n{\"name\":\"a\",\n\"type\":", "3:8: error: not JSON: the text ends where '}' is still to come"),
      (#"{"tableReference":{"tableId":"t"},"schema":{"fie"#, "1:45: error: not JSON: a string has no end"),
      (#"[{"name":"a","type":"INT64"},]"#, "1:30: error: not JSON: a value is missing behind the comma"),
      (#"[{"name":"a","type":"INT64"}}"#, "1:2: error: not JSON: '}' where ']' or a value is expected"),
      (#"{"a":1}}"#, "1:8: error: not JSON: "),
      ("name,type\na,INT64\n", "1:1: error: not JSON: expected a value, found 'n'"),
      ("", "1:1: error: the file is empty"), ("  \n ", "1:1: error: the file is empty"),
      ("[]", "1:1: error: the file is empty"),
      ("42", "1:1: error: not an export that driftaudit knows: a number."),
      (
        #"{"table_name":"t","column_namee":"b","is_nullable":"NO"}"#,
        "1:1: error: not an export that driftaudit knows: an object with the keys table_name, column_namee, is_nullable."
      ),
    ])
  func faults(text: String, message: String) throws {
    let catalog = try Load.text(text)
    // A table that is left out for it is named besides.
    let problems = catalog.problemTexts.filter { !$0.contains("export stands last before") }
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("export.json:" + message) == true, "\(catalog.problemTexts)")
    #expect(catalog.tables.allSatisfy { $0.schema == nil })
  }

  @Test(
    "An unknown type is a warning with its place and the nearest type, once for all its tables, and compared as text"
  )
  func unknownType() throws {
    let rows = ["t1", "t2", "t3"].map { columnsRow($0, 1, "line_margin", "NUMERICC(5, 1)") }
    let catalog = try Load.text(([good] + rows).joined(separator: "\n"))
    let column = try #require(rows[0].range(of: "\"NUMERICC")).lowerBound
    let place = rows[0].distance(from: rows[0].startIndex, to: column) + 1
    #expect(
      catalog.problemTexts == [
        "export.json:2:\(place): warning: unknown type 'NUMERICC(5, 1)' of column line_margin, which is compared as text, in "
          + "t1 and 2 other tables (nearest: NUMERIC)."
      ])
    #expect(catalog.tables.allSatisfy { $0.schema != nil })
    #expect(catalog.tableTexts.contains("p.d.t1: line_margin NUMERICC(5, 1)"))
  }

  @Test("An unknown mode is named with the nearest one")
  func unknownMode() throws {
    let catalog = try Load.text(#"[{"name":"a","type":"INT64","mode":"REQIRED"}]"#, name: "t.json")
    #expect(
      catalog.problemTexts == [
        "t.json:1:36: error: unknown mode 'REQIRED' of column a in t (nearest: REQUIRED). The table is left out of the "
          + "audit."
      ])
  }

  @Test("The same table twice with other columns is left out")
  func conflict() throws {
    let folder = try TemporaryFolder()
    let paths = [
      try folder.write("a/t.json", #"[{"name":"a","type":"INT64"}]"#),
      try folder.write("a/t.jsonl", #"[{"name":"a","type":"STRING"}]"#),
    ]
    let catalog = Load.relative(Load.files(paths), to: folder)
    #expect(catalog.tableTexts == ["t: unreadable"])
    #expect(
      catalog.problemTexts == [
        "a/t.jsonl:1:2: error: other columns than in a/t.json (a differs) in t. The table is left out of "
          + "the audit."
      ])
  }

  @Test("Of three exports of a table the one that differs is named, with one that it differs from")
  func conflictOfThree() throws {
    let folder = try TemporaryFolder()
    let paths = try ["json": "a", "ndjson": "a", "jsonl": "b"].map {
      try folder.write("t.\($0.key)", #"[{"name":"\#($0.value)","type":"STRING"}]"#)
    }
    let problems = Load.relative(Load.files(paths.sorted()), to: folder).problemTexts
    #expect(problems.count == 1)
    #expect(problems[0].hasPrefix("t.jsonl:1:2: error: other columns than in t.json (a, b differ) in t."))
  }

  @Test("Files of one name in several folders are several tables, named with their folders")
  func folders() throws {
    let folder = try TemporaryFolder()
    let paths = try ["a", "b"].map {
      try folder.write("\($0)/t.json", #"[{"name":"\#($0)","type":"INT64"}]"#)
    }
    let catalog = Load.files(paths)
    #expect(catalog.tableTexts == ["a.t: a INT64", "b.t: b INT64"])
    #expect(catalog.problems == [])
  }

  @Test("The same table twice with the same columns is one table")
  func repetition() throws {
    let catalog = try Load.text([good, good].joined(separator: "\n"))
    #expect(catalog.tableTexts == ["p.d.good: a INT64"])
    #expect(catalog.problemTexts == [])
  }

  @Test("Columns that differ only in case are a problem, at the top and in a STRUCT")
  func caseClash() throws {
    let top = try Load.text(
      [columnsRow("t", 1, "a", "INT64"), columnsRow("t", 2, "A", "INT64")].joined(separator: "\n"))
    #expect(
      top.problemTexts == [
        "export.json:2:1: error: columns a and A differ only in case in t. The table is left out of the audit."
      ])
    let nested = try Load.text(columnsRow("t", 1, "s", "STRUCT<x INT64, X STRING>"))
    #expect(nested.problems.count == 1)
    #expect(nested.problems[0].message.hasPrefix("in s, columns x and X differ only in case"))
  }

  @Test("A gap in the positions leaves the table out and names the remedy")
  func gap() throws {
    let catalog = try Load.text(
      [good, columnsRow("t", 1, "a", "INT64"), columnsRow("t", 3, "c", "INT64")].joined(separator: "\n"))
    #expect(catalog.tableTexts == ["p.d.good: a INT64", "p.d.t: unreadable"])
    #expect(
      catalog.problemTexts == [
        "export.json:2:1: error: 2 columns were read, but positions go up to 3: 2 is missing. `bq query` prints 100 rows "
          + "unless -n is given: export with -n 100000000 in t. The table is left out of the audit."
      ])
  }

  @Test("Exactly 100 rows leave the last table out, unless another export has it whole")
  func hundredRows() throws {
    let rows =
      (1...60).map { columnsRow("first", $0, "c\($0)", "INT64") }
      + (1...40).map { columnsRow("second", $0, "c\($0)", "INT64") }
    let cut = try Load.text("[" + rows.joined(separator: ",") + "]")
    #expect(cut.tables.map { $0.schema == nil } == [false, true])
    #expect(cut.problemTexts.count == 1)
    #expect(cut.problemTexts[0].contains("exactly 100 rows"))
    let more = try Load.text(
      "[" + (rows + [columnsRow("third", 1, "a", "INT64")]).joined(separator: ",") + "]")
    #expect(more.problemTexts == [])
    let fields = (1...40).map { #"{"name":"c\#($0)","type":"INT64"}"# }.joined(separator: ",")
    let folder = try TemporaryFolder()
    let whole = Load.files([
      try folder.write("rows.json", "[" + rows.joined(separator: ",") + "]"),
      try folder.write(
        "second.json",
        #"{"tableReference":{"projectId":"p","datasetId":"d","tableId":"second"},"schema":{"fields":[\#(fields)]}}"#
      ),
    ])
    #expect(whole.problemTexts == [])
    #expect(whole.tables.allSatisfy { $0.schema != nil })
  }

  @Test("Bytes that are not UTF-8 are named with their place")
  func invalidUTF8() throws {
    var bytes = Data((good + "\n" + columnsRow("t", 1, "a", "INT64")).utf8)
    bytes[bytes.count - 5] = 0xFF
    let catalog = try Load.bytes(bytes)
    #expect(catalog.problems.count == 1)
    #expect(catalog.problems[0].line == 2)
    #expect(catalog.problems[0].message.hasPrefix("not UTF-8: byte 0xff"))
    #expect(catalog.tableTexts.contains("p.d.good: a INT64"))
  }

  @Test("UTF-16 is told as such")
  func utf16() throws {
    let catalog = try Load.bytes(Data([0xFF, 0xFE]) + good.data(using: .utf16LittleEndian)!)
    #expect(
      catalog.problemTexts == ["export.json:1:1: error: the file is UTF-16; exports are read as UTF-8."])
  }

  @Test("A hundred levels of nesting are a problem in fields and in type text")
  func deepNesting() throws {
    var field = #"{"name":"x","type":"INT64"}"#
    for _ in 0..<100 { field = #"{"name":"s","type":"RECORD","fields":[\#(field)]}"# }
    let fields = try Load.text("[\(field)]", name: "t.json")
    #expect(fields.problems.count == 1)
    #expect(fields.problems[0].message.contains("nested deeper than BigQuery's 15 levels"))
    let type = String(repeating: "STRUCT<s ", count: 100) + "INT64" + String(repeating: ">", count: 100)
    let rows = try Load.text(good + "\n" + columnsRow("t", 1, "a", type))
    #expect(rows.problems.count == 1)
    #expect(rows.problems[0].message.contains("nested deeper than BigQuery's 15 levels"))
    #expect(rows.tableTexts.contains("p.d.good: a INT64"))
  }

  @Test("Two thousand levels of brackets are a problem and no crash")
  func deepBrackets() throws {
    let text = String(repeating: "[", count: 2000) + String(repeating: "]", count: 2000)
    #expect(try Load.text(text).problems.count == 1)
    let object = String(repeating: #"{"a":"#, count: 2000) + "1" + String(repeating: "}", count: 2000)
    #expect(try Load.text(good + "\n" + object).problems.count == 1)
  }

  @Test("A string of ten megabytes is read where it may stand, and clipped where it is shown")
  func longString() throws {
    let long = String(repeating: "x", count: 10_000_000)
    let described = try Load.text(#"[{"name":"a","type":"INT64","description":"\#(long)"}]"#, name: "t.json")
    #expect(described.problemTexts == [])
    #expect(described.tableTexts == ["t: a INT64"])
    let named = try Load.text(columnsRow("t", 1, long, "INT64") + "\n" + good)
    #expect(named.problems.count == 1)
    #expect(named.problems[0].message.utf8.count < 400)
    #expect(named.tableTexts == ["p.d.good: a INT64", "p.d.t: unreadable"])
  }

  @Test(
    "Names that BigQuery cannot have are a problem, and the table is read all the same",
    arguments: [
      #"a\nb"#, #"a\"b"#, "a`b", "]]>`", #"a\u0007b"#, #"\u001b[31mred"#, #"a\\b"#,
    ])
  func impossibleNames(name: String) throws {
    let catalog = try Load.text(columnsRow("t", 1, name, "INT64"))
    #expect(catalog.problems.map(\.severity) == [.error])
    #expect(catalog.problems[0].line == 1)
    #expect(catalog.problems[0].message.contains("against BigQuery's rules"))
    #expect(catalog.tables[0].schema != nil)
  }

  @Test(
    "Flexible names that BigQuery allows are no problem",
    arguments: ["a|b", "größe", "ключ", "a b", "50%", "<x>", "#1"])
  func flexibleNames(name: String) throws {
    #expect(try Load.text(columnsRow("t", 1, name, "INT64")).problemTexts == [])
  }

  @Test("A damaged or truncated gzip file is a problem, and what was read before it stands")
  func damagedGzip() throws {
    let rows = (0..<3000).map { columnsRow("t\($0)", 1, "a", "INT64") }.joined(separator: "\n")
    let packed = gzip(Data(rows.utf8))
    let cut = try Load.bytes(packed.prefix(packed.count / 2), name: "x.gz", windowSize: 4096)
    #expect(cut.problemTexts.contains { $0.contains("the gzip file is cut short") })
    #expect(cut.tables.count > 100)
    var damaged = packed
    for index in (packed.count / 2)..<(packed.count / 2 + 64) { damaged[index] ^= 0x55 }
    #expect(try Load.bytes(damaged, name: "x.gz").problems.isEmpty == false)
    #expect(try Load.bytes(packed + gzip(Data(("\n" + good).utf8)), name: "x.gz").tables.count == 3001)
  }

  @Test("A missing file, a folder without exports and an unreadable file are named")
  func files() throws {
    let folder = try TemporaryFolder()
    try folder.write("columns.json", good)
    try folder.write("empty/readme.txt", "no export")
    let missing = Load.relative(Load.files([folder.path + "/colums.json"]), to: folder)
    #expect(missing.problems.count == 1)
    #expect(missing.problems[0].message.hasPrefix("no such file or folder (nearest: "))
    #expect(missing.problems[0].message.contains("columns.json"))
    let empty = Load.relative(Load.files([folder.path + "/empty"]), to: folder)
    #expect(empty.problems.count == 1)
    #expect(empty.problems[0].message.hasPrefix("the folder holds no exports (1 other file)"))
    let unmatched = Load.files([folder.path + "/*.ndjson"])
    #expect(unmatched.problems.map(\.message) == ["no file matches this pattern."])
  }

  @Test("A second schema in one file is a problem")
  func twoSchemas() throws {
    let list = #"[{"name":"a","type":"INT64"}]"#
    let catalog = try Load.text(list + "\n" + list, name: "t.json")
    #expect(catalog.problemTexts.count == 1)
    #expect(catalog.problemTexts[0].hasPrefix("t.json:2:2: error: a second schema in one file"))
  }

  @Test("A duplicate key counts with its last value")
  func duplicateKeys() throws {
    #expect(
      try Load.text(#"[{"name":"a","type":"INT64","type":"STRING"}]"#, name: "t.json").tableTexts == [
        "t: a STRING"
      ])
  }

  @Test("A row without its table or type says which key is missing")
  func missingKeys() throws {
    let catalog = try Load.text(#"{"table_name":"t","column_name":"a"}"#)
    #expect(catalog.problemTexts.count == 1)
    #expect(catalog.problemTexts[0].contains("a row without data_type"))
    #expect(catalog.tables.allSatisfy { $0.schema == nil })
  }
}
