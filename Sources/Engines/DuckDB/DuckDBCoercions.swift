extension Coercions {
  /// Source: DuckDB, measured: values of every type assigned to every other.
  static let duckDB = Coercions([
    (
      "TINYINT", .coercion,
      [
        "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DECIMAL", "FLOAT", "DOUBLE", "VARCHAR", "JSON", "BIT",
      ]
    ),
    ("TINYINT", .coercionCanFail, ["UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"]),
    ("TINYINT", .coercionCanLose, ["BOOLEAN"]),
    (
      "SMALLINT", .coercion,
      [
        "INTEGER", "BIGINT", "HUGEINT", "DECIMAL", "FLOAT", "DOUBLE", "VARCHAR", "JSON", "BIT",
      ]
    ),
    ("SMALLINT", .coercionCanFail, ["TINYINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"]),
    ("SMALLINT", .coercionCanLose, ["BOOLEAN"]),
    ("INTEGER", .coercion, ["BIGINT", "HUGEINT", "DECIMAL", "DOUBLE", "VARCHAR", "JSON", "BIT"]),
    (
      "INTEGER", .coercionCanFail,
      [
        "TINYINT", "SMALLINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
      ]
    ),
    ("INTEGER", .coercionCanLose, ["FLOAT", "BOOLEAN"]),
    ("BIGINT", .coercion, ["HUGEINT", "DECIMAL", "VARCHAR", "JSON", "BIT"]),
    (
      "BIGINT", .coercionCanFail,
      [
        "TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
      ]
    ),
    ("BIGINT", .coercionCanLose, ["FLOAT", "DOUBLE", "BOOLEAN"]),
    ("HUGEINT", .coercion, ["VARCHAR", "JSON", "BIT"]),
    (
      "HUGEINT", .coercionCanFail,
      [
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
        "UHUGEINT", "DECIMAL",
      ]
    ),
    ("HUGEINT", .coercionCanLose, ["FLOAT", "DOUBLE", "BOOLEAN"]),
    (
      "UTINYINT", .coercion,
      [
        "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT",
        "DECIMAL", "FLOAT", "DOUBLE", "VARCHAR", "JSON", "BIT",
      ]
    ),
    ("UTINYINT", .coercionCanFail, ["TINYINT"]),
    ("UTINYINT", .coercionCanLose, ["BOOLEAN"]),
    (
      "USMALLINT", .coercion,
      [
        "INTEGER", "BIGINT", "HUGEINT", "UINTEGER", "UBIGINT", "UHUGEINT", "DECIMAL", "FLOAT", "DOUBLE",
        "VARCHAR", "JSON", "BIT",
      ]
    ),
    ("USMALLINT", .coercionCanFail, ["TINYINT", "SMALLINT", "UTINYINT"]),
    ("USMALLINT", .coercionCanLose, ["BOOLEAN"]),
    (
      "UINTEGER", .coercion,
      [
        "BIGINT", "HUGEINT", "UBIGINT", "UHUGEINT", "DECIMAL", "DOUBLE", "VARCHAR", "JSON", "BIT",
      ]
    ),
    ("UINTEGER", .coercionCanFail, ["TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT"]),
    ("UINTEGER", .coercionCanLose, ["FLOAT", "BOOLEAN"]),
    ("UBIGINT", .coercion, ["HUGEINT", "UHUGEINT", "DECIMAL", "VARCHAR", "JSON", "BIT"]),
    (
      "UBIGINT", .coercionCanFail,
      [
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER",
      ]
    ),
    ("UBIGINT", .coercionCanLose, ["FLOAT", "DOUBLE", "BOOLEAN"]),
    ("UHUGEINT", .coercion, ["VARCHAR", "JSON", "BIT", "UUID"]),
    (
      "UHUGEINT", .coercionCanFail,
      [
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
        "UBIGINT", "DECIMAL",
      ]
    ),
    ("UHUGEINT", .coercionCanLose, ["FLOAT", "DOUBLE", "BOOLEAN"]),
    ("DECIMAL", .coercion, ["VARCHAR", "JSON"]),
    ("DECIMAL", .coercionCanLose, ["HUGEINT", "FLOAT", "DOUBLE", "BOOLEAN"]),
    (
      "DECIMAL", .coercionCanFailOrLose,
      [
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
        "UHUGEINT",
      ]
    ),
    ("FLOAT", .coercion, ["DOUBLE", "VARCHAR", "JSON", "BIT"]),
    ("FLOAT", .coercionCanLose, ["BOOLEAN"]),
    (
      "FLOAT", .coercionCanFailOrLose,
      [
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
        "UBIGINT", "UHUGEINT", "DECIMAL",
      ]
    ),
    ("DOUBLE", .coercion, ["VARCHAR", "JSON", "BIT"]),
    ("DOUBLE", .coercionCanLose, ["BOOLEAN"]),
    (
      "DOUBLE", .coercionCanFailOrLose,
      [
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
        "UBIGINT", "UHUGEINT", "DECIMAL", "FLOAT",
      ]
    ),
    (
      "BOOLEAN", .coercion,
      [
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
        "UBIGINT", "UHUGEINT", "DECIMAL", "FLOAT", "DOUBLE", "VARCHAR", "JSON", "BIT",
      ]
    ),
    (
      "VARCHAR", .coercionCanFail,
      [
        "BOOLEAN", "JSON", "BIT", "UUID", "BLOB", "ENUM", "LIST", "ARRAY", "MAP",
      ]
    ),
    (
      "VARCHAR", .coercionCanFailOrLose,
      [
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
        "UBIGINT", "UHUGEINT", "DECIMAL", "FLOAT", "DOUBLE", "DATE", "TIME", "TIME WITH TIME ZONE",
        "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "INTERVAL",
        "STRUCT",
      ]
    ),
    ("JSON", .coercion, ["VARCHAR"]),
    ("JSON", .coercionCanFail, ["UUID", "BLOB", "ENUM"]),
    (
      "JSON", .coercionCanFailOrLose,
      [
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
        "UBIGINT", "UHUGEINT", "DECIMAL", "FLOAT", "DOUBLE", "BOOLEAN", "DATE", "TIME",
        "TIME WITH TIME ZONE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S", "TIMESTAMP_MS",
        "TIMESTAMP_NS", "INTERVAL", "LIST", "ARRAY", "STRUCT", "MAP",
      ]
    ),
    ("BIT", .coercion, ["VARCHAR"]),
    ("BIT", .coercionCanLose, ["HUGEINT", "UHUGEINT", "JSON", "BLOB"]),
    (
      "BIT", .coercionCanFailOrLose,
      [
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
        "FLOAT", "DOUBLE", "BOOLEAN",
      ]
    ),
    ("UUID", .coercion, ["UHUGEINT", "VARCHAR", "JSON", "BLOB"]),
    ("BLOB", .coercion, ["VARCHAR", "JSON", "BIT"]),
    ("BLOB", .coercionCanFail, ["UUID"]),
    ("DATE", .coercion, ["VARCHAR", "JSON"]),
    (
      "DATE", .coercionCanFail,
      [
        "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS",
      ]
    ),
    ("TIME", .coercion, ["VARCHAR", "JSON", "TIME WITH TIME ZONE"]),
    ("TIME WITH TIME ZONE", .coercion, ["VARCHAR", "JSON"]),
    ("TIME WITH TIME ZONE", .coercionCanLose, ["TIME"]),
    ("TIMESTAMP", .coercion, ["VARCHAR", "JSON"]),
    ("TIMESTAMP", .coercionCanFail, ["TIMESTAMP_NS"]),
    ("TIMESTAMP", .coercionCanLose, ["DATE", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S", "TIMESTAMP_MS"]),
    ("TIMESTAMP", .coercionCanFailOrLose, ["TIME", "TIME WITH TIME ZONE"]),
    ("TIMESTAMP WITH TIME ZONE", .coercion, ["VARCHAR", "JSON"]),
    ("TIMESTAMP WITH TIME ZONE", .coercionCanLose, ["DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS"]),
    ("TIMESTAMP WITH TIME ZONE", .coercionCanFailOrLose, ["TIME WITH TIME ZONE", "TIMESTAMP_NS"]),
    ("TIMESTAMP_S", .coercion, ["VARCHAR", "JSON", "TIMESTAMP", "TIMESTAMP_MS"]),
    ("TIMESTAMP_S", .coercionCanFail, ["TIMESTAMP_NS"]),
    ("TIMESTAMP_S", .coercionCanLose, ["DATE", "TIMESTAMP WITH TIME ZONE"]),
    ("TIMESTAMP_S", .coercionCanFailOrLose, ["TIME"]),
    ("TIMESTAMP_MS", .coercion, ["VARCHAR", "JSON", "TIMESTAMP"]),
    ("TIMESTAMP_MS", .coercionCanFail, ["TIMESTAMP_NS"]),
    ("TIMESTAMP_MS", .coercionCanLose, ["DATE", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S"]),
    ("TIMESTAMP_MS", .coercionCanFailOrLose, ["TIME"]),
    ("TIMESTAMP_NS", .coercion, ["VARCHAR", "JSON"]),
    ("TIMESTAMP_NS", .coercionCanLose, ["DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_MS"]),
    ("TIMESTAMP_NS", .coercionCanFailOrLose, ["TIME"]),
    ("INTERVAL", .coercion, ["VARCHAR", "JSON"]),
    ("ENUM", .coercion, ["VARCHAR", "JSON"]),
    ("ENUM", .coercionCanFail, ["UINTEGER", "BOOLEAN", "BIT", "UUID", "BLOB"]),
    (
      "ENUM", .coercionCanFailOrLose,
      [
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UBIGINT",
        "UHUGEINT", "DECIMAL", "FLOAT", "DOUBLE", "DATE", "TIME", "TIME WITH TIME ZONE", "TIMESTAMP",
        "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "INTERVAL",
      ]
    ),
    ("LIST", .coercion, ["VARCHAR", "JSON"]),
    ("LIST", .coercionCanFail, ["ARRAY"]),
    ("ARRAY", .coercion, ["VARCHAR", "JSON", "LIST"]),
    ("STRUCT", .coercion, ["VARCHAR", "JSON"]),
    ("MAP", .coercion, ["VARCHAR", "JSON"]),
  ])
}
