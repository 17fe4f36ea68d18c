import Schema

/// PostgreSQL's information_schema, which tells no times of creation.
///
/// Source: PostgreSQL documentation, "The Information Schema", "Pattern Matching", "JSON Functions and Operators".
struct PostgreSQLCatalog: CatalogDialect {
  let engine = Engine.postgreSQL
  let wayToRun = ["psql -X -At -d my_database -f shapes.sql > shapes.ndjson"]
  let columnKeys = [
    "column_name", "ordinal_position", "is_nullable", "data_type", "column_default",
    "character_maximum_length", "numeric_precision", "numeric_scale", "datetime_precision", "udt_name",
    "collation_name", "is_identity", "identity_generation", "is_generated", "generation_expression",
  ]
  let kindsWithoutRows = ["VIEW", "FOREIGN"]
  let creations: String? = nil
  let nameParts = ["table_catalog", "table_schema", "table_name"]
    .map { "\($0)::text COLLATE \"C\" AS \($0)" }.joined(separator: ", ")

  func source(_ scope: CatalogScope) throws(CatalogScopeError) -> CatalogSource {
    try source(
      scope, views: ["information_schema."], system: ["information_schema", "pg_catalog"],
      created: "CAST(NULL AS text)")
  }

  func string(_ text: String) -> String { PostgreSQLDialect().string(text) }

  func isLike(_ text: String, _ pattern: [LikePart]) -> String {
    like(text, pattern, escape: nil, sign: "\\")
  }

  func fits(_ text: String, expression: String) -> String { "\(text) ~ \(string("^(\(expression))$"))" }

  func list(of keys: [String]) -> String {
    let members = keys.map { "'\($0)', \($0)" }.joined(separator: ", ")
    return "jsonb_agg(jsonb_build_object(\(members)) ORDER BY ordinal_position)"
  }

  func names(first count: Int?) -> String {
    let all = "array_agg(table_name ORDER BY table_name)"
    return "to_json(\(count.map { "(\(all))[1:\($0)]" } ?? all))"
  }

  func moment(_ time: String) -> String { time }

  /// `psql` prints a row as JSON where the row is one.
  func output(_ statement: String) -> String {
    "SELECT row_to_json(s) FROM (\n\(statement)\n) AS s"
  }
}
