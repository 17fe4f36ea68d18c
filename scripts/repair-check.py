#!/usr/bin/env python3
"""Runs the statements that `driftaudit repair` writes on PostgreSQL and DuckDB, and looks at what they did.

usage: repair-check.py --tool DRIFTAUDIT [--write]

The tables of Tests/CommandLineTests/Repairing/Cases are made, their golden script is run twice, and an audit has to find what
the script's comment says and nothing else; no row may be lost, and the second run may change nothing. The same is done for
tables that drifted at random (--seed). Engines that are not there are left out, with a line that says so. With --write the
exports of the cases are written anew.
"""

import argparse
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "Tests/Exports"))

from generator.engine import Failure, find_program, missing_package, missing_program, run, scratch_folder, unprivileged  # noqa: E402
from generator.postgres import FOLDERS  # noqa: E402

CASES = ROOT / "Tests/CommandLineTests/Repairing/Cases"
ROWS = "SELECT row_to_json(c) FROM information_schema.columns AS c WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"
# Pairs of main and a staging table for each engine, and how many of them one script is about.
PER_ENGINE = 500 if os.environ.get("DRIFTAUDIT_DEEP_TESTS") == "1" else 150
PER_RUN = 50


class Postgres:
    name = "postgres"
    types = {
        "smallint": ["7"], "integer": ["7", "123456"], "bigint": ["7", "1234567890123"], "numeric": ["7", "12.5"],
        "numeric(10,2)": ["7", "12.5"], "numeric(12,4)": ["7", "12.25"], "real": ["7", "0.5"], "double precision": ["7", "0.5"],
        "text": ["7", "x"], "varchar(10)": ["7", "x"], "varchar(20)": ["7", "x"], "boolean": ["true"], "date": ["2026-01-30"],
        "timestamp without time zone": ["2026-01-30 00:00:00"], "timestamp with time zone": ["2026-01-30 00:00:00+00"],
        "jsonb": ["7"], "integer[]": ["{1,2}"], "bigint[]": ["{1}"], "text[]": ["{1,x}"]}

    @staticmethod
    def missing():
        return missing_program("postgresql-15", ("initdb", "pg_ctl", "psql"), FOLDERS)

    def __enter__(self):
        self.scratch = scratch_folder()
        self.place = self.scratch.__enter__()
        self.user = unprivileged()
        self.data, self.control = self.place / "data", find_program("pg_ctl", FOLDERS)
        run([find_program("initdb", FOLDERS), "--pgdata", self.data, "--username", "postgres", "--auth", "trust",
             "--encoding", "UTF8", "--locale", "C"], folder=self.place, **self.user)
        options = f"-c listen_addresses= -c unix_socket_directories={self.place} -c fsync=off"
        run([self.control, "start", "--wait", "--pgdata", self.data, "--options", options, "--log", self.place / "log"],
            folder=self.place, **self.user)
        self.client = [find_program("psql", FOLDERS), "-X", "-q", "-h", self.place, "-U", "postgres", "-d", "postgres"]
        return self

    def __exit__(self, *error):
        run([self.control, "stop", "--mode", "immediate", "--pgdata", self.data], folder=self.place, **self.user)
        self.scratch.__exit__(*error)

    def execute(self, sql):
        run([*self.client, "-v", "ON_ERROR_STOP=1"], text=sql)

    def rows(self, sql):
        return run([*self.client, "-At", "-c", sql]).splitlines()

    def reset(self):
        self.execute("SET client_min_messages = error; DROP SCHEMA public CASCADE; CREATE SCHEMA public;")

    def exported(self):
        return "[\n" + ",\n".join(self.rows(ROWS)) + "\n]\n"


