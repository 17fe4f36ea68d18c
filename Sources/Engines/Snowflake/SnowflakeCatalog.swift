import Schema

/// Snowflake's INFORMATION_SCHEMA, written after its documentation: there is no engine to run it on.
///
/// Source: Snowflake documentation, "Information Schema", "ARRAY_AGG", "OBJECT_CONSTRUCT_KEEP_NULL", "REGEXP_LIKE" (which
/// fits whole texts), "String and binary data types" (escape sequences).
struct SnowflakeCatalog: CatalogDialect {
  let engine = Engine.snowflake
  let wayToRun = ["snow sql --format json -f shapes.sql > shapes.json"]
  let columnKeys = [
    "column_name", "ordinal_position", "column_default", "is_nullable", "data_type",
    "character_maximum_length", "numeric_precision", "numeric_scale", "datetime_precision", "collation_name",
    "comment", "is_identity", "identity_generation",
  ]
  let kindsWithoutRows = ["VIEW", "MATERIALIZED VIEW", "EXTERNAL TABLE"]
  var creations: String? {
    "TO_JSON(ARRAY_AGG(\(moment("created"))) WITHIN GROUP (ORDER BY table_name))"
  }

  func source(_ scope: CatalogScope) throws(CatalogScopeError) -> CatalogSource {
    let databases = try scope.catalogs().map { DuckDBDialect.doubleQuoted($0) + ".information_schema." }
    return try source(
      scope, views: databases.isEmpty ? ["information_schema."] : databases,
      system: ["INFORMATION_SCHEMA"], created: "created")
  }

  func string(_ text: String) -> String { BackslashLiteral.of(text) }

  func isLike(_ text: String, _ pattern: [LikePart]) -> String { like(text, pattern, escape: "!", sign: "!") }

  func fits(_ text: String, expression: String) -> String {
    "REGEXP_LIKE(\(text), \(string(expression)), 's')"
  }

  func list(of keys: [String]) -> String {
    let members = keys.map { "'\($0)', \($0)" }.joined(separator: ", ")
    return
      "TO_JSON(ARRAY_AGG(OBJECT_CONSTRUCT_KEEP_NULL(\(members))) WITHIN GROUP (ORDER BY ordinal_position))"
  }

  func names(first count: Int?) -> String {
    let all = "ARRAY_AGG(table_name) WITHIN GROUP (ORDER BY table_name)"
    return "TO_JSON(\(count.map { "ARRAY_SLICE(\(all), 0, \($0))" } ?? all))"
  }

  func moment(_ time: String) -> String {
    #"TO_CHAR(CONVERT_TIMEZONE('UTC', \#(time)), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')"#
  }
}
