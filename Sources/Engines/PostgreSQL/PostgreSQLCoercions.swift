extension Coercions {
  /// Source: PostgreSQL 15, measured: pg_cast, and values of every type assigned to every other.
  static let postgreSQL = Coercions(
    """
    others = int4range, int8range, numrange, tsrange, tstzrange, daterange, tsvector, tsquery, pg_lsn, point, line,
      lseg, box, path, polygon, circle, oid
    smallint
      coercion: integer, bigint, numeric, real, double precision, character varying, character, text
      coercion can lose: oid
    integer
      coercion: bigint, numeric, double precision, character varying, character, text, money
      coercion can fail: smallint
      coercion can lose: real, oid
      cast can lose: boolean, bit
    bigint
      coercion: numeric, character varying, character, text
      coercion can fail: smallint, integer, money, oid
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
      coercion can lose: character, name
      cast can fail: smallint, integer, bigint, numeric, boolean, bytea, uuid, json, xml, inet, cidr, macaddr,
        macaddr8, bit varying, USER-DEFINED, ARRAY, others
      cast can fail or lose: real, double precision, money, bit, date, time without time zone,
        time with time zone, timestamp without time zone, timestamp with time zone, interval, jsonb
    character
      coercion: character varying, text
      coercion can lose: name
      cast can fail: smallint, integer, bigint, numeric, boolean, bytea, uuid, json, xml, inet, cidr, macaddr,
        macaddr8, bit varying, USER-DEFINED, ARRAY, others
      cast can fail or lose: real, double precision, money, bit, date, time without time zone,
        time with time zone, timestamp without time zone, timestamp with time zone, interval, jsonb
    text
      coercion: character varying
      coercion can lose: character, name
      cast can fail: smallint, integer, bigint, numeric, boolean, bytea, uuid, json, xml, inet, cidr, macaddr,
        macaddr8, bit varying, USER-DEFINED, ARRAY, others
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
    int4range
      coercion: character varying, character, text
    int8range
      coercion: character varying, character, text
    numrange
      coercion: character varying, character, text
    tsrange
      coercion: character varying, character, text
    tstzrange
      coercion: character varying, character, text
    daterange
      coercion: character varying, character, text
    tsvector
      coercion: character varying, character, text
    tsquery
      coercion: character varying, character, text
    pg_lsn
      coercion: character varying, character, text
    point
      coercion: character varying, character, text, box
    line
      coercion: character varying, character, text
    lseg
      coercion: character varying, character, text
    box
      coercion: character varying, character, text, polygon
    path
      coercion: character varying, character, text
      coercion can fail: polygon
    polygon
      coercion: character varying, character, text, path
    circle
      coercion: character varying, character, text
    oid
      coercion: bigint, character varying, character, text
      coercion can lose: integer
    name
      coercion: character varying, character, text
    """)
}
