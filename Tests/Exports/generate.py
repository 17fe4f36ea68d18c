#!/usr/bin/env python3
"""Writes the exports of this folder anew, each with the engine that a user would export from, or checks them.

usage: generate.py [--only ENGINE]... [--check]

Engines that are not installed are left out, with a line that says so. README.md names the versions and commands.
"""

import argparse
import difflib
import pathlib
import shutil
import sys
import tempfile

# Python code that is compiled beside the fixtures would be a stray file among them.
sys.dont_write_bytecode = True

from generator.avro import Avro
from generator.bigquery import BigQuery
from generator.contracts import DataContract, Dlt, Pydantic, Singer
from generator.dbt import Dbt
from generator.delta import Delta
from generator.duckdb import DuckDB
from generator.engine import Engine, Failure
from generator.iceberg import Iceberg
from generator.mysql import MySQL
from generator.postgres import Postgres
from generator.spark import Spark

HERE = pathlib.Path(__file__).resolve().parent
ENGINES: list[Engine] = [Postgres(), MySQL(), DuckDB(), Spark(), Avro(), Delta(), Iceberg(), Dbt(), BigQuery(),
                         Pydantic(), Singer(), Dlt(), DataContract()]
# What an engine's folder holds that is no export: dbt's project is what it reads.
KEPT = {"project"}


def exports(folder: pathlib.Path) -> dict[str, bytes]:
    """The exports in an engine's folder, by path."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    found = {path.relative_to(folder): path for path in paths}
    return {path.as_posix(): file.read_bytes() for path, file in found.items() if path.parts[0] not in KEPT}


def difference(name: str, before: bytes | None, after: bytes | None) -> list[str]:
    """The lines of a unified diff. A file that one side lacks is None."""
    old, new = ((data or b"").decode("utf-8", "replace").splitlines(keepends=True) for data in (before, after))
    sides = (("committed", before), ("generated", after))
    from_name, to_name = ("/dev/null" if data is None else f"{side}/{name}" for side, data in sides)
    # Of an empty file, which has no lines, only the names.
    lines = [*difflib.unified_diff(old, new, from_name, to_name)] or [f"--- {from_name}\n", f"+++ {to_name}\n"]
    return [line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines]


def check(engine: Engine, fresh: pathlib.Path) -> bool:
    """Whether the committed exports are what the engine writes; prints how they differ."""
    committed, generated = exports(HERE / engine.name), exports(fresh)
    same = True
    for name in sorted(committed.keys() | generated.keys()):
        before, after = committed.get(name), generated.get(name)
        if before != after:
            same = False
            sys.stdout.writelines(difference(f"{engine.name}/{name}", before, after))
    print(f"{'same' if same else 'differs'}: {engine.name}")
    return same


def replace(engine: Engine, fresh: pathlib.Path) -> None:
    """Puts the new exports in the place of the committed ones."""
    folder = HERE / engine.name
    for name in exports(folder).keys() - exports(fresh).keys():
        (folder / name).unlink()
    shutil.copytree(fresh, folder, dirs_exist_ok=True)
    print(f"written: {engine.name}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Writes the exports of this folder anew, or checks them.")
    parser.add_argument("--only", action="append", metavar="ENGINE", choices=[engine.name for engine in ENGINES],
                        help="only this engine (repeatable): %(choices)s")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where the committed exports differ")
    options = parser.parse_args()

    status = 0
    for engine in ENGINES:
        if options.only and engine.name not in options.only:
            continue
        if reason := engine.missing():
            print(f"skipped: {engine.name} ({reason})")
            continue
        with tempfile.TemporaryDirectory(prefix="exports-") as folder:
            fresh = pathlib.Path(folder) / engine.name
            fresh.mkdir()
            try:
                engine.export(fresh)
            except Failure as failure:
                print(f"error: {engine.name}: {failure}", file=sys.stderr)
                status = 1
                continue
            if not options.check:
                replace(engine, fresh)
            elif not check(engine, fresh):
                status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
