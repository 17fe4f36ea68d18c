@testable import ExportFixtures
@testable import Exports
@testable import JSONInput
@testable import Schema
@testable import TestSupport
import Foundation
import Testing

/// Small files after each tool's documentation: Tests/Exports/foreign, with what each is in kinds.tsv.
@Suite("JSON that is known and not read")
struct ForeignKindTests {
  static let exports = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Exports")
  static let folder = exports.appending(path: "foreign")

  /// A file and what it is.
  struct Sample: Sendable, CustomTestStringConvertible {
    let file: String
    let kind: String
    var testDescription: String { file }
  }

  static let samples: [Sample] = {
    let list = (try? String(contentsOf: folder.appending(path: "kinds.tsv"), encoding: .utf8)) ?? ""
    return list.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t")
      return Sample(file: String(parts[0]), kind: String(parts[1]))
    }
  }()

  @Test("There are 60 files at least, all of them listed, and a kind has a name that is its own")
  func list() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".json") }
    #expect(Set(files) == Set(Self.samples.map(\.file)))
    #expect(files.count >= 60)
    let names = ForeignKinds.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(Set(Self.samples.map(\.kind)).isSubset(of: names))
  }

  @Test(
    "A file that is named is refused by its kind with what to give instead, and holds no tables",
    arguments: samples)
  func refused(sample: Sample) throws {
    let catalog = Load.files([Self.folder.appending(path: sample.file).path])
    #expect(catalog.problems.map(\.severity) == [.error])
    #expect(
      catalog.problems.first?.message.hasPrefix("this is \(sample.kind), which is not read. ") == true,
      "\(catalog.problemTexts)")
    #expect(catalog.tables.isEmpty)
    #expect(catalog.files.flatMap(\.forms).map(\.name) == ["\(sample.kind), which is not read"])
  }

  @Test(
    "The same file in one line, and as the only value of an array, is of the same kind", arguments: samples)
  func otherLayouts(sample: Sample) throws {
    let data = try Data(contentsOf: Self.folder.appending(path: sample.file))
    guard let value = try? JSONSerialization.jsonObject(with: data), value is [String: Any] else { return }
    let line = try JSONSerialization.data(withJSONObject: value)
    let array = Data("[".utf8) + line + Data("]".utf8)
    for text in [line, array] {
      let found = try Load.bytes(text).problems
      #expect(found.count == 1)
      #expect(found.first?.message.hasPrefix("this is \(sample.kind), which") == true, "\(found)")
    }
  }

  @Test("A folder of them gives one line that counts them by kind, and strict inputs an error each")
  func folderOfMany() throws {
    let inputs = InputFiles([Self.folder.path])
    let loose = ExportLoader(threads: 2).load(inputs.files)
    #expect(loose.problems.count == 1)
    #expect(loose.problems[0].severity == .warning)
    #expect(
      loose.problems[0].message.hasPrefix("\(Self.samples.count) files below the folders are of kinds that"))
    #expect(loose.tables.isEmpty)
    var strict = ExportLoader(threads: 2)
    strict.isStrict = true
    let refused = strict.load(inputs.files)
    #expect(refused.problems.count == Self.samples.count)
    #expect(refused.problems.allSatisfy { $0.severity == .error })
  }

  @Test("A file that is named and lies below a folder that is named too is refused")
  func namedAndFound() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("in/map.json", #"{"type":"FeatureCollection","features":[]}"#)
    #expect(Load.files([folder.path + "/in"]).problems.map(\.severity) == [.warning])
    #expect(Load.files([folder.path + "/in", path]).problems.map(\.severity) == [.error])
    #expect(Load.files([path, folder.path + "/in"]).problems.map(\.severity) == [.error])
  }

  @Test("What is not read among rows takes the file's tables with it", arguments: [1, 4])
  func mixed(threads: Int) throws {
    let rows = (1...50).map { columnsRow("t", $0, "c\($0)", "INT64") }
    let text = (rows + [#"{"type":"FeatureCollection","features":[]}"#]).joined(separator: "\n")
    let catalog = try Load.text(text, windowSize: 2048, threads: threads)
    #expect(catalog.tables.allSatisfy { $0.schema == nil })
    #expect(
      catalog.problems.contains { $0.severity == .error && $0.message.hasPrefix("this is GeoJSON, which") })
  }

  @Test(
    "A signature is never one common key: records with these columns are records",
    arguments: [
      #"{"id":1,"type":"Point","name":"a"}"#, #"{"kind":"DataContract","id":1}"#,
      #"{"schema":"public","id":2}"#,
      #"{"metadata":{"a":1},"id":2}"#, #"{"columns":[1,2],"name":"x"}"#, #"{"tables":2,"driver":"Anna"}"#,
      #"{"version":"2","runs":[1,2]}"#, #"{"fields":"x","name":"a","id":1}"#, #"{"nodes":[1],"name":"a"}"#,
      #"{"results":[{"a":1}],"name":"a"}"#, #"{"data":{"a":1},"meta":"x"}"#,
      #"{"properties":{"a":1},"id":2}"#,
      #"{"op":"c","source":"web"}"#, #"{"owner":"a","table_name":"b"}"#, #"{"schemaVersion":1,"id":2}"#,
    ])
  func records(line: String) throws {
    let catalog = try Load.text(line + "\n" + line, name: "orders.ndjson")
    #expect(catalog.problemTexts == [])
    #expect(catalog.tables.map(\.name.table) == ["orders"])
  }

  @Test("A condition is read from its text")
  func conditions() {
    let condition = ForeignCondition("tables[].columns:list")
    #expect(condition.steps == [.member("tables"), .firstElement, .member("columns")])
    #expect(condition.test == .list)
    #expect(ForeignCondition("kind=DataContract").test == .equals("DataContract"))
    #expect(ForeignCondition("!schemas").test == .absent)
    #expect(ForeignCondition("*.mappings").steps == [.firstMember, .member("mappings")])
  }

  @Test("Every kind has signatures of several conditions, or of one that names more than a key")
  func signatures() {
    for kind in ForeignKinds.all {
      #expect(!kind.signatures.isEmpty)
      #expect(kind.instead.hasSuffix(".") || kind.instead.contains(": "))
    }
  }
}
