@testable import ExportFixtures
@testable import Exports
@testable import JSONInput
@testable import Schema
@testable import TestSupport
import Foundation
import Testing

@Suite("Loading in windows and on several threads")
struct ExportLoaderTests {
  private let rows: [String] = (0..<120).flatMap { table in
    (1...7).map { ordinal in
      columnsRow(
        "t\(table)", ordinal, "c\(ordinal)",
        table % 9 == ordinal ? "ARRAY<STRUCT<a INT64, b STRING OPTIONS (description='b,}{]')>>" : "INT64")
    }
  }

  @Test(
    "The catalog does not depend on the size of the windows or the number of threads",
    arguments: [
      64, 300, 1000, 4096, 1 << 20,
    ])
  func windows(size: Int) throws {
    let expected = try Load.text(rows.joined(separator: "\n"), threads: 1).tableTexts
    #expect(expected.count == 120)
    let lines = rows.joined(separator: "\n")
    var texts = [lines, rows.joined(separator: "\r\n"), rows.joined(separator: "")]
    texts.append("[" + rows.joined(separator: ",\n  ") + "\n]\n")
    texts.append("[" + rows.joined(separator: ",") + "]")
    texts.append(lines.replacing(",\"", with: ",\n  \""))
    for text in texts {
      for threads in [1, 2, 3] {
        let catalog = try Load.text(text, windowSize: size, threads: threads)
        #expect(catalog.problemTexts == [])
        #expect(catalog.tableTexts == expected)
      }
    }
  }

  @Test("Every form of the same rows gives the same tables: array, lines, gzip, shuffled, spread over files")
  func forms() throws {
    let folder = try TemporaryFolder()
    let lines = rows.joined(separator: "\n")
    let expected = try Load.text(lines).tableTexts
    var generator = SeededGenerator(seed: 7)
    let shuffled = rows.shuffled(using: &generator)
    #expect(try Load.text(shuffled.joined(separator: "\n"), windowSize: 2000).tableTexts == expected)
    #expect(try Load.bytes(gzip(Data(lines.utf8)), windowSize: 2000).tableTexts == expected)
    let parts = try (0..<4).map { part in
      let own = shuffled.indices.filter { $0 % 4 == part }.map { shuffled[$0] }
      return try folder.write("part-\(part).ndjson.gz", gzip(Data(own.joined(separator: "\n").utf8)))
    }
    #expect(Load.files(parts, windowSize: 2000).tableTexts == expected)
    #expect(Load.files([folder.path], windowSize: 2000).tableTexts == expected)
  }

  @Test("Places of problems are right in any window", arguments: [200, 700, 1 << 20])
  func places(size: Int) throws {
    var broken = rows
    broken[500] = columnsRow("x", 1, "c", "INTEGERR")
    broken[700] = "{\"table_name\":\"y\" oops}"
    for separator in ["\n", "\r\n"] {
      let catalog = try Load.text(broken.joined(separator: separator), windowSize: size)
      #expect(
        catalog.problems.filter { $0.line == 501 && $0.message.hasPrefix("unknown type 'INTEGERR'") }.count
          == 1)
      #expect(catalog.problems.filter { $0.line == 701 && $0.column == 19 }.count == 1)
    }
    let array = try Load.text("[\n" + broken.joined(separator: ",\n") + "\n]", windowSize: size)
    #expect(array.problems.contains { $0.line == 502 && $0.message.hasPrefix("unknown type 'INTEGERR'") })
    #expect(array.problems.contains { $0.line == 702 && $0.column == 19 })
  }

  @Test("Memory does not grow with the rows: equal runs of rows are kept once")
  func runs() throws {
    let reader = WindowReader()
    let window = ExportWindow(size: 1 << 20)
    let folder = try TemporaryFolder()
    let same = (0..<500).flatMap { table in (1...7).map { columnsRow("t\(table)", $0, "c\($0)", "INT64") } }
    let file = InputFile(path: try folder.write("x.ndjson", same.joined(separator: "\n")))
    let stream = try ExportStream(file, number: 0)
    while try stream.next(into: window) { reader.read(window, of: file) }
    #expect(reader.collector.records.count == 7)
    #expect(reader.collector.pieces.all.count <= 502)
    #expect(reader.collector.pieces.runCount <= 5)
  }

  @Test("A file's ending decides in folders only, and standard names of parts are read")
  func folders() throws {
    let folder = try TemporaryFolder()
    for name in ["a.json", "b.NDJSON", "c.jsonl.gz", "d.bq", "e.avsc", "f.txt", "sub/g.json", ".h.json"] {
      let text = Data(columnsRow(name, 1, "a", "INT64").utf8)
      try folder.write(name, name.hasSuffix(".gz") ? gzip(text) : text)
    }
    let inputs = InputFiles([folder.path])
    #expect(inputs.files.count == 6)
    #expect(inputs.skipped == 1)
    #expect(Load.files([folder.path + "/f.txt"]).tables.count == 1)
  }
}