class DuckDB:
    name = "duckdb"
    types = {
        "SMALLINT": ["7"], "INTEGER": ["7", "123456"], "BIGINT": ["7", "1234567890123"], "HUGEINT": ["7"],
        "DECIMAL(10,2)": ["7", "12.5"], "DECIMAL(12,4)": ["7", "12.25"], "FLOAT": ["7", "0.5"], "DOUBLE": ["7", "0.5"],
        "VARCHAR": ["7", "x"], "BOOLEAN": ["true"], "DATE": ["2026-01-30"], "TIMESTAMP": ["2026-01-30 00:00:00"],
        "TIMESTAMP WITH TIME ZONE": ["2026-01-30 00:00:00+00"], "INTEGER[]": ["[1, 2]"], "BIGINT[]": ["[1]"], "VARCHAR[]": ["[a]"],
        "STRUCT(a INTEGER, b VARCHAR)": ["{'a': 1, 'b': x}"], "STRUCT(b VARCHAR, a BIGINT)": ["{'b': x, 'a': 1}"],
        "STRUCT(a INTEGER, c STRUCT(d DATE))": ["{'a': 1, 'c': {'d': 2026-01-30}}"],
        "STRUCT(a INTEGER, c STRUCT(d DATE, e INTEGER))": ["{'a': 1, 'c': {'d': 2026-01-30, 'e': 2}}"],
        "STRUCT(a INTEGER)[]": ["[{'a': 1}]"], "STRUCT(b VARCHAR, a BIGINT)[]": ["[{'b': x, 'a': 1}]"],
        "MAP(VARCHAR, INTEGER)": ["{a=1}"]}

    @staticmethod
    def missing():
        return missing_package("duckdb")

    def __enter__(self):
        self.connection = None
        self.reset()
        return self

    def __exit__(self, *error):
        self.connection.close()

    def execute(self, sql):
        import duckdb
        try:
            self.connection.execute(sql)
        except duckdb.Error as error:
            try:
                self.connection.execute("ROLLBACK")
            except duckdb.Error:
                pass
            raise Failure(str(error)) from error

    def rows(self, sql):
        return [repr(row) if len(row) > 1 else str(row[0]) for row in self.connection.execute(sql).fetchall()]

    def reset(self):
        import duckdb
        if self.connection:
            self.connection.close()
        self.connection = duckdb.connect()

    def exported(self):
        columns = self.connection.execute(
            "SELECT to_json(c) FROM information_schema.columns AS c WHERE table_schema = 'main' ORDER BY table_name, ordinal_position")
        return "[\n" + ",\n".join(row[0] for row in columns.fetchall()) + "\n]\n"


ENGINES = [Postgres(), DuckDB()]


class Tool:
    """The program, on exports in a folder of its own."""

    def __init__(self, path, folder):
        self.path, self.folder = path, folder

    def repair(self, export, arguments):
        (self.folder / "exports.json").write_text(export)
        made = subprocess.run([self.path, "repair", "exports.json", *arguments], cwd=self.folder, capture_output=True, text=True)
        if made.returncode != 0:
            raise Failure(f"repair ends with {made.returncode}: {made.stderr}")
        return made.stdout

    def findings(self, export, main):
        (self.folder / "exports.json").write_text(export)
        made = subprocess.run([self.path, "audit", "exports.json", "--main", main, "--report", "json=-"], cwd=self.folder,
                              capture_output=True, text=True)
        if made.returncode not in (0, 1):
            raise Failure(f"audit ends with {made.returncode}: {made.stderr}")
        return {(f["rule"], (f["column"] or "(table)").lower()) for f in json.loads(made.stdout)["audits"][0]["findings"]}


def told(script, heading):
    """The rules and columns under a heading of the comment at the top."""
    comment = re.match(r"(?:--.*\n)*", script)[0]
    found = re.search(rf"^-- {heading}:\n((?:--   .*\n)*)", comment, re.MULTILINE)
    lines = []
    for line in (found[1] if found else "").splitlines():
        if line.startswith("--     "):
            lines[-1] += " " + line[2:].strip()
        else:
            lines.append(line[2:].strip())
    pairs = set()
    for line in lines:
        rule, _, rest = line.partition(": ")
        if not re.fullmatch(r"[a-z]+(-[a-z]+)+", rule):
            continue
        if heading == "Left":
            rest = re.split(r"\. (?=[A-Z])", rest)[0]
        if heading == "Found instead from then on":
            rest = re.sub(r" \(main: .*|, [\d,]+ tables?$", "", rest)
        pairs |= {(rule, column.lower()) for column in rest.split(", ")}
    return pairs


def values(engine, tables):
    """How many rows there are in each table, and values in each of its columns."""
    def counted(table, columns):
        counts = [f"count({quoted(name)})" for name in columns]
        return f"SELECT {literal(table)} || {' || '.join(f'{chr(39)} {chr(39)} || {c}' for c in ['count(*)', *counts])} AS t FROM {quoted(table)}"
    return engine.rows(" UNION ALL ".join(counted(*each) for each in tables.items()) + " ORDER BY 1")


def literal(text):
    return "'" + text.replace("'", "''") + "'"


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def columns_of(export):
    tables = {}
    for row in json.loads(export):
        tables.setdefault(row["table_name"], []).append(row["column_name"])
    return tables


def dump(engine, export):
    """All rows of all tables, as texts."""
    return engine.rows(" UNION ALL ".join(
        f"SELECT {literal(table)} || ': ' || CAST(t AS varchar) AS t FROM {quoted(table)} AS t" for table in columns_of(export))
        + " ORDER BY 1")


