extension Coercions {
  /// Source: Apache Avro 1.12 specification, "Schema Resolution": promotions of the writer's type to the reader's.
  package static let avro = Coercions([
    (
      "int", .coercion,
      [
        "long", "double", "date", "time-millis", "time-micros", "timestamp-millis", "timestamp-micros",
        "timestamp-nanos", "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos",
      ]
    ),
    ("int", .coercionCanLose, ["float"]),
    (
      "long", .coercion,
      [
        "time-micros", "timestamp-millis", "timestamp-micros", "timestamp-nanos", "local-timestamp-millis",
        "local-timestamp-micros", "local-timestamp-nanos",
      ]
    ),
    ("long", .coercionCanLose, ["float", "double"]),
    ("float", .coercion, ["double"]),
    ("bytes", .coercionCanFail, ["string", "uuid"]),
    ("bytes", .coercionCanLose, ["decimal"]),
    ("string", .coercion, ["bytes"]),
    ("string", .coercionCanFail, ["uuid"]),
    ("string", .coercionCanLose, ["decimal"]),
    ("decimal", .coercionCanLose, ["bytes"]),
    ("decimal", .coercionCanFailOrLose, ["string", "uuid"]),
    ("uuid", .coercion, ["bytes", "string"]),
    ("uuid", .coercionCanFailOrLose, ["decimal"]),
    ("date", .coercion, ["int", "long", "double"]),
    (
      "date", .coercionCanLose,
      [
        "float", "time-millis", "time-micros", "timestamp-millis", "timestamp-micros", "timestamp-nanos",
        "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos",
      ]
    ),
    ("time-millis", .coercion, ["int", "long", "double"]),
    (
      "time-millis", .coercionCanLose,
      [
        "float", "date", "time-micros", "timestamp-millis", "timestamp-micros", "timestamp-nanos",
        "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos",
      ]
    ),
    ("time-micros", .coercion, ["long"]),
    (
      "time-micros", .coercionCanLose,
      [
        "float", "double", "timestamp-millis", "timestamp-micros", "timestamp-nanos",
        "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos",
      ]
    ),
    ("timestamp-millis", .coercion, ["long"]),
    (
      "timestamp-millis", .coercionCanLose,
      [
        "float", "double", "time-micros", "timestamp-micros", "timestamp-nanos", "local-timestamp-millis",
        "local-timestamp-micros", "local-timestamp-nanos",
      ]
    ),
    ("timestamp-micros", .coercion, ["long"]),
    (
      "timestamp-micros", .coercionCanLose,
      [
        "float", "double", "time-micros", "timestamp-millis", "timestamp-nanos", "local-timestamp-millis",
        "local-timestamp-micros", "local-timestamp-nanos",
      ]
    ),
    ("timestamp-nanos", .coercion, ["long"]),
    (
      "timestamp-nanos", .coercionCanLose,
      [
        "float", "double", "time-micros", "timestamp-millis", "timestamp-micros", "local-timestamp-millis",
        "local-timestamp-micros", "local-timestamp-nanos",
      ]
    ),
    ("local-timestamp-millis", .coercion, ["long"]),
    (
      "local-timestamp-millis", .coercionCanLose,
      [
        "float", "double", "time-micros", "timestamp-millis", "timestamp-micros", "timestamp-nanos",
        "local-timestamp-micros", "local-timestamp-nanos",
      ]
    ),
    ("local-timestamp-micros", .coercion, ["long"]),
    (
      "local-timestamp-micros", .coercionCanLose,
      [
        "float", "double", "time-micros", "timestamp-millis", "timestamp-micros", "timestamp-nanos",
        "local-timestamp-millis", "local-timestamp-nanos",
      ]
    ),
    ("local-timestamp-nanos", .coercion, ["long"]),
    (
      "local-timestamp-nanos", .coercionCanLose,
      [
        "float", "double", "time-micros", "timestamp-millis", "timestamp-micros", "timestamp-nanos",
        "local-timestamp-millis", "local-timestamp-micros",
      ]
    ),
  ])
}
