#!/usr/bin/env python3
"""Times builds and tests from clean clones, of this commit and of another beside it, and measures what is built.

usage: build.py [--base COMMIT] [--only STEP]... [--write]
Every commit is cloned into a folder of its own. Steps take turns, one of each commit, so that a machine that slows down slows
both. Nothing else should run. Processor time is that of all processes together; cores busy is that divided by the clock. Lines
are those of the project's Swift files of which a step has made objects. Downloads are not timed.

steps:
  debug       a cold build of the program, as `make debug` does it
  debug-edit  the same after a change of one report format
  tests       `make test`, cold, build included
  release     a cold build of what users install, with the Makefile's flags
  edit        the same after a change of one report format
  size        bytes of the program of `release`, stripped
"""

import argparse
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "performance.md"
START, END = "<!-- build:start -->", "<!-- build:end -->"
STEPS = {
    "debug": "debug build, cold",
    "debug-edit": "debug build after a change of one report format",
    "tests": "`make test`, cold",
    "release": "release build, cold",
    "edit": "release build after a change of one report format",
    "size": "the program, stripped",
}
# The report format that is changed, wherever a tree has it.
EDITED = "CSVReport.swift"


def fail(text):
    sys.exit(f"error: {text}")


def say(text):
    print(text, file=sys.stderr, flush=True)


def told(*command, folder=ROOT):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        fail(f"{shlex.join(command)}: {done.stderr.strip()}")
    return done.stdout.strip()


