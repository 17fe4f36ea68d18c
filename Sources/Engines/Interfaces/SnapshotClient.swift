import Schema

/// A program of the user's that asks an engine about its catalog: which statements, and how it is called.
package protocol SnapshotClient: Sendable {
  /// The engine.
  var engine: Engine { get }
  /// The program's name.
  var program: String { get }
  /// What makes the program print its version.
  var versionArguments: [String] { get }
  /// What names a part of the catalog.
  var place: SnapshotPlace { get }
  /// Whether rows of COLUMN_FIELD_PATHS can be asked for too.
  var hasFieldPaths: Bool { get }
  /// A part of the catalog as a statement or a call names it.
  ///
  /// - Throws: `CatalogAddressError` where the engine cannot have such a part: nothing else gets into a statement.
  func place(_ text: String) throws(CatalogAddressError) -> String
  /// What is asked about a part of the catalog, columns first.
  ///
  /// - Parameter options: Arguments of the user's own for the program.
  func questions(_ address: CatalogAddress, _ options: SnapshotOptions) -> [SnapshotQuestion]
}

extension SnapshotClient {
  package var hasFieldPaths: Bool { false }
  package func place(_ text: String) throws(CatalogAddressError) -> String { text }
}

/// What names a part of a catalog.
package enum SnapshotPlace: Sendable {
  /// `PROJECT.DATASET`, or `DATASET` alone.
  case dataset
  /// A schema, or nothing for all.
  case schema
  /// A file.
  case file

  /// How a part is written after the engine's name and a colon.
  package var forms: [String] {
    switch self {
    case .dataset: ["PROJECT.DATASET"]
    case .schema: ["", "SCHEMA"]
    case .file: ["FILE"]
    }
  }
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
  package var address: CatalogAddress
  /// The view, as the engine calls it.
  package var view: String
  /// The statement, whose rows each hold under `rowsKey` how many rows there are.
  package var statement: String
  /// The program that prints the rows as JSON.
  package var program: String
  /// What it is called with.
  package var arguments: [String]
  /// How many rows the program prints at most; nil for all.
  package var mostRows: Int?
  /// What the file is called, without an ending and a number.
  package var fileName: String
  /// The ending of what the program prints.
  package var fileEnding: String

  /// A question from its parts.
  package init(
    address: CatalogAddress, view: String, statement: String, program: String, arguments: [String],
    mostRows: Int? = nil, fileName: String, fileEnding: String
  ) {
    self.address = address
    self.view = view
    self.statement = statement
    self.program = program
    self.arguments = arguments
    self.mostRows = mostRows
    self.fileName = fileName
    self.fileEnding = fileEnding
  }

  /// How many rows the statement has, on each of them: what was cut short on the way shows.
  package static let rowsKey = "driftaudit_rows"
  package static let rowsColumn = "COUNT(*) OVER () AS \(rowsKey)"

  /// What reports call the rows: `bigquery:project.dataset.INFORMATION_SCHEMA.COLUMNS`.
  package var name: String { Self.name(address.description, view: view) }

  /// What reports call the rows of a view at an address.
  package static func name(_ address: String, view: String) -> String {
    address.hasSuffix(":") ? address + view : "\(address).\(view)"
  }
}
