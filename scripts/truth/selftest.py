"""Tests of the check's own judgement: pairs whose effects are known, on SQLite, and wrong words about each."""

import contextlib
import sqlite3

from . import observing
from .engine import Engine, Refused
from .judging import EFFECTS, judged
from .schema import Column, Pair, Table, Type

WHOLE, TEXT = Type("INTEGER", "int", bits=32), Type("TEXT", "text")
A, B, C = (Column(name, TEXT) for name in ("a", "b", "c"))
ID = Column("id", WHOLE)
# Main, staging, and the effects by position and by name.
CASES = {
    "the same": ((ID, A, B), (ID, A, B), "works", "works"),
    "swapped": ((ID, A, B), (ID, B, A), "wrong-values", "works"),
    "a column less": ((ID, A, B), (ID, A), "fails", "null-filled"),
    "a column less with a default": ((ID, A, B.changed(default="x", is_required=True)), (ID, A), "fails", "null-filled"),
    "a column less that is NOT NULL": ((ID, A, B.changed(is_required=True)), (ID, A), "fails", "fails"),
    "a column more": ((ID, A), (ID, A, B), "fails", "drops-values"),
    "one less and one more": ((ID, A, B), (ID, A, C), "wrong-values", "drops-values"),
    "another name in the same place": ((ID, A, C), (A, ID, C), "wrong-values", "works"),
    "NULL into NOT NULL": ((ID, A.changed(is_required=True)), (ID, A), "may-fail", "may-fail"),
    "rounded": ((ID, Column("n", Type("DECIMAL", "dec", (5, 2)))), (ID, Column("n", Type("DECIMAL", "dec", (9, 4)))), "lossy", "lossy"),
    "computed": ((ID, Column("g", TEXT, filled="virtual")), (ID,), "works", "works"),
    "computed and given": ((ID, Column("g", TEXT, filled="virtual")), (ID, Column("g", TEXT)), "fails", "fails"),
}


class SQLite(Engine):
    name = "sqlite"
    skips_generated = True

    def __init__(self) -> None:
        super().__init__()
        self.connection = sqlite3.connect(":memory:", isolation_level=None)

    def execute(self, sql: str) -> None:
        self.rows(sql)

    def rows(self, sql: str) -> list[tuple]:
        try:
            return self.connection.execute(sql).fetchall()
        except sqlite3.Error as error:
            raise Refused(str(error)) from error

    def text_of(self, expression: str, kind: Type) -> str:
        # It rounds nothing itself: reading does, so that there is an engine that loses digits.
        return f"CAST(ROUND({expression}, {kind.numbers[1]}) AS TEXT)" if kind.family == "dec" else f"CAST({expression} AS TEXT)"

    def literal(self, text: str | None, kind: Type) -> str:
        return "NULL" if text is None else text if kind.family == "dec" else self.string(text)

    def stored(self, value: Type, text: str, column: Type) -> str | None:
        return self.rows(f"SELECT {self.text_of(self.literal(text, column), column)}")[0][0]

    def back(self, column: Type, text: str, value: Type) -> str | None:
        return self.rows(f"SELECT {self.text_of(self.literal(text, value), value)}")[0][0]


# What may be said besides: a loss is one of two words, and caution is no contradiction.
ALLOWED = {"lossy": {"drops-values", "may-fail"}, "works": {"may-fail"}, "null-filled": {"may-fail"}, "drops-values": {"may-fail"}}


def faults() -> list[str]:
    """What the check judges wrongly."""
    found = []
    for number, (what, (main, staging, *effects)) in enumerate(CASES.items()):
        engine = SQLite()
        pair = Pair(number, Table("m", main), Table("s", staging), (what,))
        with contextlib.closing(engine.connection):
            for table in (pair.main, pair.staging):
                engine.make(table)
            observation = observing.observe(engine, pair)
        for way, effect in zip(observing.WAYS, effects):
            seen = observation.ways[way]
            if seen.effect != effect:
                found.append(f"{what}: {way} is seen as {seen.effect}, not as {effect}")
            for word in EFFECTS:
                verdict = judged(observation, way, word)
                is_right = word == effect or word in ALLOWED.get(effect, ()) or \
                    {word, effect} == {"works", "null-filled"} and bool(seen.computed)
                if is_right == bool(verdict and verdict.is_contradiction):
                    found.append(f"{what}: {way}: {word!r} is {'right' if is_right else 'wrong'}, and is judged otherwise: {verdict}")
    return found