class Tree:
    """A clean clone of a commit."""

    def __init__(self, commit, folder):
        self.commit, self.folder = commit, folder
        told("git", "clone", "--quiet", "--no-checkout", str(ROOT), str(folder))
        told("git", "checkout", "--quiet", "--detach", commit, folder=folder)
        found = sorted((folder / "Sources").rglob(EDITED))
        if len(found) != 1:
            fail(f"{len(found)} files are called {EDITED} in {commit}")
        self.edited = found[0]
        flags = re.search(r"^RELEASE_FLAGS := (.*)$", (folder / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        self.release = ["swift", "build", *flags[1].split()]
        self.edits = 0
        # What the builds need from elsewhere is fetched now.
        self.run(["make", "dependencies"])
        self.run(["swift", "package", "resolve"])

    def run(self, command):
        """A command's seconds, and those of processors. Its output is shown where it fails."""
        environment = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
        with tempfile.TemporaryFile() as output:
            start = time.monotonic()
            process = subprocess.Popen(
                command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=environment)
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.monotonic() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                output.seek(0)
                fail(f"{shlex.join(command)} in {self.commit}: exit {process.returncode}\n{output.read()[-4000:].decode(errors='replace')}")
        return seconds, usage.ru_utime + usage.ru_stime

    def clean(self):
        """Removes what was built, and keeps what was fetched."""
        for name in ("debug", "release", "x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"):
            told("rm", "-rf", str(self.folder / ".build" / name))

    def edit(self):
        """Adds a declaration to the report format; what is private to it changes no interface, and all of the file."""
        self.edits += 1
        with open(self.edited, "a", encoding="utf-8") as file:
            file.write(f"\nprivate func edited{self.edits}() -> Int {{ {self.edits} }}\n")

    def lines_since(self, moment):
        """Lines of the Swift files whose objects were written since then."""
        count = 0
        for build in (self.folder / ".build").glob("*-linux-gnu/*/*.build"):
            module = build.name.removesuffix(".build")
            files = {path.name: path for parent in ("Sources", "Tests") for path in (self.folder / parent / module).rglob("*.swift")}
            for compiled in build.rglob("*.swift.o"):
                source = files.get(compiled.name.removesuffix(".o"))
                if source and compiled.stat().st_mtime >= moment:
                    count += source.read_bytes().count(b"\n")
        return count

    def step(self, name):
        """The figures of a step: seconds, seconds of processors, lines; or bytes."""
        if name == "size":
            program, stripped = self.folder / ".build/release/driftaudit", self.folder / ".build/stripped"
            told("strip", "-o", str(stripped), str(program))
            return {"bytes": stripped.stat().st_size}
        commands = {
            "debug": ["swift", "build", "--product", "driftaudit"], "debug-edit": ["swift", "build", "--product", "driftaudit"],
            "tests": ["make", "test"], "release": self.release, "edit": self.release,
        }
        if name in ("debug", "tests", "release"):
            self.clean()
        else:
            self.edit()
        moment = time.time()
        seconds, processor = self.run(commands[name])
        return {"seconds": seconds, "processor": processor, "lines": self.lines_since(moment)}


def ordered(wanted):
    """The steps in an order in which each finds what it needs; what a step needs is done too."""
    needs = {"debug-edit": "debug", "edit": "release", "size": "release"}
    chosen = set(wanted) | {needs[name] for name in wanted if name in needs}
    return [name for name in ("tests", "debug", "debug-edit", "release", "size", "edit") if name in chosen]


def shown(figures):
    if "bytes" in figures:
        return f"{figures['bytes'] / 1e6:.1f} MB"
    return (f"{figures['seconds']:.0f} s, {figures['processor']:.0f} s of processors ({figures['processor'] / figures['seconds']:.1f} "
            f"cores busy), {figures['lines']:,} lines")


def ratio(new, old):
    if "bytes" in new:
        return f"{new['bytes'] / old['bytes']:.2f}"
    return f"{new['seconds'] / old['seconds']:.2f} of the clock, {new['processor'] / old['processor']:.2f} of processor time"


def table(trees, results):
    rows = [["", *(f"`{tree.commit}`" for tree in trees), *(["ratio"] if len(trees) > 1 else [])]]
    for name in STEPS:
        if name not in results:
            continue
        figures = results[name]
        row = [STEPS[name], *(shown(one) for one in figures)]
        rows.append([*row, ratio(figures[-1], figures[0])] if len(trees) > 1 else row)
    if "release" in results and "edit" in results:
        # What an edit costs is seen beside a cold build of the same tree.
        shares = [f"{edit['seconds'] / cold['seconds']:.2f} of the clock, {edit['processor'] / cold['processor']:.2f} of processor time"
                  for edit, cold in zip(results["edit"], results["release"])]
        rows.append(["after a change ÷ cold", *shares, *([""] if len(trees) > 1 else [])])
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def machine():
    cores = len(os.sched_getaffinity(0))
    version = told("swift", "--version").splitlines()[0]
    model = re.search(r"^model name\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    return f"{cores} cores{f' of {model[1]}' if model else ''}; {version}"


def write(text):
    document = DOCUMENT.read_text(encoding="utf-8")
    if START not in document or END not in document:
        fail(f"{DOCUMENT.name} has no {START} and {END}")
    before, after = document.split(START)[0], document.split(END)[1]
    DOCUMENT.write_text(f"{before}{START}\n{text}\n{END}{after}", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", metavar="COMMIT", help="the commit to measure beside this one")
    parser.add_argument("--only", action="append", choices=list(STEPS), metavar="STEP", help="only this step (repeatable)")
    parser.add_argument("--folder", type=pathlib.Path, help="where the clones go (a folder for temporary files)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    options = parser.parse_args()
    head = told("git", "rev-parse", "--short=7", "HEAD")
    if told("git", "status", "--porcelain"):
        say("note: what is not committed is not measured")
    commits = [*([told("git", "rev-parse", "--short=7", options.base)] if options.base else []), head]
    with tempfile.TemporaryDirectory(prefix="bench-build-", dir=options.folder) as name:
        trees = [Tree(commit, pathlib.Path(name) / commit) for commit in commits]
        results = {}
        for step in ordered(options.only or list(STEPS)):
            for tree in trees:
                figures = tree.step(step)
                results.setdefault(step, []).append(figures)
                say(f"{step}: {tree.commit}: {shown(figures)}")
        command = " ".join(["make bench-build", *([f'BENCH_FLAGS="--base {commits[0]}"'] if options.base else [])])
        text = f"`{command}` on {machine()}:\n\n{table(trees, results)}"
    print(text)
    if options.write:
        write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
