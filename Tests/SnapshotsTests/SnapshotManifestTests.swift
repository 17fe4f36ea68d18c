@testable import Engines
@testable import Platform
@testable import Schema
@testable import Snapshots
@testable import TestSupport
import Foundation
import Testing

@Suite("A snapshot's manifest") struct SnapshotManifestTests {
  private let manifest = SnapshotManifest(
    version: "0.0.1", takenAt: "2026-01-31T04:00:00Z", engine: .postgreSQL,
    client: SnapshotManifest.Client(program: "psql", version: "psql \"15\"\u{1b}"),
    files: [
      SnapshotManifest.File(
        name: "s.columns.ndjson", address: "postgres:s", view: "information_schema.columns",
        statement: "SELECT 'ä'",
        rows: 2, bytes: 10, sha256: String(repeating: "0", count: 64), attempts: 1),
      SnapshotManifest.File(
        name: nil, address: "postgres:s", view: "information_schema.tables", statement: "SELECT 1", rows: 0,
        bytes: 0,
        sha256: String(repeating: "f", count: 64), attempts: 4),
    ])

  @Test("is read as it was written")
  func roundTrip() {
    let (read, problems) = SnapshotManifest.load(bytes: Array(manifest.text.utf8), file: "m")
    #expect(problems.isEmpty)
    #expect(read == manifest)
    #expect(manifest.files[0].title == "postgres:s.information_schema.columns")
  }

  @Test("is laid out with a property a line")
  func golden() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    try GoldenFiles.expect(manifest.text, equals: "manifest.json", in: folder)
  }

  @Test("has the keys that its published schema has, and no others")
  func published() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    func object(_ data: Data) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
    let schema = try object(Data(contentsOf: root.appending(path: "schemas/snapshot-manifest.schema.json")))
    let written = try object(Data(manifest.text.utf8))
    func keys(_ value: Any?) -> Set<String> { Set((value as? [String: Any] ?? [:]).keys) }
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(keys(properties) == keys(written) && Set(schema["required"] as? [String] ?? []) == keys(written))
    for part in ["tool", "client"] { #expect(keys(properties[part]?["properties"]) == keys(written[part])) }
    let file = try #require(properties["files"]?["items"] as? [String: Any])
    for one in written["files"] as? [[String: Any]] ?? [] {
      #expect(keys(file["properties"]) == keys(one) && Set(file["required"] as? [String] ?? []) == keys(one))
    }
    let engines = properties["engine"]?["enum"] as? [String]
    #expect(engines == CatalogAddress.names)
  }

  @Test(
    "that is not right is told with the place",
    arguments: [
      ("\"rows\": 2", "\"rows\": -2", "'rows' must be a whole number from 0."),
      ("\"schemaVersion\": 1", "\"schemaVersion\": 7", "unknown version of a snapshot's manifest"),
      ("\"postgres\"", "\"postgrs\"", "unknown engine 'postgrs' (nearest: postgres)."),
      (
        "\"s.columns.ndjson\"", "\"/etc/passwd\"",
        "'/etc/passwd' is no name of a file in the snapshot's folder."
      ),
      ("\"s.columns.ndjson\"", "\"..\"", "'..' is no name of a file in the snapshot's folder."),
      ("\"statement\": \"SELECT 1\"", "\"statement\": 1", "'statement' must be a string, not a number."),
      ("\"client\"", "\"clint\"", "'client' is missing."),
    ])
  func wrong(old: String, new: String, message: String) {
    let text = manifest.text.replacingOccurrences(of: old, with: new)
    let (read, problems) = SnapshotManifest.load(bytes: Array(text.utf8), file: "m")
    #expect(read == nil)
    #expect(problems.contains { $0.message.hasPrefix(message) && $0.line != nil }, "\(problems)")
  }

  @Test("of another program is none, and nothing is wrong with it")
  func foreign() {
    let (read, problems) = SnapshotManifest.load(bytes: Array(#"{"metadata":{},"nodes":{}}"#.utf8), file: "m")
    #expect(read == nil && problems.isEmpty)
  }
}

@Suite("An address of a catalog") struct CatalogAddressTests {
  @Test(
    "is read as it is written",
    arguments: [
      ("bigquery:p.d", "bigquery:p.d"), ("bigquery:p:d", "bigquery:p.d"),
      ("bigquery:example.com:p.d", "bigquery:example.com:p.d"),
      ("bigquery:d_1", "bigquery:d_1"), ("postgres:", "postgres:"), ("postgres:it's: x", "postgres:it's: x"),
      ("duckdb:a/b:c.db", "duckdb:a/b:c.db"), ("BigQuery:p.d", "bigquery:p.d"),
    ])
  func read(text: String, address: String) throws { #expect(try CatalogAddress(text).description == address) }

  @Test("of a file of DuckDB's is never a database elsewhere, nor an option")
  func file() throws {
    for (place, file) in [("md:x", "./md:x"), ("-x", "./-x"), ("/a b", "/a b"), (":memory:", "./:memory:")] {
      let asked = DuckDBClient().questions(try CatalogAddress(.duckDB, place), SnapshotOptions())
      #expect(asked.allSatisfy { $0.call.arguments.last == file })
    }
  }
}
