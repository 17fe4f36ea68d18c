"""DuckDB: rows of information_schema."""

import pathlib

from .engine import missing_package, scratch_folder

TABLES = """
CREATE SCHEMA shop;
CREATE TYPE shop.mood AS ENUM ('calm', 'hurried');
CREATE TABLE shop.orders (
  order_id BIGINT NOT NULL,
  customer VARCHAR(40) NOT NULL,
  price DECIMAL(10, 2),
  quantity INTEGER,
  active BOOLEAN DEFAULT true,
  ordered_at TIMESTAMPTZ,
  day DATE,
  tags VARCHAR[],
  address STRUCT(city VARCHAR, zip VARCHAR),
  attributes MAP(VARCHAR, INTEGER),
  payload JSON,
  state shop.mood,
  total HUGEINT,
  note VARCHAR
);
CREATE TABLE shop._staging_orders_1 (
  order_id BIGINT NOT NULL,
  customer VARCHAR(40),
  price DECIMAL(12, 4),
  quantity VARCHAR,
  active BOOLEAN,
  ordered_at TIMESTAMPTZ,
  day DATE,
  tags VARCHAR[],
  address STRUCT(city VARCHAR),
  attributes MAP(VARCHAR, INTEGER),
  payload JSON,
  state shop.mood,
  total HUGEINT,
  debug_note VARCHAR
);
COMMENT ON COLUMN shop.orders.order_id IS 'Identifies the order';
CREATE VIEW shop.orders_view AS SELECT order_id, customer, price FROM shop.orders;
"""

COLUMNS = "SELECT * FROM information_schema.columns WHERE table_schema = 'shop' ORDER BY table_name, ordinal_position"
EXPORTS = {
    "columns.ndjson": f"COPY ({COLUMNS}) TO '{{}}' (FORMAT json)",
    "columns.json": f"COPY ({COLUMNS}) TO '{{}}' (FORMAT json, ARRAY true)",
    "tables.ndjson":
        "COPY (SELECT * FROM information_schema.tables WHERE table_schema = 'shop' ORDER BY table_name) "
        "TO '{}' (FORMAT json)",
}


class DuckDB:
    """A database file that is called warehouse, since the catalog has the file's name."""

    name = "duckdb"

    def missing(self) -> str | None:
        return missing_package("duckdb")

    def export(self, folder: pathlib.Path) -> None:
        import duckdb

        with scratch_folder() as place, duckdb.connect(str(place / "warehouse.duckdb")) as connection:
            connection.execute(TABLES)
            for name, command in EXPORTS.items():
                connection.execute(command.format(folder / name))
