extension Coercions {
  /// Source: MariaDB in its usual strict mode, measured: values of every type assigned to every other.
  static let mySQL = Coercions(
    groups: [
      "all integers": [
        "tinyint", "tinyint unsigned", "smallint", "smallint unsigned", "mediumint", "mediumint unsigned",
        "int", "int unsigned", "bigint", "bigint unsigned",
      ],
      "signed integers": ["tinyint", "smallint", "mediumint", "int", "bigint"],
      "unsigned integers": [
        "tinyint unsigned", "smallint unsigned", "mediumint unsigned", "int unsigned", "bigint unsigned",
      ],
      "all texts": ["char", "varchar", "tinytext", "text", "mediumtext", "longtext"],
      "long texts": ["text", "mediumtext", "longtext"],
      "all blobs": ["binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"],
      "long blobs": ["blob", "mediumblob", "longblob"],
      "fractions": ["decimal", "float", "double"],
      "all times": ["date", "datetime", "timestamp", "time", "year"],
    ],
    [
      (
        "tinyint", .coercion,
        [
          "all texts", "long blobs", "fractions", "smallint", "mediumint", "int", "bigint", "varbinary",
          "tinyblob",
        ]
      ),
      ("tinyint", .coercionCanFail, ["unsigned integers", "enum", "set"]),
      ("tinyint", .coercionCanLose, ["binary"]),
      ("tinyint", .coercionCanFailOrLose, ["all times", "bit"]),
      ("tinyint", .cast, ["json"]),
      (
        "tinyint unsigned", .coercion,
        [
          "all texts", "long blobs", "fractions", "smallint", "smallint unsigned", "mediumint",
          "mediumint unsigned", "int", "int unsigned", "bigint", "bigint unsigned", "varbinary", "tinyblob",
        ]
      ),
      ("tinyint unsigned", .coercionCanFail, ["tinyint", "bit", "enum", "set"]),
      ("tinyint unsigned", .coercionCanLose, ["binary"]),
      ("tinyint unsigned", .coercionCanFailOrLose, ["all times"]),
      ("tinyint unsigned", .cast, ["json"]),
      (
        "smallint", .coercion,
        [
          "all texts", "long blobs", "fractions", "mediumint", "int", "bigint", "varbinary", "tinyblob",
        ]
      ),
      ("smallint", .coercionCanFail, ["unsigned integers", "tinyint", "enum", "set"]),
      ("smallint", .coercionCanLose, ["binary"]),
      ("smallint", .coercionCanFailOrLose, ["all times", "bit"]),
      ("smallint", .cast, ["json"]),
      (
        "smallint unsigned", .coercion,
        [
          "all texts", "long blobs", "fractions", "mediumint", "mediumint unsigned", "int", "int unsigned",
          "bigint", "bigint unsigned", "varbinary", "tinyblob",
        ]
      ),
      (
        "smallint unsigned", .coercionCanFail,
        [
          "tinyint", "tinyint unsigned", "smallint", "bit", "enum", "set",
        ]
      ),
      ("smallint unsigned", .coercionCanLose, ["binary"]),
      ("smallint unsigned", .coercionCanFailOrLose, ["all times"]),
      ("smallint unsigned", .cast, ["json"]),
      (
        "mediumint", .coercion,
        [
          "all texts", "long blobs", "fractions", "int", "bigint", "varbinary", "tinyblob",
        ]
      ),
      ("mediumint", .coercionCanFail, ["unsigned integers", "tinyint", "smallint", "enum", "set"]),
      ("mediumint", .coercionCanLose, ["binary"]),
      ("mediumint", .coercionCanFailOrLose, ["all times", "bit"]),
      ("mediumint", .cast, ["json"]),
      (
        "mediumint unsigned", .coercion,
        [
          "all texts", "long blobs", "fractions", "int", "int unsigned", "bigint", "bigint unsigned",
          "varbinary", "tinyblob",
        ]
      ),
      (
        "mediumint unsigned", .coercionCanFail,
        [
          "tinyint", "tinyint unsigned", "smallint", "smallint unsigned", "mediumint", "bit", "enum", "set",
        ]
      ),
      ("mediumint unsigned", .coercionCanLose, ["binary"]),
      ("mediumint unsigned", .coercionCanFailOrLose, ["all times"]),
      ("mediumint unsigned", .cast, ["json"]),
      (
        "int", .coercion, ["all texts", "long blobs", "bigint", "decimal", "double", "varbinary", "tinyblob"]
      ),
      ("int", .coercionCanFail, ["unsigned integers", "tinyint", "smallint", "mediumint", "enum", "set"]),
      ("int", .coercionCanLose, ["float", "binary"]),
      ("int", .coercionCanFailOrLose, ["all times", "bit"]),
      ("int", .cast, ["json"]),
      (
        "int unsigned", .coercion,
        [
          "all texts", "long blobs", "bigint", "bigint unsigned", "decimal", "double", "varbinary",
          "tinyblob",
        ]
      ),
      (
        "int unsigned", .coercionCanFail,
        [
          "tinyint", "tinyint unsigned", "smallint", "smallint unsigned", "mediumint", "mediumint unsigned",
          "int", "bit", "enum", "set",
        ]
      ),
      ("int unsigned", .coercionCanLose, ["float", "binary"]),
      ("int unsigned", .coercionCanFailOrLose, ["all times"]),
      ("int unsigned", .cast, ["json"]),
      ("bigint", .coercion, ["all texts", "long blobs", "decimal", "varbinary", "tinyblob"]),
      (
        "bigint", .coercionCanFail,
        [
          "unsigned integers", "tinyint", "smallint", "mediumint", "int", "enum", "set",
        ]
      ),
      ("bigint", .coercionCanLose, ["float", "double", "binary"]),
      ("bigint", .coercionCanFailOrLose, ["all times", "bit"]),
      ("bigint", .cast, ["json"]),
      ("bigint unsigned", .coercion, ["all texts", "long blobs", "decimal", "varbinary", "tinyblob"]),
      (
        "bigint unsigned", .coercionCanFail,
        [
          "signed integers", "tinyint unsigned", "smallint unsigned", "mediumint unsigned", "int unsigned",
          "bit", "enum", "set",
        ]
      ),
      ("bigint unsigned", .coercionCanLose, ["float", "double", "binary"]),
      ("bigint unsigned", .coercionCanFailOrLose, ["all times"]),
      ("bigint unsigned", .cast, ["json"]),
      ("decimal", .coercion, ["all texts", "long blobs", "varbinary", "tinyblob"]),
      ("decimal", .coercionCanLose, ["double", "binary"]),
      ("decimal", .coercionCanFailOrLose, ["all integers", "all times", "float", "bit", "enum", "set"]),
      ("decimal", .cast, ["json"]),
      ("float", .coercion, ["all texts", "long blobs", "double", "varbinary", "tinyblob"]),
      ("float", .coercionCanLose, ["binary"]),
      ("float", .coercionCanFailOrLose, ["all integers", "all times", "decimal", "bit", "enum", "set"]),
      ("float", .cast, ["json"]),
      ("double", .coercion, ["all texts", "long blobs", "varbinary", "tinyblob"]),
      ("double", .coercionCanLose, ["binary"]),
      (
        "double", .coercionCanFailOrLose,
        [
          "all integers", "all times", "decimal", "float", "bit", "enum", "set",
        ]
      ),
      ("double", .cast, ["json"]),
      (
        "bit", .coercion,
        [
          "long blobs", "bigint unsigned", "decimal", "char", "varchar", "varbinary", "tinyblob",
        ]
      ),
      (
        "bit", .coercionCanFail,
        [
          "signed integers", "long texts", "tinyint unsigned", "smallint unsigned", "mediumint unsigned",
          "int unsigned", "tinytext",
        ]
      ),
      ("bit", .coercionCanLose, ["float", "double", "binary"]),
      ("bit", .coercionCanFailOrLose, ["all times", "enum", "set"]),
      ("bit", .cast, ["json"]),
      ("char", .coercion, ["long texts", "long blobs", "varchar", "varbinary"]),
      ("char", .coercionCanFail, ["json", "uuid", "inet4", "inet6"]),
      ("char", .coercionCanLose, ["binary"]),
      (
        "char", .coercionCanFailOrLose,
        [
          "all integers", "fractions", "all times", "bit", "tinytext", "tinyblob", "enum", "set",
        ]
      ),
      ("varchar", .coercion, ["long texts", "long blobs", "varbinary"]),
      ("varchar", .coercionCanFail, ["json", "uuid", "inet4", "inet6"]),
      ("varchar", .coercionCanLose, ["char", "binary"]),
      (
        "varchar", .coercionCanFailOrLose,
        [
          "all integers", "fractions", "all times", "bit", "tinytext", "tinyblob", "enum", "set",
        ]
      ),
      ("tinytext", .coercion, ["long texts", "long blobs", "varchar", "varbinary", "tinyblob"]),
      ("tinytext", .coercionCanFail, ["json", "uuid", "inet4", "inet6"]),
      ("tinytext", .coercionCanLose, ["char", "binary"]),
      ("tinytext", .coercionCanFailOrLose, ["all integers", "fractions", "all times", "bit", "enum", "set"]),
      ("text", .coercion, ["long blobs", "varchar", "mediumtext", "longtext", "varbinary"]),
      ("text", .coercionCanFail, ["json", "uuid", "inet4", "inet6"]),
      ("text", .coercionCanLose, ["char", "binary"]),
      (
        "text", .coercionCanFailOrLose,
        [
          "all integers", "fractions", "all times", "bit", "tinytext", "tinyblob", "enum", "set",
        ]
      ),
      ("mediumtext", .coercion, ["varchar", "longtext", "varbinary", "mediumblob", "longblob"]),
      ("mediumtext", .coercionCanFail, ["json", "uuid", "inet4", "inet6"]),
      ("mediumtext", .coercionCanLose, ["char", "binary"]),
      (
        "mediumtext", .coercionCanFailOrLose,
        [
          "all integers", "fractions", "all times", "bit", "tinytext", "text", "tinyblob", "blob", "enum",
          "set",
        ]
      ),
      ("longtext", .coercion, ["varchar", "varbinary", "longblob"]),
      ("longtext", .coercionCanFail, ["json", "uuid", "inet4", "inet6"]),
      ("longtext", .coercionCanLose, ["char", "binary"]),
      (
        "longtext", .coercionCanFailOrLose,
        [
          "all integers", "fractions", "all times", "bit", "tinytext", "text", "mediumtext", "tinyblob",
          "blob", "mediumblob", "enum", "set",
        ]
      ),
      ("binary", .coercion, ["long blobs", "varbinary"]),
      ("binary", .coercionCanFail, ["long texts", "char", "varchar", "uuid", "inet4", "inet6"]),
      (
        "binary", .coercionCanFailOrLose,
        [
          "all integers", "fractions", "all times", "bit", "tinytext", "tinyblob", "enum", "set",
        ]
      ),
      ("binary", .castCanFail, ["json"]),
      ("varbinary", .coercion, ["long blobs"]),
      ("varbinary", .coercionCanFail, ["long texts", "char", "varchar", "uuid", "inet4", "inet6"]),
      ("varbinary", .coercionCanLose, ["binary"]),
      (
        "varbinary", .coercionCanFailOrLose,
        [
          "all integers", "fractions", "all times", "bit", "tinytext", "tinyblob", "enum", "set",
        ]
      ),
      ("varbinary", .castCanFail, ["json"]),
      ("tinyblob", .coercion, ["long blobs", "varbinary"]),
      ("tinyblob", .coercionCanFail, ["all texts", "uuid", "inet4", "inet6"]),
      ("tinyblob", .coercionCanLose, ["binary"]),
      ("tinyblob", .coercionCanFailOrLose, ["all integers", "fractions", "all times", "bit", "enum", "set"]),
      ("tinyblob", .castCanFail, ["json"]),
      ("blob", .coercion, ["varbinary", "mediumblob", "longblob"]),
      ("blob", .coercionCanFail, ["long texts", "char", "varchar", "uuid", "inet4", "inet6"]),
      ("blob", .coercionCanLose, ["binary"]),
      (
        "blob", .coercionCanFailOrLose,
        [
          "all integers", "fractions", "all times", "bit", "tinytext", "tinyblob", "enum", "set",
        ]
      ),
      ("blob", .castCanFail, ["json"]),
      ("mediumblob", .coercion, ["varbinary", "longblob"]),
      (
        "mediumblob", .coercionCanFail,
        [
          "char", "varchar", "mediumtext", "longtext", "uuid", "inet4", "inet6",
        ]
      ),
      ("mediumblob", .coercionCanLose, ["binary"]),
      (
        "mediumblob", .coercionCanFailOrLose,
        [
          "all integers", "fractions", "all times", "bit", "tinytext", "text", "tinyblob", "blob", "enum",
          "set",
        ]
      ),
      ("mediumblob", .castCanFail, ["json"]),
      ("longblob", .coercion, ["varbinary"]),
      ("longblob", .coercionCanFail, ["char", "varchar", "longtext", "uuid", "inet4", "inet6"]),
      ("longblob", .coercionCanLose, ["binary"]),
      (
        "longblob", .coercionCanFailOrLose,
        [
          "all integers", "fractions", "all times", "bit", "tinytext", "text", "mediumtext", "tinyblob",
          "blob", "mediumblob", "enum", "set",
        ]
      ),
      ("longblob", .castCanFail, ["json"]),
      (
        "date", .coercion,
        [
          "all texts", "long blobs", "int", "int unsigned", "bigint", "bigint unsigned", "decimal",
          "double", "varbinary", "tinyblob", "datetime",
        ]
      ),
      (
        "date", .coercionCanFail,
        [
          "tinyint", "tinyint unsigned", "smallint", "smallint unsigned", "mediumint", "mediumint unsigned",
          "bit", "timestamp", "enum", "set",
        ]
      ),
      ("date", .coercionCanLose, ["float", "binary", "time"]),
      ("date", .coercionCanFailOrLose, ["year"]),
      ("date", .cast, ["json"]),
      ("time", .coercion, ["all texts", "long blobs", "decimal", "varbinary", "tinyblob"]),
      (
        "time", .coercionCanFail,
        [
          "tinyint", "tinyint unsigned", "smallint", "smallint unsigned", "bit", "year", "enum", "set",
        ]
      ),
      (
        "time", .coercionCanLose,
        [
          "mediumint", "int", "bigint", "float", "double", "binary", "date", "datetime", "timestamp",
        ]
      ),
      ("time", .coercionCanFailOrLose, ["mediumint unsigned", "int unsigned", "bigint unsigned"]),
      ("time", .cast, ["json"]),
      ("datetime", .coercion, ["all texts", "long blobs", "decimal", "varbinary", "tinyblob"]),
      (
        "datetime", .coercionCanFail,
        [
          "tinyint", "tinyint unsigned", "smallint", "smallint unsigned", "mediumint", "mediumint unsigned",
          "int", "int unsigned", "bit", "timestamp", "enum", "set",
        ]
      ),
      (
        "datetime", .coercionCanLose,
        [
          "bigint", "bigint unsigned", "float", "double", "binary", "date", "time",
        ]
      ),
      ("datetime", .coercionCanFailOrLose, ["year"]),
      ("datetime", .cast, ["json"]),
      (
        "timestamp", .coercionCanFail,
        [
          "tinyint", "tinyint unsigned", "smallint", "smallint unsigned", "mediumint", "mediumint unsigned",
          "int", "int unsigned", "bit", "enum", "set",
        ]
      ),
      (
        "timestamp", .coercionCanLose,
        [
          "all texts", "all blobs", "fractions", "bigint", "bigint unsigned", "date", "time", "datetime",
        ]
      ),
      ("timestamp", .coercionCanFailOrLose, ["year"]),
      ("timestamp", .cast, ["json"]),
      (
        "year", .coercion,
        [
          "all texts", "long blobs", "fractions", "smallint", "smallint unsigned", "mediumint",
          "mediumint unsigned", "int", "int unsigned", "bigint", "bigint unsigned", "bit", "varbinary",
          "tinyblob",
        ]
      ),
      (
        "year", .coercionCanFail,
        [
          "tinyint", "tinyint unsigned", "date", "datetime", "timestamp", "enum", "set",
        ]
      ),
      ("year", .coercionCanLose, ["binary", "time"]),
      ("year", .cast, ["json"]),
      ("enum", .coercion, ["all texts", "long blobs", "varbinary", "tinyblob"]),
      (
        "enum", .coercionCanFail,
        [
          "date", "time", "datetime", "timestamp", "set", "json", "uuid", "inet4", "inet6",
        ]
      ),
      ("enum", .coercionCanLose, ["all integers", "fractions", "bit", "binary"]),
      ("enum", .coercionCanFailOrLose, ["year"]),
      ("set", .coercion, ["all texts", "long blobs", "varbinary", "tinyblob"]),
      (
        "set", .coercionCanFail,
        [
          "date", "time", "datetime", "timestamp", "enum", "json", "uuid", "inet4", "inet6",
        ]
      ),
      ("set", .coercionCanLose, ["all integers", "fractions", "bit", "binary"]),
      ("set", .coercionCanFailOrLose, ["year"]),
      ("json", .coercion, ["varchar", "longtext", "varbinary", "longblob"]),
      (
        "json", .coercionCanFail,
        [
          "char", "tinytext", "text", "mediumtext", "tinyblob", "blob", "mediumblob",
        ]
      ),
      ("json", .coercionCanLose, ["binary"]),
      ("json", .coercionCanFailOrLose, ["all integers", "fractions", "all times", "bit", "enum", "set"]),
      ("uuid", .coercion, ["all texts", "all blobs"]),
      ("uuid", .coercionCanFail, ["enum", "set"]),
      ("inet4", .coercion, ["all texts", "all blobs"]),
      ("inet4", .coercionCanFail, ["enum", "set"]),
      ("inet6", .coercion, ["all texts", "all blobs"]),
      ("inet6", .coercionCanFail, ["enum", "set"]),
    ])
}
