#!/usr/bin/env python3
"""Takes snapshots of live catalogs with the engines' own programs, and compares what `audit` makes of them with exports made
by hand.

usage: snapshot-check.py --tool DRIFTAUDIT [--emulator LOCAL_BIGQUERY] [--engines bigquery,postgres,duckdb]
BigQuery is the real `bq` against an emulator; PostgreSQL a cluster of its own; DuckDB a file and the program of PyPI's
duckdb-cli. Engines that are not there are skipped, and that is said.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests/Exports"))

from generator import bigquery, postgres  # noqa: E402
from generator.engine import Failure, environment, run  # noqa: E402

AUDIT = ["--main", "orders", "--staging", "_staging_*", "--fail-on", "never"]
# Staging lacks columns, has others, another type, another order, and is the same as main.
SHAPES = {
    "orders": ["order_id:whole", "customer:text", "price:number", "day:date", "note:text"],
    "_staging_1": ["order_id:whole", "customer:text", "price:number", "day:date", "note:text"],
    "_staging_2": ["order_id:whole", "customer:text", "price:number"],
    "_staging_3": ["customer:text", "order_id:text", "price:number", "day:date", "extra:text"],
    "unrelated": ["x:whole"],
}


class Fault(Exception):
    """Something that is not as it should be."""


class Tool:
    """The tool in a folder of its own, with the variables that an engine's program needs."""

    def __init__(self, program, folder, variables=None, arguments=()):
        self.program, self.folder = pathlib.Path(program).resolve(), folder
        self.variables, self.arguments = variables or {}, [f"--tool-argument={word}" for word in arguments]

    def run(self, *words, expected=0):
        done = subprocess.run(
            [self.program, *map(str, words)], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            env=environment(SOURCE_DATE_EPOCH="1769832000", **self.variables))
        if done.returncode != expected:
            raise Fault(f"driftaudit {' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def report(self, name, *words):
        self.run("audit", *words, *AUDIT, "--report", f"json={name}.json")
        return json.loads((self.folder / f"{name}.json").read_text())


def comparable(report):
    """A report without the names of files, which differ."""
    for audit in report["audits"]:
        audit["main"].pop("source")
        for finding in audit["findings"]:
            finding.pop("place", None)
    return report


def check(engine, tool, by_hand, arguments, address):
    """`by_hand`: exports; `arguments`: of `snapshot`; `address`: of `audit --from`."""
    wanted = comparable(tool.report("wanted", *by_hand))
    if not wanted["summary"]["findings"]["total"]:
        raise Fault(f"{engine}: the exports made by hand show no drift")
    for times in ("first", "second"):  # The second takes the first's place.
        tool.run("snapshot", "--engine", engine, *arguments, "--output", "taken", *tool.arguments)
    manifest = json.loads((tool.folder / "taken/manifest.json").read_text())
    left = [name for name in os.listdir(tool.folder) if name.startswith(".")]
    if left:
        raise Fault(f"{engine}: {left} are left behind")
    found = comparable(tool.report("found", "taken"))
    expect_equal(f"{engine}: audit of the snapshot", found, wanted)
    live = tool.report("live", *(word for one in address for word in ("--from", one)), *tool.arguments)
    if not live["audits"][0]["main"]["source"].startswith(address[0]):
        raise Fault(f"{engine}: main is of {live['audits'][0]['main']['source']}")
    expect_equal(f"{engine}: audit --from", comparable(live), wanted)
    again = tool.report("again", *(word for one in address for word in ("--from", one)), *tool.arguments)
    expect_equal(f"{engine}: audit --from, twice", comparable(again), wanted)
    expect_noticed(engine, tool, manifest)
    rows = sum(entry["rows"] for entry in manifest["files"])
    print(f"{engine}: {rows} rows in {len(manifest['files'])} files by {manifest['client']['version']}, "
          f"{wanted['summary']['findings']['total']} findings, the same report as of exports made by hand")


def expect_noticed(engine, tool, manifest):
    """A snapshot with one byte less is not what its manifest says."""
    name = next(entry["file"] for entry in manifest["files"] if entry["file"])
    path = tool.folder / "taken" / name
    path.write_text(path.read_text().rstrip() + "  \n")
    said = tool.run("audit", "taken", *AUDIT, expected=2)
    if "the file is not what the snapshot's manifest says" not in said:
        raise Fault(f"{engine}: a changed file is not noticed: {said}")


def expect_equal(what, found, wanted):
    if found != wanted:
        left, right = (json.dumps(one, indent=1, sort_keys=True).splitlines() for one in (found, wanted))
        lines = [f"  {a}   and not   {b}" for a, b in zip(left, right) if a != b]
        raise Fault(f"{what} differs\n" + "\n".join(lines[:20]))


# MARK: Engines


def created(types, schema):
    for table, columns in SHAPES.items():
        listed = ", ".join(f"{name} {types[kind]}" for name, _, kind in (column.partition(":") for column in columns))
        yield f"CREATE TABLE {schema}.{table} ({listed});"


def check_bigquery(program, folder, emulator):
    if shutil.which("bq") is None:
        return print("bigquery: skipped, since bq is not installed")
    if shutil.which(emulator) is None:
        return print("bigquery: skipped, since its emulator, PyPI local-bigquery with Python 3.13, is not installed")
    types = {"whole": "INTEGER", "text": "STRING", "number": "NUMERIC", "date": "DATE"}
    with bigquery.emulator(emulator) as client:
        for dataset in ("shop", "archive"):
            client.run("mk", "--dataset", f"proj:{dataset}")
        for table, columns in SHAPES.items():
            fields = [bigquery.column(name, types[kind]) for name, _, kind in (column.partition(":") for column in columns)]
            client.make(table, fields)
        client.run("query", "--nouse_legacy_sql", "CREATE TABLE archive._staging_9 (order_id INT64)")
        by_hand = []
        for dataset in ("shop", "archive"):
            for view in ("COLUMNS", "TABLES"):
                path = folder / f"{dataset}-{view}.json"
                query = f"SELECT * FROM `proj.{dataset}.INFORMATION_SCHEMA.{view}`"
                path.write_text(client.run("query", "--nouse_legacy_sql", "--format=json", "-n", "1000", query))
                by_hand.append(path)
        tool = Tool(program, folder, client.variables, client.flags)
        check("bigquery", tool, by_hand, ["--dataset", "proj.shop", "--dataset", "proj.archive"],
              ["bigquery:proj.shop", "bigquery:proj.archive"])
        check_counting(client, tool, by_hand)
        tool.run("snapshot", "--engine", "bigquery", "--dataset", "proj.shop", "--field-paths", "--output", "paths", *tool.arguments)
        expect_equal("bigquery: with field paths", tool.report("paths", "paths")["summary"]["findings"],
                     tool.report("one", "--from", "bigquery:proj.shop", *tool.arguments)["summary"]["findings"])
        said = tool.run("snapshot", "--engine", "bigquery", "--dataset", "proj.shop", "--dataset", "proj.nowhere", "--output", "none",
                        *tool.arguments, expected=2)
        if "bigquery:proj.nowhere" not in said or (folder / "none").exists():
            raise Fault(f"bigquery: a dataset that is not there: {said}")


# What the emulator's view of columns lacks.
LACKING = ("collation_name", "column_default", "rounding_mode")


def check_counting(client, tool, by_hand):
    """The statement of `sql`, as far as the emulator goes: its view lacks columns, and it forgets the names of a STRUCT's fields in
    TO_JSON_STRING, which are put back in their order."""
    def counted(report):
        for audit in comparable(report)["audits"]:
            audit.pop("tables")
            for finding in audit["findings"]:
                finding.pop("created", None)
        return report

    wanted = counted(tool.report("wanted-counts", *by_hand))
    for more in ([], ["--names"]):
        sql = tool.run("sql", "--engine", "bigquery", "--dataset", "proj.shop", "--dataset", "proj.archive", *AUDIT[:4], *more)
        fields = sql.split("STRUCT(", 1)[1].split(")", 1)[0].split(", ")
        parts = sql.split("    SELECT table_catalog, table_schema, table_name, column_name, ")
        if len(parts) != 3:
            raise Fault("bigquery: the statement does not read the columns of two datasets")
        for number in (1, 2):
            listed, rest = parts[number].split("\n", 1)
            for name in LACKING:
                listed = listed.replace(name, f"CAST(NULL AS STRING) AS {name}")
            parts[number] = f"{listed}\n{rest}"
        sql = "    SELECT table_catalog, table_schema, table_name, column_name, ".join(parts)
        rows = json.loads(client.run("query", "--nouse_legacy_sql", "--format=json", "-n", "1000", text=sql))
        for row in rows:
            columns = json.loads(row["columns"], object_pairs_hook=lambda pairs: [value for _, value in pairs])
            row["columns"] = [dict(zip(fields, values, strict=True)) for values in columns]
        path = tool.folder / "rows-of-shapes.json"
        path.write_text(json.dumps(rows))
        expect_equal("bigquery: counted by the engine", counted(tool.report("counted", path)), wanted)
    print(f"bigquery: {wanted['summary']['stagingTables']} staging tables as {len(rows)} rows of shapes, the same report")


def check_postgres(program, folder):
    if missing := postgres.Postgres().missing():
        return print(f"postgres: skipped, since {missing}")
    types = {"whole": "bigint", "text": "text", "number": "numeric(10, 2)", "date": "date"}
    with postgres.cluster("warehouse") as client:
        run(client, text="CREATE SCHEMA shop; CREATE SCHEMA \"it's\";" + "".join(created(types, "shop")))
        run(client, text='CREATE TABLE "it\'s".x (a text);')
        path = folder / "by-hand.ndjson"
        path.write_text("".join(
            run([*client, "-At", "-c", f"SELECT row_to_json(c) FROM information_schema.{view} AS c WHERE table_schema = 'shop'"])
            for view in ("columns", "tables")))
        place, user = client[client.index("-h") + 1], client[client.index("-U") + 1]
        variables = {"PGHOST": str(place), "PGUSER": str(user), "PGDATABASE": "warehouse"}
        variables["PATH"] = f"{pathlib.Path(client[0]).parent}:{os.environ['PATH']}"
        tool = Tool(program, folder, variables)
        check("postgres", tool, [path], ["--schema", "shop"], ["postgres:shop"])
        tool.run("snapshot", "--engine", "postgres", "--schema", "it's", "--output", "odd")
        tool.run("snapshot", "--engine", "postgres", "--output", "all")
        said = tool.run("snapshot", "--engine", "postgres", "--schema", "'; DROP SCHEMA shop CASCADE; --", expected=2)
        if "there is no table" not in said or "5" not in run([*client, "-At", "-c", "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'shop'"]):
            raise Fault(f"postgres: a name that holds a statement: {said}")


def check_duckdb(program, folder):
    if shutil.which("duckdb") is None:
        return print("duckdb: skipped, since its command line program (PyPI: duckdb-cli) is not installed")
    types = {"whole": "BIGINT", "text": "VARCHAR", "number": "DECIMAL(10, 2)", "date": "DATE"}
    file = folder / "it's -odd.db"
    run(["duckdb", file], text="CREATE SCHEMA shop;" + "".join(created(types, "shop")))
    by_hand = []
    for view in ("columns", "tables"):
        path = folder / f"by-hand-{view}.ndjson"
        run(["duckdb", file, "-c", f"COPY (SELECT * FROM information_schema.{view} WHERE table_schema = 'shop') TO '{path}' (FORMAT json)"])
        by_hand.append(path)
    check("duckdb", Tool(program, folder), by_hand, [file.name], [f"duckdb:{file.name}"])


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--tool", required=True)
    arguments.add_argument("--emulator", default="local-bigquery")
    arguments.add_argument("--engines", default="bigquery,postgres,duckdb")
    given = arguments.parse_args()
    faults = []
    for name, checked in [
        ("bigquery", lambda folder: check_bigquery(given.tool, folder, given.emulator)),
        ("postgres", lambda folder: check_postgres(given.tool, folder)),
        ("duckdb", lambda folder: check_duckdb(given.tool, folder)),
    ]:
        if name not in given.engines.split(","):
            continue
        with tempfile.TemporaryDirectory(prefix="snapshot-") as folder:
            try:
                checked(pathlib.Path(folder))
            except (Fault, Failure) as fault:
                faults.append(str(fault))
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    print(f"snapshot-check: {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
