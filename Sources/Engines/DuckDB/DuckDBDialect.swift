import Schema

/// SQL as DuckDB takes it, of version 1.4 or later, the first that has MERGE INTO.
///
/// Source: DuckDB documentation, "MERGE INTO", "QUALIFY Clause", "List Functions" (list comprehension), "Struct Functions";
/// which words are reserved stands in duckdb_keywords(), categories reserved and type_function.
package struct DuckDBDialect: SQLDialect {
  package let engine = Engine.duckDB
  package let lexicon = SQLLexicon(
    nameQuote: "\"", stringQuotes: ["'"], hasEscapes: false, reserved: Self.reserved)
  package let limits = StatementLimits(tables: 500, bytes: nil, tablesPerChunk: 500, bytesPerChunk: 1 << 22)
  package let transaction = (begin: "BEGIN TRANSACTION;\n", end: "COMMIT;\n")

  package init() {}

  package func identifier(_ name: String) -> String {
    GoogleSQLIdentifier.isPlain(name) && !lexicon.isReserved(name) ? name : Self.doubleQuoted(name)
  }

  package func path(_ table: TableName) -> String {
    [table.project, table.dataset, table.table].compactMap(\.self).map(identifier).joined(separator: ".")
  }

  package func type(_ type: DataType) -> String {
    switch type {
    // Without its numbers a DECIMAL would have three digits behind the point.
    case .scalar, .range, .map, .unknown: engine.types.text(type)
    case .array(let element): self.type(element) + "[]"
    case .structure(let fields):
      "STRUCT(\(fields.map { "\(identifier($0.name)) \(self.type($0.type))" }.joined(separator: ", ")))"
    }
  }

  package func fullType(_ type: DataType) -> String { self.type(type) }

  package func string(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }

  package func cast(_ value: String, toText type: String, isSafe: Bool) -> String {
    "\(isSafe ? "TRY_CAST" : "CAST")(\(value) AS \(type))"
  }

  package func failure(_ message: String, inPlaceOf type: DataType) -> String { "error(\(string(message)))" }

  package func structure(_ fields: [(name: String, value: String)]) -> String {
    "struct_pack(\(fields.map { "\(identifier($0.name)) := \($0.value)" }.joined(separator: ", ")))"
  }

  package func elements(of array: String, named element: String, depth: Int, _ value: SQLElement) -> String {
    switch value {
    case .value(let sql): "[\(sql) FOR \(element) IN \(array)]"
    case .structure(let fields):
      "[\(choice("\(element) IS NULL", "NULL", else: structure(fields))) FOR \(element) IN \(array)]"
    }
  }

  package func rowText(_ alias: String) -> String { "CAST(\(alias) AS VARCHAR)" }

  package func narrowing(_ type: String) -> Narrowing { type == "DECIMAL" ? .loss : .nothing }

  package func first(in rows: FirstRows) -> String { qualified(rows) }

  package func temporaryTable(_ name: String, query: String) -> String {
    "CREATE OR REPLACE TEMPORARY TABLE \(name) AS\n\(query);\n"
  }

  private static let reserved = words(
    """
    ALL ANALYSE ANALYZE AND ANTI ANY ARRAY AS ASC ASOF ASYMMETRIC AT AUTHORIZATION BINARY BOTH BY CASE CAST CHECK COLLATE
    COLLATION COLUMN COLUMNS CONCURRENTLY CONSTRAINT CREATE CROSS DEFAULT DEFERRABLE DESC DESCRIBE DISTINCT DO ELSE END
    EXCEPT FALSE FETCH FOR FOREIGN FREEZE FROM FULL GENERATED GLOB GROUP HAVING ILIKE IN INITIALLY INNER INTERSECT INTO IS
    ISNULL JOIN LAMBDA LATERAL LEADING LEFT LIKE LIMIT MAP NATURAL NOT NOTNULL NULL OFFSET ON ONLY OR ORDER OUTER OVERLAPS
    PIVOT PIVOT_LONGER PIVOT_WIDER PLACING POSITIONAL PRIMARY QUALIFY REFERENCES RETURNING RIGHT SELECT SEMI SHOW SIMILAR
    SOME STRUCT SUMMARIZE SYMMETRIC TABLE TABLESAMPLE THEN TO TRAILING TRUE TRY_CAST TUPLE UNION UNIQUE UNPACK UNPIVOT USING
    VARIADIC VERBOSE WHEN WHERE WINDOW WITH
    BETWEEN BIGINT BIT BOOLEAN CHAR CHARACTER COALESCE DEC DECIMAL EXISTS EXTRACT FLOAT GROUPING GROUPING_ID INOUT INT
    INTEGER INTERVAL NATIONAL NCHAR NONE NULLIF NUMERIC OUT OVERLAY POSITION PRECISION REAL ROW SETOF SMALLINT SUBSTRING
    TIME TIMESTAMP TREAT TRIM VALUES VARCHAR
    """)
}
