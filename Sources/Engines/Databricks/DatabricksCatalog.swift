import Schema

/// Databricks' information_schema, written after its documentation: there is no engine to run it on.
///
/// Source: Databricks SQL language reference, "Information schema", "to_json", "array_sort", "rlike", "String literals".
struct DatabricksCatalog: CatalogDialect {
  let engine = Engine.databricks
  let wayToRun = [
    "In a notebook: spark.sql(TEXT).coalesce(1).write.json(\"/Volumes/my_catalog/my_schema/my_volume/shapes\")"
  ]
  let columnKeys = [
    "column_name", "ordinal_position", "column_default", "is_nullable", "full_data_type", "data_type",
    "comment",
  ]
  // EXTERNAL tables lie elsewhere and hold rows all the same.
  let kindsWithoutRows = ["VIEW", "MATERIALIZED_VIEW", "FOREIGN"]
  var creations: String? {
    "to_json(transform(array_sort(collect_list(struct(table_name, created))), e -> \(moment("e.created"))))"
  }

  func source(_ scope: CatalogScope) throws(CatalogScopeError) -> CatalogSource {
    // The system catalog holds those of all other catalogs.
    let catalogs = try scope.catalogs().map { "`\($0.replacing("`", with: "``"))`.information_schema." }
    return try source(
      scope, views: catalogs.isEmpty ? ["system.information_schema."] : catalogs,
      system: ["information_schema"], created: "created")
  }

  func string(_ text: String) -> String { BackslashLiteral.of(text) }

  func isLike(_ text: String, _ pattern: [LikePart]) -> String { like(text, pattern, escape: "!", sign: "!") }

  func fits(_ text: String, expression: String) -> String {
    "(\(text)) RLIKE \(string("(?s)\\A(\(expression))\\z"))"
  }

  func list(of keys: [String]) -> String {
    let ordered = ["ordinal_position"] + keys.filter { $0 != "ordinal_position" }
    return
      "to_json(array_sort(collect_list(struct(\(ordered.joined(separator: ", "))))), map('ignoreNullFields', 'false'))"
  }

  func names(first count: Int?) -> String {
    let all = "array_sort(collect_list(table_name))"
    return "to_json(\(count.map { "slice(\(all), 1, \($0))" } ?? all))"
  }

  func moment(_ time: String) -> String {
    "date_format(to_utc_timestamp(\(time), current_timezone()), \"yyyy-MM-dd'T'HH:mm:ss'Z'\")"
  }
}
