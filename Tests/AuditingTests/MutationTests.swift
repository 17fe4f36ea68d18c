@testable import AuditFixtures
@testable import Auditing
@testable import Comparison
@testable import ExportFixtures
@testable import Exports
@testable import Schema
@testable import TestSupport
import Foundation
import Testing

/// Exports with one thing wrong in them: no audit may come out as if nothing were.
@Suite("Mutated exports")
struct MutationTests {
  /// A pair of exports to mutate: staging's schema as JSON, and main's beside it.
  struct Sample: Sendable, CustomTestStringConvertible {
    let main: String
    let staging: String
    /// Whether the columns are in a text of the export that is JSON itself: a Delta log's schemaString.
    var isInText = false
    var testDescription: String { staging }
  }

  static let samples = [
    Sample(main: "bigquery/orders.json", staging: "bigquery/_staging_orders_1.json"),
    Sample(main: "bigquery/schema/orders.json", staging: "bigquery/schema/_staging_orders_1.json"),
    Sample(main: "spark/orders.json", staging: "spark/_staging_orders_1.json"),
    Sample(main: "avro/orders.avsc", staging: "avro/_staging_orders_1.avsc"),
    Sample(main: "jsonschema/orders.json", staging: "jsonschema/_staging_orders_1.json"),
    Sample(
      main: "delta/shop/orders/_delta_log/00000000000000000001.json",
      staging: "delta/shop/_staging_orders_1/_delta_log/00000000000000000000.json", isInText: true),
    Sample(main: "iceberg/schemas/orders.json", staging: "iceberg/schemas/_staging_orders_1.json"),
  ]
  static let rows = [
    "postgres/columns.ndjson", "mysql/columns.ndjson", "duckdb/columns.ndjson",
    "handmade/snowflake/columns.json",
    "handmade/databricks/columns.json", "handmade/redshift/svv_columns.ndjson", "bigquery/columns.json",
    "dbt/target/catalog.json", "handmade/unity/tables.json", "dlt/shop.schema.json",
  ]

  /// Exports that write types in lists, or a column in several places.
  static let others = [
    "singer/catalog.json", "handmade/airbyte/configured_catalog.json", "handmade/kafka-connect/events.ndjson",
    "handmade/schema-registry/schemas.json", "handmade/odcs/shop.json",
  ]

  @Test("A changed name, type or mode of a column changes the outcome", arguments: samples)
  func schemas(of sample: Sample) throws {
    let text = try String(contentsOfFile: EngineAudit.fixture(sample.staging), encoding: .utf8)
    let base = try outcome(text, sample)
    let mutations =
      try sample.isInText ? JSONMutation.ofSchemaString(in: text) : JSONMutation.ofColumns(in: text)
    #expect(mutations.count > 30)
    for mutation in mutations {
      #expect(try outcome(mutation.text, sample) != base, "\(mutation.what)")
    }
  }

  @Test("A changed name, type or mode of a column changes the outcome of rows too", arguments: rows)
  func rowsOfColumns(file: String) throws {
    let text = try String(contentsOfFile: EngineAudit.fixture(file), encoding: .utf8)
    let main = file.contains("snowflake") ? "ORDERS" : "orders"
    let base = try outcome(text, main: main)
    let mutations = try JSONMutation.ofColumns(in: text)
    #expect(mutations.count > 20)
    // Some five or six mutations are of one column: each export has its turn with others of them.
    let step = Thoroughness.cases(5, deep: 1)
    let first = (Self.rows.firstIndex(of: file) ?? 0) % step
    let chosen = stride(from: first, to: mutations.count, by: step).map { mutations[$0] }
    for mutation in chosen where !mutation.isOfView {
      #expect(try outcome(mutation.text, main: main) != base, "\(mutation.what)")
    }
  }

