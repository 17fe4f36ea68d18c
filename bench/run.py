#!/usr/bin/env python3
"""Times a whole audit of the incident against the least work possible and against two ways to do it by hand.

usage: run.py --tool DRIFTAUDIT [--runs N] [--large-runs N] [--skip-large] [--write]

Every contender is a whole process, started anew for each run, on files that are in memory already. Runs are
interleaved: each round runs every contender once, so that a machine that slows down slows all of them. Figures are
medians; memory is the peak resident size that the kernel counted for the process. The bare parse runs on one thread,
DuckDB on all cores.
"""

import argparse
import gzip
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BENCH = ROOT / "bench"
INCIDENT = ROOT / "schemas" / "incident"
BUILD = ROOT / ".build" / "bench"
DOCUMENT = ROOT / "docs" / "performance.md"
START, END = "<!-- figures:start -->", "<!-- figures:end -->"
MAIN_TABLE = "player_prop_predictions"
MEGABYTE = 1_000_000


class Contender:
    """A command, the exit code that is right for it, and what its runs took."""

    def __init__(self, name, command, answer=None, exits=0):
        # `answer` reads from the file with the command's output which differences it found.
        self.name, self.answer, self.exits = name, answer, exits
        self.command = [str(part) for part in command]
        self.seconds, self.peaks = [], []

    def run(self):
        """One run; its time and memory are kept. The file that its output is in."""
        output, figures = BUILD / "output", BUILD / "figures"
        with open(output, "wb") as out:
            status = subprocess.run(
                [BUILD / "measure", figures, *self.command],
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, cwd=ROOT,
            ).returncode
        if status != self.exits:
            sys.exit(f"error: {self.name}: exit {status}\n{output.read_text(errors='replace')[-2000:]}")
        seconds, kilobytes, _ = figures.read_text().split()
        self.seconds.append(float(seconds))
        self.peaks.append(int(kilobytes) * 1024)
        return output

    @property
    def time(self):
        return statistics.median(self.seconds)

    @property
    def memory(self):
        return statistics.median(self.peaks)


def quietly(*command):
    words = [str(part) for part in command]
    if subprocess.run(words, stdout=subprocess.DEVNULL, cwd=ROOT).returncode != 0:
        sys.exit(f"error: this failed: {' '.join(words)}")


def newer(target, *sources):
    """Whether `target` is there and was made after its sources."""
    return target.exists() and all(target.stat().st_mtime >= source.stat().st_mtime for source in sources)


def compiler_flags(libraries):
    if not libraries:
        return []
    command = ["pkg-config", "--cflags", "--libs", *libraries]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def build(programs):
    """Programs of this folder, by name with the libraries that they need; each is made where it is older than its source."""
    compiler = shutil.which("g++") or shutil.which("clang++")
    for program, libraries in programs.items():
        source = BENCH / f"{program}.cpp"
        if not newer(BUILD / program, source):
            quietly(compiler, "-std=c++17", "-O2", source, "-o", BUILD / program, *compiler_flags(libraries))


