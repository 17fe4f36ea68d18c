#!/usr/bin/env python3
"""Lets ZetaSQL, BigQuery's own analyzer, judge the statements that `driftaudit repair` writes.

usage: repair-analysis.py

The scripts are those of Tests/CommandLineTests/Repairing/Cases, each statement held against a catalog of the tables as the
statements before have left them. Conditions and loops are taken apart first, since ZetaSQL analyzes single statements. What is
wrong on purpose has to be found too.
"""

import json
import pathlib
import re
import sys

import merge_analysis as merge
from zetasql.api import Analyzer, CatalogBuilder
from zetasql.types import AnalyzerOptions, LanguageFeature, SimpleCatalog, ZetaSQLBuiltinFunctionOptions

HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE.parent / "Tests/CommandLineTests/Repairing/Cases"
PATH = r"(?:`(?:[^`\\]|\\.)*`\.)*`(?:[^`\\]|\\.)*`"
NAME = r"(?:`(?:[^`\\]|\\.)*`|\w+)"


def language():
    options = merge.language()
    for feature in ("FEATURE_ALTER_COLUMN_SET_DATA_TYPE", "FEATURE_ALTER_TABLE_RENAME_COLUMN", "FEATURE_COLLATION_SUPPORT",
                    "FEATURE_ANNOTATION_FRAMEWORK", "FEATURE_PARAMETERIZED_TYPES"):
        options.enabled_language_features.append(getattr(LanguageFeature, feature))
    return options


def plain(name):
    """A name as ZetaSQL's catalog has it."""
    return re.sub(r"\\(.)", r"\1", name[1:-1]) if name.startswith("`") else name


class Script:
    def __init__(self, tables, options):
        self.tables, self.options, self.number = {table.path: table for table in tables}, options, 0

    def run(self, text):
        text = re.sub(r"^--.*\n", "", text, flags=re.MULTILINE)
        for condition, body in re.findall(r"^IF EXISTS \((.*?)\n\) THEN\n(.*?)^END IF;$", text, re.MULTILINE | re.DOTALL):
            # The view is not in the catalog, and its columns are texts.
            query = re.sub(r"FROM \S+", "FROM (SELECT '' AS table_name, '' AS column_name, '' AS is_nullable, '' AS data_type, "
                           "'' AS column_default)", condition)
            self.analyze(f"SELECT EXISTS ({query})")
        text = re.sub(r"^IF EXISTS \(.*?\n\) THEN\n|^END IF;\n", "", text, flags=re.MULTILINE | re.DOTALL)
        for statement in re.findall(r"\s*(\S.*?);\n", text, re.DOTALL):
            self.statement(statement)
        if not self.number and text.strip():
            raise ValueError("no statement was found")

    def statement(self, sql):
        self.analyze(sql)
        self.number += 1
        found = re.match(rf"ALTER TABLE ({PATH})\s+(.*)", sql, re.DOTALL)
        if not found:
            return
        table = self.tables[tuple(plain(part) for part in re.findall(r"`(?:[^`\\]|\\.)*`", found[1]))]
        for action in re.split(r",\n", found[2]):
            self.alter(table, action.strip())

    def alter(self, table, action):
        """Does to the catalog what the statement did to the table."""
        if added := re.match(rf"ADD COLUMN IF NOT EXISTS ({NAME}) (.*?)(?: OPTIONS \(.*\))?$", action):
            if plain(added[1]).lower() not in {name.lower() for name, _ in table.columns}:
                table.columns.append((plain(added[1]), self.kind(added[2])))
        elif changed := re.match(rf"ALTER COLUMN ({NAME}) SET DATA TYPE (.*)$", action):
            table.columns = [(n, self.kind(changed[2]) if n == plain(changed[1]) else k) for n, k in table.columns]
        elif renamed := re.match(rf"RENAME COLUMN ({NAME}) TO ({NAME})$", action):
            if plain(renamed[1]) not in [name for name, _ in table.columns]:
                raise ValueError(f"no column {renamed[1]} to rename")
            table.columns = [(plain(renamed[2]) if n == plain(renamed[1]) else n, k) for n, k in table.columns]
        elif dropped := re.match(rf"DROP COLUMN IF EXISTS ({NAME})$", action):
            table.columns = [(n, k) for n, k in table.columns if n != plain(dropped[1])]

    def kind(self, text):
        """The type of a column's definition, as ZetaSQL has it without lengths, collations and NOT NULL."""
        text = re.sub(r" COLLATE '[^']*'| NOT NULL|\(\d+(?:, \d+)?\)", "", text)
        resolved = Analyzer(AnalyzerOptions(language_options=self.options), self.catalog()).analyze_statement(
            f"SELECT CAST(NULL AS {text}) AS x")
        return resolved.output_column_list[0].column.type

    def catalog(self):
        builder = CatalogBuilder("catalog").with_builtin_functions(ZetaSQLBuiltinFunctionOptions(language_options=self.options))
        catalog = builder.build()
        for path, table in self.tables.items():
            inner = catalog
            for part in path[:-1]:
                found = next((c for c in inner.catalog if c.name == part), None)
                if found is None:
                    found = SimpleCatalog(name=part)
                    inner.catalog.append(found)
                inner = found
            inner.table.append(table.simple())
        return catalog

    def analyze(self, sql):
        Analyzer(AnalyzerOptions(language_options=self.options), self.catalog()).analyze_statement(sql)


