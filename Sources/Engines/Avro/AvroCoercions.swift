extension Coercions {
  /// Source: Apache Avro 1.12 specification, "Schema Resolution": promotions of the writer's type to the reader's.
  static let avro = Coercions(
    """
    int
      coercion: long, double, date, time-millis, time-micros, timestamp-millis, timestamp-micros,
        timestamp-nanos, local-timestamp-millis, local-timestamp-micros, local-timestamp-nanos
      coercion can lose: float
    long
      coercion: time-micros, timestamp-millis, timestamp-micros, timestamp-nanos, local-timestamp-millis,
        local-timestamp-micros, local-timestamp-nanos
      coercion can lose: float, double
    float
      coercion: double
    bytes
      coercion can fail: string, uuid
      coercion can lose: decimal
    string
      coercion: bytes
      coercion can fail: uuid
      coercion can lose: decimal
    decimal
      coercion can lose: bytes
      coercion can fail or lose: string, uuid
    uuid
      coercion: bytes, string
      coercion can fail or lose: decimal
    date
      coercion: int, long, double
      coercion can lose: float, time-millis, time-micros, timestamp-millis, timestamp-micros, timestamp-nanos,
        local-timestamp-millis, local-timestamp-micros, local-timestamp-nanos
    time-millis
      coercion: int, long, double
      coercion can lose: float, date, time-micros, timestamp-millis, timestamp-micros, timestamp-nanos,
        local-timestamp-millis, local-timestamp-micros, local-timestamp-nanos
    time-micros
      coercion: long
      coercion can lose: float, double, timestamp-millis, timestamp-micros, timestamp-nanos,
        local-timestamp-millis, local-timestamp-micros, local-timestamp-nanos
    timestamp-millis
      coercion: long
      coercion can lose: float, double, time-micros, timestamp-micros, timestamp-nanos,
        local-timestamp-millis, local-timestamp-micros, local-timestamp-nanos
    timestamp-micros
      coercion: long
      coercion can lose: float, double, time-micros, timestamp-millis, timestamp-nanos,
        local-timestamp-millis, local-timestamp-micros, local-timestamp-nanos
    timestamp-nanos
      coercion: long
      coercion can lose: float, double, time-micros, timestamp-millis, timestamp-micros,
        local-timestamp-millis, local-timestamp-micros, local-timestamp-nanos
    local-timestamp-millis
      coercion: long
      coercion can lose: float, double, time-micros, timestamp-millis, timestamp-micros, timestamp-nanos,
        local-timestamp-micros, local-timestamp-nanos
    local-timestamp-micros
      coercion: long
      coercion can lose: float, double, time-micros, timestamp-millis, timestamp-micros, timestamp-nanos,
        local-timestamp-millis, local-timestamp-nanos
    local-timestamp-nanos
      coercion: long
      coercion can lose: float, double, time-micros, timestamp-millis, timestamp-micros, timestamp-nanos,
        local-timestamp-millis, local-timestamp-micros
    """)
}
