"""BigQuery, as ZetaSQL: its analyzer and its reference implementation, which evaluates an INSERT over rows.

ZetaSQL knows neither NOT NULL nor lengths and precisions of columns. Their effect is as BigQuery's documentation has it: NULL
and what is too long is refused, decimals are rounded to the scale, and refused when they have too many digits before the point.
"""

import contextlib
import json
import pathlib
import random
import re
from collections.abc import Iterator, Sequence

from generator.engine import missing_package

from .engine import Engine, Refused
from .schema import Column, Leaf, Pair, Table, Type
from .values import Value

SCALARS = [
    Type("INT64", "int"), Type("INT64", "int"), Type("FLOAT64", "float"), Type("NUMERIC", "dec"), Type("BIGNUMERIC", "dec"),
    *(Type("NUMERIC", "dec", numbers) for numbers in ((5, 2), (8, 0), (10, 2))), Type("BIGNUMERIC", "dec", (40, 5)),
    Type("STRING", "text"), Type("STRING", "text"), Type("STRING", "text", (4,)), Type("STRING", "text", (12,)), Type("BYTES", "bytes"),
    Type("BYTES", "bytes", (4,)), Type("BOOL", "bool"), Type("DATE", "date"), Type("DATETIME", "naive"), Type("TIME", "time"),
    Type("TIMESTAMP", "moment"), Type("JSON", "json"), Type("INTERVAL", "interval"),
]


