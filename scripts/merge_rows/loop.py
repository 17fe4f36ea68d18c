"""What docs/merge.md says becomes of main's rows, as a plain loop. Nothing here looks at generated SQL."""

import dataclasses
import datetime
import decimal
import re
from collections.abc import Sequence
from typing import Any

from .model import Column, Expression, Row, Scenario, Table, Type, exact

HALF_UP = decimal.Context(prec=80, rounding=decimal.ROUND_HALF_UP)


class Fails(Exception):
    """The merge fails, and main stays as it was."""


class Unconvertible(Exception):
    """A value that the type does not hold in any way."""


class Missing:
    """What stands for a value that staging does not have."""


MISSING = Missing()


def merged(scenario: Scenario, main: Sequence[Row]) -> list[list[Row]]:
    """Main's rows after the merge; each as all that it may be, where nothing tells which of several rows is the newest.

    Raises Fails.
    """
    groups: dict[Any, list[Candidate]] = {}
    for table in scenario.staging:
        taker = Taker(scenario, table)
        for row in table.rows:
            candidate = taker.candidate(row)
            groups.setdefault(candidate.key, []).append(candidate)
    winners = {key: newest(candidates) for key, candidates in groups.items()}
    # All rows that staging has, and not only those that are taken, tell which partitions are looked at.
    days = {c.values[scenario.partition] for group in groups.values() for c in group} if scenario.partition else set()
    met: set[Any] = set()
    result: list[list[Row]] = []
    for row in main:
        key = key_of(scenario, row)
        chosen = winners.get(key)
        if chosen is None or scenario.partition and row[scenario.partition] not in days:
            result.append([row])
            continue
        met.add(key)
        result.append([updated(scenario, row, candidate) for candidate in chosen])
    for key, chosen in winners.items():
        if key not in met:
            result.append([inserted(scenario, candidate) for candidate in chosen])
    return result


@dataclasses.dataclass(frozen=True)
class Candidate:
    """A staging row as main's columns."""

    key: Any
    # Falling order: what comes first is taken.
    rank: tuple[Any, ...]
    # By main's names; MISSING where the table has none.
    values: Row
    # Columns in which --fill stands, which an update leaves alone.
    filled: frozenset[str]


class Taker:
    """Takes the rows of one staging table."""

    def __init__(self, scenario: Scenario, table: Table) -> None:
        self.scenario = scenario
        self.own = {column.name.lower(): column for column in table.columns}
        self.in_key = key_columns(scenario)

    def candidate(self, row: Row) -> Candidate:
        values: Row = {}
        filled = set()
        own = {name.lower(): value for name, value in row.items()}
        for column in self.scenario.main.columns:
            value = self.value(column, own)
            fill = self.scenario.fill.get(column.name)
            if fill is not None and value is MISSING:
                value = fill.value(own)
                filled.add(column.name)
            elif fill is not None and value is None and column.required:
                value = fill.value(own)
            values[column.name] = value
        read = {name: None if value is MISSING else value for name, value in values.items()}
        rank = tuple(ranked(self.ordered(order, own, read)) for order in self.scenario.order_by)
        return Candidate(key_of(self.scenario, read), rank, values, frozenset(filled))

    def value(self, column: Column, own: Row) -> Any:
        staging = self.own.get(column.name.lower())
        if staging is None:
            return MISSING
        lossy = "error" if column.name.lower() in self.in_key else self.scenario.on_lossy
        if lossy == "skip" and may_lose(staging.type, column.type):
            return MISSING
        return converted(own[staging.name.lower()], staging.type, column.type, lossy)

    def ordered(self, order: str | Expression, own: Row, read: Row) -> Any:
        """What a row has to be ordered by: NULL where its table lacks the column."""
        if isinstance(order, Expression):
            return order.value({name.lower(): value for name, value in read.items()} | own)
        taken = {name.lower(): value for name, value in read.items()}
        name = order.lower()
        return taken[name] if name in taken else own.get(name)


def ranked(value: Any) -> tuple[bool, Any]:
    """A value in an order in which NULL is the least."""
    return (value is not None, value)


def newest(candidates: list[Candidate]) -> list[Candidate]:
    """Those of which none has more to be ordered by."""
    best = candidates[0].rank
    for candidate in candidates:
        for one, other in zip(candidate.rank, best):
            if one != other:
                if one[0] != other[0]:
                    is_more = one[0]
                else:
                    is_more = one[1] > other[1]
                if is_more:
                    best = candidate.rank
                break
    return [candidate for candidate in candidates if candidate.rank == best]


def key_of(scenario: Scenario, row: Row) -> tuple[Any, ...]:
    folded = {name.lower(): value for name, value in row.items()}
    return tuple(
        part.value(folded) if isinstance(part, Expression) else folded[part.lower()] for part in scenario.keys)


