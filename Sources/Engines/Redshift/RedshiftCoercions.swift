extension Coercions {
  /// Source: Redshift documentation, "Type compatibility and conversion"
  /// (docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html).
  static let redshift = Coercions(
    """
    smallint
      coercion: integer, bigint, numeric, real, double precision, character varying, character
      coercion can lose: boolean
      cast can fail: super
    integer
      coercion: bigint, numeric, double precision, character varying, character
      coercion can fail: smallint
      coercion can lose: real, boolean
      cast can fail: super
    bigint
      coercion: numeric, character varying, character
      coercion can fail: smallint, integer
      coercion can lose: real, double precision, boolean
      cast can fail: super
    numeric
      coercion: character varying, character
      coercion can lose: real, double precision
      coercion can fail or lose: smallint, integer, bigint
      cast can fail: super
    real
      coercion: double precision, character varying, character
      coercion can fail or lose: smallint, integer, bigint, numeric
      cast can fail: super
    double precision
      coercion: character varying, character
      coercion can fail or lose: smallint, integer, bigint, numeric, real
      cast can fail: super
    boolean
      cast can fail: smallint, integer, bigint, super
    character varying
      coercion can fail or lose: character
      cast can fail: smallint, integer, bigint, numeric, boolean, super, binary varying
      cast can fail or lose: real, double precision, date, time without time zone, time with time zone,
        timestamp without time zone, timestamp with time zone
    character
      coercion: character varying
      cast can fail: smallint, integer, bigint, numeric, boolean, super, binary varying
      cast can fail or lose: real, double precision, date, time without time zone, time with time zone,
        timestamp without time zone, timestamp with time zone
    date
      coercion: character varying, character, timestamp without time zone, timestamp with time zone
      cast can fail: super
    time without time zone
      coercion: character varying, time with time zone
      cast can fail: character, super
    time with time zone
      coercion: character varying
      coercion can lose: time without time zone
      cast can fail: character, super
    timestamp without time zone
      coercion: character varying, character
      coercion can lose: date, time without time zone, timestamp with time zone
      cast can fail: super
    timestamp with time zone
      coercion: character varying, character
      coercion can lose: date, time with time zone, timestamp without time zone
      cast can fail: super
      cast can lose: time without time zone
    super
      cast can fail: smallint, integer, bigint, numeric, real, double precision, boolean, character varying,
        character, date, time without time zone, time with time zone, timestamp without time zone,
        timestamp with time zone
    binary varying
      cast can fail: character varying, character, geometry
    geometry
      coercion can fail: geography
      cast can fail: binary varying
    geography
      coercion can fail: geometry
    """)
}
