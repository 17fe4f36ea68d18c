extension Coercions {
  /// Source: DuckDB, measured: values of every type assigned to every other.
  static let duckDB = Coercions(
    """
    TINYINT
      coercion: SMALLINT, INTEGER, BIGINT, HUGEINT, DECIMAL, FLOAT, DOUBLE, VARCHAR, JSON, BIT
      coercion can fail: UTINYINT, USMALLINT, UINTEGER, UBIGINT, UHUGEINT
      coercion can lose: BOOLEAN
    SMALLINT
      coercion: INTEGER, BIGINT, HUGEINT, DECIMAL, FLOAT, DOUBLE, VARCHAR, JSON, BIT
      coercion can fail: TINYINT, UTINYINT, USMALLINT, UINTEGER, UBIGINT, UHUGEINT
      coercion can lose: BOOLEAN
    INTEGER
      coercion: BIGINT, HUGEINT, DECIMAL, DOUBLE, VARCHAR, JSON, BIT
      coercion can fail: TINYINT, SMALLINT, UTINYINT, USMALLINT, UINTEGER, UBIGINT, UHUGEINT
      coercion can lose: FLOAT, BOOLEAN
    BIGINT
      coercion: HUGEINT, DECIMAL, VARCHAR, JSON, BIT
      coercion can fail: TINYINT, SMALLINT, INTEGER, UTINYINT, USMALLINT, UINTEGER, UBIGINT, UHUGEINT
      coercion can lose: FLOAT, DOUBLE, BOOLEAN
    HUGEINT
      coercion: VARCHAR, JSON, BIT
      coercion can fail: TINYINT, SMALLINT, INTEGER, BIGINT, UTINYINT, USMALLINT, UINTEGER, UBIGINT, UHUGEINT,
        DECIMAL
      coercion can lose: FLOAT, DOUBLE, BOOLEAN
    UTINYINT
      coercion: SMALLINT, INTEGER, BIGINT, HUGEINT, USMALLINT, UINTEGER, UBIGINT, UHUGEINT, DECIMAL, FLOAT,
        DOUBLE, VARCHAR, JSON, BIT
      coercion can fail: TINYINT
      coercion can lose: BOOLEAN
    USMALLINT
      coercion: INTEGER, BIGINT, HUGEINT, UINTEGER, UBIGINT, UHUGEINT, DECIMAL, FLOAT, DOUBLE, VARCHAR, JSON,
        BIT
      coercion can fail: TINYINT, SMALLINT, UTINYINT
      coercion can lose: BOOLEAN
    UINTEGER
      coercion: BIGINT, HUGEINT, UBIGINT, UHUGEINT, DECIMAL, DOUBLE, VARCHAR, JSON, BIT
      coercion can fail: TINYINT, SMALLINT, INTEGER, UTINYINT, USMALLINT
      coercion can lose: FLOAT, BOOLEAN
    UBIGINT
      coercion: HUGEINT, UHUGEINT, DECIMAL, VARCHAR, JSON, BIT
      coercion can fail: TINYINT, SMALLINT, INTEGER, BIGINT, UTINYINT, USMALLINT, UINTEGER
      coercion can lose: FLOAT, DOUBLE, BOOLEAN
    UHUGEINT
      coercion: VARCHAR, JSON, BIT, UUID
      coercion can fail: TINYINT, SMALLINT, INTEGER, BIGINT, HUGEINT, UTINYINT, USMALLINT, UINTEGER, UBIGINT,
        DECIMAL
      coercion can lose: FLOAT, DOUBLE, BOOLEAN
    DECIMAL
      coercion: VARCHAR, JSON
      coercion can lose: HUGEINT, FLOAT, DOUBLE, BOOLEAN
      coercion can fail or lose: TINYINT, SMALLINT, INTEGER, BIGINT, UTINYINT, USMALLINT, UINTEGER, UBIGINT,
        UHUGEINT
    FLOAT
      coercion: DOUBLE, VARCHAR, JSON, BIT
      coercion can lose: BOOLEAN
      coercion can fail or lose: TINYINT, SMALLINT, INTEGER, BIGINT, HUGEINT, UTINYINT, USMALLINT, UINTEGER,
        UBIGINT, UHUGEINT, DECIMAL
    DOUBLE
      coercion: VARCHAR, JSON, BIT
      coercion can lose: BOOLEAN
      coercion can fail or lose: TINYINT, SMALLINT, INTEGER, BIGINT, HUGEINT, UTINYINT, USMALLINT, UINTEGER,
        UBIGINT, UHUGEINT, DECIMAL, FLOAT
    BOOLEAN
      coercion: TINYINT, SMALLINT, INTEGER, BIGINT, HUGEINT, UTINYINT, USMALLINT, UINTEGER, UBIGINT, UHUGEINT,
        DECIMAL, FLOAT, DOUBLE, VARCHAR, JSON, BIT
    VARCHAR
      coercion can fail: BOOLEAN, JSON, BIT, UUID, BLOB, ENUM, LIST, ARRAY, MAP
      coercion can fail or lose: TINYINT, SMALLINT, INTEGER, BIGINT, HUGEINT, UTINYINT, USMALLINT, UINTEGER,
        UBIGINT, UHUGEINT, DECIMAL, FLOAT, DOUBLE, DATE, TIME, TIME WITH TIME ZONE, TIMESTAMP,
        TIMESTAMP WITH TIME ZONE, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS, INTERVAL, STRUCT
    JSON
      coercion: VARCHAR
      coercion can fail: UUID, BLOB, ENUM
      coercion can fail or lose: TINYINT, SMALLINT, INTEGER, BIGINT, HUGEINT, UTINYINT, USMALLINT, UINTEGER,
        UBIGINT, UHUGEINT, DECIMAL, FLOAT, DOUBLE, BOOLEAN, DATE, TIME, TIME WITH TIME ZONE, TIMESTAMP,
        TIMESTAMP WITH TIME ZONE, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS, INTERVAL, LIST, ARRAY, STRUCT, MAP
    BIT
      coercion: VARCHAR
      coercion can lose: HUGEINT, UHUGEINT, JSON, BLOB
      coercion can fail or lose: TINYINT, SMALLINT, INTEGER, BIGINT, UTINYINT, USMALLINT, UINTEGER, UBIGINT,
        FLOAT, DOUBLE, BOOLEAN
    UUID
      coercion: UHUGEINT, VARCHAR, JSON, BLOB
    BLOB
      coercion: VARCHAR, JSON, BIT
      coercion can fail: UUID
    DATE
      coercion: VARCHAR, JSON
      coercion can fail: TIMESTAMP, TIMESTAMP WITH TIME ZONE, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS
    TIME
      coercion: VARCHAR, JSON, TIME WITH TIME ZONE
    TIME WITH TIME ZONE
      coercion: VARCHAR, JSON
      coercion can lose: TIME
    TIMESTAMP
      coercion: VARCHAR, JSON
      coercion can fail: TIMESTAMP_NS
      coercion can lose: DATE, TIMESTAMP WITH TIME ZONE, TIMESTAMP_S, TIMESTAMP_MS
      coercion can fail or lose: TIME, TIME WITH TIME ZONE
    TIMESTAMP WITH TIME ZONE
      coercion: VARCHAR, JSON
      coercion can lose: DATE, TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS
      coercion can fail or lose: TIME WITH TIME ZONE, TIMESTAMP_NS
    TIMESTAMP_S
      coercion: VARCHAR, JSON, TIMESTAMP, TIMESTAMP_MS
      coercion can fail: TIMESTAMP_NS
      coercion can lose: DATE, TIMESTAMP WITH TIME ZONE
      coercion can fail or lose: TIME
    TIMESTAMP_MS
      coercion: VARCHAR, JSON, TIMESTAMP
      coercion can fail: TIMESTAMP_NS
      coercion can lose: DATE, TIMESTAMP WITH TIME ZONE, TIMESTAMP_S
      coercion can fail or lose: TIME
    TIMESTAMP_NS
      coercion: VARCHAR, JSON
      coercion can lose: DATE, TIMESTAMP, TIMESTAMP WITH TIME ZONE, TIMESTAMP_MS
      coercion can fail or lose: TIME
    INTERVAL
      coercion: VARCHAR, JSON
    ENUM
      coercion: VARCHAR, JSON
      coercion can fail: UINTEGER, BOOLEAN, BIT, UUID, BLOB
      coercion can fail or lose: TINYINT, SMALLINT, INTEGER, BIGINT, HUGEINT, UTINYINT, USMALLINT, UBIGINT,
        UHUGEINT, DECIMAL, FLOAT, DOUBLE, DATE, TIME, TIME WITH TIME ZONE, TIMESTAMP,
        TIMESTAMP WITH TIME ZONE, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS, INTERVAL
    LIST
      coercion: VARCHAR, JSON
      coercion can fail: ARRAY
    ARRAY
      coercion: VARCHAR, JSON, LIST
    STRUCT
      coercion: VARCHAR, JSON, MAP
    MAP
      coercion: VARCHAR, JSON
    """)
}
