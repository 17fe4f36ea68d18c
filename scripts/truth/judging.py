"""Whether what the tool says about a pair is what the engine did."""

import collections
import dataclasses
from collections.abc import Callable

from .merging import Merged
from .observing import Observation, Seen
from .schema import Type

EFFECTS = ("works", "null-filled", "drops-values", "may-fail", "fails", "wrong-values")


@dataclasses.dataclass(frozen=True)
class Verdict:
    """What is wrong about one way of one pair. What is only too timid is no contradiction."""

    kind: str
    is_contradiction: bool


def judged(observation: Observation, way: str, said: str) -> Verdict | None:
    """None where the tool is right."""
    seen = observation.ways[way]
    observed = seen.effect
    if said == observed:
        return None
    if observed == "lossy":
        # A part of a value is lost without a word: a loss, or a matter of the values, but not fine.
        if said in ("drops-values", "may-fail"):
            return None
    elif seen.loads_only_null and observed == "may-fail" and said in ("fails", "may-fail"):
        return None
    elif said == "may-fail":
        if observed in ("works", "null-filled", "drops-values"):
            return Verdict(f"may-fail, and every row tried {observed}", False)
        if observed == "fails" and seen.refusal is None and has_text(seen):
            return Verdict("may-fail, and every row tried fails", False)
    elif said == "wrong-values" and seen.refusal is None and differs(seen) and (not seen.loaded or seen.loads_only_null):
        return Verdict("wrong-values, and every row tried fails", False)
    elif said == "drops-values" and observed in ("works", "null-filled") and differs(seen):
        return Verdict(f"drops-values, and every row tried {observed}", False)
    elif {said, observed} == {"works", "null-filled"} and (seen.computed or seen.substituted) and not seen.filled:
        return None
    return Verdict(f"{said}, and the engine: {described(seen)}", True)


def described(seen: Seen) -> str:
    if seen.refusal is not None:
        return "fails (refused)"
    if not seen.loaded:
        return "fails (every row)"
    return seen.effect


def has_text(seen: Seen) -> bool:
    """Whether other values could have loaded: texts go into another type, or values into texts, that the check has chosen."""
    chosen = ("text", "json", "bytes", "enum")
    return any(source.type != column.type and any(source.type.has(one) or column.type.has(one) for one in chosen)
               for source, column in seen.meeting)


def differs(seen: Seen) -> bool:
    """Whether values go into a column of another type, so that other values could lose a part."""
    return any(source.type != column.type for source, column in seen.meeting)


def retyped(seen: Seen, sql: Callable[[Type], str]) -> str:
    """The types from which and to which values go, for a table of contradictions."""
    return "; ".join(f"{sql(source.type)} → {sql(column.type)}" for source, column in seen.meeting if source.type != column.type)


class Tally:
    """What was seen on one engine."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pairs = self.unmade = self.rows = 0
        self.observed: collections.Counter[tuple[str, str]] = collections.Counter()
        self.said: collections.Counter[tuple[str, str]] = collections.Counter()
        self.contradictions: list[str] = []
        self.kinds: dict[str, list[str]] = {}
        self.merges: collections.Counter[str] = collections.Counter()
        self.timid: collections.Counter[str] = collections.Counter()

    def merge(self, found: Merged) -> None:
        self.merges["pairs"] += 1
        self.merges["refusals" if found.refusal else "statements"] += 1
        self.merges["runs"] += found.runs
        self.merges["stopped"] += found.stopped
        for kind, example in found.faults.items():
            line = f"seed {found.pair.seed}: merge: {kind} [{', '.join(found.pair.changes)}] {example}"
            self.add(f"merge: {kind}", line)

    def add(self, kind: str, line: str) -> None:
        self.contradictions.append(line)
        self.kinds.setdefault(kind, []).append(line)