  static let smallSample = URL(filePath: EngineAudit.fixture("")).deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "schemas/sample").path
  static let smallSampleFiles: [String] = {
    let staging = try? FileManager.default.contentsOfDirectory(atPath: smallSample + "/staging")
    return ["main.json"] + (staging ?? []).sorted().map { "staging/\($0)" }
  }()

  @Test(
    "Of the small sample no change of a column passes unseen, in main or in any staging table",
    arguments: smallSampleFiles)
  func smallSample(file: String) throws {
    let folder = try TemporaryFolder()
    // Main and the one table, or main and the first: thousands of audits have to be short ones.
    for name in ["main.json", file == "main.json" ? Self.smallSampleFiles[1] : file] {
      let text = try String(contentsOfFile: "\(Self.smallSample)/\(name)", encoding: .utf8)
      _ = try folder.write(name.replacing("staging/", with: ""), Data(text.utf8))
    }
    func outcome() -> String {
      Self.text(EngineAudit.report([folder.path], main: "\(folder.path)/main.json", staging: ["_staging_*"]))
    }
    let base = outcome()
    let text = try String(contentsOfFile: "\(Self.smallSample)/\(file)", encoding: .utf8)
    let mutations = try JSONMutation.ofColumns(in: text)
    #expect(mutations.count > 50)
    // Each so many-th, and of each table others: the columns of all are much the same.
    let step = Thoroughness.cases(25, deep: 2)
    let first = (Self.smallSampleFiles.firstIndex(of: file) ?? 0) % step
    for mutation in stride(from: first, to: mutations.count, by: step).map({ mutations[$0] }) {
      _ = try folder.write(file.replacing("staging/", with: ""), Data(mutation.text.utf8))
      #expect(outcome() != base, "\(mutation.what)")
    }
  }

  @Test("A cut export never passes for a whole one", arguments: rows + others + samples.map(\.staging))
  func cuts(file: String) throws {
    let text = try String(contentsOfFile: EngineAudit.fixture(file), encoding: .utf8)
    let whole = try Load.text(text, name: "t.json")
    let bytes = Array(text.utf8)
    for place in stride(
      from: 1, to: bytes.count - 2, by: max(bytes.count / Thoroughness.cases(25, deep: 120), 1))
    {
      let cut = try Load.bytes(Data(bytes[..<place]), name: "t.json", threads: 1)
      let isWhole = cut.tableTexts == whole.tableTexts
      // Lines of a newline-delimited export end where they end: what is behind the cut is then told by the gap it leaves.
      let isBetweenLines = file.hasSuffix("ndjson") && bytes[place - 1] == UInt8(ascii: "\n")
      #expect(isWhole || isBetweenLines || cut.problems.contains { $0.severity == .error }, "cut at \(place)")
    }
  }

  @Test(
    "A flipped byte is read as another schema, or is a problem with its place",
    arguments: rows + others + samples.map(\.staging))
  func flips(file: String) throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: EngineAudit.fixture(file))))
    let whole = try Load.bytes(Data(bytes), name: "t.json", threads: 1)
    for place in stride(from: 3, to: bytes.count, by: max(bytes.count / Thoroughness.cases(25, deep: 150), 1))
    {
      var flipped = bytes
      flipped[place] ^= 1 << UInt8(place % 7)
      let read = try Load.bytes(Data(flipped), name: "t.json", threads: 1)
      let errors = read.problems.filter { $0.severity == .error }
      // Fewer tables or columns than before are never silent.
      // What is taken for sample records is judged where main is known.
      let isSampled = read.schemas.contains { $0.sampledRecords != nil }
      let isLess =
        !isSampled && read.tables.count < whole.tables.count || read.tables.contains { $0.schema == nil }
      #expect(!isLess || !errors.isEmpty, "byte \(place)")
      #expect(errors.isEmpty || errors.contains { $0.line != nil && $0.column != nil }, "byte \(place)")
    }
  }

  @Test(
    "Two exports in one file are both read, or what cannot be told apart is a problem",
    arguments: samples.map(\.staging))
  func concatenated(file: String) throws {
    let text = try String(contentsOfFile: EngineAudit.fixture(file), encoding: .utf8)
    let main = try String(
      contentsOfFile: EngineAudit.fixture(file.replacing("_staging_orders_1", with: "orders")),
      encoding: .utf8)
    let read = try Load.text(text + "\n" + main, name: "t.json")
    let readable = read.tables.count { $0.schema != nil }
    #expect(readable == 2 || read.problems.contains { $0.severity == .error && $0.line != nil })
  }

  private func outcome(_ staging: String, _ sample: Sample) throws -> String {
    let main = try String(contentsOfFile: EngineAudit.fixture(sample.main), encoding: .utf8)
    let report = try EngineAudit.report(
      texts: ["orders.json": main, "_staging_orders_1.json": staging], main: "orders", staging: ["_staging_*"]
    )
    return Self.text(report)
  }

  private func outcome(_ text: String, main: String) throws -> String {
    Self.text(
      try EngineAudit.report(texts: ["c.json": text], main: main, staging: ["_staging_*", "_STAGING_*"]))
  }

  private static func text(_ report: DriftReport) -> String {
    let findings = report.audits.flatMap(\.findings).map { "\($0.id) \($0.tableCount) \($0.column ?? "")" }
    let columns = report.audits.map { "\($0.main.schema.columns.count)" }
    let problems = report.problems.map { "\($0.severity) \($0.line ?? 0):\($0.column ?? 0) \($0.message)" }
    return (findings + columns + problems + [report.verdict.rawValue]).joined(separator: "\n")
  }
}

