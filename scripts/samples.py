#!/usr/bin/env python3
"""Writes the sample reports (reports/incident, reports/sample), the incident's history, docs/rules.md and the output in
README.md anew, or checks them.

usage: samples.py --tool DRIFTAUDIT [--check]
"""

import argparse
import datetime
import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
REFRESH = "make samples"
# 2026-01-31T04:00:00Z, the morning after the incident.
EPOCH = "1769832000"

RUNS = {
    "incident": [
        "schemas/incident/columns.ndjson.gz", "schemas/incident/tables.ndjson.gz", "--main", "schemas/incident/main.json",
        "--staging", "_staging_*", "--batch-pattern", "_staging_{batch}_prediction_worker_{worker}",
    ],
    "sample": ["--config", "schemas/sample/driftaudit.yml"],
}
REPORTS = ["drift.md", "drift.junit.xml", "drift.json"]
# Written on request.
PAGE = "drift.html"
# The incident's two weeks, as a job saw them that ran each morning at 06:00 UTC, but not on 2026-01-28. The export lists
# the tables that were created until 2026-01-30.
HISTORY = "schemas/incident/history"
MORNINGS = [f"2026-01-{day}" for day in range(19, 32) if day != 28] + ["2026-02-01"]
WEEK = ["--since", "2026-01-26", "--until", "2026-02-01"]
WEEKLY = ["weekly.md", "weekly.json", "weekly.html"]
# The Monday behind that week.
MONDAY = "1770012000"
# One page on everything, an hour after the last run of the history.
STATUS = [
    *RUNS["incident"], "schemas/incident/records", "--completions", "schemas/incident/completions", "--history", "history",
]
STATUS_PAGES = {"markdown": "status.md", "json": "status.json", "html": "status.html"}
SUNDAY = "1769929200"
# Which run's standard output README.md shows, and between which lines.
SHOWN = "incident"
START, END = "<!-- output:start -->", "<!-- output:end -->"


def call(tool, arguments, folder, epoch, expected):
    """What the tool printed, run in a folder at a time."""
    unset = ("COLUMNS", "NO_COLOR", "GITHUB_ACTIONS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    environment["SOURCE_DATE_EPOCH"] = epoch
    now = datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    done = subprocess.run(
        [tool, *arguments, "--now", now], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode not in expected:
        sys.stderr.write(done.stdout + done.stderr)
        sys.exit(f"error: driftaudit {' '.join(arguments)}: exit {done.returncode}, where {expected} was expected")
    return done.stdout


def run(tool, arguments, folder):
    """The reports of one audit by name, and what it printed."""
    # In a folder of its own that looks like the project: reports name the files that were read, and the commands that
    # they recommend name the reports, so that both paths have to be the ones that a user would see.
    os.symlink(ROOT / "schemas", folder / "schemas")
    output = call(tool, ["audit", *arguments], folder, EPOCH, [1])
    call(tool, ["audit", *arguments, "--report", f"html=reports/{PAGE}"], folder, EPOCH, [1])
    return {name: (folder / "reports" / name).read_text(encoding="utf-8") for name in [*REPORTS, PAGE]}, output


def history(tool, folder):
    """The incident's history, the report on its second week, and how everything stood then, by their paths."""
    os.symlink(ROOT / "schemas", folder / "schemas")
    for day in MORNINGS:
        morning = datetime.datetime.fromisoformat(f"{day}T06:00:00+00:00")
        arguments = [*RUNS["incident"], "--until", f"{day}T06:00:00", "--allow-no-staging", "--record", "history"]
        call(tool, ["audit", *arguments], folder, str(int(morning.timestamp())), [0, 1])
    call(tool, ["weekly", "--history", "history", *WEEK], folder, MONDAY, [0])
    files = {f"{HISTORY}/{path.name}": path.read_text(encoding="utf-8") for path in (folder / "history").iterdir()}
    pages = [f"--report={form}=reports/{name}" for form, name in STATUS_PAGES.items()]
    call(tool, ["status", *STATUS, *pages], folder, SUNDAY, [1])
    names = [*WEEKLY, *STATUS_PAGES.values()]
    return files | {f"reports/incident/{name}": (folder / "reports" / name).read_text(encoding="utf-8") for name in names}


def expected(tool):
    """What every file should hold, by its path from the project's folder."""
    files = {}
    for name, arguments in RUNS.items():
        with tempfile.TemporaryDirectory() as folder:
            reports, output = run(tool, arguments, pathlib.Path(folder))
        files.update({f"reports/{name}/{report}": text for report, text in reports.items()})
        if name == SHOWN:
            files["README.md"] = with_output(output)
    with tempfile.TemporaryDirectory() as folder:
        files.update(history(tool, pathlib.Path(folder)))
    rules = subprocess.run([tool, "rules", "--markdown"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    files["docs/rules.md"] = rules.stdout
    return files


def with_output(output):
    """README.md with `output` between its two marks."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    before, start, rest = text.partition(START + "\n")
    _, end, after = rest.partition(END)
    if not start or not end:
        sys.exit(f"error: README.md lacks the lines {START} and {END}")
    return f"{before}{start}```\n{output.rstrip()}\n```\n{end}{after}"


def check(files):
    """0 where every file is there as expected."""
    stale = 0
    for path, text in files.items():
        target = ROOT / path
        here = target.read_text(encoding="utf-8") if target.exists() else ""
        if here == text:
            continue
        stale += 1
        diff = difflib.unified_diff(
            here.splitlines(keepends=True), text.splitlines(keepends=True), path, "what driftaudit writes", n=1
        )
        lines = list(diff)
        sys.stdout.writelines(lines[:60])
        if len(lines) > 60:
            print(f"… {len(lines) - 60} more lines")
    for path in superfluous(files):
        stale += 1
        print(f"{path} should not be there")
    if stale:
        count = f"{stale} of {len(files)} files are"
        print(f"error: {count} not what driftaudit writes. If that is right: {REFRESH}", file=sys.stderr)
        return 1
    print(f"{len(files)} files are what driftaudit writes.")
    return 0


def superfluous(files):
    """Files of the shipped history that no run writes any more."""
    return sorted({f"{HISTORY}/{path.name}" for path in (ROOT / HISTORY).glob("*")} - files.keys())


def write(files):
    for path in superfluous(files):
        (ROOT / path).unlink()
    for path, text in files.items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True, type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    tool = shutil.which(options.tool.resolve())
    if tool is None:
        sys.exit(f"error: no program at {options.tool}")
    files = expected(tool)
    return check(files) if options.check else write(files)


if __name__ == "__main__":
    sys.exit(main())
