#!/usr/bin/env python3
"""Writes the tables of `stream_export` as rows of shapes, as an engine counts them that ran the statement of `driftaudit sql`.

usage: scale_shapes.py TABLES FILE
"""

import json
import sys

MASK = (1 << 64) - 1
TYPES = ["STRING", "INT64", "FLOAT64", "BOOL", "TIMESTAMP", "DATE", "NUMERIC(5, 1)"]


def mixed(number):
    """SplitMix64, as stream_export.cpp has it."""
    number = (number + 0x9E3779B97F4A7C15) & MASK
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & MASK
    return number ^ (number >> 31)


def name(table):
    return (f"_staging_batch_2026_01_{1 + table // 50000 % 31:02d}_{1769000000 + table // 200 * 37:010d}"
            f"_prediction_worker_{table % 200:05d}_{mixed(table) & 0xFFFF:04x}")


def columns(shape):
    for position in range(1, 59):
        column = 59 + (shape - 1) % 14 if shape > 0 and position == 3 * shape - 2 else position
        kind = "JSON" if shape % 3 == 2 and position == 58 else TYPES[column % 7]
        yield {"column_name": f"feature_column_{column}", "ordinal_position": str(position), "is_nullable": "YES", "data_type": kind,
               "is_hidden": "NO", "is_partitioning_column": "NO", "clustering_ordinal_position": None, "collation_name": "NULL",
               "column_default": "NULL", "rounding_mode": None}


def main():
    tables, target = int(sys.argv[1]), sys.argv[2]
    shapes = {}
    for table in range(tables):
        shapes.setdefault(mixed(table) // 0x10000 % 20, []).append(name(table))
    with open(target, "w", encoding="utf-8") as file:
        for shape, names in sorted(shapes.items()):
            names.sort()
            row = {"engine": "bigquery", "kind": "BASE TABLE", "family": "staging", "table_catalog": "analytics-prod",
                   "table_schema": "predictions", "tables": len(names), "first_table": names[0], "last_table": names[-1],
                   "examples": names[:3], "columns": list(columns(shape))}
            file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
