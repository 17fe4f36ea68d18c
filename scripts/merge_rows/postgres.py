"""PostgreSQL: a cluster of the check's own, and psql."""

import contextlib
import datetime
import json
import pathlib
import re
from collections.abc import Iterator, Sequence
from typing import Any

from generator import engine as programs
from generator import postgres

from .conversion_values import POSTGRES, POSTGRES_TYPES
from .conversions import Converter, Given, Outcome
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

    def converter(self, session: Session) -> Converter:
        return PsqlConverter(session)


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


class PsqlConverter(Converter):
    types = POSTGRES
    key = "bigint"

    # An INSERT, or a failure, for each statement; the second where the first is refused.
    attempt = """
SET search_path = conversions;
CREATE FUNCTION pg_temp.attempt(statements text[]) RETURNS text LANGUAGE plpgsql AS $body$
DECLARE
  statement text;
  result text;
  failure text;
BEGIN
  FOREACH statement IN ARRAY statements LOOP
    BEGIN
      EXECUTE statement INTO result;
      RETURN json_build_object('text', result);
    EXCEPTION WHEN OTHERS THEN
      failure := coalesce(failure, SQLERRM);
    END;
  END LOOP;
  RETURN json_build_object('error', failure);
END $body$;
"""

    def __init__(self, session: Psql) -> None:
        self.session = session

    def place(self, kind: str) -> str:
        return f"t{list(self.types).index(kind)}"

    def lay_out(self) -> None:
        script = ["CREATE SCHEMA conversions; SET search_path = conversions;", POSTGRES_TYPES]
        script += [f"CREATE TABLE {self.place(kind)} (id bigint, c {kind});" for kind in self.types]
        self.session.execute("\n".join(script))
        lines = self.session.query(
            "SELECT row_to_json(c) FROM information_schema.columns AS c WHERE table_schema = 'conversions' AND column_name = 'c'")
        found = {row["table_name"]: row for row in map(json.loads, lines.splitlines())}
        self.rows = {kind: found[self.place(kind)] for kind in self.types}

    def run(self, prelude: str, jobs: Sequence[tuple[Given, str, str | None]]) -> list[Outcome]:
        string = self.session.string
        asked = []
        for given, target, expression in jobs:
            number = list(self.types).index(target)
            row = f"(SELECT CAST({string(given.value)} AS {given.type}) AS c{number}) AS S"
            bare = "bpchar" if target.startswith("character(") else re.sub(r"\(.*?\)", "", target)
            # A CAST to bit alone would be one to a single bit.
            cast = f"CAST(S.c{number} AS {target if bare == 'bit' else bare})"
            values = [expression] if expression else [f"S.c{number}", cast]
            statements = [
                f"INSERT INTO {self.place(target)} (c) SELECT {value} FROM {row} RETURNING CAST(c AS text)" for value in values]
            asked.append(f"SELECT pg_temp.attempt(ARRAY[{', '.join(map(string, statements))}]);")
        lines = self.session.query(self.attempt + prelude + "BEGIN;\n" + "\n".join(asked) + "\nROLLBACK;")
        return [Outcome(**{"text": None, **json.loads(line)}) for line in lines.splitlines()]

    def alters(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[bool, bool]]:
        asked = []
        for source, target in pairs:
            for using in ("", f" USING CAST(c AS {target})"):
                asked.append(
                    f"SELECT pg_temp.alters($$CREATE TEMP TABLE altered (c {source}); "
                    f"ALTER TABLE altered ALTER COLUMN c TYPE {target}{using};$$);")
        attempt = """
SET search_path = conversions;
CREATE FUNCTION pg_temp.alters(statement text) RETURNS boolean LANGUAGE plpgsql AS $body$
BEGIN
  BEGIN
    EXECUTE statement;
    RAISE EXCEPTION USING ERRCODE = 'UDONE';
  EXCEPTION
    WHEN SQLSTATE 'UDONE' THEN RETURN true;
    WHEN OTHERS THEN RETURN false;
  END;
END $body$;
"""
        lines = [line == "t" for line in self.session.query(attempt + "\n".join(asked)).splitlines()]
        return list(zip(lines[::2], lines[1::2], strict=True))
