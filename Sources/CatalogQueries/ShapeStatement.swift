import Engines
import Schema
import Settings

/// One statement over an engine's own catalog whose rows are shapes: what `ShapesForm` reads.
package struct ShapeStatement: Sendable {
  /// The statement, with a newline at its end: SQL, or a script where an engine has no catalog to select from.
  package let text: String

  /// The statement for a question.
  ///
  /// - Throws: `CatalogScopeError` where the engine cannot be asked so.
  package init(_ question: ShapeQuestion) throws(CatalogScopeError) {
    switch question.engine.catalog {
    case nil:
      let names = ShapeQuestion.engines.map(\.rawValue).joined(separator: ", ")
      throw CatalogScopeError(
        "there is no statement for \(question.engine.name): there is one for \(names).")
    case .script(let script): text = try ShapeScript(question, script).text
    case .statement(let dialect):
      let statement = Self.statement(question, dialect, try dialect.source(question.scope))
      text = Self.heading(dialect) + dialect.output(statement) + ";\n"
    }
  }

  private static func heading(_ dialect: any CatalogDialect) -> String {
    (["Staging tables of \(dialect.engine.name), counted by their columns, and main; a row for each shape."]
      + dialect.wayToRun).map { "-- \($0)\n" }.joined()
  }

  private static func statement(
    _ question: ShapeQuestion, _ dialect: any CatalogDialect, _ source: CatalogSource
  ) -> String {
    let isMain = condition(ofMain: question.mainNames, dialect)
    let columns = dialect.list(of: dialect.columnKeys)
    let text = """
      WITH driftaudit_tables AS (
      \(indented(source.tables, by: 2))
      ),
      driftaudit_columns AS (
        SELECT table_catalog, table_schema, table_name,
          \(columns) AS columns
        FROM (
      \(indented(source.columns, by: 4))
        ) AS c
        GROUP BY table_catalog, table_schema, table_name
      ),
      driftaudit_chosen AS (
        SELECT t.table_catalog, t.table_schema, t.table_name, t.created, c.columns,
          CASE WHEN \(isMain) THEN 'main' ELSE 'staging' END AS kind,
          CASE
            WHEN \(isMain) THEN NULL
      \(families(question, dialect))
          END AS family
        FROM driftaudit_tables AS t
        JOIN driftaudit_columns AS c
          ON t.table_catalog = c.table_catalog AND t.table_schema = c.table_schema AND t.table_name = c.table_name
      )
      SELECT
        \(dialect.string(question.engine.rawValue)) AS engine, kind, family,
        \(dialect.string(question.selection)) AS selection, table_catalog, table_schema,
        COUNT(*) AS tables, MIN(table_name) AS first_table, MAX(table_name) AS last_table,
        \(dialect.moment("MIN(created)")) AS first_created, \(dialect.moment("MAX(created)")) AS last_created,
        \(dialect.names(first: 3)) AS examples,
        \(names(question, dialect))columns
      FROM driftaudit_chosen
      WHERE kind = 'main' OR family IS NOT NULL
      GROUP BY kind, family, table_catalog, table_schema, columns, CASE WHEN kind = 'main' THEN table_name END
      ORDER BY kind, table_catalog, table_schema, family, first_table
      """
    return text
  }

  private static func names(_ question: ShapeQuestion, _ dialect: any CatalogDialect) -> String {
    guard question.wantsNames else { return "" }
    let created = dialect.creations.map { "\($0) AS names_created, " } ?? ""
    return "\(dialect.names(first: nil)) AS names, \(created)"
  }

  private static func indented(_ text: String, by spaces: Int) -> String {
    let space = String(repeating: " ", count: spaces)
    return text.split(separator: "\n").map { space + $0 }.joined(separator: "\n")
  }

  // MARK: Which tables

  private static func condition(ofMain names: [String], _ dialect: any CatalogDialect) -> String {
    // A table's own name may hold dots in some engines, so that a text with dots can be more than one kind of name.
    let scopes: [TablePattern.Scope] = [.table, .dataset, .whole]
    let tests = names.flatMap { name in
      let dots = name.utf8.count { $0 == UInt8(ascii: ".") }
      return scopes.prefix(dots + 1).map { "\(text($0)) = \(dialect.string(name))" }
    }
    return tests.joined(separator: " OR ")
  }

  private static func families(_ question: ShapeQuestion, _ dialect: any CatalogDialect) -> String {
    var cases: [String] = []
    if !question.includesViews {
      let kinds = dialect.kindsWithoutRows.map(dialect.string).joined(separator: ", ")
      cases.append("WHEN t.table_type IN (\(kinds)) THEN NULL")
    }
    if !question.exclude.isEmpty {
      cases.append("WHEN \(any(of: question.exclude, dialect)) THEN NULL")
    }
    for family in question.choices {
      let name = dialect.string(family.name)
      cases.append(
        family.patterns.isEmpty ? "ELSE \(name)" : "WHEN \(any(of: family.patterns, dialect)) THEN \(name)")
    }
    return cases.map { "      \($0)" }.joined(separator: "\n")
  }

  private static func any(of patterns: [TablePattern], _ dialect: any CatalogDialect) -> String {
    patterns.map { GlobCondition.sql($0.glob, of: text($0.scope), dialect) }.joined(separator: " OR ")
  }

  /// As much of a table's name as a pattern is about.
  private static func text(_ scope: TablePattern.Scope) -> String {
    switch scope {
    case .table: "t.table_name"
    case .dataset: "t.table_schema || '.' || t.table_name"
    case .whole: "t.table_catalog || '.' || t.table_schema || '.' || t.table_name"
    }
  }
}
