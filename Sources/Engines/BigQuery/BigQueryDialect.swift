import Schema
import Text

/// GoogleSQL as BigQuery takes it.
package struct BigQueryDialect: SQLDialect {
  package let engine = Engine.bigQuery
  package let lexicon = SQLLexicon(
    nameQuote: "`", stringQuotes: ["'", "\""], hasEscapes: true, reserved: Self.reserved)
  // Source: BigQuery, "Quotas and limits": 1 MiB of text and 1,000 tables a query. Chunks stay far from them, so that none
  // is too complex either.
  package let limits = StatementLimits(tables: 1_000, bytes: 1 << 20)
  package let incomparable: Set<String> = ["JSON", "GEOGRAPHY"]
  package let descending = "DESC"
  package let transaction = (begin: "BEGIN TRANSACTION;\n", end: "COMMIT TRANSACTION;\n")

  package init() {}

  package func identifier(_ name: String) -> String {
    Self.reserved.contains(name.uppercased())
      ? GoogleSQLIdentifier.quoted(name) : GoogleSQLIdentifier.quotedIfNeeded(name)
  }

  package func path(_ table: TableName) -> String {
    [table.project, table.dataset, table.table].compactMap(\.self).map(GoogleSQLIdentifier.quoted)
      .joined(separator: ".")
  }

  package func type(_ type: DataType) -> String {
    switch type {
    case .scalar(let name, _): name
    case .range(let element): "RANGE<\(element)>"
    case .structure(let fields):
      "STRUCT<\(fields.map { "\(identifier($0.name)) \(self.type($0.type))" }.joined(separator: ", "))>"
    case .array(let element): "ARRAY<\(self.type(element))>"
    // Neither occurs in a plan: BigQuery has no MAP, and what is unknown is refused.
    case .map, .unknown: type.text
    }
  }

  /// Source: GoogleSQL lexical structure, "String and bytes literals" and "Escape sequences".
  package func string(_ text: String) -> String {
    var literal = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": literal += "\\\\"
      case "'": literal += "\\'"
      case _ where SafeText.isUnsafe(scalar):
        let hex = String(scalar.value, radix: 16)
        literal += "\\U" + String(repeating: "0", count: 8 - hex.count) + hex
      default: literal.unicodeScalars.append(scalar)
      }
    }
    return literal + "'"
  }

  package func fullType(_ type: DataType) -> String { type.text }

  package func cast(_ value: String, toText type: String, isSafe: Bool) -> String {
    "\(isSafe ? "SAFE_CAST" : "CAST")(\(value) AS \(type))"
  }

  /// BigQuery refuses a CAST to a type with parameters ("Parameterized types are not allowed in CAST expressions"). The column
  /// has them: what is too long, or has too many digits before the point, is refused when it is written.
  ///
  /// Source: BigQuery, "Data types", "Parameterized data types": only columns and variables are of such a type.
  package func fitted(_ value: String, to type: DataType, isSafe: Bool) -> String {
    let plain = cast(value, to: type, isSafe: isSafe)
    guard case .scalar(let name, let parameters) = type, let first = parameters.first else { return plain }
    switch name {
    case "NUMERIC", "BIGNUMERIC":
      let scale = parameters.dropFirst().first ?? 0
      let rounded = "\(isSafe ? "SAFE.ROUND" : "ROUND")(\(plain), \(scale))"
      let digits = first - scale
      // More digits before the point no value of the type has.
      guard isSafe, digits < (name == "NUMERIC" ? 29 : 38) else { return rounded }
      let limit = "\(name) '1\(String(repeating: "0", count: digits))'"
      return choice("ABS(\(rounded)) < \(limit)", rounded, else: "NULL")
    case "STRING", "BYTES": return isSafe ? "LEFT(\(plain), \(first))" : plain
    default: return plain
    }
  }

  package func choice(_ condition: String, _ value: String, else other: String) -> String {
    "IF(\(condition), \(value), \(other))"
  }

  package func failure(_ message: String, inPlaceOf type: DataType) -> String { "ERROR(\(string(message)))" }

  package func structure(_ fields: [(name: String, value: String)]) -> String { "STRUCT(\(list(fields)))" }

  private func list(_ fields: [(name: String, value: String)]) -> String {
    fields.map { "\($0.value) AS \(identifier($0.name))" }.joined(separator: ", ")
  }

  package func elements(of array: String, named element: String, depth: Int, _ value: SQLElement) -> String {
    let selected: String
    switch value {
    case .value(let sql): selected = sql
    case .structure(let fields): selected = "AS STRUCT \(list(fields))"
    }
    let offset = "offset_\(depth)"
    return
      "ARRAY(SELECT \(selected) FROM UNNEST(\(array)) AS \(element) WITH OFFSET AS \(offset) ORDER BY \(offset))"
  }

  package func rowText(_ alias: String) -> String { "TO_JSON_STRING(\(alias))" }

  package func narrowing(_ type: String) -> Narrowing {
    switch type {
    // Digits behind the point that main has no place for are rounded away without a word.
    case "NUMERIC", "BIGNUMERIC": .loss
    case "STRING", "BYTES": .failure
    default: .nothing
    }
  }

  package func first(in rows: FirstRows) -> String { qualified(rows) }

  /// BY NAME fails where a table has changed since its export was made.
  package func together(_ tables: [TableName], columns: [Column], indentation: String) -> String {
    tables.map { "\(indentation)SELECT * FROM \(path($0))" }.joined(separator: " UNION ALL BY NAME\n")
  }

  package func temporaryTable(_ name: String, query: String) -> String {
    "CREATE TEMP TABLE \(name) AS\n\(query);\n"
  }

  /// Words that no name may be without backticks.
  ///
  /// Source: GoogleSQL lexical structure, "Reserved keywords".
  private static let reserved: Set<String> = words(
    """
    ALL AND ANY ARRAY AS ASC ASSERT_ROWS_MODIFIED AT BETWEEN BY CASE CAST COLLATE CONTAINS CREATE CROSS CUBE CURRENT DEFAULT
    DEFINE DESC DISTINCT ELSE END ENUM ESCAPE EXCEPT EXCLUDE EXISTS EXTRACT FALSE FETCH FOLLOWING FOR FROM FULL GROUP
    GROUPING GROUPS HASH HAVING IF IGNORE IN INNER INTERSECT INTERVAL INTO IS JOIN LATERAL LEFT LIKE LIMIT LOOKUP MERGE
    NATURAL NEW NO NOT NULL NULLS OF ON OR ORDER OUTER OVER PARTITION PRECEDING PROTO QUALIFY RANGE RECURSIVE RESPECT RIGHT
    ROLLUP ROWS SELECT SET SOME STRUCT TABLESAMPLE THEN TO TREAT TRUE UNBOUNDED UNION UNNEST USING WHEN WHERE WINDOW WITH
    WITHIN GRAPH_TABLE MATCH_RECOGNIZE
    """)
}
