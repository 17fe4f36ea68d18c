extension Coercions {
  /// Source: Spark with the ANSI store assignment policy, measured: values of every type assigned to every other.
  package static let spark = Coercions([
    (
      "tinyint", .coercion,
      [
        "smallint", "int", "bigint", "decimal", "float", "double", "string", "varchar", "char",
      ]
    ),
    ("tinyint", .cast, ["timestamp", "interval day to second", "interval year to month", "variant"]),
    ("tinyint", .castCanLose, ["boolean"]),
    ("smallint", .coercion, ["int", "bigint", "decimal", "float", "double", "string", "varchar", "char"]),
    ("smallint", .coercionCanFail, ["tinyint"]),
    ("smallint", .cast, ["timestamp", "interval day to second", "interval year to month", "variant"]),
    ("smallint", .castCanLose, ["boolean"]),
    ("int", .coercion, ["bigint", "decimal", "double", "string", "varchar", "char"]),
    ("int", .coercionCanFail, ["tinyint", "smallint"]),
    ("int", .coercionCanLose, ["float"]),
    ("int", .cast, ["timestamp", "interval day to second", "interval year to month", "variant"]),
    ("int", .castCanLose, ["boolean"]),
    ("bigint", .coercion, ["decimal", "string", "varchar", "char"]),
    ("bigint", .coercionCanFail, ["tinyint", "smallint", "int"]),
    ("bigint", .coercionCanLose, ["float", "double"]),
    ("bigint", .cast, ["variant"]),
    ("bigint", .castCanFail, ["interval day to second", "interval year to month"]),
    ("bigint", .castCanLose, ["boolean", "timestamp"]),
    ("decimal", .coercion, ["string", "varchar", "char"]),
    ("decimal", .coercionCanLose, ["float", "double"]),
    ("decimal", .coercionCanFailOrLose, ["tinyint", "smallint", "int", "bigint"]),
    ("decimal", .cast, ["variant"]),
    ("decimal", .castCanLose, ["boolean", "timestamp"]),
    ("decimal", .castCanFailOrLose, ["interval day to second", "interval year to month"]),
    ("float", .coercion, ["double", "string", "varchar", "char"]),
    ("float", .coercionCanFailOrLose, ["tinyint", "smallint", "int", "bigint", "decimal"]),
    ("float", .cast, ["variant"]),
    ("float", .castCanLose, ["boolean"]),
    ("float", .castCanFailOrLose, ["timestamp"]),
    ("double", .coercion, ["string", "varchar", "char"]),
    ("double", .coercionCanLose, ["float"]),
    ("double", .coercionCanFailOrLose, ["tinyint", "smallint", "int", "bigint", "decimal"]),
    ("double", .cast, ["variant"]),
    ("double", .castCanLose, ["boolean"]),
    ("double", .castCanFailOrLose, ["timestamp"]),
    ("string", .coercion, ["varchar"]),
    ("string", .coercionCanLose, ["char"]),
    ("string", .cast, ["variant", "binary"]),
    ("string", .castCanFail, ["tinyint", "smallint", "int", "bigint", "boolean", "interval year to month"]),
    (
      "string", .castCanFailOrLose,
      [
        "decimal", "float", "double", "timestamp", "interval day to second", "date", "timestamp_ntz",
      ]
    ),
    ("varchar", .coercion, ["string"]),
    ("varchar", .coercionCanLose, ["char"]),
    ("varchar", .cast, ["variant", "binary"]),
    (
      "varchar", .castCanFail,
      [
        "tinyint", "smallint", "int", "bigint", "boolean", "interval year to month",
      ]
    ),
    (
      "varchar", .castCanFailOrLose,
      [
        "decimal", "float", "double", "timestamp", "interval day to second", "date", "timestamp_ntz",
      ]
    ),
    ("char", .coercion, ["string", "varchar"]),
    ("char", .cast, ["variant", "binary"]),
    ("char", .castCanFail, ["tinyint", "smallint", "int", "bigint", "boolean", "interval year to month"]),
    (
      "char", .castCanFailOrLose,
      [
        "decimal", "float", "double", "timestamp", "interval day to second", "date", "timestamp_ntz",
      ]
    ),
    ("boolean", .coercion, ["string", "varchar", "char"]),
    ("boolean", .cast, ["tinyint", "smallint", "int", "bigint", "decimal", "float", "double", "variant"]),
    ("timestamp", .coercionCanLose, ["string", "varchar", "char", "date", "timestamp_ntz"]),
    ("timestamp", .cast, ["decimal", "variant"]),
    ("timestamp", .castCanLose, ["bigint", "float", "double"]),
    ("timestamp", .castCanFailOrLose, ["tinyint", "smallint", "int"]),
    ("interval day to second", .coercion, ["string", "varchar", "char"]),
    ("interval day to second", .cast, ["decimal"]),
    ("interval day to second", .castCanLose, ["bigint"]),
    ("interval day to second", .castCanFailOrLose, ["tinyint", "smallint", "int"]),
    ("interval year to month", .coercion, ["string", "varchar", "char"]),
    ("interval year to month", .cast, ["int", "bigint", "decimal"]),
    ("interval year to month", .castCanFail, ["tinyint", "smallint"]),
    ("variant", .coercion, ["string", "varchar", "char"]),
    ("variant", .castCanFail, ["binary", "array", "map", "struct"]),
    (
      "variant", .castCanFailOrLose,
      [
        "tinyint", "smallint", "int", "bigint", "decimal", "float", "double", "boolean", "timestamp",
        "date", "timestamp_ntz",
      ]
    ),
    ("binary", .coercion, ["string", "varchar", "char"]),
    ("binary", .cast, ["variant"]),
    ("date", .coercion, ["string", "varchar", "char", "timestamp", "timestamp_ntz"]),
    ("date", .cast, ["variant"]),
    ("timestamp_ntz", .coercion, ["string", "varchar", "char"]),
    ("timestamp_ntz", .coercionCanLose, ["timestamp", "date"]),
    ("timestamp_ntz", .cast, ["variant"]),
    ("array", .cast, ["string", "varchar", "char", "variant"]),
    ("map", .cast, ["string", "varchar", "char"]),
    ("struct", .cast, ["string", "varchar", "char"]),
  ])
}
