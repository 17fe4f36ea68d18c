"""BigQuery: the real bq against a server that speaks BigQuery's API."""

import json
import os
import pathlib
import shutil
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from .engine import FIXED_MILLISECONDS, FIXED_TIME, Failure, environment, fix, run, running, scratch_folder, write

Field = dict[str, object]


def column(name: str, kind: str, mode: str = "NULLABLE", **more: object) -> Field:
    """A field as bq's schema files have it."""
    return {"name": name, "type": kind, "mode": mode, **more}


def schema(main: bool) -> list[Field]:
    """The columns of a table. There is no map; an integer has 64 bits."""
    address = [column("city", "STRING"), column("zip", "STRING")]
    return [
        column("order_id", "INTEGER", "REQUIRED", description="Identifies the order"),
        column("customer", "STRING", "REQUIRED" if main else "NULLABLE", maxLength="40"),
        column("price", "NUMERIC", precision="10" if main else "12", scale="2" if main else "4"),
        column("quantity", "INTEGER" if main else "STRING"),
        column("active", "BOOLEAN", defaultValueExpression="TRUE") if main else column("active", "BOOLEAN"),
        column("ordered_at", "TIMESTAMP"),
        column("day", "DATE"),
        column("tags", "STRING", "REPEATED"),
        column("address", "RECORD", fields=address if main else address[:1]),
        column("payload", "JSON"),
        column("note" if main else "debug_note", "STRING"),
    ]


EXPORTS: dict[str, Sequence[str]] = {
    "orders.json": ["show", "--format=prettyjson", "shop.orders"],
    "_staging_orders_1.json": ["show", "--format=prettyjson", "shop._staging_orders_1"],
    "orders_view.json": ["show", "--format=prettyjson", "shop.orders_view"],
    "schema/orders.json": ["show", "--schema", "--format=prettyjson", "shop.orders"],
    "schema/_staging_orders_1.json": ["show", "--schema", "--format=prettyjson", "shop._staging_orders_1"],
    # Without -n, which BigQuery's own lists need: local-bigquery answers it with the same page until there are so many.
    "list.json": ["ls", "--format=prettyjson", "shop"],
    "columns.json": [
        "query", "--use_legacy_sql=false", "--format=json", "-n", "1000",
        "SELECT * FROM shop.INFORMATION_SCHEMA.COLUMNS ORDER BY table_name, ordinal_position",
    ],
    "field_paths.json": [
        "query", "--use_legacy_sql=false", "--format=json", "-n", "1000",
        "SELECT * FROM shop.INFORMATION_SCHEMA.COLUMN_FIELD_PATHS ORDER BY table_name, column_name, field_path",
    ],
    "tables.json": [
        "query", "--use_legacy_sql=false", "--format=json", "-n", "1000",
        "SELECT * FROM shop.INFORMATION_SCHEMA.TABLES ORDER BY table_name",
    ],
}


class BigQuery:
    """local-bigquery, the program that LOCAL_BIGQUERY names where it is not on the PATH, serving project proj."""

    name = "bigquery"

    def __init__(self) -> None:
        self.server = os.environ.get("LOCAL_BIGQUERY", "local-bigquery")

    def missing(self) -> str | None:
        if shutil.which("bq") is None:
            return "bq is not installed"
        if shutil.which(self.server) is None:
            return "PyPI local-bigquery is not installed, nor does LOCAL_BIGQUERY name it"
        return None

    def export(self, folder: pathlib.Path) -> None:
        with emulator(self.server) as client:
            client.run("mk", "--dataset", "proj:shop")
            client.make("orders", schema(main=True), "--time_partitioning_field=day", "--clustering_fields=customer")
            client.make("_staging_orders_1", schema(main=False))
            view = "SELECT order_id, customer, price FROM shop.orders"
            client.run("mk", "--use_legacy_sql=false", f"--view={view}", "shop.orders_view")
            for name, words in EXPORTS.items():
                write(folder / name, fixed(client.run(*words)))


@contextmanager
def emulator(program: str) -> Iterator["Client"]:
    """A server of project proj without any table, and the bq that asks it; stopped at the end."""
    with scratch_folder() as place:
        port, other = free_port(), free_port()
        command = [
            program, "--host", "127.0.0.1", "--port", str(port), "--grpc-port", str(other), "--project", "proj",
            "--data-dir", place / "data",
        ]
        with running(command, place / "log", env=environment()) as server:
            for _ in range(240):
                if server.poll() is not None or answers(port):
                    break
                time.sleep(0.25)
            if server.poll() is not None:
                raise Failure((place / "log").read_text(encoding="utf-8"))
            yield Client(place, port)


class Client:
    """bq, told to ask a server on this machine and to read no settings of the user's."""

    def __init__(self, place: pathlib.Path, port: int) -> None:
        self.place = place
        self.address = f"http://127.0.0.1:{port}"
        (place / "settings").touch()
        # bq wants a token; the server takes any word.
        (place / "word").write_text("word", encoding="utf-8")
        self.variables = {"CLOUDSDK_AUTH_ACCESS_TOKEN_FILE": str(place / "word"), "CLOUDSDK_CONFIG": str(place / "config")}
        self.flags = [f"--bigqueryrc={place / 'settings'}", "--api", self.address, "--project_id", "proj"]

    def run(self, *words: str, text: str | None = None) -> str:
        return run(["bq", *self.flags, *words], text=text, variables=self.variables)

    def make(self, name: str, fields: list[Field], *flags: str) -> None:
        path = self.place / f"{name}.json"
        path.write_text(json.dumps(fields), encoding="utf-8")
        self.run("mk", "--table", *flags, f"shop.{name}", str(path))


def fixed(text: str) -> str:
    """Replaces the times when tables were created and changed, and the tags made of them."""
    for key, value in (
        ("creationTime", FIXED_MILLISECONDS), ("lastModifiedTime", FIXED_MILLISECONDS), ("etag", "0" * 32),
        ("creation_time", FIXED_TIME),
    ):
        text = fix(text, key, value)
    return text


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    """Whether something listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
