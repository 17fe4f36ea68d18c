"""What describes rows and is no engine: JSON Schemas of pydantic, Singer's catalogs, schemas of dlt, data contracts."""

import json
import os
import pathlib

from .engine import missing_package, run, scratch_folder, write

TABLES = ("orders", "_staging_orders_1")


def pretty(value: object) -> str:
    return json.dumps(value, indent=2) + "\n"


class Pydantic:
    """JSON Schemas of models, which define nested ones under `$defs`."""

    name = "jsonschema"

    def missing(self) -> str | None:
        return missing_package("pydantic")

    def export(self, folder: pathlib.Path) -> None:
        import datetime
        import decimal
        import enum
        import uuid
        from typing import Annotated, Any

        import pydantic

        class Mood(enum.Enum):
            CALM = "CALM"
            HURRIED = "HURRIED"

        class Address(pydantic.BaseModel):
            city: str
            zip: str | None = None

        class StagingAddress(pydantic.BaseModel):
            city: str

        name = Annotated[str, pydantic.Field(max_length=40)]

        class Both(pydantic.BaseModel):
            order_id: int = pydantic.Field(description="Identifies the order")
            price: decimal.Decimal | None = None
            active: bool | None = True
            ordered_at: datetime.datetime | None = None
            day: datetime.date | None = None
            tags: list[str] = []
            attributes: dict[str, int] = {}
            state: Mood = Mood.CALM
            request_id: uuid.UUID
            payload: dict[str, Any] | None = None

        class Orders(Both):
            customer: name
            quantity: int | None = None
            address: Address | None = None
            note: str | None = None

        class StagingOrders(Both):
            customer: name | None = None
            quantity: str | None = None
            address: StagingAddress | None = None
            debug_note: str | None = None

        for table, model in zip(TABLES, (Orders, StagingOrders)):
            write(folder / f"{table}.json", pretty(model.model_json_schema()))


class Singer:
    """A tap's catalog."""

    name = "singer"

    def missing(self) -> str | None:
        return missing_package("singer-sdk")

    def export(self, folder: pathlib.Path) -> None:
        from singer_sdk import typing as th
        from singer_sdk.singerlib import Catalog, CatalogEntry, MetadataMapping, Schema

        catalog = Catalog()
        for table in TABLES:
            main = table == "orders"
            address = [th.Property("city", th.StringType)] + ([th.Property("zip", th.StringType)] if main else [])
            schema = th.PropertiesList(
                th.Property("order_id", th.IntegerType, required=True, description="Identifies the order"),
                th.Property("customer", th.StringType(max_length=40), required=main),
                th.Property("price", th.NumberType),
                th.Property("quantity", th.IntegerType if main else th.StringType),
                th.Property("active", th.BooleanType),
                th.Property("ordered_at", th.DateTimeType),
                th.Property("day", th.DateType),
                th.Property("tags", th.ArrayType(th.StringType)),
                th.Property("address", th.ObjectType(*address)),
                th.Property("request_id", th.UUIDType),
                th.Property("note" if main else "debug_note", th.StringType),
            ).to_dict()
            catalog[table] = CatalogEntry(
                tap_stream_id=f"shop-{table}", stream=table, schema=Schema.from_dict(schema), key_properties=["order_id"],
                metadata=MetadataMapping.get_standard_metadata(
                    schema=schema, schema_name="shop", key_properties=["order_id"]),
            )
        write(folder / "catalog.json", pretty(catalog.to_dict()))


class Dlt:
    """The schema of a pipeline, as dlt itself stores it."""

    name = "dlt"

    def missing(self) -> str | None:
        return missing_package("dlt")

    def export(self, folder: pathlib.Path) -> None:
        os.environ["RUNTIME__DLTHUB_TELEMETRY"] = "false"
        import dlt
        from dlt.common.schema.utils import new_table

        schema = dlt.Schema("shop")
        for table in TABLES:
            main = table == "orders"
            columns = [
                {"name": "order_id", "data_type": "bigint", "nullable": False, "primary_key": True,
                 "description": "Identifies the order"},
                {"name": "customer", "data_type": "text", "precision": 40, "nullable": not main},
                {"name": "price", "data_type": "decimal", "precision": 10 if main else 12, "scale": 2 if main else 4},
                {"name": "quantity", **({"data_type": "bigint", "precision": 32} if main else {"data_type": "text"})},
                {"name": "active", "data_type": "bool"},
                {"name": "ordered_at", "data_type": "timestamp"},
                {"name": "day", "data_type": "date"},
                {"name": "payload", "data_type": "json"},
                {"name": "note" if main else "debug_note", "data_type": "text"},
                {"name": "_dlt_load_id", "data_type": "text", "nullable": False},
                {"name": "_dlt_id", "data_type": "text", "nullable": False, "unique": True},
            ]
            schema.update_table(new_table(table, columns=columns))
        write(folder / "shop.schema.json", schema.to_pretty_json() + "\n")


class DataContract:
    """A contract of the Open Data Contract Standard, made from a table's DDL."""

    name = "odcs"

    DDL = {
        "orders": """CREATE TABLE orders (
  order_id bigint PRIMARY KEY,
  customer varchar(40) NOT NULL,
  price numeric(10, 2),
  quantity integer,
  active boolean,
  ordered_at timestamp with time zone,
  day date,
  payload jsonb,
  note text
);
""",
    }

    def missing(self) -> str | None:
        return missing_package("datacontract-cli")

    def export(self, folder: pathlib.Path) -> None:
        import sys

        program = pathlib.Path(sys.executable).parent / "datacontract"
        with scratch_folder() as scratch:
            for table, text in self.DDL.items():
                source = scratch / f"{table}.sql"
                source.write_text(text, encoding="utf-8")
                contract = scratch / f"{table}.odcs.yaml"
                run([program, "import", "sql", "--source", source, "--dialect", "postgres", "--output", contract])
                write(folder / f"{table}.odcs.yaml", contract.read_text(encoding="utf-8"))
