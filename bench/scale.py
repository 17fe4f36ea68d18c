#!/usr/bin/env python3
"""Times audits of ever more staging tables, from an export that is streamed through a pipe, and fits how time grows.

usage: scale.py --tool DRIFTAUDIT [--tables 1000,10000,…] [--runs N] [--write]

`stream_export` writes rows of INFORMATION_SCHEMA.COLUMNS: 58 columns and 20 shapes in no regular order. What the pipe itself
takes is measured too, since at these rates it is a good part of the time. The processor's time is that of the process alone:
who writes the stream does not count. Bare parse: `bare_parse`, on the same stream, on one thread. "One core" is an audit that
may use one core, as the parse does.
"""

import argparse
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys

import run

START, END = "<!-- scale:start -->", "<!-- scale:end -->"
GIGABYTE = 1_000_000_000


class Stream:
    """A command that reads the stream of so many tables, and what its runs took."""

    def __init__(self, name, command, tables, exits=0):
        self.name, self.tables, self.exits = name, tables, exits
        self.command = [str(part) for part in command]
        self.seconds, self.processor, self.peaks = [], [], []

    def run(self):
        figures, output = run.BUILD / "figures", run.BUILD / "output"
        writer = subprocess.Popen(
            [run.BUILD / "stream_export", str(self.tables), "--main", run.BUILD / "scale-main.ndjson"], stdout=subprocess.PIPE)
        with open(output, "wb") as out:
            status = subprocess.run(
                [run.BUILD / "measure", figures, *self.command], stdin=writer.stdout, stdout=out, stderr=subprocess.STDOUT,
                cwd=run.ROOT).returncode
        writer.stdout.close()
        if writer.wait() != 0 or status != self.exits:
            sys.exit(f"error: {self.name}: exit {status}\n{output.read_text(errors='replace')[-2000:]}")
        seconds, kilobytes, processor = figures.read_text().split()
        self.seconds.append(float(seconds))
        self.processor.append(float(processor))
        self.peaks.append(int(kilobytes) * 1024)
        return output

    time = property(lambda self: statistics.median(self.seconds))
    cpu = property(lambda self: statistics.median(self.processor))
    memory = property(lambda self: max(self.peaks))


def prepare():
    run.BUILD.mkdir(parents=True, exist_ok=True)
    run.build({"bare_parse": ["simdjson"], "measure": [], "stream_export": []})
    main = run.BUILD / "scale-main.ndjson"
    subprocess.run([run.BUILD / "stream_export", "1", "--main", main], check=True, stdout=subprocess.DEVNULL)
    return main


def size_of(tables):
    """Bytes of the stream."""
    command = [run.BUILD / "stream_export", str(tables), "--main", os.devnull]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        counted = subprocess.run(["wc", "-c"], stdin=writer.stdout, check=True, capture_output=True, text=True)
    return int(counted.stdout)


def audit(tool, tables, main, name, *more):
    command = [tool, "audit", "-", "--main", main, "--staging", "_staging_*", "--output", run.BUILD / "reports", *more]
    return Stream(name, command, tables, exits=1)


def one_core(stream):
    stream.command = ["/usr/bin/taskset", "-c", "0", *stream.command]
    return stream


def of_file(tool, tables, main, runs):
    """Bare parse ÷ audit, on one core, by processor time, where no pipe takes its part: from a file that is there for this alone."""
    source = run.BUILD / "scale.ndjson"
    with open(source, "wb") as file:
        subprocess.run([run.BUILD / "stream_export", str(tables), "--main", main], check=True, stdout=file)
    spent = {}
    try:
        single = one_core(audit(tool, tables, main, "from a file", "--tables", "none"))
        single.command[single.command.index("audit") + 1] = str(source)
        for name, command in (("audit", single.command), ("bare", ["/usr/bin/taskset", "-c", "0", str(run.BUILD / "bare_parse"), str(source)])):
            times = []
            for _ in range(runs):
                subprocess.run([run.BUILD / "measure", run.BUILD / "figures", *command], stdout=subprocess.DEVNULL, cwd=run.ROOT)
                times.append(float((run.BUILD / "figures").read_text().split()[2]))
            spent[name] = statistics.median(times)
    finally:
        source.unlink()
    return spent["bare"] / spent["audit"]


def exponent(points):
    """The slope of log time over log tables, by least squares."""
    xs = [math.log(tables) for tables, _ in points]
    ys = [math.log(seconds) for _, seconds in points]
    x, y = statistics.mean(xs), statistics.mean(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys)) / sum((a - x) ** 2 for a in xs)


