extension Coercions {
  /// Source: PostgreSQL 15, measured: pg_cast, and values of every type assigned to every other.
  static let postgreSQL = Coercions(
    """
    texts = character varying, character, text
    read = smallint, integer, bigint, numeric, boolean, bytea, uuid, json, jsonb, xml, inet, cidr, macaddr,
      macaddr8, bit varying, tsvector, tsquery, pg_lsn, oid, point, line, lseg, box, path, polygon, circle,
      int4range, int8range, numrange, tsrange, tstzrange, daterange, USER-DEFINED, ARRAY
    readInPart = real, double precision, money, bit, date, time without time zone, time with time zone,
      timestamp without time zone, timestamp with time zone, interval
    smallint
      coercion: integer, bigint, numeric, real, double precision, texts
      coercion can lose: name, oid
    integer
      coercion: bigint, numeric, double precision, texts, money
      coercion can fail: smallint
      coercion can lose: real, name, oid
      cast can lose: boolean, bit
    bigint
      coercion: numeric, texts
      coercion can fail: smallint, integer, money, oid
      coercion can lose: real, double precision, name
      cast can lose: bit
    numeric
      coercion: texts
      coercion can lose: name
      coercion can fail or lose: smallint, integer, bigint, real, double precision, money
    real
      coercion: double precision, texts
      coercion can lose: numeric, name
      coercion can fail or lose: smallint, integer, bigint
    double precision
      coercion: texts
      coercion can lose: numeric, name
      coercion can fail or lose: smallint, integer, bigint, real
    character varying
      coercion: text
      coercion can fail: character
      coercion can lose: name
      cast can fail: read
      cast can fail or lose: readInPart
    character
      coercion: character varying, text
      coercion can lose: name
      cast can fail: read
      cast can fail or lose: readInPart
    text
      coercion: character varying
      coercion can fail: character
      coercion can lose: name
      cast can fail: read
      cast can fail or lose: readInPart
    name
      coercion: texts
      cast can fail: read
      cast can fail or lose: readInPart
    money
      coercion: numeric, texts
      coercion can lose: name
    boolean
      coercion: texts
      coercion can lose: name
      cast: integer
    bit
      coercion: texts, bit varying
      coercion can lose: name
      cast can fail: integer, bigint
    bytea
      coercion: texts
      coercion can lose: name
    date
      coercion: texts
      coercion can fail: timestamp without time zone, timestamp with time zone
      coercion can lose: name
    time without time zone
      coercion: texts, time with time zone, interval
      coercion can lose: name
    time with time zone
      coercion: texts
      coercion can lose: time without time zone, name
    timestamp without time zone
      coercion: texts
      coercion can lose: date, time without time zone, name
      coercion can fail or lose: timestamp with time zone
    timestamp with time zone
      coercion: texts
      coercion can lose: date, time without time zone, time with time zone, timestamp without time zone, name
    interval
      coercion: texts
      coercion can lose: time without time zone, name
    uuid
      coercion: texts
      coercion can lose: name
    json
      coercion: texts
      coercion can fail: jsonb
      coercion can lose: name
    jsonb
      coercion: texts, json
      coercion can lose: name
      cast can fail: numeric, boolean
      cast can fail or lose: smallint, integer, bigint, real, double precision
    xml
      coercion: texts
      coercion can lose: name
    inet
      coercion: texts
      coercion can lose: cidr, name
    cidr
      coercion: texts, inet
      coercion can lose: name
    macaddr
      coercion: texts, macaddr8
      coercion can lose: name
    macaddr8
      coercion: texts
      coercion can fail: macaddr
      coercion can lose: name
    bit varying
      coercion: texts
      coercion can fail: bit
      coercion can lose: name
    oid
      coercion: bigint, texts
      coercion can lose: integer, name
    point
      coercion: texts, box
      coercion can lose: name
    line
      coercion: texts
      coercion can lose: name
    lseg
      coercion: texts
      coercion can lose: name
      cast can lose: point
    box
      coercion: texts, polygon
      coercion can lose: name
      cast can lose: point, lseg, circle
    path
      coercion: texts
      coercion can fail: polygon
      coercion can lose: name
    polygon
      coercion: texts, path
      coercion can lose: name
      cast can lose: point, box, circle
    circle
      coercion: texts
      coercion can lose: name
      cast can lose: point, box, polygon
    tsvector
      coercion: texts
      coercion can lose: name
    tsquery
      coercion: texts
      coercion can lose: name
    pg_lsn
      coercion: texts
      coercion can lose: name
    int4range
      coercion: texts
      coercion can lose: name
    int8range
      coercion: texts
      coercion can lose: name
    numrange
      coercion: texts
      coercion can lose: name
    tsrange
      coercion: texts
      coercion can lose: name
    tstzrange
      coercion: texts
      coercion can lose: name
    daterange
      coercion: texts
      coercion can lose: name
    USER-DEFINED
      coercion: texts
      coercion can lose: name
    ARRAY
      coercion: texts
      coercion can lose: name
    """)
}
