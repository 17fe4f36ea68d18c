#!/usr/bin/env python3
"""Groups exports in object storage into shapes, on Spark: what is written is an input of `driftaudit audit`.

usage: spark-submit driftaudit_shapes.py --engine bigquery --main my_table --staging '_staging_*'
           --columns 'gs://bucket/columns-*.ndjson.gz' [--tables 'gs://bucket/tables-*.ndjson.gz'] --output gs://bucket/shapes

--columns are rows of information_schema.columns of any engine but Spark, a line of JSON each, packed or not; --tables rows of
information_schema.tables, which tell views from tables and when tables were created. Patterns are driftaudit's: `*`, `?`, `[a-z]`,
`[!a]`, `{a,b}`, and a backslash before a sign that stands for itself. The folder of --output gets files of lines, a shape each.
"""

import argparse
import hashlib
import json
import re

# What driftaudit reads of a column. Other keys may be another in each table, and would make shapes of their own.
KEYS = {
    "column_name", "ordinal_position", "is_nullable", "data_type", "is_hidden", "is_partitioning_column", "clustering_ordinal_position",
    "collation_name", "column_default", "rounding_mode", "character_maximum_length", "numeric_precision", "numeric_scale",
    "datetime_precision", "udt_name", "column_type", "full_data_type", "comment", "column_comment", "remarks", "is_generated",
}
# What holds no rows of its own, and is no staging table. EXTERNAL tables of Databricks do hold rows.
VIEWS = {"VIEW", "MATERIALIZED VIEW", "MATERIALIZED_VIEW", "FOREIGN", "FOREIGN TABLE", "EXTERNAL TABLE", "SYSTEM VIEW"}
COLUMN = "catalog string, schema string, name string, ordinal long, column string"
TABLE = "catalog string, schema string, name string, type string, created string"


class PatternError(ValueError):
    """Why a text is no pattern."""


def expression(pattern):
    """The regular expression that fits what a pattern fits."""
    parts, depth, position = [], 0, 0
    while position < len(pattern):
        sign = pattern[position]
        position += 1
        if sign == "*":
            parts.append(".*")
        elif sign == "?":
            parts.append(".")
        elif sign == "[":
            text, position = character_set(pattern, position)
            parts.append(text)
        elif sign == "{":
            depth += 1
            parts.append("(?:")
        elif sign == "}" and depth:
            depth -= 1
            parts.append(")")
        elif sign == "," and depth:
            parts.append("|")
        elif sign == "\\":
            if position == len(pattern):
                raise PatternError("nothing follows the last backslash")
            parts.append(re.escape(pattern[position]))
            position += 1
        else:
            parts.append(re.escape(sign))
    if depth:
        raise PatternError("'{' is not closed")
    return "".join(parts)


def character_set(pattern, position):
    """What stands between brackets, from behind the first, as a regular expression, and where it ends."""
    negated = pattern[position:position + 1] in ("!", "^")
    position += negated
    members, is_first = [], True

    def member(position):
        if pattern[position] == "\\":
            position += 1
        if position >= len(pattern):
            raise PatternError("nothing follows the last backslash")
        return pattern[position], position + 1

    while position < len(pattern):
        if pattern[position] == "]" and not is_first:
            return f"[{'^' if negated else ''}{''.join(members)}]", position + 1
        is_first = False
        low, position = member(position)
        if pattern[position:position + 1] == "-" and pattern[position + 1:position + 2] not in ("", "]"):
            high, position = member(position + 1)
            if high < low:
                raise PatternError(f"the range '{low}-{high}' runs backwards")
            members.append(f"{re.escape(low)}-{re.escape(high)}")
        else:
            members.append(re.escape(low))
    raise PatternError("'[' is not closed")


def standardised(text):
    """`project:dataset.table` as `project.dataset.table`."""
    project, colon, rest = text.rpartition(":")
    is_domain = "." in project and ":" not in project
    return f"{project}.{rest}" if colon and rest.count(".") == 1 and not is_domain else text


class Pattern:
    """A pattern, and how many parts of a table's name it is about."""

    def __init__(self, text):
        self.text = text
        self.expression = expression(standardised(text))
        self.parts = min(self.dots(standardised(text)), 2) + 1

    @staticmethod
    def dots(text):
        """Dots outside of brackets; of alternatives the most."""
        text = re.sub(r"\[[!^]?\]?[^\]]*\]", "", text)
        while found := re.search(r"\{([^{}]*)\}", text):
            text = text[:found.start()] + "." * max(part.count(".") for part in found[1].split(",")) + text[found.end():]
        return text.count(".")

    def fits(self, parts):
        return re.fullmatch(self.expression, ".".join(parts[-self.parts:]), re.DOTALL) is not None


class Question:
    """Which tables are main and which are staging, as driftaudit decides it."""

    def __init__(self, main, families, exclude, views):
        self.main = {main, standardised(main)}
        self.families = [(name, [Pattern(text) for text in patterns]) for name, patterns in families]
        self.exclude = [Pattern(text) for text in exclude]
        self.views = views

    @property
    def selection(self):
        """What tells the patterns from others, as driftaudit tells them."""
        parts = []
        for name, patterns in self.families:
            parts += ["family", name, *(pattern.text for pattern in patterns)]
        digest = hashlib.sha256()
        for part in [*parts, "exclude", *(pattern.text for pattern in self.exclude)]:
            digest.update(part.encode() + b"\xff")
        return digest.hexdigest()[:16]

    def choice(self, catalog, schema, name, kind):
        """`main`, or the family behind a sign, or nothing."""
        parts = [part for part in (catalog, schema, name) if part is not None]
        if any(".".join(parts[-count:]) in self.main for count in (1, 2, 3)):
            return "main"
        if not self.views and (kind or "").upper() in VIEWS or any(pattern.fits(parts) for pattern in self.exclude):
            return None
        for family, patterns in self.families or [("staging", [])]:
            if not patterns or any(pattern.fits(parts) for pattern in patterns):
                return "=" + family
        return None


