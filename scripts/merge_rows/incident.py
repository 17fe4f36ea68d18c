"""The incident with rows: tables of 72, 63 and 58 columns, and one with a changed type."""

import datetime
import decimal
import json
import pathlib
import random
from typing import Any

from .model import (BOOL, DATE, FLOAT, INT, JSON, MOMENT, TEXT, Column, Expression, Now, Row, Scenario, Table, Type, listed,
                    number)

CASE = pathlib.Path(__file__).resolve().parents[2] / "Tests/CommandLineTests/Merging/Cases/mixed/exports.json"
NAMES = {
    "STRING": TEXT, "INTEGER": INT, "INT64": INT, "FLOAT": FLOAT, "BOOLEAN": BOOL, "TIMESTAMP": MOMENT, "DATE": DATE,
    "JSON": JSON}
START = datetime.datetime(2026, 1, 30, 12)


def type_of(field: dict[str, Any]) -> Type:
    if field["type"] == "NUMERIC":
        return number(int(field["precision"]), int(field["scale"]))
    kind = NAMES[field["type"]]
    return listed(kind) if field.get("mode") == "REPEATED" else kind


def value(kind: Type, chance: random.Random) -> Any:
    match kind.name:
        case "text":
            return chance.choice(["", "a", "NULL", "it's \\ \"so\"", "ä 日本"])
        case "int":
            return chance.choice([0, -1, 2**53 + 1, 7])
        case "float":
            return chance.choice([0.5, -1e300, 0.1])
        case "number":
            return decimal.Decimal(chance.randrange(0, 999)).scaleb(-kind.numbers[1])
        case "bool":
            return chance.random() < 0.5
        case "date":
            return START.date() + datetime.timedelta(days=chance.randrange(3))
        case "moment":
            return START + datetime.timedelta(seconds=chance.randrange(10**6))
        case "json":
            return json.dumps({"a": chance.randrange(9)})
        case "list":
            return [value(kind.element, chance) for _ in range(chance.randrange(3))]
    raise ValueError(kind.name)


def row(columns: list[Column], key: tuple[Any, ...], created: datetime.datetime, chance: random.Random) -> Row:
    found = {c.name: None if not c.required and chance.random() < 0.2 else value(c.type, chance) for c in columns}
    game, player, system, line = key
    known = {
        "game_id": game, "player_lookup": player, "system_id": system, "current_points_line": line, "created_at": created,
        "game_date": START.date(), "prediction_id": f"{player}/{chance.randrange(10**9)}"}
    if "line_margin" in found and any(c.name == "line_margin" and c.type == TEXT for c in columns):
        known["line_margin"] = chance.choice(["1.25", "-3", None])
    return found | known


def incident() -> Scenario:
    chance = random.Random(2026)
    tables = []
    for resource in json.loads(CASE.read_text()):
        columns = [
            Column(f["name"], type_of(f), required=f.get("mode") == "REQUIRED") for f in resource["schema"]["fields"]]
        tables.append((resource["tableReference"]["tableId"], columns))
    keys = [
        (f"game{game}", player, system, line)
        for game in range(2) for player in ("x", "y") for system in ("s", "t")
        for line in (None, decimal.Decimal("20.5"))]
    # Another moment for each row, so that always one is the newest.
    seconds = iter(chance.sample(range(10**5), 400))

    def rows(columns: list[Column], chosen: list[tuple[Any, ...]]) -> list[Row]:
        return [row(columns, key, START + datetime.timedelta(seconds=next(seconds)), chance) for key in chosen]

    main, *staging = [Table(name, columns, rows(columns, chance.choices(keys, k=7))) for name, columns in tables]
    main = Table(main.name, main.columns, rows(list(main.columns), chance.sample(keys, 5)))
    return Scenario(
        "incident", main, staging,
        keys=["game_id", "player_lookup", "system_id",
              Expression("COALESCE({current_points_line}, -1)",
                         lambda r: -1 if r["current_points_line"] is None else r["current_points_line"])],
        order_by=["created_at"], keep=["prediction_id", "created_at"],
        set={"updated_at": Expression("CURRENT_TIMESTAMP", lambda t, s: Now())}, partition="game_date")
