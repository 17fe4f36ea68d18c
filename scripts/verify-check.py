#!/usr/bin/env python3
"""Lets ZetaSQL, BigQuery's own analyzer, judge the statements that `driftaudit verify --print-queries` writes.

usage: verify-check.py --tool DRIFTAUDIT
All tables of the incident, and two tables with hostile names and other types. What is wrong on purpose has to be found too.
"""

import argparse
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import merge_analysis as check

HERE = pathlib.Path(__file__).resolve().parent
INCIDENT = HERE.parent / "schemas/incident"

KEYS = ["--key", "game_id", "--key", "player_lookup", "--key", "system_id", "--key", "COALESCE(current_points_line, -1)"]
TABLE = re.compile(r"FROM ((?:`(?:[^`\\]|\\.)*`\.?)+)")
# What each statement's output has to be called: verify reads it by these names.
OUTPUT = {
    "arrival": ["batch_id", "tables", "table_rows", "staged_rows", "main_rows"],
    "tables": ["table_name", "row_count", "distinct_keys"],
    "nulls": ["column_name", "new_rows", "null_rows"],
}


def statements(tool, arguments):
    """The file and the text of each statement that the tool prints."""
    made = subprocess.run([tool, "verify", "--print-queries", *arguments], capture_output=True, text=True, check=True)
    found = re.findall(r"^bq query [^>]*> [^/\n]*/(\w+)-\d+\.json <<'(SQL_*)'\n(.*?)\n\2$", made.stdout, re.DOTALL | re.MULTILINE)
    if not found:
        raise ValueError("no statements")
    return [(kind, sql) for kind, _, sql in found]


def unescaped(path):
    """The parts of a table's name; of escapes only those of backticks and backslashes occur."""
    return tuple(re.sub(r"\\(.)", r"\1", part) for part in re.findall(r"`((?:[^`\\]|\\.)*)`", path))


def thinned(sql, tables):
    """The statement with ten of the tables that have the same columns: hundreds take ZetaSQL minutes."""
    kept, run, shape = [], 0, None
    for line in sql.split("\n"):
        found = TABLE.search(line) if line.endswith(" UNION ALL") else None
        columns = tables[unescaped(found[1])].columns if found else None
        run = run + 1 if columns and columns == shape else 1
        shape = columns
        if columns is None or run <= 10:
            kept.append(line)
    return "\n".join(kept)


def problem(kind, sql, tables, options):
    """What is wrong with a statement; None where nothing is."""
    named = {unescaped(path) for path in TABLE.findall(sql)}
    if len(sql.encode()) > check.LONGEST or len(named) > check.MOST_TABLES:
        return f"{len(sql.encode())} bytes, {len(named)} tables"
    sql = thinned(sql, tables)
    catalog = check.CatalogBuilder("catalog").with_builtin_functions(
        check.ZetaSQLBuiltinFunctionOptions(language_options=options)).build()
    for path in dict.fromkeys(unescaped(path) for path in TABLE.findall(sql)):
        inner = catalog
        for part in path[:-1]:
            found = next((c for c in inner.catalog if c.name == part), None)
            if found is None:
                found = check.SimpleCatalog(name=part)
                inner.catalog.append(found)
            inner = found
        inner.table.append(tables[path].simple())
    try:
        resolved = check.Analyzer(
            check.AnalyzerOptions(language_options=options, prune_unused_columns=False), catalog).analyze_statement(sql)
    except Exception as error:  # Whatever ZetaSQL throws is its verdict.
        return str(error).strip().splitlines()[-1][:600] or type(error).__name__
    names = [column.name for column in resolved.output_column_list]
    return None if names == OUTPUT[kind] else f"columns {names}"


def incident_tables():
    tables = {}
    with gzip.open(INCIDENT / "columns.ndjson.gz", "rt") as lines:
        for line in lines:
            row = json.loads(line)
            path = (row["table_catalog"], row["table_schema"], row["table_name"])
            tables.setdefault(path, []).append((row["column_name"], check.text_type(row["data_type"])))
    tables = {path: check.Table(path, columns) for path, columns in tables.items()}
    main = check.Table.of_resource(json.loads((INCIDENT / "main.json").read_text()))
    tables[main.path] = main
    return tables


def strange_tables(folder):
    """Main with a column of each kind, and staging tables of other types with names that have to be quoted."""
    def field(name, kind, mode="NULLABLE", **more):
        return {"name": name, "type": kind, "mode": mode, **more}

    def resource(table, fields, **more):
        return {"kind": "bigquery#table", "tableReference": {"projectId": "p-1", "datasetId": "d", "tableId": table},
                "schema": {"fields": fields}, "type": "TABLE", **more}

    main = resource("main", [
        field("group", "STRING"), field("driftaudit_batch", "INTEGER"), field("f", "FLOAT"), field("tags", "STRING", "REPEATED"),
        field("inner", "RECORD", fields=[field("x", "INTEGER")]), field("doc", "JSON"), field("place", "GEOGRAPHY"),
        field("at", "TIMESTAMP"),
    ], timePartitioning={"type": "HOUR", "field": "at"}, requirePartitionFilter=True)
    staging = [
        resource("s_a-b_w 1", [field("driftaudit_batch", "NUMERIC"), field("group", "INTEGER"), field("f", "FLOAT")]),
        resource("s_a-b_w\u00e9", [field("f", "NUMERIC"), field("GROUP", "STRING"), field("driftaudit_batch", "INTEGER")]),
    ]
    file = folder / "tables.json"
    file.write_text(json.dumps([main, *staging]))
    tables = [check.Table.of_resource(r) for r in [main, *staging]]
    arguments = [str(file), "--main", "main", "--staging", "s_*", "--batch-pattern", "s_{batch}_w{worker}",
                 "--key", "group", "--key", "driftaudit_batch", "--key", "f", "--key", "LOWER(`group`)"]
    return {table.path: table for table in tables}, arguments


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", required=True)
    tool = str(pathlib.Path(parser.parse_args().tool).resolve())
    options = check.language()
    incident = [str(INCIDENT / "columns.ndjson.gz"), "--main", str(INCIDENT / "main.json"), "--staging", "_staging_*",
                "--batch-pattern", "_staging_{batch}_prediction_worker_{worker}", *KEYS]
    count, faults = 0, []
    with tempfile.TemporaryDirectory() as folder:
        strange, arguments = strange_tables(pathlib.Path(folder))
        known = incident_tables()
        cases = [("the incident", known, incident), ("strange names and types", strange, arguments),
                 ("named partitions", strange, [*arguments, "--partition-values", "2026-01-30 18:00:00,2026-01-31 00:00:00"])]
        for name, tables, words in cases:
            for kind, sql in statements(tool, words):
                count += 1
                wrong = problem(kind, sql, tables, options)
                if wrong:
                    faults.append(f"{name}, {kind}: {wrong}")
    for what, old, new in [("an unknown column", "T.game_id", "T.game_idd"), ("another name", "AS main_rows", "AS rows_in_main")]:
        kind, sql = statements(tool, incident)[0]
        if old not in sql or problem(kind, sql.replace(old, new), known, options) is None:
            faults.append(f"{what} should be found")
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    print(f"verify-check: {count} statements analysed by ZetaSQL, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
