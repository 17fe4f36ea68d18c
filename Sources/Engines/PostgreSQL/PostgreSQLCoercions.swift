extension Coercions {
  /// Source: PostgreSQL 15, measured: pg_cast, and values of every type assigned to every other.
  static let postgreSQL = Coercions([
    (
      "smallint", .coercion,
      [
        "integer", "bigint", "numeric", "real", "double precision", "character varying", "character",
        "text",
      ]
    ),
    (
      "integer", .coercion,
      [
        "bigint", "numeric", "double precision", "character varying", "character", "text", "money",
      ]
    ),
    ("integer", .coercionCanFail, ["smallint"]),
    ("integer", .coercionCanLose, ["real"]),
    ("integer", .castCanLose, ["boolean", "bit"]),
    ("bigint", .coercion, ["numeric", "character varying", "character", "text"]),
    ("bigint", .coercionCanFail, ["smallint", "integer", "money"]),
    ("bigint", .coercionCanLose, ["real", "double precision"]),
    ("bigint", .castCanLose, ["bit"]),
    ("numeric", .coercion, ["character varying", "character", "text"]),
    (
      "numeric", .coercionCanFailOrLose,
      [
        "smallint", "integer", "bigint", "real", "double precision", "money",
      ]
    ),
    ("real", .coercion, ["double precision", "character varying", "character", "text"]),
    ("real", .coercionCanLose, ["numeric"]),
    ("real", .coercionCanFailOrLose, ["smallint", "integer", "bigint"]),
    ("double precision", .coercion, ["character varying", "character", "text"]),
    ("double precision", .coercionCanLose, ["numeric"]),
    ("double precision", .coercionCanFailOrLose, ["smallint", "integer", "bigint", "real"]),
    ("character varying", .coercion, ["text"]),
    ("character varying", .coercionCanLose, ["character"]),
    (
      "character varying", .castCanFail,
      [
        "smallint", "integer", "bigint", "numeric", "boolean", "bytea", "uuid", "json", "xml", "inet",
        "cidr", "macaddr", "macaddr8", "bit varying", "USER-DEFINED", "ARRAY",
      ]
    ),
    (
      "character varying", .castCanFailOrLose,
      [
        "real", "double precision", "money", "bit", "date", "time without time zone",
        "time with time zone", "timestamp without time zone", "timestamp with time zone", "interval",
        "jsonb",
      ]
    ),
    ("character", .coercion, ["character varying", "text"]),
    (
      "character", .castCanFail,
      [
        "smallint", "integer", "bigint", "numeric", "boolean", "bytea", "uuid", "json", "xml", "inet",
        "cidr", "macaddr", "macaddr8", "bit varying", "USER-DEFINED", "ARRAY",
      ]
    ),
    (
      "character", .castCanFailOrLose,
      [
        "real", "double precision", "money", "bit", "date", "time without time zone",
        "time with time zone", "timestamp without time zone", "timestamp with time zone", "interval",
        "jsonb",
      ]
    ),
    ("text", .coercion, ["character varying"]),
    ("text", .coercionCanLose, ["character"]),
    (
      "text", .castCanFail,
      [
        "smallint", "integer", "bigint", "numeric", "boolean", "bytea", "uuid", "json", "xml", "inet",
        "cidr", "macaddr", "macaddr8", "bit varying", "USER-DEFINED", "ARRAY",
      ]
    ),
    (
      "text", .castCanFailOrLose,
      [
        "real", "double precision", "money", "bit", "date", "time without time zone",
        "time with time zone", "timestamp without time zone", "timestamp with time zone", "interval",
        "jsonb",
      ]
    ),
    ("money", .coercion, ["numeric", "character varying", "character", "text"]),
    ("boolean", .coercion, ["character varying", "character", "text"]),
    ("boolean", .cast, ["integer"]),
    ("bit", .coercion, ["character varying", "character", "text", "bit varying"]),
    ("bit", .castCanFail, ["integer", "bigint"]),
    ("bytea", .coercion, ["character varying", "character", "text"]),
    ("date", .coercion, ["character varying", "character", "text"]),
    ("date", .coercionCanFail, ["timestamp without time zone", "timestamp with time zone"]),
    (
      "time without time zone", .coercion,
      [
        "character varying", "character", "text", "time with time zone", "interval",
      ]
    ),
    ("time with time zone", .coercion, ["character varying", "character", "text"]),
    ("time with time zone", .coercionCanLose, ["time without time zone"]),
    ("timestamp without time zone", .coercion, ["character varying", "character", "text"]),
    ("timestamp without time zone", .coercionCanLose, ["date", "time without time zone"]),
    ("timestamp without time zone", .coercionCanFailOrLose, ["timestamp with time zone"]),
    ("timestamp with time zone", .coercion, ["character varying", "character", "text"]),
    (
      "timestamp with time zone", .coercionCanLose,
      [
        "date", "time without time zone", "time with time zone", "timestamp without time zone",
      ]
    ),
    ("interval", .coercion, ["character varying", "character", "text"]),
    ("interval", .coercionCanLose, ["time without time zone"]),
    ("uuid", .coercion, ["character varying", "character", "text"]),
    ("json", .coercion, ["character varying", "character", "text"]),
    ("json", .coercionCanFailOrLose, ["jsonb"]),
    ("jsonb", .coercion, ["character varying", "character", "text", "json"]),
    ("jsonb", .castCanFail, ["numeric", "boolean"]),
    ("jsonb", .castCanFailOrLose, ["smallint", "integer", "bigint", "real", "double precision"]),
    ("xml", .coercion, ["character varying", "character", "text"]),
    ("inet", .coercion, ["character varying", "character", "text"]),
    ("inet", .coercionCanLose, ["cidr"]),
    ("cidr", .coercion, ["character varying", "character", "text", "inet"]),
    ("macaddr", .coercion, ["character varying", "character", "text", "macaddr8"]),
    ("macaddr8", .coercion, ["character varying", "character", "text"]),
    ("macaddr8", .coercionCanFail, ["macaddr"]),
    ("bit varying", .coercion, ["character varying", "character", "text"]),
    ("bit varying", .coercionCanFail, ["bit"]),
    ("USER-DEFINED", .coercion, ["character varying", "character", "text"]),
    ("ARRAY", .coercion, ["character varying", "character", "text"]),
  ])
}
