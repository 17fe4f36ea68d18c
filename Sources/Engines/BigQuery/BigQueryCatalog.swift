import Schema

/// BigQuery's INFORMATION_SCHEMA, of datasets or of whole regions.
///
/// Source: BigQuery documentation, "COLUMNS view", "TABLES view", "Introduction to INFORMATION_SCHEMA" (region qualifier).
struct BigQueryCatalog: CatalogDialect {
  let engine = Engine.bigQuery
  let wayToRun = [
    "bq query --nouse_legacy_sql --format=json -n 100000000 < shapes.sql > shapes.json",
    "Mind -n: without it 100 rows are printed, and no word of the rest.",
  ]
  let columnKeys = [
    "column_name", "ordinal_position", "is_nullable", "data_type", "is_hidden", "is_partitioning_column",
    "clustering_ordinal_position", "collation_name", "column_default", "rounding_mode",
  ]
  let kindsWithoutRows = ["VIEW", "MATERIALIZED VIEW", "EXTERNAL"]
  let creations: String? =
    "TO_JSON_STRING(ARRAY_AGG(FORMAT_TIMESTAMP('%FT%TZ', created) ORDER BY table_name))"

  func source(_ scope: CatalogScope) throws(CatalogScopeError) -> CatalogSource {
    let views = try views(scope)
    let condition =
      scope.regions.isEmpty || scope.datasets.isEmpty
      ? "" : "\nWHERE \(places(scope, system: []))"
    return CatalogSource(
      tables: views.map { view in
        """
        SELECT table_catalog, table_schema, table_name, table_type, creation_time AS created
        FROM \(view).INFORMATION_SCHEMA.TABLES\(condition)
        """
      }.joined(separator: "\nUNION ALL\n"),
      columns: views.map { view in
        """
        SELECT table_catalog, table_schema, table_name, \(columnKeys.joined(separator: ", "))
        FROM \(view).INFORMATION_SCHEMA.COLUMNS\(condition)
        """
      }.joined(separator: "\nUNION ALL\n"))
  }

  /// Datasets, or regions of projects.
  private func views(_ scope: CatalogScope) throws(CatalogScopeError) -> [String] {
    if scope.regions.isEmpty {
      guard !scope.datasets.isEmpty else {
        throw CatalogScopeError(
          "BigQuery has to be told where to look: --dataset PROJECT.DATASET for each dataset, or --region with "
            + "--project for all of a region.")
      }
      return scope.places.map { project, dataset in path([project, dataset]) }
    }
    let catalogs = try scope.catalogs()
    let projects: [String?] = catalogs.isEmpty ? [nil] : catalogs
    return scope.regions.flatMap { region in
      projects.map { path([$0, region.hasPrefix("region-") ? region : "region-\(region)"]) }
    }
  }

  private func path(_ parts: [String?]) -> String {
    parts.compactMap(\.self).map(GoogleSQLIdentifier.quoted).joined(separator: ".")
  }

  func string(_ text: String) -> String { BigQueryDialect().string(text) }

  func isLike(_ text: String, _ pattern: [LikePart]) -> String {
    like(text, pattern, escape: nil, sign: "\\")
  }

  func fits(_ text: String, expression: String) -> String {
    "REGEXP_CONTAINS(\(text), \(string("(?s)\\A(\(expression))\\z")))"
  }

  func list(of keys: [String]) -> String {
    "TO_JSON_STRING(ARRAY_AGG(STRUCT(\(keys.joined(separator: ", "))) ORDER BY ordinal_position, column_name))"
  }

  func names(first count: Int?) -> String {
    "TO_JSON_STRING(ARRAY_AGG(table_name ORDER BY table_name\(count.map { " LIMIT \($0)" } ?? "")))"
  }

  func moment(_ time: String) -> String { "FORMAT_TIMESTAMP('%FT%TZ', \(time))" }
}
