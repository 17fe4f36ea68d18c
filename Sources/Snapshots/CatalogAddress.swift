import Engines
import Schema

/// A part of a live catalog: a dataset of BigQuery's, a schema or all schemas of PostgreSQL's, a file of DuckDB's.
package struct CatalogAddress: Hashable, Sendable, CustomStringConvertible {
  /// The engine.
  package let engine: Engine
  /// `project.dataset` or `dataset`; a schema, or nothing for all; a path.
  package let place: String

  /// The engines of which a snapshot can be taken.
  package static let engines: [Engine] = [.bigQuery, .postgreSQL, .duckDB]

  /// An address from its parts.
  ///
  /// - Throws: `CatalogAddressError` where the engine cannot have such a place.
  package init(_ engine: Engine, _ place: String) throws(CatalogAddressError) {
    guard Self.engines.contains(engine) else {
      throw CatalogAddressError(
        "there is no snapshot of \(engine.name): there is one of \(Self.names.joined(separator: ", ")).")
    }
    guard !place.utf8.contains(0) else { throw CatalogAddressError("a name with a NUL in it.") }
    self.engine = engine
    switch engine {
    case .bigQuery: self.place = try BigQueryDataset(place).name
    case .duckDB:
      guard !place.isEmpty else { throw CatalogAddressError("no file is named. Is a variable not set?") }
      self.place = place
    default: self.place = place
    }
  }

  /// An address as `bigquery:project.dataset`, `postgres:`, `postgres:schema` or `duckdb:FILE`.
  ///
  /// - Throws: `CatalogAddressError` where it is none.
  package init(_ text: String) throws(CatalogAddressError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let engine = Engine(named: parts[0]) else {
      let forms = "bigquery:PROJECT.DATASET, postgres:, postgres:SCHEMA or duckdb:FILE"
      throw CatalogAddressError("no address of a catalog: it is written \(forms).")
    }
    try self.init(engine, parts[1])
  }

  /// The names of the engines.
  package static var names: [String] { engines.map(\.rawValue) }

  /// As it is written.
  package var description: String { "\(engine.rawValue):\(place)" }
}

/// Why something is no address of a catalog.
package struct CatalogAddressError: Error, Hashable, Sendable {
  /// What is wrong, with a full stop.
  package let message: String

  init(_ message: String) { self.message = message }
}