def row(line):
    """A line as an object with its keys in lower case; None for one that is no table's."""
    found = json.loads(line) if line and line.strip() else None
    if not isinstance(found, dict):
        return None
    found = {key.lower(): value for key, value in found.items()}
    return found if found.get("table_name") else None


def column_of(line):
    found = row(line)
    if found is None or found.get("column_name") is None:
        return None
    kept = {key: found[key] for key in sorted(KEYS & found.keys())}
    ordinal = found.get("ordinal_position")
    return (found.get("table_catalog"), found.get("table_schema"), found["table_name"],
            int(ordinal) if ordinal is not None else None, json.dumps(kept, ensure_ascii=False))


def table_of(line):
    found = row(line)
    if found is None or "column_name" in found:
        return None
    created = next((found[key] for key in ("creation_time", "create_time", "created") if found.get(key)), None)
    return (found.get("table_catalog"), found.get("table_schema"), found["table_name"], found.get("table_type"), created)


def shapes(spark, question, engine, columns, tables=None, names=False):
    """Rows of shapes, as one column of JSON."""
    from pyspark.sql import functions as f

    def read(paths, reader, schema):
        parsed = f.udf(reader, schema)
        rows = spark.read.text(paths).select(parsed("value").alias("row")).where("row IS NOT NULL")
        return rows.select("row.*").distinct()

    name = ["catalog", "schema", "name"]
    found = (read(columns, column_of, COLUMN).groupBy(*name)
             .agg(f.array_sort(f.collect_list(f.struct("ordinal", "column"))).alias("list"))
             .select(*name, f.concat(f.lit("["), f.array_join("list.column", ","), f.lit("]")).alias("columns")))
    listed = read(tables, table_of, TABLE) if tables else None
    if listed is None:
        found = found.select("*", f.lit(None).cast("string").alias("type"), f.lit(None).cast("string").alias("created"))
    else:
        same = [found[part].eqNullSafe(listed[part]) for part in name]
        found = found.join(listed, same[0] & same[1] & same[2], "left").select(
            *(found[part] for part in name), "columns", "type", "created")
    choice = f.udf(question.choice, "string")
    chosen = found.withColumn("choice", choice(*name, "type")).where("choice IS NOT NULL")
    is_main = f.col("choice") == "main"
    grouped = chosen.groupBy("choice", "catalog", "schema", "columns", f.when(is_main, f.col("name")).alias("main")).agg(
        f.count("*").alias("tables"), f.min("name").alias("first_table"), f.max("name").alias("last_table"),
        f.min("created").alias("first_created"), f.max("created").alias("last_created"),
        f.array_sort(f.collect_list(f.struct("name", "created"))).alias("all"))
    fields = [
        f.lit(engine).alias("engine"), f.when(is_main, "main").otherwise("staging").alias("kind"),
        f.when(~is_main, f.expr("substring(choice, 2)")).alias("family"), f.lit(question.selection).alias("selection"),
        f.col("catalog").alias("table_catalog"), f.col("schema").alias("table_schema"), "tables", "first_table", "last_table",
        "first_created", "last_created", f.slice("all.name", 1, 3).alias("examples"),
    ]
    if names:
        fields += [f.col("all.name").alias("names"), f.col("all.created").alias("names_created")]
    return grouped.select(f.to_json(f.struct(*fields, "columns"), {"ignoreNullFields": "false"}).alias("value"))


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--engine", required=True, help="whose rows these are: bigquery, postgres, redshift, mysql, duckdb, databricks, snowflake")
    arguments.add_argument("--main", required=True, help="main: table, dataset.table or project.dataset.table")
    arguments.add_argument("--staging", action="append", default=[], help="which tables are staging tables (repeatable)")
    arguments.add_argument("--family", action="append", default=[], help="NAME=PATTERN in place of --staging (repeatable, first match first)")
    arguments.add_argument("--exclude", action="append", default=[], help="which tables are not, whatever --staging says (repeatable)")
    arguments.add_argument("--include-views", action="store_true", help="take views for staging tables too")
    arguments.add_argument("--names", action="store_true", help="write all names, and not a few of each shape")
    arguments.add_argument("--columns", action="append", required=True, help="rows of columns, a line each (repeatable)")
    arguments.add_argument("--tables", action="append", default=[], help="rows of tables, a line each (repeatable)")
    arguments.add_argument("--output", required=True, help="the folder to write")
    given = arguments.parse_args()
    if given.staging and given.family:
        arguments.error("--staging and --family do not go together")
    families = {}
    for text in given.family:
        name, sign, pattern = text.partition("=")
        if not sign or not name:
            arguments.error(f"--family takes NAME=PATTERN, not {text!r}")
        families.setdefault(name, []).append(pattern)
    try:
        question = Question(
            given.main, families.items() if families else [("staging", given.staging)] if given.staging else [], given.exclude,
            given.include_views)
    except PatternError as error:
        arguments.error(str(error))
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("driftaudit shapes").getOrCreate()
    shapes(spark, question, given.engine, given.columns, given.tables, given.names).write.text(given.output)


if __name__ == "__main__":
    main()
