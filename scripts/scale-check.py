#!/usr/bin/env python3
"""Runs the statements of `driftaudit sql` on real catalogs, and holds the audit of their rows against that of a full export.

usage: scale-check.py --tool DRIFTAUDIT [--tables N] [--engines ENGINE,…]
One estate of tables of 20 shapes is made in DuckDB, in PostgreSQL and in Spark. In each, the report from rows of shapes has to
equal the report from all columns, the list of tables apart, and all engines have to find the same. Random patterns have to pick
the same names in an engine as in driftaudit. BigQuery's statement is analysed by ZetaSQL, Databricks' runs on Spark over tables
that stand for its information_schema. An engine that is not there is skipped, and that is said.
"""

import argparse
import importlib.machinery
import importlib.util
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests/Exports"))

from generator.engine import Failure, find_program, missing_package, missing_program, run, scratch_folder, unprivileged  # noqa: E402

SHAPES = 20
# Random patterns that each engine is asked about.
PATTERN_COUNT = 60 if os.environ.get("DRIFTAUDIT_DEEP_TESTS") == "1" else 20
TYPES = {
    "duckdb": {"number": "BIGINT", "text": "VARCHAR", "decimal": "DECIMAL(10, 2)", "time": "TIMESTAMP", "list": "VARCHAR[]"},
    "postgres": {"number": "bigint", "text": "text", "decimal": "numeric(10, 2)", "time": "timestamp", "list": "text[]"},
    "spark": {"number": "BIGINT", "text": "STRING", "decimal": "DECIMAL(10, 2)", "time": "TIMESTAMP", "list": "ARRAY<STRING>"},
}
MAIN = [("c%d" % n, kind) for n, kind in enumerate(["number", "text", "decimal", "time", "list", "number", "text", "decimal"])]


class Fault(Exception):
    """What is wrong, for a person."""


def shapes(seed):
    """Lists of columns, each unlike the others: some are missing, of another type, more, or in another order."""
    chance = random.Random(seed)
    found = []
    while len(found) < SHAPES:
        columns = [(name, chance.choice(["number", "text", "decimal"]) if chance.random() < 0.15 else kind)
                   for name, kind in MAIN if chance.random() > 0.2]
        if chance.random() < 0.5:
            columns.append(("extra", "text"))
        if chance.random() < 0.2:
            chance.shuffle(columns)
        if columns not in found:
            found.append(columns)
    return found


def estate(count):
    """Staging tables with their columns, by schema and name."""
    chance = random.Random(7)
    lists = shapes(3)
    return [("shop" if n % 4 else "other", f"_staging_{'live' if n % 3 else 'nightly'}_{n}", chance.choice(lists)) for n in range(count)]


class Tool:
    def __init__(self, path, folder):
        self.path, self.folder = str(pathlib.Path(path).resolve()), folder

    def run(self, *arguments, codes=(0, 1)):
        done = subprocess.run(
            [self.path, *map(str, arguments)], cwd=self.folder, capture_output=True, text=True,
            env={"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1769832000"})
        if done.returncode not in codes:
            raise Fault(f"driftaudit {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def report(self, source, *arguments):
        path = self.folder / "report.json"
        self.run("audit", source, *arguments, "--report", f"json={path}")
        return json.loads(path.read_text())


def comparable(report):
    """A report without the names of all tables, and without the file that main stands in."""
    for audit in report["audits"]:
        audit["main"]["source"] = ""
        del audit["tables"]
    return report


def common(report):
    """What the same estate shows in every engine: types and severities are each engine's own."""
    return sorted((f["rule"], f["column"] or "", f["family"], f["tableCount"]) for a in report["audits"] for f in a["findings"])


def expect_equal(engine, what, one, other):
    if one == other:
        return
    for (path, left), (_, right) in zip(leaves(one), leaves(other)):
        if left != right:
            raise Fault(f"{engine}: {what}: {path} is {left!r} and not {right!r}")
    raise Fault(f"{engine}: {what}: one has more than the other")


def leaves(value, path=""):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}/{key}")
    elif isinstance(value, list):
        yield f"{path}#", len(value)
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}/{index}")
    else:
        yield path, value


