import Auditing
import Engines
import Schema
import Settings

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
  /// Which part of the catalog it looks into.
  package var scope = CatalogScope()

  /// The engines that can be asked.
  package static let engines = EngineSet.all.counting

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

  /// Main's names: bq's way of writing is understood.
  var mainNames: [String] {
    let name = TablePattern.standardised(main)
    return name == main ? [main] : [name, main]
  }
}
