import Schema

/// SQL as PostgreSQL takes it, of version 15 or later, the first that has MERGE.
///
/// Source: PostgreSQL 15, "MERGE", "Lexical Structure", "Polymorphic Types"; which words are reserved stands in
/// pg_get_keywords(), categories R and T, and C for names of functions and types.
package struct PostgreSQLDialect: SQLDialect {
  package let engine = Engine.postgreSQL
  package let lexicon = SQLLexicon(
    nameQuote: "\"", stringQuotes: ["'"], hasEscapes: false, reserved: Self.reserved)
  // A query of many tables is planned slowly, and needs the stack's depth.
  package let limits = StatementLimits(tables: 200, bytes: nil, tablesPerChunk: 200, bytesPerChunk: 1 << 22)
  package let incomparable: Set<String> = [
    "json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle",
  ]
  package let temporaryTableEndsWithTransaction = true
  package let transaction = (begin: "BEGIN;\n", end: "COMMIT;\n")

  package init() {}

  package func identifier(_ name: String) -> String {
    // Names without quotes are folded to lower case.
    let isPlain = GoogleSQLIdentifier.isPlain(name) && name == name.lowercased()
    return isPlain && !lexicon.isReserved(name) ? name : Self.doubleQuoted(name)
  }

  /// The schema and the table: the database is that of the session, since no statement reads another one.
  package func path(_ table: TableName) -> String {
    [table.dataset, table.table].compactMap(\.self).map(identifier).joined(separator: ".")
  }

  package func type(_ type: DataType) -> String { written(type, isFull: false) }
  package func fullType(_ type: DataType) -> String { written(type, isFull: true) }

  private func written(_ type: DataType, isFull: Bool) -> String {
    switch type {
    case .array(let element): return written(element, isFull: isFull) + "[]"
    case .scalar(let name, let numbers):
      // A type that a user made.
      if PostgreSQLTypes.grammar.scalar(name) == nil { return identifier(name) }
      if numbers.isEmpty || !isFull, let unlimited = Self.unlimited[name] { return unlimited }
      return engine.types.text(.scalar(name, parameters: isFull ? numbers : []))
    case .range, .structure, .map, .unknown: return engine.types.text(type)
    }
  }

  /// Types that have a length of one where none is given, and how the same is written without a limit.
  private static let unlimited = ["character": "bpchar", "bit": "bit varying"]

  package func hasFixedLength(_ type: String) -> Bool { type == "bit" }

  package func string(_ text: String) -> String {
    let quoted = "'" + text.replacing("'", with: "''") + "'"
    // With E a backslash is one only where it is doubled; without, that depends on a setting.
    return text.contains("\\") ? "E" + quoted.replacing("\\", with: "\\\\") : quoted
  }

  package func cast(_ value: String, toText type: String, isSafe: Bool) -> String {
    guard isSafe else { return "CAST(\(value) AS \(type))" }
    return "\(Self.tryCast)(\(value), \(string(type)), CAST(NULL AS \(type)))"
  }

  package func failure(_ message: String, inPlaceOf type: DataType) -> String {
    "\(Self.fail)(\(string(message)), \(null(of: type)))"
  }

  package func structure(_ fields: [(name: String, value: String)]) -> String {
    "ROW(\(fields.map(\.value).joined(separator: ", ")))"
  }

  package func elements(of array: String, named element: String, depth: Int, _ value: SQLElement) -> String {
    let offset = "offset_\(depth)"
    let selected: String
    switch value {
    case .value(let sql): selected = sql
    case .structure(let fields): selected = structure(fields)
    }
    return choice(
      "\(array) IS NULL", "NULL",
      else:
        "ARRAY(SELECT \(selected) FROM UNNEST(\(array)) WITH ORDINALITY AS elements_\(depth)(\(element), \(offset)) ORDER BY \(offset))"
    )
  }

  package func rowText(_ alias: String) -> String { "CAST(\(alias) AS text)" }

  package func narrowing(_ type: String) -> Narrowing {
    switch type {
    // A CAST cuts a text off, and rounds a number or a second.
    case "numeric", "character varying", "character", "bit", "bit varying", "interval": .loss
    case _ where type.hasPrefix("time"): .loss
    default: .nothing
    }
  }

  package func first(in rows: FirstRows) -> String {
    """
      SELECT *
      FROM (
        SELECT
          \(rows.alias).*,
          ROW_NUMBER() OVER (
            PARTITION BY \(rows.keys.joined(separator: ", "))
            ORDER BY \(rows.order.joined(separator: ", "))
          ) AS \(identifier(rows.number))
        FROM \(rows.from.replacing("\n", with: "\n    "))\(rows.condition.map { "\n    WHERE \($0)" } ?? "")
      ) AS \(rows.alias)
      WHERE \(rows.alias).\(identifier(rows.number)) = 1
    """
  }

  package func temporaryTable(_ name: String, query: String) -> String {
    "CREATE TEMPORARY TABLE \(name) ON COMMIT DROP AS\n\(query);\n"
  }

  /// Functions of the session, for what PostgreSQL 15 has no expression.
  package func prelude(of script: String) -> String {
    var prelude = ""
    if script.contains(Self.tryCast) {
      prelude += """
        -- NULL where a value does not convert.
        CREATE OR REPLACE FUNCTION \(Self.tryCast)(value anycompatible, wanted text, result anyelement)
        RETURNS anyelement LANGUAGE plpgsql AS $$
        BEGIN
          EXECUTE format('SELECT CAST($1 AS %s)', wanted) INTO result USING value;
          RETURN result;
        EXCEPTION WHEN data_exception OR feature_not_supported OR syntax_error THEN RETURN NULL;
        END $$;


        """
    }
    if script.contains(Self.fail) {
      prelude += """
        -- Fails with a message.
        CREATE OR REPLACE FUNCTION \(Self.fail)(message text, result anyelement)
        RETURNS anyelement LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION '%', message;
        END $$;


        """
    }
    return prelude
  }

  private static let tryCast = "pg_temp.driftaudit_try_cast"
  private static let fail = "pg_temp.driftaudit_fail"

  private static let reserved = words(
    """
    ALL ANALYSE ANALYZE AND ANY ARRAY AS ASC ASYMMETRIC AUTHORIZATION BINARY BOTH CASE CAST CHECK COLLATE COLLATION COLUMN
    CONCURRENTLY CONSTRAINT CREATE CROSS CURRENT_CATALOG CURRENT_DATE CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME
    CURRENT_TIMESTAMP CURRENT_USER DEFAULT DEFERRABLE DESC DISTINCT DO ELSE END EXCEPT FALSE FETCH FOR FOREIGN FREEZE FROM
    FULL GRANT GROUP HAVING ILIKE IN INITIALLY INNER INTERSECT INTO IS ISNULL JOIN LATERAL LEADING LEFT LIKE LIMIT LOCALTIME
    LOCALTIMESTAMP NATURAL NOT NOTNULL NULL OFFSET ON ONLY OR ORDER OUTER OVERLAPS PLACING PRIMARY REFERENCES RETURNING
    RIGHT SELECT SESSION_USER SIMILAR SOME SYMMETRIC TABLE TABLESAMPLE THEN TO TRAILING TRUE UNION UNIQUE USER USING
    VARIADIC VERBOSE WHEN WHERE WINDOW WITH
    BETWEEN BIGINT BIT BOOLEAN CHAR CHARACTER COALESCE DEC DECIMAL EXISTS EXTRACT FLOAT GREATEST GROUPING INOUT INT INTEGER
    INTERVAL LEAST NATIONAL NCHAR NONE NORMALIZE NULLIF NUMERIC OUT OVERLAY POSITION PRECISION REAL ROW SETOF SMALLINT
    SUBSTRING TIME TIMESTAMP TREAT TRIM VALUES VARCHAR XMLATTRIBUTES XMLCONCAT XMLELEMENT XMLEXISTS XMLFOREST XMLNAMESPACES
    XMLPARSE XMLPI XMLROOT XMLSERIALIZE XMLTABLE
    """)
}
