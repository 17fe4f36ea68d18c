#!/usr/bin/env python3
"""Lets ZetaSQL, BigQuery's own analyzer, judge the statements that `driftaudit merge` writes.

usage: merge-check.py --tool DRIFTAUDIT
The statements are those of Tests/driftauditTests/Merging/Cases, held against a catalog built from the same exports, and the one
for all tables of the incident. Besides what ZetaSQL finds, a MERGE into a table that requires a partition filter has to have a
predicate on the partitioning column of that table alone, and no statement may be longer, or read more tables, than BigQuery
takes. What is wrong on purpose has to be found too.
"""

import argparse
import functools
import gzip
import json
import pathlib
import re
import subprocess
import sys

from zetasql.api import Analyzer, CatalogBuilder, TypeFactory
from zetasql.types import (AnalyzerOptions, LanguageFeature, LanguageOptions, ProductMode, RangeType, SimpleCatalog, SimpleColumn,
                           SimpleTable, Type, TypeKind, ZetaSQLBuiltinFunctionOptions)

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT / "Tests/driftauditTests/Merging/Cases"
INCIDENT = ROOT / "schemas/incident"
# BigQuery, "Quotas and limits": query jobs.
LONGEST = 1 << 20
MOST_TABLES = 1000
ALIASES = {"INTEGER": "INT64", "FLOAT": "DOUBLE", "FLOAT64": "DOUBLE", "BOOLEAN": "BOOL"}


def scalar(name):
    return TypeFactory.create_simple_type(getattr(TypeKind, "TYPE_" + ALIASES.get(name, name)))


def field_type(field):
    """A field of `bq show`, whose lengths and precisions ZetaSQL's types do not have."""
    if field["type"] in ("RECORD", "STRUCT"):
        kind = TypeFactory.create_struct_type([(f["name"], field_type(f)) for f in field["fields"]])
    elif field["type"] == "RANGE":
        kind = Type(type_kind=TypeKind.TYPE_RANGE, range_type=RangeType(element_type=scalar(field["rangeElementType"]["type"])))
    else:
        kind = scalar(field["type"])
    return TypeFactory.create_array_type(kind) if field.get("mode") == "REPEATED" else kind


@functools.cache
def text_type(text):
    """A type of INFORMATION_SCHEMA.COLUMNS: the incident has scalars, and ARRAYs of them."""
    array = re.fullmatch(r"ARRAY<(.*)>", text)
    if array:
        return TypeFactory.create_array_type(text_type(array[1]))
    return scalar(text.partition("(")[0])


class Table:
    def __init__(self, path, columns, defaults=(), partition=None):
        self.path, self.columns, self.defaults, self.partition = path, columns, set(defaults), partition

    @classmethod
    def of_resource(cls, resource):
        reference = resource["tableReference"]
        fields = resource["schema"]["fields"]
        partition = None
        if resource.get("requirePartitionFilter"):
            time = resource.get("timePartitioning")
            partition = time.get("field", "_PARTITIONDATE") if time else resource["rangePartitioning"]["field"]
        return cls(
            (reference["projectId"], reference["datasetId"], reference["tableId"]),
            [(f["name"], field_type(f)) for f in fields],
            [f["name"] for f in fields if "defaultValueExpression" in f], partition)

    def simple(self):
        columns = [
            SimpleColumn(name=name, type=kind, is_writable_column=True, has_default_value=name in self.defaults or None)
            for name, kind in self.columns]
        if self.partition == "_PARTITIONDATE":
            columns.append(SimpleColumn(name="_PARTITIONDATE", type=scalar("DATE"), is_pseudo_column=True))
        return SimpleTable(name=self.path[-1], column=columns)


def language():
    options = LanguageOptions.maximum_features()
    options.product_mode = ProductMode.PRODUCT_EXTERNAL
    options.enabled_language_features = [
        f for f in options.enabled_language_features
        if f not in (LanguageFeature.FEATURE_JSON_TYPE_COMPARISON, getattr(LanguageFeature, "FEATURE_JSON_COMPARISON", None))]
    for feature in ("FEATURE_DISALLOW_GROUP_BY_FLOAT",):
        options.enabled_language_features.append(getattr(LanguageFeature, feature))
    options.reserved_keywords = ["QUALIFY"]
    # None named is every kind.
    options.supported_statement_kinds = []
    return options


