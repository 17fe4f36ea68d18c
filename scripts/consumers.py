#!/usr/bin/env python3
"""Makes a clean, a drifting, an accepted and a broken run, and has programs that are not ours read every report of them.

SARIF is held against models made from the published schema, and against the schema itself where it is there; sarif-tools
reads it. junitparser and junit2html read JUnit. Code Quality, CSV and annotations are compared with the JSON report.

usage: consumers.py --tool DRIFTAUDIT [--sarif-schema FILE]
Needs requirements.txt beside this script.
"""

import argparse
import collections
import contextlib
import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import jsonschema
import junitparser
import pydantic
from junit2htmlreport import parser as junit2html
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as SarifLog
from sarif import loader as sarif_tools

ROOT = pathlib.Path(__file__).resolve().parent.parent
# 2026-01-31T04:00:00Z
EPOCH = "1769832000"
NOW = "2026-01-31T04:00:00Z"

FORMATS = {
    "json": "drift.json", "markdown": "drift.md", "junit": "drift.junit.xml", "sarif": "drift.sarif",
    "github": "drift.github.txt", "gitlab": "gl-code-quality-report.json", "csv": "drift.csv",
    "pr-comment": "drift.comment.md",
}
# What a column of BigQuery may be called, and what it may not; readers of reports trip over either.
NAMES = ["plain", "=cmd", "+1", "<b>&amp", "a|b", "it's", "::error::x", "##group", "50%", "é", "long" * 75]
HOSTILE = ["comma, and \"quotes\"", "=cmd()", "-1", "two\nlines", "]]>", "`code`", "bidi\u202e", "🏀", "{0}", "[x](y)"]


def rows(table, columns):
    """Rows of INFORMATION_SCHEMA.COLUMNS."""
    return [
        {
            "table_catalog": "p", "table_schema": "d", "table_name": table, "column_name": name,
            "ordinal_position": str(number), "is_nullable": "YES", "data_type": type_name,
        }
        for number, (name, type_name) in enumerate(columns.items(), 1)
    ]


def write_exports(folder):
    """Exports for runs of every kind."""
    plain = {"a": "INT64", "b": "STRING", "s": "STRUCT<x INT64>"}
    named = plain | {name: "INT64" for name in NAMES}
    tables = {
        "clean": rows("main", plain) + rows("_staging_1", plain) + rows("_staging_2", plain),
        "drifting": rows("main", named)
        + rows("_staging_1", plain) + rows("_staging_2", plain)
        + rows("_staging_3", named | {"a": "STRING", "s": "STRUCT<x INT64, y INT64>", "extra one": "DATE"}),
    }
    hostile = named | {name: "STRING" for name in HOSTILE}
    tables["broken"] = rows("main", hostile) + rows("_staging_1", plain) + rows("_staging_9", {"a": "INTT64"})
    for name, content in tables.items():
        path = folder / "exports" / name / "columns.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content, indent=1), encoding="utf-8")


class Run:
    """One audit, with all of its reports."""

    def __init__(self, tool, folder, name, arguments, code):
        self.name = name
        self.folder = folder / "reports" / name
        reports = [f"--report={report}={self.folder / file}" for report, file in FORMATS.items()]
        done = execute(tool, folder, ["audit", *arguments, *reports])
        if done.returncode != code:
            raise SystemExit(f"error: {name}: exit {done.returncode} instead of {code}:\n{done.stderr[:3000]}")
        self.json = json.loads(self.text("json"))

    def path(self, report):
        return self.folder / FORMATS[report]

    def text(self, report):
        # As it is: CSV has its own line ends.
        return self.path(report).read_bytes().decode("utf-8")

    @property
    def problems(self):
        return self.json["problems"]

    @property
    def findings(self):
        return [(audit["main"]["table"], finding) for audit in self.json["audits"] for finding in audit["findings"]]

    @property
    def counted(self):
        """New and expired findings by id."""
        return {finding["id"]: finding for _, finding in self.findings if finding["status"] != "accepted"}


def execute(tool, folder, arguments):
    environment = {"PATH": os.environ.get("PATH", ""), "SOURCE_DATE_EPOCH": EPOCH}
    return subprocess.run(
        [tool, *arguments, "--now", NOW], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )


