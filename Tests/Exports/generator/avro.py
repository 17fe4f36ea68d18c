"""Avro: the schema that a container file was written with."""

import io
import json
import pathlib

from .engine import missing_package, write

ADDRESS = {
    "orders": [{"name": "city", "type": "string"}, {"name": "zip", "type": ["null", "string"], "default": None}],
    "_staging_orders_1": [{"name": "city", "type": "string"}],
}


def schema(name: str) -> dict[str, object]:
    """The record of a table. There is no JSON type; a DECIMAL is bytes with a logical type."""
    main = name == "orders"

    def optional(kind: object) -> list[object]:
        return ["null", kind]

    def decimal(precision: int, scale: int) -> dict[str, object]:
        return {"type": "bytes", "logicalType": "decimal", "precision": precision, "scale": scale}

    address = {"type": "record", "name": "Address", "fields": ADDRESS[name]}
    return {
        "type": "record",
        "name": name,
        "namespace": "shop",
        "doc": "One order a row",
        "fields": [
            {"name": "order_id", "type": "long", "doc": "Identifies the order"},
            {"name": "customer", "type": "string"} if main
            else {"name": "customer", "type": optional("string"), "default": None},
            {"name": "price", "type": optional(decimal(10, 2) if main else decimal(12, 4)), "default": None},
            {"name": "quantity", "type": optional("int" if main else "string"), "default": None},
            {"name": "active", "type": ["boolean", "null"], "default": True} if main
            else {"name": "active", "type": optional("boolean")},
            {"name": "ordered_at", "type": optional({"type": "long", "logicalType": "timestamp-micros"}), "default": None},
            {"name": "day", "type": optional({"type": "int", "logicalType": "date"}), "default": None},
            {"name": "tags", "type": {"type": "array", "items": "string"}, "default": []},
            {"name": "address", "type": optional(address), "default": None},
            # The second use of a named type is its name.
            {"name": "billing_address", "type": optional("shop.Address"), "default": None},
            {"name": "attributes", "type": {"type": "map", "values": "int"}, "default": {}},
            {"name": "state", "type": {"type": "enum", "name": "Mood", "symbols": ["CALM", "HURRIED"]}, "default": "CALM"},
            {"name": "request_id", "type": {"type": "string", "logicalType": "uuid"}},
            {"name": "checksum", "type": {"type": "fixed", "name": "Digest", "size": 16}},
            {"name": "note" if main else "debug_note", "type": optional("string"), "default": None},
        ],
    }


class Avro:
    """Container files in memory."""

    name = "avro"

    def missing(self) -> str | None:
        return missing_package("fastavro")

    def export(self, folder: pathlib.Path) -> None:
        import fastavro

        for name in ADDRESS:
            file = io.BytesIO()
            fastavro.writer(file, schema(name), [])
            file.seek(0)
            write(folder / f"{name}.avsc", json.dumps(fastavro.reader(file).writer_schema, indent=2) + "\n")