PATTERNS = ("--staging", "_staging_*", "--exclude", "*_1?")


def expect_same_report(engine, tool, full, ask, main):
    """The report from rows of shapes against the one from a full export, with names and without."""
    wanted = tool.report(full, "--main", main, *PATTERNS)
    plain = comparable(json.loads(json.dumps(wanted)))
    rows = 0
    for names in (False, True):
        statement = tool.run("sql", "--engine", engine, "--main", main, *PATTERNS, *(["--names"] if names else []))
        source = tool.folder / f"{engine}-shapes-{names}.ndjson"
        source.write_text(ask(statement))
        rows = source.read_text().count('"first_table"')
        report = tool.report(source, "--main", main, *PATTERNS)
        if names:
            told = [sorted(t["table"].split(".")[-1] for a in r["audits"] for t in a["tables"]) for r in (report, wanted)]
            expect_equal(engine, "the names of staging tables", *told)
        expect_equal(engine, f"the report {'with' if names else 'without'} names", comparable(report), plain)
    tables = plain["summary"]["stagingTables"]
    print(f"{engine}: {tables} staging tables as {rows} rows of shapes, {plain['summary']['findings']['total']} findings, the same report")
    return common(plain)


def expect_same_patterns(engine, tool, full, ask, main, count):
    """Random patterns, held against names that are made of the same letters: in the engine, and in the Spark job."""
    chance = random.Random(11)
    job = module("driftaudit_shapes", ROOT / "spark/driftaudit_shapes.py")
    tables = {(r["table_catalog"], r["table_schema"], r["table_name"]) for r in map(json.loads, full.read_text().splitlines())}
    types = {(r["table_schema"], r["table_name"]): r["table_type"] for r in map(json.loads, full.read_text().splitlines()) if "table_type" in r}
    pieces = ["a", "b", "_", "%", "-", "1", "ä", "'", "\\\\", "^", "*", "*", "?", "[a-b]", "[!_]", "[]^-]", "{a,_b}", "{,1*}", "\\*"]
    picked = 0
    for _ in range(count):
        scope = chance.choice(["", "shop.", "sh?p."])
        pattern = scope + "".join(chance.choice(pieces) for _ in range(chance.randint(1, 5)))
        arguments = ("--main", main, f"--staging={pattern}", "--allow-no-staging")
        names = []
        statement = tool.run("sql", "--engine", engine, "--main", main, f"--staging={pattern}", "--names")
        source = tool.folder / "patterns.ndjson"
        source.write_text(ask(statement))
        for export in (source, full):
            report = tool.report(export, *arguments)
            names.append(sorted(t["table"] for a in report["audits"] for t in a["tables"]))
        if names[0] != names[1]:
            odd = set(names[0]) ^ set(names[1])
            raise Fault(f"{engine}: the pattern {pattern!r} picks other names: {sorted(odd)[:5]}")
        question = job.Question(main, [("staging", [pattern])], [], False)
        chosen = sorted(".".join(t) for t in tables if question.choice(*t, types.get(t[1:])) == "=staging")
        if chosen != names[1]:
            raise Fault(f"spark/driftaudit_shapes.py: the pattern {pattern!r} picks other names: {sorted(set(chosen) ^ set(names[1]))[:5]}")
        picked += len(names[1])
    print(f"{engine}: {count} random patterns picked the same {picked} names as driftaudit's own")


def module(name, path):
    loader = importlib.machinery.SourceFileLoader(name, str(path))
    found = importlib.util.module_from_spec(importlib.util.spec_from_loader(name, loader))
    loader.exec_module(found)
    return found