def prepare(with_large):
    """The inputs, the bare parser and the virtual environment, each made once."""
    BUILD.mkdir(parents=True, exist_ok=True)
    generator = INCIDENT / "generate.py"
    export, large = BUILD / "columns.ndjson", BUILD / "columns-10.ndjson"
    together, separate = BUILD / "resources.ndjson", BUILD / "separate"
    catalog, rows = BUILD / "catalog.json", BUILD / "columns-3.ndjson"
    packed = INCIDENT / "columns.ndjson.gz"
    if not newer(export, packed):
        with gzip.open(packed) as source, open(export, "wb") as target:
            shutil.copyfileobj(source, target)
    if with_large and not newer(large, generator):
        say("making ten times the tables")
        quietly(sys.executable, generator, "--times", "10", "--to", large)
    if not newer(together, generator):
        quietly(sys.executable, generator, "--resources", together)
    if not newer(catalog, generator):
        quietly(sys.executable, generator, "--times", "3", "--catalog", catalog)
    if not newer(rows, generator):
        quietly(sys.executable, generator, "--times", "3", "--to", rows)
    if not newer(separate / ".made", generator):
        shutil.rmtree(separate, ignore_errors=True)
        quietly(sys.executable, generator, "--separate", separate)
        (separate / ".made").touch()

    build({"bare_parse": ["simdjson"], "measure": []})

    python, wanted = BUILD / "venv" / "bin" / "python", BENCH / "requirements.txt"
    if not newer(BUILD / "venv" / ".ready", wanted):
        say("installing orjson and DuckDB")
        quietly(sys.executable, "-m", "venv", "--clear", BUILD / "venv")
        quietly(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", wanted)
        (BUILD / "venv" / ".ready").touch()
    return {
        "export": export, "large": large, "together": together, "separate": separate, "catalog": catalog,
        "rows": rows, "python": python,
    }


def contenders(tool, files, export):
    """The audit first, then what it is held against."""
    def script(name, file):
        return Contender(name, [files["python"], BENCH / file, export, MAIN_TABLE], printed)

    return [
        audit(tool, export),
        Contender("bare simdjson parse", [BUILD / "bare_parse", export]),
        script("Python with orjson", "orjson_audit.py"),
        script("DuckDB, one statement", "duckdb_audit.py"),
    ]


def audit(tool, source, name="driftaudit audit", main=INCIDENT / "main.json"):
    """A whole audit with its three reports; exit 1, since there is drift."""
    command = [tool, "audit", source, "--main", main, "--staging", "_staging_*"]
    return Contender(name, [*command, "--output", BUILD / "reports"], reported, exits=1)


def printed(output):
    """What a script found: its output."""
    return json.loads(output.read_text())


def reported(_):
    """What the audit found, in the scripts' words: its JSON report."""
    report = json.loads((BUILD / "reports" / "drift.json").read_text())
    found = {}
    for finding in report["audits"][0]["findings"]:
        if finding["rule"] in ("missing-column", "extra-column", "type-changed"):
            sides = [finding[side]["type"] if finding[side] else "-" for side in ("main", "staging")]
            found[" ".join([finding["rule"], finding["column"].lower(), *sides])] = finding["tableCount"]
    return found


def same_answers(group):
    """The first round: nothing is timed against something that answers another question."""
    answers = {}
    for contender in group:
        output = contender.run()
        if contender.answer:
            answers[contender.name] = contender.answer(output)
        # The first run also brings the files into memory: it does not count.
        contender.seconds.clear()
        contender.peaks.clear()
    (first, expected), *others = answers.items()
    if not expected:
        sys.exit(f"error: {first} found nothing")
    for name, found in others:
        if found != expected:
            differing = sorted(set(expected.items()) ^ set(found.items()))
            sys.exit(f"error: {name} and {first} do not find the same: {differing[:10]}")
    say(f"{len(answers)} contenders find the same {len(expected)} differences")


def rounds(group, number):
    for _ in range(number):
        for contender in group:
            contender.run()


def say(text):
    print(text, file=sys.stderr, flush=True)


def table(headings, rows):
    """A Markdown table; every column but the first is right-aligned."""
    align = ["---", *["--:"] * (len(headings) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [headings, align, *rows])


def figures(group, export):
    size = export.stat().st_size
    rows = [
        [
            contender.name,
            f"{contender.time:.3f} s",
            f"{contender.time / group[0].time:.1f}",
            f"{size / contender.time / MEGABYTE:,.0f} MB/s",
            f"{contender.memory / MEGABYTE:.0f} MB",
        ]
        for contender in group
    ]
    return table(["", "time", "÷ audit", "throughput", "peak memory"], rows)


def goal(text, wanted, reached, met):
    return [text, wanted, reached, "yes" if met else "**no**"]


def goals(small, large, separate, together, sizes):
    """Each goal, what was reached, and whether that is enough."""
    tool, bare, *scripts = small
    rows = [goal("whole audit ÷ bare parse", "≤ 2", ratio := f"{tool.time / bare.time:.2f}", float(ratio) <= 2)]
    for script in scripts:
        speed = script.time / tool.time
        rows.append(goal(f"{script.name} ÷ audit", "≥ 5", f"{speed:.1f}", speed >= 5))
    rows.append(goal("memory", "< 64 MB", f"{tool.memory / MEGABYTE:.0f} MB", tool.memory < 64 * MEGABYTE))
    if large:
        tool_large = large[0]
        memory = tool_large.memory
        rows.append(
            goal("memory, ten times the tables", "< 64 MB", f"{memory / MEGABYTE:.0f} MB", memory < 64 * MEGABYTE)
        )
        growth = (tool_large.time / sizes[1]) / (tool.time / sizes[0])
        rows.append(goal("time per byte, ten times the tables ÷ once", "≤ 1.2", f"{growth:.2f}", growth <= 1.2))
    apart = separate.time / together.time
    rows.append(goal("1,665 files ÷ one file", "≤ 3", f"{apart:.2f}", apart <= 3))
    return table(["", "goal", "here", "reached"], rows)


def machine():
    """Where the figures come from."""
    model = platform.processor() or platform.machine()
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    versions = [line for line in (BENCH / "requirements.txt").read_text().splitlines() if "==" in line]
    return f"{model}, {os.cpu_count()} cores; Python {platform.python_version()}, {', '.join(versions)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True, type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=31)
    parser.add_argument("--large-runs", type=int, default=3)
    parser.add_argument("--skip-large", action="store_true", help="leave out ten times the tables")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    options = parser.parse_args()
    tool = options.tool.resolve()
    files = prepare(with_large=not options.skip_large)

    small = contenders(tool, files, files["export"])
    separate = audit(tool, files["separate"], "1,665 files")
    together = audit(tool, files["together"], "one file")
    models = [
        audit(tool, files["catalog"], "dbt catalog", main=MAIN_TABLE),
        Contender("bare simdjson parse of it", [BUILD / "bare_parse", "--one", files["catalog"]]),
        audit(tool, files["rows"], "the same tables as rows of COLUMNS"),
    ]
    same_answers([*small, separate, together])
    same_answers(models)
    rounds([*small, separate, together, *models], options.runs)

    large = []
    if not options.skip_large:
        large = contenders(tool, files, files["large"])
        same_answers(large)
        rounds(large, options.large_runs)

    sizes = [files[name].stat().st_size if files[name].exists() else 0 for name in ("export", "large")]
    text = [f"{machine()}. Medians of {options.runs} interleaved runs.", ""]
    text += [goals(small, large, separate, together, sizes), ""]
    text += [f"The incident: {sizes[0] / MEGABYTE:.1f} MB, 1,665 staging tables.", ""]
    text += [figures(small, files["export"]), ""]
    if large:
        size = f"{sizes[1] / MEGABYTE:.1f} MB, 16,650 staging tables"
        text += [f"Ten times the tables: {size}; medians of {options.large_runs}.", ""]
        text += [figures(large, files["large"]), ""]
    size = files["together"].stat().st_size
    text += [f"The 1,665 staging schemas as table resources, {size / MEGABYTE:.1f} MB.", ""]
    text += [figures([together, separate], files["together"]), ""]
    size = files["catalog"].stat().st_size
    text += [f"A dbt catalog of 4,996 models, {size / MEGABYTE:.1f} MB in one JSON text.", ""]
    text += [figures(models, files["catalog"])]
    report = "\n".join(text)
    print(report)
    if options.write:
        write(report)


def write(report, first=START, last=END):
    document = DOCUMENT.read_text(encoding="utf-8")
    before, start, rest = document.partition(first)
    _, end, after = rest.partition(last)
    if not start or not end:
        sys.exit(f"error: {DOCUMENT.relative_to(ROOT)} lacks the lines {first} and {last}")
    DOCUMENT.write_text(f"{before}{first}\n{report}\n{last}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