def shape_rows(tool, tables, main):
    """The same tables as rows of shapes, as an engine would count them: from the report's own shapes and columns."""
    target = run.BUILD / "scale-shapes.ndjson"
    run.quietly(sys.executable, run.BENCH / "scale_shapes.py", str(tables), target)
    command = [tool, "audit", target, "--main", main, "--staging", "_staging_*", "--output", run.BUILD / "reports"]
    return run.Contender("from rows of shapes", command, exits=1)


def findings():
    report = json.loads((run.BUILD / "reports" / "drift.json").read_text())
    keys = ("id", "severity", "tableCount")
    return report["summary"]["stagingTables"], [[finding[key] for key in keys] for finding in report["audits"][0]["findings"]]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True, type=pathlib.Path)
    parser.add_argument("--tables", default="1000,10000,100000,1000000")
    parser.add_argument("--runs", type=int, default=3, help="runs of all but the largest; of that, one")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    given = parser.parse_args()
    tool = given.tool.resolve()
    main_file = prepare()
    sizes = sorted(int(number) for number in given.tables.split(","))

    rows, points, per_byte = [], [], {}
    for tables in sizes:
        size = size_of(tables)
        runs = 1 if tables == sizes[-1] and tables > 100_000 else given.runs * (5 if tables <= 10_000 else 1)
        none = audit(tool, tables, main_file, "--tables none", "--tables", "none")
        group = [none, audit(tool, tables, main_file, "all tables listed")]
        compared = tables <= 100_000
        if compared:
            group += [
                one_core(audit(tool, tables, main_file, "--tables none, one core", "--tables", "none")),
                one_core(Stream("bare simdjson parse, one core", [run.BUILD / "bare_parse", "/dev/stdin"], tables)),
            ]
        group.append(Stream("the pipe alone: wc -c", ["/usr/bin/wc", "-c"], tables))
        outcomes = []
        for _ in range(runs):
            for stream in group:
                stream.run()
                if stream.exits == 1:
                    outcomes.append(findings())
        if any(outcome != outcomes[0] for outcome in outcomes) or outcomes[0][0] != tables:
            sys.exit(f"error: audits of {tables} tables do not find the same")
        points.append((tables, none.cpu))
        per_byte[tables] = none.cpu / size
        for stream in group:
            rows.append([
                f"{tables:,}", stream.name, f"{stream.time:.2f} s", f"{stream.cpu:.2f} s", f"{size / stream.time / GIGABYTE:.2f} GB/s",
                f"{size / stream.cpu / GIGABYTE:.2f} GB/s", f"{stream.memory / run.MEGABYTE:,.0f} MB"])
        last = group
        if compared:
            bare, single = group[3], group[2]
            ratio = (tables, bare.cpu / single.cpu, bare.time / single.time)
            from_file = of_file(tool, tables, main_file, given.runs)
    smallest, largest = sizes[0], sizes[-1]
    growth = per_byte[largest] / per_byte[smallest]
    counted = shape_rows(tool, largest, main_file)
    counted.run()
    if findings() != outcomes[0]:
        sys.exit("error: the audit of rows of shapes does not find the same")
    fit = exponent(points)
    goals = [
        run.goal(f"processor time per byte, {largest:,} tables ÷ {smallest:,}", "≤ 1.5", f"{growth:.2f}", growth <= 1.5),
        run.goal(f"peak memory, {largest:,} tables, `--tables none`", "≤ 512 MB", f"{last[0].memory / run.MEGABYTE:.0f} MB",
                 last[0].memory <= 512 * run.MEGABYTE),
        run.goal(f"bare parse ÷ audit, one core, processor time, {ratio[0]:,} tables", "≥ 4", f"{ratio[1]:.1f}", ratio[1] >= 4),
        run.goal("the same from a file in memory", "≥ 4", f"{from_file:.1f}", from_file >= 4),
        run.goal(f"bare parse ÷ audit, one core, through the pipe, {ratio[0]:,} tables", "> 1", f"{ratio[2]:.1f}", ratio[2] > 1),
        run.goal(f"{largest:,} tables as rows of shapes", "< 1 s", f"{counted.time:.3f} s", counted.time < 1),
    ]
    text = [
        f"{run.machine()}.", "", run.table(["", "goal", "here", "reached"], goals), "",
        f"Processor time grows with the tables to the power of {fit:.2f} (least squares over {', '.join(f'{t:,}' for t in sizes)}).", "",
        run.table(["tables", "", "time", "processor", "through the pipe", "by processor time", "peak memory"], rows)]
    print("\n".join(text))
    if given.write:
        run.write("\n".join(text), START, END)


if __name__ == "__main__":
    main()