def odd_names():
    chance = random.Random(5)
    letters = ["a", "b", "_", "%", "-", "1", "ä", "'", "\\", "^", "*", "[", "]"]
    return sorted({"".join(chance.choice(letters) for _ in range(chance.randint(1, 5))) for _ in range(300)})


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def created(tables, types, main):
    """CREATE TABLE statements."""
    yield "CREATE SCHEMA shop"
    yield "CREATE SCHEMA other"
    for schema, name, columns in [("shop", main, MAIN), *tables]:
        list_of = ", ".join(f"{column} {types[kind]}" for column, kind in columns)
        yield f"CREATE TABLE {schema}.{quoted(name)} ({list_of})"
    yield "CREATE VIEW shop._staging_view AS SELECT 1 AS c0"


# MARK: Engines


def check_duckdb(tool, count):
    if missing := missing_package("duckdb"):
        return print(f"duckdb: skipped, since {missing}")
    import duckdb

    def connected(statements):
        database = duckdb.connect(":memory:")
        for statement in statements:
            database.execute(statement)
        return database

    def copied(database, query):
        path = tool.folder / "copied.ndjson"
        database.execute(f"COPY ({query.rstrip().rstrip(';')}) TO '{path}' (FORMAT json)")
        return path.read_text()

    def full(database):
        path = tool.folder / "duckdb-full.ndjson"
        path.write_text("".join(
            copied(database, f"SELECT * FROM information_schema.{view} WHERE table_schema IN ('shop', 'other')")
            for view in ("columns", "tables")))
        return path

    database = connected(created(estate(count), TYPES["duckdb"], "orders"))
    found = expect_same_report("duckdb", tool, full(database), lambda sql: copied(database, sql), "orders")
    odd = [("shop", name, [("c0", "number")]) for name in odd_names()]
    database = connected(created(odd, TYPES["duckdb"], "the main"))
    expect_same_patterns("duckdb", tool, full(database), lambda sql: copied(database, sql), "the main", PATTERN_COUNT)
    return found


POSTGRES = "usr/lib/postgresql/*/bin"


def check_postgres(tool, count):
    if missing := missing_program("postgresql-15", ("initdb", "pg_ctl", "psql"), POSTGRES):
        return print(f"postgres: skipped, since {missing}")
    user = unprivileged()
    with scratch_folder() as place:
        data, control = place / "data", find_program("pg_ctl", POSTGRES)
        run([find_program("initdb", POSTGRES), "--pgdata", data, "--username", "postgres", "--auth", "trust", "--encoding", "UTF8",
             "--locale", "C.UTF-8"], folder=place, **user)
        options = f"-c listen_addresses= -c unix_socket_directories={place} -c fsync=off"
        run([control, "start", "--wait", "--pgdata", data, "--options", options, "--log", place / "log"], folder=place, **user)
        try:
            client = [find_program("psql", POSTGRES), "-X", "-At", "-h", place, "-U", "postgres", "-v", "ON_ERROR_STOP=1"]

            def database(name, statements):
                run([*client, "-d", "postgres", "-c", f"CREATE DATABASE {name}"])
                run([*client, "-q", "-d", name], text=";\n".join(statements) + ";\n")

                def ask(sql):
                    return run([*client, "-d", name], text=sql)

                path = tool.folder / "postgres-full.ndjson"
                path.write_text("".join(
                    ask(f"SELECT row_to_json(c) FROM information_schema.{view} AS c WHERE table_schema IN ('shop', 'other');")
                    for view in ("columns", "tables")))
                return path, ask

            full, ask = database("warehouse", created(estate(count), TYPES["postgres"], "orders"))
            found = expect_same_report("postgres", tool, full, ask, "orders")
            odd = [("shop", name, [("c0", "number")]) for name in odd_names()]
            full, ask = database("odd", created(odd, TYPES["postgres"], "the main"))
            expect_same_patterns("postgres", tool, full, ask, "the main", PATTERN_COUNT)
            return found
        finally:
            run([control, "stop", "--mode", "immediate", "--pgdata", data], folder=place, **user)


