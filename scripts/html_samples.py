"""The audits that scripts/html-check opens in a browser: exports, and the reports that driftaudit makes of them."""

import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
# 2026-01-31T04:00:00Z, as in scripts/samples.py.
EPOCH = "1769832000"
# The same moment, and those of the two mornings after it.
MORNINGS = ["2026-01-31T04:00:00Z", "2026-02-01T04:00:00Z", "2026-02-02T04:00:00Z"]

# What would break out of an element, an attribute, a comment, a script or a style, if anything let it; and names that are
# only long or odd.
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    '"><script>alert(2)</script>',
    "' onmouseover='alert(3)",
    "</code></details></main></script><script>alert(4)</script>",
    "</title></style><svg onload=alert(5)>",
    "<!-- --><iframe src=javascript:alert(6)>",
    "]]><a href=javascript:alert(7)>x</a>",
    "&lt;b&gt;&#60;i&#62;",
    "bidi\u202egnp.exe\u202c",
    "zero\u200bwidth",
    "line\nbreak\ttab",
    "::error::owned",
    "${alert(8)}{{alert(9)}}",
    "very_" + "long_" * 59,
    "W" * 300,
    "spaces   inside",
    "\u05e9\u05dc\u05d5\u05dd \u4f60\u597d",
]

LARGE_TABLES = 1665
LARGE_COLUMNS = 10_000
LARGE_SHAPES = 12
# Columns that a staging table of the large audit has.
LARGE_OWN = 20


def resource(table, columns, created=None):
    """A table resource, as `bq show --format=prettyjson` prints it."""
    made = {
        "tableReference": {"projectId": "p", "datasetId": "d", "tableId": table},
        "schema": {"fields": [{"name": name, "type": kind} for name, kind in columns]},
        "type": "TABLE",
    }
    if created is not None:
        made["creationTime"] = str(created)
    return made


def rows(table, columns):
    """Rows of PostgreSQL's information_schema.columns: there, a name may hold anything."""
    for position, (name, kind) in enumerate(columns, 1):
        yield {
            "table_catalog": "shop", "table_schema": "public", "table_name": table, "column_name": name,
            "ordinal_position": position, "is_nullable": "YES", "data_type": kind, "udt_name": kind,
        }


def write_lines(path, values):
    path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")


def hostile(folder):
    """Hostile names as columns on either side, tables, families, reasons of a baseline, files and problems."""
    main = [("id", "bigint")] + [(name, "text") for name in HOSTILE]
    export = list(rows("orders", main))
    for number, name in enumerate(HOSTILE):
        changed = [("id", "text")] + [(other, "integer" if other == name else "text") for other in HOSTILE[:9]]
        export += rows(f"_staging_{name}", changed + [(f"extra {name}", "text")])
    file = folder / "columns <b>&'\".ndjson"
    write_lines(file, export)
    (folder / "broken <script>alert(1)<script>.json").write_text('{"<img src=x onerror=alert(1)>": ', encoding="utf-8")
    family = HOSTILE[0]
    accepted = [
        {
            "rule": "missing-column", "table": "shop.public.orders", "family": family, "column": name, "main": "text",
            "staging": None, "reason": f"Because of {HOSTILE[1]}", "expires": None, "owner": HOSTILE[2],
        }
        for name in [*HOSTILE[10:12], HOSTILE[3]]
    ]
    baseline = {"version": 1, "accepted": accepted}
    (folder / "baseline.json").write_text(json.dumps(baseline), encoding="utf-8")
    configuration = {
        "audits": [{
            "main": "orders", "sources": ["."], "families": {family: "_staging_*"},
            "batch": "_staging_{batch}",
        }],
        "baseline": "baseline.json",
    }
    # YAML is a superset of JSON.
    (folder / "driftaudit.yml").write_text(json.dumps(configuration), encoding="utf-8")
    return ["--config", "driftaudit.yml"]


def clean(folder):
    """One staging table like main, created on a day."""
    columns = [("id", "INTEGER"), ("name", "STRING")]
    (folder / "main.json").write_text(json.dumps(resource("orders", columns)), encoding="utf-8")
    staging = resource("_staging_1", columns, created=1769760000000)
    (folder / "staging.json").write_text(json.dumps(staging), encoding="utf-8")
    return ["staging.json", "--main", "main.json"]


def large(folder):
    """1,665 tables of 12 shapes in 119 batches; each of main's 10,000 columns is missing from nearly all of them."""
    main = [(f"column_{number:05}_of_the_wide_table", "INTEGER") for number in range(LARGE_COLUMNS)]
    (folder / "main.json").write_text(json.dumps(resource("wide", main)), encoding="utf-8")
    with (folder / "staging.ndjson").open("w", encoding="utf-8") as file:
        for number in range(LARGE_TABLES):
            shape = number % LARGE_SHAPES if number < LARGE_TABLES // 2 else number % 5
            own = main[shape * LARGE_OWN:(shape + 1) * LARGE_OWN]
            own[0] = (own[0][0], "STRING" if shape % 2 else "INTEGER")
            table = f"_staging_batch_{number // 14:04}_worker_{number % 14:02}"
            file.write(json.dumps(resource(table, own, created=1767225600000 + number * 3_600_000)) + "\n")
    return ["staging.ndjson", "--main", "main.json", "--batch-pattern", "_staging_{batch}_worker_{worker}"]


