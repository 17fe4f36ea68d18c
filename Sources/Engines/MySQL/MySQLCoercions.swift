extension Coercions {
  /// Source: MariaDB in its usual strict mode, measured: values of every type assigned to every other.
  static let mySQL = Coercions(
    """
    all integers = tinyint, tinyint unsigned, smallint, smallint unsigned, mediumint, mediumint unsigned, int,
      int unsigned, bigint, bigint unsigned
    signed integers = tinyint, smallint, mediumint, int, bigint
    unsigned integers = tinyint unsigned, smallint unsigned, mediumint unsigned, int unsigned, bigint unsigned
    all texts = char, varchar, tinytext, text, mediumtext, longtext
    long texts = text, mediumtext, longtext
    all blobs = binary, varbinary, tinyblob, blob, mediumblob, longblob
    long blobs = blob, mediumblob, longblob
    fractions = decimal, float, double
    all times = date, datetime, timestamp, time, year
    tinyint
      coercion: all texts, long blobs, fractions, smallint, mediumint, int, bigint, varbinary, tinyblob
      coercion can fail: unsigned integers, enum, set
      coercion can lose: binary
      coercion can fail or lose: all times, bit
      cast: json
    tinyint unsigned
      coercion: all texts, long blobs, fractions, smallint, smallint unsigned, mediumint, mediumint unsigned,
        int, int unsigned, bigint, bigint unsigned, varbinary, tinyblob
      coercion can fail: tinyint, bit, enum, set
      coercion can lose: binary
      coercion can fail or lose: all times
      cast: json
    smallint
      coercion: all texts, long blobs, fractions, mediumint, int, bigint, varbinary, tinyblob
      coercion can fail: unsigned integers, tinyint, enum, set
      coercion can lose: binary
      coercion can fail or lose: all times, bit
      cast: json
    smallint unsigned
      coercion: all texts, long blobs, fractions, mediumint, mediumint unsigned, int, int unsigned, bigint,
        bigint unsigned, varbinary, tinyblob
      coercion can fail: tinyint, tinyint unsigned, smallint, bit, enum, set
      coercion can lose: binary
      coercion can fail or lose: all times
      cast: json
    mediumint
      coercion: all texts, long blobs, fractions, int, bigint, varbinary, tinyblob
      coercion can fail: unsigned integers, tinyint, smallint, enum, set
      coercion can lose: binary
      coercion can fail or lose: all times, bit
      cast: json
    mediumint unsigned
      coercion: all texts, long blobs, fractions, int, int unsigned, bigint, bigint unsigned, varbinary,
        tinyblob
      coercion can fail: tinyint, tinyint unsigned, smallint, smallint unsigned, mediumint, bit, enum, set
      coercion can lose: binary
      coercion can fail or lose: all times
      cast: json
    int
      coercion: all texts, long blobs, bigint, decimal, double, varbinary, tinyblob
      coercion can fail: unsigned integers, tinyint, smallint, mediumint, enum, set
      coercion can lose: float, binary
      coercion can fail or lose: all times, bit
      cast: json
    int unsigned
      coercion: all texts, long blobs, bigint, bigint unsigned, decimal, double, varbinary, tinyblob
      coercion can fail: tinyint, tinyint unsigned, smallint, smallint unsigned, mediumint,
        mediumint unsigned, int, bit, enum, set
      coercion can lose: float, binary
      coercion can fail or lose: all times
      cast: json
    bigint
      coercion: all texts, long blobs, decimal, varbinary, tinyblob
      coercion can fail: unsigned integers, tinyint, smallint, mediumint, int, enum, set
      coercion can lose: float, double, binary
      coercion can fail or lose: all times, bit
      cast: json
    bigint unsigned
      coercion: all texts, long blobs, decimal, varbinary, tinyblob
      coercion can fail: signed integers, tinyint unsigned, smallint unsigned, mediumint unsigned,
        int unsigned, bit, enum, set
      coercion can lose: float, double, binary
      coercion can fail or lose: all times
      cast: json
    decimal
      coercion: all texts, long blobs, varbinary, tinyblob
      coercion can lose: double, binary
      coercion can fail or lose: all integers, all times, float, bit, enum, set
      cast: json
    float
      coercion: long blobs, double, varbinary, tinyblob
      coercion can lose: all texts, binary
      coercion can fail or lose: all integers, all times, decimal, bit, enum, set
      cast: json
    double
      coercion: all texts, long blobs, varbinary, tinyblob
      coercion can lose: binary
      coercion can fail or lose: all integers, all times, decimal, float, bit, enum, set
      cast: json
    bit
      coercion: long blobs, bigint unsigned, decimal, char, varchar, varbinary, tinyblob
      coercion can fail: signed integers, long texts, tinyint unsigned, smallint unsigned, mediumint unsigned,
        int unsigned, tinytext
      coercion can lose: float, double, binary
      coercion can fail or lose: all times, enum, set
      cast: json
    char
      coercion: long texts, long blobs, varchar, varbinary
      coercion can fail: json, uuid, inet4, inet6
      coercion can lose: binary
      coercion can fail or lose: all integers, fractions, all times, bit, tinytext, tinyblob, enum, set
    varchar
      coercion: long texts, long blobs, varbinary
      coercion can fail: json, uuid, inet4, inet6
      coercion can lose: char, binary
      coercion can fail or lose: all integers, fractions, all times, bit, tinytext, tinyblob, enum, set
    tinytext
      coercion: long texts, long blobs, varchar, varbinary, tinyblob
      coercion can fail: json, uuid, inet4, inet6
      coercion can lose: char, binary
      coercion can fail or lose: all integers, fractions, all times, bit, enum, set
    text
      coercion: long blobs, varchar, mediumtext, longtext, varbinary
      coercion can fail: json, uuid, inet4, inet6
      coercion can lose: char, binary
      coercion can fail or lose: all integers, fractions, all times, bit, tinytext, tinyblob, enum, set
    mediumtext
      coercion: varchar, longtext, varbinary, mediumblob, longblob
      coercion can fail: json, uuid, inet4, inet6
      coercion can lose: char, binary
      coercion can fail or lose: all integers, fractions, all times, bit, tinytext, text, tinyblob, blob,
        enum, set
    longtext
      coercion: varchar, varbinary, longblob
      coercion can fail: json, uuid, inet4, inet6
      coercion can lose: char, binary
      coercion can fail or lose: all integers, fractions, all times, bit, tinytext, text, mediumtext,
        tinyblob, blob, mediumblob, enum, set
    binary
      coercion: long blobs, varbinary
      coercion can fail: long texts, char, varchar, uuid, inet4, inet6
      coercion can fail or lose: all integers, fractions, all times, bit, tinytext, tinyblob, enum, set
      cast can fail: json
    varbinary
      coercion: long blobs
      coercion can fail: long texts, char, varchar, uuid, inet4, inet6
      coercion can lose: binary
      coercion can fail or lose: all integers, fractions, all times, bit, tinytext, tinyblob, enum, set
      cast can fail: json
    tinyblob
      coercion: long blobs, varbinary
      coercion can fail: all texts, uuid, inet4, inet6
      coercion can lose: binary
      coercion can fail or lose: all integers, fractions, all times, bit, enum, set
      cast can fail: json
    blob
      coercion: varbinary, mediumblob, longblob
      coercion can fail: long texts, char, varchar, uuid, inet4, inet6
      coercion can lose: binary
      coercion can fail or lose: all integers, fractions, all times, bit, tinytext, tinyblob, enum, set
      cast can fail: json
    mediumblob
      coercion: varbinary, longblob
      coercion can fail: char, varchar, mediumtext, longtext, uuid, inet4, inet6
      coercion can lose: binary
      coercion can fail or lose: all integers, fractions, all times, bit, tinytext, text, tinyblob, blob,
        enum, set
      cast can fail: json
    longblob
      coercion: varbinary
      coercion can fail: char, varchar, longtext, uuid, inet4, inet6
      coercion can lose: binary
      coercion can fail or lose: all integers, fractions, all times, bit, tinytext, text, mediumtext,
        tinyblob, blob, mediumblob, enum, set
      cast can fail: json
    date
      coercion: all texts, long blobs, int, int unsigned, bigint, bigint unsigned, decimal, double, varbinary,
        tinyblob, datetime
      coercion can fail: tinyint, tinyint unsigned, smallint, smallint unsigned, mediumint,
        mediumint unsigned, bit, timestamp, enum, set
      coercion can lose: float, binary, time
      coercion can fail or lose: year
      cast: json
    time
      coercion: all texts, long blobs, decimal, varbinary, tinyblob
      coercion can fail: tinyint, tinyint unsigned, smallint, smallint unsigned, bit, year, enum, set
      coercion can lose: mediumint, int, bigint, float, double, binary, date, datetime, timestamp
      coercion can fail or lose: mediumint unsigned, int unsigned, bigint unsigned
      cast: json
    datetime
      coercion: all texts, long blobs, decimal, varbinary, tinyblob
      coercion can fail: tinyint, tinyint unsigned, smallint, smallint unsigned, mediumint,
        mediumint unsigned, int, int unsigned, bit, timestamp, enum, set
      coercion can lose: bigint, bigint unsigned, float, double, binary, date, time
      coercion can fail or lose: year
      cast: json
    timestamp
      coercion can fail: tinyint, tinyint unsigned, smallint, smallint unsigned, mediumint,
        mediumint unsigned, int, int unsigned, bit, enum, set
      coercion can lose: all texts, all blobs, fractions, bigint, bigint unsigned, date, time, datetime
      coercion can fail or lose: year
      cast: json
    year
      coercion: all texts, long blobs, fractions, smallint, smallint unsigned, mediumint, mediumint unsigned,
        int, int unsigned, bigint, bigint unsigned, varbinary, tinyblob
      coercion can fail: tinyint, tinyint unsigned, bit, date, datetime, timestamp, enum, set
      coercion can lose: binary, time
      cast: json
    enum
      coercion: all texts, long blobs, varbinary, tinyblob
      coercion can fail: date, time, datetime, timestamp, set, json, uuid, inet4, inet6
      coercion can lose: all integers, fractions, bit, binary
      coercion can fail or lose: year
    set
      coercion: all texts, long blobs, varbinary, tinyblob
      coercion can fail: date, time, datetime, timestamp, enum, json, uuid, inet4, inet6
      coercion can lose: all integers, fractions, bit, binary
      coercion can fail or lose: year
    json
      coercion: varchar, longtext, varbinary, longblob
      coercion can fail: char, tinytext, text, mediumtext, tinyblob, blob, mediumblob
      coercion can lose: binary
      coercion can fail or lose: all integers, fractions, all times, bit, enum, set
    uuid
      coercion: all texts, all blobs
      coercion can fail: enum, set
    inet4
      coercion: all texts, all blobs
      coercion can fail: enum, set
    inet6
      coercion: all texts, all blobs
      coercion can fail: enum, set
    """)
}