def check_spark(tool, count):
    if missing := missing_package("pyspark"):
        return print(f"spark: skipped, since {missing}")
    if shutil.which("java") is None:
        return print("spark: skipped, since there is no Java")
    from pyspark.sql import SparkSession

    session = (SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").config("spark.sql.warehouse.dir", tool.folder / "warehouse")
               .config("spark.log.level", "ERROR").config("spark.ui.showConsoleProgress", "false").getOrCreate())
    try:
        # A file's name stands for the table in Spark's full export.
        tables = estate(count)
        full = tool.folder / "spark-full"
        full.mkdir()
        for schema in ("shop", "other"):
            session.sql(f"CREATE SCHEMA {schema}")
        for schema, name, columns in [("shop", "orders", MAIN), *tables]:
            list_of = ", ".join(f"{column} {TYPES['spark'][kind]}" for column, kind in columns)
            session.sql(f"CREATE TABLE {schema}.{name} ({list_of}) USING parquet")
            (full / f"{name}.json").write_text(session.table(f"{schema}.{name}").schema.json())

        def ask(script):
            space = {"__name__": "shapes"}
            exec(compile(script, "shapes.py", "exec"), space)
            return "".join(json.dumps(row) + "\n" for row in space["shapes"](session))

        wanted = tool.report(full, "--main", full / "orders.json", *PATTERNS)
        statement = tool.run("sql", "--engine", "spark", "--main", "shop.orders", *PATTERNS)
        source = tool.folder / "spark-shapes.ndjson"
        source.write_text(ask(statement))
        report = tool.report(source, "--main", full / "orders.json", *PATTERNS)
        for one in (report, wanted):
            comparable(one)
            for audit in one["audits"]:
                for thing in [*audit["findings"], *audit["shapes"]]:
                    # A file's name has no schema before it, which also orders names otherwise.
                    thing.pop("examples", None), thing.pop("example", None)
        expect_equal("spark", "the report", report, wanted)
        rows = source.read_text().count("\n")
        print(f"spark: {wanted['summary']['stagingTables']} staging tables as {rows} rows of shapes, "
              f"{wanted['summary']['findings']['total']} findings, the same report")
        check_databricks(tool, session, tables)
        return common(wanted)
    finally:
        session.stop()


def check_databricks(tool, session, tables):
    """Databricks' statement on Spark, whose SQL is the same, over tables that stand for its information_schema."""
    types = {kind: text.lower().replace(", ", ",") for kind, text in TYPES["spark"].items()}
    rows, listed = [], []
    for number, (schema, name, columns) in enumerate([("shop", "orders", MAIN), *tables]):
        listed.append(("spark_catalog", schema, name, "MANAGED", f"2026-01-30 00:{number % 60:02}:00"))
        for ordinal, (column, kind) in enumerate(columns):
            rows.append(("spark_catalog", schema, name, column, ordinal, None, "YES", types[kind], types[kind].partition("(")[0].upper(), None))
    session.sql("CREATE SCHEMA information_schema")
    columns = ("table_catalog string, table_schema string, table_name string, column_name string, ordinal_position int, column_default string, "
               "is_nullable string, full_data_type string, data_type string, comment string")
    # Positions count from 0 in some versions and from 1 in others; rows of columns are read with those from 1.
    rows = [(*row[:4], row[4] + 1, *row[5:]) for row in rows]
    session.createDataFrame(rows, columns).write.saveAsTable("information_schema.columns")
    frame = session.createDataFrame(listed, "table_catalog string, table_schema string, table_name string, table_type string, created string")
    frame.selectExpr("table_catalog", "table_schema", "table_name", "table_type", "CAST(created AS timestamp) AS created").write.saveAsTable(
        "information_schema.tables")
    keys = [part.split()[0] for part in columns.split(", ")]
    full = tool.folder / "databricks-full.ndjson"
    full.write_text("".join(json.dumps(dict(zip(keys, row))) + "\n" for row in rows) + "".join(
        json.dumps({"table_catalog": c, "table_schema": s, "table_name": t, "table_type": k, "data_source_format": "DELTA",
                    "created": moment.replace(" ", "T") + "Z"}) + "\n" for c, s, t, k, moment in listed))
    session.conf.set("spark.sql.session.timeZone", "UTC")

    def ask(sql):
        rows = session.sql(sql.rstrip().rstrip(";")).selectExpr("to_json(struct(*)) AS value").collect()
        return "".join(row.value + "\n" for row in rows)

    wanted = comparable(tool.report(full, "--main", "shop.orders", *PATTERNS))
    for names in ([], ["--names"]):
        statement = tool.run("sql", "--engine", "databricks", "--project", "spark_catalog", "--main", "shop.orders", *PATTERNS, *names)
        source = tool.folder / "databricks-shapes.ndjson"
        source.write_text(ask(statement))
        expect_equal("databricks", "the report", comparable(tool.report(source, "--main", "shop.orders", *PATTERNS)), wanted)
    expect_same_job(tool, full, wanted)
    print(f"databricks: its statement ran on Spark, {wanted['summary']['findings']['total']} findings, the same report")


