import Schema
import Text

/// Which part of an engine's catalog a statement looks into.
package struct CatalogScope: Hashable, Sendable {
  /// The projects, catalogs or databases to look into; empty for the one that a client is connected to.
  package var projects: [String] = []
  /// The datasets or schemas to look into, alone or after a project and a dot; empty for all.
  package var datasets: [String] = []
  /// BigQuery's regions to look into.
  package var regions: [String] = []

  /// Everything that a client is connected to.
  package init() {}

  /// The datasets with their projects, where these are known.
  package var places: [(project: String?, dataset: String)] {
    datasets.flatMap { text -> [(project: String?, dataset: String)] in
      let name = text.replacing(":", with: ".")
      if let dot = name.lastIndex(of: ".") {
        return [(String(name[..<dot]), String(name[name.index(after: dot)...]))]
      }
      return projects.isEmpty ? [(nil, name)] : projects.map { ($0, name) }
    }
  }

  /// The projects that are named, alone or before a dataset, each once.
  ///
  /// - Throws: `CatalogScopeError` where the project of some datasets is named and not that of others.
  package func catalogs() throws(CatalogScopeError) -> [String] {
    let own = places.map(\.project)
    if let dataset = places.first(where: { $0.project == nil })?.dataset, own.contains(where: { $0 != nil }) {
      throw CatalogScopeError(
        "--dataset '\(dataset.clipped())' does not say its project, and others do: say it of all, or of none."
      )
    }
    var seen: Set<String> = []
    return (datasets.isEmpty ? projects : own.compactMap(\.self)).filter { seen.insert($0).inserted }
  }
}

/// Why an engine cannot be asked about a part of its catalog.
package struct CatalogScopeError: Error, Hashable, Sendable {
  /// What is wrong and what helps, with a full stop.
  package let message: String

  /// An error with its message.
  package init(_ message: String) { self.message = message }
}

/// A script that walks a catalog which cannot be selected from, and prints the rows of shapes.
package struct CatalogScript: Sendable {
  private let template: String

  /// A script in which `@SETTINGS@` takes the place of the question, as JSON between apostrophes.
  package init(_ template: String) { self.template = template }

  /// The script for a question.
  ///
  /// - Parameter settings: JSON without apostrophes.
  package func text(settings: String) -> String { template.replacing("@SETTINGS@", with: settings) }
}