def make_runs(tool, folder):
    """The four kinds of runs, and the sample's, which has findings of all three statuses."""
    write_exports(folder)
    (folder / ".git").mkdir()
    os.symlink(ROOT / "schemas", folder / "schemas")
    by_name = ["--main", "main", "--staging", "_staging_*"]
    yield Run(tool, folder, "clean", ["exports/clean", *by_name], 0)
    drifting = Run(tool, folder, "drifting", ["exports/drifting", *by_name], 1)
    yield drifting
    accept = ["baseline", "accept", "--from", str(drifting.path("json")), "--reason", "=seen, and \"right\""]
    execute(tool, folder, [*accept, "--baseline", "accepted.json"]).check_returncode()
    yield Run(tool, folder, "accepted", ["exports/drifting", *by_name, "--baseline", "accepted.json"], 0)
    yield Run(tool, folder, "broken", ["exports/broken", *by_name], 2)
    yield Run(tool, folder, "sample", ["--config", "schemas/sample/driftaudit.yml"], 1)


def expect(is_so, claim):
    if not is_so:
        raise AssertionError(claim)


def check_sarif(run, schema):
    text = run.text("sarif")
    SarifLog.model_validate_json(text)
    log = json.loads(text)
    if schema:
        jsonschema.Draft4Validator(schema).validate(log)
    (only,) = log["runs"]
    results = only["results"]
    prints = [result["partialFingerprints"]["primaryLocationLineHash"].partition(":")[0] for result in results]
    expect(sorted(prints) == sorted(run.counted), "each counted finding is one result")
    rules = only["tool"]["driver"]["rules"]
    for result, print_ in zip(results, prints):
        finding = run.counted[print_]
        expect(result["ruleId"] == finding["rule"] == rules[result["ruleIndex"]]["id"], "rule")
        expect(result["level"] == finding["severity"], "level")
        expect(result["properties"]["tableCount"] == finding["tableCount"], "tables")
        place = result["locations"][0]["physicalLocation"]
        expect((run.folder.parent.parent / place["artifactLocation"]["uri"]).is_file(), "the file is there")
        expect(len(place["region"]) == 4, "four numbers")
    (invocation,) = only["invocations"]
    expect(len(invocation["toolExecutionNotifications"]) == len(run.problems), "problems are notifications")
    expect(invocation["executionSuccessful"] == (run.json["verdict"] != "error"), "successful")
    accepted = run.json["summary"]["findings"]["accepted"]
    expect(only["properties"]["acceptedFindings"] == accepted, "accepted findings are counted")
    # A reader of its own: severities, codes and places as sarif-tools has them.
    records = sarif_tools.load_sarif_file(str(run.path("sarif"))).get_records()
    told = collections.Counter(record["Severity"] for record in records)
    expect(told == collections.Counter(finding["severity"] for finding in run.counted.values()), "sarif-tools' severities")
    expect(all(record["Location"] and int(record["Line"]) > 0 for record in records), "sarif-tools' places")


def check_junit(run):
    suites = junitparser.JUnitXml.fromfile(str(run.path("junit")))
    tests = [test for suite in suites for test in suite]
    failing = {
        finding["column"] for finding in run.counted.values() if finding["severity"] in ("error", "warning")
    }
    results = collections.Counter(type(result).__name__ for test in tests for result in test.result)
    expect(results["Failure"] == len(failing), "each column with drift is one failure")
    expect(results["Error"] == sum(p["severity"] == "error" for p in run.problems), "each problem is one error")
    # It prints what it takes for suites without tests.
    with contextlib.redirect_stdout(io.StringIO()):
        page = junit2html.Junit(str(run.path("junit"))).html()
    expect(all(suite.name.split(".")[-1] in page for suite in suites), "junit2html shows every suite")


def check_gitlab(run):
    severities = {"error": "critical", "warning": "major", "note": "minor"}
    entries = json.loads(run.text("gitlab"))
    problems = [entry for entry in entries if entry["check_name"] == "problem"]
    expect(len(problems) == len(run.problems), "problems are entries")
    found = {entry["fingerprint"]: entry for entry in entries if entry["check_name"] != "problem"}
    expect(len(found) + len(problems) == len(entries), "fingerprints are unique")
    expect(found.keys() == run.counted.keys(), "each counted finding is one entry")
    for fingerprint, entry in found.items():
        finding = run.counted[fingerprint]
        expect(entry["check_name"] == finding["rule"] and entry["severity"] == severities[finding["severity"]], "entry")
        expect((run.folder.parent.parent / entry["location"]["path"]).is_file(), "the file is there")
        expect(entry["location"]["lines"]["begin"] >= 1, "line")


def cell(text):
    """A name as a cell shows it."""
    shown = re.sub(r"[\x00-\x1f\u202e]", lambda sign: f"\\u{{{ord(sign[0]):x}}}", text or "")
    if shown.startswith("::"):
        shown = "\\u{3a}" + shown[1:]
    return ("'" if (text or "")[:1] in tuple("=+-@\t\r") and text else "") + shown


