"""MySQL, as MariaDB: rows of information_schema as JSON objects."""

import pathlib
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

from .engine import FIXED_TIME, Failure, find_program, missing_program, run, running, scratch_folder, unprivileged, write

# BOOLEAN is tinyint(1) here, JSON is longtext. There are no arrays, structs and maps.
TABLES = """
CREATE DATABASE shop;
USE shop;
CREATE TABLE orders (
  order_id BIGINT NOT NULL COMMENT 'Identifies the order',
  customer VARCHAR(40) NOT NULL,
  price DECIMAL(10, 2),
  quantity INT,
  active BOOLEAN DEFAULT true,
  ordered_at TIMESTAMP(6) NULL,
  day DATE,
  payload JSON,
  state ENUM('new', 'paid') DEFAULT 'new',
  units INT UNSIGNED,
  note TEXT,
  PRIMARY KEY (order_id)
);
CREATE TABLE _staging_orders_1 (
  order_id BIGINT NOT NULL COMMENT 'Identifies the order',
  customer VARCHAR(40),
  price DECIMAL(12, 4),
  quantity TEXT,
  active BOOLEAN,
  ordered_at TIMESTAMP(6) NULL,
  day DATE,
  payload JSON,
  state ENUM('new', 'paid') DEFAULT 'new',
  units INT UNSIGNED,
  debug_note TEXT
);
CREATE VIEW orders_view AS SELECT order_id, customer, price FROM orders;
"""

COLUMNS = """
TABLE_CATALOG TABLE_SCHEMA TABLE_NAME COLUMN_NAME ORDINAL_POSITION COLUMN_DEFAULT IS_NULLABLE DATA_TYPE
CHARACTER_MAXIMUM_LENGTH CHARACTER_OCTET_LENGTH NUMERIC_PRECISION NUMERIC_SCALE DATETIME_PRECISION CHARACTER_SET_NAME
COLLATION_NAME COLUMN_TYPE COLUMN_KEY EXTRA PRIVILEGES COLUMN_COMMENT IS_GENERATED GENERATION_EXPRESSION
""".split()
TABLE_COLUMNS = "TABLE_CATALOG TABLE_SCHEMA TABLE_NAME TABLE_TYPE ENGINE CREATE_TIME TABLE_COLLATION TABLE_COMMENT".split()


def objects(view: str, columns: list[str], order: str) -> str:
    """A query that makes one JSON object of each row about schema shop."""
    pairs = ", ".join(f"'{column}', {column}" for column in columns)
    return f"SELECT JSON_OBJECT({pairs}) FROM information_schema.{view} WHERE TABLE_SCHEMA = 'shop' ORDER BY {order}"


EXPORTS = {
    "columns.ndjson": objects("COLUMNS", COLUMNS, "TABLE_NAME, ORDINAL_POSITION"),
    "tables.ndjson": objects("TABLES", TABLE_COLUMNS, "TABLE_NAME"),
}


class MySQL:
    """A MariaDB server in a temporary folder, on a Unix socket."""

    name = "mysql"

    def missing(self) -> str | None:
        return missing_program("mariadb-server", ("mariadbd", "mariadb-install-db", "mariadb"), "usr/sbin")

    def export(self, folder: pathlib.Path) -> None:
        with server() as socket:
            client = program(socket)
            run(client, text=TABLES)
            for name, query in EXPORTS.items():
                # --raw: without it, the client doubles the backslashes of JSON's escapes.
                write(folder / name, fixed(run([*client, "-N", "--raw", "-e", query])))


@contextmanager
def server(*options: str) -> Iterator[pathlib.Path]:
    """A new server, with options of its own; its socket. It is stopped at the end."""
    user = unprivileged()
    with scratch_folder() as place:
        data, socket = place / "data", place / "socket"
        run(
            ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal",
             "--skip-test-db"],
            folder=place, **user,
        )
        command = [
            find_program("mariadbd", "usr/sbin"), "--no-defaults", f"--datadir={data}", f"--socket={socket}",
            f"--pid-file={place / 'pid'}", "--skip-networking", "--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_general_ci", "--explicit-defaults-for-timestamp=ON", *options,
        ]
        with running(command, place / "log", cwd=place, **user):
            wait(program(socket))
            yield socket


def program(socket: pathlib.Path) -> list[str]:
    """The program that asks the server."""
    return ["mariadb", "--no-defaults", f"--socket={socket}", "--user=root"]


def wait(client: list[str]) -> None:
    """Waits until the server answers."""
    for _ in range(120):
        try:
            run([*client, "-e", "SELECT 1"])
            return
        except Failure:
            time.sleep(0.25)
    raise Failure("mariadbd: does not answer")


def fixed(text: str) -> str:
    """Replaces the time when a table was created. A view has none."""
    return re.sub(r'("CREATE_TIME": )"[^"]*"', rf'\1"{FIXED_TIME}.000000"', text)
