#!/usr/bin/env python3
"""Holds the effects that the tool names against what engines do with random pairs of tables.

usage: truth-check.py --tool DRIFTAUDIT [--engine NAME]... [--pairs N] [--merges N] [--seed N] [--show] [--report FILE]
       truth-check.py --self-test

Each seed is a pair: main, and a staging table made from it by up to three changes. An engine creates both, the tool reads the
engine's export of their columns, and staging's rows, harmless ones and extreme ones, are loaded into main by position and by name.
What happened is the effect, and the tool has to say the same. Engines that are not there are left out, with a line that says so.
"""

import argparse
import os
import pathlib
import signal
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What starts the servers that the tests' exports come from.
sys.path.insert(0, str(ROOT / "Tests/Exports"))
sys.dont_write_bytecode = True

from truth import drift, merging, observing, selftest, showing
from truth.bigquery import BigQuery
from truth.duck import DuckDB
from truth.engine import Engine, Refused
from truth.judging import Tally, judged, retyped
from truth.maria import MariaDB
from truth.postgres import PostgreSQL
from truth.tool import Saying, effects

BATCH = 25
DEEP = os.environ.get("DRIFTAUDIT_DEEP_TESTS") == "1"


def batch(tool: str, engine: Engine, seeds: range, folder: pathlib.Path, tally: Tally, show: bool) -> None:
    engine.begin()
    pairs = []
    for seed in seeds:
        pair = drift.pair(seed, engine)
        try:
            for table in (pair.main, pair.staging):
                engine.make(table)
        except Refused as error:
            tally.unmade += 1
            if show:
                print(f"not made: {error}")
            continue
        pairs.append(pair)
    saying = Saying(tool, engine, engine.export(), pairs, folder)
    observations = []
    for pair in pairs:
        try:
            observations.append(observing.observe(engine, pair))
        except observing.Unmade as error:
            tally.unmade += 1
            if show:
                print(f"not filled: {error}")
    audits, problems = saying.result()
    for problem in problems:
        tally.add("problem", problem)
    for found in observations:
        audit = audits.get(found.pair.main.name)
        said = effects(audit)
        tally.pairs += 1
        tally.rows += len(found.rows)
        if audit is None:
            tally.add("not audited", f"seed {found.pair.seed}: not audited")
        for way in observing.WAYS:
            tally.observed[(way, found.ways[way].effect)] += 1
            if said is None:
                continue
            tally.said[(way, said[way])] += 1
            verdict = judged(found, way, said[way])
            if verdict is None:
                continue
            line = (f"seed {found.pair.seed}: {way}: {verdict.kind} [{', '.join(found.pair.changes)}] "
                    f"{retyped(found.ways[way], engine.sql)}")
            if verdict.is_contradiction:
                tally.add(f"{way}: {verdict.kind}", line)
            else:
                tally.timid[f"{way}: {verdict.kind}"] += 1
        if show:
            print(showing.shown(engine, found, audit))


def merges(tool: str, engine: Engine, seeds: range, folder: pathlib.Path, show: bool) -> list[merging.Merged]:
    """What `merge` writes for pairs, each run for all rows."""
    done = []
    for seed in seeds:
        pair = drift.pair(seed, engine)
        if not merging.is_fit(pair):
            continue
        engine.begin()
        try:
            for table in (pair.main, pair.staging):
                engine.make(table)
        except Refused:
            continue
        done.append(merging.merged(tool, engine, pair, engine.export(), folder))
        if show:
            print(showing.merged(engine, done[-1]))
    return done


def check(tool: str, engine: Engine, options: argparse.Namespace) -> Tally:
    tally = Tally(engine.name)
    pairs = options.pairs if options.pairs is not None else engine.deep_pairs if DEEP else engine.pairs
    with tempfile.TemporaryDirectory(prefix="truth-") as name:
        folder = pathlib.Path(name)
        with engine.running(folder):
            for start in range(options.seed, options.seed + pairs, BATCH):
                batch(tool, engine, range(start, min(start + BATCH, options.seed + pairs)), folder, tally, options.show)
            if engine.dialect and options.merges:
                for found in merges(tool, engine, range(options.seed, options.seed + options.merges), folder, options.show):
                    tally.merge(found)
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", default=str(ROOT / ".build/debug/driftaudit"))
    parser.add_argument("--self-test", action="store_true", help="only look whether wrong words are found, on SQLite")
    parser.add_argument("--engine", action="append", default=[], help="only this engine (repeatable)")
    parser.add_argument("--pairs", type=int, help="how many; 300 or, with DEEP=1, 10000 on most engines")
    parser.add_argument("--seed", type=int, default=1, help="the first pair's seed")
    parser.add_argument("--merges", type=int, default=500 if DEEP else 40,
                        help="of how many pairs the statement of merge is run")
    parser.add_argument("--show", action="store_true", help="print tables, rows, what happened and what the tool says")
    parser.add_argument("--report", type=pathlib.Path, help="write contradictions, by kind, into this file")
    options = parser.parse_args()
    for fault in (wrong := selftest.faults()):
        print(f"error: self-test: {fault}", file=sys.stderr)
    if options.self_test or wrong:
        return 1 if wrong else 0
    tool = str(pathlib.Path(options.tool).resolve())
    # As on Ctrl-C, servers are stopped and folders removed before the end.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    engines: list[Engine] = [PostgreSQL(), DuckDB(), MariaDB(), BigQuery()]
    unknown = set(options.engine) - {engine.name for engine in engines}
    if unknown:
        parser.error(f"no engine is called {', '.join(sorted(unknown))}")
    tallies = []
    for engine in engines:
        if options.engine and engine.name not in options.engine:
            continue
        if reason := engine.missing():
            print(f"truth-check: {engine.name} skipped, since {reason}")
            continue
        started = time.monotonic()
        tallies.append(check(tool, engine, options))
        print(showing.summary(tallies[-1], time.monotonic() - started), flush=True)
    if options.report:
        options.report.write_text("\n".join(showing.listed(tally) for tally in tallies), encoding="utf-8")
    return 1 if any(tally.contradictions for tally in tallies) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
