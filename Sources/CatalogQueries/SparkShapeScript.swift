import Output
import Settings

/// A script for Spark, whose built-in catalog has no information_schema to select from: the driver walks `spark.catalog` a
/// table at a time and keeps the shapes, not the tables.
struct SparkShapeScript {
  /// The script, with a newline at its end.
  let text: String

  /// - Throws: `ShapeQuestionError` where regions are named, which Spark does not have.
  init(_ question: ShapeQuestion) throws(ShapeQuestionError) {
    guard question.regions.isEmpty else {
      throw ShapeQuestionError(message: "Spark has no regions: --region is for BigQuery.")
    }
    let settings: [(String, JSONNode?)] = [
      ("selection", .text(question.selection)),
      ("main", .list(question.mainNames.map { .text($0) })),
      ("families", .list(question.choices.map(Self.family))),
      ("exclude", .list(question.exclude.map(Self.pattern))),
      ("projects", .list(question.projects.map { .text($0) })),
      (
        "datasets",
        .list(question.places.map { place in .list([.text(place.project ?? ""), .text(place.dataset)]) })
      ),
      ("views", .number(question.includesViews ? 1 : 0)), ("names", .number(question.wantsNames ? 1 : 0)),
    ]
    // JSON in a raw text: an apostrophe or a backslash of a name cannot end it.
    let encoded = String(decoding: JSONNode.object(settings).bytes(), as: UTF8.self)
      .replacing("'", with: "\\u0027")
    text = Self.script.replacing("@SETTINGS@", with: encoded)
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

  private static let script = #"""
    """Staging tables of Spark, counted by their columns, and main; a line of JSON for each shape.

    usage: spark-submit shapes.py > shapes.ndjson
    Or in a session that has a catalog already: shapes(spark) gives the rows.
    """

    import json
    import re

    SETTINGS = json.loads(r'@SETTINGS@')


    def fits(patterns, parts):
        return any(re.fullmatch(pattern, ".".join(parts[-count:]), re.DOTALL) for count, pattern in patterns)


    def is_main(parts):
        return any(".".join(parts[-count:]) in SETTINGS["main"] for count in (1, 2, 3))


    def family(parts, kind):
        if kind in ("VIEW", "TEMPORARY") and not SETTINGS["views"] or fits(SETTINGS["exclude"], parts):
            return None
        for choice in SETTINGS["families"]:
            if not choice["patterns"] or fits(choice["patterns"], parts):
                return choice["name"]
        return None


    def places(spark):
        """Catalogs with their schemas."""
        if SETTINGS["datasets"]:
            for catalog, schema in SETTINGS["datasets"]:
                yield catalog or spark.catalog.currentCatalog(), schema
            return
        current = spark.catalog.currentCatalog()
        for catalog in SETTINGS["projects"] or [current]:
            spark.catalog.setCurrentCatalog(catalog)
            for schema in spark.catalog.listDatabases():
                yield catalog, schema.name
        spark.catalog.setCurrentCatalog(current)


    def quoted(name):
        return "`" + name.replace("`", "``") + "`"


    def in_bytes(name):
        return name.encode("utf-8", "surrogatepass")


    def shapes(spark):
        found = {}
        for catalog, schema in places(spark):
            for table in spark.catalog.listTables(f"{quoted(catalog)}.{quoted(schema)}"):
                parts = (catalog, schema, table.name)
                main = is_main(parts)
                chosen = None if table.isTemporary else family(parts, table.tableType)
                if table.isTemporary or not main and chosen is None:
                    continue
                columns = spark.table(".".join(map(quoted, parts))).schema.json()
                key = ("main" if main else "staging", catalog, schema, None if main else chosen, table.name if main else "", columns)
                found.setdefault(key, []).append(table.name)
        rows = []
        for (kind, catalog, schema, chosen, _, columns), names in found.items():
            names.sort(key=in_bytes)
            row = {
                "engine": "spark", "kind": kind, "family": chosen, "selection": SETTINGS["selection"], "table_catalog": catalog,
                "table_schema": schema, "tables": len(names), "first_table": names[0], "last_table": names[-1],
                "first_created": None, "last_created": None, "examples": names[:3], "columns": json.loads(columns)["fields"]}
            if SETTINGS["names"]:
                row["names"] = names
            rows.append(row)
        return sorted(rows, key=lambda row: (row["kind"], row["table_catalog"], row["table_schema"], row["family"] or "", in_bytes(row["first_table"])))


    if __name__ == "__main__":
        from pyspark.sql import SparkSession

        for shape in shapes(SparkSession.builder.enableHiveSupport().getOrCreate()):
            print(json.dumps(shape))

    """#
}
