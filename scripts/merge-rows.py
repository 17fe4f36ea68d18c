#!/usr/bin/env python3
"""Runs the statements that `driftaudit merge` writes on engines with real rows, and compares main with a plain loop.

usage: merge-rows.py --tool DRIFTAUDIT [--emulator LOCAL_BIGQUERY] [--engine NAME]... [--only SCENARIO]...
Tables are created on the engine, exported from it, merged by what the tool prints, and read back: BigQuery as an emulator
behind the real bq, PostgreSQL as a cluster of its own, DuckDB as PyPI's package. A second run may change nothing but what
--set says. Statements with a fault in them have to be found. Every type is tried in every other, or some of them without
DRIFTAUDIT_DEEP_TESTS=1 (`--only types` tries all). Engines that are not there are left out, with a line that says so.
"""

import argparse
import concurrent.futures
import functools
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What starts the servers that the tests' exports come from.
sys.path.insert(0, str(ROOT / "Tests/Exports"))
sys.dont_write_bytecode = True

from merge_rows import conversions, faults, loop, scenarios
from merge_rows.bigquery import BigQuery
from merge_rows.comparing import differences
from merge_rows.duck import DuckDB
from merge_rows.engine import Engine, Failed, Session
from merge_rows.model import Expression, Row, Scenario, placed
from merge_rows.postgres import PostgreSQL


class Wrong(Exception):
    """What is not as it should be."""


def arguments(scenario: Scenario, session: Session) -> list[str]:
    """The tool's options for a scenario."""
    names = list(dict.fromkeys(c.name for table in scenario.tables for c in table.columns))

    def written(expression: str | Expression) -> str:
        return placed(expression, session.quote, names)

    def assigned(name: str, expression: Expression) -> str:
        return f"{session.quote(name) if '=' in name else name}={written(expression)}"

    words = ["--main", scenario.main.name, "--on-lossy", scenario.on_lossy]
    for key in scenario.keys:
        words += ["--key", written(key)]
    for order in scenario.order_by:
        words += ["--order-by", written(order)]
    for name in scenario.keep:
        words += ["--keep", name]
    for option, assignments in (("--set", scenario.set), ("--fill", scenario.fill)):
        for name, expression in assignments.items():
            words += [option, assigned(name, expression)]
    return words


class Check:
    """All scenarios on one engine."""

    def __init__(self, tool: str, engine: Engine, session: Session, folder: pathlib.Path) -> None:
        self.tool, self.engine, self.session, self.folder = tool, engine, session, folder
        self.rows = 0

    def statement(self, scenario: Scenario) -> str:
        """What the tool prints for the tables as the engine exports them."""
        export = self.folder / "export.json"
        export.write_text(self.session.export(scenario), encoding="utf-8")
        made = subprocess.run(
            [self.tool, "merge", export, *arguments(scenario, self.session), *dialect(self.tool, self.engine.dialect)],
            capture_output=True, text=True, cwd=self.folder, check=False)
        if made.returncode != 0:
            raise Wrong(f"refused: {made.stderr.strip()}")
        return made.stdout

    def expected(self, scenario: Scenario, main: Sequence[Row]) -> list[list[Row]]:
        columns = scenario.main.columns
        return [[self.session.stored(row, columns) for row in rows] for rows in loop.merged(scenario, main)]

    def same(self, scenario: Scenario, before: Sequence[Row], what: str) -> list[Row]:
        """Main's rows, which have to be what the loop makes of those before. Raises Wrong."""
        after = self.session.rows(scenario)
        self.rows += len(after)
        if found := differences(self.expected(scenario, before), after):
            raise Wrong(f"{what}: main " + "\n  ".join(found[:6]))
        return after

    def scenario(self, scenario: Scenario) -> None:
        """Raises Wrong."""
        self.session.lay_out(scenario)
        self.session.fill(scenario, scenario.tables)
        script = self.statement(scenario)
        before = self.session.rows(scenario)
        if scenario.fails:
            self.failing(scenario, script, before)
            return
        try:
            self.session.run(scenario, script)
            first = self.same(scenario, before, "first run")
            self.session.execute(script)
            second = self.same(scenario, first, "second run")
            self.unchanged(scenario, first, second, "the second run changes main")
            if scenario.has_ties:
                self.session.fill(scenario, scenario.tables, backwards=True)
                self.session.execute(script)
                self.unchanged(scenario, first, self.session.rows(scenario), "rows in another order give another main")
        except Failed as error:
            raise Wrong(f"fails: {error}") from error

    def unchanged(self, scenario: Scenario, before: Sequence[Row], after: Sequence[Row], what: str) -> None:
        """Two states of main, which may differ in nothing but what --set says. Raises Wrong."""

        def unset(row: Row) -> Row:
            return {name: value for name, value in row.items() if name not in scenario.set}

        if changed := differences([[unset(row)] for row in before], [unset(row) for row in after]):
            raise Wrong(f"{what}: " + "\n  ".join(changed[:6]))

    def failing(self, scenario: Scenario, script: str, before: Sequence[Row]) -> None:
        try:
            self.expected(scenario, before)
            raise Wrong("the loop does not fail")
        except loop.Fails:
            pass
        try:
            self.session.execute(script)
        except Failed:
            if found := differences([[row] for row in before], self.session.rows(scenario)):
                raise Wrong("fails, but main has changed: " + "\n  ".join(found)) from None
            return
        raise Wrong("runs, although a value does not arrive whole")

    def faults(self) -> list[str]:
        """The faults that are not found."""
        scenario = faults.SUBJECT
        self.session.lay_out(scenario)
        self.session.fill(scenario, scenario.tables)
        before, script = self.session.rows(scenario), self.statement(scenario)
        missed = []
        for what, text in faults.spoiled(script):
            if text == script:
                missed.append(f"{what}: the statement has changed, so that nothing was spoiled")
                continue
            self.session.fill(scenario, [scenario.main])
            try:
                self.session.execute(text)
                self.same(scenario, before, what)
                missed.append(f"{what}: not found")
            except (Failed, Wrong):
                pass
        return missed

    def old(self) -> list[str]:
        """What is wrong about the statement that goes by position: it has to fail where the generated one does not."""
        for scenario in scenarios.all_scenarios():
            if scenario.name == "incident":
                statement = self.session.old_statement(scenario, scenario.staging[-1])
                if statement is None:
                    return []
                try:
                    self.session.execute(statement)
                except Failed:
                    return []
        return ["the old statement, which goes by position, runs"]


