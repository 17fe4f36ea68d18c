import Exports
import JSONInput
import Schema
import Settings

/// Finds the main of an audit with its columns: among the tables of the inputs, or in a file of its own.
///
/// Where its name suffices, as in lists of tables, `MainSelection` alone finds it.
package struct MainSearch: Sendable {
  /// Main with its columns.
  package struct Found: Sendable {
    /// Main as it was read.
    package let table: Table
    /// Main among the tables of the inputs or of its file.
    let entry: CatalogTable
    /// Its index there.
    let index: Int
  }

  /// Main; nil where it is not known.
  package private(set) var found: Found?
  /// What the file of its own holds; nil where main is named.
  private(set) var ownFile: Catalog?
  /// Why main is not known, and what is wrong with its file.
  package private(set) var problems: [Problem] = []

  /// - Parameters:
  ///   - inputs: What the sources of the audit hold.
  ///   - names: The names of all tables of the inputs, in their order.
  package init(_ audit: AuditSpec, in inputs: Catalog, names: [TableName], loader: ExportLoader) {
    if InputFiles.isFile(audit.mainPath) {
      let own = loader.reading(audit.settings.engine).load([InputFile(path: audit.mainPath)])
      problems += own.problems
      ownFile = own
      take(
        MainSelection(
          inFile: audit.mainPath, holding: own.tables.map(\.name), isReadInFull: own.isReadInFull),
        from: own, at: audit.place)
    } else if names.isEmpty, !inputs.problems.isEmpty {
      problems.append(MainSelection.unread(audit.main, at: audit.place))
    } else {
      take(
        MainSelection(
          named: audit.main, among: names, inputs: audit.settings.sources.joined(separator: ", "),
          place: audit.place, tableCount: inputs.tableCount),
        from: inputs, at: audit.place)
    }
  }

  private mutating func take(_ selection: MainSelection, from catalog: Catalog, at place: SourcePlace?) {
    switch selection {
    case .failed(let problem):
      if let problem { problems.append(problem) }
    case .found(let index):
      let entry = catalog.tables[index]
      guard let number = entry.schema else {
        problems.append(MainSelection.unreadable(entry.name, at: place))
        return
      }
      let schema = catalog.schemas[number]
      guard schema.sampledRecords == nil else {
        problems.append(MainSelection.sampled(entry.name, at: place))
        return
      }
      found = Found(table: Table(name: entry.name, schema: schema), entry: entry, index: index)
    }
  }
}
