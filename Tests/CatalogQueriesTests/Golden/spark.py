"""Staging tables of Spark, counted by their columns, and main; a line of JSON for each shape.

usage: spark-submit shapes.py > shapes.ndjson
Or in a session that has a catalog already: shapes(spark) gives the rows.
"""

import json
import re

SETTINGS = json.loads(r'{"selection": "290b08e5a875529a", "main": ["shop.orders"], "families": [{"name": "night\u0027s", "patterns": [[1, "_staging_night_.*"]]}, {"name": "live", "patterns": [[2, "shop\\._live_.."], [1, "_live_(a|b)_[0-9].*"]]}], "exclude": [[1, ".*_old"], [1, "_staging_keep"]], "projects": [], "datasets": [["", "shop"]], "views": 0, "names": 0}')


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
