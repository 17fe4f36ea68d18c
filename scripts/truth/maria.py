"""MySQL, as MariaDB: a server of the check's own."""

import contextlib
import pathlib
from collections.abc import Iterator

from generator import mysql
from generator.engine import missing_package

from . import documented
from .engine import Engine, Refused
from .schema import Column, Table, Type
from .values import Value

# Families that a table in memory does not hold.
HEAVY = ("bytes", "json")


def whole(name: str, bits: int, is_signed: bool = True) -> Type:
    return Type(name, "int", bits=bits, is_signed=is_signed)


# Without JSON: it is longtext with a CHECK that the export does not show.
SCALARS = [
    *(whole(name, bits) for name, bits in (("tinyint", 8), ("smallint", 16), ("mediumint", 24), ("int", 32), ("bigint", 64))),
    *(whole(name + " unsigned", bits, False) for name, bits in (("tinyint", 8), ("smallint", 16), ("int", 32), ("bigint", 64))),
    whole("boolean", 8), *(Type("decimal", "dec", numbers) for numbers in ((5, 2), (8, 0), (10, 2), (12, 4), (30, 10))),
    Type("float", "float", bits=32), Type("double", "float"), Type("varchar", "text", (4,)), Type("varchar", "text", (12,)),
    Type("varchar", "text", (30,)), Type("char", "text", (4,)), Type("char", "text", (12,)), Type("text", "text"),
    Type("longtext", "text"), Type("tinytext", "text", ()), Type("date", "date"), Type("time", "time"), Type("time", "time", (3,)),
    Type("datetime", "naive"), Type("datetime", "naive", (6,)), Type("timestamp", "moment", bits=32),
    Type("timestamp", "moment", (6,), bits=32), Type("year", "year"), Type("binary", "bytes", (8,)),
    Type("varbinary", "bytes", (4,)), Type("varbinary", "bytes", (12,)), Type("blob", "bytes"), Type("tinyblob", "bytes"),
    Type("bit", "bits", (8,)), Type("bit", "bits", (12,)), Type("uuid", "uuid"),
    Type("enum('calm','hurried','sad')", "enum", labels=("calm", "hurried", "sad")),
    Type("enum('calm','hurried','sad','glad')", "enum", labels=("calm", "hurried", "sad", "glad")),
    Type("set('calm','hurried')", "enum", labels=("calm", "hurried")),
]


class MariaDB(Engine):
    name = "mariadb"
    tool_name = "mysql"
    key_types = [whole("bigint", 64), whole("int", 32), Type("varchar", "text", (12,))]
    scalars = SCALARS
    ways_of_filling = ("identity default", "stored", "virtual")
    fills_key_only = ("identity default",)
    counts_on_zero = True

    def missing(self) -> str | None:
        return mysql.MySQL().missing() or missing_package("PyMySQL")

    @contextlib.contextmanager
    def running(self, folder: pathlib.Path) -> Iterator[None]:
        import pymysql
        from pymysql.constants import FIELD_TYPE

        self.error, self.made = pymysql.MySQLError, set()
        texts = {kind: (lambda value: value) for kind in vars(FIELD_TYPE).values() if isinstance(kind, int)}
        with mysql.server("--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--innodb-file-per-table=0") as socket:
            with pymysql.connect(unix_socket=str(socket), user="root", charset="utf8mb4", conv={**pymysql.converters.encoders, **texts},
                                 autocommit=True) as connection:
                self.cursor = connection.cursor()
                self.execute("CREATE DATABASE probes")
                self.execute("SET time_zone = '+00:00'")
                yield

    def begin(self) -> None:
        self.execute("DROP DATABASE IF EXISTS truth")
        self.execute("CREATE DATABASE truth")
        self.execute("USE truth")

    def execute(self, sql: str) -> None:
        try:
            self.cursor.execute(sql)
        except self.error as error:
            raise Refused(" ".join(map(str, error.args))) from error

    def rows(self, sql: str) -> list[tuple]:
        self.execute(sql)
        return list(self.cursor.fetchall())

    def export(self) -> str:
        sql = documented.query("MySQL and MariaDB", "SELECT", my_database="truth")
        return "".join(row[0] + "\n" for row in self.rows(sql))

    def quote(self, name: str) -> str:
        return "`" + name.replace("`", "``") + "`"

    def string(self, text: str) -> str:
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"

    def literal(self, text: Value, kind: Type) -> str:
        if text is None:
            return "NULL"
        if kind.family == "bits":
            return f"b'{text}'"
        if kind.family == "moment":
            text = text.removesuffix("+00")
        return self.string(text)

    def reread(self, text: str, kind: Type) -> str:
        """A literal of what text_of wrote."""
        return f"X'{text}'" if kind.family == "bytes" else self.literal(text, kind)

    def text_of(self, expression: str, kind: Type) -> str:
        match kind.family:
            case "bytes": return f"HEX({expression})"
            case "bits": return f"BIN({expression})"
            # As it is, a float is written with six digits.
            case "float": return f"CAST(CAST({expression} AS DOUBLE) AS CHAR)"
        return f"CAST({expression} AS CHAR)"

    def takes_default(self, kind: Type) -> bool:
        return kind.family not in ("json", "bytes", "bits") and not kind.name.endswith("text")

    def probe_table(self, kind: Type, use: str) -> str:
        name = f"{use} {self.sql(kind)}".replace("'", "")
        table = f"probes.{self.quote(name)}"
        if name not in self.made:
            self.made.add(name)
            self.execute(f"CREATE TABLE {table} (v {self.sql(kind)} NULL) ENGINE=MEMORY" if kind.family not in HEAVY and
                         not kind.name.endswith("text") else f"CREATE TABLE {table} (v {self.sql(kind)} NULL)")
        elif use == "from":
            self.execute(f"DELETE FROM {table}")
        return table

    def assigned(self, value: Type, text: str, column: Type) -> str | None:
        """What a column holds once a column of another type was written into it."""
        source = self.probe_table(value, "from")
        self.execute(f"INSERT INTO {source} VALUES ({self.reread(text, value)})")
        target = self.probe_table(column, "into")
        return self.rows(f"INSERT INTO {target} SELECT v FROM {source} RETURNING {self.text_of('v', column)}")[0][0]

    def stored(self, value: Type, text: str, column: Type) -> str | None:
        return self.assigned(value, text, column)

    def back(self, column: Type, text: str, value: Type) -> str | None:
        return self.assigned(column, text, value)

    def identity(self, column: Column) -> str:
        return "AUTO_INCREMENT NOT NULL"

    def keys(self, table: Table) -> list[str]:
        # A column that counts needs a key. It is not unique here: rows are loaded more than once.
        return [f"KEY ({self.quote(one.name)})" for one in table.columns if one.filled == "identity default"]

    def generated(self, column: Column, key: Column) -> str:
        value = f"(({self.quote(key.name)} % 100) + 1000)" if column.type.family == "int" else \
            f"(CONCAT('g', {self.quote(key.name)}))"
        return f"GENERATED ALWAYS AS {value} {column.filled.upper()}"

    def definition(self, column: Column, table: Table) -> str:
        made = super().definition(column, table)
        # A timestamp without either word may be NULL or not, as the server is set.
        return made if column.is_required or column.filled else f"{made} NULL"

    def generated_type(self, key: Type) -> Type:
        return whole("bigint", 64) if key.family == "int" else Type("varchar", "text", (30,))
