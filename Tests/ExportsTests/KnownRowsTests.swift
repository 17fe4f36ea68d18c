@testable import ExportFixtures
@testable import Exports
@testable import JSONInput
@testable import Schema
@testable import TestSupport
import Foundation
import Testing

/// Rows that are like rows before them are not parsed. Whatever an export holds, that must not show.
@Suite("Rows that need no parsing")
struct KnownRowsTests {
  @Test("Most rows of an export of few shapes need no parsing", arguments: [1, 3])
  func most(threads: Int) throws {
    var random = SeededGenerator(seed: 11)
    let rows = RandomRows(form: .columns, tables: 400, &random).rows
    for text in [rows.joined(separator: "\n"), "[" + rows.joined(separator: ",") + "]"] {
      let catalog = try Load.text(text, threads: threads)
      #expect(catalog.tables.count > 380)
      #expect(catalog.unparsedRows > rows.count * 8 / 10)
    }
  }

  @Test("Rows in any order need no parsing either")
  func shuffled() throws {
    var random = SeededGenerator(seed: 12)
    let rows = RandomRows(form: .columns, tables: 400, &random).rows.shuffled(using: &random)
    let catalog = try Load.text(rows.joined(separator: "\n"), threads: 1)
    #expect(catalog.unparsedRows > rows.count / 2)
  }

  @Test(
    "Damaged, mutated and shuffled exports are read as if all rows were parsed",
    arguments: RandomRows.Form.allCases)
  func differential(form: RandomRows.Form) throws {
    var unparsed = 0
    for seed in 0..<Thoroughness.cases(30, deep: 150) {
      var random = SeededGenerator(seed: UInt64(seed) &* 31 &+ UInt64(form.rawValue.utf8.count))
      let rows = RandomRows(form: form, tables: Int.random(in: 2...14, using: &random), &random)
      let bytes = rows.export(&random)
      let size = [300, 900, 4000, 1 << 18].randomElement(using: &random) ?? 900
      let threads = Int.random(in: 1...3, using: &random)
      let folder = try TemporaryFolder()
      let file = InputFile(path: try folder.write("export.json", bytes))
      func catalog(parsesAll: Bool) -> Catalog {
        var loader = ExportLoader(threads: threads)
        loader.windowSize = size
        loader.parsesAll = parsesAll
        return Load.relative(loader.load([file]), to: folder)
      }
      let (parsed, read) = (catalog(parsesAll: true), catalog(parsesAll: false))
      let shown =
        "seed \(seed), windows of \(size), \(threads) threads: \(String(decoding: bytes.prefix(3000), as: UTF8.self))"
      try #require(parsed.unparsedRows == 0)
      try #require(read.tables == parsed.tables, "\(shown)")
      try #require(read.schemas == parsed.schemas, "\(shown)")
      try #require(read.problems == parsed.problems, "\(shown)")
      try #require(read.files.map(\.forms) == parsed.files.map(\.forms), "\(shown)")
      unparsed += read.unparsedRows
    }
    #expect(unparsed > Thoroughness.cases(20, deep: 100))
  }

  @Test(
    "A name that ends its string, escapes, or stands elsewhere in the row too, is the name that the row says",
    arguments: [
      #"a\"b"#, #"a\\"#, #"a","column_name":"x"#, #"a\u0062"#, "a\u{E9}", "", #"","table_name":"z"#, "p", "d",
      "c1", "INT64",
    ])
  func names(name: String) throws {
    let rows = (0..<6).flatMap { table in (1...3).map { columnsRow("t\(table)", $0, "c\($0)", "INT64") } }
    let own = (1...3).map { columnsRow(name, $0, "c\($0)", "INT64") }
    for text in [
      (rows + own + rows).joined(separator: "\n"), "[" + (rows + own).joined(separator: ", ") + "]",
    ] {
      let folder = try TemporaryFolder()
      let file = InputFile(path: try folder.write("export.json", text))
      var loader = ExportLoader(threads: 1)
      let read = loader.load([file])
      loader.parsesAll = true
      let parsed = loader.load([file])
      #expect(read.tables == parsed.tables)
      #expect(read.schemas == parsed.schemas)
      #expect(read.problems == parsed.problems)
      #expect(read.unparsedRows > 0)
    }
  }

