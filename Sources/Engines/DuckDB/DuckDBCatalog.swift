import Schema

/// DuckDB's information_schema.
///
/// Source: DuckDB documentation, "Information Schema", "Pattern Matching", "Regular Expressions", "Aggregate Functions".
struct DuckDBCatalog: CatalogDialect {
  let engine = Engine.duckDB
  let wayToRun = ["duckdb my.duckdb -json < shapes.sql > shapes.json"]
  let columnKeys = [
    "column_name", "ordinal_position", "is_nullable", "data_type", "column_default", "collation_name",
    "column_comment", "is_generated", "generation_expression",
  ]
  let kindsWithoutRows = ["VIEW"]
  let creations: String? = nil

  func source(_ scope: CatalogScope) throws(CatalogScopeError) -> CatalogSource {
    try source(
      scope, views: ["information_schema."], system: ["information_schema", "pg_catalog"],
      created: "CAST(NULL AS VARCHAR)")
  }

  func string(_ text: String) -> String { DuckDBDialect().string(text) }

  func isLike(_ text: String, _ pattern: [LikePart]) -> String {
    like(text, pattern, escape: "\\", sign: "\\")
  }

  func fits(_ text: String, expression: String) -> String {
    "regexp_full_match(\(text), \(string(expression)), 's')"
  }

  func list(of keys: [String]) -> String {
    let members = keys.map { "'\($0)': \($0)" }.joined(separator: ", ")
    return "to_json(list({\(members)} ORDER BY ordinal_position))"
  }

  func names(first count: Int?) -> String {
    "to_json(list(table_name ORDER BY table_name)\(count.map { "[1:\($0)]" } ?? ""))"
  }

  func moment(_ time: String) -> String { time }
}
