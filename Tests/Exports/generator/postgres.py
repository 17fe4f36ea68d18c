"""PostgreSQL: rows of information_schema."""

import os
import pathlib
from collections.abc import Iterator
from contextlib import contextmanager

from .engine import find_program, missing_program, run, scratch_folder, unprivileged, write

# A STRUCT is a composite type here, so that staging's has a name of its own. There is no map.
TABLES = """
CREATE SCHEMA shop;
SET search_path = shop;
CREATE TYPE mood AS ENUM ('calm', 'hurried');
CREATE TYPE address AS (city text, zip text);
CREATE TYPE staging_address AS (city text);
CREATE TABLE orders (
  order_id bigint NOT NULL,
  customer varchar(40) NOT NULL,
  price numeric(10, 2),
  quantity integer,
  active boolean DEFAULT true,
  ordered_at timestamp with time zone,
  day date,
  tags text[],
  address address,
  payload jsonb,
  state mood,
  note text
);
CREATE TABLE _staging_orders_1 (
  order_id bigint NOT NULL,
  customer varchar(40),
  price numeric(12, 4),
  quantity text,
  active boolean,
  ordered_at timestamp with time zone,
  day date,
  tags text[],
  address staging_address,
  payload jsonb,
  state mood,
  debug_note text
);
CREATE VIEW orders_view AS SELECT order_id, customer, price FROM orders;
"""

# Not COPY … TO STDOUT, whose text form doubles the backslashes of JSON's escapes.
EXPORTS = {
    "columns.ndjson":
        "SELECT row_to_json(c) FROM information_schema.columns AS c "
        "WHERE table_schema = 'shop' ORDER BY table_name, ordinal_position",
    "columns.json":
        "SELECT json_agg(c ORDER BY table_name, ordinal_position) FROM information_schema.columns AS c "
        "WHERE table_schema = 'shop'",
    "tables.ndjson":
        "SELECT row_to_json(t) FROM information_schema.tables AS t WHERE table_schema = 'shop' ORDER BY table_name",
}

# Where Debian keeps the server's programs.
FOLDERS = "usr/lib/postgresql/*/bin"


class Postgres:
    """A cluster in a temporary folder, on a Unix socket. Its database is called warehouse."""

    name = "postgres"

    def missing(self) -> str | None:
        return missing_program("postgresql-15", ("initdb", "pg_ctl", "psql"), FOLDERS)

    def export(self, folder: pathlib.Path) -> None:
        with cluster("warehouse") as client:
            run(client, text=TABLES)
            for name, query in EXPORTS.items():
                write(folder / name, run([*client, "-At", "-c", query]))


@contextmanager
def cluster(database: str) -> Iterator[list[str | os.PathLike[str]]]:
    """A server of a new cluster with one database, and the psql that asks it; stopped at the end."""
    user = unprivileged()
    with scratch_folder() as place:
        data, control = place / "data", find_program("pg_ctl", FOLDERS)
        run(
            [find_program("initdb", FOLDERS), "--pgdata", data, "--username", "postgres", "--auth", "trust",
             "--encoding", "UTF8", "--locale", "C"],
            folder=place, **user,
        )
        options = f"-c listen_addresses= -c unix_socket_directories={place} -c fsync=off"
        run([control, "start", "--wait", "--pgdata", data, "--options", options, "--log", place / "log"],
            folder=place, **user)
        try:
            client = [find_program("psql", FOLDERS), "-X", "-h", place, "-U", "postgres", "-v", "ON_ERROR_STOP=1"]
            run([*client, "-d", "postgres", "-c", f"CREATE DATABASE {database}"])
            yield [*client, "-d", database]
        finally:
            run([control, "stop", "--mode", "immediate", "--pgdata", data], folder=place, **user)