  @Test("Of two keys for the table's name the last counts, whichever of the two other rows change")
  func twoKeys() throws {
    func row(_ first: String, _ last: String) -> String {
      columnsRow(first, 1, "c", "INT64").replacing(
        #""rounding_mode""#, with: #""TABLE_NAME":"\#(last)","rounding_mode""#)
    }
    let rows = [row("a", "a"), row("a", "b"), row("x", "c"), row("a", "d"), row("a", "a"), row("y", "y")]
    let text = Array(repeating: rows.joined(separator: "\n"), count: 4).joined(separator: "\n")
    let catalog = try Load.text(text, threads: 1)
    #expect(
      catalog.tableTexts.map { $0.prefix(while: { $0 != ":" }) } == [
        "p.d.a", "p.d.b", "p.d.c", "p.d.d", "p.d.y",
      ])
    #expect(catalog.unparsedRows > 0)
  }

  @Test("A row whose text holds its table's name elsewhere is another record for every table")
  func nameInDefault() throws {
    let rows = (0..<8).map { table in
      columnsRow("t\(table)", 1, "c", "STRING").replacing(
        #""column_default":"NULL""#, with: #""column_default":"'t\#(table)'""#)
    }
    let catalog = try Load.text(rows.joined(separator: "\n"), threads: 1)
    #expect(
      catalog.schemas.compactMap(\.columns.first?.attributes.defaultExpression.value).sorted()
        == (0..<8).map { "'t\($0)'" })
  }

  @Test("Rows that do not tell their engine are known within their file alone")
  func files() throws {
    let folder = try TemporaryFolder()
    func rows(_ type: String, _ prefix: String) -> String {
      (0..<40).map { table in
        "{\"table_schema\":\"s\",\"table_name\":\"\(prefix)\(table)\",\"column_name\":\"c\",\"ordinal_position\":1,"
          + "\"data_type\":\"\(type)\"}"
      }.joined(separator: "\n")
    }
    let paths = [
      try folder.write("a.ndjson", rows("DATE", "a") + "\n" + rows("INT64", "x")),
      try folder.write("b.ndjson", rows("DATE", "b") + "\n" + rows("character varying", "y")),
    ]
    var loader = ExportLoader(threads: 1)
    let read = loader.load(InputFiles(paths).files)
    loader.parsesAll = true
    let parsed = loader.load(InputFiles(paths).files)
    #expect(read.tables == parsed.tables)
    #expect(read.schemas == parsed.schemas)
    #expect(read.problems == parsed.problems)
    #expect(read.tables.count == 160)
    #expect(read.unparsedRows > 0)
  }
}

/// Rows of a few shapes, and what can go wrong with an export of them.
struct RandomRows {
  enum Form: String, CaseIterable, Sendable {
    case columns, fieldPaths, postgreSQL, nameLast, threeKeys
  }

  var rows: [String] = []

  init(form: Form, tables: Int, _ random: inout SeededGenerator) {
    let shapes = (0..<3).map { _ in
      (1...Int.random(in: 1...9, using: &random)).map { ordinal in
        (
          name: "c\(ordinal + (Bool.random(using: &random) ? 0 : 20))",
          type: ["INT64", "STRING", "DATE", "STRUCT<a INT64, b STRING>"].randomElement(using: &random) ?? ""
        )
      }
    }
    for table in 0..<tables {
      let shape = shapes.randomElement(using: &random) ?? []
      let name =
        Int.random(in: 0..<40, using: &random) == 0
        ? Self.odd.randomElement(using: &random) ?? "" : "_staging_batch_\(table)"
      for (index, column) in shape.enumerated() {
        rows.append(Self.row(form, name, index + 1, column.name, column.type))
      }
    }
  }

