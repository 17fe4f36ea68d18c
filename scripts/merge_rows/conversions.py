"""Every type of an engine into every other: what `merge` writes for a column, held against what the engine does by itself.

For each pair the expression that the tool writes is run on values of the staging type. It may fail only where the engine's
own conversion fails too, or where a part of the value would be lost; else main has to get what that conversion gives, and
all of it. A pair for which the tool has no statement may not be one that the engine converts whole.
"""

import collections
import concurrent.futures
import dataclasses
import json
import pathlib
import re
import subprocess
from collections.abc import Sequence
from typing import Any

from .wholeness import is_whole


@dataclasses.dataclass(frozen=True)
class Given:
    """A value of a staging type: a type, and the value as text."""

    type: str
    value: str


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What became of a value: its text, or why there is none."""

    text: str | None
    error: str | None = None

    @property
    def failed(self) -> bool:
        return self.error is not None


class Converter:
    """An engine that runs expressions on values. The modules of engines have one each."""

    # The types of columns, each with values as texts.
    types: dict[str, Sequence[str]] = {}
    # A row of information_schema.columns for each type.
    rows: dict[str, dict[str, Any]] = {}

    def lay_out(self) -> None:
        """Creates a table for each type, and reads its row."""
        raise NotImplementedError

    def run(self, prelude: str, jobs: Sequence[tuple[Given, str, str | None]]) -> list[Outcome]:
        """What becomes of values that are written into a column of a type: by the engine's own conversion, an assignment
        or else a CAST, or by an expression over S."""
        raise NotImplementedError

    def alters(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[bool, bool]]:
        """Whether a column of the one type is altered to the other for some values: by its name alone, and with USING."""
        raise NotImplementedError

    def export(self, staging: str, columns: Sequence[int]) -> str:
        """The schemas of main, with these of its columns, and of a staging table that has them all in one type."""
        names = list(self.types)
        found = []
        for table in ("main", "staging"):
            kinds = [(column(number), names[number] if table == "main" else staging) for number in columns]
            for position, (name, kind) in enumerate([("id", self.key), *kinds]):
                found.append(
                    self.rows[kind] | {"table_name": table, "column_name": name, "ordinal_position": position + 1,
                                       "is_nullable": "YES"})
        return json.dumps(found)

    # An integer type.
    key = ""
    # Whether `alters` depends on the values.
    tries_values = False


def some(converter: Converter) -> list[str]:
    """Staging types for a short check: each fourth, and the one text that is read as all others."""
    names = list(converter.types)
    return [name for place, name in enumerate(names) if place % 4 == 1 or name in ("text", "VARCHAR")]


def column(number: int) -> str:
    return f"c{number}"


@dataclasses.dataclass
class Written:
    """What the tool writes for one staging type."""

    expressions: dict[int, str]
    refused: dict[int, str]
    prelude: str


def written(tool: str, converter: Converter, staging: str, on_lossy: str, folder: pathlib.Path, dialect: str) -> Written:
    """The expressions for all of main's types; those without a statement are left out until the rest has one."""
    refused: dict[int, str] = {}
    left = list(range(len(converter.types)))
    for _ in range(2):
        export = folder / f"{list(converter.types).index(staging)}-{on_lossy}.json"
        export.write_text(converter.export(staging, left), encoding="utf-8")
        made = subprocess.run(
            [tool, "merge", export, "--main", "main", "--key", "id", "--on-lossy", on_lossy, "--dialect", dialect],
            capture_output=True, text=True, check=False, cwd=folder)
        if made.returncode == 0:
            break
        for line in made.stderr.splitlines():
            # A column is named in the first words of every reason about one.
            found = re.search(r"\b(?:for|part of|column) c(\d+)\b|error: no safe merge: c(\d+)\b", line)
            if found is None:
                raise AssertionError(f"{staging}: {made.stderr}")
            refused[int(found[1] or found[2])] = line.split("no safe merge: ")[-1]
        left = [number for number in left if number not in refused]
    else:
        raise AssertionError(f"{staging}: {made.stderr}")
    expressions = {}
    for line in made.stdout.splitlines():
        if found := re.fullmatch(r"\s+(.*?)(?: AS c(\d+))?,?", line):
            if found[2] is not None:
                expressions[int(found[2])] = found[1]
            elif plain := re.fullmatch(r"S\.c(\d+)", found[1]):
                expressions.setdefault(int(plain[1]), found[1])
    # `--on-lossy skip` leaves columns out, as NULL.
    prelude = made.stdout.split("MERGE INTO")[0]
    return Written(expressions, refused, "\n".join(l for l in prelude.splitlines() if not l.startswith("--")))


