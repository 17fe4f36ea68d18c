"""Delta Lake: the logs of tables."""

import json
import pathlib
import re

from .engine import FIXED_MILLISECONDS, missing_package, scratch_folder, write

FIXED_ID = "00000000-0000-0000-0000-000000000000"


def columns(main: bool):
    from deltalake.schema import ArrayType, Field, MapType, PrimitiveType, StructType

    def plain(name: str, kind: str, nullable: bool = True, **metadata: str):
        return Field(name, PrimitiveType(kind), nullable=nullable, metadata=metadata)

    city = [plain("city", "string"), plain("zip", "string", comment="Five digits")]
    return [
        plain("order_id", "long", nullable=False, comment="Identifies the order"),
        plain("customer", "string", nullable=not main),
        plain("price", "decimal(10,2)" if main else "decimal(12,4)"),
        plain("quantity", "integer" if main else "string"),
        plain("active", "boolean"),
        plain("ordered_at", "timestamp"),
        plain("day", "date"),
        Field("tags", ArrayType("string", True)),
        Field("address", StructType(city if main else city[:1])),
        Field("attributes", MapType("string", "integer", True)),
    ]


def every_type():
    from deltalake.schema import ArrayType, Field, MapType, PrimitiveType, StructType

    words = ["boolean", "byte", "short", "integer", "long", "float", "double", "decimal(38,10)", "string", "binary", "date",
             "timestamp", "timestamp_ntz"]
    fields = [Field(f"a_{word.split('(')[0]}", PrimitiveType(word)) for word in words]
    inner = StructType([Field("n", PrimitiveType("long"), nullable=False), Field("t", PrimitiveType("string"))])
    return [
        *fields,
        Field("a_list", ArrayType("long", False), nullable=False),
        Field("a_struct", inner),
        Field("a_list_of_structs", ArrayType(inner, True)),
        Field("a_map", MapType("string", inner, True)),
        Field("twice", PrimitiveType("long"), metadata={"delta.generationExpression": "a_long * 2"}),
    ]


class Delta:
    """Tables in a folder. `orders` gets its last column in a second commit, and a row in a third, which has no metaData."""

    name = "delta"

    def missing(self) -> str | None:
        return missing_package("deltalake") or missing_package("pyarrow")

    def export(self, folder: pathlib.Path) -> None:
        import pyarrow
        from deltalake import DeltaTable, Field, Schema, write_deltalake
        from deltalake.schema import PrimitiveType

        with scratch_folder() as place:
            shop = place / "shop"
            note = Field("note", PrimitiveType("string"))
            orders = DeltaTable.create(str(shop / "orders"), Schema(columns(True)))
            orders.alter.add_columns([note])
            row = pyarrow.table({"order_id": [1], "customer": ["a"]}, pyarrow.schema(
                [pyarrow.field("order_id", pyarrow.int64(), False), pyarrow.field("customer", pyarrow.string(), False)]))
            write_deltalake(str(shop / "orders"), row, mode="append", schema_mode="merge")
            debug_note = Field("debug_note", PrimitiveType("string"))
            DeltaTable.create(
                str(shop / "_staging_orders_1"), Schema([*columns(False), debug_note]), name="_staging_orders_1")
            DeltaTable.create(
                str(shop / "every_type"), Schema(every_type()), description="A column of every type",
                partition_by=["a_date", "a_string"], configuration={"delta.minWriterVersion": "4"})
            for file in sorted(place.rglob("_delta_log/*.json")):
                write(folder / file.relative_to(place), fixed(file.read_text(encoding="utf-8"), place))


def fixed(text: str, place: pathlib.Path) -> str:
    """Replaces ids, times and sizes, and the temporary folder. Keys that have another order in each run are sorted."""
    text = text.replace(f"file://{place}", "s3://warehouse").replace(str(place), "/warehouse")
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", FIXED_ID, text)
    text = re.sub(r'(\\?"(?:timestamp|createdTime|modificationTime)\\?": ?)\d+', rf"\g<1>{FIXED_MILLISECONDS}", text)
    text = re.sub(r'(\\?"(?:size|execution_time_ms)\\?": ?)\d+', r"\g<1>1", text)
    return "".join(ordered(line) for line in text.splitlines(keepends=True))


def ordered(line: str) -> str:
    """A line whose keys are sorted where the order is the program's hash table's: all of commitInfo, and the statistics."""
    action = json.loads(line)
    if "add" in action:
        action["add"]["stats"] = json.dumps(json.loads(action["add"]["stats"]), sort_keys=True, separators=(",", ":"))
    elif "commitInfo" not in action:
        return line
    written = json.dumps(action, sort_keys="commitInfo" in action, separators=(",", ":"))
    return written + ("\n" if line.endswith("\n") else "")