def check(engine, tool, arguments, script, before):
    """Runs a script twice on the tables that are there. Returns what is wrong."""
    main = arguments[arguments.index("--main") + 1]
    faults = []
    found = tool.findings(before, main)
    counts = values(engine, columns_of(before))
    engine.execute(script)
    after = engine.exported()
    if values(engine, columns_of(before)) != counts:
        faults.append("values were lost")
    now = tool.findings(after, main)
    removed, left = told(script, "Removed"), told(script, "Left")
    instead = told(script, "Found instead from then on")
    if now != left | instead:
        faults.append(f"found afterwards and not told: {sorted(now - left - instead)}; told and not found: {sorted((left | instead) - now)}")
    if found != removed | left:
        faults.append(f"found before and not told: {sorted(found ^ (removed | left))}")
    first = dump(engine, after)
    engine.execute(script)
    if engine.exported() != after or dump(engine, after) != first:
        faults.append("the second run changes something")
    return faults


def cases(engine, tool, write):
    number, faults = 0, []
    for folder in sorted(CASES.iterdir()):
        if not folder.name.startswith(engine.name + "-"):
            continue
        number += 1
        arguments = (folder / "arguments.txt").read_text().splitlines()
        engine.reset()
        engine.execute((folder / "tables.sql").read_text())
        export = engine.exported()
        if write:
            (folder / "exports.json").write_text(export)
            continue
        if export != (folder / "exports.json").read_text():
            faults.append(f"{folder.name}: the export is another one; --write writes it anew")
        try:
            faults += [f"{folder.name}: {fault}" for fault in check(engine, tool, arguments, (folder / "repair.sql").read_text(), export)]
        except Failure as failure:
            faults.append(f"{folder.name}: {failure}")
    return number, faults


# MARK: random tables

def random_tables(engine, source):
    """A main and staging tables that have drifted from it, with a row in each. Every text can be a number."""
    kinds = sorted(engine.types)
    def column(name):
        kind = source.choice(kinds)
        default = source.choice(engine.types[kind]) if source.random() < 0.2 else None
        return [name, kind, source.random() < 0.25, default]
    main = [column(f"c{i}") for i in range(source.randint(3, 9))]
    tables = {"main_table": main}
    for number in range(PER_RUN):
        drifted = []
        for name, kind, required, default in main:
            chance = source.random()
            if chance < 0.15:
                continue
            if chance < 0.4:
                kind, default = source.choice(kinds), None
            if chance > 0.85:
                required = not required
            if source.random() < 0.1:
                default = source.choice(engine.types[kind])
            drifted.append([source.choice([name, name.upper()]), kind, required, default])
        if source.random() < 0.3:
            drifted.append(column(f"e{source.randint(1, 4)}"))
        if source.random() < 0.2:
            source.shuffle(drifted)
        tables[f"_staging_{number}"] = drifted or [column("c0")]
    sql = []
    for table, columns in tables.items():
        listed = ", ".join(
            f"{quoted(name)} {kind}{' NOT NULL' if required else ''}{f' DEFAULT {literal(default)}' if default else ''}"
            for name, kind, required, default in columns)
        row = ", ".join(f"CAST({literal(engine.types[kind][0])} AS {kind})" for _, kind, _, _ in columns)
        sql.append(f"CREATE TABLE {quoted(table)} ({listed}); INSERT INTO {quoted(table)} VALUES ({row});\n")
    return "".join(sql)


def random_checks(engine, tool, seed):
    faults, refused, number = [], 0, 0
    for index in range(PER_ENGINE // PER_RUN):
        source = random.Random(f"{seed}-{engine.name}-{index}")
        tables = random_tables(engine, source)
        for target in ("staging", "main"):
            for rewrite in ([], ["--rewrite"]):
                engine.reset()
                engine.execute(tables)
                before = engine.exported()
                arguments = ["--main", "main_table", "--target", target, *rewrite]
                script = tool.repair(before, arguments)
                number += 1
                name = f"{engine.name}, random {index}, {' '.join(arguments[2:])}"
                rows = dump(engine, before)
                try:
                    faults += [f"{name}: {fault}" for fault in check(engine, tool, arguments, script, before)]
                except Failure as failure:
                    # A value that does not convert stops the script, and nothing may have happened.
                    refused += 1
                    if not rewrite:
                        faults.append(f"{name}: {failure}")
                    elif engine.exported() != before or dump(engine, before) != rows:
                        faults.append(f"{name}: failed and changed something: {failure}")
    return number, refused, faults


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--tool", required=True)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--seed", default="1")
    options = arguments.parse_args()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        tool = Tool(str(pathlib.Path(options.tool).resolve()), pathlib.Path(folder))
        for engine in ENGINES:
            if reason := engine.missing():
                print(f"repair-check: {engine.name} skipped ({reason})")
                continue
            with engine:
                number, wrong = cases(engine, tool, options.write)
                faults += wrong
                if options.write:
                    continue
                scripts, refused, wrong = random_checks(engine, tool, options.seed)
                faults += wrong
                print(f"repair-check: {engine.name}: {number} cases and {scripts} scripts for tables at random, run twice; "
                      f"{refused} stopped at a value")
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
