extension Coercions {
  /// Source: dlt, `dlt.common.data_types.type_helpers.coerce_value`: a value that does not convert goes into a column of
  /// its own, `NAME__v_TYPE`, and leaves this one empty.
  static let dlt = Coercions(
    """
    any = double, bool, timestamp, timestamp without timezone, bigint, binary, json, decimal, wei, date, time
    bigint
      coercion: text, double, decimal, wei
      coercion can fail: bool, timestamp, timestamp without timezone, date, time
    double
      coercion: text, decimal
      coercion can fail: bigint, wei, timestamp, timestamp without timezone, date, time
    decimal
      coercion: text
      coercion can lose: double
      coercion can fail: bigint, wei
    wei
      coercion: text, decimal
      coercion can lose: double
      coercion can fail: bigint
    bool
      coercion: text
      coercion can fail: bigint, double
    timestamp
      coercion: text, timestamp without timezone
      coercion can lose: date, time
    timestamp without timezone
      coercion: text, timestamp
      coercion can lose: date, time
    date
      coercion: text, timestamp, timestamp without timezone
    time
      coercion: text
    json
      coercion: text
    binary
      coercion: text
    text
      coercion can fail: any
    """)
}
