"""BigQuery: the real bq against an emulator, local-bigquery."""

import contextlib
import datetime
import decimal
import json
import pathlib
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from typing import Any

from generator import bigquery
from generator import engine as programs

from .engine import Failed, Session, failing
from .model import Column, Row, Scenario, Table, Type

PROJECT = "proj"
# Scripts that go through bq, which takes seconds to start: of one statement and of several, and with signs of all kinds.
THROUGH_BQ = {"incident", "nested", "names", "partition", "casts_error"}


class BigQuery:
    name = "BigQuery"
    dialect = "bigquery"

    def __init__(self, emulator: str) -> None:
        self.emulator = emulator

    def missing(self) -> str | None:
        if shutil.which("bq") is None:
            return "bq is not installed"
        if shutil.which(self.emulator) is None:
            return "its emulator, PyPI local-bigquery with Python 3.13, is not installed"
        return None

    @contextlib.contextmanager
    def session(self, folder: pathlib.Path) -> Iterator[Session]:
        with bigquery.emulator(self.emulator) as client:
            yield Bq(client)


class Bq(Session):
    """Some scripts go through bq; the rest is asked of the interface that bq asks."""

    types = {
        "bool": "BOOL", "int": "INT64", "float": "FLOAT64", "text": "STRING", "number": "NUMERIC", "date": "DATE",
        "moment": "TIMESTAMP", "json": "JSON"}

    def __init__(self, client: bigquery.Client) -> None:
        self.client = client

    def ask(self, path: str, body: Any = None) -> Any:
        request = urllib.request.Request(
            f"{self.client.address}/bigquery/v2/projects/{PROJECT}/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": "Bearer word"})
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Failed(json.loads(error.read())["error"]["message"]) from error

    def query(self, sql: str) -> Any:
        answer = self.ask("queries", {"query": sql, "useLegacySql": False, "maxResults": 100000, "timeoutMs": 600000})
        if not answer["jobComplete"]:
            raise Failed("not done in ten minutes")
        return answer

    def execute(self, sql: str) -> None:
        self.query(sql)

    def run(self, scenario: Scenario, sql: str) -> None:
        if scenario.name not in THROUGH_BQ:
            self.execute(sql)
            return
        with failing(programs.Failure):
            self.client.run("query", "--nouse_legacy_sql", text=sql)

    def quote(self, name: str) -> str:
        return f"`{name}`"

    def string(self, value: str) -> str:
        return json.dumps(value, ensure_ascii=False)

    def type_text(self, kind: Type, *, whole: bool = True) -> str:
        match kind.name:
            case "list":
                return f"ARRAY<{self.type_text(kind.element, whole=False)}>"
            case "record":
                fields = ", ".join(f"{self.quote(name)} {self.type_text(part, whole=False)}" for name, part in kind.fields)
                return f"STRUCT<{fields}>"
        return super().type_text(kind, whole=whole)

    def json_literal(self, written: str) -> str:
        return f"JSON {self.string(written)}"

    def list_literal(self, values: list[str], kind: Type) -> str:
        return f"{self.type_text(kind, whole=False)}[{', '.join(values)}]"

    def record_literal(self, values: dict[str, str], kind: Type) -> str:
        return f"{self.type_text(kind, whole=False)}({', '.join(values.values())})"

    def lay_out(self, scenario: Scenario) -> None:
        self.ask("datasets", {"datasetReference": {"projectId": PROJECT, "datasetId": scenario.name}})
        for table in scenario.tables:
            reference = {"projectId": PROJECT, "datasetId": scenario.name, "tableId": table.name}
            resource: dict[str, Any] = {
                "tableReference": reference,
                "schema": {"fields": [field(column.name, column.type, column) for column in table.columns]}}
            if table is scenario.main and scenario.partition:
                # Without a required filter, of which the emulator does not see that MERGE has one.
                resource["timePartitioning"] = {"type": "DAY", "field": scenario.partition}
            self.ask(f"datasets/{scenario.name}/tables", resource)

    def export(self, scenario: Scenario) -> str:
        resources = []
        for table in scenario.tables:
            # What `bq show --format=prettyjson` prints.
            resource = self.ask(f"datasets/{scenario.name}/tables/{urllib.parse.quote(table.name)}")
            if table is scenario.main and scenario.partition:
                resource["requirePartitionFilter"] = True
            resources.append(resource)
        return json.dumps(resources)

    def rows(self, scenario: Scenario) -> list[Row]:
        answer = self.query(f"SELECT * FROM {self.path(scenario, scenario.main)}")
        columns = scenario.main.columns
        return [
            self.stored({c.name: value_of(cell["v"], c.type) for c, cell in zip(columns, row["f"], strict=True)}, columns)
            for row in answer.get("rows", [])]

    def stored(self, row: Row, columns: Sequence[Column]) -> Row:
        """An ARRAY that is NULL is stored as an empty one."""
        return {c.name: whole_lists(row[c.name], c.type) for c in columns}

    def old_statement(self, scenario: Scenario, staging: Table) -> None:
        """The emulator takes an INSERT ROW that BigQuery refuses; scripts/merge-check.py has ZetaSQL refuse it."""


def field(name: str, kind: Type, column: Column | None = None) -> dict[str, Any]:
    """A column as bq's schema files have it."""
    if kind.name == "list":
        return {**field(name, kind.element), "mode": "REPEATED"}
    found: dict[str, Any] = {
        "name": name, "type": "RECORD" if kind.name == "record" else Bq.types[kind.name],
        "mode": "REQUIRED" if column and column.required else "NULLABLE"}
    if kind.name == "record":
        found["fields"] = [field(inner, part) for inner, part in kind.fields]
    if kind.name == "text" and kind.numbers:
        found["maxLength"] = str(kind.numbers[0])
    if kind.name == "number" and kind.numbers:
        found["precision"], found["scale"] = map(str, kind.numbers)
    if column and column.default:
        found["defaultValueExpression"] = column.default[0]
    return found


def whole_lists(value: Any, kind: Type) -> Any:
    if kind.name == "list":
        return [whole_lists(part, kind.element) for part in value or []]
    if kind.name == "record" and value is not None:
        return {name: whole_lists(value[name], part) for name, part in kind.fields}
    return value


def value_of(value: Any, kind: Type) -> Any:
    """A value as the interface's rows have it, in the type that the column has."""
    if value is None:
        return None
    match kind.name:
        case "int":
            return int(value)
        case "float":
            return float(value)
        case "number":
            return decimal.Decimal(value)
        case "bool":
            return value == "true"
        case "date":
            return datetime.date.fromisoformat(value)
        case "moment":
            return datetime.datetime.fromtimestamp(float(value), datetime.UTC).replace(tzinfo=None)
        case "json":
            return json.dumps(json.loads(value))
        case "list":
            return [value_of(part["v"], kind.element) for part in value]
        case "record":
            return {name: value_of(cell["v"], part) for (name, part), cell in zip(kind.fields, value["f"], strict=True)}
    return value