class BigQuery(Engine):
    # No dialect: statements that merge writes are scripts, which this does not run.
    name = tool_name = "bigquery"
    key_types = [Type("INT64", "int"), Type("STRING", "text"), Type("STRING", "text", (12,))]
    scalars = SCALARS
    # A statement takes some milliseconds.
    pairs, deep_pairs = 60, 2000
    has_no_null_lists = True

    def missing(self) -> str | None:
        return missing_package("zetasql")

    @contextlib.contextmanager
    def running(self, folder: pathlib.Path) -> Iterator[None]:
        import merge_analysis
        from zetasql import types
        from zetasql.api import TypeFactory
        from zetasql.core.exceptions import ZetaSQLError
        from zetasql.core.local_service import ZetaSqlLocalService
        from zetasql.wasi._pb2.zetasql.local_service import local_service_pb2

        self.messages = local_service_pb2
        self.types, self.factory, self.scalar, self.error = types, TypeFactory, merge_analysis.scalar, ZetaSQLError
        language = merge_analysis.language()
        # So that a CAST can do what a column with a length or a precision does.
        language.enabled_language_features.append(types.LanguageFeature.FEATURE_PARAMETERIZED_TYPES)
        self.options = types.AnalyzerOptions(language_options=language, prune_unused_columns=False).to_proto()
        self.service = ZetaSqlLocalService.get_instance()
        # FORMAT alone: casts and coercions are no functions, and a catalog of all takes longer than a statement.
        functions = types.ZetaSQLBuiltinFunctionOptions(
            language_options=language, include_function_ids=[types.FunctionSignatureId.FN_FORMAT_STRING])
        self.catalog = types.SimpleCatalog(name="catalog", builtin_function_options=functions).to_proto()
        yield

    def begin(self) -> None:
        self.tables: dict[str, Table] = {}
        # The rows of each table.
        self.contents: dict[str, list] = {}
        self.simples: dict[Table, object] = {}

    def export(self) -> str:
        """Rows as INFORMATION_SCHEMA.COLUMNS has them."""
        rows = []
        for table in self.tables.values():
            for place, one in enumerate(table.columns):
                rows.append({
                    "table_catalog": "proj", "table_schema": "truth", "table_name": table.name, "column_name": one.name,
                    "ordinal_position": place + 1, "is_nullable": "NO" if one.is_required else "YES", "data_type": self.sql(one.type),
                    "is_hidden": "NO", "is_partitioning_column": "NO", "clustering_ordinal_position": None, "collation_name": "NULL",
                    "column_default": "NULL" if one.default is None else self.literal(one.default, one.type), "rounding_mode": None})
        return "".join(json.dumps(row) + "\n" for row in rows)

    # MARK: types and values

    def quote(self, name: str) -> str:
        return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"

    def string(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    def sql(self, kind: Type, *, whole: bool = True) -> str:
        """Without `whole`, without lengths and precisions, which a CAST does not take."""
        if kind.is_list:
            return f"ARRAY<{self.sql(kind.element, whole=whole)}>"
        if kind.is_struct:
            return "STRUCT<" + ", ".join(f"{self.quote(name)} {self.sql(part, whole=whole)}" for name, part in kind.fields) + ">"
        return super().sql(kind) if whole else kind.name

    def type(self, kind: Type) -> object:
        if kind.is_list:
            return self.factory.create_array_type(self.type(kind.element))
        if kind.is_struct:
            return self.factory.create_struct_type([(name, self.type(part)) for name, part in kind.fields])
        return self.scalar(kind.name)

    def literal(self, value: Value, kind: Type) -> str:
        kind_sql = self.sql(kind, whole=False)
        if value is None:
            return f"CAST(NULL AS {kind_sql})"
        if kind.is_list:
            return f"{kind_sql}[{', '.join(self.literal(part, kind.element) for part in value)}]"
        if kind.is_struct:
            return f"{kind_sql}({', '.join(self.literal(part, inner) for part, (_, inner) in zip(value, kind.fields))})"
        if kind.family == "json":
            return f"JSON {self.string(value)}"
        if kind.family == "interval":
            return f"CAST('0-0 {re.match('[0-9]+', value)[0]} 0:0:0' AS INTERVAL)"
        if kind.family == "bytes":
            return f"CAST({self.string(value)} AS BYTES)"
        return f"SAFE_CAST({self.string(value)} AS {kind_sql})"

    def nested(self, value: list, kind: Type) -> str:
        return json.dumps(value)

    def text_of(self, expression: str, kind: Type) -> str:
        return f"FORMAT('%T', {expression})"

    def reread(self, text: str, kind: Type) -> str:
        return f"CAST({text} AS {self.sql(kind, whole=False)})"

    def takes_default(self, kind: Type) -> bool:
        return super().takes_default(kind) and kind.family not in ("json", "interval")

    def list_of(self, kind: Type) -> Type:
        return Type("ARRAY", "list", element=kind)

    def struct_of(self, fields: tuple[tuple[str, Type], ...]) -> Type:
        return Type("STRUCT", "struct", fields=fields)

    def random_element(self, chance: random.Random) -> Type:
        return chance.choice([kind for kind in SCALARS if not kind.numbers])

    def random_type(self, chance: random.Random) -> Type:
        luck = chance.random()
        if luck < 0.1:
            return self.list_of(self.random_element(chance))
        if luck < 0.3:
            names = chance.sample(["p", "q", "Size", "café"], chance.randint(1, 3))
            kind = self.random_element(chance)
            fields = [(name, kind if chance.random() < 0.5 else self.random_element(chance)) for name in names]
            if luck < 0.16:
                return self.list_of(self.struct_of(tuple(fields)))
            if chance.random() < 0.3:
                fields.append(("inner", self.struct_of((("u", kind), ("v", self.random_element(chance))))))
            return self.struct_of(tuple(fields))
        return self.random_scalar(chance)

    def each(self, sql: str, name: str) -> str:
        return f"ARRAY(SELECT x.{self.quote(name)} FROM UNNEST({sql}) AS x WITH OFFSET AS n ORDER BY n)"

    # MARK: statements

    def simple(self, table: Table) -> object:
        """A table as a message; making one takes longer than a statement."""
        if table not in self.simples:
            columns = [self.types.SimpleColumn(name=one.name, type=self.type(one.type), is_writable_column=True,
                                               has_default_value=one.default is not None or None) for one in table.columns]
            self.simples[table] = self.types.SimpleTable(name=table.name, column=columns).to_proto()
        return self.simples[table]

    def query(self, sql: str, table: Table | None = None, rows: Sequence = ()) -> list:
        """The rows of a query, which may read a table that holds rows. Raises Refused."""
        answer = self.asked("EvaluateQuery", sql, {table: rows} if table else {})
        return list(answer.content.table_data.row)

    def asked(self, call: str, sql: str, contents: dict[Table, Sequence]) -> object:
        """The messages themselves: the models that wrap them lose arrays of structs. Raises Refused."""
        request = getattr(self.messages, call + "Request")(sql=sql)
        request.options.CopyFrom(self.options)
        request.simple_catalog.CopyFrom(self.catalog)
        request.simple_catalog.table.extend(map(self.simple, contents))
        for table, rows in contents.items():
            content = request.table_content[table.name].table_data
            content.SetInParent()
            for row in rows:
                content.row.add().cell.extend(row.cell)
        with self.refusing():
            return self.service.wasm_client.call_grpc_func(
                f"ZetaSqlLocalService_{call}", request, getattr(self.messages, call + "Response"))

    @contextlib.contextmanager
    def refusing(self) -> Iterator[None]:
        try:
            yield
        except self.error as error:
            raise Refused(str(error)) from error

    def read(self, table: Table, rows: list, expressions: Sequence[str], given: Sequence[str]) -> list[tuple]:
        """Texts of what a table's columns make of rows: their lengths and precisions are a CAST's, and a column that the
        statement does not name has its default."""
        columns = ", ".join(
            f"{self.literal(one.default, one.type) if one.default is not None and one.name not in given else self.typed(one)} "
            f"AS {self.quote(one.name)}" for one in table.columns)
        wanted = [*expressions, *(self.text_of(self.quote(one.name), one.type) for one in table.columns if one.is_required)]
        sql = f"SELECT {', '.join(wanted)} FROM (SELECT {columns} FROM {self.quote(table.name)})"
        if not wanted:
            return [() for _ in rows]
        made = [tuple(None if cell.string_value == "NULL" else cell.string_value for cell in row.cell)
                for row in self.query(sql, table, rows)]
        if any(text is None for row in made for text in row[len(expressions):]):
            raise Refused("Required field cannot be null")
        return [row[:len(expressions)] for row in made]

    def typed(self, column: Column) -> str:
        name, kind = self.quote(column.name), self.sql(column.type)
        return f"CAST({name} AS {kind})" if "(" in kind else name

    def execute(self, sql: str) -> None:
        raise NotImplementedError

    def make(self, table: Table) -> None:
        self.tables[table.name] = table

    def put(self, table: Table, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> None:
        given = [one.name for one in columns]

        def made(some: Sequence[Sequence[Value]]) -> list:
            selected = " UNION ALL ".join("SELECT " + ", ".join(
                f"{self.literal(value, one.type)} AS {self.quote(one.name)}" for value, one in zip(row, columns)) for row in some)
            found = self.query(f"SELECT {', '.join(f'{self.typed(one)} AS {self.quote(one.name)}' for one in columns)} FROM ({selected})")
            self.read(table, found, [], given)
            return found

        try:
            self.contents[table.name] = made(rows)
        except Refused:
            self.contents[table.name] = []
            for row in rows:
                with contextlib.suppress(Refused):
                    self.contents[table.name] += made([row])

    def texts(self, table: Table, leaves: Sequence[Leaf]) -> list[tuple]:
        return self.read(table, self.contents[table.name], [self.text_of(leaf.sql, leaf.type) for leaf in leaves],
                         [one.name for one in table.columns])

    def inserted(self, sql: str, main: Table, staging: Table, rows: list) -> list:
        """The rows that an INSERT makes. Raises Refused."""
        return list(self.asked("EvaluateModify", sql, {main: [], staging: rows}).content)

    def plan(self, pair: Pair, sql: str) -> None:
        self.inserted(sql, pair.main, pair.staging, [])

    def load(self, pair: Pair, sql: str, leaves: Sequence[Leaf], number: int | None = None) -> list[tuple]:
        rows = self.contents[pair.staging.name]
        rows = self.inserted(sql, pair.main, pair.staging, rows if number is None else rows[number:number + 1])
        head = sql.partition(" SELECT ")[0]
        given = [one.name for one in pair.main.columns if "(" not in head or self.quote(one.name) in head]
        return self.read(pair.main, rows, [self.text_of(leaf.sql, leaf.type) for leaf in leaves], given)

    def stored(self, value: Type, text: str, column: Type) -> str | None:
        main, staging = Table("probe", (Column("v", column),)), Table("source", (Column("v", value),))
        rows = self.inserted("INSERT INTO probe (v) SELECT v FROM source", main, staging, self.query(f"SELECT {self.reread(text, value)}"))
        return self.read(main, rows, [self.text_of("v", column)], ["v"])[0][0]

    def default_text(self, kind: Type, text: str) -> str | None:
        return self.read(Table("t", (Column("v", kind),)), self.query(f"SELECT {self.literal(text, kind)}"), ["FORMAT('%T', v)"], ["v"])[0][0]

    def back(self, column: Type, text: str, value: Type) -> str | None:
        cast = f"CAST({self.reread(text, column)} AS {self.sql(value)})"
        found = self.query(f"SELECT {self.text_of(cast, value)}")[0].cell[0].string_value
        return None if found == "NULL" else found