class Script:
    """A script's statements, one after the other, as BigQuery would meet them."""

    def __init__(self, tables, options):
        self.tables = {table.path: table for table in tables}
        self.options = options
        self.variables = {}
        self.merges = 0

    def run(self, text):
        # Comments stand at the top alone, and no literal holds a line that ends with a semicolon.
        body = re.sub(r"\A(?:--.*\n)+\n", "", text)
        for statement in re.split(r";\n+", body):
            if statement.strip():
                self.statement(statement)
        if self.merges != 1:
            raise ValueError(f"{self.merges} MERGE statements")

    def statement(self, sql):
        if sql in ("BEGIN TRANSACTION", "COMMIT TRANSACTION"):
            return
        declared = re.fullmatch(r"DECLARE (\w+) ([\w<>]+)", sql)
        if declared:
            self.variables[declared[1]] = declared[2]
            return
        for name, kind in self.variables.items():
            # ZetaSQL knows no variables: a value of the same type stands for each.
            if not sql.startswith(f"SET {name} "):
                sql = re.sub(rf"\b{name}\b", f"CAST(NULL AS {kind})", sql)
        if len(sql.encode()) > LONGEST:
            raise ValueError(f"a statement of {len(sql.encode())} bytes")
        assigned = re.fullmatch(r"SET (\w+) = \((.*)\)", sql, re.DOTALL)
        if assigned:
            # NULLIF takes values of one type only, and ARRAYs are concatenated only where they have one.
            kind, value = self.variables[assigned[1]], assigned[2]
            both = "ARRAY_CONCAT" if kind.startswith("ARRAY") else "NULLIF"
            self.analyze(f"SELECT {both}(CAST(NULL AS {kind}), ({value}))")
            return
        resolved = self.analyze(sql)
        created = re.match(r"CREATE TEMP TABLE (\w+) AS", sql)
        if created:
            self.tables[(created[1],)] = Table(
                (created[1],), [(c.name, c.column.type) for c in resolved.output_column_list])
        if sql.startswith("MERGE"):
            self.merges += 1
            self.check_filter(resolved, sql)

    def thinned(self, sql):
        """The statement with a few tables in place of hundreds that have the same columns, which take ZetaSQL minutes."""
        line = re.compile(r" *SELECT \* FROM (`.*`)( UNION ALL BY NAME)?$")
        kept, shape, run = [], None, 0
        for text in sql.split("\n"):
            found = line.match(text)
            if found:
                columns = self.tables[names_of(found[1])].columns
                run = run + 1 if columns == shape else 1
                shape = columns
                if run > 10 and found[2]:
                    continue
            else:
                shape, run = None, 0
            kept.append(text)
        return "\n".join(kept)

    def analyze(self, sql):
        table = r"(?:FROM|INTO) ((?:`(?:[^`\\]|\\.)*`\.?)+|driftaudit_rows_*)"
        named = [names_of(path) for path in re.findall(table, sql)]
        if len(set(named)) > MOST_TABLES:
            raise ValueError(f"{len(set(named))} tables in one statement")
        sql = self.thinned(sql)
        named = [names_of(path) for path in re.findall(table, sql)]
        builder = CatalogBuilder("catalog").with_builtin_functions(ZetaSQLBuiltinFunctionOptions(language_options=self.options))
        catalog = builder.build()
        for path in dict.fromkeys(named):
            if path not in self.tables:
                continue
            inner = catalog
            for part in path[:-1]:
                found = next((c for c in inner.catalog if c.name == part), None)
                if found is None:
                    found = SimpleCatalog(name=part)
                    inner.catalog.append(found)
                inner = found
            inner.table.append(self.tables[path].simple())
        return Analyzer(AnalyzerOptions(language_options=self.options, prune_unused_columns=False), catalog).analyze_statement(sql)

    def check_filter(self, merge, sql):
        """With a required partition filter, ON needs a predicate on the partitioning column of the target alone."""
        path = names_of(re.match(r"MERGE INTO (\S.*) AS ", sql)[1])
        partition = self.tables[path].partition
        if partition is None:
            return
        target = {c.column_id: c.name.lower() for c in merge.table_scan.column_list}
        for conjunct in conjuncts(merge.merge_expr):
            used = set(columns(conjunct))
            if used and all(target.get(column) == partition.lower() for column in used):
                return
        raise ValueError(f"no predicate on {partition} of the target alone")


def names_of(path):
    """The parts of a table's name; escapes occur in none of the cases."""
    return tuple(re.findall(r"`([^`]*)`", path)) or (path,)


def conjuncts(expression):
    if function(expression) == "$and":
        for argument in expression.argument_list:
            yield from conjuncts(argument)
    else:
        yield expression


def function(expression):
    called = getattr(expression, "function", None)
    return getattr(called, "name", "").rpartition(":")[2] if called else ""


def columns(node):
    """The ids of all columns that an expression names, wherever in it."""
    if isinstance(node, (list, tuple)):
        for part in node:
            yield from columns(part)
    elif hasattr(node, "__dataclass_fields__"):
        if type(node).__name__ == "ResolvedColumnRef":
            yield node.column.column_id
            return
        for name in node.__dataclass_fields__:
            if name not in ("parent", "type"):
                yield from columns(getattr(node, name))


def problem(tables, text, options):
    """What is wrong with a script; None where nothing is."""
    try:
        Script(tables, options).run(text)
    except Exception as error:  # Whatever ZetaSQL throws is its verdict.
        return str(error).strip().splitlines()[-1][:600] or type(error).__name__
    return None


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
    yield "a wrong type", text.replace("CAST(NULL AS BOOL)", "CAST(NULL AS DATE)"), "early_season_flag|type"
    yield "no partition filter", text.replace("ON T.game_date IN UNNEST(driftaudit_partitions)\n  AND ", "ON "), "no predicate on"
    yield "a filter by the source", text.replace("T.game_date IN UNNEST(driftaudit_partitions)", "T.game_date = S.game_date"), "no predicate on"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--tool", required=True)
    tool = arguments.parse_args().tool
    options = language()
    faults = []
    found = list(cases(options))
    for name, tables, text in found:
        wrong = problem(tables, text, options)
        if wrong:
            faults.append(f"{name}: {wrong}")
    tables, text = incident(str(pathlib.Path(tool).resolve()))
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
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    print(f"merge-check: {len(found) + 1} scripts analysed by ZetaSQL, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
