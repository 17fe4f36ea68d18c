extension Coercions {
  /// Source: Spark with the ANSI store assignment policy, measured: values of every type assigned to every other.
  static let spark = Coercions(
    """
    tinyint
      coercion: smallint, int, bigint, decimal, float, double, string, varchar, char
      cast: timestamp, interval day to second, interval year to month, variant
      cast can lose: boolean
    smallint
      coercion: int, bigint, decimal, float, double, string, varchar, char
      coercion can fail: tinyint
      cast: timestamp, interval day to second, interval year to month, variant
      cast can lose: boolean
    int
      coercion: bigint, decimal, double, string, varchar, char
      coercion can fail: tinyint, smallint
      coercion can lose: float
      cast: timestamp, interval day to second, interval year to month, variant
      cast can lose: boolean
    bigint
      coercion: decimal, string, varchar, char
      coercion can fail: tinyint, smallint, int
      coercion can lose: float, double
      cast: variant
      cast can fail: interval day to second, interval year to month
      cast can lose: boolean, timestamp
    decimal
      coercion: string, varchar, char
      coercion can lose: float, double
      coercion can fail or lose: tinyint, smallint, int, bigint
      cast: variant
      cast can lose: boolean, timestamp
      cast can fail or lose: interval day to second, interval year to month
    float
      coercion: double, string, varchar, char
      coercion can fail or lose: tinyint, smallint, int, bigint, decimal
      cast: variant
      cast can lose: boolean
      cast can fail or lose: timestamp
    double
      coercion: string, varchar, char
      coercion can lose: float
      coercion can fail or lose: tinyint, smallint, int, bigint, decimal
      cast: variant
      cast can lose: boolean
      cast can fail or lose: timestamp
    string
      coercion: varchar
      coercion can lose: char
      cast: variant, binary
      cast can fail: tinyint, smallint, int, bigint, boolean, interval year to month
      cast can fail or lose: decimal, float, double, timestamp, interval day to second, date, timestamp_ntz
    varchar
      coercion: string
      coercion can lose: char
      cast: variant, binary
      cast can fail: tinyint, smallint, int, bigint, boolean, interval year to month
      cast can fail or lose: decimal, float, double, timestamp, interval day to second, date, timestamp_ntz
    char
      coercion: string, varchar
      cast: variant, binary
      cast can fail: tinyint, smallint, int, bigint, boolean, interval year to month
      cast can fail or lose: decimal, float, double, timestamp, interval day to second, date, timestamp_ntz
    boolean
      coercion: string, varchar, char
      cast: tinyint, smallint, int, bigint, decimal, float, double, variant
    timestamp
      coercion can lose: string, varchar, char, date, timestamp_ntz
      cast: decimal, variant
      cast can lose: bigint, float, double
      cast can fail or lose: tinyint, smallint, int
    interval day to second
      coercion: string, varchar, char
      cast: decimal
      cast can lose: bigint
      cast can fail or lose: tinyint, smallint, int
    interval year to month
      coercion: string, varchar, char
      cast: int, bigint, decimal
      cast can fail: tinyint, smallint
    variant
      coercion: string, varchar, char
      cast can fail: binary, array, map, struct
      cast can fail or lose: tinyint, smallint, int, bigint, decimal, float, double, boolean, timestamp, date,
        timestamp_ntz
    binary
      coercion: string, varchar, char
      cast: variant
    date
      coercion: string, varchar, char, timestamp, timestamp_ntz
      cast: variant
    timestamp_ntz
      coercion: string, varchar, char
      coercion can lose: timestamp, date
      cast: variant
    array
      cast: string, varchar, char, variant
    map
      cast: string, varchar, char
    struct
      cast: string, varchar, char
    """)
}
