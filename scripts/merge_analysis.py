"""Lets ZetaSQL, BigQuery's own analyzer, judge scripts that `driftaudit merge` writes.

Besides what ZetaSQL finds, a MERGE into a table that requires a partition filter has to have a predicate on the partitioning
column of that table alone, and no statement may be longer, or read more tables, than BigQuery takes.
"""

import functools
import re

from zetasql.api import Analyzer, CatalogBuilder, TypeFactory
from zetasql.core.local_service import ZetaSqlLocalService
from zetasql.types import (AnalyzeRequest, AnalyzerOptions, LanguageFeature, LanguageOptions, ProductMode, RangeType,
                           SimpleCatalog, SimpleColumn, SimpleTable, Type, TypeKind, ZetaSQLBuiltinFunctionOptions)

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
    # BigQuery has types with parameters in columns, and refuses them in a CAST, the only place where a merge could have them.
    lacking = (LanguageFeature.FEATURE_JSON_TYPE_COMPARISON, getattr(LanguageFeature, "FEATURE_JSON_COMPARISON", None),
               LanguageFeature.FEATURE_PARAMETERIZED_TYPES)
    options.enabled_language_features = [f for f in options.enabled_language_features if f not in lacking]
    options.enabled_language_features.append(LanguageFeature.FEATURE_DISALLOW_GROUP_BY_FLOAT)
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
        created = re.match(r"CREATE TEMP TABLE (\w+) AS", sql)
        target = self.tables[names_of(re.match(r"MERGE INTO (\S.*) AS ", sql)[1])] if sql.startswith("MERGE") else None
        resolved = self.analyze(sql, is_read=bool(created or target and target.partition))
        if created:
            self.tables[(created[1],)] = Table(
                (created[1],), [(c.name, c.column.type) for c in resolved.output_column_list])
        if sql.startswith("MERGE"):
            self.merges += 1
            if target.partition:
                check_filter(resolved, target.partition)

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

    def analyze(self, sql, is_read=False):
        """Has a statement analysed; with `is_read`, gives what it resolves to, which takes longer than the analysis."""
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
        options = AnalyzerOptions(language_options=self.options, prune_unused_columns=False)
        if is_read:
            return Analyzer(options, catalog).analyze_statement(sql)
        request = AnalyzeRequest(sql_statement=sql, options=options, simple_catalog=catalog)
        ZetaSqlLocalService.get_instance().wasm_client.call_grpc_func("ZetaSqlLocalService_Analyze", request.to_proto())
        return None


def check_filter(merge, partition):
    """With a required partition filter, ON needs a predicate on the partitioning column of the target alone."""
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
