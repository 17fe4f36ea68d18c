"""PostgreSQL: a cluster of the check's own."""

import contextlib
import pathlib
import random
from collections.abc import Iterator

from generator import postgres
from generator.engine import missing_package

from . import documented
from .engine import Engine, Refused
from .schema import Type


def whole(name: str, bits: int) -> Type:
    return Type(name, "int", bits=bits)


SCALARS = [
    whole("smallint", 16), whole("integer", 32), whole("bigint", 64),
    Type("numeric", "dec"), *(Type("numeric", "dec", numbers) for numbers in ((5, 2), (8, 0), (10, 2), (12, 4), (4, 4))),
    Type("real", "float", bits=32), Type("double precision", "float"),
    Type("text", "text"), Type("varchar", "text"), *(Type("varchar", "text", (length,)) for length in (4, 12, 30)),
    Type("char", "text", (4,)), Type("char", "text", (12,)),
    Type("boolean", "bool"), Type("date", "date"), Type("time", "time"), Type("time", "time", (3,)), Type("timetz", "timetz"),
    Type("timestamp", "naive"), Type("timestamp", "naive", (0,)), Type("timestamptz", "moment"),
    Type("timestamptz", "moment", (3,)), Type("interval", "interval"), Type("json", "json"), Type("jsonb", "json"),
    Type("uuid", "uuid"), Type("bytea", "bytes"), Type("bit", "bits", (8,)), Type("bit", "bits", (7,)), Type("varbit", "bits"),
    Type("varbit", "bits", (9,)), Type("money", "money"), Type("xml", "xml"), Type("inet", "inet"), Type("cidr", "cidr"),
    Type("macaddr", "macaddr"), Type("macaddr8", "macaddr8"), Type("int4range", "range"), Type("daterange", "daterange"),
    Type("tsvector", "tsvector"),
    Type("calm_mood", "enum", labels=("calm", "hurried", "sad")), Type("wide_mood", "enum", labels=("calm", "hurried", "sad", "glad")),
    Type("place", "composite"), Type("other_place", "composite"),
]
# Without numbers, which the export does not tell of elements.
ELEMENTS = [kind for kind in SCALARS if not kind.numbers and kind.family in ("int", "dec", "float", "text", "bool", "date", "naive", "uuid", "json")]
TYPES = """
CREATE TYPE calm_mood AS ENUM ('calm', 'hurried', 'sad');
CREATE TYPE wide_mood AS ENUM ('calm', 'hurried', 'sad', 'glad');
CREATE TYPE place AS (city text, zip integer);
CREATE TYPE other_place AS (city text, zip text);
"""


class PostgreSQL(Engine):
    name = "postgresql"
    tool_name = dialect = "postgres"
    key_types = [whole("bigint", 64), whole("integer", 32), Type("text", "text"), Type("varchar", "text", (12,))]
    scalars = SCALARS
    ways_of_filling = ("identity always", "identity default", "stored")
    tells_case = True

    def missing(self) -> str | None:
        return postgres.Postgres().missing() or missing_package("psycopg")

    @contextlib.contextmanager
    def running(self, folder: pathlib.Path) -> Iterator[None]:
        import psycopg

        with postgres.cluster("warehouse") as client:
            place = client[client.index("-h") + 1]
            self.error, self.made = psycopg.Error, set()
            with psycopg.connect(host=str(place), user="postgres", dbname="warehouse", autocommit=True) as connection:
                self.cursor = connection.cursor()
                for setting in ("TimeZone = 'UTC'", "client_min_messages = 'error'", "synchronous_commit = off", "jit = off",
                                "search_path = truth, public"):
                    self.execute(f"SET {setting}")
                self.execute(TYPES.replace("CREATE TYPE ", "CREATE TYPE public."))
                yield

    def begin(self) -> None:
        self.execute("DROP SCHEMA IF EXISTS truth CASCADE")
        self.execute("CREATE SCHEMA truth")

    def execute(self, sql: str) -> None:
        try:
            self.cursor.execute(sql.encode())
        except self.error as error:
            raise Refused(str(error)) from error

    def rows(self, sql: str) -> list[tuple]:
        self.execute(sql)
        return self.cursor.fetchall()

    def export(self) -> str:
        sql = documented.query("PostgreSQL", "SELECT", my_schema="truth")
        # The driver reads JSON; as a text it stays what the engine wrote.
        return "".join(row[0] + "\n" for row in self.rows(f"SELECT CAST(t AS text) FROM ({sql}) AS t(t)"))

    def text_of(self, expression: str, kind: Type) -> str:
        # A cast of char(n) to text drops its blanks; they mean nothing.
        return f"CAST({expression} AS text)"

    def stored(self, value: Type, text: str, column: Type) -> str | None:
        table = self.probe_table(column)
        return self.rows(
            f"INSERT INTO {table} SELECT v FROM (SELECT {self.literal(text, value)} AS v) AS s RETURNING CAST(v AS text)")[0][0]

    def back(self, column: Type, text: str, value: Type) -> str | None:
        return self.rows(f"SELECT CAST(CAST({self.literal(text, column)} AS {self.sql(value)}) AS text)")[0][0]

    def probe_table(self, kind: Type) -> str:
        table = f"public.{self.quote('probe of ' + self.sql(kind))}"
        if kind not in self.made:
            self.made.add(kind)
            self.execute(f"CREATE UNLOGGED TABLE {table} (v {self.sql(kind)})")
        return table

    def sql(self, kind: Type) -> str:
        return self.sql(kind.element) + "[]" if kind.is_list else super().sql(kind)

    def list_of(self, kind: Type) -> Type:
        return Type("[]", "list", element=kind)

    def nested(self, value: list, kind: Type) -> str:
        return "{" + ",".join("NULL" if part is None else '"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"' for part in value) + "}"

    def random_element(self, chance: random.Random) -> Type:
        return chance.choice(ELEMENTS)

    def random_type(self, chance: random.Random) -> Type:
        return self.list_of(self.random_element(chance)) if chance.random() < 0.15 else self.random_scalar(chance)

    def generated_type(self, key: Type) -> Type:
        return whole("bigint", 64) if key.family == "int" else Type("text", "text")
