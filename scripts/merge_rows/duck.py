"""DuckDB: the package of PyPI, in this process."""

import contextlib
import json
import pathlib
from collections.abc import Iterator, Sequence
from typing import Any

from generator import engine as programs

from .conversion_values import DUCKDB
from .conversions import Converter, Given, Outcome
from .engine import Session, failing
from .model import Column, Row, Scenario, Table, Type


class DuckDB:
    name = "DuckDB"
    dialect = "duckdb"

    def missing(self) -> str | None:
        return programs.missing_package("duckdb")

    @contextlib.contextmanager
    def session(self, folder: pathlib.Path) -> Iterator[Session]:
        import duckdb

        with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            yield Connection(connection, duckdb.Error)

    def converter(self, session: Session) -> Converter:
        return ConnectionConverter(session)


class Connection(Session):
    types = {
        "bool": "BOOLEAN", "int": "BIGINT", "float": "DOUBLE", "text": "VARCHAR", "number": "DECIMAL", "date": "DATE",
        "moment": "TIMESTAMP", "json": "JSON"}

    def __init__(self, connection: Any, error: type[Exception]) -> None:
        self.connection, self.error = connection, error

    def execute(self, sql: str) -> None:
        with failing(self.error):
            try:
                self.connection.execute(sql)
            except self.error:
                # Within a transaction that has failed nothing else runs.
                with contextlib.suppress(self.error):
                    self.connection.execute("ROLLBACK")
                raise

    def type_text(self, kind: Type, *, whole: bool = True) -> str:
        match kind.name:
            case "list":
                return self.type_text(kind.element) + "[]"
            case "record":
                return f"STRUCT({', '.join(f'{self.quote(name)} {self.type_text(part)}' for name, part in kind.fields)})"
            case "number":
                # Without numbers it would have three digits behind the point.
                return super().type_text(kind)
            case "text":
                # VARCHAR(5) takes longer texts too.
                return "VARCHAR"
        return super().type_text(kind, whole=whole)

    def list_literal(self, values: list[str], kind: Type) -> str:
        return self.cast(f"[{', '.join(values)}]", kind)

    def record_literal(self, values: dict[str, str], kind: Type) -> str:
        return self.cast(f"{{{', '.join(f'{self.string(name)}: {value}' for name, value in values.items())}}}", kind)

    def export(self, scenario: Scenario) -> str:
        found = self.connection.execute(
            "SELECT * FROM information_schema.columns WHERE table_schema = ? ORDER BY table_name, ordinal_position",
            [scenario.name])
        names = [entry[0] for entry in found.description]
        return json.dumps([dict(zip(names, row)) for row in found.fetchall()])

    def rows(self, scenario: Scenario) -> list[Row]:
        names = [column.name for column in scenario.main.columns]
        found = self.connection.execute(f"SELECT * FROM {self.path(scenario, scenario.main)}").fetchall()
        return [self.stored(dict(zip(names, row)), scenario.main.columns) for row in found]

    def stored(self, row: Row, columns: Sequence[Column]) -> Row:
        return {c.name: json.dumps(json.loads(row[c.name])) if c.type.name == "json" and row[c.name] else row[c.name]
                for c in columns}

    def old_statement(self, scenario: Scenario, staging: Table) -> str:
        on = " AND ".join(f"T.{self.quote(key)} = S.{self.quote(key)}" for key in scenario.keys if isinstance(key, str))
        return (
            f"MERGE INTO {self.path(scenario, scenario.main)} AS T USING (SELECT * FROM {self.path(scenario, staging)}) AS S "
            f"ON {on} WHEN NOT MATCHED THEN INSERT BY POSITION")


class ConnectionConverter(Converter):
    types = DUCKDB
    key = "BIGINT"
    tries_values = True

    def __init__(self, session: Connection) -> None:
        self.session = session
        self.connection = session.connection

    def place(self, kind: str) -> str:
        return f"conversions.t{list(self.types).index(kind)}"

    def lay_out(self) -> None:
        self.session.execute("CREATE SCHEMA conversions")
        for kind in self.types:
            self.session.execute(f"CREATE TABLE {self.place(kind)} (id BIGINT, c {kind})")
        found = self.connection.execute(
            "SELECT * FROM information_schema.columns WHERE table_schema = 'conversions' AND column_name = 'c'")
        names = [entry[0] for entry in found.description]
        rows = [dict(zip(names, row)) for row in found.fetchall()]
        by_table = {f"conversions.{row['table_name']}": row for row in rows}
        self.rows = {kind: by_table[self.place(kind)] for kind in self.types}

    def run(self, prelude: str, jobs: Sequence[tuple[Given, str, str | None]]) -> list[Outcome]:
        self.connection.execute("BEGIN")
        for place in map(self.place, self.types):
            self.connection.execute(f"DELETE FROM {place}")
        self.connection.execute("COMMIT")
        return [self.one(*job) for job in jobs]

    def one(self, given: Given, target: str, expression: str | None) -> Outcome:
        number = list(self.types).index(target)
        row = f"(SELECT CAST({self.session.string(given.value)} AS {given.type}) AS c{number}) AS S"
        failure = None
        for value in [expression] if expression else [f"S.c{number}", f"CAST(S.c{number} AS {target})"]:
            try:
                found = self.connection.execute(f"INSERT INTO {self.place(target)} (c) SELECT {value} FROM {row} RETURNING CAST(c AS VARCHAR)")
                return Outcome(found.fetchone()[0])
            # Bytes that are no UTF-8 may stand in a message.
            except (self.session.error, UnicodeDecodeError) as error:
                failure = failure or str(error).splitlines()[0]
        return Outcome(None, failure)

    def alters(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[bool, bool]]:
        # Without rows, every type is altered to every other.
        return [
            tuple(any(self.altered(source, value, target, using) for value in self.types[source])
                  for using in ("", f" USING CAST(c AS {target})"))
            for source, target in pairs]

    def altered(self, source: str, value: str, target: str, using: str) -> bool:
        try:
            self.connection.execute(
                f"CREATE OR REPLACE TEMP TABLE altered AS SELECT CAST({self.session.string(value)} AS {source}) AS c")
            self.connection.execute(f"ALTER TABLE altered ALTER COLUMN c SET DATA TYPE {target}{using}")
        # Bytes that are no UTF-8 may stand in a message.
        except (self.session.error, UnicodeDecodeError):
            return False
        return True
