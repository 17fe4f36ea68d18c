import Schema

/// A part of a live catalog: a dataset of BigQuery's, a schema or all schemas of PostgreSQL's, a file of DuckDB's.
package struct CatalogAddress: Hashable, Sendable, CustomStringConvertible {
  /// The engine.
  package let engine: Engine
  /// `project.dataset` or `dataset`; a schema, or nothing for all; a path.
  package let place: String

  /// The engines of which a snapshot can be taken.
  package static let engines = EngineSet.all.withSnapshots

  /// An address from its parts.
  ///
  /// - Throws: `CatalogAddressError` where the engine cannot have such a place.
  package init(_ engine: Engine, _ place: String) throws(CatalogAddressError) {
    guard let client = engine.snapshotClient else {
      throw CatalogAddressError(
        "there is no snapshot of \(engine.name): there is one of \(Self.names.joined(separator: ", ")).")
    }
    guard !place.utf8.contains(0) else { throw CatalogAddressError("a name with a NUL in it.") }
    self.engine = engine
    self.place = try client.place(place)
  }

  /// An address as `bigquery:project.dataset`, `postgres:`, `postgres:schema` or `duckdb:FILE`.
  ///
  /// - Throws: `CatalogAddressError` where it is none.
  package init(_ text: String) throws(CatalogAddressError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let engine = Engine(named: parts[0]) else {
      throw CatalogAddressError("no address of a catalog: it is written \(Self.forms).")
    }
    try self.init(engine, parts[1])
  }

  /// The names of the engines.
  package static var names: [String] { engines.map(\.rawValue) }

  /// How addresses are written: `bigquery:PROJECT.DATASET, postgres:, postgres:SCHEMA or duckdb:FILE`.
  package static let forms: String = {
    var forms = EngineSet.all.snapshotClients.flatMap { client in
      client.place.forms.map { "\(client.engine.rawValue):\($0)" }
    }
    let last = forms.removeLast()
    return forms.isEmpty ? last : "\(forms.joined(separator: ", ")) or \(last)"
  }()

  /// As it is written.
  package var description: String { "\(engine.rawValue):\(place)" }
}

/// Why something is no address of a catalog.
package struct CatalogAddressError: Error, Hashable, Sendable {
  /// What is wrong, with a full stop.
  package let message: String

  package init(_ message: String) { self.message = message }
}