def problem(folder, text, options):
    """What is wrong with a script, and how many statements it has; None where nothing is."""
    tables = [merge.Table.of_resource(resource) for resource in json.loads((folder / "exports.json").read_text())]
    script = Script(tables, options)
    try:
        script.run(text)
        return script.number, None
    except Exception as error:  # Whatever ZetaSQL throws is its verdict.
        return script.number, str(error).strip().splitlines()[-1][:600] or type(error).__name__


def spoiled(text):
    """Scripts with one thing wrong in each, and what has to be said of it."""
    yield "a type that does not widen", text.replace("amount SET DATA TYPE BIGNUMERIC", "amount SET DATA TYPE STRING"), "assignable"
    yield "NOT NULL in a type", text.replace("SET DATA TYPE STRUCT<width NUMERIC,", "SET DATA TYPE STRUCT<width NUMERIC NOT NULL,"), "NOT NULL"
    yield "a wrong type", text.replace("SAFE_CAST(placed_at AS TIMESTAMP)", "SAFE_CAST(placed_at AS DATE)"), "type"
    yield "a column that is not there", text.replace("RENAME COLUMN placed_at", "RENAME COLUMN placed"), "placed"
    yield "a field too few", text.replace("address.zip AS zip, ", ""), "type"


def main():
    options, faults, number = language(), [], 0
    for folder in sorted(CASES.iterdir()):
        if not folder.name.startswith(("bigquery-", "incident")):
            continue
        statements, wrong = problem(folder, (folder / "repair.sql").read_text(), options)
        number += statements
        if wrong:
            faults.append(f"{folder.name}: {wrong}")
    folder = CASES / "bigquery-staging-rewrite"
    text = (folder / "repair.sql").read_text()
    # The first table's statements are enough.
    text = text[:text.index("\n\n", text.index("-- s1: ")) + 1]
    for what, changed, wanted in spoiled(text):
        if changed == text:
            faults.append(f"{what}: the script has changed, so that nothing was spoiled")
            continue
        _, wrong = problem(folder, changed, options)
        if wrong is None or not re.search(wanted, wrong):
            faults.append(f"{what}: should be found, but ZetaSQL says: {wrong}")
    for fault in faults:
        print(f"error: {fault}", file=sys.stderr)
    print(f"repair-analysis: {number} statements analysed by ZetaSQL, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