@functools.cache
def dialect(tool: str, name: str) -> list[str]:
    """The option that names a dialect, where the tool has it."""
    shown = subprocess.run([tool, "merge", "--help"], capture_output=True, text=True, check=True).stdout
    return ["--dialect", name] if "--dialect" in shown else []


def run(tool: str, engine: Engine, only: Sequence[str], stop: threading.Event) -> tuple[list[str], str]:
    """The faults on one engine, and a line that tells what was run; less of it where it is told to stop."""
    if reason := engine.missing():
        return [], f"rows-check: {engine.name} skipped, since {reason}"
    started = time.monotonic()
    wrong, count, tried = [], 0, ""
    with tempfile.TemporaryDirectory(prefix="merge-rows-") as name, engine.session(pathlib.Path(name)) as session:
        check = Check(tool, engine, session, pathlib.Path(name))
        for scenario in scenarios.all_scenarios():
            if engine.dialect not in scenario.engines or only and scenario.name not in only:
                continue
            if stop.is_set():
                break
            count += 1
            try:
                check.scenario(scenario)
            except Wrong as error:
                wrong.append(f"{engine.name}: {scenario.name}: {error}")
        if not only and not stop.is_set():
            wrong += [f"{engine.name}: {fault}" for fault in check.faults() + check.old()]
        if hasattr(engine, "converter") and (not only or any(word.startswith("types") for word in only)) and not stop.is_set():
            with tempfile.TemporaryDirectory(prefix="merge-rows-") as place:
                types = [word.removeprefix("types:") for word in only if word.startswith("types:")]
                if not only and os.environ.get("DRIFTAUDIT_DEEP_TESTS") != "1":
                    types = conversions.some(engine.converter(session))
                converter = engine.converter(session)
                found, tried = conversions.check(tool, engine.dialect, converter, pathlib.Path(place), types)
                altered, told = conversions.check_alters(tool, converter, pathlib.Path(place), types)
                tried += f", {told}"
            wrong += [f"{engine.name}: {fault}" for fault in found + altered]
    seconds = time.monotonic() - started
    told = f"{count} scenarios, {check.rows} rows compared, {tried + ', ' if tried else ''}{len(wrong)} faults, {seconds:.0f} s"
    return wrong, f"rows-check: {engine.name}: {told}"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", required=True)
    parser.add_argument("--emulator", default="local-bigquery", help="the program local-bigquery")
    parser.add_argument("--engine", action="append", default=[], help="only this engine (repeatable)")
    parser.add_argument("--only", action="append", default=[], help="only this scenario (repeatable)")
    options = parser.parse_args()
    known = {scenario.name for scenario in scenarios.all_scenarios()}
    # `types` is what becomes of every type, `types:text` of one.
    unknown = {only for only in options.only if only not in known and only != "types" and not only.startswith("types:")}
    if unknown:
        parser.error(f"no scenario is called {', '.join(sorted(unknown))}")
    tool = str(pathlib.Path(options.tool).resolve())
    # As on Ctrl-C, servers are stopped and folders removed before the end.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    engines: list[Engine] = [BigQuery(options.emulator), PostgreSQL(), DuckDB()]
    chosen = [engine for engine in engines if not options.engine or engine.dialect in options.engine]
    stop = threading.Event()
    # The engines work at the same time: the emulator takes most of it.
    with concurrent.futures.ThreadPoolExecutor(len(chosen)) as pool:
        try:
            results = list(pool.map(lambda engine: run(tool, engine, options.only, stop), chosen))
        except KeyboardInterrupt:
            stop.set()
            raise
    for wrong, line in results:
        for fault in wrong:
            print(f"error: {fault}", file=sys.stderr)
        print(line)
    return 1 if any(wrong for wrong, _ in results) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