def key_columns(scenario: Scenario) -> set[str]:
    """The columns of main that the key reads, in lower case."""
    found = set()
    for part in scenario.keys:
        for column in scenario.main.columns:
            if part == column.name or isinstance(part, Expression) and "{" + column.name + "}" in part.sql:
                found.add(column.name.lower())
    return found


def updated(scenario: Scenario, row: Row, candidate: Candidate) -> Row:
    in_key, kept = key_columns(scenario), {name.lower() for name in scenario.keep}
    result = dict(row)
    for name, value in candidate.values.items():
        if name in scenario.set:
            taken = {n.lower(): None if v is MISSING else without_gaps(v) for n, v in candidate.values.items()}
            result[name] = scenario.set[name].value({n.lower(): v for n, v in row.items()}, taken)
        elif value is not MISSING and name not in candidate.filled and name.lower() not in in_key | kept:
            result[name] = with_gaps_of(value, row[name])
    return result


def inserted(scenario: Scenario, candidate: Candidate) -> Row:
    result = {}
    for column in scenario.main.columns:
        value = candidate.values[column.name]
        if value is MISSING:
            value = column.default[1] if column.default else None
        value = without_gaps(value)
        if value is None and column.required:
            raise Fails(f"{column.name} is NULL")
        result[column.name] = value
    return result


def with_gaps_of(value: Any, old: Any) -> Any:
    """A record in which fields that staging lacks are main's."""
    if value is MISSING:
        return old
    if isinstance(value, dict):
        return {name: with_gaps_of(part, old.get(name) if isinstance(old, dict) else None) for name, part in value.items()}
    return without_gaps(value)


def without_gaps(value: Any) -> Any:
    """A value in which fields that staging lacks are NULL."""
    if value is MISSING:
        return None
    if isinstance(value, dict):
        return {name: without_gaps(part) for name, part in value.items()}
    return [without_gaps(part) for part in value] if isinstance(value, list) else value


# Types.


def may_lose(source: Type, target: Type) -> bool:
    """Whether a CAST from one to the other may fail, or lose a part."""
    if source.name == target.name:
        if source.name == "number":
            return bool(target.numbers) and (
                not source.numbers
                or source.numbers[1] > target.numbers[1]
                or source.numbers[0] - source.numbers[1] > target.numbers[0] - target.numbers[1])
        if source.name == "text":
            return bool(target.numbers) and (not source.numbers or source.numbers[0] > target.numbers[0])
        return False
    return (source.name, target.name) not in {
        ("int", "number"), ("int", "float"), ("int", "text"), ("number", "float"), ("date", "moment"), ("bool", "text")}


def converted(value: Any, source: Type, target: Type, lossy: str) -> Any:
    """A staging value as main's type has it. Raises Fails."""
    if value is None:
        return None
    if source.name == target.name == "record":
        held = {name.lower(): kind for name, kind in source.fields}
        values = {name.lower(): part for name, part in value.items()}
        return {
            name: converted(values[name.lower()], held[name.lower()], kind, lossy) if name.lower() in held else MISSING
            for name, kind in target.fields}
    if source.name == target.name == "list":
        return [converted(part, source.element, target.element, lossy) for part in value]
    try:
        result, is_whole = scalar(value, target)
    except Unconvertible as error:
        if lossy == "error":
            raise Fails(str(error)) from error
        return None
    if not is_whole and lossy == "error":
        raise Fails(f"{value} does not arrive whole")
    return result


def scalar(value: Any, target: Type) -> tuple[Any, bool]:
    """A value in another type, and whether all of it arrived."""
    match target.name:
        case "int" | "number":
            digits = parsed(value)
            scale = target.numbers[1] if target.numbers else 0 if target.name == "int" else 9
            result = digits.quantize(decimal.Decimal(1).scaleb(-scale), context=HALF_UP)
            if target.numbers and abs(result) >= 10 ** (target.numbers[0] - scale):
                raise Unconvertible(f"{value} is too large")
            return int(result) if target.name == "int" else result, result == digits
        case "float":
            return float(parsed(value)), True
        case "text":
            written = str(value)
            length = target.numbers[0] if target.numbers else len(written)
            return written[:length], len(written) <= length
        case "date":
            return as_date(value)
        case "moment" if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            return datetime.datetime(value.year, value.month, value.day), True
        case "bool" if value in ("true", "false"):
            return value == "true", True
    return value, True


def parsed(value: Any) -> decimal.Decimal:
    if isinstance(value, str) and not re.fullmatch(r"[+-]?\d+(\.\d+)?", value):
        raise Unconvertible(f"{value!r} is no number")
    return exact(value)


def as_date(value: Any) -> tuple[datetime.date, bool]:
    if isinstance(value, datetime.datetime):
        return value.date(), value.time() == datetime.time()
    if isinstance(value, datetime.date):
        return value, True
    try:
        return datetime.date.fromisoformat(value), True
    except ValueError as error:
        raise Unconvertible(f"{value!r} is no day") from error