  private static let odd = [
    #"a\"b"#, #"a\\"#, #"\u0061b"#, "\u{E9}t\u{E9}", "", "x y", "a`;b", #"c","column_name":"c9"#, "c1", "d",
    "a\u{7F}b", String(repeating: "n", count: 1100),
  ]

  private static func row(_ form: Form, _ table: String, _ ordinal: Int, _ column: String, _ type: String)
    -> String
  {
    switch form {
    case .columns: columnsRow(table, ordinal, column, type)
    case .fieldPaths:
      #"{"table_catalog":"p","table_schema":"d","table_name":"\#(table)","column_name":"\#(column)","field_path":"\#(column)","data_type":"\#(type)","description":null,"collation_name":"NULL","policy_tags":[]}"#
    case .postgreSQL:
      #"{"table_catalog":"p","table_schema":"d","table_name":"\#(table)","column_name":"\#(column)","ordinal_position":\#(ordinal),"column_default":null,"is_nullable":"YES","data_type":"\#(type == "DATE" ? "date" : "integer")","character_maximum_length":null,"numeric_precision":null,"numeric_scale":null,"udt_name":"\#(type == "DATE" ? "date" : "int4")"}"#
    case .nameLast:
      #"{"column_name":"\#(column)","data_type":"\#(type)","is_hidden":"NO","is_nullable":"YES","ordinal_position":"\#(ordinal)","table_catalog":"p","table_name":"\#(table)","table_schema":"d"}"#
    case .threeKeys: #"{"table_name":"\#(table)","column_name":"\#(column)","data_type":"\#(type)"}"#
    }
  }

  /// The rows in some order and layout, and half of the time with damage.
  func export(_ random: inout SeededGenerator) -> Data {
    var rows = rows
    if Int.random(in: 0..<3, using: &random) == 0 { rows.shuffle(using: &random) }
    if Int.random(in: 0..<4, using: &random) == 0, let copy = rows.randomElement(using: &random) {
      rows.append(copy)
    }
    if Int.random(in: 0..<6, using: &random) == 0 {
      rows.insert(
        ["{\"x\":1}", "17", "{}", "null", "[]"].randomElement(using: &random) ?? "",
        at: Int.random(in: 0...rows.count, using: &random))
    }
    let layouts: [(String, String, String)] = [
      ("", "\n", "\n"), ("", "\n", ""), ("", "\r\n", "\r\n"), ("", "", ""), ("", "\n\n", "\n"),
      ("", "\n  ", "\n"), ("[", ",", "]"),
      ("[\n", ",\n", "\n]\n"), ("[ ", " , ", " ]"), ("[", ",", ",]"), ("[", ",", ""),
      ("{\"rows\":[\n", ",\n", "]}"), ("\u{FEFF}[", ",", "]"),
    ]
    let (start, between, end) = layouts.randomElement(using: &random) ?? ("", "\n", "")
    var bytes = Array((start + rows.joined(separator: between) + end).utf8)
    guard Bool.random(using: &random), !bytes.isEmpty else { return Data(bytes) }
    for _ in 0..<Int.random(in: 1...3, using: &random) { Self.damage(&bytes, &random) }
    return Data(bytes)
  }

  private static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    guard bytes.count > 2 else { return }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let signs = Array("\"\\{}[],:\n\r \u{7F}".utf8) + [0x00, 0x1F, 0xFF, 0xC3, 0x80]
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[place] = signs.randomElement(using: &random) ?? 0
    case 1: bytes.insert(signs.randomElement(using: &random) ?? 0, at: place)
    case 2: bytes.remove(at: place)
    case 3: bytes.removeSubrange(place..<min(place + Int.random(in: 1...400, using: &random), bytes.count))
    case 4: bytes.removeLast(Int.random(in: 1...min(bytes.count - 1, 300), using: &random))
    default:
      let length = min(Int.random(in: 1...600, using: &random), bytes.count - place)
      bytes.insert(
        contentsOf: bytes[place..<(place + length)], at: Int.random(in: 0...bytes.count, using: &random))
    }
  }
}
