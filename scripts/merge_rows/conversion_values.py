"""The types whose conversions are tried, with values: ordinary ones, and the first and last of their kind."""

TEXTS = [
    "", " ", "0", "1", "5", " 7 ", "-3", "300", "1.5", "1.005", "1e3", "1E-7", "NaN", "inf", "true", "no", "abc", "héllo",
    "a text that is longer", "2024-01-05", "2024-01-05 00:00:00", "2024-01-05 10:00", "2024-01-05T10:00:00Z",
    "2024-01-05T10:00:00+02", "2024-01-05T00:00:00+02", "2024-01-05 10:00:00.1234567", "2024-01-05 10:00:00.123456",
    "2024-01-05 10:00:00.5Z", "2024-02-30", "20240105", "infinity", "10:00", "10:00:30.5", "10:00+02", "10:00Z",
    "10:00:00.1234567", "P1D", "1 day", "PT36H", "00:00:01.5", '{"a":1}', '{"a": 1, "a": 2}', "[1, 2]", "null", '"x"', "{1,2}",
    "{a,NULL}", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "\\x4142", "101", "x1F",
    "$1,000.50", "$1.005", "12.349", "10.0.0.1", "10.0.0.0/8", "08:00:2b:01:02:03", "<a/>", "calm", "(1,x)", "[1,5)", "(1,2)",
    "123456789012345678901234567890", "16777217", "9007199254740993", "99999999.9999", "0.1", "3.141592653589793238", "100000000"]
SHORT = [text for text in TEXTS if len(text.encode()) <= 5]
JSONS = ['{"a":1}', '{"b": [1, 2],  "a": null}', "5", "1.50", '"x"', '"calm"', "true", "null", "[1, 2]", '"2024-01-05"',
         '"2024-01-05T10:00:00Z"', "1e3", "16777217", "12345678901234567890"]
MOMENTS = ["2024-01-05 00:00:00", "2024-01-05 10:00:00", "2024-01-05 10:00:00.5", "2024-01-05 10:00:00.123456",
           "1999-12-31 23:59:59.999999"]

POSTGRES = {
    "smallint": ["0", "1", "-7", "32767"], "integer": ["0", "1", "5", "-5", "40000", "16777217", "2147483647"],
    "bigint": ["3", "-1", "4294967296", "9007199254740993", "9223372036854775807"],
    "numeric": ["0", "1.5", "12.345", "-0.001", "100000000", "123456789012345678901234567890.5", "NaN", "0.1234567",
                "3.141592653589793238"],
    "numeric(5,2)": ["1.25", "999.99", "2.00"], "numeric(12,4)": ["1.2500", "99999999.9999", "0.0001"],
    "real": ["0", "0.1", "1.5", "0.1234567", "16777216", "1e10", "100000000", "NaN", "Infinity"],
    "double precision": ["0.1", "2", "1.5", "0.30000000000000004", "1e300", "16777217", "100000000", "1152921504606846976"],
    "money": ["1.50", "-3.00", "1000.25"], "boolean": ["true", "false"], "character varying": TEXTS, "text": TEXTS,
    "character varying(5)": SHORT, "character(5)": ["", "ab", "12", "abcde", "true"], "name": ["abc", "12"],
    "bytea": ["", "\\x4142"], "uuid": ["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"], "json": JSONS, "jsonb": JSONS, "xml": ["<a>1</a>", "x"],
    "date": ["2024-01-05", "infinity", "0001-01-01", "5000000-01-01"], "time without time zone": ["10:00", "23:59:59.123456", "24:00"],
    "time(2) without time zone": ["10:00:00.12"], "time with time zone": ["10:00:00+00", "10:00:00.5+02"],
    "timestamp without time zone": MOMENTS, "timestamp(3) without time zone": MOMENTS[:3], "timestamp with time zone": MOMENTS,
    "timestamp(0) with time zone": MOMENTS[:2], "interval": ["1 day", "25:00", "-01:00", "1.5 hours", "00:00:01.5", "1 month"],
    "interval(0)": ["1 day", "90 minutes"], "bit(3)": ["101", "000"], "bit(8)": ["00000101"], "bit varying": ["", "1", "101"],
    "bit varying(4)": ["1010"], "inet": ["10.0.0.1", "10.0.0.0/8", "10.1.0.0/8"], "cidr": ["10.0.0.0/8"],
    "macaddr": ["08:00:2b:01:02:03"], "macaddr8": ["08:00:2b:ff:fe:01:02:03", "08:00:2b:01:02:03:04:05"], "tsvector": ["a b"],
    "tsquery": ["a & b"], "pg_lsn": ["16/B374D848"], "point": ["(1,2)"], "lseg": ["[(1,2),(3,4)]"], "box": ["(3,4),(1,2)"],
    "path": ["[(1,2),(3,4)]"], "polygon": ["((1,2),(3,4))"], "circle": ["<(1,2),3>"], "line": ["{1,2,3}"], "int4range": ["[1,5)"],
    "int8range": ["[1,5)"], "numrange": ["[1.5,5)"], "daterange": ["[2024-01-01,2024-02-01)"],
    "tsrange": ["[2024-01-01 00:00,2024-02-01 00:00)"], "tstzrange": ["[2024-01-01 00:00+00,)"], "oid": ["5"], "mood": ["calm"],
    "feeling": ["calm", "sad"], "pair": ["(1,x)"], "smallint[]": ["{1,2}"], "integer[]": ["{1,2}", "{40000,NULL}", "{}"], "bigint[]": ["{1}", "{9007199254740993}"],
    "numeric[]": ["{1.5,2}", "{}"], "double precision[]": ["{1.5}"], "text[]": ["{1,2}", "{a,NULL}", "{}", "{2024-01-05T10:00:00Z}"],
    "character varying[]": ["{ab}"], "boolean[]": ["{t,f}"], "date[]": ["{2024-01-05}"], "timestamp without time zone[]": ["{2024-01-05 10:00}"],
    "timestamp with time zone[]": ["{2024-01-05 10:00+00}"], "jsonb[]": ["{1}"], "json[]": ["{1}"], "uuid[]": ["{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}"]}
