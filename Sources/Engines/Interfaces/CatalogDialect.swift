import Schema

/// How one engine is asked about its own catalog, in one statement.
package protocol CatalogDialect: Sendable {
  /// The engine.
  var engine: Engine { get }
  /// How the statement is run so that its rows become JSON, a line each.
  var wayToRun: [String] { get }
  /// The keys of a column that the engine's readers read, as its catalog spells them.
  var columnKeys: [String] { get }
  /// The words by which the engine tells tables that hold no rows of their own.
  var kindsWithoutRows: [String] { get }

  /// The three parts of a table's name, as texts in byte order under their own names.
  var nameParts: String { get }

  /// Two queries over the catalog, one for its tables (table_catalog, table_schema, table_name, table_type, created) and
  /// one for their columns (the same names and `columnKeys`).
  ///
  /// - Throws: `CatalogScopeError` where something is missing, or is nothing for this engine.
  func source(_ scope: CatalogScope) throws(CatalogScopeError) -> CatalogSource

  /// A text as a literal.
  func string(_ text: String) -> String
  /// Whether a text is like a pattern.
  func isLike(_ text: String, _ pattern: [LikePart]) -> String
  /// Whether a whole text, line breaks included, fits a regular expression.
  func fits(_ text: String, expression: String) -> String

  /// The columns of a table as one JSON text or value, in their order, by which tables can be grouped.
  func list(of keys: [String]) -> String
  /// The names of a group's tables in byte order, or the first so many, as JSON.
  func names(first count: Int?) -> String
  /// When each of a group's tables was created, in the order of their names, as JSON; nil where the engine does not tell.
  var creations: String? { get }
  /// A time of creation as text, UTC.
  func moment(_ time: String) -> String
  /// The statement with its rows as the engine's client can print them.
  func output(_ statement: String) -> String
}

/// Where a catalog's tables and columns are.
package struct CatalogSource: Sendable {
  package var tables: String
  package var columns: String

  /// Both queries.
  package init(tables: String, columns: String) {
    self.tables = tables
    self.columns = columns
  }
}

/// A part of a pattern of LIKE.
package enum LikePart: Hashable, Sendable {
  case text(String)
  /// Any run of characters.
  case any
}

extension CatalogDialect {
  package var nameParts: String { "table_catalog, table_schema, table_name" }

  package func output(_ statement: String) -> String { statement }

  /// LIKE with a letter that stands before signs that stand for themselves.
  package func like(_ text: String, _ pattern: [LikePart], escape: Character?, sign: Character) -> String {
    var written = ""
    for part in pattern {
      switch part {
      case .any: written += "%"
      case .text(let text):
        for letter in text.unicodeScalars {
          if letter == "%" || letter == "_" || Character(letter) == sign { written.append(sign) }
          written.unicodeScalars.append(letter)
        }
      }
    }
    return "\(text) LIKE \(string(written))" + (escape.map { " ESCAPE \(string(String($0)))" } ?? "")
  }

  /// The two queries over views of an information_schema.
  ///
  /// - Parameters:
  ///   - views: What stands before the views' names, one for each catalog.
  ///   - system: Schemas of the engine's own, left out where no dataset is named.
  ///   - created: When a table was created.
  package func source(
    _ scope: CatalogScope, views: [String], system: [String], created: String
  ) throws(CatalogScopeError) -> CatalogSource {
    guard scope.regions.isEmpty else {
      throw CatalogScopeError("\(engine.name) has no regions: --region is for BigQuery.")
    }
    let condition = places(scope, system: system)
    return CatalogSource(
      tables: views.map { view in
        """
        SELECT \(nameParts), table_type, \(created) AS created
        FROM \(view)tables
        WHERE \(condition)
        """
      }.joined(separator: "\nUNION ALL\n"),
      columns: views.map { view in
        """
        SELECT \(nameParts), \(columnKeys.joined(separator: ", "))
        FROM \(view)columns
        WHERE \(condition)
        """
      }.joined(separator: "\nUNION ALL\n"))
  }

  /// The condition that rows of a catalog are of the places that are asked for.
  package func places(_ scope: CatalogScope, system: [String]) -> String {
    let places = scope.places.map { project, dataset in
      let isDataset = "table_schema = \(string(dataset))"
      return project.map { "(table_catalog = \(string($0)) AND \(isDataset))" } ?? isDataset
    }
    guard places.isEmpty else {
      return places.count == 1 ? places[0] : "(\(places.joined(separator: " OR ")))"
    }
    var conditions = ["table_schema NOT IN (\(system.map(string).joined(separator: ", ")))"]
    if !scope.projects.isEmpty {
      conditions.append("table_catalog IN (\(scope.projects.map(string).joined(separator: ", ")))")
    }
    return conditions.joined(separator: " AND ")
  }
}
