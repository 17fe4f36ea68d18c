#!/usr/bin/env python3
"""Writes main and its staging tables: columns.ndjson.gz as rows of INFORMATION_SCHEMA.COLUMNS, tables.ndjson.gz as rows
of INFORMATION_SCHEMA.TABLES; lists/bq-ls.json.gz, the same list as `bq ls` prints it;
records/prediction_worker.ndjson.gz, sample records of a worker; and completions/batches.ndjson.gz, what was recorded of
each batch's completion.

usage: generate.py                       writes them beside this script
       generate.py --check               compares them with what would be written, writes nothing
       generate.py --times N --to FILE   N times the tables, unpacked, to FILE
       generate.py --times N --catalog FILE  the same tables as models in dbt's catalog.json
       generate.py --resources FILE      the staging tables as table resources (`bq show --format=json`), one a line
       generate.py --separate FOLDER     the same, each in a file of its own

The same bytes on every machine: no clock, no chance. main.json is the only input; a staging table has all of its
columns but the 14 that the writers never learned of.
"""

import argparse
import datetime
import gzip
import hashlib
import io
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent

MISSING = frozenset(
    """calibrated_confidence_score calibration_method early_season_flag feature_count feature_data_source
    feature_quality_score feature_version invalidated_at invalidation_reason prediction_error_code
    raw_confidence_score teammate_opportunity_score teammate_out_starters teammate_usage_boost""".split()
)

# Start of each batch in Unix seconds, and its number of staging tables: one table a worker.
BATCHES = {
    "2026-01-23": [(1769162400, 82), (1769164200, 79), (1769178633, 80), (1769191207, 78), (1769205914, 81)],
    "2026-01-25": [(1769335218, 84), (1769349602, 83), (1769364011, 83)],
    "2026-01-27": [(1769522437, 2)],
    "2026-01-29": [(1769695226, 113)],
    "2026-01-30": [
        (1769767253, 80),
        (1769772640, 79),
        (1769778021, 78),
        (1769783449, 81),
        (1769788830, 77),
        (1769794218, 79),
        (1769796743, 175),
        (1769798373, 173),
        (1769803995, 78),
    ],
}

# Completions that were recorded of the batches that lost some; all of the others are complete.
RECORDED = {1769796743: 68, 1769798373: 126}

LEGACY_NAMES = {"INTEGER": "INT64", "FLOAT": "FLOAT64", "BOOLEAN": "BOOL"}


def batches():
    """Each batch's start and number of tables, in order of time."""
    for day, starts in BATCHES.items():
        for start, tables in starts:
            utc = datetime.datetime.fromtimestamp(start, datetime.timezone.utc)
            assert utc.date().isoformat() == day, (day, start)
            yield day, start, tables


def staging_tables(times=1):
    """The staging tables' names, each with its creation in Unix seconds; with `times`, each batch has that many times its
    workers."""
    for number, (day, start, tables) in enumerate(batches()):
        batch = f"batch_{day.replace('-', '_')}_{start}"
        # A service runs one revision for some days, and each of its instances has a suffix of its own.
        revision = 109 + number // 5
        used = set()
        for worker in range(tables * times):
            digest = hashlib.sha256(f"{start}/{worker}".encode()).hexdigest()
            suffix = next(digest[i : i + 4] for i in range(60) if digest[i : i + 4] not in used)
            if (start, worker) == (1769796743, 0):
                suffix = "abc1"
            used.add(suffix)
            # The instances start within ten minutes of the batch.
            created = start + 3 + int(digest[-4:], 16) % 600
            yield f"_staging_{batch}_prediction_worker_{revision:05}_{suffix}", created


def data_type(field):
    """A field's type as GoogleSQL writes it."""
    text = LEGACY_NAMES.get(field["type"], field["type"])
    if "precision" in field:
        text += f"({field['precision']}, {field['scale']})"
    return f"ARRAY<{text}>" if field.get("mode") == "REPEATED" else text


