"""What an engine's module gives to the check, and what engines have in common."""

import contextlib
import pathlib
import random
from collections.abc import Iterator, Sequence

from .schema import Column, Leaf, Pair, Table, Type
from .values import Value


class Refused(Exception):
    """A statement that the engine does not run, with what it says."""


class Engine:
    """An engine that runs, with one schema in which the pairs of a batch are created."""

    # Its name here, and the name that `--engine` of the tool and `merge --dialect` have for it.
    name = ""
    tool_name = ""
    dialect = ""
    # Types of a key.
    key_types: Sequence[Type] = ()
    # Types to choose from at random.
    scalars: Sequence[Type] = ()
    # How a column can be filled by the table itself, and the ways of these that hold for a key alone.
    ways_of_filling: Sequence[str] = ()
    fills_key_only: Sequence[str] = ()
    # Pairs in `make check`, and with DEEP=1.
    pairs, deep_pairs = 300, 10000
    # Whether a list is never NULL, so that its column cannot be NOT NULL.
    has_no_null_lists = False
    # Whether names that differ in case are two.
    tells_case = False
    # Whether a value in a column that counts by itself takes the next number where it is 0.
    counts_on_zero = False
    # Whether columns that main computes take no value where a statement goes by position.
    skips_generated = False

    def __init__(self) -> None:
        self.probes: dict[tuple[Type, str, Type], tuple[str | None, bool | None, str]] = {}

    # What engines differ in.

    def missing(self) -> str | None:
        """Why the engine cannot run here, or None."""
        raise NotImplementedError

    @contextlib.contextmanager
    def running(self, folder: pathlib.Path) -> Iterator[None]:
        """Runs the engine."""
        raise NotImplementedError
        yield

    def begin(self) -> None:
        """An empty schema for a batch."""
        raise NotImplementedError

    def execute(self, sql: str) -> None:
        """Raises Refused."""
        raise NotImplementedError

    def rows(self, sql: str) -> list[tuple]:
        """Raises Refused."""
        raise NotImplementedError

    def export(self) -> str:
        """The columns of all tables of the batch, by the query that docs/inputs.md names."""
        raise NotImplementedError

    def stored(self, value: Type, text: str, column: Type) -> str | None:
        """What a column holds once a value of another type was assigned to it. Raises Refused."""
        raise NotImplementedError

    def back(self, column: Type, text: str, value: Type) -> str | None:
        """A stored value cast back. Raises Refused where that cannot be."""
        raise NotImplementedError

    def script(self, sql: str) -> None:
        """Runs a script of several statements; where one fails, nothing of it is left. Raises Refused."""
        try:
            self.execute(sql)
        except Refused:
            with contextlib.suppress(Refused):
                self.execute("ROLLBACK")
            raise

    # What they have in common.

    def make(self, table: Table) -> None:
        """Creates a table. Raises Refused."""
        self.execute(self.create(table))

    def put(self, table: Table, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> None:
        """Puts rows into columns of a table. Those that a column's type does not take are left out."""
        listed = ", ".join(self.quote(one.name) for one in columns)
        into = f"INSERT INTO {self.quote(table.name)} ({listed}) VALUES "
        written = ["(" + ", ".join(self.literal(value, one.type) for value, one in zip(row, columns)) + ")" for row in rows]
        try:
            self.execute(into + ", ".join(written))
        except Refused:
            for row in written:
                with contextlib.suppress(Refused):
                    self.execute(into + row)

    def texts(self, table: Table, leaves: Sequence[Leaf]) -> list[tuple]:
        """The texts of all values in a table. Raises Refused."""
        return self.rows("SELECT " + ", ".join(self.text_of(leaf.sql, leaf.type) for leaf in leaves) + f" FROM {self.quote(table.name)}")

    def plan(self, pair: Pair, sql: str) -> None:
        """Runs a statement of `load` for no row. Raises Refused where the engine takes it for none."""
        self.execute(f"{sql} LIMIT 0")

    def load(self, pair: Pair, sql: str, leaves: Sequence[Leaf], number: int | None = None) -> list[tuple]:
        """Runs an INSERT … SELECT from staging for all its rows, or for one of them; the texts that main holds then. Raises
        Refused."""
        part = "" if number is None else f" LIMIT 1 OFFSET {number}"
        return self.rows(f"{sql}{part} RETURNING " + ", ".join(self.text_of(leaf.sql, leaf.type) for leaf in leaves))

    def quote(self, name: str) -> str:
        return '"' + name.replace('"', '""') + '"'

    def string(self, text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    def sql(self, kind: Type) -> str:
        """A type as columns have it."""
        return kind.name + (f"({', '.join(map(str, kind.numbers))})" if kind.numbers else "")

    def nested(self, value: list, kind: Type) -> str:
        """The text form of a list or a struct."""
        raise NotImplementedError

    def literal(self, value: Value, kind: Type) -> str:
        if isinstance(value, list):
            value = self.nested(value, kind)
        return "NULL" if value is None else f"CAST({self.string(value)} AS {self.sql(kind)})"

    def text_of(self, expression: str, kind: Type) -> str:
        """An expression that is a value's text."""
        return f"CAST({expression} AS VARCHAR)"

    def takes_default(self, kind: Type) -> bool:
        return not kind.is_list and not kind.is_struct

    def generated(self, column: Column, key: Column) -> str:
        """What follows the type of a column that is computed from the key."""
        value = f"(({self.quote(key.name)} % 100) + 1000)" if column.type.family == "int" else \
            f"('g' || CAST({self.quote(key.name)} AS {self.sql(column.type)}))"
        return f"GENERATED ALWAYS AS {value} {column.filled.upper()}"

    def identity(self, column: Column) -> str:
        return "GENERATED " + ("ALWAYS" if column.filled == "identity always" else "BY DEFAULT") + " AS IDENTITY"

    def definition(self, column: Column, table: Table) -> str:
        words = [self.quote(column.name), self.sql(column.type)]
        if column.filled is None:
            words += [f"DEFAULT {self.literal(column.default, column.type)}"] if column.default is not None else []
            words += ["NOT NULL"] if column.is_required else []
        elif column.filled.startswith("identity"):
            words.append(self.identity(column))
        else:
            words.append(self.generated(column, next(one for one in table.columns if one.name == "id")))
        return " ".join(words)

    def keys(self, table: Table) -> list[str]:
        """What a table needs beside its columns."""
        return []

    def create(self, table: Table) -> str:
        parts = [*(self.definition(column, table) for column in table.columns), *self.keys(table)]
        return f"CREATE TABLE {self.quote(table.name)} ({', '.join(parts)})"

    def leaves(self, table: Table, others: dict[str, Type]) -> list[Leaf]:
        """The table's columns and fields, taken apart as far as the other table's columns, by this one's names, have fields too."""
        return [leaf for column in table.columns
                for leaf in self.inside((column.name,), self.quote(column.name), column.type, others.get(column.name, column.type), column)]

    def inside(self, path: tuple[str, ...], sql: str, kind: Type, other: Type, column: Column) -> list[Leaf]:
        if kind.is_list and kind.element.is_struct and other.is_list and other.element.is_struct:
            return [
                Leaf((*path, name), self.each(sql, name), self.list_of(part), column) for name, part in kind.element.fields]
        if not kind.is_struct or not other.is_struct:
            return [Leaf(path, sql, kind, column)]
        parts = {name.lower(): part for name, part in other.fields}
        return [leaf for name, part in kind.fields
                for leaf in self.inside((*path, name), self.field(sql, name), part, parts.get(name.lower(), part), column)]

    def field(self, sql: str, name: str) -> str:
        return f"{sql}.{self.quote(name)}"

    def each(self, sql: str, name: str) -> str:
        """The list of one field of a list of structs."""
        raise NotImplementedError

    def list_of(self, kind: Type) -> Type:
        raise NotImplementedError

    def struct_of(self, fields: tuple[tuple[str, Type], ...]) -> Type:
        raise NotImplementedError

    def random_scalar(self, chance: random.Random) -> Type:
        return chance.choice(self.scalars)

    def random_element(self, chance: random.Random) -> Type:
        return self.random_scalar(chance)

    def random_type(self, chance: random.Random) -> Type:
        return self.random_scalar(chance)

    def generated_type(self, key: Type) -> Type:
        """The type of a column that is computed from the key."""
        raise NotImplementedError

    def renumbered(self, chance: random.Random, kind: Type) -> Type | None:
        """The same type with another length, precision or scale; None where it has none."""
        others = [one for one in self.scalars if one.name == kind.name and one.numbers != kind.numbers and not one.is_list]
        return chance.choice(others) if others else None

    def default_text(self, kind: Type, text: str) -> str | None:
        """What a column holds that got its default."""
        return self.probe(kind, text, kind)[0]

    def probe(self, value: Type, text: str, column: Type) -> tuple[str | None, bool | None, str]:
        """What becomes of one value that is assigned to a column of another type: its text there, None where it is refused;
        whether it is still whole, None where that cannot be seen; and what the engine said."""
        known = self.probes.get((value, text, column))
        if known is None:
            known = self.probes[(value, text, column)] = self.probed(value, text, column)
        return known

    def probed(self, value: Type, text: str, column: Type) -> tuple[str | None, bool | None, str]:
        try:
            stored = self.stored(value, text, column)
        except Refused as error:
            return None, None, str(error)
        if stored is None:
            # NULL in place of a value is a loss.
            return None, False, ""
        try:
            return stored, self.back(column, stored, value) == text, ""
        except Refused:
            return stored, None, ""
