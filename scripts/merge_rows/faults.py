"""Generated statements with one thing wrong in each: a comparison that does not see them would be worth nothing."""

import re
from collections.abc import Iterator

from .model import INT, TEXT, Column, Scenario, Table

C = [Column(name, INT) for name in ("id", "at", "n", "m")]
SUBJECT = Scenario(
    "faults",
    Table.of("main", [*C, Column("word", TEXT)], (1, 0, 1, 1, "old"), (None, 0, 2, 2, "old"), (3, 0, 3, 3, "old")),
    [
        Table.of("s1", [*C, Column("word", TEXT)], (1, 1, 10, 11, "a"), (1, 2, 12, 13, "b"), (None, 1, 20, 21, "c"),
                 (4, 1, 40, 41, "d")),
        Table.of("s2", C, (3, 1, 30, 31), (4, 0, 42, 43), (5, 1, 50, 51)),
    ],
    keys=["id"], order_by=["at"], keep=["m"])


def spoiled(script: str) -> Iterator[tuple[str, str]]:
    """What is wrong, and the script with it. An unchanged script means that there is nothing to spoil any more."""
    name = r"[\"`]?{}[\"`]?"
    n, word = name.format("n"), name.format("word")
    yield "a column that is not updated", re.sub(rf"\n  {n} = [^\n]*(?=\n)", "", script, count=1)
    yield "a column that is updated although it is kept", re.sub(rf"\n  ({n}) = ", r"\n  m = S.m,\n  \1 = ", script, count=1)
    yield "the oldest row in place of the newest", re.sub(r"\bDESC\b", "ASC", script)
    yield "every row of a key", re.sub(r"= 1\n(?=(  )?\) AS S\n)", ">= 1\n", script, count=1)
    yield "two values exchanged on insert", re.sub(r"\n  S\.n,\n  S\.m,", r"\n  S.m,\n  S.n,", script, count=1)
    yield "NULL that meets no NULL", re.sub(
        r"\((T\.\S+ = S\.\S+) OR \(.*? IS NULL AND .*? IS NULL\)\)", r"\1", script.replace(" IS NOT DISTINCT FROM ", " = "))
    yield "NULL written where a table lacks the column", re.sub(
        rf"\n  ({word}) = [^\n]*driftaudit_shape[^\n]*", r"\n  \1 = S.word", script)
    yield "a table left out", re.sub(r"(FROM \S*s1\S* AS S\w*)", r"\1 WHERE FALSE", script)
