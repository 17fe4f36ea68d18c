"""PostgreSQL: a cluster of the check's own, and psql."""

import contextlib
import datetime
import json
import pathlib
from collections.abc import Iterator
from typing import Any

from generator import engine as programs
from generator import postgres

from .engine import Session, failing
from .model import Row, Scenario, Type, exact


class PostgreSQL:
    name = "PostgreSQL"
    dialect = "postgres"

    def missing(self) -> str | None:
        return postgres.Postgres().missing()

    @contextlib.contextmanager
    def session(self, folder: pathlib.Path) -> Iterator[Session]:
        with postgres.cluster("warehouse") as client:
            yield Psql([*client, "-q", "-At"])


class Psql(Session):
    types = {
        "bool": "boolean", "int": "bigint", "float": "double precision", "text": "text", "number": "numeric", "date": "date",
        "moment": "timestamp with time zone", "json": "jsonb"}

    def __init__(self, client: list[Any]) -> None:
        self.client = client

    def query(self, sql: str) -> str:
        with failing(programs.Failure):
            return programs.run(self.client, text=sql, variables={"PGTZ": "UTC"})

    def execute(self, sql: str) -> None:
        self.query(sql)

    def type_text(self, kind: Type, *, whole: bool = True) -> str:
        if kind.name == "list":
            return self.type_text(kind.element, whole=whole) + "[]"
        if kind.name == "text" and kind.numbers:
            return f"character varying({kind.numbers[0]})" if whole else "character varying"
        return super().type_text(kind, whole=whole)

    def list_literal(self, values: list[str], kind: Type) -> str:
        return self.cast(f"ARRAY[{', '.join(values)}]", kind)

    def export(self, scenario: Scenario) -> str:
        return self.query(
            "SELECT row_to_json(c) FROM information_schema.columns AS c "
            f"WHERE table_schema = {self.string(scenario.name)} ORDER BY table_name, ordinal_position")

    def rows(self, scenario: Scenario) -> list[Row]:
        lines = self.query(f"SELECT row_to_json(whole_row) FROM {self.path(scenario, scenario.main)} AS whole_row").split("\n")
        read = [json.loads(line, parse_float=exact) for line in lines if line]
        return [{c.name: value_of(row[c.name], c.type) for c in scenario.main.columns} for row in read]


def value_of(value: Any, kind: Type) -> Any:
    """A value of JSON in the type that the column has."""
    if value is None:
        return None
    match kind.name:
        case "number":
            return exact(value)
        case "float":
            return float(value)
        case "date":
            return datetime.date.fromisoformat(value)
        case "moment":
            return datetime.datetime.fromisoformat(value).astimezone(datetime.UTC).replace(tzinfo=None)
        case "json":
            return json.dumps(value)
        case "list":
            return [value_of(part, kind.element) for part in value]
    return value
