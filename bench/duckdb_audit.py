"""Missing, extra and type-changed columns in one DuckDB statement.

usage: duckdb_audit.py COLUMNS.ndjson MAIN-TABLE
Prints {"rule column main-type staging-type": number of tables} as JSON.
"""

import json
import sys

import duckdb

STATEMENT = """
WITH rows AS MATERIALIZED (
  SELECT table_name, lower(column_name) AS name, data_type
  FROM read_json($path, format = 'newline_delimited', columns = {
    table_name: 'VARCHAR', column_name: 'VARCHAR', data_type: 'VARCHAR', is_hidden: 'VARCHAR'})
  WHERE is_hidden <> 'YES'
),
main AS (SELECT name, data_type FROM rows WHERE table_name = $main),
staging AS (SELECT * FROM rows WHERE table_name <> $main),
tables AS (SELECT count(DISTINCT table_name) AS number FROM staging),
both_sides AS (
  SELECT name, main.data_type AS main_type, staging.data_type AS staging_type, count(staging.table_name) AS number
  FROM main FULL JOIN staging USING (name)
  GROUP BY ALL
)
SELECT 'missing-column', name, main_type, '-', tables.number - sum(both_sides.number) AS missing
FROM both_sides, tables WHERE main_type IS NOT NULL
GROUP BY name, main_type, tables.number HAVING missing > 0
UNION ALL
SELECT 'extra-column', name, '-', staging_type, number FROM both_sides WHERE main_type IS NULL
UNION ALL
SELECT 'type-changed', name, main_type, staging_type, number FROM both_sides WHERE main_type <> staging_type
"""


def main(path, main_table):
    rows = duckdb.execute(STATEMENT, {"path": path, "main": main_table}).fetchall()
    found = {" ".join(row[:4]): int(row[4]) for row in rows}
    print(json.dumps(found, sort_keys=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
