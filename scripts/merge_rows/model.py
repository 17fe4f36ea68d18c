"""What a scenario is made of, in words of no engine."""

import dataclasses
import datetime
import decimal
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Row = dict[str, Any]
EVERYWHERE = frozenset({"bigquery", "postgres", "duckdb"})


@dataclasses.dataclass(frozen=True)
class Type:
    """A type that several engines have; each engine's module has its word for it."""

    name: str
    # The length of a text, the precision and scale of a number.
    numbers: tuple[int, ...] = ()
    element: "Type | None" = None
    fields: tuple[tuple[str, "Type"], ...] = ()


BOOL, INT, FLOAT, TEXT, NUMBER = (Type(name) for name in ("bool", "int", "float", "text", "number"))
DATE, MOMENT, JSON = (Type(name) for name in ("date", "moment", "json"))


def text(length: int) -> Type:
    return Type("text", (length,))


def number(precision: int, scale: int) -> Type:
    return Type("number", (precision, scale))


def listed(element: Type) -> Type:
    return Type("list", element=element)


def record(**fields: Type) -> Type:
    return Type("record", fields=tuple(fields.items()))


@dataclasses.dataclass(frozen=True)
class Column:
    name: str
    type: Type
    required: bool = False
    # The default as SQL that every engine takes, and as a value.
    default: tuple[str, Any] | None = None


@dataclasses.dataclass(frozen=True)
class Expression:
    """SQL with columns in braces, and what it gives: for a row, or in `--set` for main's row and staging's."""

    sql: str
    value: Callable[..., Any]


@dataclasses.dataclass(frozen=True)
class Table:
    name: str
    columns: Sequence[Column]
    rows: Sequence[Row]

    @classmethod
    def of(cls, name: str, columns: Sequence[Column], *rows: tuple[Any, ...]) -> "Table":
        names = [column.name for column in columns]
        return cls(name, columns, [dict(zip(names, row, strict=True)) for row in rows])


@dataclasses.dataclass(frozen=True)
class Scenario:
    name: str
    main: Table
    staging: Sequence[Table]
    # Names of columns, or expressions over them.
    keys: Sequence[str | Expression]
    order_by: Sequence[str | Expression] = ()
    keep: Sequence[str] = ()
    set: Mapping[str, Expression] = dataclasses.field(default_factory=dict)
    fill: Mapping[str, Expression] = dataclasses.field(default_factory=dict)
    on_lossy: str = "error"
    # Main's partitioning column, by which BigQuery wants a filter.
    partition: str | None = None
    # Engines that have all of it.
    engines: frozenset[str] = EVERYWHERE
    # Whether the merge has to fail, with main as it was.
    fails: bool = False
    # Whether rows are told apart by nothing that the user named, so that the order in which they stand might count.
    has_ties: bool = False

    @property
    def tables(self) -> list[Table]:
        return [self.main, *self.staging]


class Now:
    """A moment of the run, whichever: equal to every one."""

    def __eq__(self, other: object) -> bool:
        now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
        # An engine may write the moment in a zone of its own.
        return isinstance(other, Now) or isinstance(other, datetime.datetime) and abs(now - other) < datetime.timedelta(days=1)

    __hash__ = None

    def __repr__(self) -> str:
        return "now"


def placed(expression: str | Expression, quote: Callable[[str], str], columns: Sequence[str]) -> str:
    """An expression as an argument of the tool's: a name as it is, SQL with the engine's quotes."""
    if isinstance(expression, str):
        return expression
    sql = expression.sql
    for name in sorted(columns, key=len, reverse=True):
        sql = sql.replace("{" + name + "}", quote(name))
    return sql


def exact(value: Any) -> decimal.Decimal:
    """A number without the noise of its binary form."""
    return decimal.Decimal(str(value))