def expect_same_job(tool, full, wanted):
    """The Spark job over exports in several files, which groups as the statements do, on two executors in processes of their own."""
    output, parts, events = tool.folder / "job", tool.folder / "parts", tool.folder / "events"
    parts.mkdir(), events.mkdir()
    lines = full.read_text().splitlines(keepends=True)
    for number in range(6):
        (parts / f"part-{number}.ndjson").write_text("".join(lines[number::6]))
    submit = pathlib.Path(sys.executable).with_name("spark-submit")
    done = subprocess.run(
        [submit, "--master", "local-cluster[2,1,1024]", "--conf", "spark.ui.enabled=false", "--conf", "spark.eventLog.enabled=true",
         "--conf", f"spark.eventLog.dir={events}", "--conf", "spark.eventLog.compress=false", ROOT / "spark/driftaudit_shapes.py", "--engine", "databricks", "--main", "shop.orders", *PATTERNS,
         "--columns", parts / "*.ndjson", "--tables", parts / "*.ndjson", "--output", output], capture_output=True, text=True, cwd=tool.folder,
        env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable})
    if done.returncode != 0:
        raise Fault(f"spark/driftaudit_shapes.py: exit {done.returncode}\n{done.stderr[-3000:]}")
    executors = {event["Task Info"]["Executor ID"] for path in events.rglob("*") if path.is_file()
                 for line in path.read_text().splitlines() if '"SparkListenerTaskEnd"' in line for event in [json.loads(line)]}
    if len(executors) < 2:
        raise Fault(f"spark/driftaudit_shapes.py: tasks ran on the executors {sorted(executors)}, and on no other")
    rows = "".join(part.read_text() for part in sorted(output.glob("part-*")))
    source = tool.folder / "job.ndjson"
    source.write_text(rows)
    expect_equal("spark/driftaudit_shapes.py", "the report", comparable(tool.report(source, "--main", "shop.orders", *PATTERNS)), wanted)
    print(f"spark/driftaudit_shapes.py: {rows.count(chr(10))} rows of shapes on {len(executors)} executors, the same report")


