extension Coercions {
  /// Source: Redshift documentation, "Type compatibility and conversion"
  /// (docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html).
  static let redshift = Coercions([
    (
      "smallint", .coercion,
      [
        "integer", "bigint", "numeric", "real", "double precision", "character varying", "character",
      ]
    ),
    ("smallint", .coercionCanLose, ["boolean"]),
    ("smallint", .castCanFail, ["super"]),
    ("integer", .coercion, ["bigint", "numeric", "double precision", "character varying", "character"]),
    ("integer", .coercionCanFail, ["smallint"]),
    ("integer", .coercionCanLose, ["real", "boolean"]),
    ("integer", .castCanFail, ["super"]),
    ("bigint", .coercion, ["numeric", "character varying", "character"]),
    ("bigint", .coercionCanFail, ["smallint", "integer"]),
    ("bigint", .coercionCanLose, ["real", "double precision", "boolean"]),
    ("bigint", .castCanFail, ["super"]),
    ("numeric", .coercion, ["character varying", "character"]),
    ("numeric", .coercionCanLose, ["real", "double precision"]),
    ("numeric", .coercionCanFailOrLose, ["smallint", "integer", "bigint"]),
    ("numeric", .castCanFail, ["super"]),
    ("real", .coercion, ["double precision", "character varying", "character"]),
    ("real", .coercionCanFailOrLose, ["smallint", "integer", "bigint", "numeric"]),
    ("real", .castCanFail, ["super"]),
    ("double precision", .coercion, ["character varying", "character"]),
    ("double precision", .coercionCanFailOrLose, ["smallint", "integer", "bigint", "numeric", "real"]),
    ("double precision", .castCanFail, ["super"]),
    ("boolean", .castCanFail, ["smallint", "integer", "bigint", "super"]),
    ("character varying", .coercionCanFailOrLose, ["character"]),
    (
      "character varying", .castCanFail,
      [
        "smallint", "integer", "bigint", "numeric", "boolean", "super", "binary varying",
      ]
    ),
    (
      "character varying", .castCanFailOrLose,
      [
        "real", "double precision", "date", "time without time zone", "time with time zone",
        "timestamp without time zone", "timestamp with time zone",
      ]
    ),
    ("character", .coercion, ["character varying"]),
    (
      "character", .castCanFail,
      [
        "smallint", "integer", "bigint", "numeric", "boolean", "super", "binary varying",
      ]
    ),
    (
      "character", .castCanFailOrLose,
      [
        "real", "double precision", "date", "time without time zone", "time with time zone",
        "timestamp without time zone", "timestamp with time zone",
      ]
    ),
    (
      "date", .coercion,
      [
        "character varying", "character", "timestamp without time zone", "timestamp with time zone",
      ]
    ),
    ("date", .castCanFail, ["super"]),
    ("time without time zone", .coercion, ["character varying", "time with time zone"]),
    ("time without time zone", .castCanFail, ["character", "super"]),
    ("time with time zone", .coercion, ["character varying"]),
    ("time with time zone", .coercionCanLose, ["time without time zone"]),
    ("time with time zone", .castCanFail, ["character", "super"]),
    ("timestamp without time zone", .coercion, ["character varying", "character"]),
    (
      "timestamp without time zone", .coercionCanLose,
      [
        "date", "time without time zone", "timestamp with time zone",
      ]
    ),
    ("timestamp without time zone", .castCanFail, ["super"]),
    ("timestamp with time zone", .coercion, ["character varying", "character"]),
    (
      "timestamp with time zone", .coercionCanLose,
      [
        "date", "time with time zone", "timestamp without time zone",
      ]
    ),
    ("timestamp with time zone", .castCanFail, ["super"]),
    ("timestamp with time zone", .castCanLose, ["time without time zone"]),
    (
      "super", .castCanFail,
      [
        "smallint", "integer", "bigint", "numeric", "real", "double precision", "boolean",
        "character varying", "character", "date", "time without time zone", "time with time zone",
        "timestamp without time zone", "timestamp with time zone",
      ]
    ),
    ("binary varying", .castCanFail, ["character varying", "character", "geometry"]),
    ("geometry", .coercionCanFail, ["geography"]),
    ("geometry", .castCanFail, ["binary varying"]),
    ("geography", .coercionCanFail, ["geometry"]),
  ])
}
