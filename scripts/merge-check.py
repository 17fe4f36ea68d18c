#!/usr/bin/env python3
"""Lets ZetaSQL, BigQuery's own analyzer, judge the statements that `driftaudit merge` writes.

usage: merge-check.py --tool DRIFTAUDIT [--pairs N] [--first SEED]
The statements are those of Tests/CommandLineTests/Merging/Cases, held against a catalog built from the same exports, and the one
for all tables of the incident. What is wrong on purpose has to be found too, and so has the incident's own statement, which
goes by position. After that come random pairs of schemas; --first SEED --pairs 1 makes one of them again.
"""

import argparse
import gzip
import json
import pathlib
import re
import subprocess
import sys

import merge_pairs
from merge_analysis import Table, language, problem, text_type

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / "Tests/CommandLineTests/Merging/Cases"
INCIDENT = ROOT / "schemas/incident"


def cases(options):
    for folder in sorted(CASES.iterdir()):
        golden = folder / "merge.sql"
        if "--dialect" not in (folder / "arguments.txt").read_text() and golden.exists():
            tables = [Table.of_resource(r) for r in json.loads((folder / "exports.json").read_text())]
            yield folder.name, tables, golden.read_text()


def incident(tool):
    """All 1,665 tables: more than one query may name."""
    rows = {}
    with gzip.open(INCIDENT / "columns.ndjson.gz", "rt") as lines:
        for line in lines:
            row = json.loads(line)
            path = (row["table_catalog"], row["table_schema"], row["table_name"])
            rows.setdefault(path, []).append((int(row["ordinal_position"]), row["column_name"], text_type(row["data_type"])))
    tables = [Table(path, [(name, kind) for _, name, kind in sorted(found, key=lambda r: r[0])]) for path, found in rows.items()]
    main = Table.of_resource(json.loads((INCIDENT / "main.json").read_text()))
    arguments = (CASES / "incident/arguments.txt").read_text().splitlines()[2:]
    made = subprocess.run(
        [tool, "merge", INCIDENT / "columns.ndjson.gz", "--main", INCIDENT / "main.json", "--staging", "_staging_*", *arguments],
        capture_output=True, text=True, check=True)
    return [t for t in tables if t.path != main.path] + [main], made.stdout


def spoiled(text):
    """Scripts of the incident with one thing wrong in each, and what has to be said of it."""
    yield "a column that main lacks", text.replace("INSERT (\n  prediction_id", "INSERT (\n  prediction_idd"), "prediction_idd"
    yield "a value too few", text.replace("VALUES (\n  S.prediction_id,\n", "VALUES (\n"), "column count"
    yield "a CAST that BigQuery refuses", text.replace("CAST(NULL AS BOOL)", "CAST(NULL AS NUMERIC(5, 2))"), "Parameterized types"
    yield "INSERT ROW", by_position(text), "column count"
    yield "a wrong type", text.replace("CAST(NULL AS BOOL)", "CAST(NULL AS DATE)"), "early_season_flag|type"
    partitions = "T.game_date IN UNNEST(driftaudit_partitions)"
    yield "no partition filter", text.replace(f"ON {partitions}\n  AND ", "ON "), "no predicate on"
    yield "a filter by the source", text.replace(partitions, "T.game_date = S.game_date"), "no predicate on"


def by_position(text):
    """The incident's own statement, which goes by position: the same tables, SELECT * and INSERT ROW."""
    main, staging = re.search(r"MERGE INTO (\S+)", text)[1], re.search(r"FROM (\S+_staging_\S+)", text)[1]
    return (
        f"MERGE INTO {main} AS T\nUSING (SELECT * FROM {staging}) AS S\n"
        "ON T.game_date = DATE '2026-01-30' AND T.prediction_id = S.prediction_id WHEN NOT MATCHED THEN INSERT ROW;\n")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--tool", required=True)
    arguments.add_argument("--pairs", type=int, default=1000)
    arguments.add_argument("--first", type=int, default=1)
    parsed = arguments.parse_args()
    tool = str(pathlib.Path(parsed.tool).resolve())
    options = language()
    faults = []
    found = list(cases(options))
    for name, tables, text in found:
        wrong = problem(tables, text, options)
        if wrong:
            faults.append(f"{name}: {wrong}")
    tables, text = incident(tool)
    wrong = problem(tables, text, options)
    if wrong:
        faults.append(f"the whole incident: {wrong}")
    name, tables, text = next(case for case in found if case[0] == "incident")
    for what, changed, wanted in spoiled(text):
        if changed == text:
            faults.append(f"{what}: the statement has changed, so that nothing was spoiled")
            continue
        wrong = problem(tables, changed, options)
        if wrong is None or not re.search(wanted, wrong):
            faults.append(f"{what}: should be found, but ZetaSQL says: {wrong}")
    wrong, line = merge_pairs.check(tool, range(parsed.first, parsed.first + parsed.pairs), options)
    faults += wrong
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    print(line)
    print(f"merge-check: {len(found) + 1} scripts analysed by ZetaSQL, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