def check(tool: str, dialect: str, converter: Converter, folder: pathlib.Path, only: Sequence[str] = ()) -> tuple[list[str], str]:
    """What is wrong, and a line about how much was tried."""
    converter.lay_out()
    names = list(converter.types)
    faults: list[str] = []
    counts: collections.Counter[str] = collections.Counter()
    jobs = [(staging, lossy) for staging in names for lossy in ("error", "safe-cast") if not only or staging in only]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        texts = list(pool.map(lambda job: written(tool, converter, *job, folder, dialect), jobs))
    owns: dict[str, list[Outcome]] = {}
    for (staging, lossy), found in zip(jobs, texts):
        given = [Given(staging, value) for value in converter.types[staging]]
        if staging not in owns:
            owns[staging] = converter.run("", [(value, target, None) for target in names for value in given])
        asked = [number for number in range(len(names)) if number in found.expressions]
        made = converter.run(
            found.prelude, [(value, names[number], found.expressions[number]) for number in asked for value in given])
        for number, target in enumerate(names):
            own = owns[staging][number * len(given):][:len(given)]
            pair = f"{staging} → {target}, {lossy}"
            counts["pairs"] += 1
            if number in found.refused:
                counts["refused"] += 1
                if fault := refused(found.refused[number], given, target, own, lossy):
                    faults.append(f"{pair}: {fault}")
                continue
            if number not in asked:
                faults.append(f"{pair}: no expression found")
                continue
            place = asked.index(number) * len(given)
            counts["values"] += len(given)
            for value, one, other in zip(given, own, made[place:place + len(given)]):
                if fault := judged(value, target, one, other, lossy):
                    faults.append(f"{pair}: {value.value!r}: {fault}\n    {found.expressions[number]}")
    line = f"{counts['pairs']} conversions ({counts['refused']} refused), {counts['values']} values, {len(faults)} faults"
    return faults, line


def refused(why: str, given: Sequence[Given], target: str, own: Sequence[Outcome], lossy: str) -> str | None:
    """What is wrong with a pair for which there is no statement."""
    # Lists without a value convert to all lists.
    converted = [
        (value, one) for value, one in zip(given, own) if not one.failed and value.value.strip("[]{}") not in ("", "NULL")]
    if "no CAST" in why:
        return f"refused ({why}), although the engine converts {converted[0][0].value!r}" if converted else None
    if lossy == "error" and converted and all(is_whole(value, target, one.text) for value, one in converted):
        return f"refused ({why}), although nothing is lost"
    return None


def check_alters(tool: str, converter: Converter, folder: pathlib.Path, only: Sequence[str] = ()) -> tuple[list[str], str]:
    """What `repair` says of an ALTER that the engine does not do, or that it does and `repair` says there is none."""
    names = list(converter.types)
    faults, count = [], 0
    for staging in names:
        if only and staging not in only:
            continue
        export = folder / f"{names.index(staging)}-repair.json"
        export.write_text(converter.export(staging, range(len(names))), encoding="utf-8")
        made = subprocess.run(
            [tool, "repair", export, "--main", "main", "--target", "staging"], capture_output=True, text=True, check=False,
            cwd=folder)
        if made.returncode not in (0, 1):
            raise AssertionError(f"{staging}: {made.stderr}")
        told = sentences(made.stdout)
        for (number, target), (plain, using) in zip(
                enumerate(names), converter.alters([(staging, target) for target in names]), strict=True):
            count += 1
            text = told.get(column(number), "")
            if "No ALTER" in text or "There is no CAST" in text:
                is_right = not plain and not using
            elif "needs USING" in text:
                is_right = using and not plain
            else:
                # What is altered by the script, or what an ALTER would do with values.
                is_right = plain or converter.tries_values and "fail on" in text
            if not is_right:
                faults.append(f"{staging} → {target}, repair: {text or 'altered'!r}, although ALTER works {plain}, with USING {using}")
    return faults, f"{count} ALTERs"


def sentences(script: str) -> dict[str, str]:
    """What the comment of a script says of each column whose type stays."""
    comment = re.sub(r"\n--     ", " ", script)
    found = {}
    for line in comment.splitlines():
        if entry := re.match(r"--   (?:type|parameters)-changed: ((?:c\d+)(?:, c\d+)*)\. (.*)", line):
            for name in entry[1].split(", "):
                found[name] = found.get(name, "") + entry[2]
    return found


def judged(given: Given, target: str, own: Outcome, made: Outcome, lossy: str) -> str | None:
    """What is wrong with what became of a value."""
    if lossy != "error":
        if made.failed and not (own.failed and ("[]" in target or "[" in target)):
            return f"safe-cast fails: {made.error}"
        return None
    if own.failed:
        return None if made.failed else f"arrives as {made.text!r}, although the engine refuses it: {own.error}"
    whole = is_whole(given, target, own.text)
    if made.failed:
        return f"fails ({made.error}), although the engine makes {own.text!r} of it" if whole else None
    if made.text != own.text:
        # More may arrive than by the engine's own conversion.
        return None if is_whole(given, target, made.text) and not whole else f"arrives as {made.text!r}, not as {own.text!r}"
    return None if whole else f"loses a part as {made.text!r}"
