"""What every engine's module gives to the check."""

import contextlib
import pathlib
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from .model import Column, Row, Scenario, Table, Type


class Failed(Exception):
    """A statement that the engine does not run, with what it says."""


class Engine(Protocol):
    name: str
    # What `merge --dialect` calls it.
    dialect: str

    def missing(self) -> str | None:
        """Why the engine cannot run here, or None."""

    def session(self, folder: pathlib.Path) -> contextlib.AbstractContextManager["Session"]:
        """A database of its own, which is gone at the end."""


class Session:
    """A database that scenarios are laid out in, each in the schema of its name."""

    # The engine's words for types.
    types: dict[str, str] = {}

    # What engines differ in.

    def execute(self, sql: str) -> None:
        """Runs a script of the check's own. Raises Failed."""
        raise NotImplementedError

    def run(self, scenario: Scenario, sql: str) -> None:
        """Runs a generated script as a user would. Raises Failed."""
        self.execute(sql)

    def export(self, scenario: Scenario) -> str:
        """The schemas of a scenario's tables, as the tool reads them."""
        raise NotImplementedError

    def rows(self, scenario: Scenario) -> list[Row]:
        """Main's rows."""
        raise NotImplementedError

    def json_literal(self, written: str) -> str:
        return self.cast(self.string(written), Type("json"))

    def list_literal(self, values: list[str], kind: Type) -> str:
        raise NotImplementedError

    def record_literal(self, values: dict[str, str], kind: Type) -> str:
        raise NotImplementedError

    def old_statement(self, scenario: Scenario, staging: Table) -> str | None:
        """The MERGE that goes by position, or None where the engine has none."""

    def stored(self, row: Row, columns: Sequence[Column]) -> Row:
        """A row as the engine gives it back."""
        return row

    # What they have in common.

    def quote(self, name: str) -> str:
        return '"' + name.replace('"', '""') + '"'

    def string(self, value: str) -> str:
        return "'" + value.replace("'", "''") + "'"

    def path(self, scenario: Scenario, table: Table) -> str:
        return f"{self.quote(scenario.name)}.{self.quote(table.name)}"

    def type_text(self, kind: Type, *, whole: bool = True) -> str:
        """The engine's word; without `whole`, without lengths and precisions."""
        numbers = f"({', '.join(map(str, kind.numbers))})" if kind.numbers and whole else ""
        return self.types[kind.name] + numbers

    def cast(self, sql: str, kind: Type) -> str:
        return f"CAST({sql} AS {self.type_text(kind, whole=False)})"

    def literal(self, value: Any, kind: Type) -> str:
        if value is None:
            return "NULL"
        match kind.name:
            case "text":
                return self.string(value)
            case "json":
                return self.json_literal(value)
            case "bool" | "int":
                return str(value).upper()
            case "list":
                return self.list_literal([self.literal(part, kind.element) for part in value], kind)
            case "record":
                return self.record_literal({name: self.literal(value[name], part) for name, part in kind.fields}, kind)
            case "moment":
                return self.cast(f"'{value}+00'", kind)
        return self.cast(f"'{value}'", kind)

    def lay_out(self, scenario: Scenario) -> None:
        """Creates a scenario's schema and tables, without rows."""
        script = [f"CREATE SCHEMA {self.quote(scenario.name)};"]
        for table in scenario.tables:
            columns = ", ".join(self.definition(column) for column in table.columns)
            script.append(f"CREATE TABLE {self.path(scenario, table)} ({columns});")
        self.execute("\n".join(script))

    def definition(self, column: Column) -> str:
        default = f" DEFAULT {column.default[0]}" if column.default else ""
        return f"{self.quote(column.name)} {self.type_text(column.type)}{default}{' NOT NULL' if column.required else ''}"

    def fill(self, scenario: Scenario, tables: Sequence[Table], *, backwards: bool = False) -> None:
        """Puts the rows of a scenario's tables into them, in place of those that are there."""
        script = []
        for table in tables:
            script.append(f"DELETE FROM {self.path(scenario, table)} WHERE TRUE;")
            names = ", ".join(self.quote(column.name) for column in table.columns)
            rows = [
                f"({', '.join(self.literal(row[column.name], column.type) for column in table.columns)})"
                for row in (reversed(table.rows) if backwards else table.rows)]
            if rows:
                script.append(f"INSERT INTO {self.path(scenario, table)} ({names}) VALUES {', '.join(rows)};")
        self.execute("\n".join(script))


@contextlib.contextmanager
def failing(*kinds: type[Exception]) -> Iterator[None]:
    """What an engine's client raises, as Failed."""
    try:
        yield
    except kinds as error:
        raise Failed(str(error).strip()) from error