def rows(table, fields, partitioning=None, clustering=()):
    """A table's rows, as `bq query --format=json` prints them one a line."""
    for position, field in enumerate(fields, 1):
        name = field["name"]
        yield {
            "table_catalog": "nba-props-platform",
            "table_schema": "nba_predictions",
            "table_name": table,
            "column_name": name,
            "ordinal_position": str(position),
            "is_nullable": "NO" if field.get("mode") == "REQUIRED" else "YES",
            "data_type": data_type(field),
            "is_generated": "NEVER",
            "generation_expression": None,
            "is_stored": None,
            "is_hidden": "NO",
            "is_updatable": None,
            "is_system_defined": "NO",
            "is_partitioning_column": "YES" if name == partitioning else "NO",
            "clustering_ordinal_position": str(clustering.index(name) + 1) if name in clustering else None,
            "collation_name": "NULL",
            "column_default": "NULL",
            "rounding_mode": None,
        }


def lines(main, times=1):
    """The export: ORDER BY table_name, ordinal_position."""
    fields = main["schema"]["fields"]
    tables = {name for name, _ in staging_tables(times)}
    staging = staging_fields(main)
    # The names differ, the columns do not: each row is written once and the name put in.
    shape = [dump(row) for row in rows("\0", staging)]
    place = json.dumps("\0")
    name_of_main = main["tableReference"]["tableId"]
    for name in sorted([*tables, name_of_main]):
        if name == name_of_main:
            partitioning = main["timePartitioning"]["field"]
            clustering = main["clustering"]["fields"]
            yield from (dump(row) for row in rows(name, fields, partitioning, clustering))
        else:
            yield from (row.replace(place, json.dumps(name), 1) for row in shape)


def table_lines(main):
    """The tables and when they were created: ORDER BY table_name."""
    place = main["tableReference"]
    created = dict(staging_tables())
    created[place["tableId"]] = int(main["creationTime"]) // 1000
    for name, seconds in sorted(created.items()):
        utc = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
        yield dump({
            "table_catalog": place["projectId"],
            "table_schema": place["datasetId"],
            "table_name": name,
            "table_type": "BASE TABLE",
            "creation_time": utc.strftime("%Y-%m-%d %H:%M:%S"),
        })


def ls_lines(main):
    """The tables as `bq ls -n 100000000 --format=prettyjson` prints them, by name."""
    place = main["tableReference"]
    created = {name: seconds * 1000 for name, seconds in staging_tables()}
    created[place["tableId"]] = int(main["creationTime"])
    listed = []
    for name, milliseconds in sorted(created.items()):
        table = {
            "creationTime": str(milliseconds),
            "id": f"{place['projectId']}:{place['datasetId']}.{name}",
            "kind": "bigquery#table",
            "tableReference": {"datasetId": place["datasetId"], "projectId": place["projectId"], "tableId": name},
            "type": "TABLE",
        }
        if name == place["tableId"]:
            table |= {key: main[key] for key in ("clustering", "timePartitioning")}
        listed.append(table)
    return [json.dumps(listed, indent=2, sort_keys=True) + "\n"]


def value(field, number):
    """A value for a column in the record of that number, as a worker's JSON has it."""
    if field.get("mode") == "REPEATED":
        return [value({**field, "mode": "NULLABLE"}, number + place) for place in range(number % 3)]
    kind = field["type"]
    if kind in ("INTEGER", "INT64"):
        return number % 48
    if kind in ("FLOAT", "FLOAT64", "NUMERIC"):
        return round(number % 480 / 10 + 0.5, 1)
    if kind in ("BOOLEAN", "BOOL"):
        return number % 2 == 0
    if kind == "DATE":
        return "2026-01-30"
    if kind in ("TIMESTAMP", "DATETIME"):
        return f"2026-01-30T18:{number % 60:02}:23"
    if kind == "JSON":
        return {"version": number % 4}
    return f"{field['name']}_{number % 97}"


def record_lines(main):
    """Records as a worker writes them, one for each prediction. Main has 14 columns that no worker ever learned of."""
    for number in range(1000):
        # A REQUIRED column is in every record; of the others some are null now and then.
        record = {
            field["name"]: value(field, number) if field.get("mode") == "REQUIRED" or (number + place) % 7 else None
            for place, field in enumerate(staging_fields(main))
        }
        yield dump(record)


