"""What an engine does with a pair: staging's rows are loaded into main by position and by name, one after the other."""

import dataclasses
import re

from . import values
from .engine import Engine, Refused
from .schema import Column, Leaf, Pair, Type, matched

WAYS = ("position", "name")


@dataclasses.dataclass
class Seen:
    """What happened on one way."""

    sql: str
    # The columns of staging, each with the column of main that its values go to.
    meeting: list[tuple[Column, Column]]
    # What the engine said where it took not even a statement without rows.
    refusal: str | None = None
    loaded: int = 0
    # Whether the rows that it took have NULL, or an empty list, in a column that goes into another type, and no row has a value there.
    loads_only_null: bool = False
    # What it said about rows that it refused, by the row's number.
    refused: dict[int, str] = dataclasses.field(default_factory=dict)
    # Main's columns and fields with another value than their own, that lost a part of it, that got NULL or a default, and
    # those of staging whose values are nowhere; each with an example.
    misplaced: dict[str, str] = dataclasses.field(default_factory=dict)
    lossy: dict[str, str] = dataclasses.field(default_factory=dict)
    # Main's columns that are NOT NULL and got a value for a NULL.
    substituted: dict[str, str] = dataclasses.field(default_factory=dict)
    filled: set[str] = dataclasses.field(default_factory=set)
    computed: set[str] = dataclasses.field(default_factory=set)
    dropped: set[str] = dataclasses.field(default_factory=set)

    @property
    def effect(self) -> str:
        """The contract's word for it."""
        if self.refusal is not None or not self.loaded:
            return "fails"
        if self.misplaced:
            return "wrong-values"
        if self.refused:
            return "may-fail"
        if self.lossy:
            return "lossy"
        if self.dropped:
            return "drops-values"
        return "null-filled" if self.filled or self.substituted else "works"


@dataclasses.dataclass
class Observation:
    pair: Pair
    rows: list[dict[str, str | None]] = dataclasses.field(default_factory=list)
    ways: dict[str, Seen] = dataclasses.field(default_factory=dict)


class Unmade(Exception):
    """A pair that the engine does not create, or that has no row."""


def observe(engine: Engine, pair: Pair) -> Observation:
    """Loads the pair's rows both ways. The tables are there. Raises Unmade."""
    engine.put(pair.staging, *rows_of(engine, pair))
    names = matched([one.name for one in pair.main.columns], [one.name for one in pair.staging.columns])
    mains = {names[one.name]: one.type for one in pair.main.columns if one.name in names}
    stagings = {one.name: one.type for one in pair.staging.columns}
    staging = engine.leaves(pair.staging, mains)
    main = engine.leaves(pair.main, {name: stagings[other] for name, other in names.items()})
    try:
        texts = engine.texts(pair.staging, staging)
    except Refused as error:
        raise Unmade(f"staging's rows cannot be read: {error}") from error
    if not texts:
        raise Unmade("staging has no rows")
    found = Observation(pair, [dict(zip((leaf.text for leaf in staging), row)) for row in texts])
    for way in WAYS:
        found.ways[way] = load(engine, found, way, staging, main)
    return found


def statement(engine: Engine, pair: Pair, way: str) -> str:
    """The statement that loads all rows, without the rest of it."""
    main, staging = engine.quote(pair.main.name), engine.quote(pair.staging.name)
    if way == "position":
        return f"INSERT INTO {main} SELECT * FROM {staging}"
    names = matched([one.name for one in pair.main.columns], [one.name for one in pair.staging.columns])
    columns = ", ".join(engine.quote(name) for name in names)
    return f"INSERT INTO {main} ({columns}) SELECT {columns} FROM {staging}"


def meeting(engine: Engine, pair: Pair, way: str) -> list[tuple[Column, Column]]:
    """Staging's columns, each with main's to which the statement gives its value."""
    if way == "position":
        return list(zip(pair.staging.columns, (one for one in pair.main.columns if not (
            engine.skips_generated and one.filled in ("stored", "virtual")))))
    names = matched([one.name for one in pair.main.columns], [one.name for one in pair.staging.columns])
    staging = {one.name: one for one in pair.staging.columns}
    return [(staging[names[one.name]], one) for one in pair.main.columns if one.name in names]


def rows_of(engine: Engine, pair: Pair) -> tuple[list[Column], list[list[values.Value]]]:
    """The columns of staging that take values, and rows of them: harmless ones first, as many for each way as there are."""
    writable = [(place, one) for place, one in enumerate(pair.staging.columns) if one.filled is None]
    by_position, by_name = ({source.name: column.type for source, column in meeting(engine, pair, way)} for way in WAYS)
    counting = {name for name in [one.name for one in pair.staging.columns] for way in WAYS
                for source, column in meeting(engine, pair, way) if source.name == name and (column.filled or "").startswith("identity")}
    rows = []
    for targets in [by_name] if by_position == by_name else [by_name, by_position]:
        for row in range(values.BENIGN):
            rows.append([harmless(engine, one.type, place, row, targets.get(one.name)) for place, one in writable])
    for row in values.ADVERSARIAL:
        made = []
        for place, one in writable:
            value = values.adversarial(one.type, place, row)
            # After the largest number there is no next one, which is no drift.
            is_kept = value is None and one.is_required or value is not None and one.name in counting
            made.append(values.benign(one.type, place, 1) if is_kept else value)
        rows.append(made)
    return [one for _, one in writable], rows


