import Exports
import JSONInput
import Schema

/// The tables that exports hold.
public struct Catalog: Sendable {
  /// Sorted by name; tables that could not be read are among the problems instead.
  public let tables: [Table]
  /// What kept the reader from seeing everything, sorted by place.
  public let problems: [Problem]
  /// For each file, in the order of the inputs, how it was recognised.
  public let files: [File]

  /// How a file was recognised.
  public struct File: Sendable, Hashable {
    /// The file as it was named.
    public let path: String
    /// The forms of export in it: `rows of INFORMATION_SCHEMA.COLUMNS`; empty where none was recognised.
    public let forms: [String]
  }

  /// Reads exports.
  ///
  /// - Parameters:
  ///   - exports: Files, folders and globs. The form of each file is found from its content; `.gz` is read as it is.
  ///   - engine: The engine of exports that do not say which engine wrote them; nil to find out from their types.
  ///   - forms: Forms of export that are tried before those that come with driftaudit.
  public init(reading exports: [String], engine: Engine? = nil, forms: [any ExportForm.Type] = []) {
    let inputs = InputFiles(exports)
    let catalog = Self.loader(forms).reading(engine?.inner).load(inputs.files)
    tables = catalog.tables.compactMap { table in
      table.schema.map { Table(table.name, catalog.schemas[$0]) }
    }
    problems = (inputs.problems + catalog.problems).sorted().map(Problem.init)
    files = catalog.files.map { File(path: $0.name, forms: $0.forms.map(\.name)) }
  }
}