def completion_lines():
    """A document for each batch, as the service keeps it: who completed, by player and not by worker."""

    def moment(seconds):
        return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

    for day, start, tables in batches():
        recorded = RECORDED.get(start, tables)
        # Which events were lost has nothing to do with the order of the players.
        order = sorted(range(tables), key=lambda player: hashlib.sha256(f"{start}/player/{player}".encode()).digest())
        players = sorted(f"player_{player:04}" for player in order[:recorded])
        is_complete = recorded == tables
        yield dump({
            "batch_id": f"batch_{day}_{start}",
            "game_date": day,
            "expected_players": tables,
            "completed_players": players,
            "failed_players": [],
            "predictions_by_player": {player: 9 for player in players},
            "total_predictions": 9 * recorded,
            "is_complete": is_complete,
            "start_time": moment(start),
            "completion_time": moment(start + 900) if is_complete else None,
        })


# What each file holds.
EXPORTS = {
    "columns.ndjson.gz": lines,
    "tables.ndjson.gz": table_lines,
    "lists/bq-ls.json.gz": ls_lines,
    "records/prediction_worker.ndjson.gz": record_lines,
    "completions/batches.ndjson.gz": lambda _: completion_lines(),
}


def resources(main):
    """Every staging table's name and its table resource."""
    place = main["tableReference"]
    fields = staging_fields(main)
    for name, _ in sorted(staging_tables()):
        resource = {
            "kind": "bigquery#table",
            "id": f"{place['projectId']}:{place['datasetId']}.{name}",
            "tableReference": {**place, "tableId": name},
            "schema": {"fields": fields},
            "type": "TABLE",
            "location": main["location"],
        }
        yield name, dump(resource)


def catalog(main, times):
    """Main and the staging tables as models in dbt's catalog.json."""
    place = main["tableReference"]

    def node(name, fields):
        return {
            "metadata": {"type": "table", "schema": place["datasetId"], "name": name, "database": place["projectId"],
                         "comment": None, "owner": None},
            "columns": {
                field["name"]: {"type": data_type(field), "index": index, "name": field["name"], "comment": None}
                for index, field in enumerate(fields, 1)
            },
            "stats": {},
            "unique_id": f"model.predictions.{name}",
        }

    nodes = [node(place["tableId"], main["schema"]["fields"])]
    nodes += [node(name, staging_fields(main)) for name, _ in staging_tables(times)]
    return {
        "metadata": {"dbt_schema_version": "https://schemas.getdbt.com/dbt/catalog/v1.json", "dbt_version": "1.11.0"},
        "nodes": {node["unique_id"]: node for node in nodes},
        "sources": {},
        "errors": None,
    }


def staging_fields(main):
    return [field for field in main["schema"]["fields"] if field["name"] not in MISSING]


def dump(row):
    return json.dumps(row, separators=(",", ":")) + "\n"


def packed(lines):
    """Lines, gzipped without a name or a time in the header."""
    target = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=target, mtime=0) as file:
        file.writelines(line.encode() for line in lines)
    return target.getvalue()


def check(main):
    """0 where the files hold what would be written."""
    status = 0
    for name, contents in EXPORTS.items():
        here = (HERE / name).read_bytes()
        new = packed(contents(main))
        if here == new:
            print(f"{name} is what generate.py writes, byte for byte.")
        # Another zlib may pack the same text into other bytes; what counts then is the text.
        elif gzip.decompress(here) == gzip.decompress(new):
            print(f"{name} holds what generate.py writes; this machine's zlib packs it into other bytes.")
        else:
            print(f"error: {name} is not what generate.py writes. Run it again: python3 {sys.argv[0]}", file=sys.stderr)
            status = 1
    return status


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--to", type=pathlib.Path)
    parser.add_argument("--catalog", type=pathlib.Path)
    parser.add_argument("--resources", type=pathlib.Path)
    parser.add_argument("--separate", type=pathlib.Path)
    options = parser.parse_args()
    table = json.loads((HERE / "main.json").read_text())

    if options.check:
        return check(table)
    if options.to:
        with open(options.to, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines(table, options.times))
    elif options.catalog:
        options.catalog.write_text(dump(catalog(table, options.times)), encoding="utf-8", newline="\n")
    elif options.resources:
        with open(options.resources, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(text for _, text in resources(table))
    elif options.separate:
        options.separate.mkdir(parents=True, exist_ok=True)
        for name, text in resources(table):
            (options.separate / f"{name}.json").write_text(text, encoding="utf-8", newline="\n")
    else:
        for name, contents in EXPORTS.items():
            (HERE / name).parent.mkdir(exist_ok=True)
            (HERE / name).write_bytes(packed(contents(table)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