def check_bigquery(tool):
    if missing := missing_package("zetasql"):
        return print(f"bigquery: skipped, since {missing}")
    from merge_analysis import language, scalar  # It needs ZetaSQL.

    views = {
        "COLUMNS": {"table_catalog": "STRING", "table_schema": "STRING", "table_name": "STRING", "column_name": "STRING",
                    "ordinal_position": "INT64", "is_nullable": "STRING", "data_type": "STRING", "is_hidden": "STRING",
                    "is_partitioning_column": "STRING", "clustering_ordinal_position": "INT64", "collation_name": "STRING",
                    "column_default": "STRING", "rounding_mode": "STRING"},
        "TABLES": {"table_catalog": "STRING", "table_schema": "STRING", "table_name": "STRING", "table_type": "STRING",
                   "creation_time": "TIMESTAMP"},
    }
    options = language()

    def analyse(sql, places):
        from zetasql.api import Analyzer, CatalogBuilder
        from zetasql.types import AnalyzerOptions, SimpleCatalog, SimpleColumn, SimpleTable, ZetaSQLBuiltinFunctionOptions

        catalog = CatalogBuilder("catalog").with_builtin_functions(ZetaSQLBuiltinFunctionOptions(language_options=options)).build()
        for place in places:
            inner = catalog
            for part in (*place, "INFORMATION_SCHEMA"):
                found = next((c for c in inner.catalog if c.name == part), None)
                if found is None:
                    found = SimpleCatalog(name=part)
                    inner.catalog.append(found)
                inner = found
            for name, columns in views.items():
                inner.table.append(SimpleTable(
                    name=name, column=[SimpleColumn(name=c, type=scalar(kind)) for c, kind in columns.items()]))
        body = "\n".join(line for line in sql.splitlines() if not line.startswith("--")).rstrip().rstrip(";")
        return Analyzer(AnalyzerOptions(language_options=options), catalog).analyze_statement(body)

    cases = [
        (["--dataset", "p.d"], [("p", "d")]),
        (["--dataset", "p.d", "--dataset", "q.e", "--names", "--include-views"], [("p", "d"), ("q", "e")]),
        (["--project", "p", "--region", "eu", "--names"], [("p", "region-eu")]),
        (["--project", "p", "--region", "eu", "--dataset", "d"], [("p", "region-eu")]),
    ]
    patterns = ["--staging", "d._s_*", "--staging", "_s_{a,b}[0-9]?", "--staging", "it's\\\\%*", "--exclude", "*_old"]
    for arguments, places in cases:
        sql = tool.run("sql", "--engine", "bigquery", "--main", "p.d.m", *patterns, *arguments)
        try:
            resolved = analyse(sql, places)
        except Exception as error:  # Whatever ZetaSQL throws is its verdict.
            raise Fault(f"bigquery: {' '.join(arguments)}: {str(error).strip().splitlines()[-1][:600]}") from error
        names = [column.name for column in resolved.output_column_list]
        if "columns" not in names or "first_table" not in names:
            raise Fault(f"bigquery: columns of the result are {names}")
    spoiled = sql.replace("ordinal_position,", "ordinal_positionn,", 1)
    try:
        analyse(spoiled, places)
    except Exception:
        print(f"bigquery: {len(cases)} statements analysed by ZetaSQL")
        return
    raise Fault("bigquery: a misspelled column should be found, and is not")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--tool", required=True)
    arguments.add_argument("--tables", type=int, default=2000)
    arguments.add_argument("--engines", default="duckdb,postgres,spark,bigquery")
    given = arguments.parse_args()
    faults, found = [], {}
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        tool = Tool(given.tool, pathlib.Path(folder))
        for name, check in [
            ("duckdb", lambda: check_duckdb(tool, given.tables)), ("postgres", lambda: check_postgres(tool, given.tables)),
            ("spark", lambda: check_spark(tool, given.tables)), ("bigquery", lambda: check_bigquery(tool)),
        ]:
            if name not in given.engines.split(","):
                continue
            try:
                found[name] = check()
            except (Fault, Failure) as fault:
                faults.append(str(fault))
    seen = {name: common for name, common in found.items() if common}
    for name, other in zip(seen, list(seen)[1:]):
        if seen[name] != seen[other]:
            faults.append(f"{name} and {other} do not find the same in one estate: {sorted(set(seen[name]) ^ set(seen[other]))[:4]}")
    if len(seen) > 1:
        print(f"{', '.join(seen)}: the same rules, columns and numbers of tables in one estate")
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    print(f"scale-check: {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
