import Engines
import Output
import Schema
import Text

/// What a snapshot holds: when it was taken, of what, with which statements, and how to tell that its files are what was
/// answered.
package struct SnapshotManifest: Hashable, Sendable {
  /// What the file is called in the snapshot's folder.
  static let fileName = "manifest.json"
  static let schemaVersion = 1

  /// The version of driftaudit that took it.
  var version = driftauditVersion
  /// When it was taken, UTC, as `2026-11-24T04:00:00Z`.
  var takenAt: String
  /// The engine.
  var engine: Engine
  /// The program that asked, and what it says its version is.
  var client: Client
  /// In the order in which was asked.
  package var files: [File]

  /// A program and its version.
  struct Client: Hashable, Sendable {
    /// `bq`.
    var program: String
    /// The first line that it prints when it is asked for its version.
    var version: String
  }

  /// What one statement was answered.
  package struct File: Hashable, Sendable {
    /// The file's name in the folder; nil where there was no row.
    package var name: String?
    /// What was asked, as `bigquery:project.dataset`.
    var address: String
    /// The view, as `INFORMATION_SCHEMA.COLUMNS`.
    var view: String
    /// The statement.
    var statement: String
    /// Rows.
    package var rows: Int
    /// Bytes.
    var bytes: Int
    /// SHA-256, 64 hexadecimal digits.
    var sha256: String
    /// How often was asked.
    var attempts: Int

    /// What reports call the file's rows.
    var title: String { SnapshotQuestion.name(address, view: view) }
  }

  /// The manifest as JSON, one property a line.
  var text: String {
    let node = JSONNode.block([
      ("schemaVersion", .number(Self.schemaVersion)),
      ("tool", .object([("name", .text("driftaudit")), ("version", .text(version))])),
      ("takenAt", .text(takenAt)), ("engine", .text(engine.rawValue)),
      ("client", .object([("program", .text(client.program)), ("version", .text(client.version))])),
      ("files", .lines(files.map(Self.node))),
    ])
    return node.document
  }

  private static func node(_ file: File) -> JSONNode {
    .block([
      ("file", .optional(file.name)), ("address", .text(file.address)),
      ("view", .text(file.view)), ("statement", .text(file.statement)), ("rows", .number(file.rows)),
      ("bytes", .number(file.bytes)), ("sha256", .text(file.sha256)), ("attempts", .number(file.attempts)),
    ])
  }
}