def check_csv(run):
    table = list(csv.DictReader(io.StringIO(run.text("csv"), newline=""), strict=True))
    problems = [row for row in table if row["status"] == "problem"]
    expect(len(problems) == len(run.problems), "problems are rows")
    for row, problem in zip(problems, sorted(run.problems, key=lambda problem: problem["severity"] != "error")):
        expect(row["severity"] == problem["severity"] and row["first example"] == cell(problem["table"]), "problem")
        place = f"{problem['file']}:{problem['line']}:{problem['column']}: " if problem["file"] else ""
        expect(row["consequence"] == cell(place + problem["message"]), f"problem {row['consequence']!r}")
    rows_ = [row for row in table if row["status"] != "problem"]
    expect(len(rows_) == len(run.findings), "each finding is one row")
    for row, (main, finding) in zip(rows_, run.findings):
        expected = {
            "main table": main, "tables": str(finding["tableCount"]), "first example": cell(finding["examples"][0]),
            "first batch": cell(finding.get("batches", {}).get("first")), "hint": cell(finding.get("hint")),
            "created to": cell(finding.get("created", {}).get("last")),
        }
        for key in ("status", "severity", "rule", "family", "column", "consequence", "reason", "expires", "owner", "id"):
            expected[key] = cell(finding.get(key))
        for side in ("main", "staging"):
            for key in ("type", "mode"):
                expected[f"{side} {key}"] = cell((finding[side] or {}).get(key))
        for key, value in expected.items():
            expect(row[key] == value, f"{key} of {finding['id']} is {row[key]!r}, not {value!r}")


def check_github(run):
    lines = run.text("github").splitlines()
    command = re.compile(r"::(error|warning|notice) (file=[^:,]+,line=\d+,col=\d+,)?title=[^:,]+::[^\x00-\x1f\u202e]+")
    expect(all(command.fullmatch(line) for line in lines), "every line is one command")
    shown = collections.Counter(line[2:].partition(" ")[0] for line in lines)
    expect(all(count <= 10 for count in shown.values()), "at most ten of a level")
    wanted = collections.Counter(told["severity"] for told in [*run.counted.values(), *run.problems])
    for severity, level in (("error", "error"), ("warning", "warning")):
        expect(shown[level] == min(10, wanted[severity]), f"{level}s")


def check_comment(run):
    marker, _, rest = run.text("pr-comment").partition("\n")
    expect(marker == "<!-- driftaudit:drift -->" and rest == run.text("markdown"), "the comment is the markdown report")


def check_that_checks_can_fail(run, schema):
    """A validator that lets everything through would pass too."""
    log = json.loads(run.text("sarif"))
    for spoil in (
        lambda run: run["results"][0].pop("message"), lambda run: run["results"][0].update(level="severe"),
        lambda run: run.update(unknown=1), lambda run: run["tool"]["driver"].pop("name"),
    ):
        spoiled = json.loads(json.dumps(log))
        spoil(spoiled["runs"][0])
        try:
            SarifLog.model_validate(spoiled)
        except pydantic.ValidationError:
            pass
        else:
            raise AssertionError("the models take a log that is not valid")
        expect(not schema or not jsonschema.Draft4Validator(schema).is_valid(spoiled), "the schema takes a log that is not valid")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True, type=pathlib.Path)
    parser.add_argument("--sarif-schema", type=pathlib.Path)
    options = parser.parse_args()
    tool = shutil.which(options.tool.resolve())
    if tool is None:
        sys.exit(f"error: no program at {options.tool}")
    schema = None
    if options.sarif_schema and options.sarif_schema.is_file():
        schema = json.loads(options.sarif_schema.read_text(encoding="utf-8"))
    checks = {
        "sarif": lambda run: check_sarif(run, schema), "junit": check_junit, "gitlab": check_gitlab, "csv": check_csv,
        "github": check_github, "pr-comment": check_comment,
    }
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for run in make_runs(tool, pathlib.Path(folder).resolve()):
            if run.name == "drifting":
                check_that_checks_can_fail(run, schema)
            for report, check in checks.items():
                try:
                    check(run)
                except (AssertionError, pydantic.ValidationError, jsonschema.ValidationError) as error:
                    failed += 1
                    print(f"error: {report} of the {run.name} run: {str(error)[:2000]}", file=sys.stderr)
            print(f"{run.name}: {', '.join(checks)} read back: {len(run.findings)} findings, {len(run.problems)} problems")
    if schema is None:
        print("SARIF's published schema is not here; the models that were made from it were used.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
