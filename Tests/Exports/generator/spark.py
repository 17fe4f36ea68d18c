"""Spark: the schema of a DataFrame."""

import pathlib

from .engine import missing_package, missing_program, scratch_folder, write

TABLES = {
    "orders": """
        order_id BIGINT NOT NULL COMMENT 'Identifies the order',
        customer VARCHAR(40) NOT NULL,
        price DECIMAL(10, 2),
        quantity INT,
        active BOOLEAN DEFAULT true,
        ordered_at TIMESTAMP,
        day DATE,
        tags ARRAY<STRING>,
        address STRUCT<city: STRING, zip: STRING COMMENT 'Five digits'>,
        attributes MAP<STRING, INT>,
        payload VARIANT,
        note STRING
    """,
    "_staging_orders_1": """
        order_id BIGINT NOT NULL COMMENT 'Identifies the order',
        customer VARCHAR(40),
        price DECIMAL(12, 4),
        quantity STRING,
        active BOOLEAN,
        ordered_at TIMESTAMP,
        day DATE,
        tags ARRAY<STRING>,
        address STRUCT<city: STRING>,
        attributes MAP<STRING, INT>,
        payload VARIANT,
        debug_note STRING
    """,
}


class Spark:
    """A local session. Exported are a DataFrame as a job has it before it writes, and the table that it is written to."""

    name = "spark"

    def missing(self) -> str | None:
        return missing_program("openjdk-17-jre-headless", ["java"]) or missing_package("pyspark")

    def export(self, folder: pathlib.Path) -> None:
        from pyspark.sql import SparkSession
        from pyspark.sql.types import StructType

        with scratch_folder() as place:
            session = (
                SparkSession.builder.master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.warehouse.dir", str(place))
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate()
            )
            try:
                session.sql("CREATE DATABASE shop")
                for name, columns in TABLES.items():
                    # A DataFrame's own columns have neither defaults nor lengths. Python sorts the keys.
                    plain = columns.replace(" DEFAULT true", "").replace("VARCHAR(40)", "STRING")
                    frame = session.createDataFrame([], StructType.fromDDL(plain))
                    write(folder / f"{name}.json", frame.schema.json() + "\n")
                    # A table of files loses NOT NULL and keeps defaults. Scala's method of that name does not sort.
                    session.sql(f"CREATE TABLE shop.{name} ({columns}) USING parquet")
                    table = session.table(f"shop.{name}")
                    write(folder / "tables" / f"{name}.json", table._jdf.schema().prettyJson() + "\n")
            finally:
                session.stop()
