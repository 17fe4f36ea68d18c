"""Missing, extra and type-changed columns with orjson, as a careful person would write it in an afternoon.

usage: orjson_audit.py COLUMNS.ndjson MAIN-TABLE
Prints {"rule column main-type staging-type": number of tables} as JSON.
"""

import sys
from collections import Counter, defaultdict

import orjson


def main(path, main_table):
    tables = defaultdict(dict)
    with open(path, "rb") as file:
        for line in file:
            row = orjson.loads(line)
            if row["is_hidden"] != "YES":
                tables[row["table_name"]][row["column_name"].lower()] = row["data_type"]

    wanted = tables.pop(main_table)
    found = Counter()
    for columns in tables.values():
        for column, kind in wanted.items():
            here = columns.get(column)
            if here is None:
                found[f"missing-column {column} {kind} -"] += 1
            elif here != kind:
                found[f"type-changed {column} {kind} {here}"] += 1
        for column, kind in columns.items():
            if column not in wanted:
                found[f"extra-column {column} - {kind}"] += 1
    sys.stdout.buffer.write(orjson.dumps(found, option=orjson.OPT_SORT_KEYS) + b"\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
