"""DuckDB: PyPI's package, in memory."""

import contextlib
import json
import pathlib
import random
from collections.abc import Iterator

from generator.engine import missing_package

from . import documented
from .engine import Engine, Refused
from .schema import Type
from .values import Value


def whole(name: str, bits: int, is_signed: bool = True) -> Type:
    return Type(name, "int", bits=bits, is_signed=is_signed)


SCALARS = [
    *(whole(name, bits) for name, bits in (("TINYINT", 8), ("SMALLINT", 16), ("INTEGER", 32), ("BIGINT", 64), ("HUGEINT", 127))),
    *(whole("U" + name, bits, False) for name, bits in (("TINYINT", 8), ("SMALLINT", 16), ("INTEGER", 32), ("BIGINT", 64))),
    *(Type("DECIMAL", "dec", numbers) for numbers in ((5, 2), (8, 0), (10, 2), (12, 4), (4, 4), (38, 10))),
    Type("FLOAT", "float", bits=32), Type("DOUBLE", "float"), Type("VARCHAR", "text"), Type("VARCHAR", "text"),
    Type("BOOLEAN", "bool"), Type("DATE", "date"), Type("TIME", "time"), Type("TIMETZ", "timetz"), Type("TIMESTAMP", "naive"),
    Type("TIMESTAMP_S", "naive"), Type("TIMESTAMP_MS", "naive"), Type("TIMESTAMP_NS", "naive", bits=32),
    Type("TIMESTAMPTZ", "moment"), Type("INTERVAL", "interval"), Type("JSON", "json"), Type("UUID", "uuid"), Type("BLOB", "bytes"),
    Type("BIT", "bits"), Type("ENUM('calm', 'hurried', 'sad')", "enum", labels=("calm", "hurried", "sad")),
    Type("ENUM('calm', 'hurried', 'sad', 'glad')", "enum", labels=("calm", "hurried", "sad", "glad")),
]
SIMPLE = [kind for kind in SCALARS if kind.family in ("int", "dec", "float", "text", "bool", "date", "naive", "uuid")]


class DuckDB(Engine):
    name = tool_name = dialect = "duckdb"
    key_types = [whole("BIGINT", 64), whole("INTEGER", 32), Type("VARCHAR", "text")]
    scalars = SCALARS
    ways_of_filling = ("virtual",)
    skips_generated = True

    def missing(self) -> str | None:
        return missing_package("duckdb")

    @contextlib.contextmanager
    def running(self, folder: pathlib.Path) -> Iterator[None]:
        import duckdb

        # A long message may be cut within a letter, which the driver cannot read.
        self.error, self.made = (duckdb.Error, UnicodeDecodeError), set()
        with duckdb.connect(config={"threads": 1}) as connection:
            self.connection = connection
            self.execute("SET TimeZone = 'UTC'")
            self.execute("CREATE SCHEMA probes")
            yield

    def begin(self) -> None:
        for name, in self.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'"):
            self.execute(f"DROP TABLE {self.quote(name)}")

    def execute(self, sql: str) -> None:
        try:
            self.connection.execute(sql)
        except self.error as error:
            raise Refused(str(error)) from error

    def rows(self, sql: str) -> list[tuple]:
        self.execute(sql)
        try:
            return self.connection.fetchall()
        except self.error as error:
            raise Refused(str(error)) from error

    def export(self) -> str:
        sql = documented.query("DuckDB", "SELECT").partition(") TO ")[0]
        found = self.connection.execute(sql)
        names = [entry[0] for entry in found.description]
        return "".join(json.dumps(dict(zip(names, row))) + "\n" for row in found.fetchall())

    def stored(self, value: Type, text: str, column: Type) -> str | None:
        table = f"probes.{self.quote(self.sql(column))}"
        if column not in self.made:
            self.made.add(column)
            self.execute(f"CREATE TABLE {table} (v {self.sql(column)})")
        return self.rows(f"INSERT INTO {table} SELECT v FROM (SELECT {self.literal(text, value)} AS v) RETURNING "
                         + self.text_of("v", column))[0][0]

    def back(self, column: Type, text: str, value: Type) -> str | None:
        cast = f"CAST({self.literal(text, column)} AS {self.sql(value)})"
        return self.rows(f"SELECT {self.text_of(cast, value)}")[0][0]

    def sql(self, kind: Type) -> str:
        if kind.is_list:
            return self.sql(kind.element) + "[]"
        if kind.is_struct:
            return "STRUCT(" + ", ".join(f"{self.quote(name)} {self.sql(part)}" for name, part in kind.fields) + ")"
        return super().sql(kind)

    def field(self, sql: str, name: str) -> str:
        return f"struct_extract({sql}, {self.string(name)})"

    def each(self, sql: str, name: str) -> str:
        return f"list_transform({sql}, lambda x: struct_extract(x, {self.string(name)}))"

    def list_of(self, kind: Type) -> Type:
        return Type("[]", "list", element=kind)

    def struct_of(self, fields: tuple[tuple[str, Type], ...]) -> Type:
        return Type("STRUCT", "struct", fields=fields)

    def nested(self, value: list, kind: Type) -> str:
        if kind.is_list:
            return "[" + ", ".join(self.inner(part, kind.element) for part in value) + "]"
        return "{" + ", ".join(f"'{name}': {self.inner(part, inner)}" for (name, inner), part in zip(kind.fields, value)) + "}"

    def inner(self, value: Value, kind: Type) -> str:
        """A value inside a nested one."""
        if value is None:
            return "NULL"
        if isinstance(value, list):
            return self.nested(value, kind)
        if kind.family in ("int", "dec", "float", "bool", "map"):
            return value
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def random_element(self, chance: random.Random) -> Type:
        return chance.choice(SIMPLE)

    def random_type(self, chance: random.Random) -> Type:
        luck = chance.random()
        if luck < 0.1:
            return self.list_of(self.random_element(chance))
        if luck < 0.25:
            names = chance.sample(["p", "q", "Size", "café"], chance.randint(1, 3))
            fields = [(name, chance.choice(SIMPLE)) for name in names]
            if chance.random() < 0.3:
                fields.append(("inner", self.struct_of((("u", chance.choice(SIMPLE)), ("v", chance.choice(SIMPLE))))))
            made = self.struct_of(tuple(fields))
            return self.list_of(self.struct_of(tuple(fields[:2]))) if luck < 0.15 and not made.fields[-1][1].is_struct else made
        if luck < 0.28:
            return Type("MAP(VARCHAR, INTEGER)", "map")
        return self.random_scalar(chance)

    def generated_type(self, key: Type) -> Type:
        return whole("BIGINT", 64) if key.family == "int" else Type("VARCHAR", "text")