def by_day(folder):
    """Tables that tell when they were created, and no batches; drift came on the fourth day and went on the seventh. One
    table cannot be read."""
    columns = [("id", "INTEGER"), ("name", "STRING"), ("paid", "BOOLEAN")]
    (folder / "main.json").write_text(json.dumps(resource("orders", columns)), encoding="utf-8")
    with (folder / "staging.ndjson").open("w", encoding="utf-8") as file:
        for number in range(60):
            day = number // 6
            own = columns[:2] if 3 <= day < 6 and number % 2 else columns
            if number == 45:
                own = [("id", "NUMERIC(5")]
            created = 1767225600000 + day * 86_400_000 + number * 60_000
            file.write(json.dumps(resource(f"_staging_{number:03}", own, created=created)) + "\n")
    return ["staging.ndjson", "--main", "main.json"]


def several(folder):
    """Two audits, one of them clean, notes, and a stale entry of the baseline."""
    columns = [("id", "INTEGER"), ("name", "STRING"), ("paid", "BOOLEAN")]
    tables = [
        resource("orders", columns), resource("customers", columns[:2]), resource("_customers_1", columns[:2]),
        resource("_orders_1", columns), resource("_orders_2", [columns[1], columns[0], columns[2]]),
        resource("_orders_3", [("id", "STRING"), *columns[1:]]),
    ]
    write_lines(folder / "tables.ndjson", tables)
    stale = {
        "rule": "missing-column", "table": "p.d.customers", "family": "nightly", "column": "gone", "main": "STRING",
        "staging": None, "reason": "Was needed once", "expires": "2027-01-31", "owner": "sales",
    }
    (folder / "driftaudit.baseline.json").write_text(json.dumps({"version": 1, "accepted": [stale]}), encoding="utf-8")
    audits = [{"main": name, "sources": ["tables.ndjson"], "staging": f"_{name}_*"} for name in ("orders", "customers")]
    (folder / "driftaudit.yml").write_text(json.dumps({"audits": audits}), encoding="utf-8")
    return []


def incident(folder):
    """The incident of schemas/incident."""
    os.symlink(ROOT / "schemas", folder / "schemas")
    return [
        "schemas/incident/columns.ndjson.gz", "schemas/incident/tables.ndjson.gz", "--main", "schemas/incident/main.json",
        "--staging", "_staging_*", "--batch-pattern", "_staging_{batch}_prediction_worker_{worker}",
    ]


def sample(folder):
    """The sample of schemas/sample, with every kind of drift."""
    os.symlink(ROOT / "schemas", folder / "schemas")
    return ["--config", "schemas/sample/driftaudit.yml"]


# Each with the exit code of its audit.
AUDITS = {"sample": (sample, 1), "incident": (incident, 1), "clean": (clean, 0), "days": (by_day, 2),
          "several": (several, 1), "hostile": (hostile, 2), "large": (large, 1)}


def make(name, tool, folder):
    """Makes an audit's reports in `folder`: the path of its page, and its JSON report."""
    folder.mkdir(parents=True)
    prepare, code = AUDITS[name]
    arguments = prepare(folder)
    done = subprocess.run(
        [tool, "audit", *arguments, "--now", MORNINGS[0], "--report", "html=drift.html", "--report", "json=drift.json"],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH}, stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )
    if done.returncode != code:
        raise RuntimeError(f"{name}: exit {done.returncode}, where {code} was expected\n{done.stdout}{done.stderr}"[:4000])
    return folder / "drift.html", json.loads((folder / "drift.json").read_text(encoding="utf-8"))


def make_weekly(tool, folder):
    """Makes weekly reports: the paths of the incident's page, and of one with hostile names that are known for three days."""
    folder.mkdir(parents=True)
    history = str(ROOT / "schemas/incident/history")
    incident_week = ["--history", history, "--since", "2026-01-26", "--report", "html=incident.html"]
    arguments = hostile(folder)
    for morning in MORNINGS:
        command = [tool, "audit", *arguments, "--now", morning, "--record", "history", "--report", "json=/dev/null"]
        subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    hostile_week = ["--history", "history", "--since", "2026-01-31", "--report", "html=hostile.html"]
    for week in (incident_week, hostile_week):
        subprocess.run([tool, "weekly", *week, "--now", MORNINGS[0]], cwd=folder, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
                       stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return {"weekly": folder / "incident.html", "weekly-hostile": folder / "hostile.html"}


def make_status(tool, folder):
    """Makes pages on how everything stands: the paths of the incident's, and of one with hostile names."""
    folder.mkdir(parents=True)
    incident = ROOT / "schemas/incident"
    known = [
        *(str(incident / name) for name in ("columns.ndjson.gz", "tables.ndjson.gz", "records")),
        "--main", str(incident / "main.json"), "--staging", "_staging_*",
        "--batch-pattern", "_staging_{batch}_prediction_worker_{worker}", "--completions", str(incident / "completions"),
        "--history", str(incident / "history"),
    ]
    runs = {"status": known, "status-hostile": [*hostile(folder), "--history", "missing"]}
    pages = {name: folder / f"{name}.html" for name in runs}
    for name, arguments in runs.items():
        done = subprocess.run(
            [tool, "status", *arguments, "--now", MORNINGS[0], "--report", f"html={pages[name]}"], cwd=folder,
            env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH}, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        )
        if done.returncode not in (1, 2):
            raise RuntimeError(f"{name}: exit {done.returncode}\n{done.stdout}{done.stderr}"[:4000])
    return pages
