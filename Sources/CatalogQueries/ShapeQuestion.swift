import Auditing
import Schema
import Settings
import Text

/// What an engine that holds a catalog is asked: which staging tables there are, counted by their columns.
package struct ShapeQuestion: Sendable {
  /// The engine.
  var engine: Engine
  /// Main as `table`, `dataset.table` or `project.dataset.table`.
  var main: String
  /// The families in order, first match first; empty takes every table other than main.
  package var families: [FamilyPattern] = []
  /// Tables that are no staging tables whatever the families say.
  package var exclude: [TablePattern] = []
  /// Whether views and external tables can be staging tables.
  package var includesViews = false
  /// Whether all names are asked for.
  package var wantsNames = false
  /// The projects, catalogs or databases to look into; empty for the one that a client is connected to.
  package var projects: [String] = []
  /// The datasets or schemas to look into, alone or behind a project and a dot; empty for all.
  package var datasets: [String] = []
  /// BigQuery's regions to look into.
  package var regions: [String] = []

  /// The engines that can be asked.
  package static let engines: [Engine] = [
    .bigQuery, .duckDB, .spark, .postgreSQL, .snowflake, .databricks,
  ]

  /// A question about all tables.
  package init(_ engine: Engine, main: String) {
    self.engine = engine
    self.main = main
  }

  /// What tells the patterns from others.
  var selection: String { CountedSelection.fingerprint(of: families, excluding: exclude) }

  /// The family of tables where none is configured takes everything.
  var choices: [FamilyPattern] {
    families.isEmpty ? [FamilyPattern(name: FamilyPattern.unnamed, patterns: [])] : families
  }

  /// The datasets with their projects, where these are told.
  var places: [(project: String?, dataset: String)] {
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
  /// - Throws: `ShapeQuestionError` where the project of some datasets is named and not that of others.
  func catalogs() throws(ShapeQuestionError) -> [String] {
    let own = places.map(\.project)
    if let dataset = places.first(where: { $0.project == nil })?.dataset, own.contains(where: { $0 != nil }) {
      throw ShapeQuestionError(
        message:
          "--dataset '\(dataset.clipped())' does not say its project, and others do: say it of all, or of none."
      )
    }
    var seen: Set<String> = []
    return (datasets.isEmpty ? projects : own.compactMap(\.self)).filter { seen.insert($0).inserted }
  }

  /// Main's names: bq's way of writing is understood.
  var mainNames: [String] {
    let name = TablePattern.standardised(main)
    return name == main ? [main] : [name, main]
  }
}

/// Why a question cannot be asked.
package struct ShapeQuestionError: Error, Hashable, Sendable {
  /// What is wrong and what helps, with a full stop.
  package let message: String
}
