import Engines
import Output
import Schema
import Settings

/// A question as the settings of an engine's script, where there is no catalog to select from.
struct ShapeScript {
  /// The script, with a newline at its end.
  let text: String

  /// - Throws: `CatalogScopeError` where regions are named, which no engine with a script has.
  init(_ question: ShapeQuestion, _ script: CatalogScript) throws(CatalogScopeError) {
    let scope = question.scope
    guard scope.regions.isEmpty else {
      throw CatalogScopeError("\(question.engine.name) has no regions: --region is for BigQuery.")
    }
    let settings: [(String, JSONNode?)] = [
      ("selection", .text(question.selection)),
      ("main", .list(question.mainNames.map { .text($0) })),
      ("families", .list(question.choices.map(Self.family))),
      ("exclude", .list(question.exclude.map(Self.pattern))),
      ("projects", .list(scope.projects.map { .text($0) })),
      (
        "datasets",
        .list(scope.places.map { place in .list([.text(place.project ?? ""), .text(place.dataset)]) })
      ),
      ("views", .number(question.includesViews ? 1 : 0)), ("names", .number(question.wantsNames ? 1 : 0)),
    ]
    // JSON in a raw text: an apostrophe or a backslash of a name cannot end it.
    let encoded = String(decoding: JSONNode.object(settings).bytes(), as: UTF8.self)
      .replacing("'", with: "\\u0027")
    text = script.text(settings: encoded)
  }

  private static func family(_ family: FamilyPattern) -> JSONNode {
    .object([
      ("name", .text(family.name)), ("patterns", .list(family.patterns.map(pattern))),
    ])
  }

  /// How many parts of a table's name a pattern is about, and the expression that these have to fit.
  private static func pattern(_ pattern: TablePattern) -> JSONNode {
    let parts =
      switch pattern.scope {
      case .table: 1
      case .dataset: 2
      case .whole: 3
      }
    return .list([.number(parts), .text(GlobCondition.expression(pattern.glob.parts))])
  }
}
