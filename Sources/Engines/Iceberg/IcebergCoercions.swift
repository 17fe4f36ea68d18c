extension Coercions {
  /// Source: Iceberg specification, "Schema Evolution" (iceberg.apache.org/spec/#schema-evolution): int to long, float to
  /// double, decimal to more precision and, from version 3, unknown to any type. These are what every writer takes without
  /// a cast. For all others a statement of Spark or Trino needs a CAST: its outcome is that of Spark's ANSI casts.
  static let iceberg = Coercions(
    """
    any = boolean, int, long, float, double, decimal, date, time, timestamp, timestamptz, timestamp_ns,
      timestamptz_ns, string, uuid, fixed, binary, variant
    unknown
      coercion: any
    boolean
      cast: int, long, float, double, decimal, string
    int
      coercion: long
      cast: double, decimal, string, timestamptz
      cast can lose: float, boolean
    long
      cast: decimal, string
      cast can fail: int
      cast can lose: float, double, boolean, timestamptz
    float
      coercion: double
      cast: string
      cast can lose: boolean
      cast can fail or lose: int, long, decimal, timestamptz
    double
      cast: string
      cast can lose: float, boolean
      cast can fail or lose: int, long, decimal, timestamptz
    decimal
      cast: string
      cast can lose: float, double, boolean, timestamptz
      cast can fail or lose: int, long
    string
      cast: binary
      cast can fail: int, long, boolean, uuid, fixed
      cast can fail or lose: float, double, decimal, date, time, timestamp, timestamptz, timestamp_ns, timestamptz_ns
    date
      cast: string, timestamp, timestamptz, timestamp_ns, timestamptz_ns
    time
      cast: string
    timestamp
      cast: string, timestamp_ns
      cast can lose: date, time, timestamptz, timestamptz_ns
    timestamptz
      cast: string, timestamptz_ns
      cast can lose: date, time, timestamp, timestamp_ns
    timestamp_ns
      cast: string
      cast can lose: date, time, timestamp, timestamptz, timestamptz_ns
    timestamptz_ns
      cast: string
      cast can lose: date, time, timestamp, timestamptz, timestamp_ns
    uuid
      cast: string
    fixed
      cast: binary, string
    binary
      cast: string
      cast can fail: fixed
    variant
      cast can fail: binary, string, uuid
      cast can fail or lose: boolean, int, long, float, double, decimal, date, timestamp, timestamptz
    """)
}
