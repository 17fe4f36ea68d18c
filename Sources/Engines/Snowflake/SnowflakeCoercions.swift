extension Coercions {
  /// Source: Snowflake documentation, "Data type conversion" (docs.snowflake.com/en/sql-reference/data-type-conversion).
  static let snowflake = Coercions(
    """
    NUMBER
      coercion: TEXT, VARIANT
      coercion can lose: FLOAT, BOOLEAN
      cast can fail: DECFLOAT
      cast can lose: TIMESTAMP_NTZ, TIMESTAMP_LTZ, TIMESTAMP_TZ
    FLOAT
      coercion: VARIANT
      coercion can lose: TEXT, BOOLEAN
      coercion can fail or lose: NUMBER
      cast can fail: DECFLOAT
    DECFLOAT
      cast can fail: NUMBER, FLOAT, TEXT, BOOLEAN, VARIANT
    TEXT
      coercion can fail: BINARY, BOOLEAN
      coercion can fail or lose: NUMBER, FLOAT, DATE, TIME, TIMESTAMP_NTZ, TIMESTAMP_LTZ, TIMESTAMP_TZ
      cast: VARIANT
      cast can fail: DECFLOAT, GEOGRAPHY, GEOMETRY
    BINARY
      cast: TEXT, VARIANT
    BOOLEAN
      coercion: TEXT, VARIANT
      cast: NUMBER, FLOAT
    DATE
      coercion: TEXT, TIMESTAMP_NTZ, TIMESTAMP_LTZ, TIMESTAMP_TZ
      cast: VARIANT
    TIME
      coercion can lose: TEXT
      cast: VARIANT
      cast can fail: TIMESTAMP_NTZ, TIMESTAMP_LTZ, TIMESTAMP_TZ
    TIMESTAMP_NTZ
      coercion can lose: TEXT, DATE, TIME, TIMESTAMP_LTZ, TIMESTAMP_TZ
      cast: VARIANT
    TIMESTAMP_LTZ
      coercion: TIMESTAMP_TZ
      coercion can lose: TEXT, DATE, TIME, TIMESTAMP_NTZ
      cast: VARIANT
    TIMESTAMP_TZ
      coercion can lose: TEXT, DATE, TIME
      cast: VARIANT
      cast can lose: TIMESTAMP_NTZ, TIMESTAMP_LTZ
    VARIANT
      coercion: TEXT, ARRAY
      coercion can fail: BOOLEAN, OBJECT
      coercion can fail or lose: NUMBER, FLOAT, DATE, TIME, TIMESTAMP_NTZ, TIMESTAMP_LTZ, TIMESTAMP_TZ
      cast can fail: DECFLOAT, BINARY, MAP, GEOGRAPHY, GEOMETRY
    OBJECT
      coercion: VARIANT
      cast: TEXT
      cast can fail: ARRAY, MAP, GEOGRAPHY, GEOMETRY
    ARRAY
      coercion: VARIANT
      cast: TEXT
    MAP
      cast: VARIANT, OBJECT
    GEOGRAPHY
      cast: TEXT, VARIANT, OBJECT
      cast can fail: GEOMETRY
    GEOMETRY
      cast: TEXT, VARIANT, OBJECT
      cast can fail: GEOGRAPHY
    """)
}
