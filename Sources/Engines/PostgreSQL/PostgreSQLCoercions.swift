extension Coercions {
  /// Source: PostgreSQL 15, measured: pg_cast, and values of every type assigned to every other.
  static let postgreSQL = Coercions(
    """
    smallint
      coercion: integer, bigint, numeric, real, double precision, character varying, character, text
    integer
      coercion: bigint, numeric, double precision, character varying, character, text, money
      coercion can fail: smallint
      coercion can lose: real
      cast can lose: boolean, bit
    bigint
      coercion: numeric, character varying, character, text
      coercion can fail: smallint, integer, money
      coercion can lose: real, double precision
      cast can lose: bit
    numeric
      coercion: character varying, character, text
      coercion can fail or lose: smallint, integer, bigint, real, double precision, money
    real
      coercion: double precision, character varying, character, text
      coercion can lose: numeric
      coercion can fail or lose: smallint, integer, bigint
    double precision
      coercion: character varying, character, text
      coercion can lose: numeric
      coercion can fail or lose: smallint, integer, bigint, real
    character varying
      coercion: text
      coercion can lose: character
      cast can fail: smallint, integer, bigint, numeric, boolean, bytea, uuid, json, xml, inet, cidr, macaddr,
        macaddr8, bit varying, USER-DEFINED, ARRAY
      cast can fail or lose: real, double precision, money, bit, date, time without time zone,
        time with time zone, timestamp without time zone, timestamp with time zone, interval, jsonb
    character
      coercion: character varying, text
      cast can fail: smallint, integer, bigint, numeric, boolean, bytea, uuid, json, xml, inet, cidr, macaddr,
        macaddr8, bit varying, USER-DEFINED, ARRAY
      cast can fail or lose: real, double precision, money, bit, date, time without time zone,
        time with time zone, timestamp without time zone, timestamp with time zone, interval, jsonb
    text
      coercion: character varying
      coercion can lose: character
      cast can fail: smallint, integer, bigint, numeric, boolean, bytea, uuid, json, xml, inet, cidr, macaddr,
        macaddr8, bit varying, USER-DEFINED, ARRAY
      cast can fail or lose: real, double precision, money, bit, date, time without time zone,
        time with time zone, timestamp without time zone, timestamp with time zone, interval, jsonb
    money
      coercion: numeric, character varying, character, text
    boolean
      coercion: character varying, character, text
      cast: integer
    bit
      coercion: character varying, character, text, bit varying
      cast can fail: integer, bigint
    bytea
      coercion: character varying, character, text
    date
      coercion: character varying, character, text
      coercion can fail: timestamp without time zone, timestamp with time zone
    time without time zone
      coercion: character varying, character, text, time with time zone, interval
    time with time zone
      coercion: character varying, character, text
      coercion can lose: time without time zone
    timestamp without time zone
      coercion: character varying, character, text
      coercion can lose: date, time without time zone
      coercion can fail or lose: timestamp with time zone
    timestamp with time zone
      coercion: character varying, character, text
      coercion can lose: date, time without time zone, time with time zone, timestamp without time zone
    interval
      coercion: character varying, character, text
      coercion can lose: time without time zone
    uuid
      coercion: character varying, character, text
    json
      coercion: character varying, character, text
      coercion can fail or lose: jsonb
    jsonb
      coercion: character varying, character, text, json
      cast can fail: numeric, boolean
      cast can fail or lose: smallint, integer, bigint, real, double precision
    xml
      coercion: character varying, character, text
    inet
      coercion: character varying, character, text
      coercion can lose: cidr
    cidr
      coercion: character varying, character, text, inet
    macaddr
      coercion: character varying, character, text, macaddr8
    macaddr8
      coercion: character varying, character, text
      coercion can fail: macaddr
    bit varying
      coercion: character varying, character, text
      coercion can fail: bit
    USER-DEFINED
      coercion: character varying, character, text
    ARRAY
      coercion: character varying, character, text
    """)
}