/// One change of an export.
struct JSONMutation {
  let what: String
  let text: String
  /// Whether what was changed is a column of a view, which takes no part.
  let isOfView: Bool

  private static let names: Set<String> = ["name", "column_name"]
  private static let types: Set<String> = ["type", "data_type", "full_data_type", "column_type", "udt_name"]
  private static let modes: Set<String> = ["mode", "is_nullable", "nullable", "required"]

  /// Every change of one column's name, type or mode: each value found behind such a key, as text.
  static func ofColumns(in text: String) throws -> [JSONMutation] {
    let expression = try Regex(#""(\w+)"\s*:\s*("(?:[^"\\]|\\.)*"|true|false)"#)
    var mutations: [JSONMutation] = []
    for match in text.matches(of: expression) {
      guard let key = match.output[1].substring?.lowercased(), let value = match.output[2].substring else {
        continue
      }
      let line = text[..<match.range.lowerBound].suffix(400) + text[match.range.upperBound...].prefix(200)
      for replacement in replacements(key, String(value)) {
        let place = value.startIndex..<value.endIndex
        mutations.append(
          JSONMutation(
            what: "\(key) \(value) → \(replacement)",
            text: text.replacingCharacters(in: place, with: replacement),
            isOfView: line.contains("orders_view")))
      }
    }
    return mutations
  }

  /// The same in the text of a Delta log's metaData that holds the schema.
  static func ofSchemaString(in text: String) throws -> [JSONMutation] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let number = try #require(lines.firstIndex { $0.hasPrefix("{\"metaData\"") })
    var action = try #require(
      try JSONSerialization.jsonObject(with: Data(lines[number].utf8)) as? [String: [String: Any]])
    let schema = try #require(action["metaData"]?["schemaString"] as? String)
    return try ofColumns(in: schema).map { mutation in
      action["metaData"]?["schemaString"] = mutation.text
      var changed = lines
      changed[number] = String(decoding: try JSONSerialization.data(withJSONObject: action), as: UTF8.self)
      return JSONMutation(what: mutation.what, text: changed.joined(separator: "\n"), isOfView: false)
    }
  }

  private static func replacements(_ key: String, _ value: String) -> [String] {
    let bare = value.filter { $0 != "\"" }
    if names.contains(key), value.hasPrefix("\""), !tableNames.contains(bare), !bare.contains("shop.") {
      return ["\"\(bare)_x\"", "7", "null"]
    }
    if types.contains(key), !words.contains(bare) { return ["\"no such type\"", "[]"] }
    if modes.contains(key) {
      switch bare {
      case "YES": return ["\"NO\""]
      case "NO": return ["\"YES\""]
      case "true": return ["false"]
      case "false": return ["true"]
      case "NULLABLE": return ["\"REQUIRED\"", "\"REPEATED\""]
      case "REQUIRED": return ["\"NULLABLE\""]
      case "REPEATED": return ["\"NULLABLE\""]
      default: return []
      }
    }
    return []
  }

  private static let tableNames: Set<String> = [
    "orders", "_staging_orders_1", "orders_view", "customers", "raw_orders",
  ]
  /// Values of `type` that are no column's: kinds of tables, constraints and files.
  private static let words: Set<String> = ["TABLE", "VIEW", "table", "view", "BASE TABLE", "DAY"]
}
