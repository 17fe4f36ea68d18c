import Platform
import Schema

/// A program of the user's that asks an engine about its catalog. Adding an engine is one file in `Engines` and one line in
/// `SnapshotClients`.
package protocol SnapshotClient: Sendable {
  /// The engine.
  var engine: Engine { get }
  /// The program's name.
  var program: String { get }
  /// What makes the program print its version.
  var versionArguments: [String] { get }
  /// What is asked about a part of the catalog, columns first.
  ///
  /// - Parameter options: Arguments of the user's own for the program.
  func questions(_ address: CatalogAddress, _ options: SnapshotOptions) -> [SnapshotQuestion]
}

/// What a user can say about how a catalog is asked.
package struct SnapshotOptions: Hashable, Sendable {
  /// Arguments for the program, before its others.
  package var arguments: [String] = []
  /// Whether rows of COLUMN_FIELD_PATHS are asked for too; BigQuery's alone.
  package var includesFieldPaths = false

  /// Nothing but what is needed.
  package init() {}
}

/// One statement, and how it is run.
package struct SnapshotQuestion: Hashable, Sendable {
  /// What is asked.
  var address: CatalogAddress
  /// The view, as the engine calls it.
  var view: String
  /// The statement, whose rows each tell under `rowsKey` how many rows there are.
  var statement: String
  /// The call that prints the rows as JSON.
  var call: ProgramCall
  /// How many rows the program prints at most; nil for all.
  var mostRows: Int?
  /// What the file is called, without an ending and a number.
  var fileName: String
  /// The ending of what the program prints.
  var fileEnding: String

  /// How many rows the statement has, on each of them: what was cut short on the way shows.
  static let rowsKey = "driftaudit_rows"
  static let rowsColumn = "COUNT(*) OVER () AS \(rowsKey)"

  /// What reports call the rows: `bigquery:project.dataset.INFORMATION_SCHEMA.COLUMNS`.
  var name: String { Self.name(address.description, view: view) }

  static func name(_ address: String, view: String) -> String {
    address.hasSuffix(":") ? address + view : "\(address).\(view)"
  }
}

/// All clients.
package enum SnapshotClients {
  package static let all: [any SnapshotClient] = [BigQueryClient(), PostgreSQLClient(), DuckDBClient()]

  static func of(_ engine: Engine) -> (any SnapshotClient)? { all.first { $0.engine == engine } }
}