def harmless(engine: Engine, kind: Type, place: int, row: int, target: Type | None) -> values.Value:
    if kind.family == "text" and target is not None and (target.is_list or target.is_struct):
        return engine.nested(values.benign(target, place, row), target)
    return values.benign(kind, place, row, target)


def load(engine: Engine, found: Observation, way: str, staging: list[Leaf], main: list[Leaf]) -> Seen:
    sql = statement(engine, found.pair, way)
    seen = Seen(sql, meeting(engine, found.pair, way))
    try:
        engine.plan(found.pair, sql)
    except Refused as error:
        seen.refusal = str(error)
        return seen
    results: list[tuple[int, tuple]] = []
    try:
        results = list(enumerate(engine.load(found.pair, sql, main)))
    except Refused:
        for number in range(len(found.rows)):
            try:
                results.append((number, engine.load(found.pair, sql, main, number)[0]))
            except Refused as error:
                seen.refused[number] = str(error)
    seen.loaded = len(results)
    seen.loads_only_null = any(
        all(found.rows[number][leaf.text] in (None, "[]", "{}") for number, _ in results)
        for source, column in seen.meeting if source.type != column.type for leaf in staging if leaf.path[0] == source.name)
    names = matched([one.name for one in found.pair.main.columns], [one.name for one in found.pair.staging.columns])
    sources = {leaf.text: source for leaf in main if (source := namesake(leaf, staging, names)) is not None}
    taken = {source.text for source in sources.values()}
    if way == "position" and seen.loads_only_null and any(source.name != column.name for source, column in seen.meeting):
        # NULL goes into any column: where only it loads, nothing landed that could be told from another's.
        results = []
    for number, row in results:
        compare(engine, found.rows[number], dict(zip((leaf.text for leaf in main), row)), main, sources, seen)
    if results:
        unfilled(engine, found, results, main, sources, staging, seen)
        seen.dropped |= {leaf.text for leaf in staging if leaf.text not in taken
                         and any(found.rows[number][leaf.text] is not None for number, _ in results)}
    return seen


def namesake(leaf: Leaf, staging: list[Leaf], names: dict[str, str]) -> Leaf | None:
    """Staging's column or field of the same name."""
    path = (names.get(leaf.path[0]), *(ascii_lower(name) for name in leaf.path[1:]))
    return next((one for one in staging if (one.path[0], *(ascii_lower(name) for name in one.path[1:])) == path), None)


def ascii_lower(name: str) -> str:
    """Engines with STRUCTs tell names of fields apart by other letters than A to Z."""
    return "".join(letter.lower() if letter.isascii() else letter for letter in name)


def is_computed(leaf: Leaf) -> bool:
    return leaf.column.filled in ("stored", "virtual")


def compare(engine: Engine, value: dict, stored: dict, main: list[Leaf], sources: dict[str, Leaf], seen: Seen) -> None:
    """A row of staging with main's, for the columns that both have."""
    for leaf in main:
        source = sources.get(leaf.text)
        if source is None or is_computed(leaf):
            continue
        text, got = value[source.text], stored[leaf.text]
        if text is None:
            if got is not None:
                # A default of the engine's own, such as the next number, or the current time for MySQL's timestamps.
                (seen.substituted if leaf.column.is_required else seen.misplaced)[leaf.text] = f"NULL became {got!r}"
            continue
        if leaf.column.filled and engine.counts_on_zero and text in ("0", ""):
            continue
        if source.type == leaf.type:
            expected, is_whole = text, True
        else:
            expected, is_whole, _ = engine.probe(source.type, text, leaf.type)
        if got != expected:
            seen.misplaced[leaf.text] = f"{text!r} became {got!r}, not {expected!r}"
        elif is_whole is False:
            seen.lossy[leaf.text] = f"{text!r} became {got!r}"


def unfilled(engine: Engine, found: Observation, results: list, main: list[Leaf], sources: dict[str, Leaf],
             staging: list[Leaf], seen: Seen) -> None:
    """Main's columns for which staging has none: NULL, a default, or what they compute."""
    for place, leaf in enumerate(main):
        if leaf.text in sources and not is_computed(leaf):
            continue
        if is_computed(leaf):
            seen.computed.add(leaf.text)
            continue
        seen.filled.add(leaf.text)
        allowed = {None}
        if leaf.column.default is not None and len(leaf.path) == 1:
            allowed.add(engine.default_text(leaf.type, leaf.column.default))
        elif leaf.column.is_required and leaf.type.labels:
            # MySQL's default of an ENUM that is NOT NULL.
            allowed.add(leaf.type.labels[0])
        for number, row in results:
            got = row[place]
            if leaf.column.filled:
                texts = {engine.probe(one.type, text, leaf.type)[0] for one in staging
                         if (text := found.rows[number][one.text]) is not None}
                is_wrong = len(results) > 1 and all(
                    row[place] in {found.rows[number][one.text] for one in staging} for number, row in results) and got in texts
            else:
                # A field that elements of a list lack is NULL in each.
                is_wrong = got not in allowed and not (leaf.type.is_list and set(re.findall(r"\w+", got)) <= {"NULL"})
            if is_wrong:
                seen.misplaced[leaf.text] = f"{got!r} is not of this column"
