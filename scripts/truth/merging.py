"""What `merge` writes for a pair, run on the engine, against a plain upsert: every value that can be cast whole arrives in the column
of its name, and what cannot stops the statement."""

import dataclasses
import decimal
import pathlib
import subprocess

from . import observing
from .engine import Engine, Refused
from .schema import Pair, Type, folded, matched


@dataclasses.dataclass
class Merged:
    """What came of one pair."""

    pair: Pair
    # The statement, or why there is none.
    script: str = ""
    refusal: str = ""
    runs: int = 0
    stopped: int = 0
    # What is wrong, by its kind, with an example.
    faults: dict[str, str] = dataclasses.field(default_factory=dict)


def is_fit(pair: Pair) -> bool:
    """Whether the pair has a key of one type that both have."""
    keys = [one for table in (pair.main, pair.staging) for one in table.columns if one.name == "id"]
    return keys[0].type == keys[1].type and not keys[1].filled


def merged(tool: str, engine: Engine, pair: Pair, export: str, folder: pathlib.Path) -> Merged:
    """Has the statement written and runs it for every row, as an update of the row before and as an insert. The tables are there."""
    found = Merged(pair)
    (folder / "merge.ndjson").write_text(export, encoding="utf-8")
    done = subprocess.run(
        [tool, "merge", "merge.ndjson", "--main", pair.main.name, "--staging", pair.staging.name, "--key", "id", "--engine",
         engine.tool_name, "--dialect", engine.dialect],
        cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        found.refusal = done.stderr.strip()
        if plain_upsert_works(engine, pair):
            found.faults["refused, though every column can be cast"] = found.refusal
        return found
    found.script = done.stdout
    columns, rows = observing.rows_of(engine, pair)
    place = [one.name for one in columns].index("id")
    for row in rows:
        row[place] = rows[0][place]
        empty(engine, pair.staging.name)
        engine.put(pair.staging, columns, [row])
        try:
            texts = engine.rows("SELECT " + ", ".join(engine.text_of(engine.quote(one.name), one.type) for one in pair.staging.columns)
                                + f" FROM {engine.quote(pair.staging.name)}")
        except Refused:
            texts = []
        if len(texts) != 1:
            continue
        value = dict(zip((one.name for one in pair.staging.columns), texts[0]))
        for what in ("update", "insert"):
            if what == "insert":
                empty(engine, pair.main.name)
            run(engine, found, value, what)
    return found


def empty(engine: Engine, table: str) -> None:
    engine.execute(f"DELETE FROM {engine.quote(table)}")


def run(engine: Engine, found: Merged, value: dict[str, str | None], what: str) -> None:
    pair = found.pair
    expected, excuse = upsert(engine, pair, value)
    found.runs += 1
    try:
        engine.script(found.script)
    except Refused as error:
        found.stopped += 1
        if not excuse:
            found.faults.setdefault(f"{what} stops, and no value is lost", f"{str(error).splitlines()[0]}: {value}")
        return
    if excuse and not excuse.startswith("perhaps"):
        found.faults.setdefault(f"{what} runs, although {excuse.partition(':')[0]}", f"{excuse}: {value}")
        return
    rows = engine.rows("SELECT " + ", ".join(engine.text_of(engine.quote(one.name), one.type) for one in pair.main.columns)
                       + f" FROM {engine.quote(pair.main.name)}")
    if any(one.filled == "identity always" and one.name == "id" for one in pair.main.columns):
        return
    if len(rows) != 1:
        found.faults.setdefault(f"{what} leaves {len(rows)} rows", str(value))
        return
    for one, got in zip(pair.main.columns, rows[0]):
        if one.name in expected and got not in (expected[one.name] or {None}):
            found.faults.setdefault(f"{what} puts another value into a column", f"{one.name}: {got!r}, not {expected[one.name]}")


def upsert(engine: Engine, pair: Pair, value: dict[str, str | None]) -> tuple[dict[str, set], str]:
    """What main's columns have to hold, of those where that is known, and why the statement may stop, if it may: `perhaps` where
    it may run too."""
    names = matched([one.name for one in pair.main.columns], [one.name for one in pair.staging.columns])
    types = {one.name: one.type for one in pair.staging.columns}
    expected, excuses = {}, []
    for one in pair.main.columns:
        if one.filled:
            # NULL for a column that main fills itself is refused by some engines and a number in others.
            if any(value[name] is None for name in value if folded(name) == folded(one.name)):
                excuses.append("perhaps: NULL for " + one.name)
            continue
        text = value[names[one.name]] if one.name in names else None
        if text is None:
            if one.is_required and (one.name in names or one.default is None):
                excuses.append("NULL is not allowed: " + one.name if one.name in names else "no value: " + one.name)
            if one.name in names:
                expected[one.name] = {None}
            continue
        source = types[names[one.name]]
        if source == one.type:
            expected[one.name] = {text}
            continue
        if source.has("text") and source.is_list or source.has("json") and text == "null":
            # Blanks around numbers, and JSON's null, are no value that is lost.
            excuses.append("perhaps: another spelling in " + one.name)
            continue
        if one.type.is_struct or source.is_struct or one.type.has("struct") or source.has("struct"):
            excuses.append("perhaps: a part of a STRUCT")
            continue
        stored, is_whole = cast(engine, source, text, one.type)
        if stored is None:
            excuses.append(f"a value cannot be cast: {one.name}")
        elif is_whole is False:
            excuses.append(f"perhaps: a part of a value is lost: {one.name}" if is_time(one.type) else f"a part of a value is lost: {one.name}")
        else:
            expected[one.name] = {stored}
            if is_whole is None:
                excuses.append(f"perhaps: {one.name}")
    excuses.sort(key=lambda text: text.startswith("perhaps"))
    return expected, excuses[0] if excuses else ""


def is_time(kind: Type) -> bool:
    return kind.family in ("date", "time", "timetz", "naive", "moment", "interval")


def cast(engine: Engine, source: Type, text: str, column: Type) -> tuple[str | None, bool | None]:
    """A value cast to another type, None where that fails, and whether it is whole."""
    stored, is_whole, _ = engine.probe(source, text, column)
    if stored is None:
        try:
            stored = engine.back(source, text, column)
            is_whole = stored is not None and engine.back(column, stored, source) == text
        except Refused:
            return (None, None) if stored is None else (stored, None)
    if source.family in ("text", "json", "bytes"):
        # Another spelling of a value is the value.
        is_whole = same_number(text, stored) if column.family in ("int", "dec", "float") else is_whole or None
    return stored, is_whole


def same_number(text: str, stored: str | None) -> bool | None:
    try:
        return decimal.Decimal(text.strip()) == decimal.Decimal(stored or "") or None
    except decimal.InvalidOperation:
        return None


def plain_upsert_works(engine: Engine, pair: Pair) -> bool:
    """Whether the first row's values can all be cast, and nothing that main needs is missing."""
    columns, rows = observing.rows_of(engine, pair)
    if not rows or any(one.type.has("struct") or one.type.is_list for table in (pair.main, pair.staging) for one in table.columns):
        return False
    engine.put(pair.staging, columns, rows[:1])
    texts = engine.rows("SELECT " + ", ".join(engine.text_of(engine.quote(one.name), one.type) for one in pair.staging.columns)
                        + f" FROM {engine.quote(pair.staging.name)}")
    if not texts:
        return False
    value = dict(zip((one.name for one in pair.staging.columns), texts[0]))
    return not upsert(engine, pair, value)[1]
