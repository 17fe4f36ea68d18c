#!/usr/bin/env python3
"""Compares what driftaudit reads of random tables with what the programs that wrote them say of them.

usage: second_view.py --tool DRIFTAUDIT [--count N] [--seed N]

deltalake and pyiceberg each write tables of random schemas, of which some are changed later on, and read them back; fastavro and
jsonschema say what they make of random schemas (contract_views.py). driftaudit
audits each of them against a staging table that has no column of it: so its report holds every column with its type and
whether it is REQUIRED. Fields of a STRUCT are seen where staging has the STRUCT with another field alone. A program that is
not installed is left out, with a line that says so.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

from contract_views import FastAvro, JSONSchema
from generator.engine import missing_package

# What a column is in both views: its path, its type, and whether it may be NULL; of a STRUCT no type.
View = dict[str, tuple[str, bool]]

DELTA = ["boolean", "byte", "short", "integer", "long", "float", "double", "string", "binary", "date", "timestamp",
         "timestamp_ntz"]
SPARK_NAMES = {"byte": "tinyint", "short": "smallint", "integer": "int", "long": "bigint"}
ICEBERG = ["boolean", "int", "long", "float", "double", "date", "time", "timestamp", "timestamptz", "string", "uuid", "binary"]
LETTERS = "abcdefghijklmnopqrstuvwxyz_éß中"


def name(chance: random.Random, used: set[str]) -> str:
    while True:
        found = chance.choice(LETTERS) + "".join(chance.choices(LETTERS + "0123456789 -", k=chance.randint(0, 9))) + "x"
        if found not in used and not found.startswith("zzz"):
            used.add(found)
            return found


class Delta:
    """Tables of deltalake, whose schemas it prints as Spark does."""

    name = "deltalake"

    def missing(self) -> str | None:
        return missing_package("deltalake")

    def type(self, chance: random.Random, depth: int):
        from deltalake.schema import ArrayType, MapType, PrimitiveType, StructType

        kind = chance.random()
        if depth < 3 and kind < 0.1:
            return ArrayType(self.type(chance, depth + 1), chance.random() < 0.5)
        if depth < 3 and kind < 0.2:
            return StructType(self.fields(chance, depth + 1))
        if depth < 3 and kind < 0.25:
            return MapType("string", self.type(chance, depth + 1), chance.random() < 0.5)
        if kind < 0.35:
            precision = chance.randint(1, 38)
            return PrimitiveType(f"decimal({precision},{chance.randint(0, precision)})")
        # deltalake does not look for timestamp_ntz deep inside when it decides which features a table needs.
        return PrimitiveType(chance.choice(DELTA if depth == 0 else DELTA[:-1]))

    def fields(self, chance: random.Random, depth: int):
        from deltalake.schema import Field

        used: set[str] = set()
        return [Field(name(chance, used), self.type(chance, depth), nullable=chance.random() < 0.6)
                for _ in range(chance.randint(1, 6))]

    def write(self, chance: random.Random, folder: pathlib.Path) -> View:
        from deltalake import DeltaTable, Field, Schema, TableFeatures
        from deltalake.schema import PrimitiveType

        table = DeltaTable.create(str(folder / "main"), Schema(self.fields(chance, 0)))
        for number in range(chance.randint(0, 3)):
            if chance.random() < 0.6:
                table.alter.add_columns([Field(f"added {number}", PrimitiveType(chance.choice(DELTA)))])
            else:
                # A commit that has no metaData.
                table.alter.add_feature(TableFeatures.AppendOnly, allow_protocol_versions_increase=True)
        schema = json.loads(DeltaTable(str(folder / "main")).schema().to_json())
        view: View = {}
        other = self.other(schema, "", view)
        action = {"metaData": {"id": "s", "name": "staging", "format": {"provider": "parquet", "options": {}},
                               "schemaString": json.dumps(other), "partitionColumns": [], "configuration": {}}}
        (folder / "staging.json").write_text(json.dumps(action) + "\n", encoding="utf-8")
        return view

    def other(self, struct, path: str, view: View):
        """A struct with another field alone, and the structs in it likewise."""
        fields = [{"name": "zzz", "type": "long", "nullable": True, "metadata": {}}]
        for field in struct["fields"]:
            here = path + field["name"]
            inner = field["type"]
            is_list = isinstance(inner, dict) and inner["type"] == "array"
            element = inner["elementType"] if is_list else inner
            if isinstance(element, dict) and element["type"] == "struct":
                view[here] = ("", field["nullable"])
                seen = self.other(element, here + ".", view)
                kept = {**inner, "elementType": seen} if is_list else seen
                # The other way round, so that the report has a finding.
                fields.append({**field, "type": kept, "nullable": not field["nullable"]})
            else:
                view[here] = (self.text(inner), field["nullable"])
        return {"type": "struct", "fields": fields}

    def text(self, kind) -> str:
        if isinstance(kind, str):
            return SPARK_NAMES.get(kind, kind)
        if kind["type"] == "array":
            return f"array<{self.text(kind['elementType'])}>"
        if kind["type"] == "map":
            return f"map<{self.text(kind['keyType'])},{self.text(kind['valueType'])}>"
        return "struct<" + ",".join(f"{quoted(field['name'])}:{self.text(field['type'])}" for field in kind["fields"]) + ">"


class Iceberg:
    """Tables of pyiceberg, of both versions of the format that it writes."""

    name = "pyiceberg"

    def missing(self) -> str | None:
        return missing_package("pyiceberg") or missing_package("SQLAlchemy")

    def primitive(self, chance: random.Random):
        from pyiceberg import types

        kind = chance.random()
        if kind < 0.15:
            precision = chance.randint(1, 38)
            return types.DecimalType(precision, chance.randint(0, precision))
        if kind < 0.2:
            return types.FixedType(chance.randint(1, 64))
        plain = {"boolean": types.BooleanType, "int": types.IntegerType, "long": types.LongType, "float": types.FloatType,
                 "double": types.DoubleType, "date": types.DateType, "time": types.TimeType,
                 "timestamp": types.TimestampType, "timestamptz": types.TimestamptzType, "string": types.StringType,
                 "uuid": types.UUIDType, "binary": types.BinaryType}
        return plain[chance.choice(ICEBERG)]()

    def type(self, chance: random.Random, depth: int, ids):
        from pyiceberg.types import ListType, MapType, StringType, StructType

        kind = chance.random()
        if depth < 3 and kind < 0.1:
            return ListType(next(ids), self.type(chance, depth + 1, ids), element_required=chance.random() < 0.5)
        if depth < 3 and kind < 0.2:
            return StructType(*self.fields(chance, depth + 1, ids))
        if depth < 3 and kind < 0.25:
            return MapType(next(ids), StringType(), next(ids), self.type(chance, depth + 1, ids),
                           value_required=chance.random() < 0.5)
        return self.primitive(chance)

    def fields(self, chance: random.Random, depth: int, ids):
        from pyiceberg.types import NestedField

        used: set[str] = set()
        return [NestedField(next(ids), name(chance, used), self.type(chance, depth, ids), required=chance.random() < 0.4)
                for _ in range(chance.randint(1, 6))]

    def write(self, chance: random.Random, folder: pathlib.Path) -> View:
        from pyiceberg.catalog.sql import SqlCatalog
        from pyiceberg.schema import Schema

        catalog = SqlCatalog("c", uri="sqlite:///:memory:", warehouse=f"file://{folder}")
        catalog.create_namespace("n")
        made = Schema(*self.fields(chance, 0, iter(range(1, 10_000))))
        table = catalog.create_table(
            "n.main", made, location=f"file://{folder}/main", properties={"format-version": chance.choice("12")})
        for number in range(chance.randint(0, 3)):
            with table.update_schema(allow_incompatible_changes=True) as update:
                kind = chance.random()
                first = table.schema().fields[0].name
                if kind < 0.5:
                    update.add_column(f"added {number}", self.primitive(chance))
                elif kind < 0.75:
                    update.rename_column((first,), f"renamed {number}") if "." not in first else None
                else:
                    update.make_column_optional((first,))
        schema = json.loads(catalog.load_table("n.main").schema().model_dump_json())
        view: View = {}
        (folder / "staging.json").write_text(
            json.dumps({**self.other(schema, "", view), "schema-id": 0}), encoding="utf-8")
        return view

    def other(self, struct, path: str, view: View):
        fields = [{"id": 9_999, "name": "zzz", "type": "long", "required": False}]
        for field in struct["fields"]:
            here = path + field["name"]
            inner = field["type"]
            is_list = isinstance(inner, dict) and inner["type"] == "list"
            element = inner["element"] if is_list else inner
            if isinstance(element, dict) and element["type"] == "struct":
                view[here] = ("", not field["required"])
                seen = self.other(element, here + ".", view)
                kept = {**inner, "element": seen} if is_list else seen
                fields.append({**field, "type": kept, "required": not field["required"]})
            else:
                view[here] = (self.text(inner), not field["required"])
        return {"type": "struct", "fields": fields}

    def text(self, kind) -> str:
        if isinstance(kind, str):
            # Each program has its own space in decimal(10, 2).
            return kind.replace(", ", ",").replace(",", ", ")
        if kind["type"] == "list":
            return f"list<{self.text(kind['element'])}>"
        if kind["type"] == "map":
            return f"map<{self.text(kind['key'])}, {self.text(kind['value'])}>"
        return "struct<" + ", ".join(f"{field['name']}: {self.text(field['type'])}" for field in kind["fields"]) + ">"


def quoted(word: str) -> str:
    return word if word.replace("_", "a").isalnum() and word.isascii() else "`" + word.replace("`", "``") + "`"


def seen(tool: str, folder: pathlib.Path) -> View:
    """What driftaudit reads of main: each column that staging lacks, and of each STRUCT whether it is REQUIRED."""
    done = subprocess.run(
        [tool, "audit", ".", "--main", "main", "--staging", "staging", "--report", "json=report.out"],
        cwd=folder, capture_output=True, encoding="utf-8")
    if done.returncode not in (0, 1):
        raise SystemExit(f"exit {done.returncode}: {done.stderr}")
    view: View = {}
    for finding in json.loads((folder / "report.out").read_text(encoding="utf-8"))["audits"][0]["findings"]:
        main = finding["main"]
        if finding["rule"] == "missing-column":
            view[finding["column"]] = (main["type"], main["mode"] != "REQUIRED")
        elif finding["rule"] == "nullability-changed":
            view[finding["column"]] = ("", main["mode"] != "REQUIRED")
    return view


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares driftaudit with other programs on random schemas.")
    parser.add_argument("--tool", required=True, help="the program")
    parser.add_argument("--count", type=int, default=200, help="how many schemas of each: %(default)s")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    tool = str(pathlib.Path(options.tool).resolve())

    status = 0
    for engine in (Delta(), Iceberg(), FastAvro(), JSONSchema()):
        if reason := engine.missing():
            print(f"skipped: {engine.name} ({reason})")
            continue
        columns = 0
        for number in range(options.seed, options.seed + options.count):
            with tempfile.TemporaryDirectory(prefix="second-view-") as place:
                folder = pathlib.Path(place)
                expected = engine.write(random.Random(number), folder)
                found = seen(tool, folder)
                if isinstance(engine, (FastAvro, JSONSchema)):
                    found = engine.seen(found)
                columns += len(expected)
                if found != expected:
                    status = 1
                    for path in sorted(expected.keys() | found.keys()):
                        if expected.get(path) != found.get(path):
                            print(f"{engine.name} {number}: {path}: {expected.get(path)}, driftaudit {found.get(path)}")
        print(f"{'same' if status == 0 else 'differs'}: {engine.name}, {options.count} schemas, {columns} columns")
    return status


if __name__ == "__main__":
    sys.exit(main())
