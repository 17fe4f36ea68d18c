"""Iceberg: the metadata of tables, and schemas alone."""

import json
import pathlib
import re

from .engine import FIXED_MILLISECONDS, missing_package, scratch_folder, write

FIXED_ID = "00000000-0000-0000-0000-000000000000"


def schema(main: bool):
    from pyiceberg.schema import Schema
    from pyiceberg.types import (
        BooleanType, DateType, DecimalType, IntegerType, ListType, LongType, MapType, NestedField, StringType, StructType,
        TimestamptzType,
    )

    city = [NestedField(20, "city", StringType(), required=False)]
    if main:
        city.append(NestedField(21, "zip", StringType(), required=False, doc="Five digits"))
    return Schema(
        NestedField(1, "order_id", LongType(), required=True, doc="Identifies the order"),
        NestedField(2, "customer", StringType(), required=main),
        NestedField(3, "price", DecimalType(10, 2) if main else DecimalType(12, 4), required=False),
        NestedField(4, "quantity", IntegerType() if main else StringType(), required=False),
        NestedField(5, "active", BooleanType(), required=False),
        NestedField(6, "ordered_at", TimestamptzType(), required=False),
        NestedField(7, "day", DateType(), required=False),
        NestedField(8, "tags", ListType(22, StringType(), element_required=False), required=False),
        NestedField(9, "address", StructType(*city), required=False),
        NestedField(10, "attributes", MapType(23, StringType(), 24, IntegerType(), value_required=False), required=False),
    )


def every_type():
    from pyiceberg.schema import Schema
    from pyiceberg.types import (
        BinaryType, BooleanType, DateType, DecimalType, DoubleType, FixedType, FloatType, IntegerType, ListType, LongType, MapType,
        NestedField, StringType, StructType, TimestampType, TimestamptzType, TimeType, UUIDType,
    )

    plain = [
        BooleanType(), IntegerType(), LongType(), FloatType(), DoubleType(), DecimalType(38, 10), DateType(), TimeType(),
        TimestampType(), TimestamptzType(), StringType(), UUIDType(), FixedType(16), BinaryType(),
    ]
    fields = [
        NestedField(index + 1, "a_" + re.split(r"[(\[]", str(kind))[0], kind, required=False) for index, kind in enumerate(plain)
    ]
    inner = StructType(
        NestedField(40, "n", LongType(), required=True), NestedField(41, "t", StringType(), required=False))
    other = StructType(
        NestedField(50, "n", LongType(), required=True), NestedField(51, "t", StringType(), required=False))
    return Schema(
        *fields,
        NestedField(30, "a_list", ListType(31, LongType(), element_required=True), required=True),
        NestedField(32, "a_struct", inner, required=False),
        NestedField(33, "a_list_of_structs", ListType(34, other, element_required=False), required=False),
        NestedField(35, "a_map", MapType(36, StringType(), 37, LongType(), value_required=False), required=False),
    )


class Iceberg:
    """Tables of a catalog in SQLite. `orders` gets its last column in a second version, `_renamed_orders` another name for one."""

    name = "iceberg"

    def missing(self) -> str | None:
        return missing_package("pyiceberg") or missing_package("SQLAlchemy")

    def export(self, folder: pathlib.Path) -> None:
        from pyiceberg.catalog.sql import SqlCatalog
        from pyiceberg.partitioning import PartitionField, PartitionSpec
        from pyiceberg.transforms import DayTransform
        from pyiceberg.types import StringType

        with scratch_folder() as place:
            catalog = SqlCatalog("shop", uri=f"sqlite:///{place}/catalog.db", warehouse=f"file://{place}")
            catalog.create_namespace("shop")
            for name, note in (("orders", "note"), ("_staging_orders_1", "debug_note"), ("_renamed_orders", "note")):
                table = catalog.create_table(f"shop.{name}", schema(name != "_staging_orders_1"))
                with table.update_schema() as update:
                    update.add_column(note, StringType())
                if name == "_renamed_orders":
                    with table.update_schema() as update:
                        update.rename_column("note", "remark")
                plain = json.loads(table.schema().model_dump_json())
                write(folder / "schemas" / f"{name}.json", json.dumps(plain, indent=2) + "\n")
            # A table of the first version of the format, with a partition of each kind that a column can be.
            spec = PartitionSpec(PartitionField(10, 1000, DayTransform(), "a_timestamptz_day"))
            catalog.create_table("shop.every_type", every_type(), partition_spec=spec, properties={"format-version": "1"})
            for file in sorted(place.rglob("*.metadata.json")):
                path = file.relative_to(place)
                name = re.sub(r"-.*\.metadata", f"-{FIXED_ID}.metadata", path.name)
                write(folder / path.with_name(name), fixed(file.read_text(encoding="utf-8"), place))


def fixed(text: str, place: pathlib.Path) -> str:
    """Replaces ids and times, and the temporary folder."""
    text = text.replace(f"file://{place}", "s3://warehouse")
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", FIXED_ID, text)
    text = re.sub(r'("(?:last-updated-ms|timestamp-ms)": ?)\d+', rf"\g<1>{FIXED_MILLISECONDS}", text)
    return text if text.endswith("\n") else text + "\n"
