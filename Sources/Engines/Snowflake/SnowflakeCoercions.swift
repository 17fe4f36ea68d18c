extension Coercions {
  /// Source: Snowflake documentation, "Data type conversion" (docs.snowflake.com/en/sql-reference/data-type-conversion).
  static let snowflake = Coercions([
    ("NUMBER", .coercion, ["TEXT", "VARIANT"]),
    ("NUMBER", .coercionCanLose, ["FLOAT", "BOOLEAN"]),
    ("NUMBER", .castCanFail, ["DECFLOAT"]),
    ("NUMBER", .castCanLose, ["TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ"]),
    ("FLOAT", .coercion, ["VARIANT"]),
    ("FLOAT", .coercionCanLose, ["TEXT", "BOOLEAN"]),
    ("FLOAT", .coercionCanFailOrLose, ["NUMBER"]),
    ("FLOAT", .castCanFail, ["DECFLOAT"]),
    ("DECFLOAT", .castCanFail, ["NUMBER", "FLOAT", "TEXT", "BOOLEAN", "VARIANT"]),
    ("TEXT", .coercionCanFail, ["BINARY", "BOOLEAN"]),
    (
      "TEXT", .coercionCanFailOrLose,
      [
        "NUMBER", "FLOAT", "DATE", "TIME", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ",
      ]
    ),
    ("TEXT", .cast, ["VARIANT"]),
    ("TEXT", .castCanFail, ["DECFLOAT", "GEOGRAPHY", "GEOMETRY"]),
    ("BINARY", .cast, ["TEXT", "VARIANT"]),
    ("BOOLEAN", .coercion, ["TEXT", "VARIANT"]),
    ("BOOLEAN", .cast, ["NUMBER", "FLOAT"]),
    ("DATE", .coercion, ["TEXT", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ"]),
    ("DATE", .cast, ["VARIANT"]),
    ("TIME", .coercionCanLose, ["TEXT"]),
    ("TIME", .cast, ["VARIANT"]),
    ("TIME", .castCanFail, ["TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ"]),
    ("TIMESTAMP_NTZ", .coercionCanLose, ["TEXT", "DATE", "TIME", "TIMESTAMP_LTZ", "TIMESTAMP_TZ"]),
    ("TIMESTAMP_NTZ", .cast, ["VARIANT"]),
    ("TIMESTAMP_LTZ", .coercion, ["TIMESTAMP_TZ"]),
    ("TIMESTAMP_LTZ", .coercionCanLose, ["TEXT", "DATE", "TIME", "TIMESTAMP_NTZ"]),
    ("TIMESTAMP_LTZ", .cast, ["VARIANT"]),
    ("TIMESTAMP_TZ", .coercionCanLose, ["TEXT", "DATE", "TIME"]),
    ("TIMESTAMP_TZ", .cast, ["VARIANT"]),
    ("TIMESTAMP_TZ", .castCanLose, ["TIMESTAMP_NTZ", "TIMESTAMP_LTZ"]),
    ("VARIANT", .coercion, ["TEXT", "ARRAY"]),
    ("VARIANT", .coercionCanFail, ["BOOLEAN", "OBJECT"]),
    (
      "VARIANT", .coercionCanFailOrLose,
      [
        "NUMBER", "FLOAT", "DATE", "TIME", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ",
      ]
    ),
    ("VARIANT", .castCanFail, ["DECFLOAT", "BINARY", "MAP", "GEOGRAPHY", "GEOMETRY"]),
    ("OBJECT", .coercion, ["VARIANT"]),
    ("OBJECT", .cast, ["TEXT"]),
    ("OBJECT", .castCanFail, ["ARRAY", "MAP", "GEOGRAPHY", "GEOMETRY"]),
    ("ARRAY", .coercion, ["VARIANT"]),
    ("ARRAY", .cast, ["TEXT"]),
    ("MAP", .cast, ["VARIANT", "OBJECT"]),
    ("GEOGRAPHY", .cast, ["TEXT", "VARIANT", "OBJECT"]),
    ("GEOGRAPHY", .castCanFail, ["GEOMETRY"]),
    ("GEOMETRY", .cast, ["TEXT", "VARIANT", "OBJECT"]),
    ("GEOMETRY", .castCanFail, ["GEOGRAPHY"]),
  ])
}