POSTGRES_TYPES = """
CREATE TYPE mood AS ENUM ('calm', 'hurried');
CREATE TYPE feeling AS ENUM ('calm', 'sad');
CREATE TYPE pair AS (a integer, b text);
"""

# Without BIGNUM, of which DuckDB 2.0.0 ends on a CAST to HUGEINT, and without an empty BLOB, of which TRY_CAST to BIT fails.
DUCKDB = {
    "BOOLEAN": ["true", "false"], "TINYINT": ["0", "1", "-7", "127"], "SMALLINT": ["5", "-300", "32767"],
    "INTEGER": ["1", "-5", "40000", "16777217", "2147483647"], "BIGINT": ["3", "-1", "4294967296", "9007199254740993", "9223372036854775807"],
    "HUGEINT": ["7", "-1", "170141183460469231731687303715884105727"], "UTINYINT": ["0", "255"], "USMALLINT": ["65535"],
    "UINTEGER": ["5", "4294967295"], "UBIGINT": ["5", "18446744073709551615"], "UHUGEINT": ["5", "340282366920938463463374607431768211455"],
    "DECIMAL(18,3)": ["0", "1.500", "12.345", "-0.001", "100000000.000"],
    "DECIMAL(5,2)": ["1.25", "999.99"], "DECIMAL(38,0)": ["5", "12345678901234567890123456789012345678"],
    "FLOAT": ["0", "0.1", "1.5", "16777216", "1e10", "nan", "inf"],
    "DOUBLE": ["0.1", "2", "1.5", "0.30000000000000004", "1e300", "16777217", "100000000"], "VARCHAR": TEXTS,
    "BLOB": ["AB", "\\xFF"], "BIT": ["101", "00000101"], "UUID": ["a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"], "JSON": JSONS,
    "DATE": ["2024-01-05", "infinity", "0001-01-01", "500000-01-01"], "TIME": ["10:00:00", "23:59:59.123456"], "TIME_NS": ["10:00:00.123456789", "10:00:00"],
    "TIME WITH TIME ZONE": ["10:00:00+00", "10:00:00.5+02"], "TIMESTAMP": MOMENTS, "TIMESTAMP_S": MOMENTS[:2], "TIMESTAMP_MS": MOMENTS[:3],
    "TIMESTAMP_NS": [*MOMENTS, "2024-01-05 10:00:00.123456789"], "TIMESTAMP WITH TIME ZONE": MOMENTS,
    "INTERVAL": ["1 day", "25:00", "-01:00", "00:00:01.5", "1 month"], "ENUM('calm', 'hurried')": ["calm"], "ENUM('calm', 'sad', '5')": ["calm", "sad", "5"],
    "INTEGER[]": ["[1, 2]", "[]", "[NULL]"], "BIGINT[]": ["[1]", "[9007199254740993]"], "VARCHAR[]": ["[1, 2]", "[a]", "[2024-01-05T10:00:00Z]"],
    "DOUBLE[]": ["[1.5]"], "INTEGER[2]": ["[1, 2]"], "DATE[]": ["[2024-01-05]"], "STRUCT(a INTEGER)": ["{'a': 1}"],
    "STRUCT(a VARCHAR)": ["{'a': 1}", "{'a': x}"], "MAP(VARCHAR, INTEGER)": ["{a=1}"], "MAP(VARCHAR, VARCHAR)": ["{a=1}", "{a=x}"]}
